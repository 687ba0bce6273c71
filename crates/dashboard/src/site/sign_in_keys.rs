//! The keys with which the site's own server signs visitors in: the list, a secret that is shown once, and the form for
//! another one. Only owners see them.

use porch_class_macros::html;
use porch_protocol::sign_in_keys::{AddSignInKey, SignInKey, SignInKeyAdded, SignInKeyState};
use web_sys::{FormData, HtmlFormElement};
use yew::prelude::*;

use crate::api::{self, to};
use crate::context::Context;
use crate::frame::leave::Confirm;
use crate::team::invite::ShownOnce;
use crate::text;
use crate::text::sign_in_keys as texts;
use crate::ui::load::use_load;
use crate::ui::loading::Loading;
use crate::ui::relative_time::until as until_moment;
use crate::ui::toast_message::ToastMessage;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SignInKeysProps {
    /// Whether the member is an owner.
    pub(crate) may: bool,
    pub(crate) context: Context,
}

/// The section.
#[component]
pub(crate) fn SignInKeysSettings(props: &SignInKeysProps) -> Html {
    if props.may {
        html! { <KeyList context={props.context.clone()} /> }
    } else {
        html! { <p class="quiet">{ text().keys_owners_only() }</p> }
    }
}

#[derive(Clone, PartialEq, Properties)]
struct KeyListProps {
    context: Context,
}

/// The callbacks of the list.
#[derive(Clone, PartialEq)]
struct KeyCallbacks {
    context: Context,
    /// Reloads the list.
    reload: Callback<()>,
    /// The key whose removal waits for confirmation.
    removing: UseStateHandle<Option<String>>,
    /// A key that was added: its secret is shown once.
    added: Callback<SignInKeyAdded>,
}

impl KeyCallbacks {
    fn show_toast(&self, text: String) {
        self.context.show_toast.emit(ToastMessage { text, ..ToastMessage::default() });
    }
}

#[component]
fn KeyList(props: &KeyListProps) -> Html {
    let context = props.context.clone();
    let found = use_load(&context, (), || api::request(&to::SIGN_IN_KEYS));
    let (shown, removing) = (use_state(|| None::<SignInKeyAdded>), use_state(|| None::<String>));
    let added = {
        let shown = shown.clone();
        Callback::from(move |key| shown.set(Some(key)))
    };
    let callbacks = KeyCallbacks { context, reload: found.reload(), removing, added };
    let Some(list) = (*found).clone() else { return html! { <Loading context={callbacks.context} /> } };
    let secret = (*shown).clone().and_then(|key| Some((key.id, key.secret?)));
    html! {
        <section class="room" aria-labelledby="sign-in-keys">
            <h2 id="sign-in-keys">{ text().keys_title() }</h2>
            <p class="quiet">{ text().keys_what() }</p>
            if list.keys.is_empty() { <p class="quiet">{ text().keys_none() }</p> }
            <ul class="lines">{ for list.keys.iter().map(|key| line(key, &callbacks)) }</ul>
            if let Some((id, value)) = secret {
                <ShownOnce key={id.clone()} label={text().keys_secret()} note={texts::give_secret(&id, &list.audience)} {value}
                    close={move |()| shown.set(None)} />
            }
            if list.has_room {
                <NewKey audience={list.audience.clone()} {callbacks} />
            } else {
                <p class="quiet">{ text().keys_full() }</p>
            }
        </section>
    }
}

