//! The conversation, as a sheet sees it: what it may call of `start/sheet.js`, and what it is opened with.

use porch_widget::wire;
use wasm_bindgen::prelude::*;

use crate::state::Opening;

#[wasm_bindgen]
extern "C" {
    /// What the module that opened the sheet offers; see `bridge` in `start/sheet.js`.
    #[derive(Clone, Debug)]
    pub type Bridge;

    /// The visitor is somebody else now: `signed-in`, perhaps with a name, `signed-out` or `erased`. Where the browser keeps no
    /// cookie, `token` is sent in its place.
    #[wasm_bindgen(method)]
    pub fn changed(this: &Bridge, what: &str, name: Option<&str>, token: Option<String>);
    /// A day in the page's language, of a moment in milliseconds since 1970.
    #[wasm_bindgen(method)]
    pub fn day(this: &Bridge, moment: f64) -> String;
    /// Has the browser save a file with this text.
    #[wasm_bindgen(method)]
    pub fn save(this: &Bridge, text: &str);
    /// Opens the window for an identity provider, still empty. It is called in the press itself.
    #[wasm_bindgen(method)]
    pub fn open_window(this: &Bridge);
    /// A secret of 32 random bytes (`verifier`), and its hash (`challenge`).
    #[wasm_bindgen(method, catch)]
    pub async fn make_secret(this: &Bridge) -> Result<JsValue, JsValue>;
    /// Sends the window on. Returns whether there is one: browsers stop some.
    #[wasm_bindgen(method)]
    pub fn window_goes_on(this: &Bridge, url: &str) -> bool;
    /// Closes the window, and hears nothing of it any more.
    #[wasm_bindgen(method)]
    pub fn close_window(this: &Bridge);
    /// Closes the dialog.
    #[wasm_bindgen(method)]
    pub fn close(this: &Bridge);
}

/// What a sheet is opened with.
#[derive(Clone, PartialEq, Debug)]
pub struct Options {
    /// The server's address, without a slash at its end.
    pub server: String,
    /// The site.
    pub site: String,
    /// The language of the page, as a tag.
    pub lang: String,
    /// What is sent in the place of a cookie, where the browser keeps none.
    pub token: Option<String>,
    /// What is shown first.
    pub opening: Opening,
}

impl Options {
    /// Reads what `start/sheet.js` passes.
    pub fn read(value: &JsValue) -> Self {
        let text = |name| wire::field(value, name).as_string();
        let opening = match (text("mail"), text("kind").as_deref()) {
            (Some(mail), _) => Opening::MailLeft(mail),
            (None, Some("about")) => Opening::About,
            (None, _) => Opening::SignIn,
        };
        let or_empty = |name| text(name).unwrap_or_default();
        Self {
            server: or_empty("server"),
            site: or_empty("site"),
            lang: or_empty("lang"),
            token: text("token"),
            opening,
        }
    }
}
