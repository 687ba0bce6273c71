//! The receivers of a site's events: the list, a test, a secret that is shown once, and the form for another one.

use porch_class_macros::html;
use porch_protocol::integrations::{AddWebhook, WebhookLine, WebhookSecret, WebhookTestResult};
use web_sys::{FormData, HtmlFormElement, HtmlSelectElement};
use yew::prelude::*;

use crate::api::{self, to};
use crate::context::Context;
use crate::frame::leave::Confirm;
use crate::team::invite::ShownOnce;
use crate::text;
use crate::text::integrations as texts;
use crate::ui::load::use_load;
use crate::ui::loading::Loading;
use crate::ui::relative_time::when;
use crate::ui::required_fields::required_message;
use crate::ui::toast_message::ToastMessage;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct WebhooksProps {
    pub(crate) context: Context,
}

/// The callbacks of the list.
#[derive(Clone, PartialEq)]
struct WebhookCallbacks {
    context: Context,
    /// Reloads the list.
    reload: Callback<()>,
    /// Shows a secret, once.
    secret: Callback<(WebhookSecret, bool)>,
    /// The receiver whose removal waits for confirmation.
    removing: UseStateHandle<Option<String>>,
}

impl WebhookCallbacks {
    fn show_toast(&self, text: String, is_error: bool) {
        self.context.show_toast.emit(ToastMessage { text, is_error, ..ToastMessage::default() });
    }
}

/// The section.
#[component]
pub(crate) fn WebhookList(props: &WebhooksProps) -> Html {
    let context = props.context.clone();
    let found = use_load(&context, (), || api::request(&to::WEBHOOKS));
    let (shown, removing) = (use_state(|| None::<(WebhookSecret, bool)>), use_state(|| None::<String>));
    let reload = found.reload();
    let secret = {
        let shown = shown.clone();
        Callback::from(move |secret| shown.set(Some(secret)))
    };
    let callbacks = WebhookCallbacks { context, reload, secret, removing };
    let Some(list) = (*found).clone() else { return html! { <Loading context={callbacks.context} /> } };
    html! {
        <section class="room" aria-labelledby="webhooks">
            <h2 id="webhooks">{ text().integration_webhooks() }</h2>
            <p class="quiet">{ text().integration_webhooks_what() }</p>
            if list.receivers.is_empty() { <p class="quiet">{ text().integration_nobody() }</p> }
            <ul class="lines">{ for list.receivers.iter().map(|one| line(one, list.may_change, &callbacks)) }</ul>
            if let Some((WebhookSecret { secret: Some(value), id }, public)) = (*shown).clone() {
                <ShownOnce key={id} label={if public { text().integration_key_of_pair() } else { text().integration_secret() }}
                    note={if public { text().integration_give_key() } else { text().integration_give_secret() }}
                    {value} close={move |()| shown.set(None)} />
            }
            if list.may_change { <NewReceiver events={list.events.clone()} callbacks={callbacks.clone()} /> }
        </section>
    }
}

fn line(one: &WebhookLine, may: bool, callbacks: &WebhookCallbacks) -> Html {
    let host = one.host.clone().unwrap_or_else(|| one.id.clone());
    let last = match &one.last {
        None => html! { { text().integration_not_yet() } },
        Some(last) => match &last.why {
            None => html! { <>{ text().integration_delivered() }{ " " }{ when(last.at) }</> },
            Some(why) => {
                html! { <>{ text().integration_not_delivered() }{ " " }{ when(last.at) }{ ": " }<q>{ why }</q></> }
            }
        },
    };
    let confirming = callbacks.removing.as_ref() == Some(&one.id);
    html! {
        <li key={one.id.clone()} class="item">
            <div class="row-label">
                <strong dir="ltr">{ &host }</strong>{ " · " }{ texts::shape(&one.shape, one.asymmetric) }
                <p>{ texts::events(&one.shape, &one.events) }{ " · " }<span dir="ltr">{ &one.id }</span></p>
                <p>{ last }</p>
                if let Some(why) = &one.paused { <p><em>{ texts::paused(why) }</em></p> }
                else if let Some(since) = one.failing_since { <p><em>{ text().integration_failing() }{ " " }{ when(since) }</em></p> }
            </div>
            if confirming {
                <Confirm question={texts::remove_sure(&host)} label={text().integration_remove()} confirm={on_remove_confirmed(one, callbacks)}
                    cancel={on_remove(None, callbacks)} />
            } else if may {
                <div class="verbs">
                    <button onclick={on_test(one, callbacks)} aria-label={format!("{}: {host}", text().integration_test())}>{ text().integration_test() }</button>
                    if one.shape == "standard" {
                        <button onclick={on_rotate(one, callbacks)} aria-label={format!("{}: {host}", text().integration_new_secret())}>{ text().integration_new_secret() }</button>
                    }
                    <button onclick={on_remove(Some(one.id.clone()), callbacks)} aria-label={format!("{}: {host}", text().integration_remove())}>{ text().integration_remove() }</button>
                </div>
            }
        </li>
    }
}

