//! What a conversation is made of. Each file holds one component and what only that one needs.

pub mod bar;
pub mod block;
pub mod body;
pub mod comment;
pub mod field;
mod fields;
pub mod foot;
pub mod form;
mod icon;
mod opened;
mod send;
mod status;
pub mod tools;
mod typing;

use crate::store::Store;

/// What a root without anything of its own gets.
#[derive(Clone, PartialEq, Debug, yew::Properties)]
pub struct RootProps {
    /// The conversation's store.
    pub store: Store,
}
