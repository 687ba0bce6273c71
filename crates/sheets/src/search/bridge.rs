//! The conversation, as the search sees it: what it may call of `start/search.js`, and what it is opened with.

use js_sys::Array;
use porch_client::object;
use porch_widget::wire::field;
use wasm_bindgen::prelude::*;

use super::read;
use super::state::{Filter, SearchState};
use crate::bridge::Place;
use crate::read::{count, flag, list, text};

#[wasm_bindgen]
extern "C" {
    /// What the module that opened the search offers; see `bridge` in `start/search.js`.
    #[derive(Clone, Debug)]
    pub type SearchBridge;

    /// A day in the page's language, of a moment in milliseconds since 1970.
    #[wasm_bindgen(method)]
    pub fn day(this: &SearchBridge, moment: f64) -> String;
    /// Scrolls to a hit.
    #[wasm_bindgen(method)]
    pub fn reveal(this: &SearchBridge, at: usize);
    /// Presses a hit.
    #[wasm_bindgen(method)]
    pub fn press(this: &SearchBridge, at: usize);
    /// Leaves for the address of a hit. `place` is what the way back needs.
    #[wasm_bindgen(method)]
    pub fn open(this: &SearchBridge, href: &str, place: JsValue);
    /// Closes the dialog, and puts words into the composer.
    #[wasm_bindgen(method)]
    pub fn ask(this: &SearchBridge, words: &str);
    /// The sheet is drawn for the first time.
    #[wasm_bindgen(method)]
    pub fn drawn(this: &SearchBridge);
    /// Closes the dialog.
    #[wasm_bindgen(method)]
    pub fn close(this: &SearchBridge);
}

/// What the search is opened with.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct SearchOptions {
    /// The address of this page, without a fragment.
    pub page: String,
    /// The thread of this page; none before its first comment.
    pub thread: Option<String>,
    /// The member of the team whom the page names.
    pub team: Option<String>,
    /// Whether words may become a comment here.
    pub asks: bool,
}

impl SearchOptions {
    /// Reads what `start/search.js` passes, and where the conversation is.
    pub fn read(value: &JsValue) -> (Place, Self) {
        let options = Self {
            page: text(value, "page").unwrap_or_default(),
            thread: text(value, "thread"),
            team: text(value, "team"),
            asks: flag(value, "asks"),
        };
        (Place::read(value), options)
    }
}

/// What is kept of the search for the way back: its state, and the answers that the list is made of.
pub(super) fn place(state: &SearchState, answers: &[JsValue]) -> JsValue {
    let filters: Vec<String> = state.filters.iter().map(|filter| word(*filter)).collect();
    let selected = state.selected.and_then(|at| u32::try_from(at).ok());
    object(&[
        ("typed", state.typed.as_str().into()),
        ("filters", filters.join(" ").into()),
        ("newest", state.newest.into()),
        ("selected", selected.map_or(JsValue::UNDEFINED, JsValue::from)),
        ("answers", answers.iter().collect::<Array>().into()),
    ])
}

/// Reads what [`place`] has kept: the state, and the answers that its list is made of.
pub(super) fn kept(value: &JsValue) -> Option<(SearchState, Vec<JsValue>)> {
    let answers = list(&field(value, "answers"), |answer| Some(answer.clone()));
    let mut state = SearchState {
        typed: text(value, "typed")?,
        filters: text(value, "filters")?.split(' ').filter_map(filter).collect(),
        newest: flag(value, "newest"),
        ..SearchState::default()
    };
    state.shown = state.asked().unwrap_or_default();
    for answer in &answers {
        state.add(read::found(answer)?);
    }
    let selected = field(value, "selected");
    state.selected = selected.as_f64().map(|_| count(value, "selected") as usize);
    Some((state, answers))
}

/// The word of a filter in what is kept.
fn word(filter: Filter) -> String {
    match filter {
        Filter::ThisPage => "page".into(),
        Filter::Year(year) => year.to_string(),
        other => other.operator().unwrap_or_default().into(),
    }
}

fn filter(word: &str) -> Option<Filter> {
    let named = [Filter::ThisPage, Filter::Answered, Filter::ByHost, Filter::HasLink];
    let known = named.into_iter().find(|filter| self::word(*filter) == word);
    known.or_else(|| word.parse().ok().map(Filter::Year))
}
