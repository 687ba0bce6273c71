//! The search field: comments, people and pages by a few words, and a comment by its link.

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use porch_class_macros::html;
use porch_protocol::search::{QUERY_CHARS, SearchPart};
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, HtmlElement, HtmlInputElement, Node};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::frame::views::{Address, Navigate, View};
use crate::review::published::comment_of_link;
use crate::search::search_hits::{Hit, SearchAnswer, hits};
use crate::search::search_results::{ResultsPanel, results_panel};
use crate::text;
use crate::ui::icons::icon;
use crate::ui::keys::use_keydown;
use crate::ui::stale_guard::use_stale_guard;

/// How long after the last keystroke the server is asked, in milliseconds.
const PAUSE: u32 = 250;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SearchProps {
    pub(crate) context: Context,
    pub(crate) go: Navigate,
}

/// What is in the field and below it.
#[derive(Clone, PartialEq, Default)]
struct State {
    /// The text as it was typed.
    typed: String,
    /// The index of the selected line.
    selected: usize,
    /// The part of which all hits are shown.
    part: Option<SearchPart>,
    /// Whether the list is visible, once something is found.
    open: bool,
}

/// The field, and the results below it.
#[component]
pub(crate) fn Search(props: &SearchProps) -> Html {
    let SearchProps { context, go } = props.clone();
    let (state, answer) = (use_state(State::default), use_state(|| None::<SearchAnswer>));
    // Whether Enter was pressed before anything was found: then the first hit is opened once it is loaded.
    let (node, field, open_first) = (use_node_ref(), use_node_ref(), use_mut_ref(|| Cell::new(false)));
    use_answers(&state, &answer, &context);
    use_slash_key(&field);
    let query = clip_query(state.typed.trim()).to_owned();
    let lines = Rc::new(answer.as_ref().map(|answer| hits(answer, &query)).unwrap_or_default());
    let is_answered = answer.as_ref().filter(|answer| answer.query == query && answer.part == state.part);
    let open = on_open(&state, &field, &go);
    {
        let (open, first, open_first) = (open.clone(), lines.first().cloned(), open_first.clone());
        use_effect_with(is_answered.is_some(), move |is_answered| {
            if *is_answered
                && open_first.borrow().take()
                && let Some(first) = first
            {
                open.emit(first);
            }
        });
    }
    let input = {
        let (state, open_first) = (state.clone(), open_first.clone());
        move |event: InputEvent| {
            open_first.borrow().set(false);
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            state.set(State { typed, open: true, ..State::default() });
        }
    };
    let submit = {
        let (state, go, field, open) = (state.clone(), go.clone(), field.clone(), open.clone());
        let (selected_hit, is_answered) = (lines.get(state.selected).cloned(), is_answered.is_some());
        move |event: SubmitEvent| {
            event.prevent_default();
            // A link to a comment, copied from its page, opens that comment.
            if let Some(id) = comment_of_link(&state.typed) {
                clear(&state, &field);
                go.emit((Address::of(View::Published).with_comment(Some(id)), false));
            } else if let Some(selected_hit) = selected_hit.clone().filter(|_| is_answered || state.selected > 0) {
                open.emit(selected_hit);
            } else {
                open_first.borrow().set(!is_answered);
            }
        }
    };
    let shown = state.open.then_some(answer.as_ref()).flatten().filter(|_| !query.is_empty());
    let panel = shown.filter(|_| is_answered.is_some() || !lines.is_empty()).cloned();
    let keys = keys(&state, &field, if panel.is_some() { lines.len() } else { 0 });
    let on_blur = on_focus_out(&state, &node);
    let on_focus = {
        let state = state.clone();
        move |_: FocusEvent| {
            if !state.open {
                state.set(State { open: true, ..(*state).clone() });
            }
        }
    };
    let on_clear = {
        let (state, field) = (state.clone(), field.clone());
        move |_: MouseEvent| {
            clear(&state, &field);
            // A removed field takes no focus.
            _ = field.cast::<HtmlElement>().map(|field| field.focus());
        }
    };
    let active = panel.as_ref().filter(|_| !lines.is_empty()).map(|_| format!("hit-{}", state.selected));
    let is_list = active.is_some();
    let clipped = query != state.typed.trim();
    html! {
        <form ref={node} class="search" role="search" aria-label={text().frame_search()} onsubmit={submit} onkeydown={keys} onfocusout={on_blur}>
            <div class="search-field">
                <label>{ icon("search") }<input ref={field} type="search" role="combobox" maxlength="2000" dir="auto" autocomplete="off"
                    aria-label={text().frame_search()} aria-autocomplete="list" aria-expanded={is_list.to_string()} aria-controls={is_list.then_some("hits")}
                    aria-activedescendant={active} placeholder={if is_very_narrow() { text().frame_search_short() } else { text().frame_search_what() }} oninput={input} onfocus={on_focus} /></label>
                if state.typed.is_empty() { <kbd aria-hidden="true">{ "/" }</kbd> } else {
                    <button type="button" class="icon square" aria-label={text().frame_clear_search()} onclick={on_clear}>{ icon("x") }</button>
                }
            </div>
            { results_panel(ResultsPanel { answer: panel, is_known: is_answered.is_some(), query, lines, at: state.selected, clipped }, &open) }
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

/// Opens a hit in its view, or shows all hits of its part.
fn on_open(state: &UseStateHandle<State>, field: &NodeRef, go: &Navigate) -> Callback<Hit> {
    let (state, field, go) = (state.clone(), field.clone(), go.clone());
    Callback::from(move |hit: Hit| {
        let Some(to) = hit.address() else {
            return state.set(State { part: Some(hit.part()), selected: 0, ..(*state).clone() });
        };
        clear(&state, &field);
        // The comment or the person takes the focus; a focused field would take the keys of the view.
        _ = field.cast::<HtmlElement>().map(|field| field.blur());
        crate::ui::focus_moves::focus_next_opened();
        if let Some(id) = to.open {
            crate::ui::focus_moves::focus_comment(id);
        }
        go.emit((to, false));
    })
}

/// Arrows move between hits, Escape empties the field, and leaves it once it is empty.
fn keys(state: &UseStateHandle<State>, field: &NodeRef, count: usize) -> Callback<KeyboardEvent> {
    let (state, field) = (state.clone(), field.clone());
    Callback::from(move |event: KeyboardEvent| {
        let at = match event.key().as_str() {
            "Escape" => {
                // The list of the view must not close because of it.
                event.prevent_default();
                event.stop_propagation();
                if state.typed.is_empty() {
                    _ = field.cast::<HtmlElement>().map(|field| field.blur());
                }
                return clear(&state, &field);
            }
            "ArrowDown" if count > 0 => (state.selected + 1) % count,
            "ArrowUp" if count > 0 => state.selected.checked_sub(1).unwrap_or(count - 1),
            _ => return,
        };
        event.prevent_default();
        state.set(State { selected: at, ..(*state).clone() });
    })
}

/// The list closes when the focus moves elsewhere.
fn on_focus_out(state: &UseStateHandle<State>, node: &NodeRef) -> Callback<FocusEvent> {
    let (state, node) = (state.clone(), node.clone());
    Callback::from(move |event: FocusEvent| {
        let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
        if to.is_some() && !node.cast::<Node>().is_some_and(|node| node.contains(to.as_ref())) {
            state.set(State { open: false, ..(*state).clone() });
        }
    })
}

/// The shortcut that focuses the field.
#[hook]
fn use_slash_key(field: &NodeRef) {
    let field = field.clone();
    use_keydown(move |event: &KeyboardEvent| {
        if event.key() == "/" {
            event.prevent_default();
            // A hidden field takes no focus.
            _ = field.cast::<HtmlElement>().map(|field| field.focus());
        }
    });
}

/// Whether the window has no room for the full placeholder.
fn is_very_narrow() -> bool {
    let width = web_sys::window().and_then(|window| window.inner_width().ok()?.as_f64());
    width.is_some_and(|width| width < 360.0)
}

/// Searches a moment after the last keystroke; only the response to the latest search counts. Repeated after each
/// action, and when the focus returns to the field, so that the results are current.
#[hook]
fn use_answers(state: &UseStateHandle<State>, answer: &UseStateHandle<Option<SearchAnswer>>, context: &Context) {
    let (answer, context, guard) = (answer.clone(), context.clone(), use_stale_guard());
    let State { typed, part, open, .. } = (**state).clone();
    use_effect_with((typed.trim().to_owned(), part, open, context.actions_done), move |(typed, part, open, _)| {
        let (request, part) = (guard.begin(), *part);
        let should_search = *open && typed.chars().count() >= *QUERY_CHARS.start() && comment_of_link(typed).is_none();
        let query = clip_query(typed).to_owned();
        if !should_search && typed.is_empty() && answer.is_some() {
            answer.set(None);
        }
        let timeout = should_search.then(|| {
            let ask = move || {
                spawn_local(async move {
                    match api::search(&query, part).await {
                        Ok(_) if !request.is_latest() => {}
                        Ok(found) => answer.set(Some(SearchAnswer { query, part, found })),
                        Err(failure) => {
                            // Results for another text are not left standing below this one.
                            if request.is_latest() {
                                answer.set(None);
                            }
                            context.show_failure(failure);
                        }
                    }
                });
            };
            Timeout::new(if part.is_some() { 0 } else { PAUSE }, ask)
        });
        move || drop(timeout)
    });
}

/// The first whole words that fit the server's limit; where not even one fits, as many letters as do.
fn clip_query(typed: &str) -> &str {
    let Some((end, next)) = typed.char_indices().nth(*QUERY_CHARS.end()) else { return typed };
    let first = &typed[..end];
    match first.rfind(char::is_whitespace) {
        Some(space) if !next.is_whitespace() => first[..space].trim_end(),
        _ => first.trim_end(),
    }
}

#[cfg(test)]
mod tests {
    use super::clip_query;

    #[test]
    fn a_long_query_is_cut_after_the_last_word_that_fits() {
        assert_eq!(clip_query("My rye fell"), "My rye fell");
        let (full, word) = ("a".repeat(100), "ä".repeat(60));
        assert_eq!(clip_query(&full), full);
        assert_eq!(clip_query(&format!("{full} and more")), full);
        assert_eq!(clip_query(&format!("{word} {word}")), word);
        assert_eq!(clip_query(&"ö".repeat(300)), "ö".repeat(100), "one word is cut");
        assert_eq!(clip_query(&format!("{word} {} {word}", "b".repeat(39))), format!("{word} {}", "b".repeat(39)));
    }
}
