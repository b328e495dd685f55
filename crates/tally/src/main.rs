//! The command by itself: `cargo install viche-tally --features cli`, then `viche-tally FILE.pb`.

use std::process::ExitCode;

use clap::Parser;
use viche_tally::cli::{Arguments, run};

/// Count a participatory budget
#[derive(Parser)]
#[command(version)]
struct Command {
    #[command(flatten)]
    arguments: Arguments,
}

fn main() -> ExitCode {
    run(Command::parse().arguments)
}
