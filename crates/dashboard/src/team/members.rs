//! The team: who is there, who is invited, and what becomes of them.

use porch_protocol::Role;
use porch_protocol::team::{ChangeRole, Colleague, Invite, Team};
use porch_protocol::team_api::Member;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::{Failure, team as calls};
use crate::context::Context;
use crate::frame::leave::{Leave, Sure};
use crate::pages::page_title;
use crate::team::invite::{InviteForm, PageField, RoleField, ShownOnce};
use crate::team::own_name::NameForm;
use crate::team::passkeys::OwnPasskeys;
use crate::team::sign_in::ONE_MORE;
use crate::team::sign_in_mail::OwnMail;
use crate::text::names::sentence;
use crate::text::{self, team as said};
use crate::ui::avatar::avatar;
use crate::ui::focus_moves::use_focus;
use crate::ui::loading::{Loading, use_attempts};
use crate::ui::relative_time::when;
use crate::ui::toast_message::ToastMessage;

/// Whoever looks.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct TeamProps {
    pub(crate) context: Context,
    pub(crate) member: Member,
}

/// The room. A guest finds themselves in it, and nobody else.
#[component]
pub(crate) fn TeamRoom(props: &TeamProps) -> Html {
    let TeamProps { context, member } = props.clone();
    html! {
        <>
            if member.role != Role::Guest { <People key={member.name.clone()} context={context.clone()} /> }
            <NameForm context={context.clone()} name={member.name.clone()} />
            <OwnPasskeys context={context.clone()} name={member.name} />
            <OwnMail context={context.clone()} />
            <p class="alone"><a href={ONE_MORE}>{ said::ONE_MORE }</a></p>
            if member.role == Role::Guest { <Leave {context} /> }
        </>
    }
}

/// What somebody is asked once more before it is done.
#[derive(Clone, PartialEq)]
enum Confirmation {
    End(String),
    Role(String),
}

#[derive(Clone, PartialEq, Properties)]
struct PeopleProps {
    context: Context,
}

/// The people, and the form that invites more.
#[component]
fn People(props: &PeopleProps) -> Html {
    let context = props.context.clone();
    let team = use_state(|| None::<Team>);
    let turn = use_state(|| 0_u32);
    let asked = use_state(|| None::<Confirmation>);
    let link = use_state(|| None::<(String, String)>);
    let attempt = use_attempts(team.is_some(), &context);
    {
        let (team, context) = (team.clone(), context.clone());
        use_effect_with((*turn, attempt), move |_| {
            spawn_local(async move {
                match calls::team().await {
                    Ok(found) => team.set(Some(found)),
                    Err(failure) => context.failed(failure),
                }
            });
        });
    }
    let again = {
        let asked = asked.clone();
        Callback::from(move |()| {
            asked.set(None);
            turn.set(turn.wrapping_add(1));
        })
    };
    let invited = {
        let (link, again) = (link.clone(), again.clone());
        Callback::from(move |made| {
            link.set(Some(made));
            again.emit(());
        })
    };
    let Some(team) = &*team else { return html! { <Loading {context} /> } };
    let room = MemberCallbacks { context: context.clone(), asked: asked.clone(), again, invited: invited.clone() };
    let rows = team.people.iter().map(|one| row(one, team, &room));
    html! {
        <section class="room" aria-labelledby="people">
            <h2 id="people">{ said::PEOPLE }</h2>
            <ol class="log">{ rows.collect::<Html>() }</ol>
            if let Some((name, value)) = (*link).clone() {
                <ShownOnce label={said::LINK_LABEL} told={said::give(&name)} {value} shut={move |()| link.set(None)} />
            }
            if !team.invites.is_empty() { <InviteForm {context} roles={team.invites.clone()} {invited} /> }
        </section>
    }
}

/// What a row may ask for.
#[derive(Clone, PartialEq)]
struct MemberCallbacks {
    context: Context,
    asked: UseStateHandle<Option<Confirmation>>,
    again: Callback<()>,
    invited: Callback<(String, String)>,
}

impl MemberCallbacks {
    fn say(&self, words: String) {
        self.context.say.emit(ToastMessage { words, ..ToastMessage::default() });
    }

    fn ask(&self, what: Option<Confirmation>) -> impl Fn(MouseEvent) + 'static {
        let asked = self.asked.clone();
        move |_: MouseEvent| asked.set(what.clone())
    }
}

fn row(one: &Colleague, team: &Team, room: &MemberCallbacks) -> Html {
    let since = match (one.since, &one.invited_by, one.until) {
        (Some(since), ..) => html! { <>{ said::SINCE }{ " " }{ when(since) }</> },
        (None, Some(by), Some(until)) => {
            html! { <>{ sentence(&said::invited(by)) }{ ", " }{ said::UNTIL }{ " " }{ when(until) }</> }
        }
        _ => html! { <>{ said::RAN_OUT }</> },
    };
    html! {
        <li key={one.id.clone()} class="item">
            { avatar(&one.name) }
            <div class="lab">
                <strong><bdi>{ &one.name }</bdi></strong>
                { ", " }{ text::role(one.role) }
                if one.own { { " · " }{ said::OWN_MARK } }
                if let Some(place) = &one.place { { " · " }<a href={place.url.clone()}><bdi>{ page_title::title(place) }</bdi></a> }
                if one.own && is_only_owner(one, team) { <p>{ said::ONLY_OWNER }</p> }
                <p>{ since }if let Some(at) = one.last_here { { " · " }{ said::LAST_HERE }{ " " }{ when(at) } }</p>
            </div>
            { match &*room.asked {
                Some(Confirmation::End(id)) if *id == one.id => sure(one, room),
                Some(Confirmation::Role(id)) if *id == one.id => {
                    html! { <RoleForm one={one.clone()} roles={team.invites.clone()} room={room.clone()} /> }
                }
                _ => verbs(one, team, room),
            } }
        </li>
    }
}

