//! What a city calls its things.

pub mod calendar;

use serde::{Deserialize, Serialize};

/// A category, a department, or a word of a vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Named {
    /// Its code.
    pub code: String,
    /// Its name in Ukrainian.
    pub name_uk: String,
    /// Its name in English.
    pub name_en: String,
}
