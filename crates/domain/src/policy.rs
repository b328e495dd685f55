//! Policies: the figures of the city's rules, as data. A policy is versioned and dated; an object keeps the one it was
//! published under.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::problem::Fault;

/// The figures of one kind of object: a document that is validated as a whole.
pub trait Figures: Serialize + DeserializeOwned + Clone + Send + 'static {
    /// The kind's name.
    const KIND: &'static str;

    /// The figures of a new installation.
    fn built_in() -> Self;

    /// Checks that every figure is within reason; a fault names the field of each that is not.
    fn validate(&self) -> Result<(), Vec<Fault>>;
}

/// One version of the figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy<F> {
    /// The number of the version, of its kind; later ones are greater.
    pub version: i64,
    /// From when it holds.
    pub effective_from: DateTime<Utc>,
    /// The figures.
    #[serde(flatten)]
    pub figures: F,
}

impl<F: Figures> Policy<F> {
    /// The policy of a new installation.
    pub fn built_in(effective_from: DateTime<Utc>) -> Self {
        Self { version: 1, effective_from, figures: F::built_in() }
    }
}
