//! The service: configuration, wiring, subcommands
fn main() {}
