//! `viche migrate`

use viche_app::clock::{Clock as _, SystemClock};
use viche_store::migrate;

use super::Outcome;
use crate::config::Configuration;
use crate::{say, wiring};

pub async fn run(config: Configuration) -> Outcome {
    let applied = migrate::migrate(&wiring::database(&config)?, SystemClock.now(), wiring::ids()).await?;
    for name in &applied {
        say::line(format_args!("Applied {name}"))?;
    }
    say::line("The database is up to date.")
}
