//! The conversation, as a sheet sees it: what it may call of `start/sheet.js`, and what it is opened with.

use porch_protocol::Timestamp;
use porch_widget::wire;
use wasm_bindgen::prelude::*;

use crate::read::list;
use crate::state::{MutedAuthor, Opening};

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
    /// Mutes an author, or ends that.
    #[wasm_bindgen(method)]
    pub fn mute(this: &Bridge, id: &str, name: &str, muted: bool);
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
    /// Asks the page to sign its visitor in once more: `OpenSheet::signed_in_by_page` says that it has.
    #[wasm_bindgen(method)]
    pub fn ask_page(this: &Bridge);
    /// Closes the dialog.
    #[wasm_bindgen(method)]
    pub fn close(this: &Bridge);
}

/// Where the conversation is.
#[derive(Clone, PartialEq, Debug)]
pub struct Place {
    /// The server's address, without a slash at its end.
    pub server: String,
    /// The site.
    pub site: String,
    /// The language of the page, as a tag.
    pub lang: String,
    /// What is sent in the place of a cookie, where the browser keeps none.
    pub token: Option<String>,
}

impl Place {
    /// Reads what the modules in `start` pass.
    pub(crate) fn read(value: &JsValue) -> Self {
        let text = |name| wire::field(value, name).as_string();
        let or_empty = |name| text(name).unwrap_or_default();
        Self { server: or_empty("server"), site: or_empty("site"), lang: or_empty("lang"), token: text("token") }
    }
}

/// What a sheet is opened with.
#[derive(Clone, PartialEq, Debug)]
pub struct Options {
    /// What is shown first.
    pub opening: Opening,
    /// Whom the visitor has muted.
    pub muted: Vec<MutedAuthor>,
}

impl Options {
    /// Reads what `start/sheet.js` passes, and where the conversation is.
    pub fn read(value: &JsValue) -> (Place, Self) {
        let text = |name| wire::field(value, name).as_string();
        let opening = match (text("mail"), text("kind").as_deref()) {
            (Some(mail), _) => Opening::MailLeft(mail),
            (None, Some("about")) => Opening::About,
            (None, _) => Opening::SignIn,
        };
        (Place::read(value), Self { opening, muted: list(&wire::field(value, "muted"), muted_author) })
    }
}

fn muted_author(value: &JsValue) -> Option<MutedAuthor> {
    let text = |name| wire::field(value, name).as_string();
    Some(MutedAuthor { id: text("id")?, name: text("name")?, muted: true })
}

/// A moment in milliseconds, as JavaScript counts.
#[expect(clippy::cast_precision_loss, reason = "a number of the browser is exact for ages of milliseconds")]
pub(crate) fn millis(moment: Timestamp) -> f64 {
    (moment.0 / 1_000) as f64
}
