//! Signing in by a mailed link: the form that requests one, and the address that the member's links are mailed to.

use std::cell::RefCell;

use porch_class_macros::{class, html};
use porch_protocol::team::{ConfirmAddress, MailAddress, SignInMail};
use web_sys::{FormData, HtmlFormElement};
use yew::prelude::*;

use crate::api::{self, Failure, to};
use crate::context::Context;
use crate::text;
use crate::ui::form_request::use_form_request;
use crate::ui::load::use_load;
use crate::ui::loading::Loading;
use crate::ui::required_fields::required_message;
use crate::ui::single_flight::use_single_flight;

thread_local! {
    /// The token behind `#confirm=` when the page was opened.
    static CONFIRMS: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Takes the confirmation token out of the page's address, so that it is in no history and on no screen.
pub(crate) fn take_from_address() {
    let Some(window) = web_sys::window() else { return };
    let hash = window.location().hash().unwrap_or_default();
    let Some(token) = hash.strip_prefix("#confirm=") else { return };
    CONFIRMS.replace(Some(token.to_owned()));
    if let Ok(history) = window.history() {
        // If this fails the token stays in the address; it works only once all the same.
        _ = history.replace_state_with_url(
            &wasm_bindgen::JsValue::NULL,
            "",
            Some(window.location().pathname().as_deref().unwrap_or("/host/")),
        );
    }
}

/// Whether an address is to be confirmed after signing in.
pub(crate) fn has_confirmation() -> bool {
    CONFIRMS.with_borrow(Option::is_some)
}

/// Whether this server sends mail: its page says so.
pub(crate) fn sends_mail() -> bool {
    page_attribute("data-mail").as_deref() == Some("yes")
}

/// An attribute of the page about the server and its site.
pub(crate) fn page_attribute(name: &str) -> Option<String> {
    let root = web_sys::window().and_then(|window| window.document()?.get_element_by_id("dashboard"));
    root.and_then(|root| root.get_attribute(name))
}

/// The address in the field of a form.
fn typed_address(event: &SubmitEvent) -> Option<String> {
    event.prevent_default();
    let form: HtmlFormElement = event.target_unchecked_into();
    FormData::new_with_form(&form).ok()?.get("address").as_string()
}

/// The form that requests a sign-in link.
#[component]
pub(crate) fn MailedLink() -> Html {
    let (request, is_sent) = (use_form_request(), use_state(|| false));
    let send = {
        let (request, is_sent) = (request.clone(), is_sent.clone());
        move |event: SubmitEvent| {
            let Some(address) = typed_address(&event) else { return };
            let sent = is_sent.clone();
            // Cleared first: an unchanged message would not be announced again.
            is_sent.set(false);
            request.send(
                api::send(&to::REQUEST_LINK, &MailAddress { address }),
                move |()| sent.set(true),
                |failure| match failure {
                    Failure::Message(message) => Some(message),
                    Failure::SignedOut => Some(crate::text::signed_out(sends_mail())),
                },
            );
        }
    };
    if !sends_mail() {
        return Html::default();
    }
    html! {
        <form onsubmit={send}>
            <label><span>{ text().mail_address() }</span>
                <input type="email" name="address" required=true maxlength="254" autocomplete="email" dir="ltr" placeholder={text().mail_address_example()} />{ required_message(text().mail_address_missing()) }
            </label>
            <button class="wide">{ text().mail_send_link() }</button>
            <p role="status" class={request.error().is_some().then_some(class!("wrong"))}>
                { if *is_sent { Some(text().mail_link_sent().to_owned()) } else { request.error() } }
            </p>
        </form>
    }
}

/// The context.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct OwnMailProps {
    pub(crate) context: Context,
}

/// The address that the member's links are mailed to.
#[component]
pub(crate) fn OwnMail(props: &OwnMailProps) -> Html {
    let context = props.context.clone();
    let flight = use_single_flight();
    let own = {
        let context = context.clone();
        use_load(&context.clone(), (), move || load_own(context))
    };
    let send = {
        let (own, flight, context) = (own.clone(), flight.clone(), context.clone());
        move |event: SubmitEvent| {
            let Some((address, done)) = typed_address(&event).zip(flight.begin()) else { return };
            let (own, shown) = (own.clone(), context.clone());
            let saved = move |found| {
                shown.notify(text().mail_confirmation_sent());
                own.set(found);
            };
            context.send_reporting(api::send(&to::SET_MAIL, &MailAddress { address }), saved, move |succeeded| {
                done.emit(succeeded);
            });
        }
    };
    let remove = {
        let (own, context) = (own.clone(), context.clone());
        move |_: MouseEvent| {
            let Some(done) = flight.begin() else { return };
            let (own, shown) = (own.clone(), context.clone());
            let removed = move |()| {
                shown.notify(text().mail_ended());
                own.set(SignInMail { available: true, address: None, asked: None });
            };
            context.send_reporting(api::request(&to::END_MAIL), removed, move |succeeded| done.emit(succeeded));
        }
    };
    let Some(SignInMail { available, address, asked: pending }) = (*own).clone() else {
        return html! { <Loading {context} /> };
    };
    html! {
        <section class="room" aria-labelledby="own-mail">
            <h2 id="own-mail">{ text().mail_own() }</h2>
            if available {
                <p class="quiet">{ text().mail_what() }</p>
                if let Some(address) = &address { <p>{ text().mail_mailed_to() }{ " " }<strong dir="ltr">{ address }</strong></p> }
                if let Some(pending) = &pending { <p><em>{ text().mail_to_confirm() }{ " " }<bdi dir="ltr">{ pending }</bdi></em></p> }
                <form key={pending.clone().unwrap_or_default()} onsubmit={send}>
                    <label><span>{ if address.is_some() { text().mail_another() } else { text().mail_address() } }</span>
                        <input type="email" name="address" required=true maxlength="254" autocomplete="email" dir="ltr" />{ required_message(text().mail_address_missing()) }
                    </label>
                    <div class="verbs">
                        <button>{ text().mail_confirm() }</button>
                        if address.is_some() || pending.is_some() { <button type="button" onclick={remove}>{ text().mail_end() }</button> }
                    </div>
                </form>
            } else {
                <p class="quiet">{ text().mail_no_mail() }</p>
            }
        </section>
    }
}

/// Confirms the address that is to be confirmed, if any, and loads the member's own.
async fn load_own(context: Context) -> api::Result<SignInMail> {
    if let Some(token) = CONFIRMS.take() {
        match api::send(&to::CONFIRM_MAIL, &ConfirmAddress { token }).await {
            Ok(_) => context.notify(text().mail_confirmed()),
            Err(failure) => context.show_failure(failure),
        }
    }
    api::request(&to::MAIL).await
}