fn line(key: &SignInKey, callbacks: &KeyCallbacks) -> Html {
    let confirming = callbacks.removing.as_ref() == Some(&key.id);
    let until = key.until.filter(|_| key.state == SignInKeyState::Retiring);
    html! {
        <li key={key.id.clone()} class="item">
            <div class="row-label">
                <strong dir="ltr">{ &key.id }</strong>{ " · " }<span dir="ltr">{ &key.algorithm }</span>
                if let Some(state) = texts::state(key.state) {
                    <p>{ state }if let Some(until) = until { { " " }{ until_moment(until) } }</p>
                }
            </div>
            if confirming {
                <Confirm question={texts::remove_sure(&key.id)} label={text().keys_remove()} confirm={on_remove_confirmed(key, callbacks)}
                    cancel={on_remove(None, callbacks)} />
            } else {
                <div class="verbs">
                    if key.state == SignInKeyState::Next || key.state == SignInKeyState::Retiring {
                        <button onclick={on_make_current(key, callbacks)} aria-label={format!("{}: {}", text().keys_make_current(), key.id)}>{ text().keys_make_current() }</button>
                    }
                    <button onclick={on_remove(Some(key.id.clone()), callbacks)} aria-label={format!("{}: {}", text().keys_remove(), key.id)}>{ text().keys_remove() }</button>
                </div>
            }
        </li>
    }
}

fn on_remove(id: Option<String>, callbacks: &KeyCallbacks) -> Callback<MouseEvent> {
    let removing = callbacks.removing.clone();
    Callback::from(move |_| removing.set(id.clone()))
}

fn on_make_current(key: &SignInKey, callbacks: &KeyCallbacks) -> Callback<MouseEvent> {
    let (id, callbacks) = (key.id.clone(), callbacks.clone());
    Callback::from(move |_| {
        let (done, reload, current) = (callbacks.clone(), callbacks.reload.clone(), id.clone());
        let show = move |()| done.show_toast(texts::made_current(&current));
        let request = api::request(&to::MAKE_SIGN_IN_KEY_CURRENT).at(&id);
        callbacks.context.send_reporting(request, show, move |_| reload.emit(()));
    })
}

fn on_remove_confirmed(key: &SignInKey, callbacks: &KeyCallbacks) -> Callback<MouseEvent> {
    let (id, callbacks) = (key.id.clone(), callbacks.clone());
    Callback::from(move |_| {
        let (removed, done, gone) = (callbacks.clone(), callbacks.clone(), id.clone());
        let finish = move |_| {
            done.removing.set(None);
            done.reload.emit(());
        };
        let show = move |()| removed.show_toast(texts::removed(&gone));
        callbacks.context.send_reporting(api::request(&to::REMOVE_SIGN_IN_KEY).at(&id), show, finish);
    })
}

#[derive(Clone, PartialEq, Properties)]
struct NewKeyProps {
    /// What tokens name the site.
    audience: String,
    callbacks: KeyCallbacks,
}

/// The form for another key.
#[component]
fn NewKey(props: &NewKeyProps) -> Html {
    let props = props.clone();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        add(event.target_unchecked_into(), &props);
    };
    html! {
        <details>
            <summary>{ text().keys_add() }</summary>
            <form onsubmit={send}>
                <label><span>{ text().keys_id() }</span><input type="text" name="key_id" maxlength="64" dir="ltr" autocomplete="off" spellcheck="false" /></label>
                <label><span>{ text().keys_public_key() }</span>
                    <textarea name="public_key" rows="4" maxlength="2048" dir="ltr" autocomplete="off" spellcheck="false" placeholder="-----BEGIN PUBLIC KEY-----" />
                </label>
                <div class="verbs"><button class="main">{ text().keys_add_it() }</button></div>
            </form>
        </details>
    }
}

/// Adds a key with the values of a form; refused values stay in it.
fn add(form: HtmlFormElement, NewKeyProps { audience, callbacks }: &NewKeyProps) {
    let Ok(data) = FormData::new_with_form(&form) else { return };
    let field = |name: &str| {
        let value = data.get(name).as_string().unwrap_or_default();
        Some(value.trim().to_owned()).filter(|value| !value.is_empty())
    };
    let add = AddSignInKey { id: field("key_id"), public_key: field("public_key") };
    let (done, audience) = (callbacks.clone(), audience.clone());
    callbacks.context.send(api::send(&to::ADD_SIGN_IN_KEY, &add), move |key: SignInKeyAdded| {
        form.reset();
        if key.secret.is_none() {
            done.show_toast(texts::added(&key.id, &audience));
        }
        done.added.emit(key);
        done.reload.emit(());
    });
}
