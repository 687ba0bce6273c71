//! The operator's commands: one router, called over `DIR/porch.sock` while a server runs, and in the command's own
//! process when none does. A user who may open the socket has all rights.

pub mod arguments;
pub mod backups;
pub mod comments;
pub mod endpoints;
pub mod erasing;
pub mod error;
pub mod exports;
pub mod external_checks;
pub mod first_steps;
mod history;
mod import_pages;
pub mod imports;
pub mod moderation;
pub mod people;
pub mod prompt_and_rules;
pub mod search;
pub mod sites;
pub mod socket;
pub mod spam;
pub mod sso_keys;
pub mod team;
mod terminal_text;
pub mod webhooks;

use axum::Router;
use axum::extract::DefaultBodyLimit;

use crate::App;

/// The socket's name in the data folder.
pub const SOCKET: &str = "porch.sock";

/// The router of all commands.
pub fn router(app: App) -> Router {
    endpoints::routes().layer(DefaultBodyLimit::disable()).with_state(app)
}
