//! Black-box tests over HTTP, one module for each resource; and those of the store, which compare the two databases.

#![cfg(test)]

mod bad_input;
mod caching;
mod city;
mod commits;
mod database_gone;
mod desk;
mod document;
mod figures;
mod idempotency;
mod lanes;
mod lists;
mod manners;
mod matrices;
mod messages;
mod overload;
mod people;
mod petitions;
mod releases;
mod statements;
mod store;
mod testkit;
mod workers;
