//! What a conversation is made of. Each file holds one component and what only that one needs.

pub mod block;
pub mod body;
pub mod card;
mod card_inputs;
pub mod comment;
mod composer_state;
pub mod form;
mod icon;
pub mod list_ends;
mod send;
mod status;
pub mod tools;
mod typing;
