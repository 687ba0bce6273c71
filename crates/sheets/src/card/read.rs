//! Reads the answers about an author as the browser has parsed them.

use porch_protocol::Role;
use porch_protocol::author_card::{AuthorCard, AuthorComment, AuthorComments};
use porch_protocol::page_ref::PageRef;
use porch_widget::wire::field;
use wasm_bindgen::JsValue;

use crate::read::{count, flag, list, text, time};

/// The author; none where an answer is not what it should be.
pub(super) fn card(value: &JsValue) -> Option<AuthorCard> {
    Some(AuthorCard {
        id: text(value, "id")?,
        name: text(value, "name")?,
        role: text(value, "role").as_deref().and_then(role),
        confirmed: flag(value, "confirmed"),
        since: time(value, "since"),
        about: text(value, "about"),
        comments: count(value, "comments"),
        recent: list(&field(value, "recent"), comment),
    })
}

/// A part of the list.
pub(super) fn comments(value: &JsValue) -> AuthorComments {
    AuthorComments { comments: list(&field(value, "comments"), comment), next: text(value, "next") }
}

fn comment(value: &JsValue) -> Option<AuthorComment> {
    let page = field(value, "page");
    Some(AuthorComment {
        id: text(value, "id")?.parse().ok()?,
        posted_at: time(value, "posted_at"),
        page: PageRef { url: text(&page, "url")?, title: text(&page, "title") },
        excerpt: text(value, "excerpt").unwrap_or_default(),
    })
}

/// A role of a newer server is none that could be named.
fn role(word: &str) -> Option<Role> {
    Some(match word {
        "owner" => Role::Owner,
        "host" => Role::Host,
        "moderator" => Role::Moderator,
        "guest" => Role::Guest,
        _ => return None,
    })
}
