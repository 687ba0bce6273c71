//! The line that a visitor writes about themselves, for the profile card.

use porch_class_macros::html;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::parts::{Scene, submit};
use crate::state::{Action, Problem};

/// The ids of what is said about the field: what it is for, and what went wrong.
const HINT: &str = "porch-line-hint";
const PROBLEM: &str = "porch-line-problem";

/// The field with its button.
pub(super) fn form(scene: &Scene<'_>) -> Html {
    let Scene { state, text, .. } = *scene;
    let failed = state.problem.filter(|problem| matches!(problem, Problem::LineFailed(_)));
    let typed = scene.act.reform(|event: InputEvent| {
        let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        Action::TypeLine(field.map(|field| field.value()).unwrap_or_default())
    });
    html! {
        <form class="sheet-form" novalidate=true onsubmit={submit(scene, Action::SetLine)}>
            <label>
                <span>{ text.line_label() }</span>
                <input name="line" autocomplete="off" dir="auto" value={state.line.clone()} oninput={typed}
                    aria-invalid={failed.map(|_| "true")} aria-describedby={format!("{HINT} {PROBLEM}")} />
            </label>
            <p id={HINT} class="sheet-hint">{ text.line_hint() }</p>
            // Both are there before they have words, so that these are read aloud.
            <p id={PROBLEM} class="sheet-problem" role="alert">{ failed.map(|problem| text.problem(problem)) }</p>
            <div class="sheet-acts">
                <button class="edge-act" aria-busy={state.busy.then_some("true")}>{ text.save() }</button>
                <span class="line-saved" role="status">{ state.line_saved.then_some(text.saved()) }</span>
            </div>
        </form>
    }
}
