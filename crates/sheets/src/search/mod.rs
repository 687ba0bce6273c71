//! The search of a visitor: what is typed, what narrows it, and the list of comments that are found.
//!
//! `state` is what the sheet knows and what can happen to it, `reduce` how it changes, `typed` the operators in a query, `view`
//! what it looks like. `app` shows it in the browser, `bridge` is the conversation around it, `read` reads what the server
//! answers, `request` is the address of a request.

mod app;
pub mod bridge;
mod read;
pub mod reduce;
mod request;
pub mod state;
pub mod typed;
pub mod view;

use std::rc::Rc;

use porch_text::Table;
use porch_widget::wire;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::api::Api;
use crate::text::Text;
use app::{Search, SearchProps};
use bridge::{SearchBridge, SearchOptions};

/// A search that is open.
#[wasm_bindgen]
pub struct OpenSearch {
    app: Option<yew::AppHandle<Search>>,
    api: Rc<Api>,
}

/// Draws the search in a dialog, with the texts that were loaded beside this.
///
/// # Errors
/// If the browser cannot abort requests.
#[wasm_bindgen]
pub fn open_search(
    bridge: SearchBridge,
    dialog: Element,
    texts: String,
    options: &JsValue,
) -> Result<OpenSearch, JsValue> {
    let kept = wire::field(options, "kept");
    let (place, options) = SearchOptions::read(options);
    let api = Rc::new(Api::new(place)?);
    let text = Text::new(Table::leak(texts));
    let props = SearchProps { options, bridge, kept, api: Rc::clone(&api), text };
    Ok(OpenSearch { app: Some(yew::Renderer::<Search>::with_root_and_props(dialog, props).render()), api })
}

#[wasm_bindgen]
impl OpenSearch {
    /// The dialog is closed: ends the search and its requests.
    pub fn end(&mut self) {
        self.api.end();
        if let Some(app) = self.app.take() {
            app.destroy();
        }
    }
}
