//! The conversation, as a card sees it: what it may call of `start/card.js`, and what it is opened with.

use porch_widget::wire;
use wasm_bindgen::prelude::*;

use crate::bridge::Place;

#[wasm_bindgen]
extern "C" {
    /// What the module that opened the card offers; see `bridge` in `start/card.js`.
    #[derive(Clone, Debug)]
    pub type CardBridge;

    /// A day in the page's language, of a moment in milliseconds since 1970.
    #[wasm_bindgen(method)]
    pub fn day(this: &CardBridge, moment: f64) -> String;
    /// A month in the page's language, with its year unless it is this one.
    #[wasm_bindgen(method)]
    pub fn month(this: &CardBridge, moment: f64) -> String;
    /// Whether the visitor has muted an author.
    #[wasm_bindgen(method)]
    pub fn is_muted(this: &CardBridge, id: &str) -> bool;
    /// Mutes an author, or ends that.
    #[wasm_bindgen(method)]
    pub fn mute(this: &CardBridge, id: &str, name: &str, muted: bool);
    /// Closes the dialog, and opens the sheet "About you".
    #[wasm_bindgen(method)]
    pub fn about_you(this: &CardBridge);
    /// Closes the dialog.
    #[wasm_bindgen(method)]
    pub fn close(this: &CardBridge);
}

/// What a card is opened with.
#[derive(Clone, PartialEq, Debug)]
pub struct CardOptions {
    /// The id of the comment whose author it shows.
    pub comment: String,
    /// The name on it.
    pub name: String,
    /// Whether it is the visitor's own.
    pub own: bool,
}

impl CardOptions {
    /// Reads what `start/card.js` passes, and where the conversation is.
    pub fn read(value: &JsValue) -> (Place, Self) {
        let text = |name| wire::field(value, name).as_string().unwrap_or_default();
        let own = wire::field(value, "own").is_truthy();
        (Place::read(value), Self { comment: text("comment"), name: text("name"), own })
    }
}
