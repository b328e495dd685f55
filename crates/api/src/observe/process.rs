//! Figures of the process: its memory, files and connections, and which release it is.

use std::fmt;
use std::fs;
use std::sync::Arc;

use prometheus_client::collector::Collector;
use prometheus_client::encoding::DescriptorEncoder;
use viche_app::App;

use super::figure::{counters, gauge, gauges};
use crate::connections::Connections;

/// Puts the process's figures among the others.
pub struct ProcessFigures {
    /// The service.
    pub app: Arc<App>,
    /// The connections of its clients.
    pub connections: Arc<Connections>,
}

impl fmt::Debug for ProcessFigures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ProcessFigures")
    }
}

impl Collector for ProcessFigures {
    fn encode(&self, mut encoder: DescriptorEncoder) -> Result<(), fmt::Error> {
        let encoder = &mut encoder;
        let release = [(vec![("version", env!("CARGO_PKG_VERSION"))], 1)];
        gauges(encoder, ("build_info", "The release"), release)?;
        let (open, limit, ended) = self.connections.figures();
        gauge(encoder, ("http_connections", "Connections of clients"), open)?;
        gauge(encoder, ("http_connections_limit", "How many there may be"), limit)?;
        let described = ("http_connections_ended", "Connections that ended to make room for others");
        counters(encoder, described, [(Vec::new(), ended)])?;
        let (at_work, waiting) = self.app.passwords.at_work_and_waiting();
        gauge(encoder, ("password_hashes_at_work", "Passwords that are hashed now"), at_work)?;
        gauge(encoder, ("password_hashes_waiting", "Passwords that wait to be hashed"), waiting)?;
        // Linux alone says so.
        for (name, help, value) in [
            ("process_resident_memory_bytes", "Memory in use", resident_memory()),
            ("process_open_fds", "Files that are open", open_files()),
            ("process_max_fds", "Files that may be open", most_files()),
        ] {
            if let Some(value) = value {
                gauge(encoder, (name, help), value)?;
            }
        }
        Ok(())
    }
}

/// In bytes.
fn resident_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? * 1024)
}

fn open_files() -> Option<u64> {
    fs::read_dir("/proc/self/fd").ok()?.count().try_into().ok()
}

fn most_files() -> Option<u64> {
    let limits = fs::read_to_string("/proc/self/limits").ok()?;
    limits
        .lines()
        .find_map(|line| line.strip_prefix("Max open files"))?
        .split_whitespace()
        .next()?
        .parse()
        .ok()
}
