//! What clients see: the answers' shapes, and examples of them for the document.

pub mod accounts;
pub mod city;
pub mod examples;
pub mod petitions;
