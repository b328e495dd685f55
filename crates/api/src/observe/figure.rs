//! How a figure is written that is asked for when it is read.

use std::fmt;

use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;

/// Labels of a figure, with their values.
pub(super) type Labels<'a> = Vec<(&'static str, &'a str)>;

/// What is as large as it is now, for each set of labels.
pub(super) fn gauges<'a, N: TryInto<i64>>(
    encoder: &mut DescriptorEncoder,
    described: (&str, &str),
    values: impl IntoIterator<Item = (Labels<'a>, N)>,
) -> fmt::Result {
    let gauge = |value: N| ConstGauge::new(value.try_into().unwrap_or(i64::MAX));
    family(encoder, described, values.into_iter().map(|(labels, value)| (labels, gauge(value))))
}

/// The same without labels.
pub(super) fn gauge<N: TryInto<i64>>(
    encoder: &mut DescriptorEncoder,
    described: (&str, &str),
    value: N,
) -> fmt::Result {
    gauges(encoder, described, [(Vec::new(), value)])
}

/// What only grows.
pub(super) fn counters<'a>(
    encoder: &mut DescriptorEncoder,
    described: (&str, &str),
    values: impl IntoIterator<Item = (Labels<'a>, u64)>,
) -> fmt::Result {
    family(encoder, described, values.into_iter().map(|(labels, value)| (labels, ConstCounter::new(value))))
}

fn family<'a, M: EncodeMetric>(
    encoder: &mut DescriptorEncoder,
    (name, help): (&str, &str),
    values: impl Iterator<Item = (Labels<'a>, M)>,
) -> fmt::Result {
    let mut values = values.peekable();
    let Some((_, first)) = values.peek() else { return Ok(()) };
    let mut described = encoder.encode_descriptor(name, help, None, first.metric_type())?;
    for (labels, value) in values {
        if labels.is_empty() {
            return value.encode(described);
        }
        value.encode(described.encode_family(&labels)?)?;
    }
    Ok(())
}
