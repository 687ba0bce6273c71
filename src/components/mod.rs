//! The components of a conversation. Each file holds one component and what only that one needs.

pub mod block;
pub mod body;
mod button;
pub mod card;
mod card_inputs;
pub mod comment;
mod comment_state;
mod composer_state;
pub mod form;
mod icon;
mod invalid;
pub mod list_ends;
pub(crate) mod monogram;
mod send;
mod status;
pub mod tools;
mod typing;
