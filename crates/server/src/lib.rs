//! The server behind the porch. [`App`] is a value; `main` only wires.
#![forbid(unsafe_code)]

pub mod app;
pub mod assets;
mod backoff;
pub mod clock;
pub mod config;
pub mod connection;
pub mod control;
mod cookies;
pub mod delivery;
pub mod erasures;
pub mod external_checks;
pub mod flow_control;
pub mod full_disk;
pub mod http;
pub mod identity_providers;
pub mod install_check;
pub mod jwt;
pub mod language;
pub mod live;
pub mod lock;
mod log_follower;
pub mod logs;
pub mod mail;
pub mod maintenance;
pub mod model_learning;
mod old_builds;
pub mod open_files;
pub mod outbound;
pub mod passkeys;
pub mod proof_of_work;
pub mod read;
pub mod resume_replies;
pub mod secrets;
pub mod serve;
pub mod server_limits;
mod site_checks;
pub mod site_models;
pub mod smtp;
mod sub_path;
pub mod talk;
pub mod team;
pub mod visitors;
pub mod webhooks;

pub use app::App;
