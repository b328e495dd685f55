//! Figures of the database, asked for when they are read.

use std::fmt;
use std::sync::Arc;

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;
use viche_app::{App, LaneFigures};

/// Puts a database's figures among the others.
pub struct DatabaseFigures(pub Arc<App>);

impl fmt::Debug for DatabaseFigures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DatabaseFigures")
    }
}

impl Collector for DatabaseFigures {
    fn encode(&self, mut encoder: DescriptorEncoder) -> Result<(), fmt::Error> {
        let statements = ConstCounter::new(self.0.statements());
        let kind = statements.metric_type();
        let described = encoder.encode_descriptor("database_statements", "SQL statements run", None, kind)?;
        statements.encode(described)?;
        let lanes = self.0.lanes();
        let gauge = |figure: fn(&LaneFigures) -> usize| {
            move |lane: &LaneFigures| ConstGauge::new(i64::try_from(figure(lane)).unwrap_or(i64::MAX))
        };
        encode(
            &mut encoder,
            &lanes,
            "size",
            "Units of work that a lane runs at once",
            gauge(|lane| lane.size),
        )?;
        encode(
            &mut encoder,
            &lanes,
            "in_use",
            "Units of work that a lane runs now",
            gauge(|lane| lane.in_use),
        )?;
        encode(&mut encoder, &lanes, "waiting", "Units of work that wait now", gauge(|lane| lane.waiting))?;
        encode(
            &mut encoder,
            &lanes,
            "turned_away",
            "Units of work that could not be served in time",
            |lane| ConstCounter::new(lane.turned_away),
        )
    }
}

/// One figure of every lane.
fn encode<M: EncodeMetric>(
    encoder: &mut DescriptorEncoder,
    lanes: &[LaneFigures],
    figure: &str,
    help: &str,
    value: impl Fn(&LaneFigures) -> M,
) -> Result<(), fmt::Error> {
    let name = format!("database_lane_{figure}");
    let Some(first) = lanes.first() else { return Ok(()) };
    let mut described = encoder.encode_descriptor(&name, help, None, value(first).metric_type())?;
    for lane in lanes {
        value(lane).encode(described.encode_family(&[("lane", lane.name)])?)?;
    }
    Ok(())
}
