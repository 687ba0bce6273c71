//! The search field: comments, people and pages by a few words, and a comment by its link.

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use porch_protocol::search::{QUERY_CHARS, SearchPart};
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, HtmlElement, HtmlInputElement, Node};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::frame::views::{Address, Navigate, View};
use crate::review::published::named;
use crate::search::search_hits::{Hit, SearchAnswer, hits};
use crate::search::search_results::{ResultsPanel, show};
use crate::text::frame as say;
use crate::ui::icons::icon;
use crate::ui::keys::use_keydown;
use crate::ui::stale_guard::use_inquiries;

/// How long nobody types before the server is asked, in milliseconds.
const PAUSE: u32 = 250;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SearchProps {
    pub(crate) context: Context,
    pub(crate) go: Navigate,
}

/// What is in the field and below it.
#[derive(Clone, PartialEq, Default)]
struct State {
    /// As it was typed.
    typed: String,
    /// Which line is selected.
    at: usize,
    /// The part that is shown whole.
    part: Option<SearchPart>,
    /// Whether the list is in sight, once something is found.
    open: bool,
}

/// The field, and what was found below it.
#[component]
pub(crate) fn Search(props: &SearchProps) -> Html {
    let SearchProps { context, go } = props.clone();
    let (state, answered) = (use_state(State::default), use_state(|| None::<SearchAnswer>));
    // Whether Enter was pressed before anything was found: then the first hit is opened once it is here.
    let (node, field, wanted) = (use_node_ref(), use_node_ref(), use_mut_ref(|| Cell::new(false)));
    use_answers(&state, &answered, &context);
    use_slash(&field);
    let words = fitting(state.typed.trim()).to_owned();
    let lines = Rc::new(answered.as_ref().map(|answered| hits(answered, &words)).unwrap_or_default());
    let known = answered.as_ref().filter(|answered| answered.words == words && answered.part == state.part);
    let open = opener(&state, &field, &go);
    {
        let (open, first, wanted) = (open.clone(), lines.first().cloned(), wanted.clone());
        use_effect_with(known.is_some(), move |known| {
            if *known
                && wanted.borrow().take()
                && let Some(first) = first
            {
                open.emit(first);
            }
        });
    }
    let input = {
        let (state, wanted) = (state.clone(), wanted.clone());
        move |event: InputEvent| {
            wanted.borrow().set(false);
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            state.set(State { typed, open: true, ..State::default() });
        }
    };
    let submit = {
        let (state, go, field, open) = (state.clone(), go.clone(), field.clone(), open.clone());
        let (chosen, known) = (lines.get(state.at).cloned(), known.is_some());
        move |event: SubmitEvent| {
            event.prevent_default();
            // Whoever copied a comment's link from its page is led to it.
            if let Some(id) = named(&state.typed) {
                clear(&state, &field);
                go.emit((Address::of(View::Published).opening(Some(id)), false));
            } else if let Some(chosen) = chosen.clone().filter(|_| known || state.at > 0) {
                open.emit(chosen);
            } else {
                wanted.borrow().set(!known);
            }
        }
    };
    let shown = state.open.then_some(answered.as_ref()).flatten().filter(|_| !words.is_empty());
    let panel = shown.filter(|_| known.is_some() || !lines.is_empty()).cloned();
    let keys = keys(&state, &field, if panel.is_some() { lines.len() } else { 0 });
    let leaves = leaves(&state, &node);
    let enters = {
        let state = state.clone();
        move |_: FocusEvent| {
            if !state.open {
                state.set(State { open: true, ..(*state).clone() });
            }
        }
    };
    let wipe = {
        let (state, field) = (state.clone(), field.clone());
        move |_: MouseEvent| {
            clear(&state, &field);
            // A field that is gone takes no focus.
            _ = field.cast::<HtmlElement>().map(|field| field.focus());
        }
    };
    let active = panel.as_ref().filter(|_| !lines.is_empty()).map(|_| format!("hit-{}", state.at));
    let is_list = active.is_some();
    let clipped = words != state.typed.trim();
    html! {
        <form ref={node} class="search" role="search" aria-label={say::SEARCH} onsubmit={submit} onkeydown={keys} onfocusout={leaves}>
            <div class="search-field">
                <label>{ icon("search") }<input ref={field} type="search" role="combobox" maxlength="2000" dir="auto" autocomplete="off"
                    aria-label={say::SEARCH} aria-autocomplete="list" aria-expanded={is_list.to_string()} aria-controls={is_list.then_some("hits")}
                    aria-activedescendant={active} placeholder={if is_tight() { say::SEARCH_SHORT } else { say::SEARCH_WHAT }} oninput={input} onfocus={enters} /></label>
                if state.typed.is_empty() { <kbd aria-hidden="true">{ "/" }</kbd> } else {
                    <button type="button" class="icon sq" aria-label={say::CLEAR_SEARCH} onclick={wipe}>{ icon("x") }</button>
                }
            </div>
            { show(ResultsPanel { answered: panel, is_known: known.is_some(), words, lines, at: state.at, clipped }, &open) }
        </form>
    }
}

/// Empties the field and closes the list.
fn clear(state: &UseStateHandle<State>, field: &NodeRef) {
    if let Some(field) = field.cast::<HtmlInputElement>() {
        field.set_value("");
    }
    state.set(State::default());
}

