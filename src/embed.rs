//! The embedding element, as the widget sees it: what it may call of the loader.

use js_sys::Promise;
use porch_protocol::{Order, ThreadPage};
use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::config::{Config, PlainForm};
use crate::text::{Text, isolated};
use crate::wire;

#[wasm_bindgen]
extern "C" {
    /// What the loader offers; see `bridge` in `loader/start_widget/start_widget.js`.
    #[derive(Clone, Debug)]
    pub type Bridge;

    /// Resolves in a new task, when the browser has time for work of this priority.
    #[wasm_bindgen(method)]
    pub fn yield_to_browser(this: &Bridge, priority: &str) -> Promise;
    /// Gives a comment its time, its link and its avatar letter.
    #[wasm_bindgen(method)]
    pub fn decorate_comment(this: &Bridge, article: &Element);
    /// Lets Yew use an element: its listeners there are removed when the conversation ends.
    #[wasm_bindgen(method)]
    pub fn guard_listeners(this: &Bridge, root: &Element);
    /// A root is hydrated: the loader repeats what the visitor did to it before.
    #[wasm_bindgen(method)]
    pub fn root_hydrated(this: &Bridge, root: &Element);
    /// Reports how many new comments wait to be shown.
    #[wasm_bindgen(method)]
    pub fn report_pending(this: &Bridge, count: usize);
    /// Reports how many published comments the whole thread has.
    #[wasm_bindgen(method)]
    pub fn total(this: &Bridge, total: u32);
    /// Fires `porch-<name>` at the embedding page. For `submit`, a returned text is the page's veto.
    #[wasm_bindgen(method)]
    pub fn emit(this: &Bridge, name: &str, detail: &JsValue) -> Option<String>;
    /// Adds to a comment what the server may demand (proof of work). Resolves to the comment within a second, and is
    /// never rejected.
    #[wasm_bindgen(method)]
    pub fn complete(this: &Bridge, comment: &JsValue) -> Promise;
    /// What this browser has saved under a name.
    #[wasm_bindgen(method)]
    pub fn recall(this: &Bridge, name: &str) -> Option<String>;
    /// Saves a text in this browser, or deletes it.
    #[wasm_bindgen(method)]
    pub fn keep(this: &Bridge, name: &str, text: Option<&str>);
    /// Whether saved values outlive the page.
    #[wasm_bindgen(method)]
    pub fn storage_is_persistent(this: &Bridge) -> bool;
    /// Resolves once no pointer is pressed: if something moves between a press and its release, the browser sends no
    /// click.
    #[wasm_bindgen(method)]
    pub fn wait_pointer_released(this: &Bridge) -> Promise;
    /// A moment, in milliseconds since 1970, as the time of day in the browser's time zone and the page's language.
    #[wasm_bindgen(method)]
    pub fn clock(this: &Bridge, moment: f64) -> String;
    /// The page's title.
    #[wasm_bindgen(method)]
    pub fn title(this: &Bridge) -> String;
    /// A link to a comment.
    #[wasm_bindgen(method)]
    pub fn url(this: &Bridge, id: &str) -> String;
    /// Reports a panic: this instance of the widget can't go on.
    #[wasm_bindgen(method)]
    pub fn report_panic(this: &Bridge, message: &str);
}

/// What the loader passes about the conversation.
#[derive(Debug)]
pub struct Options {
    server: String,
    site: String,
    /// The page's raw address, or the key that the site's owner gave it.
    pub page: String,
    lang: String,
    /// The table of the page's language; none in a build for development, which has all tables.
    #[cfg(target_arch = "wasm32")]
    texts: Option<String>,
    order: String,
    heading: u8,
    /// Whether everything is rendered anew: another build rendered the fragment, or an instance panicked.
    pub fresh: bool,
}

impl Options {
    /// Reads what the loader passes; see `awake` in `loader/start_widget/start_widget.js`.
    pub fn read(value: &JsValue) -> Self {
        let text = |name| wire::field(value, name).as_string().unwrap_or_default();
        Self {
            server: text("server"),
            site: text("site"),
            page: text("page"),
            lang: text("lang"),
            #[cfg(target_arch = "wasm32")]
            texts: wire::field(value, "texts").as_string(),
            order: text("order"),
            heading: text("heading").parse().unwrap_or(2),
            fresh: wire::field(value, "fresh").is_truthy(),
        }
    }

    fn text(&self) -> Text {
        #[cfg(target_arch = "wasm32")]
        if let Some(texts) = &self.texts {
            return crate::language::load(texts.clone());
        }
        Config::texts(&self.lang)
    }

    /// The configuration that components use.
    pub fn config(&self, page: &ThreadPage) -> Config {
        Config {
            server: self.server.clone().into(),
            site: self.site.clone().into(),
            page_key: page.page_key.clone().into(),
            title: page.title.clone().map(Into::into),
            team: page.welcome.member_name().map(|name| isolated(name).into()),
            order: Order::from_word(&self.order),
            text: self.text(),
            heading_level: self.heading.clamp(1, 5),
            standalone: false,
            plain: PlainForm::default(),
        }
    }
}
