//! The ways to sign in that the site has, as a list: a code by mail, and the identity providers.

use porch_class_macros::html;
use porch_protocol::ErrorCode;
use porch_protocol::sign_in::SignInProvider;
use porch_protocol::visitor_mail::StoredAboutMe;
use porch_widget::client::Failure;
use porch_widget::text::isolated;
use yew::prelude::*;

use super::parts::{Scene, invalid, main_button, press, problem, quiet, submit};
use crate::state::{Action, Problem};

/// How a browser is signed in: by a mailed code, or by a token of the site's own server.
const BY_MAIL: &str = "mail";
const BY_SITE: &str = "sso";

/// The ways to sign in, once they are known.
pub(super) fn ways(scene: &Scene<'_>) -> Html {
    let Scene { state, text, .. } = *scene;
    let Some(site) = &state.about else { return loading(scene) };
    // Before everything is erased, only the way by which this browser is signed in shows that it is the same person.
    let this = site.browsers.iter().find(|browser| browser.this && state.erase_next);
    let by = this.map(|browser| browser.by.as_str());
    let by_site = by == Some(BY_SITE);
    let mail = site.mail_possible && by.is_none_or(|by| by == BY_MAIL);
    let providers = !site.providers.is_empty() && !by_site && by != Some(BY_MAIL) && !state.adds_mail();
    html! {
        <ul key="ways" class="sign-in-ways">
            if mail { <li>{ by_mail(scene) }</li> }
            if providers { <li>{ with_providers(scene, site, !mail) }</li> }
            if by_site { <li>{ on_the_page(scene) }</li> }
            if !mail && !providers && !by_site { <li>{ text.no_way() }</li> }
            <li>{ quiet(scene, text.what_is_stored(), Action::ShowAbout, false) }</li>
        </ul>
    }
}

/// While it is not known which ways there are.
fn loading(scene: &Scene<'_>) -> Html {
    let Scene { state, text, .. } = *scene;
    html! {
        <div key="loading" class="sheet-form">
            <p role="status">{ state.busy.then_some(text.loading()) }</p>
            { problem(scene) }
            if state.problem.is_some() && !state.busy {
                <div class="sheet-acts">{ quiet(scene, text.try_again(), Action::ShowWays, false) }</div>
            }
        </div>
    }
}

/// The address that a code is mailed to.
fn by_mail(scene: &Scene<'_>) -> Html {
    let text = scene.text;
    let (is_invalid, described_by) = invalid(scene);
    // What is no address can be mended, and is nobody's.
    let is_refused = matches!(scene.state.problem, Some(Problem::Failed(Failure::Refused(ErrorCode::MailInvalid, _))));
    let refused = is_refused.then(|| scene.state.mail.clone());
    html! {
        <form class="sheet-form" novalidate=true onsubmit={submit(scene, Action::AskCode)}>
            <p>{ lead(scene) }</p>
            <label>
                <span>{ text.mail_label() }</span>
                <input name="mail" type="email" autocomplete="email" spellcheck="false" dir="auto" value={refused}
                    aria-invalid={is_invalid} aria-describedby={described_by} />
            </label>
            { problem(scene) }
            <div class="sheet-acts">{ main_button(scene, text.send_code()) }</div>
        </form>
    }
}

/// What an address is asked for.
fn lead(scene: &Scene<'_>) -> &'static str {
    let text = scene.text;
    match scene.state {
        state if state.erase_next => text.erase_sign_in(),
        state if state.adds_mail() => text.replies_by_mail_lead(),
        _ => text.sign_in_lead(),
    }
}

/// For an account of the site: the page is asked to sign in once more.
fn on_the_page(scene: &Scene<'_>) -> Html {
    let text = scene.text;
    html! {
        <div class="sheet-form">
            <p>{ text.erase_sign_in_on_page() }</p>
            <div class="sheet-acts">
                <button type="button" part="button" onclick={press(scene, Action::AskPage)}>{ text.sign_in_on_page() }</button>
            </div>
        </div>
    }
}

/// A button for each identity provider.
fn with_providers(scene: &Scene<'_>, site: &StoredAboutMe, is_alone: bool) -> Html {
    let Scene { state, text, .. } = *scene;
    html! {
        <div class="sheet-form">
            if is_alone && state.erase_next { <p>{ text.erase_sign_in_again() }</p> }
            { for site.providers.iter().map(|provider| with_provider(scene, provider)) }
            if is_alone { { problem(scene) } }
        </div>
    }
}

fn with_provider(scene: &Scene<'_>, provider: &SignInProvider) -> Html {
    let label = scene.text.sign_in_with(&isolated(&provider.name));
    let (open, act, provider) = (scene.open_window.clone(), scene.act.clone(), provider.clone());
    // The window first: it has to be opened in the press.
    let press = Callback::from(move |_: MouseEvent| {
        open.emit(());
        act.emit(Action::SignInWith(provider.clone()));
    });
    html! {
        <button type="button" class="sign-in-provider" disabled={scene.state.busy} onclick={press}>{ label }</button>
    }
}
