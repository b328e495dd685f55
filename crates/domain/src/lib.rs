//! The rules of petitions: pure, without I/O or a clock. Time comes in as an argument.

mod words;

pub mod change;
pub mod city;
pub mod duty;
pub mod labels;
pub mod language;
pub mod limits;
pub mod messages;
pub mod person;
pub mod petition;
pub mod policy;
pub mod problem;
pub mod text;
pub mod time;

pub use words::UnknownWord;
