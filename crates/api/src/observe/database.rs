//! Figures of the database, asked for when they are read.

use std::fmt;

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;
use std::sync::Arc;

use viche_app::App;

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
        let (reading, writing) = self.0.connections_in_use();
        for (name, help, used) in [
            ("database_connections_reading", "Connections that read now", reading),
            ("database_connections_writing", "Connections that write now", writing),
        ] {
            let gauge = ConstGauge::new(i64::try_from(used).unwrap_or(i64::MAX));
            gauge.encode(encoder.encode_descriptor(name, help, None, gauge.metric_type())?)?;
        }
        Ok(())
    }
}
