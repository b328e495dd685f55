//! Black-box tests over HTTP, one module for each resource; and those of the store, which compare the two databases.

#![cfg(test)]

mod accounts;
mod audit;
mod bad_input;
mod caching;
mod crowds;
mod database_gone;
mod deadlines;
mod document;
mod idempotency;
mod identity;
mod lanes;
mod lists;
mod manners;
mod matrices;
mod merging;
mod messages;
mod overload;
mod passwords;
mod petitions;
mod policies;
mod releases;
mod roles;
mod sessions;
mod signing;
mod statements;
mod store;
mod testkit;
mod tokens;
mod workers;
