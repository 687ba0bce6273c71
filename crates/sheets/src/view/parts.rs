//! What the steps of a sheet are drawn with: the scene, and the buttons and texts that several of them have.

use porch_class_macros::html;
use porch_protocol::Timestamp;
use wasm_bindgen::JsCast;
use web_sys::{HtmlFormElement, HtmlInputElement};
use yew::prelude::*;

use crate::state::{Action, Problem, State};
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
    /// Opens the window for an identity provider, still empty. A browser allows that in the press itself.
    pub open_window: &'a Callback<()>,
}

/// What a button does.
pub(super) fn press(scene: &Scene<'_>, action: Action) -> Callback<MouseEvent> {
    scene.act.reform(move |_: MouseEvent| action.clone())
}

/// A button for a less likely act.
pub(super) fn quiet(scene: &Scene<'_>, label: impl Into<AttrValue>, action: Action, disabled: bool) -> Html {
    let label: AttrValue = label.into();
    html! {
        <button type="button" class="quiet-act" {disabled} onclick={press(scene, action)}>{ label }</button>
    }
}

/// The button for the likely act of a form.
pub(super) fn main_button(scene: &Scene<'_>, label: &'static str) -> Html {
    html! { <button part="button" aria-busy={scene.state.busy.then_some("true")}>{ label }</button> }
}

/// What went wrong. The node is there before it has words, so that they are read aloud.
pub(super) fn problem(scene: &Scene<'_>) -> Html {
    // That of the line about oneself stands beside its field.
    let problem = scene.state.problem.filter(|problem| !matches!(problem, Problem::LineFailed(_)));
    let words = problem.map(|problem| scene.text.problem(problem));
    html! { <p id={PROBLEM} class="sheet-problem" role="alert">{ words }</p> }
}

/// What a form does with the one text that is typed in it.
pub(super) fn submit(scene: &Scene<'_>, action: impl Fn(String) -> Action + 'static) -> Callback<SubmitEvent> {
    scene.act.reform(move |event: SubmitEvent| {
        event.prevent_default();
        let form: HtmlFormElement = event.target_unchecked_into();
        let field =
            form.query_selector("input").ok().flatten().and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
        action(field.map(|field| field.value()).unwrap_or_default())
    })
}

/// The attributes of a field that has to be changed.
pub(super) fn invalid(scene: &Scene<'_>) -> (Option<&'static str>, Option<&'static str>) {
    let is_invalid = scene.state.problem.is_some();
    (is_invalid.then_some("true"), is_invalid.then_some(PROBLEM))
}
