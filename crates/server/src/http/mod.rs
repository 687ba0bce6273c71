//! The edge: who is asking, load, ask the rule, commit and answer. No rule lives here.

pub mod challenge;
mod client_address;
pub mod comments;
pub mod conversation_page;
pub mod edits;
pub mod error;
mod error_pages;
pub mod feed;
pub mod files;
pub mod fragment;
pub mod health;
mod hold_word;
pub mod home_page;
pub mod install_report;
pub mod mail_link;
pub mod me;
pub mod openapi;
pub mod origin;
mod page_shell;
pub mod plain_forms;
pub mod preview;
pub mod reports_and_appeals;
pub mod request;
pub mod request_class;
pub mod request_log;
pub mod route_table;
mod routes;
pub mod site;
mod stored_about_me;
pub mod stream;
pub mod team;
mod thread_snapshot;
pub mod threads;
pub mod unsubscribe;
pub mod visitor_mail;

pub use routes::router;
