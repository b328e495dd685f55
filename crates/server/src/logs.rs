//! Log lines, on standard error.

use tracing_subscriber::EnvFilter;

use crate::config::{Format, Log};

/// What actix-http reports as errors there is what a client does wrong on its connection, which it is answered.
const CLIENTS_FAULTS: &str = "actix_http::h1::dispatcher=off";

/// Starts logging; to be called once. A panic is logged with its place, and without its message, which may hold data.
pub fn start(log: &Log) {
    let filter = EnvFilter::new(format!("{CLIENTS_FAULTS},{}", log.level));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match log.format {
        Format::Json => lines.json().flatten_event(true).with_span_list(false).init(),
        Format::Text => lines.init(),
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panicked");
    }));
}
