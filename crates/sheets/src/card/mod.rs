//! The profile card of the author of a comment: who they are to everyone, what they wrote, and whether this visitor wants to
//! read it.
//!
//! `state` is what the card knows and what can happen to it, `view` what it looks like, `app` shows it in the browser.

pub(crate) mod app;
mod read;
pub mod state;
pub mod view;
