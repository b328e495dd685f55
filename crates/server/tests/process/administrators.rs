//! Administrators, made on the command line.

use std::io::Write as _;
use std::process::Stdio;

use crate::installation::{Installation, Service, post, refusal};

#[test]
fn an_administrator_is_made_once_with_a_password_from_outside_the_command_line() {
    let viche = Installation::new();
    viche.succeeds("keys create keys");
    let create = |password: &str| {
        let mut command = viche.command("admin create --email admin@example.org --name");
        command.arg("Ірина Коваль").env("VICHE_ADMIN_PASSWORD", password);
        command
    };
    assert!(refusal(&mut create("вода тече з гір")).contains("run `viche migrate`"));
    viche.succeeds("migrate");
    assert!(refusal(&mut create("short")).contains("password: "));
    assert!(create("вода тече з гір").output().unwrap().status.success());
    let said = refusal(&mut create("вода тече з гір"));
    assert!(
        said.contains("has an account already") && said.contains("viche admin grant --email admin@"),
        "{said}"
    );

    let mut piped = viche.command("admin create --email second@example.org --name");
    let mut process = piped.arg("Олег Коваль").stdin(Stdio::piped()).spawn().unwrap();
    process.stdin.take().unwrap().write_all("вода тече з гір\n".as_bytes()).unwrap();
    assert!(process.wait().unwrap().success());
}

#[test]
fn an_account_that_is_there_becomes_an_administrators_once_its_address_is_verified() {
    let viche = Installation::new();
    viche.succeeds("keys create keys");
    viche.succeeds("migrate");
    let grant = |email: &str| viche.command(&format!("admin grant --email {email}"));
    assert!(refusal(&mut grant("olena@example.org")).contains("has no account"));

    let mut service = Service::start(viche.command("serve"));
    let (_operations, public) = (service.address(), service.address());
    let body = r#"{"email":"olena@example.org","password":"вода тече з гір","full_name":"Олена Коваль"}"#;
    assert_eq!(post(&public, "/v1/accounts", body).0, 202);
    assert!(refusal(&mut grant("olena@example.org")).contains("follow the link"));
    let token = viche.token_in_the_letter();
    assert_eq!(post(&public, "/v1/email-verifications", &format!(r#"{{"token":"{token}"}}"#)).0, 204);
    assert!(grant("Olena@example.org").output().unwrap().status.success());
    assert!(refusal(&mut grant("olena@example.org")).contains("is an administrator already"));
    assert_eq!(service.stops_on("TERM"), Some(0));
}
