//! The dashboard: comments that wait for an answer, comments to review, published comments, and all settings.
//!
//! Reading order: `frame` is the app around the views: the session, the navigation, the address, the title, shortcuts.
//! `review` has the lists of comments (unanswered, to review, published), the comment that is open beside its list, and
//! what can be done about it. `people`, `pages`, `history`, `team`, `site` (all settings) and `search` are the other
//! views. `context` is what each view may request from the frame, `api` calls the server, `ui` has the parts that all
//! views are drawn with, and `text` holds every visible string. A folder uses `ui`, `api`, `text` and `context`;
//! `frame` uses all.
#![forbid(unsafe_code)]

mod api;
mod context;
mod frame;
mod history;
mod pages;
mod people;
mod review;
mod search;
mod site;
mod team;
mod text;
mod ui;

use text::text;
use wasm_bindgen::prelude::*;

/// Shows the dashboard in the page's `#dashboard`, in the language of these texts, which were loaded beside this.
#[wasm_bindgen]
pub fn show(texts: String) {
    text::language::load(texts);
    team::sign_in_mail::take_from_address();
    let root = web_sys::window().and_then(|window| window.document()?.get_element_by_id("dashboard"));
    if let Some(root) = root {
        yew::Renderer::<frame::app::App>::with_root(root).render();
    }
}
