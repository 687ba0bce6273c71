//! The dashboard: what waits for an answer, what is to be read, what is published, and all that is set.
//!
//! Reading order: `frame` is the app around the views: who is signed in, the tabs, the address, the title, shortcuts. `review`
//! has the lists of comments (what waits for an answer, what is to be reviewed, what is published), the comment that is open
//! beside its list, and what can be done about it. `people`, `pages`, `history`, `team`, `site` (all settings) and `search` are
//! the other views. `context` is what each view may ask of the frame, `api` speaks to the server, `ui` is what all views are
//! drawn with, and `text` holds every visible string. A folder uses `ui`, `api`, `text` and `context`; `frame` uses all.
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

use wasm_bindgen::prelude::*;

/// Starts the dashboard in the page's `#dashboard`.
#[wasm_bindgen(start)]
pub fn start() {
    team::sign_in_mail::take_from_address();
    let root = web_sys::window().and_then(|window| window.document()?.get_element_by_id("dashboard"));
    if let Some(root) = root {
        yew::Renderer::<frame::app::App>::with_root(root).render();
    }
}
