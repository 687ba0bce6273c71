//! That the visitor is signed in, or signed out.

use porch_class_macros::html;
use porch_protocol::visitor_mail::MailConfirmed;
use porch_widget::text::isolated;
use yew::prelude::*;

use super::{Scene, press, quiet};
use crate::state::Action;

/// As whom the visitor is signed in, and what became theirs by it.
pub(super) fn signed_in(scene: &Scene<'_>, confirmed: &MailConfirmed) -> Html {
    let text = scene.text;
    let name = confirmed.name.as_deref().map(isolated);
    html! {
        <div key="signed-in" class="sheet-form">
            <p role="status">{ text.known_as(name.as_deref()) }</p>
            if confirmed.merged > 0 { <p>{ text.comments_merged(confirmed.merged as usize) }</p> }
            <div class="sheet-acts">
                <button type="button" part="button" onclick={press(scene, Action::Close)}>{ text.close() }</button>
                { quiet(scene, text.about_you(), Action::ShowAbout, false) }
            </div>
        </div>
    }
}

/// That the visitor is signed out.
pub(super) fn signed_out(scene: &Scene<'_>, everywhere: bool) -> Html {
    let text = scene.text;
    let said = if everywhere { text.signed_out_everywhere() } else { text.signed_out_here() };
    html! {
        <div key="signed-out" class="sheet-form">
            <p role="status">{ said }</p>
            <div class="sheet-acts">
                <button type="button" part="button" onclick={press(scene, Action::Close)}>{ text.close() }</button>
            </div>
        </div>
    }
}
