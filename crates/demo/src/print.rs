//! What is printed for people: where the demo is, who can log in, and requests to paste into a shell.

use std::fmt::Write as _;

use viche_domain::roles::Role;

use crate::folder::{Login, Record};
use crate::plan;
use crate::replay::Totals;

/// What the year came to.
pub(crate) fn summary(totals: &Totals, seconds: u64) -> String {
    let Totals { published, answered, lapsed, withdrawn, signatures } = totals;
    format!(
        "The year {}: {published} petitions published, {answered} answered, {lapsed} lapsed, {withdrawn} withdrawn; \
         {signatures} signatures. Made in {seconds} s.\n",
        plan::YEAR
    )
}

/// How to use the demo.
pub(crate) fn instructions(record: &Record) -> String {
    let base = &record.base_url;
    let mut text = format!("\nAPI reference: {base}/docs\n\nLogins:\n");
    for Login { role, email, password } in &record.logins {
        writeln!(text, "  {role:13}  {email:25}  {password}").expect("a string takes all that is written");
    }
    text.push_str("\nTo paste into a shell, one after the other (a token is good for ten minutes):\n");
    for (what, line) in requests(record) {
        write!(text, "\n# {what}\n{line}\n").expect("a string takes all that is written");
    }
    text
}

/// Requests that show the way of a petition, each with what it shows.
fn requests(record: &Record) -> Vec<(&'static str, String)> {
    let (base, petition) = (&record.base_url, &record.petition_249);
    let submitted = &record.petitions.submitted;
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
        ("Sign the one that lacks a single signature: 201, and it comes under review.", sign.clone()),
        ("Nobody signs twice: 409.", sign),
        ("Read it.", format!(r#"{curl} "{base}/v1/petitions/{petition}""#)),
    ]);
    if let Some(moderator) = record.login(Role::Moderator) {
        requests.push(("Log in as the moderator.", log_in(base, "MODERATOR", moderator)));
    }
    requests.push((
        "Publish the petition that the citizen submitted: 201, with its public number.",
        format!(
            r#"{curl} -X POST "{base}/v1/petitions/{submitted}/publication" -H "Authorization: Bearer $MODERATOR""#
        ),
    ));
    requests
}

/// A line that leaves an access token in a variable of the shell.
fn log_in(base: &str, variable: &str, Login { email, password, .. }: &Login) -> String {
    format!(
        r#"{variable}=$(curl -s "{base}/v1/sessions" -H 'Content-Type: application/json' -d '{{"email":"{email}","password":"{password}"}}' | sed -n 's/.*"access_token": *"\([^"]*\)".*/\1/p')"#
    )
}
