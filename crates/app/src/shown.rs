use serde::Serialize;

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
