//! The city's rules.

mod policies;
