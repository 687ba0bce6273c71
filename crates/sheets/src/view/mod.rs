//! What a sheet looks like: its head, and below it what the step shows.

mod about;
mod code;
mod signed;
mod ways;

use porch_class_macros::html;
use porch_protocol::Timestamp;
use wasm_bindgen::JsCast;
use web_sys::{HtmlFormElement, HtmlInputElement};
use yew::prelude::*;

use crate::state::{Action, State, Step};
use crate::text::Text;

/// The id of what went wrong, for the field that it is about.
const PROBLEM: &str = "porch-sheet-problem";

/// What a sheet is drawn with.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// What it shows.
    pub state: &'a State,
    /// The texts.
    pub text: Text,
    /// A day in the page's language.
    pub day: &'a dyn Fn(Timestamp) -> String,
    /// What its fields and buttons do.
    pub act: &'a Callback<Action>,
}

/// A whole sheet.
pub fn sheet(scene: &Scene<'_>) -> Html {
    let Scene { state, text, .. } = *scene;
    let body = match &state.step {
        Step::Ways => ways::ways(scene),
        Step::Code => code::code(scene),
        Step::SignedIn(confirmed) => signed::signed_in(scene, confirmed),
        Step::About => about::about(scene),
        Step::SignedOut { everywhere } => signed::signed_out(scene, *everywhere),
    };
    html! {
        <>
            <header class="sheet-head">
                <h2 id="porch-sheet-title" tabindex="-1">{ text.title(&state.step) }</h2>
                <button type="button" class="sheet-close" aria-label={text.close()} onclick={press(scene, Action::Close)}>
                    <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M5 5l10 10M15 5 5 15" /></svg>
                </button>
            </header>
            { body }
        </>
    }
}

/// What a button does.
fn press(scene: &Scene<'_>, action: Action) -> Callback<MouseEvent> {
    scene.act.reform(move |_: MouseEvent| action.clone())
}

/// A button for a less likely act.
fn quiet(scene: &Scene<'_>, label: impl Into<AttrValue>, action: Action, disabled: bool) -> Html {
    let label: AttrValue = label.into();
    html! {
        <button type="button" class="quiet-act" {disabled} onclick={press(scene, action)}>{ label }</button>
    }
}

/// The button for the likely act of a form.
fn main_button(scene: &Scene<'_>, label: &'static str) -> Html {
    html! { <button part="button" aria-busy={scene.state.busy.then_some("true")}>{ label }</button> }
}

/// What went wrong. The node is there before it has words, so that they are read aloud.
fn problem(scene: &Scene<'_>) -> Html {
    let words = scene.state.problem.map(|problem| scene.text.problem(problem));
    html! { <p id={PROBLEM} class="sheet-problem" role="alert">{ words }</p> }
}

/// What a form does with the one text that is typed in it.
fn submit(scene: &Scene<'_>, action: impl Fn(String) -> Action + 'static) -> Callback<SubmitEvent> {
    scene.act.reform(move |event: SubmitEvent| {
        event.prevent_default();
        let form: HtmlFormElement = event.target_unchecked_into();
        let field =
            form.query_selector("input").ok().flatten().and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
        action(field.map(|field| field.value()).unwrap_or_default())
    })
}

/// The attributes of a field that has to be changed.
fn invalid(scene: &Scene<'_>) -> (Option<&'static str>, Option<&'static str>) {
    let is_invalid = scene.state.problem.is_some();
    (is_invalid.then_some("true"), is_invalid.then_some(PROBLEM))
}
