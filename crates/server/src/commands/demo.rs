//! `viche demo`

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::Args;
use viche_demo::{Options, Settings};

use super::Outcome;
use crate::config::Configuration;
use crate::{logs, wiring};

/// Where the demo lives.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder of its database, keys and letters; a finished one is served again
    #[arg(long, value_name = "DIR", default_value = "viche-demo")]
    data: PathBuf,
    /// Where it listens [default: the setting http.bind]
    #[arg(long, value_name = "ADDR")]
    bind: Option<SocketAddr>,
    /// Make it, and leave
    #[arg(long)]
    no_serve: bool,
}

pub async fn run(arguments: Arguments, file: Option<&Path>) -> Outcome {
    let config = Configuration::of_demo(file)?;
    logs::start(&config.log);
    let Arguments { data, bind, no_serve } = arguments;
    let settings = Settings {
        serving: wiring::serving(&config)?,
        cors_origins: config.http.cors_origins,
        password_slots: wiring::or_cores(config.passwords.parallel),
        link_base: config.mail.link_base,
        sender: config.mail.from,
    };
    let bind = bind.unwrap_or(config.http.bind);
    Ok(viche_demo::run(Options { data, bind, serve: !no_serve, settings }).await?)
}
