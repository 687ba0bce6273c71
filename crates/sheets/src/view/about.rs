//! What is stored about the visitor, and what they can do about it.

use porch_class_macros::html;
use porch_protocol::visitor_mail::StoredAboutMe;
use porch_widget::text::isolated;
use yew::prelude::*;

use super::{Scene, problem, quiet};
use crate::state::Action;

/// What is stored, once it is loaded.
pub(super) fn about(scene: &Scene<'_>) -> Html {
    let Scene { state, text, .. } = *scene;
    html! {
        <div key="about" class="sheet-form">
            <p role="status">{ state.about.is_none().then_some(text.loading()).filter(|_| state.busy) }</p>
            if let Some(about) = &state.about {
                { facts(scene, about) }
                <p class="sheet-hint">{ text.in_this_browser() }</p>
                { acts(scene, about) }
            }
            { problem(scene) }
        </div>
    }
}

fn facts(scene: &Scene<'_>, about: &StoredAboutMe) -> Html {
    let text = scene.text;
    if !about.guest && about.mail.is_none() {
        return html! { <p>{ text.nothing_stored() }</p> };
    }
    let mail =
        about.mail.as_ref().map(|mail| text.mail_since(&isolated(&mail.masked), &(scene.day)(mail.confirmed_at)));
    html! {
        <>
            <dl class="sheet-facts">
                { fact(text.name(), about.name.as_deref().map(isolated)) }
                { fact(text.first_comment(), about.since.map(scene.day)) }
                { fact(text.comments(), Some(text.table().number(about.comments as usize))) }
                { fact(text.mail_label(), mail) }
            </dl>
            <p class="sheet-hint">{ text.mail_letters() }</p>
        </>
    }
}

/// A fact with its label; nothing where it is not known.
fn fact(label: &'static str, value: Option<String>) -> Html {
    value.map_or_else(Html::default, |value| html! { <div><dt>{ label }</dt><dd dir="auto">{ value }</dd></div> })
}

fn acts(scene: &Scene<'_>, about: &StoredAboutMe) -> Html {
    let text = scene.text;
    let sign_out = |everywhere| Action::SignOut { everywhere };
    html! {
        <div class="sheet-acts">
            if about.signed_in {
                { quiet(scene, text.sign_out(), sign_out(false), scene.state.busy) }
                { quiet(scene, text.sign_out_everywhere(), sign_out(true), scene.state.busy) }
            } else if about.mail_possible {
                { quiet(scene, text.sign_in(), Action::ShowWays, false) }
            }
        </div>
    }
}
