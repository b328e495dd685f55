//! Passwords, tokens and keys. Nothing here reads a clock or draws randomness: both are arguments.

pub mod keys;
pub mod opaque;
pub mod passwords;
pub mod sealing;
pub mod tokens;
