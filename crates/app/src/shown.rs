use serde::{Deserialize, Serialize};

/// What clients are shown of something that was made or edited: its JSON, and what the answer says beside it.
pub trait Shown: Serialize {
    /// The address of what was made.
    fn location(&self) -> Option<String> {
        None
    }

    /// The version of what people edit, which the next edit names.
    fn version(&self) -> Option<i64> {
        None
    }
}

impl Shown for () {}

/// The answer to a request that made something, as it is given the first time and to every retry. It is kept in this form,
/// so that a release can give what another kept without knowing what it showed. It is always a 201; a release that adds a
/// member can't be read by those before it, which then say so (`answer_not_kept`).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Made {
    /// The address of what was made.
    pub location: Option<String>,
    /// The version of what people edit.
    pub version: Option<i64>,
    /// What was shown, in JSON.
    pub body: String,
}

impl Made {
    /// The answer that shows this.
    pub fn of(shown: &impl Shown) -> Self {
        let body = serde_json::to_string(shown).expect("answers have text keys and no failing parts");
        Self { location: shown.location(), version: shown.version(), body }
    }
}
