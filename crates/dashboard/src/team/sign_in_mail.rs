//! Signing in by a mailed link: asking for one at the door, and where one's own are mailed.

use std::cell::RefCell;

use porch_protocol::team::SignInMail;
use web_sys::{FormData, HtmlFormElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::{Failure, team as calls};
use crate::context::Context;
use crate::text::sign_in_mail as say;
use crate::ui::loading::{Loading, use_attempts};
use crate::ui::required_fields::missing;
use crate::ui::single_flight::use_once;
use crate::ui::toast_message::ToastMessage;

thread_local! {
    /// What stood behind `#confirm=` when the page was opened.
    static CONFIRMS: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Takes what confirms an address out of the page's own, so that it is in no history and on no screen.
pub(crate) fn take_from_address() {
    let Some(window) = web_sys::window() else { return };
    let hash = window.location().hash().unwrap_or_default();
    let Some(token) = hash.strip_prefix("#confirm=") else { return };
    CONFIRMS.replace(Some(token.to_owned()));
    if let Ok(history) = window.history() {
        // Without it the token would stay in the address; it works once all the same.
        _ = history.replace_state_with_url(
            &wasm_bindgen::JsValue::NULL,
            "",
            Some(window.location().pathname().as_deref().unwrap_or("/host/")),
        );
    }
}

/// Whether an address is to be confirmed once somebody is in.
pub(crate) fn confirms() -> bool {
    CONFIRMS.with_borrow(Option::is_some)
}

/// Whether this server sends mail: its page says so.
pub(crate) fn is_there() -> bool {
    said_by_page("data-mail").as_deref() == Some("yes")
}

/// What the page says of the server and its site.
pub(crate) fn said_by_page(name: &str) -> Option<String> {
    let root = web_sys::window().and_then(|window| window.document()?.get_element_by_id("dashboard"));
    root.and_then(|root| root.get_attribute(name))
}

/// What was typed into the field of a form.
fn typed(event: &SubmitEvent) -> Option<String> {
    event.prevent_default();
    let form: HtmlFormElement = event.target_unchecked_into();
    FormData::new_with_form(&form).ok()?.get("address").as_string()
}

/// The form at the door that asks for a link.
#[component]
pub(crate) fn MailedLink() -> Html {
    let (said, once) = (use_state(|| None::<Result<(), String>>), use_once());
    let send = {
        let said = said.clone();
        move |event: SubmitEvent| {
            let Some((address, done)) = typed(&event).zip(once.begin()) else { return };
            let said = said.clone();
            // The same once more is said once more: what does not change is not read out.
            said.set(None);
            spawn_local(async move {
                let answer = match calls::ask_for_link(address).await {
                    Ok(()) => Ok(()),
                    Err(Failure::Wrong(why)) => Err(why),
                    Err(Failure::Out) => Err(crate::text::out(is_there())),
                };
                said.set(Some(answer));
                done.emit(true);
            });
        }
    };
    if !is_there() {
        return Html::default();
    }
    html! {
        <form onsubmit={send}>
            <label><span>{ say::ADDRESS }</span>
                <input type="email" name="address" required=true maxlength="254" autocomplete="email" dir="ltr" placeholder={say::LIKE} />{ missing(say::ADDRESS_MISSING) }
            </label>
            <button class="wide">{ say::MAIL_ME }</button>
            <p role="status" class={matches!(&*said, Some(Err(_))).then_some("wrong")}>
                { match &*said { Some(Ok(())) => say::ON_ITS_WAY, Some(Err(why)) => why, None => "" } }
            </p>
        </form>
    }
}

/// Whose.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct OwnMailProps {
    pub(crate) context: Context,
}

/// Where one's own links are mailed.
#[component]
pub(crate) fn OwnMail(props: &OwnMailProps) -> Html {
    let context = props.context.clone();
    let (own, once) = (use_state(|| None::<SignInMail>), use_once());
    let attempt = use_attempts(own.is_some(), &context);
    {
        let (own, context) = (own.clone(), context.clone());
        use_effect_with(attempt, move |_| {
            let token = CONFIRMS.take();
            spawn_local(async move {
                let confirmed = match token {
                    Some(token) => calls::confirm_mail(token).await.map(|_| say::CONFIRMED),
                    None => Ok(""),
                };
                match confirmed {
                    Ok("") => {}
                    Ok(words) => context.say.emit(ToastMessage { words: words.into(), ..ToastMessage::default() }),
                    Err(failure) => context.failed(failure),
                }
                match calls::mail().await {
                    Ok(found) => own.set(Some(found)),
                    Err(failure) => context.failed(failure),
                }
            });
        });
    }
    let send = {
        let (own, once, context) = (own.clone(), once.clone(), context.clone());
        move |event: SubmitEvent| {
            let Some((address, done)) = typed(&event).zip(once.begin()) else { return };
            let (own, context) = (own.clone(), context.clone());
            spawn_local(async move {
                match calls::set_mail(address).await {
                    Ok(found) => {
                        context.say.emit(ToastMessage { words: say::LOOK_THERE.into(), ..ToastMessage::default() });
                        own.set(Some(found));
                    }
                    Err(failure) => context.failed(failure),
                }
                done.emit(true);
            });
        }
    };
    let end = {
        let (own, context) = (own.clone(), context.clone());
        move |_: MouseEvent| {
            let Some(done) = once.begin() else { return };
            let (own, context) = (own.clone(), context.clone());
            spawn_local(async move {
                match calls::end_mail().await {
                    Ok(()) => {
                        context.say.emit(ToastMessage { words: say::ENDED.into(), ..ToastMessage::default() });
                        own.set(Some(SignInMail { available: true, address: None, asked: None }));
                    }
                    Err(failure) => context.failed(failure),
                }
                done.emit(true);
            });
        }
    };
    let Some(SignInMail { available, address, asked }) = (*own).clone() else {
        return html! { <Loading {context} /> };
    };
    html! {
        <section class="room" aria-labelledby="own-mail">
            <h2 id="own-mail">{ say::OWN }</h2>
            if available {
                <p class="quiet">{ say::WHAT }</p>
                if let Some(address) = &address { <p>{ say::GO_TO }{ " " }<strong dir="ltr">{ address }</strong></p> }
                if let Some(asked) = &asked { <p><em>{ say::WAITS }{ " " }<bdi dir="ltr">{ asked }</bdi></em></p> }
                <form key={asked.clone().unwrap_or_default()} onsubmit={send}>
                    <label><span>{ if address.is_some() { say::ANOTHER } else { say::ADDRESS } }</span>
                        <input type="email" name="address" required=true maxlength="254" autocomplete="email" dir="ltr" />{ missing(say::ADDRESS_MISSING) }
                    </label>
                    <div class="verbs">
                        <button>{ say::CONFIRM }</button>
                        if address.is_some() || asked.is_some() { <button type="button" onclick={end}>{ say::END }</button> }
                    </div>
                </form>
            } else {
                <p class="quiet">{ say::NO_MAIL }</p>
            }
        </section>
    }
}
