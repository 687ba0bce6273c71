//! The edge: who is asking, load, ask the rule, commit and answer. No rule lives here.

pub mod address;
pub mod answer;
pub mod asked;
pub mod asks;
pub mod cache;
pub mod challenge;
mod class;
pub mod comments;
pub mod edits;
pub mod error;
pub mod feed;
pub mod files;
pub mod fragment;
pub mod guest;
pub mod health;
pub mod host;
pub mod limits;
pub mod me;
pub mod openapi;
pub mod origin;
mod outside;
pub mod places;
pub mod preview;
mod proven;
pub mod request;
pub mod routes;
pub mod site;
pub mod snapshot;
pub mod stream;
pub mod swift;
pub mod talk;
pub mod threads;
pub mod unsubscribe;
mod weigh;

pub use routes::router;
