//! The visitor's sheets: signing in by a code or with an identity provider, and what is stored about them; and the profile
//! card of an author; and the search. A second WebAssembly beside the widget's, loaded when somebody opens one of them.
//!
//! Reading order: `state` is what a sheet knows and what can happen to it, `reduce` how it changes (`window`, while another
//! window is open, and `line`, what one says of oneself), `view` what it looks like. `app` shows it in the browser, `api` asks
//! the server, `bridge` is the conversation around it. `card` has the same for the profile card, `search` for the search.
#![forbid(unsafe_code)]

mod api;
mod app;
pub mod asked_code;
pub mod bridge;
pub mod card;
mod line;
mod read;
pub mod reduce;
pub mod search;
pub mod state;
pub mod text;
mod transition;
pub mod view;
mod window;

use std::rc::Rc;

use porch_text::Table;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use api::Api;
use app::{Props, Sheet};
use bridge::{Bridge, Options};

/// A sheet that is open.
#[wasm_bindgen]
pub struct OpenSheet {
    app: Option<yew::AppHandle<Sheet>>,
    api: Rc<Api>,
}

/// Draws a sheet in a dialog, with the texts that were loaded beside this.
///
/// # Errors
/// If the browser cannot abort requests.
#[wasm_bindgen]
pub fn open_sheet(bridge: Bridge, dialog: Element, texts: String, options: &JsValue) -> Result<OpenSheet, JsValue> {
    let (place, options) = Options::read(options);
    let api = Rc::new(Api::new(place)?);
    let text = text::Text::new(Table::leak(texts));
    let props = Props { options, bridge, dialog: dialog.clone(), api: Rc::clone(&api), text };
    Ok(OpenSheet { app: Some(yew::Renderer::<Sheet>::with_root_and_props(dialog, props).render()), api })
}

#[wasm_bindgen]
impl OpenSheet {
    /// The window for an identity provider is done; or it is closed, or out of reach.
    pub fn window_told(&self, is_done: bool) {
        if let Some(app) = &self.app {
            app.send_message(state::Action::WindowTold(is_done));
        }
    }

    /// The page has signed its visitor in: their name, if any, and what is sent in the place of a cookie, where the browser
    /// keeps none.
    pub fn signed_in_by_page(&self, name: Option<String>, token: Option<String>) {
        self.api.send_token(token);
        if let Some(app) = &self.app {
            app.send_message(state::Action::SignedInByPage(name));
        }
    }

    /// The dialog is closed: ends the sheet and its requests.
    pub fn end(&mut self) {
        self.api.end();
        if let Some(app) = self.app.take() {
            app.destroy();
        }
    }
}
