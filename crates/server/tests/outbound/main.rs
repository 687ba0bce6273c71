//! What goes out of the server: whom it may ask, what it owes, and how it is delivered. Receivers are real ones.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod addresses;
mod asking;
mod browser;
mod confirmed_mark;
mod cookieless;
mod erasing;
mod fixture;
mod identity_provider;
mod killed;
mod mail;
mod odd_providers;
mod providers;
mod receiver;
mod reply_flood;
mod reply_mail;
mod reply_mail_undo;
mod reply_mail_wait;
mod restored;
mod revoked;
mod sign_in;
mod sink;
mod sso;
mod stated_mail;
mod tokens;
mod unsubscribe;
mod visitor_attacks;
mod visitor_mail;
#[path = "../wait/mod.rs"]
mod wait;
mod webhooks;
