//! What is stored about the visitor, and what they can do about it.

use porch_class_macros::html;
use porch_protocol::visitor_mail::{StoredAboutMe, StoredAccount};
use porch_widget::text::isolated;
use yew::prelude::*;

use super::parts::{Scene, problem, quiet};
use super::{line, muted};
use crate::state::Action;

/// What is stored, once it is loaded.
pub(super) fn about(scene: &Scene<'_>) -> Html {
    let Scene { state, text, .. } = *scene;
    html! {
        <div key="about" class="sheet-form">
            <p role="status">{ state.about.is_none().then_some(text.loading()).filter(|_| state.busy) }</p>
            if let Some(about) = &state.about {
                { facts(scene, about) }
                if about.guest || about.signed_in { { line::form(scene) } }
                { about.mail.as_ref().map(|mail| reply_mail(scene, mail.replies)) }
                <p class="sheet-hint">{ text.in_this_browser() }</p>
                { acts(scene, about) }
            }
            { muted::list(scene) }
            { problem(scene) }
        </div>
    }
}

fn facts(scene: &Scene<'_>, about: &StoredAboutMe) -> Html {
    let text = scene.text;
    if !about.guest && !about.signed_in && about.mail.is_none() {
        return html! { <p>{ text.nothing_stored() }</p> };
    }
    let mail =
        about.mail.as_ref().map(|mail| text.mail_since(&isolated(&mail.masked), &(scene.day)(mail.confirmed_at)));
    let has_mail = mail.is_some();
    let browsers = Some(about.browsers.len()).filter(|count| *count > 0).map(|count| text.table().number(count));
    html! {
        <>
            <dl class="sheet-facts">
                { fact(text.name(), about.name.as_deref().map(isolated)) }
                { fact(text.first_comment(), about.since.map(scene.day)) }
                { fact(text.comments(), Some(text.table().number(about.comments as usize))) }
                { fact(text.mail_label(), mail) }
                { for about.accounts.iter().map(|account| fact(text.account(), Some(account_words(scene, account)))) }
                { fact(text.browsers(), browsers) }
            </dl>
            <p class="sheet-hint">{ if has_mail { text.mail_letters() } else { text.only_you() } }</p>
        </>
    }
}

/// An account somewhere else: the name there, who vouches for it, and since when it is known.
fn account_words(scene: &Scene<'_>, StoredAccount { by, name, since }: &StoredAccount) -> String {
    scene.text.account_since(name.as_deref().map(isolated).as_deref(), &isolated(by), &(scene.day)(*since))
}

/// A fact with its label; nothing where it is not known.
fn fact(label: &'static str, value: Option<String>) -> Html {
    value.map_or_else(Html::default, |value| html! { <div><dt>{ label }</dt><dd>{ value }</dd></div> })
}

/// Whether answers are mailed.
fn reply_mail(scene: &Scene<'_>, replies: bool) -> Html {
    let turn = scene.act.reform(move |_: Event| Action::SetReplies(!replies));
    html! {
        <label class="sheet-switch">
            <input type="checkbox" checked={replies} onchange={turn} />
            <span>{ scene.text.mail_replies() }</span>
        </label>
    }
}

fn acts(scene: &Scene<'_>, about: &StoredAboutMe) -> Html {
    let text = scene.text;
    let sign_out = |everywhere| Action::SignOut { everywhere };
    html! {
        <div class="sheet-acts">
            if about.guest || about.signed_in {
                { quiet(scene, text.export(), Action::Export, scene.state.busy) }
            }
            if about.signed_in && about.mail.is_none() && about.mail_possible {
                { quiet(scene, text.replies_by_mail(), Action::ShowWays, false) }
            }
            if about.signed_in {
                { quiet(scene, text.sign_out(), sign_out(false), scene.state.busy) }
                { quiet(scene, text.sign_out_everywhere(), sign_out(true), scene.state.busy) }
            } else if about.mail_possible || !about.providers.is_empty() {
                { quiet(scene, text.sign_in(), Action::ShowWays, false) }
            }
            if about.guest || about.signed_in {
                { quiet(scene, text.erase(), Action::AskErase, scene.state.busy) }
            }
        </div>
    }
}
