//! Who is told of a site's events: the list, a test, a secret that is shown once, and a form for one more.

use porch_protocol::integrations::{AddWebhook, WebhookLine, WebhookSecret, Webhooks};
use web_sys::{FormData, HtmlFormElement, HtmlSelectElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::integrations as calls;
use crate::context::Context;
use crate::frame::leave::Sure;
use crate::team::invite::ShownOnce;
use crate::text::integrations as say;
use crate::ui::loading::{Loading, use_attempts};
use crate::ui::relative_time::when;
use crate::ui::required_fields::missing;
use crate::ui::toast_message::ToastMessage;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct WebhooksProps {
    pub(crate) context: Context,
}

/// What the list may ask for.
#[derive(Clone, PartialEq)]
struct WebhookCallbacks {
    context: Context,
    /// Asks for the list anew.
    again: Callback<()>,
    /// Shows what is shown once.
    secret: Callback<(WebhookSecret, bool)>,
    /// Whose removal is asked about once more.
    going: UseStateHandle<Option<String>>,
}

impl WebhookCallbacks {
    fn say(&self, words: String, wrong: bool) {
        self.context.say.emit(ToastMessage { words, wrong, ..ToastMessage::default() });
    }
}

/// The part of the room.
#[component]
pub(crate) fn WebhookList(props: &WebhooksProps) -> Html {
    let context = props.context.clone();
    let (found, turn) = (use_state(|| None::<Webhooks>), use_state(|| 0_u32));
    let (shown, going) = (use_state(|| None::<(WebhookSecret, bool)>), use_state(|| None::<String>));
    let attempt = use_attempts(found.is_some(), &context);
    {
        let (found, context) = (found.clone(), context.clone());
        use_effect_with((*turn, attempt), move |_| {
            spawn_local(async move {
                match calls::webhooks().await {
                    Ok(list) => found.set(Some(list)),
                    Err(failure) => context.failed(failure),
                }
            });
        });
    }
    let again = Callback::from(move |()| turn.set(turn.wrapping_add(1)));
    let secret = {
        let shown = shown.clone();
        Callback::from(move |made| shown.set(Some(made)))
    };
    let room = WebhookCallbacks { context, again, secret, going };
    let Some(list) = (*found).clone() else { return html! { <Loading context={room.context} /> } };
    html! {
        <section class="room" aria-labelledby="webhooks">
            <h2 id="webhooks">{ say::WEBHOOKS }</h2>
            <p class="quiet">{ say::WEBHOOKS_WHAT }</p>
            if list.receivers.is_empty() { <p class="quiet">{ say::NOBODY }</p> }
            <ul class="lines">{ for list.receivers.iter().map(|one| line(one, list.may_change, &room)) }</ul>
            if let Some((WebhookSecret { secret: Some(value), id }, public)) = (*shown).clone() {
                <ShownOnce key={id} label={if public { say::KEY_OF_PAIR } else { say::SECRET }}
                    told={if public { say::GIVE_KEY } else { say::GIVE_SECRET }}
                    {value} shut={move |()| shown.set(None)} />
            }
            if list.may_change { <NewReceiver events={list.events.clone()} room={room.clone()} /> }
        </section>
    }
}

fn line(one: &WebhookLine, may: bool, room: &WebhookCallbacks) -> Html {
    let host = one.host.clone().unwrap_or_else(|| one.id.clone());
    let last = match &one.last {
        None => html! { { say::NOT_YET } },
        Some(last) => match &last.why {
            None => html! { <>{ say::TOOK }{ " " }{ when(last.at) }</> },
            Some(why) => html! { <>{ say::DID_NOT }{ " " }{ when(last.at) }{ ": " }<q>{ why }</q></> },
        },
    };
    let sure = room.going.as_ref() == Some(&one.id);
    html! {
        <li key={one.id.clone()} class="item">
            <div class="lab">
                <strong dir="ltr">{ &host }</strong>{ " · " }{ say::shape(&one.shape, one.asymmetric) }
                <p>{ say::events(&one.shape, &one.events) }{ " · " }<span dir="ltr">{ &one.id }</span></p>
                <p>{ last }</p>
                if let Some(why) = &one.paused { <p><em>{ say::paused(why) }</em></p> }
                else if let Some(since) = one.failing_since { <p><em>{ say::FAILING }{ " " }{ when(since) }</em></p> }
            </div>
            if sure {
                <Sure question={say::remove_sure(&host)} label={say::REMOVE} yes={removes(one, room)}
                    no={asks(None, room)} />
            } else if may {
                <div class="verbs">
                    <button onclick={tests(one, room)} aria-label={format!("{}: {host}", say::TEST)}>{ say::TEST }</button>
                    if one.shape == "standard" {
                        <button onclick={rotates(one, room)} aria-label={format!("{}: {host}", say::NEW_SECRET)}>{ say::NEW_SECRET }</button>
                    }
                    <button onclick={asks(Some(one.id.clone()), room)} aria-label={format!("{}: {host}", say::REMOVE)}>{ say::REMOVE }</button>
                </div>
            }
        </li>
    }
}

fn asks(whom: Option<String>, room: &WebhookCallbacks) -> Callback<MouseEvent> {
    let going = room.going.clone();
    Callback::from(move |_| going.set(whom.clone()))
}

fn tests(one: &WebhookLine, room: &WebhookCallbacks) -> Callback<MouseEvent> {
    let (id, room) = (one.id.clone(), room.clone());
    Callback::from(move |_| {
        let (id, room) = (id.clone(), room.clone());
        spawn_local(async move {
            match calls::test_webhook(&id).await {
                Ok(came) => room.say(say::tested(came.works, &came.said), !came.works),
                Err(failure) => room.context.failed(failure),
            }
            room.again.emit(());
        });
    })
}

fn rotates(one: &WebhookLine, room: &WebhookCallbacks) -> Callback<MouseEvent> {
    let (one, room) = (one.clone(), room.clone());
    Callback::from(move |_| {
        let (one, room) = (one.clone(), room.clone());
        spawn_local(async move {
            match calls::rotate_webhook(&one.id).await {
                Ok(made) => room.secret.emit((made, one.asymmetric)),
                Err(failure) => room.context.failed(failure),
            }
        });
    })
}

fn removes(one: &WebhookLine, room: &WebhookCallbacks) -> Callback<MouseEvent> {
    let (id, room) = (one.id.clone(), room.clone());
    Callback::from(move |_| {
        let (id, room) = (id.clone(), room.clone());
        spawn_local(async move {
            match calls::remove_webhook(&id).await {
                Ok(()) => room.say(say::REMOVED.into(), false),
                Err(failure) => room.context.failed(failure),
            }
            room.going.set(None);
            room.again.emit(());
        });
    })
}

#[derive(Clone, PartialEq, Properties)]
struct NewProps {
    /// The types of events there are.
    events: Vec<String>,
    room: WebhookCallbacks,
}

/// A form for one more.
#[component]
fn NewReceiver(props: &NewProps) -> Html {
    let NewProps { events, room } = props.clone();
    let shape = use_state(|| 0_usize);
    let choose = {
        let shape = shape.clone();
        move |event: Event| {
            let place = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
            shape.set(usize::try_from(place).unwrap_or_default());
        }
    };
    let options = say::SHAPES.iter().enumerate().map(|(place, (_, name))| {
        html! { <option selected={place == *shape}>{ *name }</option> }
    });
    let checks = events.iter().map(|event| {
        html! { <label class="check"><input type="checkbox" name="event" value={event.clone()} />{ say::event(event) }</label> }
    });
    let send = {
        let shape = shape.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            adds(event.target_unchecked_into(), shape.clone(), room.clone());
        }
    };
    html! {
        <details>
            <summary>{ say::ADD }</summary>
            <form onsubmit={send}>
                <label><span>{ say::SHAPE }</span><select onchange={choose}>{ for options }</select></label>
                <label><span>{ say::ADDRESS }</span>
                    <input type="text" name="url" required=true maxlength="2048" dir="ltr" autocomplete="off"
                        placeholder={say::ADDRESSES[(*shape).min(3)]} aria-describedby="webhook-address" />{ missing(say::ADDRESS_MISSING) }
                </label>
                <p class="quiet" id="webhook-address">{ say::ADDRESS_WHAT }</p>
                <fieldset>
                    <legend>{ say::WHICH }</legend>
                    <p class="quiet">{ say::WHICH_WHAT }</p>
                    { for checks }
                </fieldset>
                if *shape == 0 {
                    <label class="check"><input type="checkbox" name="asymmetric" />{ say::PUBLIC_KEY }</label>
                }
                <div class="verbs"><button class="main">{ say::ADD_IT }</button></div>
            </form>
        </details>
    }
}

/// Adds what a form says; what was refused stays in it, to be mended.
fn adds(form: HtmlFormElement, shape: UseStateHandle<usize>, room: WebhookCallbacks) {
    let Ok(data) = FormData::new_with_form(&form) else { return };
    let add = AddWebhook {
        url: data.get("url").as_string().unwrap_or_default(),
        shape: say::SHAPES[(*shape).min(3)].0.into(),
        events: data.get_all("event").iter().filter_map(|event| event.as_string()).collect(),
        asymmetric: data.has("asymmetric"),
    };
    spawn_local(async move {
        match calls::add_webhook(&add).await {
            Ok(made) => {
                form.reset();
                shape.set(0);
                if made.secret.is_none() {
                    room.say(say::CHAT_ADDED.into(), false);
                }
                room.secret.emit((made, add.asymmetric));
                room.again.emit(());
            }
            Err(failure) => room.context.failed(failure),
        }
    });
}
