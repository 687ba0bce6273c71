//! One's own name, as visitors see it: somebody whose name was mistyped mends it here.

use porch_protocol::team::OwnName;
use web_sys::HtmlInputElement;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::{Failure, team as calls};
use crate::context::Context;
use crate::review::drafts;
use crate::text::{self, team as said};
use crate::ui::required_fields::missing;
use crate::ui::single_flight::use_once;
use crate::ui::toast_message::ToastMessage;

/// The name that they have.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct OwnNameProps {
    pub(crate) name: String,
    pub(crate) context: Context,
}

/// The form.
#[component]
pub(crate) fn NameForm(props: &OwnNameProps) -> Html {
    let OwnNameProps { name, context } = props.clone();
    let (field, once, wrong) = (use_node_ref(), use_once(), use_state(|| None::<String>));
    // Set once and not with each drawing: what somebody types stays until it is sent.
    {
        let field = field.clone();
        use_effect_with(name, move |name| {
            if let Some(field) = field.cast::<HtmlInputElement>() {
                field.set_value(name);
            }
        });
    }
    let send = {
        let (field, wrong) = (field.clone(), wrong.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let Some((field, done)) = field.cast::<HtmlInputElement>().zip(once.begin()) else { return };
            let (context, wrong) = (context.clone(), wrong.clone());
            // The same once more is said once more: what does not change is not read out.
            wrong.set(None);
            spawn_local(async move {
                match calls::set_own_name(&OwnName { name: field.value() }).await {
                    Ok(me) => {
                        field.set_value(&me.name);
                        drafts::follow(&me.site, &me.name);
                        let words = said::renamed(&me.name);
                        context.say.emit(ToastMessage { words, ..ToastMessage::default() });
                        context.own_renamed.emit(me.name);
                        context.refresh.emit(());
                    }
                    Err(Failure::Wrong(why)) => wrong.set(Some(why)),
                    Err(failure) => context.failed(failure),
                }
                done.emit(true);
            });
        }
    };
    html! {
        <section class="room" aria-labelledby="own-name">
            <h2 id="own-name">{ said::OWN_NAME }</h2>
            <p class="quiet">{ said::OWN_NAME_WHAT }</p>
            <form onsubmit={send}>
                <label>
                    <span>{ text::YOUR_NAME }</span>
                    <input ref={field} type="text" name="own-name" required=true autocomplete="name" dir="auto" />
                    { missing(text::NAME_MISSING) }
                </label>
                <div class="verbs"><button>{ said::RENAME }</button></div>
                <p class="wrong" role="status">{ (*wrong).clone() }</p>
            </form>
        </section>
    }
}
