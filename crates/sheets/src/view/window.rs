//! While another window is open, in which the visitor signs in with an identity provider.

use porch_class_macros::html;
use porch_widget::text::isolated;
use yew::prelude::*;

use super::parts::{Scene, invalid, main_button, problem, quiet, submit};
use crate::state::{Action, OtherWindow, Problem};

/// What to do in the other window, and the field for the code that it may show.
pub(super) fn window(scene: &Scene<'_>, other: &OtherWindow) -> Html {
    let Scene { state, text, .. } = *scene;
    let provider = isolated(&other.provider);
    let said = match (&other.link, other.closed) {
        (Some(_), _) => text.window_blocked().into(),
        (None, true) => text.window_closed().into(),
        (None, false) => text.window_lead(&provider),
    };
    let failed = matches!(state.problem, Some(Problem::Failed(_)));
    html! {
        <form key="window" class="sheet-form" novalidate=true onsubmit={submit(scene, Action::ConfirmWindow)}>
            <p role="status">{ said }</p>
            if let Some(link) = &other.link {
                // Without an opener the window shows a code.
                <p><a href={link.clone()} target="_blank" rel="noopener noreferrer">{ text.window_link(&provider) }</a></p>
            }
            if other.takes_code { { code(scene) } }
            { problem(scene) }
            <div class="sheet-acts">
                if other.takes_code {
                    { main_button(scene, text.confirm()) }
                } else if failed {
                    { quiet(scene, text.try_again(), Action::WindowTold(true), state.busy) }
                } else {
                    { quiet(scene, text.window_shows_code(), Action::ShowWindowCode, state.busy) }
                }
                { quiet(scene, text.cancel(), Action::ShowWays, state.busy) }
            </div>
        </form>
    }
}

fn code(scene: &Scene<'_>) -> Html {
    let (is_invalid, described_by) = invalid(scene);
    html! {
        <label>
            <span>{ scene.text.window_code_label() }</span>
            <input name="code" class="code-field" inputmode="numeric" autocomplete="one-time-code" spellcheck="false" dir="ltr"
                aria-invalid={is_invalid} aria-describedby={described_by} />
        </label>
    }
}
