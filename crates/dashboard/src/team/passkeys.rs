//! One's own passkeys: the offer after a first link, the list, adding and removing.

use porch_protocol::team::{AddPasskey, Passkey, Passkeys};
use web_sys::HtmlInputElement;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::{Failure, team as calls};
use crate::context::Context;
use crate::team::authenticator;
use crate::text::team as words;
use crate::ui::icons::icon;
use crate::ui::loading::{Loading, use_attempts};
use crate::ui::local_flags;
use crate::ui::relative_time::when;
use crate::ui::required_fields::missing;
use crate::ui::toast_message::ToastMessage;

/// Where a browser remembers that somebody wants no passkey here.
const DISMISSED: &str = "porch-no-passkey";

/// Whose passkeys.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PasskeysProps {
    pub(crate) context: Context,
    /// Their owner's name.
    pub(crate) name: String,
}

/// Offers a passkey to somebody who has none, in one line, until they say that they want none in this browser.
#[component]
pub(crate) fn Offer(props: &PasskeysProps) -> Html {
    let wanted = use_state(|| false);
    {
        let wanted = wanted.clone();
        use_effect_with((), move |()| {
            if authenticator::missing().is_none() && !local_flags::is_marked(DISMISSED) {
                spawn_local(async move {
                    // An offer that can't be made is none.
                    let own = calls::passkeys().await;
                    wanted.set(own.is_ok_and(|own| own.available && own.passkeys.is_empty()));
                });
            }
        });
    }
    if !*wanted {
        return Html::default();
    }
    let done = {
        let wanted = wanted.clone();
        Callback::from(move |()| wanted.set(false))
    };
    let dismiss = move |_: MouseEvent| {
        local_flags::mark(DISMISSED, true);
        wanted.set(false);
    };
    html! {
        <section class="offer" aria-label={words::OFFER}>
            <p class="cut" title={words::OFFER_WHY}>{ words::OFFER }</p>
            <AddForm context={props.context.clone()} name={props.name.clone()} {done} guessed=true />
            <button type="button" class="icon sq" title={words::NOT_NOW} onclick={dismiss}>{ icon("x") }<span class="vh">{ words::NOT_NOW }</span></button>
        </section>
    }
}

/// The list of one's own passkeys.
#[component]
pub(crate) fn OwnPasskeys(props: &PasskeysProps) -> Html {
    let own = use_state(|| None::<Passkeys>);
    let turn = use_state(|| 0_u32);
    let attempt = use_attempts(own.is_some(), &props.context);
    {
        let (own, context) = (own.clone(), props.context.clone());
        use_effect_with((*turn, attempt), move |_| {
            spawn_local(async move {
                match calls::passkeys().await {
                    Ok(found) => own.set(Some(found)),
                    Err(failure) => context.failed(failure),
                }
            });
        });
    }
    let again = Callback::from(move |()| turn.set(turn.wrapping_add(1)));
    let Some(own) = &*own else { return html! { <Loading context={props.context.clone()} /> } };
    let rows = own.passkeys.iter().map(|one| row(one, &props.context, &again));
    html! {
        <section class="room" aria-labelledby="passkeys">
            <h2 id="passkeys">{ words::OWN }</h2>
            if own.passkeys.is_empty() { <p class="quiet">{ words::NONE_YET }</p> }
            <ol class="log">{ rows.collect::<Html>() }</ol>
            if let Some(why) = authenticator::missing() {
                <p class="quiet">{ why }</p>
            } else {
                // A new form once there is one more: what was typed for this one is done with.
                <AddForm key={own.passkeys.len()} context={props.context.clone()} name={props.name.clone()} done={again} />
            }
        </section>
    }
}

fn row(one: &Passkey, context: &Context, again: &Callback<()>) -> Html {
    let remove = {
        let (id, context, again) = (one.id.clone(), context.clone(), again.clone());
        move |_: MouseEvent| {
            let (id, context, again) = (id.clone(), context.clone(), again.clone());
            spawn_local(async move {
                match calls::remove_passkey(&id).await {
                    Ok(()) => {
                        context.say.emit(ToastMessage { words: words::REMOVED.into(), ..ToastMessage::default() });
                    }
                    Err(failure) => context.failed(failure),
                }
                again.emit(());
            });
        }
    };
    html! {
        <li key={one.id.clone()} class="item">
            <div class="lab">
                <strong><bdi>{ &one.name }</bdi></strong>
                { " · " }{ words::ADDED_AT }{ " " }{ when(one.added_at) }{ " · " }
                if let Some(at) = one.used_at { { words::USED_AT }{ " " }{ when(at) } } else { { words::NEVER_USED } }
            </div>
            <div class="verbs"><button onclick={remove}>{ words::REMOVE }</button></div>
        </li>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct AddFormProps {
    context: Context,
    name: String,
    /// One was added.
    done: Callback<()>,
    /// Whether the device keeps the name that was guessed for it.
    #[prop_or_default]
    guessed: bool,
}

/// A name for the device, and the button that asks it.
#[component]
fn AddForm(props: &AddFormProps) -> Html {
    let field = use_node_ref();
    let wrong = use_state(|| None::<String>);
    // Set once and not with each drawing: what somebody types stays, also when it is refused.
    {
        let (field, guess) = (field.clone(), words::device(&props.name, authenticator::is_phone()));
        use_effect_with((), move |()| {
            if let Some(field) = field.cast::<HtmlInputElement>() {
                field.set_value(&guess);
            }
        });
    }
    let send = {
        let (props, field, wrong) = (props.clone(), field.clone(), wrong.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let name = field.cast::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default();
            let (props, wrong) = (props.clone(), wrong.clone());
            // The same once more is said once more: what does not change is not read out.
            wrong.set(None);
            spawn_local(async move {
                match add(name).await {
                    Ok(_) => {
                        props.context.say.emit(ToastMessage { words: words::ADDED.into(), ..ToastMessage::default() });
                        props.done.emit(());
                    }
                    Err(Failure::Out) => props.context.failed(Failure::Out),
                    Err(Failure::Wrong(why)) => wrong.set(Some(why)),
                }
            });
        })
    };
    html! {
        <form onsubmit={send}>
            <label hidden={props.guessed}><span>{ words::NAME_IT }</span><input ref={field} type="text" required=true maxlength="64" />{ missing(words::DEVICE_MISSING) }</label>
            <div class="verbs"><button class="main">{ words::ADD }</button></div>
            <p class="wrong" role="status">{ (*wrong).clone() }</p>
        </form>
    }
}

async fn add(name: String) -> Result<Passkey, Failure> {
    let begun = calls::begin_passkey().await?;
    let credential = authenticator::create(&begun.options).await.map_err(Failure::Wrong)?;
    calls::add_passkey(&AddPasskey { ceremony: begun.ceremony, credential, name }).await
}