fn on_remove(id: Option<String>, callbacks: &WebhookCallbacks) -> Callback<MouseEvent> {
    let removing = callbacks.removing.clone();
    Callback::from(move |_| removing.set(id.clone()))
}

fn on_test(one: &WebhookLine, callbacks: &WebhookCallbacks) -> Callback<MouseEvent> {
    let (id, callbacks) = (one.id.clone(), callbacks.clone());
    Callback::from(move |_| {
        let (tested, reload) = (callbacks.clone(), callbacks.reload.clone());
        let show = move |result: WebhookTestResult| {
            tested.show_toast(texts::tested(result.works, &result.said), !result.works);
        };
        callbacks.context.send_reporting(api::request(&to::TEST_WEBHOOK).at(&id), show, move |_| reload.emit(()));
    })
}

fn on_rotate(one: &WebhookLine, callbacks: &WebhookCallbacks) -> Callback<MouseEvent> {
    let (one, callbacks) = (one.clone(), callbacks.clone());
    Callback::from(move |_| {
        let (secret, asymmetric) = (callbacks.secret.clone(), one.asymmetric);
        let show = move |made| secret.emit((made, asymmetric));
        callbacks.context.send(api::request(&to::ROTATE_WEBHOOK).at(&one.id), show);
    })
}

fn on_remove_confirmed(one: &WebhookLine, callbacks: &WebhookCallbacks) -> Callback<MouseEvent> {
    let (id, callbacks) = (one.id.clone(), callbacks.clone());
    Callback::from(move |_| {
        let (removed, done) = (callbacks.clone(), callbacks.clone());
        let finish = move |_| {
            done.removing.set(None);
            done.reload.emit(());
        };
        let show = move |()| removed.show_toast(text().integration_removed().into(), false);
        callbacks.context.send_reporting(api::request(&to::REMOVE_WEBHOOK).at(&id), show, finish);
    })
}

#[derive(Clone, PartialEq, Properties)]
struct NewProps {
    /// The types of events.
    events: Vec<String>,
    callbacks: WebhookCallbacks,
}

/// The form for another receiver.
#[component]
fn NewReceiver(props: &NewProps) -> Html {
    let NewProps { events, callbacks } = props.clone();
    let shape = use_state(|| 0_usize);
    let choose = {
        let shape = shape.clone();
        move |event: Event| {
            let place = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
            shape.set(usize::try_from(place).unwrap_or_default());
        }
    };
    let options = texts::shapes().into_iter().enumerate().map(|(place, (_, name))| {
        html! { <option selected={place == *shape}>{ name }</option> }
    });
    let checks = events.iter().map(|event| {
        html! { <label class="check"><input type="checkbox" name="event" value={event.clone()} />{ texts::event(event) }</label> }
    });
    let send = {
        let shape = shape.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            add(event.target_unchecked_into(), shape.clone(), &callbacks);
        }
    };
    html! {
        <details>
            <summary>{ text().integration_add() }</summary>
            <form onsubmit={send}>
                <label><span>{ text().integration_shape() }</span><select onchange={choose}>{ for options }</select></label>
                <label><span>{ text().integration_address() }</span>
                    <input type="text" name="url" required=true maxlength="2048" dir="ltr" autocomplete="off"
                        placeholder={texts::ADDRESSES[(*shape).min(3)]} aria-describedby="webhook-address" />{ required_message(text().integration_address_missing()) }
                </label>
                <p class="quiet" id="webhook-address">{ text().integration_address_what() }</p>
                <fieldset>
                    <legend>{ text().integration_which() }</legend>
                    <p class="quiet">{ text().integration_which_what() }</p>
                    { for checks }
                </fieldset>
                if *shape == 0 {
                    <label class="check"><input type="checkbox" name="asymmetric" />{ text().integration_public_key() }</label>
                }
                <div class="verbs"><button class="main">{ text().integration_add_it() }</button></div>
            </form>
        </details>
    }
}

/// Adds a receiver with the values of a form; refused values stay in it.
fn add(form: HtmlFormElement, shape: UseStateHandle<usize>, callbacks: &WebhookCallbacks) {
    let Ok(data) = FormData::new_with_form(&form) else { return };
    let add = AddWebhook {
        url: data.get("url").as_string().unwrap_or_default(),
        shape: texts::shapes()[(*shape).min(3)].0.into(),
        events: data.get_all("event").iter().filter_map(|event| event.as_string()).collect(),
        asymmetric: data.has("asymmetric"),
    };
    let added = callbacks.clone();
    callbacks.context.send(api::send(&to::ADD_WEBHOOK, &add), move |secret| {
        form.reset();
        shape.set(0);
        if secret.secret.is_none() {
            added.show_toast(text().integration_chat_added().into(), false);
        }
        added.secret.emit((secret, add.asymmetric));
        added.reload.emit(());
    });
}
