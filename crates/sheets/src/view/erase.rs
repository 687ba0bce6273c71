//! Erasing everything: what that means, and that it is done.

use porch_class_macros::html;
use yew::prelude::*;

use super::parts::{Scene, press, problem, quiet};
use crate::state::Action;

/// What erasing means; the button that does it is the second press.
pub(super) fn ask(scene: &Scene<'_>) -> Html {
    let text = scene.text;
    let busy = scene.state.busy;
    html! {
        <div key="erase" class="sheet-form">
            <p>{ text.erase_what() }</p>
            <p>{ text.erase_answers_stay() }</p>
            { problem(scene) }
            <div class="sheet-acts">
                <button type="button" class="erase-button" aria-busy={busy.then_some("true")}
                    onclick={press(scene, Action::Erase)}>{ text.erase_for_good() }</button>
                { quiet(scene, text.keep_everything(), Action::ShowAbout, busy) }
            </div>
        </div>
    }
}

/// That everything is erased.
pub(super) fn erased(scene: &Scene<'_>) -> Html {
    let text = scene.text;
    html! {
        <div key="erased" class="sheet-form">
            <p role="status">{ text.erased() }</p>
            <div class="sheet-acts">
                <button type="button" part="button" onclick={press(scene, Action::Close)}>{ text.close() }</button>
            </div>
        </div>
    }
}
