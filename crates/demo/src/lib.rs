//! The demo year: Zhytomyr 2017, replayed through the REST API

pub mod texts;
