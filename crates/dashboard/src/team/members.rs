//! The team: its members, its invitations, and the actions on them.

use porch_class_macros::html;
use porch_protocol::Role;
use porch_protocol::team::{ChangeRole, Colleague, Invite, Team};
use porch_protocol::team_api::Member;
use yew::prelude::*;

use crate::api::{self, Failure, Request, to};
use crate::context::Context;
use crate::frame::leave::{Confirm, LeaveTeam};
use crate::pages::page_title;
use crate::team::invite::{InviteForm, PageField, RoleField, ShownOnce};
use crate::team::own_name::NameForm;
use crate::team::passkeys::OwnPasskeys;
use crate::team::sign_in::ANOTHER_SITE_QUERY;
use crate::team::sign_in_mail::OwnMail;
use crate::text;
use crate::text::names::sentence;
use crate::text::team as texts;
use crate::ui::avatar::avatar;
use crate::ui::focus_moves::use_autofocus;
use crate::ui::load::use_load;
use crate::ui::loading::Loading;
use crate::ui::relative_time::when;

/// The signed-in member.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct TeamProps {
    pub(crate) context: Context,
    pub(crate) member: Member,
}

/// The team settings. A guest sees only their own account.
#[component]
pub(crate) fn TeamSettings(props: &TeamProps) -> Html {
    let TeamProps { context, member } = props.clone();
    html! {
        <>
            if member.role != Role::Guest { <People key={member.name.clone()} context={context.clone()} /> }
            <NameForm context={context.clone()} name={member.name.clone()} />
            <OwnPasskeys context={context.clone()} name={member.name} />
            <OwnMail context={context.clone()} />
            <p class="alone"><a href={ANOTHER_SITE_QUERY}>{ text().team_another_site() }</a></p>
            if member.role == Role::Guest { <LeaveTeam {context} /> }
        </>
    }
}

/// The action that waits for confirmation, with the id of its member.
#[derive(Clone, PartialEq)]
enum Confirmation {
    End(String),
    Role(String),
}

#[derive(Clone, PartialEq, Properties)]
struct PeopleProps {
    context: Context,
}

/// The members and invitations, and the form for another invitation.
#[component]
fn People(props: &PeopleProps) -> Html {
    let context = props.context.clone();
    let team = use_load(&context, (), || api::request(&to::TEAM));
    let confirming = use_state(|| None::<Confirmation>);
    let link = use_state(|| None::<(String, String)>);
    let reload = {
        let (confirming, reload) = (confirming.clone(), team.reload());
        Callback::from(move |()| {
            confirming.set(None);
            reload.emit(());
        })
    };
    let invited = {
        let (link, reload) = (link.clone(), reload.clone());
        Callback::from(move |made| {
            link.set(Some(made));
            reload.emit(());
        })
    };
    let Some(team) = &*team else { return html! { <Loading {context} /> } };
    let callbacks =
        MemberCallbacks { context: context.clone(), confirming: confirming.clone(), reload, invited: invited.clone() };
    let rows = team.people.iter().map(|one| row(one, team, &callbacks));
    html! {
        <section class="room" aria-labelledby="people">
            <h2 id="people">{ text().team_people() }</h2>
            <ol class="log">{ rows.collect::<Html>() }</ol>
            if let Some((name, value)) = (*link).clone() {
                <ShownOnce label={text().team_link_label()} note={texts::give(&name)} {value} close={move |()| link.set(None)} />
            }
            if !team.invites.is_empty() { <InviteForm {context} roles={team.invites.clone()} {invited} /> }
        </section>
    }
}

/// The callbacks of a row.
#[derive(Clone, PartialEq)]
struct MemberCallbacks {
    context: Context,
    confirming: UseStateHandle<Option<Confirmation>>,
    reload: Callback<()>,
    invited: Callback<(String, String)>,
}

impl MemberCallbacks {
    /// Sends an action on a member. Where it was about the signed-in member, the session has ended.
    fn send(&self, request: Request<()>, is_own: bool, text: String) {
        let callbacks = self.clone();
        self.context.send(request, move |()| {
            if is_own {
                return callbacks.context.show_failure(Failure::SignedOut);
            }
            callbacks.context.notify(text);
            callbacks.reload.emit(());
        });
    }

    fn confirm(&self, what: Option<Confirmation>) -> impl Fn(MouseEvent) + 'static {
        let confirming = self.confirming.clone();
        move |_: MouseEvent| confirming.set(what.clone())
    }
}

