//! The ways to sign in, as a list: the first is a code by mail.

use porch_class_macros::html;
use yew::prelude::*;

use super::{Scene, invalid, main_button, problem, quiet, submit};
use crate::state::Action;

/// The ways to sign in.
pub(super) fn ways(scene: &Scene<'_>) -> Html {
    html! {
        <ul key="ways" class="sign-in-ways">
            <li>{ by_mail(scene) }</li>
            <li>{ quiet(scene, scene.text.what_is_stored(), Action::ShowAbout, false) }</li>
        </ul>
    }
}

/// The address that a code is mailed to.
fn by_mail(scene: &Scene<'_>) -> Html {
    let text = scene.text;
    let (is_invalid, described_by) = invalid(scene);
    html! {
        <form class="sheet-form" novalidate=true onsubmit={submit(scene, Action::AskCode)}>
            <p>{ text.sign_in_lead() }</p>
            <label>
                <span>{ text.mail_label() }</span>
                <input name="mail" type="email" autocomplete="email" spellcheck="false" dir="auto"
                    aria-invalid={is_invalid} aria-describedby={described_by} />
            </label>
            { problem(scene) }
            <div class="sheet-acts">{ main_button(scene, text.send_code()) }</div>
        </form>
    }
}
