//! The profile card of the author of a comment: who they are to everyone, what they wrote, and whether this visitor wants to
//! read it.
//!
//! `state` is what the card knows and what can happen to it, `view` what it looks like. `app` shows it in the browser, `bridge`
//! is the conversation around it, `read` reads what the server answers.

mod app;
pub mod bridge;
mod read;
pub mod state;
pub mod view;

use std::rc::Rc;

use porch_text::Table;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::api::Api;
use crate::text::Text;
use app::{Card, CardProps};
use bridge::{CardBridge, CardOptions};

/// A card that is open.
#[wasm_bindgen]
pub struct OpenCard {
    app: Option<yew::AppHandle<Card>>,
    api: Rc<Api>,
}

/// Draws the profile card of a comment's author in a dialog, with the texts that were loaded beside this.
///
/// # Errors
/// If the browser cannot abort requests.
#[wasm_bindgen]
pub fn open_card(bridge: CardBridge, dialog: Element, texts: String, options: &JsValue) -> Result<OpenCard, JsValue> {
    let (place, options) = CardOptions::read(options);
    let api = Rc::new(Api::new(place)?);
    let text = Text::new(Table::leak(texts));
    let props = CardProps { options, bridge, dialog: dialog.clone(), api: Rc::clone(&api), text };
    Ok(OpenCard { app: Some(yew::Renderer::<Card>::with_root_and_props(dialog, props).render()), api })
}

#[wasm_bindgen]
impl OpenCard {
    /// The dialog is closed: ends the card and its requests.
    pub fn end(&mut self) {
        self.api.end();
        if let Some(app) = self.app.take() {
            app.destroy();
        }
    }
}
