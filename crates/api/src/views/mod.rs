//! What clients see: the answers' shapes, and examples of them for the document.

pub mod examples;
pub mod petitions;
