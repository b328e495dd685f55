//! The city's rules.

mod labels;
mod policies;
