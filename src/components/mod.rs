//! What a conversation is made of. Each file holds one component and what only that one needs.

pub mod block;
pub mod body;
pub mod comment;
pub mod edge;
pub mod field;
mod fields;
pub mod form;
mod icon;
mod opened;
mod send;
mod status;
pub mod tools;
mod typing;
