//! That the visitor is signed in, or signed out.

use porch_class_macros::html;
use porch_protocol::sign_in::SignedIn;
use porch_protocol::visitor_mail::MailConfirmed;
use porch_widget::text::isolated;
use yew::prelude::*;

use super::parts::{Scene, press, quiet};
use crate::state::Action;

/// As whom the visitor is signed in by a code, and what became theirs by it.
pub(super) fn signed_in(scene: &Scene<'_>, confirmed: &MailConfirmed) -> Html {
    let name = confirmed.name.as_deref().map(isolated);
    let words = scene.text.known_as(name.as_deref());
    said(scene, words, Some(scene.text.mail_from_now()), (confirmed.merged, confirmed.token.is_none()))
}

/// The same with an identity provider.
pub(super) fn signed_in_with(scene: &Scene<'_>, provider: &str, redeemed: &SignedIn) -> Html {
    let known = redeemed.name.as_deref().map(|name| scene.text.known_as(Some(&isolated(name))));
    let words = known.unwrap_or_else(|| scene.text.signed_in_with(&isolated(provider)));
    said(scene, words, None, (redeemed.merged, redeemed.token.is_none()))
}

/// `kept` says whether the browser keeps the sign-in.
fn said(scene: &Scene<'_>, words: String, mail: Option<&str>, (merged, kept): (u32, bool)) -> Html {
    let text = scene.text;
    html! {
        <div key="signed-in" class="sheet-form">
            <p role="status">{ words }</p>
            if let Some(mail) = mail { <p>{ mail.to_owned() }</p> }
            if merged > 0 { <p>{ text.comments_merged(merged as usize) }</p> }
            if !kept { <p>{ text.not_kept() }</p> }
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
