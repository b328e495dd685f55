//! `viche admin …`

use std::io::{IsTerminal as _, stdin};

use clap::{Args, Subcommand};
use viche_app::people::accounts::{Granting, Registration, create_administrator, grant_administrator};
use viche_domain::language::Locale;
use viche_domain::problem::Problem;

use super::Outcome;
use crate::config::Configuration;
use crate::{say, wiring};

const PASSWORD: &str = "VICHE_ADMIN_PASSWORD";

/// What can be done with administrators.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make an administrator's account. The password is taken from `VICHE_ADMIN_PASSWORD`, asked on the terminal, or
    /// read as a line of the standard input
    Create(Arguments),
    /// Make an administrator of an account that is there already
    Grant(Whom),
}

/// Whose account becomes an administrator's.
#[derive(Debug, Args)]
pub struct Whom {
    /// The e-mail address of the account
    #[arg(long)]
    email: String,
}

/// Who becomes an administrator.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The e-mail address, which counts as verified
    #[arg(long)]
    email: String,
    /// The full name
    #[arg(long)]
    name: String,
}

pub async fn create(config: Configuration, arguments: Arguments) -> Outcome {
    let database = wiring::database(&config)?;
    wiring::require_migrated(&database).await?;
    let keys = wiring::keys(&config, &database).await?;
    let app = wiring::app(&config, database, keys);
    let registration = Registration {
        email: arguments.email.clone(),
        password: password()?,
        full_name: arguments.name,
        locale: None,
    };
    if !create_administrator(&app, registration).await.map_err(|problem| sentence(&problem))? {
        return Err(format!(
            "{email} has an account already: make it an administrator's with `viche admin grant --email {email}`",
            email = arguments.email
        )
        .into());
    }
    say::line(format_args!("{} is an administrator now.", arguments.email))
}

pub async fn grant(config: Configuration, Whom { email }: Whom) -> Outcome {
    let database = wiring::database(&config)?;
    wiring::require_migrated(&database).await?;
    let keys = wiring::keys(&config, &database).await?;
    let app = wiring::app(&config, database, keys);
    let reason = match grant_administrator(&app, email.clone()).await.map_err(|problem| sentence(&problem))? {
        Granting::Done => return say::line(format_args!("{email} is an administrator now.")),
        Granting::NoAccount => {
            "has no account: make one with `viche admin create`, or let its owner register and follow the link"
        }
        Granting::Already => "is an administrator already",
    };
    Err(format!("{email} {reason}").into())
}

fn password() -> Outcome<String> {
    if let Ok(password) = std::env::var(PASSWORD) {
        return Ok(password);
    }
    if stdin().is_terminal() {
        return Ok(rpassword::prompt_password("Password: ")?);
    }
    let mut line = String::new();
    stdin().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// What is wrong, in words.
fn sentence(problem: &Problem) -> String {
    let faults = problem.faults.iter().map(|fault| {
        let field = fault.place.to_string();
        format!(" {}: {}", field.trim_start_matches('/'), fault.message(Locale::En))
    });
    problem.code.detail(Locale::En).into_owned() + &faults.collect::<String>()
}
