//! The components of a conversation. Each file holds one component and what only that one needs.

pub mod block;
pub mod body;
mod button;
pub mod card;
mod card_inputs;
pub mod comment;
mod comment_actions;
mod comment_state;
mod composer_state;
pub mod form;
pub mod formatting_toolbar;
mod icon;
mod invalid;
pub mod list_end;
pub(crate) mod monogram;
mod send;
mod status;
mod typing;