fn row(one: &Colleague, team: &Team, callbacks: &MemberCallbacks) -> Html {
    let since = match (one.since, &one.invited_by, one.until) {
        (Some(since), ..) => html! { <>{ text().team_since() }{ " " }{ when(since) }</> },
        (None, Some(by), Some(until)) => {
            html! { <>{ sentence(&texts::invited(by)) }{ ", " }{ text().team_until() }{ " " }{ when(until) }</> }
        }
        _ => html! { <>{ text().team_expired() }</> },
    };
    html! {
        <li key={one.id.clone()} class="item">
            { avatar(&one.name) }
            <div class="row-label">
                <strong><bdi>{ &one.name }</bdi></strong>
                { ", " }{ text::role(one.role) }
                if one.own { { " · " }{ text().team_own_mark() } }
                if let Some(place) = &one.place { { " · " }<a href={place.url.clone()}><bdi>{ page_title::title(place) }</bdi></a> }
                if one.own && is_only_owner(one, team) { <p>{ text().team_only_owner() }</p> }
                <p>{ since }if let Some(at) = one.last_here { { " · " }{ text().team_last_seen() }{ " " }{ when(at) } }</p>
            </div>
            { match &*callbacks.confirming {
                Some(Confirmation::End(id)) if *id == one.id => end_confirmation(one, callbacks),
                Some(Confirmation::Role(id)) if *id == one.id => {
                    html! { <RoleForm one={one.clone()} roles={team.invites.clone()} callbacks={callbacks.clone()} /> }
                }
                _ => verbs(one, team, callbacks),
            } }
        </li>
    }
}

/// The actions that the signed-in member may do for this one. The server checks them again.
fn verbs(one: &Colleague, team: &Team, callbacks: &MemberCallbacks) -> Html {
    let open = one.since.is_none();
    let invites = team.invites.contains(&one.role);
    let alone = one.own && is_only_owner(one, team);
    let end = callbacks.confirm(Some(Confirmation::End(one.id.clone())));
    let role = callbacks.confirm(Some(Confirmation::Role(one.id.clone())));
    html! {
        <div class="verbs">
            if open && invites { <button onclick={on_new_link(one, callbacks)}>{ text().team_new_link() }</button> }
            if open && invites { <button onclick={on_end(one, callbacks)}>{ text().team_cancel_invitation() }</button> }
            if !open && team.rules && !alone { <button onclick={role}>{ text().team_change_role() }</button> }
            if !open && one.own && !alone { <button onclick={end}>{ text().team_leave() }</button> } else if !open && team.rules && !one.own {
                <button onclick={end}>{ text().team_end() }</button>
            }
        </div>
    }
}

/// Whether the site would have no owner without this one: then they can neither leave nor change their role.
fn is_only_owner(one: &Colleague, team: &Team) -> bool {
    let owner = |other: &&Colleague| other.role == Role::Owner && other.since.is_some();
    one.role == Role::Owner && team.people.iter().filter(owner).count() < 2
}

fn end_confirmation(one: &Colleague, callbacks: &MemberCallbacks) -> Html {
    let (question, label) = if one.own {
        (text().team_leave_sure().to_owned(), text().team_leave())
    } else {
        (texts::end_sure(&one.name), text().team_end())
    };
    html! { <Confirm {question} {label} confirm={Callback::from(on_end(one, callbacks))} cancel={Callback::from(callbacks.confirm(None))} /> }
}

fn on_end(one: &Colleague, callbacks: &MemberCallbacks) -> impl Fn(MouseEvent) + 'static {
    let (one, callbacks) = (one.clone(), callbacks.clone());
    move |_: MouseEvent| {
        let text = texts::ended(&one.name, one.since.is_none());
        callbacks.send(api::request(&to::END_MEMBER).at(&one.id), one.own, text);
    }
}

fn on_new_link(one: &Colleague, callbacks: &MemberCallbacks) -> impl Fn(MouseEvent) + 'static {
    let (one, callbacks) = (one.clone(), callbacks.clone());
    move |_: MouseEvent| {
        let (name, invited, page) =
            (one.name.clone(), callbacks.invited.clone(), one.place.clone().map(|place| place.url));
        let invitation = Invite { name: name.clone(), role: one.role, page };
        callbacks.context.send(api::send(&to::INVITE, &invitation), move |made| invited.emit((name, made.link)));
    }
}

#[derive(Clone, PartialEq, Properties)]
struct RoleFormProps {
    one: Colleague,
    roles: Vec<Role>,
    callbacks: MemberCallbacks,
}

/// The form for another role.
#[component]
fn RoleForm(props: &RoleFormProps) -> Html {
    let RoleFormProps { one, roles, callbacks } = props.clone();
    let (to, page) = (use_state(|| one.role), use_state(String::new));
    let node = use_autofocus();
    let send = {
        let (one, callbacks, to, page) = (one.clone(), callbacks.clone(), *to, (*page).clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let page = (to == Role::Guest).then(|| page.clone());
            let change = ChangeRole { from: one.role, to, page };
            callbacks.send(api::send(&to::CHANGE_ROLE, &change).at(&one.id), one.own, text().team_changed().into());
        }
    };
    let guest = *to == Role::Guest;
    let choose = move |role| to.set(role);
    html! {
        <form ref={node} tabindex="-1" aria-label={text().team_change_role()} onsubmit={send}>
            <RoleField {roles} chosen={one.role} {choose} />
            if guest { <PageField given={move |given| page.set(given)} /> }
            <p>{ sentence(&texts::change_sure(&one.name, one.own)) }</p>
            <div class="verbs">
                <button class="main">{ text().team_change() }</button>
                <button type="button" onclick={callbacks.confirm(None)}>{ text().cancel() }</button>
            </div>
        </form>
    }
}
