//! What is printed for people: where the demo is, who can log in, and requests to paste into a shell.

use std::fmt::Write as _;
use std::io::{Write as _, stdout};
use std::path::Path;

use serde_json::{Value, json};
use viche_domain::person::roles::Role;

use crate::folder::{Login, Record};
use crate::identity::{self, Introduction};
use crate::plan;
use crate::replay::Totals;

/// Prints a text. Where nobody reads it to the end, as with `| head`, the rest is dropped, and the demo goes on.
pub(crate) fn say(text: &str) {
    let mut out = stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// What the year came to.
pub(crate) fn summary(totals: &Totals, seconds: u64) -> String {
    let Totals { published, answered, lapsed, withdrawn, signatures } = totals;
    format!(
        "The year {}: {published} petitions published, {answered} answered, {lapsed} lapsed, {withdrawn} withdrawn; \
         {signatures} signatures. Made in {seconds} s.\n",
        plan::YEAR
    )
}

/// How to use the demo, whose letters lie in the folder `mail`, their links beginning with `links`.
pub(crate) fn instructions(record: &Record, mail: &Path, links: &str) -> String {
    let base = &record.base_url;
    let mut text = format!("\nAPI reference: {base}/docs\n\nLogins:\n");
    for Login { role, email, password } in &record.logins {
        writeln!(text, "  {role:13}  {email:25}  {password}").expect("a string takes all that is written");
    }
    let Introduction { provider, says, .. } = identity::introduction();
    write!(
        text,
        "\nLetters: {}, with links to {links}\nPages of localhost and 127.0.0.1 may call the API from a browser.\n\n\
         The identity provider {provider} lets anybody in as anybody. Its code is base64url of JSON without padding:\n  \
         {says}\n",
        mail.display()
    )
    .expect("a string takes all that is written");
    text.push_str("\nTo paste into a shell, one after the other (a token is good for ten minutes):\n");
    for (what, line) in requests(record) {
        write!(text, "\n# {what}\n{line}\n").expect("a string takes all that is written");
    }
    text
}

/// Requests that show the way of a petition, each with what it shows.
fn requests(record: &Record) -> Vec<(&'static str, String)> {
    let (base, petition) = (&record.base_url, &record.petition_249);
    let (collecting, submitted) = (&record.petitions.collecting, &record.petitions.submitted);
    // The status stands below the answer.
    let curl = r"curl -s -w '\n%{http_code}\n'";
    let sign = format!(
        r#"{curl} -X POST "{base}/v1/petitions/{petition}/signatures" -H "Authorization: Bearer $CITIZEN""#
    );
    let mut requests = Vec::new();
    if let Some(citizen) = record.citizen() {
        requests.push(("Log in as the citizen.", log_in(base, "CITIZEN", citizen)));
    }
    requests.extend([
        (
            "The petitions that collect signatures, the most signed first.",
            format!(r#"{curl} "{base}/v1/petitions?state=collecting&sort=most_signed&limit=5""#),
        ),
        (
            "Sign the one that lacks a single signature: 201 the first time, and it comes under review.",
            sign.clone(),
        ),
        ("Nobody signs twice: 409.", sign),
        ("Read it.", format!(r#"{curl} "{base}/v1/petitions/{petition}""#)),
        (
            "Log in by the identity provider, as somebody new: a confirmed person at once.",
            token("NEWCOMER", base, "/v1/external-sessions", &identity::introduction().login),
        ),
        (
            "Sign another petition as that person: 201 the first time.",
            format!(r#"{curl} -X POST "{base}/v1/petitions/{collecting}/signatures" -H "Authorization: Bearer $NEWCOMER""#),
        ),
    ]);
    if let Some(moderator) = record.login(Role::Moderator) {
        requests.push(("Log in as the moderator.", log_in(base, "MODERATOR", moderator)));
    }
    requests.push((
        "Publish the petition that the citizen submitted: 201 the first time, with its public number.",
        format!(
            r#"{curl} -X POST "{base}/v1/petitions/{submitted}/publication" -H "Authorization: Bearer $MODERATOR""#
        ),
    ));
    requests
}

/// Logs in by e-mail and password.
fn log_in(base: &str, variable: &str, Login { email, password, .. }: &Login) -> String {
    token(variable, base, "/v1/sessions", &json!({ "email": email, "password": password }))
}

/// A line that logs in and leaves the access token in a variable of the shell.
fn token(variable: &str, base: &str, path: &str, body: &Value) -> String {
    format!(
        r#"{variable}=$(curl -s "{base}{path}" -H 'Content-Type: application/json' -d '{body}' | sed -n 's/.*"access_token": *"\([^"]*\)".*/\1/p')"#
    )
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::{instructions, summary};
    use crate::folder::tests::record;
    use crate::replay::Totals;

    fn told() -> String {
        instructions(&record(), "viche-demo/mail".as_ref(), "https://site.example")
    }

    #[test]
    fn people_read_where_it_is_and_who_can_log_in() {
        let text = told();
        for part in [
            "http://127.0.0.1:8080/docs",
            "viche-demo/mail",
            "https://site.example",
            "built_in",
            "\"rnokpp\"",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        for login in record().logins {
            assert!(text.lines().any(|line| {
                [&login.role, &login.email, &login.password].iter().all(|part| line.contains(part.as_str()))
            }));
        }
    }

    #[test]
    fn the_requests_run_in_a_shell_as_they_are_printed() {
        let text = told();
        let (_, requests) = text.split_once("ten minutes):").unwrap();
        let server = r#"curl() { case "$*" in
            */v1/sessions*citizen@*) echo '{"id":"1","access_token":"of.citizen","expires_in":600}' ;;
            */v1/external-sessions*built_in*) echo '{"id":"3","access_token":"of.newcomer","expires_in":600}' ;;
            */v1/sessions*moderator@*) echo '{"id":"2","access_token":"of.moderator","expires_in":600}' ;;
            *) printf '%s\n' "$*" ;;
        esac; }"#;
        let run = Command::new("sh").args(["-euc", &format!("{server}\n{requests}")]).output().unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let said = String::from_utf8(run.stdout).unwrap();
        let base = "http://127.0.0.1:8080/v1/petitions";
        let (petition, submitted) = (record().petition_249, record().petitions.submitted);
        let collecting = record().petitions.collecting;
        let sign = format!("-X POST {base}/{petition}/signatures -H Authorization: Bearer of.citizen");
        let lines: Vec<_> =
            said.lines().map(|line| line.trim_start_matches(r"-s -w \n%{http_code}\n ")).collect();
        assert_eq!(
            lines,
            [
                &format!("{base}?state=collecting&sort=most_signed&limit=5"),
                &sign,
                &sign,
                &format!("{base}/{petition}"),
                &format!("-X POST {base}/{collecting}/signatures -H Authorization: Bearer of.newcomer"),
                &format!("-X POST {base}/{submitted}/publication -H Authorization: Bearer of.moderator"),
            ]
        );
    }

    #[test]
    fn the_summary_has_the_totals() {
        let totals = Totals { published: 149, answered: 24, lapsed: 117, withdrawn: 8, signatures: 15_000 };
        let text = summary(&totals, 40);
        for part in
            ["2017", "149 petitions published", "24 answered", "117 lapsed", "8 withdrawn", "15000", "40 s"]
        {
            assert!(text.contains(part), "{text}");
        }
    }
}
