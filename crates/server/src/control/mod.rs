//! The operator's commands: one router, called over `DIR/porch.sock` while a server runs, and in the command's own
//! process when none does. A user who may open the socket has all rights.

pub mod arguments;
pub mod backups;
pub mod comments;
pub mod error;
pub mod exports;
pub mod external_checks;
pub mod first_steps;
mod history;
mod import_pages;
pub mod imports;
pub mod moderation;
pub mod prompt_and_rules;
pub mod sites;
pub mod socket;
pub mod spam;
pub mod team;
mod terminal_text;
pub mod webhooks;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::App;

/// The socket's name in the data folder.
pub const SOCKET: &str = "porch.sock";

/// The router of all commands.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/site/add", post(sites::add))
        .route("/site/list", get(sites::list))
        .route("/site/names", get(sites::names))
        .route("/site/set", post(sites::set))
        .route("/page/move", post(sites::move_page))
        .route("/page/set", post(moderation::set_thread))
        .route("/comment/change", post(comments::change))
        .route("/welcome", post(prompt_and_rules::welcome))
        .route("/token", post(team::token))
        .route("/team", post(team::team))
        .route("/comment/change-alike", post(comments::change_alike))
        .route("/comment/undo", post(comments::undo))
        .route("/comment/cool", post(comments::pause_replies))
        .route("/waiting", post(moderation::list_review_queue))
        .route("/log", post(moderation::list_log))
        .route("/ban/add", post(moderation::add_ban))
        .route("/ban/list", post(moderation::list_bans))
        .route("/ban/remove", post(moderation::remove_ban))
        .route("/rule/change", post(moderation::change_rule))
        .route("/rule/list", post(moderation::list_rules))
        .route("/spam/show", post(spam::show))
        .route("/spam/export", post(spam::export))
        .route("/spam/import", post(spam::import))
        .route("/spam/reset", post(spam::reset))
        .route("/spam/relearn", post(spam::relearn))
        .route("/webhook/add", post(webhooks::add))
        .route("/webhook/list", post(webhooks::list))
        .route("/webhook/remove", post(webhooks::remove))
        .route("/webhook/rotate", post(webhooks::rotate))
        .route("/webhook/test", post(webhooks::test))
        .route("/check/add", post(external_checks::add))
        .route("/check/list", post(external_checks::list))
        .route("/check/remove", post(external_checks::remove))
        .route("/check/test", post(external_checks::test))
        .route("/outbox", get(webhooks::outbox))
        .route("/import", post(imports::import))
        .route("/export", get(exports::export))
        .route("/backup", get(backups::backup))
        .route("/check", get(backups::check))
        .route("/ready", get(backups::ready))
        .layer(DefaultBodyLimit::disable())
        .with_state(app)
}
