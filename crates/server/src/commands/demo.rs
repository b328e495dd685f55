//! `viche demo`

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use crate::config::{Format, Log};
use crate::logs;

/// Where the demo lives.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder of its database, keys and letters; a finished one is served again
    #[arg(long, value_name = "DIR", default_value = "viche-demo")]
    data: PathBuf,
    /// Where it listens
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    bind: SocketAddr,
    /// Make it, and leave
    #[arg(long)]
    no_serve: bool,
}

pub async fn run(arguments: Arguments) -> Outcome {
    // The demo has nothing to configure, and its progress is not to be drowned in log lines.
    logs::start(&Log { format: Format::Text, level: "warn".to_owned() });
    let Arguments { data, bind, no_serve } = arguments;
    Ok(viche_demo::run(viche_demo::Options { data, bind, serve: !no_serve }).await?)
}
