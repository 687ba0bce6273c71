//! The words of a comment, or the note that they were erased.

use porch_class_macros::html;
use porch_protocol::Comment;
use porch_widget::components::body::body;
use yew::prelude::*;

use crate::text;

/// The words.
pub(crate) fn words(comment: &Comment) -> Html {
    match comment.body.as_ref().filter(|tree| !tree.0.is_empty()) {
        Some(tree) => html! { <div class="words" dir="auto">{ body(tree) }</div> },
        None => html! { <p class="quiet">{ text().erased_words() }</p> },
    }
}
