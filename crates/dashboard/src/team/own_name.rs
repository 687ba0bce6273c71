//! The member's own name, as visitors see it, and the form that changes it.

use porch_protocol::team::OwnName;
use web_sys::HtmlInputElement;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::{Failure, team as calls};
use crate::context::Context;
use crate::review::drafts;
use crate::text::{self, team as texts};
use crate::ui::required_fields::required_message;
use crate::ui::single_flight::use_single_flight;
use crate::ui::toast_message::ToastMessage;

/// The current name.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct OwnNameProps {
    pub(crate) name: String,
    pub(crate) context: Context,
}

/// The form.
#[component]
pub(crate) fn NameForm(props: &OwnNameProps) -> Html {
    let OwnNameProps { name, context } = props.clone();
    let (field, flight, error) = (use_node_ref(), use_single_flight(), use_state(|| None::<String>));
    // Set once and not with each drawing: the typed text stays until it is sent.
    {
        let field = field.clone();
        use_effect_with(name, move |name| {
            if let Some(field) = field.cast::<HtmlInputElement>() {
                field.set_value(name);
            }
        });
    }
    let send = {
        let (field, error) = (field.clone(), error.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let Some((field, done)) = field.cast::<HtmlInputElement>().zip(flight.begin()) else { return };
            let (context, error) = (context.clone(), error.clone());
            // Cleared first: an unchanged message would not be announced again.
            error.set(None);
            spawn_local(async move {
                match calls::set_own_name(&OwnName { name: field.value() }).await {
                    Ok(me) => {
                        field.set_value(&me.name);
                        drafts::rename_owner(&me.site, &me.name);
                        let text = texts::renamed(&me.name);
                        context.show_toast.emit(ToastMessage { text, ..ToastMessage::default() });
                        context.own_renamed.emit(me.name);
                        context.refresh.emit(());
                    }
                    Err(Failure::Message(message)) => error.set(Some(message)),
                    Err(failure) => context.show_failure(failure),
                }
                done.emit(true);
            });
        }
    };
    html! {
        <section class="room" aria-labelledby="own-name">
            <h2 id="own-name">{ texts::OWN_NAME }</h2>
            <p class="quiet">{ texts::OWN_NAME_WHAT }</p>
            <form onsubmit={send}>
                <label>
                    <span>{ text::YOUR_NAME }</span>
                    <input ref={field} type="text" name="own-name" required=true autocomplete="name" dir="auto" />
                    { required_message(text::NAME_MISSING) }
                </label>
                <div class="verbs"><button>{ texts::RENAME }</button></div>
                <p class="wrong" role="status">{ (*error).clone() }</p>
            </form>
        </section>
    }
}