/// What can be done about somebody by whoever looks. The server checks it all again.
fn verbs(one: &Colleague, team: &Team, room: &MemberCallbacks) -> Html {
    let open = one.since.is_none();
    let invites = team.invites.contains(&one.role);
    let alone = one.own && is_only_owner(one, team);
    let end = room.ask(Some(Confirmation::End(one.id.clone())));
    let role = room.ask(Some(Confirmation::Role(one.id.clone())));
    html! {
        <div class="verbs">
            if open && invites { <button onclick={new_link(one, room)}>{ said::NEW_LINK }</button> }
            if open && invites { <button onclick={ends(one, room)}>{ said::TAKE_BACK }</button> }
            if !open && team.rules && !alone { <button onclick={role}>{ said::CHANGE_ROLE }</button> }
            if !open && one.own && !alone { <button onclick={end}>{ said::LEAVE }</button> } else if !open && team.rules && !one.own {
                <button onclick={end}>{ said::END }</button>
            }
        </div>
    }
}

/// Whether the site would have no owner without this one: then they can neither leave nor become something else.
fn is_only_owner(one: &Colleague, team: &Team) -> bool {
    let owner = |other: &&Colleague| other.role == Role::Owner && other.since.is_some();
    one.role == Role::Owner && team.people.iter().filter(owner).count() < 2
}

fn sure(one: &Colleague, room: &MemberCallbacks) -> Html {
    let (question, label) =
        if one.own { (said::LEAVE_SURE.to_owned(), said::LEAVE) } else { (said::end_sure(&one.name), said::END) };
    html! { <Sure {question} {label} yes={Callback::from(ends(one, room))} no={Callback::from(room.ask(None))} /> }
}

fn ends(one: &Colleague, room: &MemberCallbacks) -> impl Fn(MouseEvent) + 'static {
    let (one, room) = (one.clone(), room.clone());
    move |_: MouseEvent| {
        let (one, room) = (one.clone(), room.clone());
        spawn_local(async move {
            match calls::end_member(&one.id).await {
                Ok(()) if one.own => room.context.failed(Failure::Out),
                Ok(()) => {
                    room.say(said::ended(&one.name, one.since.is_none()));
                    room.again.emit(());
                }
                Err(failure) => room.context.failed(failure),
            }
        });
    }
}

fn new_link(one: &Colleague, room: &MemberCallbacks) -> impl Fn(MouseEvent) + 'static {
    let (one, room) = (one.clone(), room.clone());
    move |_: MouseEvent| {
        let (one, room) = (one.clone(), room.clone());
        spawn_local(async move {
            let page = one.place.map(|place| place.url);
            match calls::invite(&Invite { name: one.name.clone(), role: one.role, page }).await {
                Ok(made) => room.invited.emit((one.name, made.link)),
                Err(failure) => room.context.failed(failure),
            }
        });
    }
}

#[derive(Clone, PartialEq, Properties)]
struct RoleFormProps {
    one: Colleague,
    roles: Vec<Role>,
    room: MemberCallbacks,
}

/// Asks what somebody is to be.
#[component]
fn RoleForm(props: &RoleFormProps) -> Html {
    let RoleFormProps { one, roles, room } = props.clone();
    let (to, page) = (use_state(|| one.role), use_state(String::new));
    let node = use_focus();
    let send = {
        let (one, room, to, page) = (one.clone(), room.clone(), *to, (*page).clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let (one, room, page) = (one.clone(), room.clone(), (to == Role::Guest).then(|| page.clone()));
            spawn_local(async move {
                match calls::change_role(&one.id, &ChangeRole { from: one.role, to, page }).await {
                    Ok(()) if one.own => room.context.failed(Failure::Out),
                    Ok(()) => {
                        room.say(said::CHANGED.into());
                        room.again.emit(());
                    }
                    Err(failure) => room.context.failed(failure),
                }
            });
        }
    };
    let guest = *to == Role::Guest;
    let choose = move |role| to.set(role);
    html! {
        <form ref={node} tabindex="-1" aria-label={said::CHANGE_ROLE} onsubmit={send}>
            <RoleField {roles} chosen={one.role} {choose} />
            if guest { <PageField given={move |given| page.set(given)} /> }
            <p>{ sentence(&said::change_sure(&one.name, one.own)) }</p>
            <div class="verbs">
                <button class="main">{ said::CHANGE }</button>
                <button type="button" onclick={room.ask(None)}>{ text::NEVER_MIND }</button>
            </div>
        </form>
    }
}
