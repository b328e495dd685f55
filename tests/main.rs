//! Black-box tests over HTTP, one module for each resource; and those of the store, which compare the two databases.

#![cfg(test)]

mod outage;
mod store;
mod testkit;
