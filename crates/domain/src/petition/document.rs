use serde::{Deserialize, Serialize};

/// A document that an answer refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Document {
    /// What it is called.
    pub title: String,
    /// Where it is.
    pub url: String,
}
