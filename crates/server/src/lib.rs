//! The server behind the porch. [`App`] is a value; `main` only wires.
#![forbid(unsafe_code)]

pub mod admin;
pub mod app;
pub mod assets;
pub mod bounds;
pub mod care;
pub mod clock;
pub mod config;
pub mod connection;
pub mod cooling;
pub mod desk;
pub mod domain;
pub mod export;
pub mod full_disk;
pub mod heard;
pub mod http;
pub mod import;
pub mod judges;
mod kept;
pub mod learning;
pub mod live;
pub mod lock;
pub mod logs;
pub mod mail;
pub mod moderation;
pub mod open_files;
pub mod outbound;
pub mod outbox;
pub mod passkeys;
pub mod private;
pub mod proof;
mod schedule;
pub mod sending;
pub mod serve;
pub mod storage;
pub mod token;
pub mod webhooks;

pub use app::App;
