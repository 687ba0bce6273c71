//! The member's own passkeys: the offer to add one, the list, adding and removing.

use porch_class_macros::html;
use porch_protocol::team::{AddPasskey, Passkey};
use web_sys::HtmlInputElement;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::{self, Failure, to};
use crate::context::Context;
use crate::team::authenticator;
use crate::text;
use crate::text::team as texts;
use crate::ui::form_request::use_form_request;
use crate::ui::icons::icon;
use crate::ui::load::use_load;
use crate::ui::loading::Loading;
use crate::ui::local_flags;
use crate::ui::relative_time::when;
use crate::ui::required_fields::required_message;

/// The flag in this browser that the offer was dismissed.
const DISMISSED: &str = "porch-no-passkey";

/// The owner of the passkeys.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PasskeysProps {
    pub(crate) context: Context,
    /// The owner's name.
    pub(crate) name: String,
}

/// Offers to add a passkey to a member who has none, in one line, until it is dismissed in this browser.
#[component]
pub(crate) fn PasskeyOffer(props: &PasskeysProps) -> Html {
    let shown = use_state(|| false);
    {
        let shown = shown.clone();
        use_effect_with((), move |()| {
            if authenticator::unavailable_reason().is_none() && !local_flags::is_set(DISMISSED) {
                spawn_local(async move {
                    // A failure here shows no offer.
                    let own = api::request(&to::PASSKEYS).await;
                    shown.set(own.is_ok_and(|own| own.available && own.passkeys.is_empty()));
                });
            }
        });
    }
    if !*shown {
        return Html::default();
    }
    let done = {
        let shown = shown.clone();
        Callback::from(move |()| shown.set(false))
    };
    let dismiss = move |_: MouseEvent| {
        local_flags::set(DISMISSED, true);
        shown.set(false);
    };
    html! {
        <section class="offer" aria-label={text().team_offer()}>
            <p title={text().team_offer_why()}>{ text().team_offer() }</p>
            <AddForm context={props.context.clone()} name={props.name.clone()} {done} name_hidden=true />
            <button type="button" class="icon square" title={text().team_not_now()} onclick={dismiss}>{ icon("x") }<span class="visually-hidden">{ text().team_not_now() }</span></button>
        </section>
    }
}

/// The list of the member's own passkeys.
#[component]
pub(crate) fn OwnPasskeys(props: &PasskeysProps) -> Html {
    let own = use_load(&props.context, (), || api::request(&to::PASSKEYS));
    let reload = own.reload();
    let Some(own) = &*own else { return html! { <Loading context={props.context.clone()} /> } };
    let rows = own.passkeys.iter().map(|one| row(one, &props.context, &reload));
    html! {
        <section class="room" aria-labelledby="passkeys">
            <h2 id="passkeys">{ text().team_own() }</h2>
            if own.passkeys.is_empty() { <p class="quiet">{ text().team_none_yet() }</p> }
            <ol class="log">{ rows.collect::<Html>() }</ol>
            if let Some(message) = authenticator::unavailable_reason() {
                <p class="quiet">{ message }</p>
            } else {
                // A new form after each added passkey: its fields start empty.
                <AddForm key={own.passkeys.len()} context={props.context.clone()} name={props.name.clone()} done={reload} />
            }
        </section>
    }
}

fn row(one: &Passkey, context: &Context, reload: &Callback<()>) -> Html {
    let remove = {
        let (id, context, reload) = (one.id.clone(), context.clone(), reload.clone());
        move |_: MouseEvent| {
            let (shown, reload) = (context.clone(), reload.clone());
            let removed = move |()| shown.notify(text().team_removed());
            context.send_reporting(api::request(&to::REMOVE_PASSKEY).at(&id), removed, move |_| reload.emit(()));
        }
    };
    html! {
        <li key={one.id.clone()} class="item">
            <div class="row-label">
                <strong><bdi>{ &one.name }</bdi></strong>
                { " · " }{ text().team_added_at() }{ " " }{ when(one.added_at) }{ " · " }
                if let Some(at) = one.used_at { { text().team_used_at() }{ " " }{ when(at) } } else { { text().team_never_used() } }
            </div>
            <div class="verbs"><button onclick={remove}>{ text().team_remove() }</button></div>
        </li>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct AddFormProps {
    context: Context,
    name: String,
    /// Called when one was added.
    done: Callback<()>,
    /// Whether the field for the name is hidden, and the suggested name is used.
    #[prop_or_default]
    name_hidden: bool,
}

/// The field for the device's name, and the button that creates the passkey.
#[component]
fn AddForm(props: &AddFormProps) -> Html {
    let field = use_node_ref();
    let request = use_form_request();
    // Set once and not with each drawing: the typed text stays, also after an error.
    {
        let (field, default_name) = (field.clone(), texts::device(&props.name, authenticator::is_phone()));
        use_effect_with((), move |()| {
            if let Some(field) = field.cast::<HtmlInputElement>() {
                field.set_value(&default_name);
            }
        });
    }
    let send = {
        let (props, field, request) = (props.clone(), field.clone(), request.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let name = field.cast::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default();
            let (added, failed) = (props.clone(), props.context.clone());
            let show = move |_| {
                added.context.notify(text().team_added());
                added.done.emit(());
            };
            request.send(add(name), show, move |failure| failed.explain(failure));
        })
    };
    html! {
        <form onsubmit={send}>
            <label hidden={props.name_hidden}><span>{ text().team_name_it() }</span><input ref={field} type="text" required=true maxlength="64" />{ required_message(text().team_device_missing()) }</label>
            <div class="verbs"><button class="main">{ text().team_add() }</button></div>
            <p class="wrong" role="status">{ request.error() }</p>
        </form>
    }
}

async fn add(name: String) -> Result<Passkey, Failure> {
    let ceremony = api::request(&to::BEGIN_PASSKEY).await?;
    let credential = authenticator::create(&ceremony.options).await.map_err(Failure::Message)?;
    api::send(&to::ADD_PASSKEY, &AddPasskey { ceremony: ceremony.ceremony, credential, name }).await
}
