//! The API over a real socket and a real database. One file for each thing that people rely on.
#![expect(missing_docs, reason = "tests are sentences")]

mod caching;
mod house;
mod live;
mod matrix;
mod posting;
mod reading;
mod talk;
mod tenants;
