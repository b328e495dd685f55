//! `viche mail …`

use clap::{Args, Subcommand};
use viche_app::clock::{Clock as _, SystemClock};
use viche_jobs::Letter;
use viche_store::record::Source as _;

use super::Outcome;
use crate::config::Configuration;
use crate::{say, wiring};

/// What can be done with letters.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Send a letter as the worker would, and say what the mail server said; needs no database
    Test(Arguments),
}

/// Whom to write to.
#[derive(Debug, Args)]
pub struct Arguments {
    /// An address of your own
    address: String,
}

pub fn test(config: &Configuration, Arguments { address }: Arguments) -> Outcome {
    let mailer = wiring::mailer(&config.mail)?;
    let now = SystemClock.now();
    let letter = Letter {
        id: wiring::ids().new_id(now),
        to: address,
        subject: "Віче: перевірка пошти / Viche: a test of mail".to_owned(),
        text:
            "Листи від сервісу електронних петицій доходять.\n\nLetters of the e-petition service arrive.\n"
                .to_owned(),
        written_at: now,
    };
    match mailer.send(&letter) {
        Ok(()) => say::line(format_args!("The letter to {} was taken.", letter.to)),
        Err(error) => Err(error.to_string().into()),
    }
}
