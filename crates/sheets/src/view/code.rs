//! The field for the code.

use porch_class_macros::html;
use porch_protocol::visitor_mail::masked;
use porch_widget::text::isolated;
use yew::prelude::*;

use super::parts::{Scene, invalid, main_button, problem, quiet, submit};
use crate::state::{Action, State};

/// The field for the code, and what can be done where no mail comes.
pub(super) fn code(scene: &Scene<'_>) -> Html {
    let Scene { state, text, .. } = *scene;
    let (is_invalid, described_by) = invalid(scene);
    let said = match (state.sent, state.busy) {
        (true, _) => text.code_sent(&isolated(&asked_address(state))),
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
                if !state.mail.is_empty() { { quiet(scene, text.another_code(state), Action::AskAgain, state.wait > 0) } }
                { quiet(scene, text.other_address(), Action::ShowWays, false) }
            </div>
        </form>
    }
}

/// A few letters of the address: after a reload, the server knows it, and the page does not.
fn asked_address(state: &State) -> String {
    let asked = state.about.as_ref().and_then(|about| about.asked_mail.clone());
    asked.filter(|_| state.mail.is_empty()).unwrap_or_else(|| masked(&state.mail))
}
