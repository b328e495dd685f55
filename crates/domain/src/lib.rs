//! The rules of petitions: pure, without I/O or a clock. Time comes in as an argument.

mod words;

pub mod calendar;
pub mod change;
pub mod city;
pub mod duty;
pub mod identity;
pub mod locale;
pub mod messages;
pub mod petition;
pub mod policy;
pub mod problem;
pub mod roles;
pub mod text;
pub mod time;

pub use words::UnknownWord;
