//! The member's own name, as visitors see it, and the form that changes it.

use porch_class_macros::html;
use porch_protocol::team::OwnName;
use porch_protocol::team_api::Member;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::api::{self, to};
use crate::context::Context;
use crate::review::drafts;
use crate::text;
use crate::text::team as texts;
use crate::ui::form_request::use_form_request;
use crate::ui::required_fields::required_message;

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
    let (field, request) = (use_node_ref(), use_form_request());
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
        let (field, request) = (field.clone(), request.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let Some(field) = field.cast::<HtmlInputElement>() else { return };
            let (renamed, failed) = (context.clone(), context.clone());
            let name = OwnName { name: field.value() };
            let show = move |me: Member| {
                field.set_value(&me.name);
                drafts::rename_owner(&me.site, &me.name);
                renamed.notify(texts::renamed(&me.name));
                renamed.own_renamed.emit(me.name);
                renamed.refresh.emit(());
            };
            request.send(api::send(&to::SET_OWN_NAME, &name), show, move |failure| failed.explain(failure));
        }
    };
    html! {
        <section class="room" aria-labelledby="own-name">
            <h2 id="own-name">{ text().team_own_name() }</h2>
            <p class="quiet">{ text().team_own_name_what() }</p>
            <form onsubmit={send}>
                <label>
                    <span>{ text().your_name() }</span>
                    <input ref={field} type="text" name="own-name" required=true autocomplete="name" dir="auto" />
                    { required_message(text().name_missing()) }
                </label>
                <div class="verbs"><button>{ text().team_rename() }</button></div>
                <p class="wrong" role="status">{ request.error() }</p>
            </form>
        </section>
    }
}
