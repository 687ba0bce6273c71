//! What a sheet looks like: its head, and below it what the step shows.

mod about;
mod code;
mod erase;
mod line;
mod muted;
mod parts;
mod signed;
mod ways;
mod window;

use porch_class_macros::html;
use yew::prelude::*;

use crate::state::{Action, Step};
pub use parts::Scene;
use parts::press;

/// A whole sheet.
pub fn sheet(scene: &Scene<'_>) -> Html {
    let Scene { state, text, .. } = *scene;
    let body = match &state.step {
        Step::Ways => ways::ways(scene),
        Step::Code => code::code(scene),
        Step::Window(other) => window::window(scene, other),
        Step::SignedIn(confirmed) => signed::signed_in(scene, confirmed),
        Step::SignedInWith(provider, redeemed) => signed::signed_in_with(scene, provider, redeemed),
        Step::About => about::about(scene),
        Step::Erase => erase::ask(scene),
        Step::Erased => erase::erased(scene),
        Step::SignedOut { everywhere } => signed::signed_out(scene, *everywhere),
    };
    html! {
        <>
            <header class="sheet-head">
                <h2 id="porch-sheet-title" tabindex="-1">{ text.title(state) }</h2>
                <button type="button" class="sheet-close" aria-label={text.close()} onclick={press(scene, Action::Close)}>
                    <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M5 5l10 10M15 5 5 15" /></svg>
                </button>
            </header>
            { body }
        </>
    }
}
