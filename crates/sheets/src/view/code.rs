//! The field for the code.

use porch_class_macros::html;
use porch_protocol::visitor_mail::masked;
use porch_widget::text::isolated;
use yew::prelude::*;

use super::{Scene, invalid, main_button, problem, quiet, submit};
use crate::state::Action;

/// The field for the code, and what can be done where no mail comes.
pub(super) fn code(scene: &Scene<'_>) -> Html {
    let Scene { state, text, .. } = *scene;
    let (is_invalid, described_by) = invalid(scene);
    let said = match (state.sent, state.busy) {
        (true, _) => text.code_sent(&isolated(&masked(&state.mail))),
        (false, true) => text.code_is_sent().into(),
        (false, false) => String::new(),
    };
    html! {
        <form key="code" class="sheet-form" novalidate=true onsubmit={submit(scene, Action::Confirm)}>
            <p role="status">{ said }</p>
            <label>
                <span>{ text.code_label() }</span>
                <input name="code" class="code-field" inputmode="numeric" autocomplete="one-time-code" spellcheck="false" dir="ltr"
                    aria-invalid={is_invalid} aria-describedby={described_by} />
            </label>
            { problem(scene) }
            <div class="sheet-acts">{ main_button(scene, text.confirm()) }</div>
            <p class="sheet-hint">{ text.no_mail_yet() }</p>
            <div class="sheet-acts">
                { quiet(scene, text.another_code(state), Action::AskAgain, state.wait > 0) }
                { quiet(scene, text.other_address(), Action::ShowWays, false) }
            </div>
        </form>
    }
}
