//! The city's own data: profile, categories, departments, policies and the calendar of working days.

pub mod calendar;
pub mod policies;
pub mod profile;
