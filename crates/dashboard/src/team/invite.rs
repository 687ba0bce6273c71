//! Inviting a team member: the form, its fields, and the link, which is shown once.

use porch_class_macros::html;
use porch_protocol::Role;
use porch_protocol::team::Invite;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::{self, to};
use crate::context::Context;
use crate::text;
use crate::text::names::sentence;
use crate::text::team as texts;
use crate::ui::clipboard;
use crate::ui::focus_moves::use_autofocus;
use crate::ui::required_fields::required_message;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct InviteProps {
    pub(crate) context: Context,
    /// The roles that may be given.
    pub(crate) roles: Vec<Role>,
    /// Receives the name of the invited person, and their link.
    pub(crate) invited: Callback<(String, String)>,
}

/// A form for a name and a role, and for a page where the role needs one.
#[component]
pub(crate) fn InviteForm(props: &InviteProps) -> Html {
    let InviteProps { context, roles, invited } = props.clone();
    let name = use_node_ref();
    let first = roles.iter().copied().find(|role| *role == Role::Moderator).unwrap_or(Role::Guest);
    let role = use_state(|| first);
    let page = use_state(String::new);
    let send = {
        let (name, role, page) = (name.clone(), *role, (*page).clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let Some(field) = name.cast::<HtmlInputElement>() else { return };
            let page = (role == Role::Guest).then(|| page.clone());
            let invitation = Invite { name: field.value(), role, page };
            let invited = invited.clone();
            context.send(api::send(&to::INVITE, &invitation), move |invited_link| {
                field.set_value("");
                invited.emit((invitation.name, invited_link.link));
            });
        }
    };
    let guest = *role == Role::Guest;
    let choose = move |chosen| role.set(chosen);
    html! {
        <form class="invite" onsubmit={send} aria-labelledby="invite">
            <h2 id="invite">{ text().team_invite_somebody() }</h2>
            <label><span>{ text().team_name() }</span><input ref={name} type="text" required=true autocomplete="off" />{ required_message(text().team_name_missing()) }</label>
            <RoleField {roles} chosen={first} {choose} />
            if guest { <PageField given={move |given| page.set(given)} /> }
            <div class="verbs"><button class="main">{ text().team_invite() }</button></div>
        </form>
    }
}

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct RoleProps {
    pub(crate) roles: Vec<Role>,
    pub(crate) chosen: Role,
    pub(crate) choose: Callback<Role>,
}

/// The field for the role, with what each role may do.
#[component]
pub(crate) fn RoleField(props: &RoleProps) -> Html {
    let RoleProps { roles, chosen, choose } = props.clone();
    let options = roles.iter().enumerate().map(|(place, role)| {
        html! { <option value={place.to_string()} selected={*role == chosen}>{ texts::role_explained(*role) }</option> }
    });
    let options = options.collect::<Html>();
    let change = move |event: Event| {
        let place = event.target_dyn_into::<HtmlSelectElement>().and_then(|field| field.value().parse::<usize>().ok());
        if let Some(role) = place.and_then(|place| roles.get(place)) {
            choose.emit(*role);
        }
    };
    html! { <label><span>{ text().team_role() }</span><select onchange={change}>{ options }</select></label> }
}

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PageProps {
    pub(crate) given: Callback<String>,
}

/// The field for the page of a guest expert.
#[component]
pub(crate) fn PageField(props: &PageProps) -> Html {
    let given = props.given.clone();
    let input = move |event: InputEvent| {
        if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
            given.emit(field.value());
        }
    };
    html! { <label><span>{ text().team_page() }</span><input type="url" required=true maxlength="2048" oninput={input} />{ required_message(text().team_page_missing()) }</label> }
}

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ShownOnceProps {
    /// Its label.
    pub(crate) label: &'static str,
    /// The note above it.
    pub(crate) note: AttrValue,
    pub(crate) value: String,
    pub(crate) close: Callback<()>,
}

/// A link or a secret to pass on. It is shown only once.
#[component]
pub(crate) fn ShownOnce(props: &ShownOnceProps) -> Html {
    let ShownOnceProps { label, note, value, close } = props.clone();
    let field = use_autofocus();
    let copied = use_state(|| None::<bool>);
    let copy = {
        let (field, copied, value) = (field.clone(), copied.clone(), value.clone());
        move |_: MouseEvent| {
            // Where the clipboard is not available, the selected text can be copied by a key.
            _ = field.cast::<HtmlInputElement>().map(|field| field.select());
            let (copied, value) = (copied.clone(), value.clone());
            spawn_local(async move { copied.set(Some(clipboard::copy(&value).await)) });
        }
    };
    let copy_status = copied.map(|done| if done { text().copied() } else { text().not_copied() });
    let done = move |_: MouseEvent| close.emit(());
    html! {
        <section class="once" aria-label={label}>
            <p>{ sentence(&note) }</p>
            <label><span>{ label }</span><input ref={field} type="text" class="link" dir="ltr" readonly=true {value} /></label>
            <div class="verbs">
                <button class="main" onclick={copy}>{ text().copy() }</button>
                <button onclick={done}>{ text().team_done() }</button>
                <span role="status">{ copy_status }</span>
            </div>
        </section>
    }
}