/// Opens a hit where it stands, or shows all of its part.
fn opener(state: &UseStateHandle<State>, field: &NodeRef, go: &Navigate) -> Callback<Hit> {
    let (state, field, go) = (state.clone(), field.clone(), go.clone());
    Callback::from(move |hit: Hit| {
        let Some(to) = hit.address() else {
            return state.set(State { part: Some(hit.part()), at: 0, ..(*state).clone() });
        };
        clear(&state, &field);
        // The comment or the person takes the focus; a field that keeps it would take the keys of the view.
        _ = field.cast::<HtmlElement>().map(|field| field.blur());
        crate::ui::focus_moves::want();
        if let Some(id) = to.open {
            crate::ui::focus_moves::on_article(id);
        }
        go.emit((to, false));
    })
}

/// Arrows go from hit to hit, Escape empties the field, and leaves it once it is empty.
fn keys(state: &UseStateHandle<State>, field: &NodeRef, count: usize) -> Callback<KeyboardEvent> {
    let (state, field) = (state.clone(), field.clone());
    Callback::from(move |event: KeyboardEvent| {
        let at = match event.key().as_str() {
            "Escape" => {
                // No list closes because of it.
                event.prevent_default();
                event.stop_propagation();
                if state.typed.is_empty() {
                    _ = field.cast::<HtmlElement>().map(|field| field.blur());
                }
                return clear(&state, &field);
            }
            "ArrowDown" if count > 0 => (state.at + 1) % count,
            "ArrowUp" if count > 0 => state.at.checked_sub(1).unwrap_or(count - 1),
            _ => return,
        };
        event.prevent_default();
        state.set(State { at, ..(*state).clone() });
    })
}

/// The list closes once the focus goes elsewhere.
fn leaves(state: &UseStateHandle<State>, node: &NodeRef) -> Callback<FocusEvent> {
    let (state, node) = (state.clone(), node.clone());
    Callback::from(move |event: FocusEvent| {
        let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
        if to.is_some() && !node.cast::<Node>().is_some_and(|node| node.contains(to.as_ref())) {
            state.set(State { open: false, ..(*state).clone() });
        }
    })
}

/// The key that goes to the field.
#[hook]
fn use_slash(field: &NodeRef) {
    let field = field.clone();
    use_keydown(move |event: &KeyboardEvent| {
        if event.key() == "/" {
            event.prevent_default();
            // A field that is not in sight takes no focus.
            _ = field.cast::<HtmlElement>().map(|field| field.focus());
        }
    });
}

/// Whether the window has no room for the whole sentence in the field.
fn is_tight() -> bool {
    let width = web_sys::window().and_then(|window| window.inner_width().ok()?.as_f64());
    width.is_some_and(|width| width < 360.0)
}

/// Asks once nobody has typed for a moment; of all answers, that to the latest words counts. Asked anew after each act, and
/// when somebody comes back to the field: what is found is what holds now.
#[hook]
fn use_answers(state: &UseStateHandle<State>, answered: &UseStateHandle<Option<SearchAnswer>>, context: &Context) {
    let (answered, context, inquiries) = (answered.clone(), context.clone(), use_inquiries());
    let State { typed, part, open, .. } = (**state).clone();
    use_effect_with((typed.trim().to_owned(), part, open, context.actions_done), move |(typed, part, open, _)| {
        let (inquiry, part) = (inquiries.ask(), *part);
        let enough = *open && typed.chars().count() >= *QUERY_CHARS.start() && named(typed).is_none();
        let words = fitting(typed).to_owned();
        if !enough && typed.is_empty() && answered.is_some() {
            answered.set(None);
        }
        let wait = enough.then(|| {
            let ask = move || {
                spawn_local(async move {
                    match api::pages::search(&words, part).await {
                        Ok(_) if !inquiry.counts() => {}
                        Ok(found) => answered.set(Some(SearchAnswer { words, part, found })),
                        Err(failure) => {
                            // What was found for other words is not left standing under these.
                            if inquiry.counts() {
                                answered.set(None);
                            }
                            context.failed(failure);
                        }
                    }
                });
            };
            Timeout::new(if part.is_some() { 0 } else { PAUSE }, ask)
        });
        move || drop(wait)
    });
}

/// The first whole words that the server takes; where not even one fits, as many letters as do.
fn fitting(typed: &str) -> &str {
    let Some((end, next)) = typed.char_indices().nth(*QUERY_CHARS.end()) else { return typed };
    let first = &typed[..end];
    match first.rfind(char::is_whitespace) {
        Some(space) if !next.is_whitespace() => first[..space].trim_end(),
        _ => first.trim_end(),
    }
}

#[cfg(test)]
mod tests {
    use super::fitting;

    #[test]
    fn of_a_long_text_the_first_words_that_fit_are_searched_for() {
        assert_eq!(fitting("My rye fell"), "My rye fell");
        let (full, word) = ("a".repeat(100), "ä".repeat(60));
        assert_eq!(fitting(&full), full);
        assert_eq!(fitting(&format!("{full} and more")), full);
        assert_eq!(fitting(&format!("{word} {word}")), word);
        assert_eq!(fitting(&"ö".repeat(300)), "ö".repeat(100), "one word is cut");
        assert_eq!(fitting(&format!("{word} {} {word}", "b".repeat(39))), format!("{word} {}", "b".repeat(39)));
    }
}
