//! The embedding element, as the widget sees it: the few things it may ask of the loader.

use js_sys::Promise;
use porch_protocol::{Order, ThreadPage};
use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::config::{Config, PlainForm};
use crate::text::isolated;
use crate::wire;

#[wasm_bindgen]
extern "C" {
    /// What the loader offers; see `#bridge` in `loader/embed.js`.
    #[derive(Clone, Debug)]
    pub type Bridge;

    /// Resolves in a new task, when the browser has time for work of this priority.
    #[wasm_bindgen(method)]
    pub fn turn(this: &Bridge, priority: &str) -> Promise;
    /// Gives a comment its time, its link and its sign.
    #[wasm_bindgen(method)]
    pub fn dress(this: &Bridge, article: &Element);
    /// Lends an element to Yew: its listeners there end with the conversation.
    #[wasm_bindgen(method)]
    pub fn lend(this: &Bridge, root: &Element);
    /// A root is taken over: what was done to it too early is done now.
    #[wasm_bindgen(method)]
    pub fn taken(this: &Bridge, root: &Element);
    /// So many new comments wait to be shown.
    #[wasm_bindgen(method)]
    pub fn fresh(this: &Bridge, count: usize);
    /// Published comments of the whole thread.
    #[wasm_bindgen(method)]
    pub fn total(this: &Bridge, total: u32);
    /// Fires `porch-<name>` at the embedding page. For `submit`, a text is the page's veto.
    #[wasm_bindgen(method)]
    pub fn emit(this: &Bridge, name: &str, detail: &JsValue) -> Option<String>;
    /// Puts beside a comment what the server may ask for. Resolves to it within a second, and is never rejected.
    #[wasm_bindgen(method)]
    pub fn complete(this: &Bridge, comment: &JsValue) -> Promise;
    /// What this browser kept under a name.
    #[wasm_bindgen(method)]
    pub fn recall(this: &Bridge, name: &str) -> Option<String>;
    /// Keeps a text in this browser, or forgets it.
    #[wasm_bindgen(method)]
    pub fn keep(this: &Bridge, name: &str, text: Option<&str>);
    /// Whether what is kept outlives the page.
    #[wasm_bindgen(method)]
    pub fn keeps(this: &Bridge) -> bool;
    /// Resolves once no pointer is pressed: what moves between a press and its release is hit by neither.
    #[wasm_bindgen(method)]
    pub fn still(this: &Bridge) -> Promise;
    /// A moment, in milliseconds since 1970, as the time of day in the browser's time zone and the page's language.
    #[wasm_bindgen(method)]
    pub fn clock(this: &Bridge, moment: f64) -> String;
    /// The page's title.
    #[wasm_bindgen(method)]
    pub fn title(this: &Bridge) -> String;
    /// A link to a comment.
    #[wasm_bindgen(method)]
    pub fn url(this: &Bridge, id: &str) -> String;
    /// The widget is broken and can't go on.
    #[wasm_bindgen(method)]
    pub fn broke(this: &Bridge, message: &str);
}

/// What the loader says about the conversation.
#[derive(Debug)]
pub struct Options {
    server: String,
    site: String,
    /// The page's raw address, or the owner's key.
    pub page: String,
    lang: String,
    order: String,
    heading: u8,
    /// Whether everything is drawn anew: another build rendered the fragment, or an instance broke.
    pub fresh: bool,
}

impl Options {
    /// Reads what the loader passes; see `#takeOver` there.
    pub fn read(value: &JsValue) -> Self {
        let text = |name| wire::field(value, name).as_string().unwrap_or_default();
        Self {
            server: text("server"),
            site: text("site"),
            page: text("page"),
            lang: text("lang"),
            order: text("order"),
            heading: text("heading").parse().unwrap_or(2),
            fresh: wire::field(value, "fresh").is_truthy(),
        }
    }

    /// The same, as components want it.
    pub fn config(&self, page: &ThreadPage) -> Config {
        Config {
            server: self.server.clone().into(),
            site: self.site.clone().into(),
            page_key: page.page_key.clone().into(),
            title: page.title.clone().map(Into::into),
            team: page.welcome.speaker().map(|name| isolated(name).into()),
            order: Order::from_word(&self.order),
            text: Config::words(&self.lang),
            heading_level: self.heading.clamp(1, 5),
            standalone: false,
            plain: PlainForm::default(),
        }
    }
}
