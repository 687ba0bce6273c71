//! Inviting somebody: the form, its fields, and what is shown once, as the link is.

use porch_protocol::Role;
use porch_protocol::team::Invite;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::team as calls;
use crate::context::Context;
use crate::text::names::sentence;
use crate::text::{self, team as said};
use crate::ui::clipboard;
use crate::ui::focus_moves::use_focus;
use crate::ui::required_fields::missing;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct InviteProps {
    pub(crate) context: Context,
    /// The roles that may be given.
    pub(crate) roles: Vec<Role>,
    /// Somebody's name, and the link for them.
    pub(crate) invited: Callback<(String, String)>,
}

/// Asks for a name and a role, and for a page where the role needs one.
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
            let whom = Invite { name: field.value(), role, page };
            let (context, invited) = (context.clone(), invited.clone());
            spawn_local(async move {
                match calls::invite(&whom).await {
                    Ok(made) => {
                        field.set_value("");
                        invited.emit((whom.name, made.link));
                    }
                    Err(failure) => context.failed(failure),
                }
            });
        }
    };
    let guest = *role == Role::Guest;
    let choose = move |chosen| role.set(chosen);
    html! {
        <form class="invite" onsubmit={send} aria-labelledby="invite">
            <h2 id="invite">{ said::INVITE_SOMEBODY }</h2>
            <label><span>{ said::NAME }</span><input ref={name} type="text" required=true autocomplete="off" />{ missing(said::NAME_MISSING) }</label>
            <RoleField {roles} chosen={first} {choose} />
            if guest { <PageField given={move |given| page.set(given)} /> }
            <div class="verbs"><button class="main">{ said::INVITE }</button></div>
        </form>
    }
}

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct RoleProps {
    pub(crate) roles: Vec<Role>,
    pub(crate) chosen: Role,
    pub(crate) choose: Callback<Role>,
}

/// The roles to choose from, with what each may do.
#[component]
pub(crate) fn RoleField(props: &RoleProps) -> Html {
    let RoleProps { roles, chosen, choose } = props.clone();
    let options = roles.iter().enumerate().map(|(place, role)| {
        html! { <option value={place.to_string()} selected={*role == chosen}>{ said::role_explained(*role) }</option> }
    });
    let options = options.collect::<Html>();
    let change = move |event: Event| {
        let place = event.target_dyn_into::<HtmlSelectElement>().and_then(|field| field.value().parse::<usize>().ok());
        if let Some(role) = place.and_then(|place| roles.get(place)) {
            choose.emit(*role);
        }
    };
    html! { <label><span>{ said::AS }</span><select onchange={change}>{ options }</select></label> }
}

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PageProps {
    pub(crate) given: Callback<String>,
}

/// The page of a guest expert.
#[component]
pub(crate) fn PageField(props: &PageProps) -> Html {
    let given = props.given.clone();
    let input = move |event: InputEvent| {
        if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
            given.emit(field.value());
        }
    };
    html! { <label><span>{ said::PAGE }</span><input type="url" required=true maxlength="2048" oninput={input} />{ missing(said::PAGE_MISSING) }</label> }
}

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct OnceProps {
    /// What it is.
    pub(crate) label: &'static str,
    /// What is said over it.
    pub(crate) told: AttrValue,
    pub(crate) value: String,
    pub(crate) shut: Callback<()>,
}

/// A link or a secret, to be given to somebody. It is nowhere else.
#[component]
pub(crate) fn ShownOnce(props: &OnceProps) -> Html {
    let OnceProps { label, told, value, shut } = props.clone();
    let field = use_focus();
    let copied = use_state(|| None::<bool>);
    let copy = {
        let (field, copied, value) = (field.clone(), copied.clone(), value.clone());
        move |_: MouseEvent| {
            // Where a page may not write there, the chosen text is one key away.
            _ = field.cast::<HtmlInputElement>().map(|field| field.select());
            let (copied, value) = (copied.clone(), value.clone());
            spawn_local(async move { copied.set(Some(clipboard::takes(&value).await)) });
        }
    };
    let told_of = copied.map(|done| if done { text::COPIED } else { text::NOT_COPIED });
    let done = move |_: MouseEvent| shut.emit(());
    html! {
        <section class="once" aria-label={label}>
            <p>{ sentence(&told) }</p>
            <label><span>{ label }</span><input ref={field} type="text" class="link" dir="ltr" readonly=true {value} /></label>
            <div class="verbs">
                <button class="main" onclick={copy}>{ text::COPY }</button>
                <button onclick={done}>{ said::SHUT }</button>
                <span role="status">{ told_of }</span>
            </div>
        </section>
    }
}
