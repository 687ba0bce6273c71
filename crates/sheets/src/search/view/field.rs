//! The field, and the keys in it.

use porch_class_macros::html;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::state::SearchAction;
use super::hit;
use super::parts::{SearchScene, press};

/// The id of the list.
pub(super) const LIST: &str = "porch-hits";
/// Characters of a query at most: the server takes 512 bytes.
const LONGEST: &str = "120";

/// The field and the button that closes the sheet.
pub(super) fn field(scene: &SearchScene<'_>) -> Html {
    let SearchScene { state, text, .. } = *scene;
    let has_hits = state.found.as_ref().is_some_and(|found| !found.hits.is_empty());
    html! {
        <div class="search-field">
            <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M9 3.8a5.2 5.2 0 1 0 0 10.4 5.2 5.2 0 0 0 0-10.4M13 13l3.7 3.7" /></svg>
            <input type="text" role="combobox" inputmode="search" enterkeyhint="search" autocomplete="off" autocapitalize="off"
                spellcheck="false" dir="auto" maxlength={LONGEST} aria-label={text.search_comments()} placeholder={text.search_comments()}
                aria-autocomplete="list" aria-haspopup="listbox" aria-controls={LIST} aria-expanded={if has_hits { "true" } else { "false" }}
                aria-activedescendant={state.selected.map(hit::id)} value={state.typed.clone()}
                oninput={scene.act.reform(|event: InputEvent| SearchAction::Typed(typed(&event)))} onkeydown={keys(scene)} />
            <button type="button" class="sheet-close" aria-label={text.close()} onclick={press(scene, SearchAction::Close)}>
                <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M5 5l10 10M15 5 5 15" /></svg>
            </button>
        </div>
    }
}

fn typed(event: &InputEvent) -> String {
    event
        .target()
        .and_then(|field| field.dyn_into::<HtmlInputElement>().ok())
        .map(|field| field.value())
        .unwrap_or_default()
}

/// The arrow keys and Enter, unless they belong to an input method. Esc closes every dialog.
fn keys(scene: &SearchScene<'_>) -> Callback<KeyboardEvent> {
    let act = scene.act.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        let action = match event.key().as_str() {
            "ArrowDown" => SearchAction::Step { next: true },
            "ArrowUp" => SearchAction::Step { next: false },
            "Enter" => SearchAction::Enter,
            _ => return,
        };
        event.prevent_default();
        act.emit(action);
    })
}
