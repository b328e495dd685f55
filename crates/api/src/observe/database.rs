//! Figures of the connections to the database, asked for when they are read.

use std::fmt;
use std::sync::Arc;

use prometheus_client::collector::Collector;
use prometheus_client::encoding::DescriptorEncoder;
use viche_app::{App, LaneFigures};

use super::figure::{Labels, counters, gauges};

/// Puts a database's figures among the others.
pub struct DatabaseFigures(pub Arc<App>);

impl fmt::Debug for DatabaseFigures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DatabaseFigures")
    }
}

impl Collector for DatabaseFigures {
    fn encode(&self, mut encoder: DescriptorEncoder) -> Result<(), fmt::Error> {
        let encoder = &mut encoder;
        counters(
            encoder,
            ("database_statements", "SQL statements run"),
            [(Vec::new(), self.0.statements())],
        )?;
        let lanes = self.0.lanes();
        for (name, help, figure) in FIGURES {
            gauges(encoder, (name, help), lanes.iter().map(|lane| (labels(lane), figure(lane))))?;
        }
        let turned_away = lanes.iter().map(|lane| (labels(lane), lane.turned_away));
        let described = ("database_lane_turned_away", "Units of work that could not be served in time");
        counters(encoder, described, turned_away)
    }
}

/// A figure of a lane: its name, what it says, and how it is taken.
type Figure = (&'static str, &'static str, fn(&LaneFigures) -> usize);

const FIGURES: [Figure; 5] = [
    ("database_lane_size", "Units of work that a lane runs at once", |lane| lane.size),
    ("database_lane_in_use", "Units of work that a lane runs now", |lane| lane.in_use),
    ("database_lane_waiting", "Units of work that wait now", |lane| lane.waiting),
    ("database_pool_connections", "Connections that a lane has open", |lane| lane.connections),
    ("database_pool_idle", "Those among them that nobody uses", |lane| lane.idle),
];

fn labels(lane: &LaneFigures) -> Labels<'static> {
    vec![("lane", lane.name)]
}
