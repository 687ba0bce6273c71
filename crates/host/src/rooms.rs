//! The rooms of the house, their doors and the keys to them, and what is said at the foot of each.

use std::cell::Cell;

use porch_protocol::Role;
use porch_protocol::host::Member;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::House;
use crate::calls;
use crate::door::NAMED;
use crate::drafts;
use crate::focus::walk;
use crate::foot::{self, Foot, Speech};
use crate::keys::{Keys, cap, use_keydown};
use crate::lists::{Lists, Turn, use_lists};
use crate::passkeys::Offer;
use crate::people::PeopleList;
use crate::place;
use crate::rules::RulesRoom;
use crate::settled::SettledList;
use crate::sign_in_mail;
use crate::site::SiteRoom;
use crate::team::TeamRoom;
use crate::to_read::ToReadList;
use crate::up_now::UpNowRoom;
use crate::waiting::WaitingList;
use crate::words;

#[derive(Clone, Copy, PartialEq)]
enum Room {
    Waiting,
    ToRead,
    UpNow,
    Settled,
    People,
    Rules,
    Site,
    Team,
}

impl Room {
    /// Whether nothing in it has a heading of its own: then its name is one. Whoever goes from heading to heading arrives at
    /// the list, and on a phone the doors may have scrolled away.
    fn is_one_list(self) -> bool {
        !matches!(self, Self::Rules | Self::Site | Self::Team)
    }
}

thread_local! {
    /// Where somebody was when their session ended: after signing in they go on there.
    static LEFT: Cell<Option<Room>> = const { Cell::new(None) };
}

/// The rooms in the order of their doors, which is that of their keys.
const ROOMS: [(Room, &str); 8] = [
    (Room::Waiting, words::WAITING),
    (Room::ToRead, words::TO_READ),
    (Room::UpNow, words::pages::UP_NOW),
    (Room::Settled, words::log::LOG),
    (Room::People, words::people::PEOPLE),
    (Room::Rules, words::rules::RULES),
    (Room::Site, words::site::SITE),
    (Room::Team, words::team::TEAM),
];

/// Those of a guest expert: their conversation, its page, and themselves.
const ROOMS_OF_A_GUEST: [(Room, &str); 3] =
    [(Room::Waiting, words::WAITING), (Room::UpNow, words::pages::PAGE), (Room::Team, words::team::YOU)];

/// Forgets where somebody was: whoever follows a link goes where it leads.
pub(crate) fn forget_place() {
    LEFT.set(None);
}

/// Who is in, and the way out.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct RoomsProps {
    pub(crate) member: Member,
    /// Who they are in the other houses that this browser is in.
    pub(crate) others: Vec<Member>,
    /// Goes to the door; true where it fell shut by itself.
    pub(crate) out: Callback<bool>,
}

/// The room that is open, and the doors of the others.
#[component]
pub(crate) fn Rooms(props: &RoomsProps) -> Html {
    // A guest expert has one conversation, and themselves.
    let guest = props.member.role == Role::Guest;
    let room = use_state(|| match LEFT.get() {
        _ if sign_in_mail::confirms() => Room::Team,
        _ if guest => Room::Waiting,
        _ if place::asked_for_page().is_some() => Room::UpNow,
        Some(room) => room,
        None => Room::ToRead,
    });
    let rooms: &'static [(Room, &str)] = if guest { &ROOMS_OF_A_GUEST } else { &ROOMS };
    let keys = use_state(|| false);
    let speech = use_reducer(Speech::default);
    let turn = use_reducer(Turn::default);
    let house = house_of(props, &speech, &turn);
    let lists = use_lists(guest, &turn, &house);
    let house = House { latest: lists.to_read.as_ref().map_or(0, |found| found.latest), ..house };
    use_keys(rooms, &room, &keys);
    {
        let speech = speech.clone();
        // What was said in one room is no news in the next, unless it can still be taken back: that goes along.
        use_effect_with(*room, move |room| {
            LEFT.set(Some(*room));
            if !speech.said.goes_back() {
                speech.dispatch(foot::News::Over);
            }
        });
    }
    let toggle = {
        let keys = keys.clone();
        move |_: MouseEvent| keys.set(!*keys)
    };
    let Member { site, name, role, .. } = &props.member;
    let label = rooms.iter().find(|(to, _)| *to == *room).map(|(_, label)| *label);
    html! {
        <>
            <header>
                <h1>{ site }</h1>
                { elsewhere(&props.others) }
                <nav aria-label={words::LISTS}>{ for doors(rooms, &room, &lists) }</nav>
                <span class="who"><bdi>{ name }</bdi>{ ", " }{ words::role(*role) }</span>
                <button class="hint" aria-expanded={keys.to_string()} onclick={toggle}>{ words::KEYS_TITLE }{ cap("?") }</button>
                <button onclick={leaves(&props.out)}>{ words::GO }</button>
            </header>
            <main aria-label={label}>
                if room.is_one_list() { <h2 class="name">{ label }</h2> }
                if matches!(*room, Room::Waiting | Room::ToRead) { <Offer house={house.clone()} name={name.clone()} /> }
                if *keys { <Keys /> }
                { inside(*room, house.clone(), lists, *turn, &props.member) }
            </main>
            <Foot {speech} {house} />
        </>
    }
}

fn inside(room: Room, house: House, lists: Lists, turn: Turn, member: &Member) -> Html {
    match room {
        Room::Waiting => html! { <WaitingList {house} found={lists.waiting} /> },
        Room::ToRead => html! { <ToReadList {house} found={lists.to_read} came={lists.came} /> },
        Room::UpNow => html! { <UpNowRoom {house} guest={member.role == Role::Guest} /> },
        Room::Settled => html! { <SettledList {house} turn={turn.asked} /> },
        Room::People => html! { <PeopleList {house} /> },
        Room::Rules => html! { <RulesRoom {house} /> },
        Room::Site => html! { <SiteRoom {house} /> },
        Room::Team => html! { <TeamRoom {house} member={member.clone()} /> },
    }
}

/// The ways to the other houses: pages of their own, so that each may have a tab.
fn elsewhere(others: &[Member]) -> Html {
    if others.is_empty() {
        return Html::default();
    }
    let ways = others.iter().map(|Member { site, .. }| html! { <a href={format!("{NAMED}{site}")}>{ site }</a> });
    html! { <nav class="sites" aria-label={words::SITES}>{ for ways }</nav> }
}

/// A door for each room, with how much there is behind it.
fn doors(rooms: &'static [(Room, &str)], room: &UseStateHandle<Room>, lists: &Lists) -> Vec<Html> {
    let count = |of: Room| match of {
        Room::Waiting => lists.waiting.as_ref().map(|found| found.total),
        Room::ToRead => lists.to_read.as_ref().map(|found| found.total),
        _ => None,
    };
    let doors = rooms.iter().map(|(to, label)| {
        let current = (**room == *to).then_some("page");
        let press = {
            let room = room.clone();
            move |_: MouseEvent| room.set(*to)
        };
        let count = count(*to).map(|count| html! { <span class="count">{ count }</span> });
        html! { <button aria-current={current} onclick={press}>{ *label }{ count }</button> }
    });
    doors.collect()
}

fn leaves(out: &Callback<bool>) -> Callback<MouseEvent> {
    let out = out.clone();
    Callback::from(move |_| {
        let out = out.clone();
        spawn_local(async move {
            // Whoever can't be reached has not let go of us; but here nobody looks any more.
            _ = calls::leave().await;
            drafts::forget_all();
            LEFT.set(None);
            out.emit(false);
        });
    })
}

/// The keys that work in every room.
#[hook]
fn use_keys(rooms: &'static [(Room, &'static str)], room: &UseStateHandle<Room>, keys: &UseStateHandle<bool>) {
    let (room, keys) = (room.clone(), keys.clone());
    use_keydown(move |event: &KeyboardEvent| {
        let place = event.key().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        if let Some((to, _)) = place.and_then(|place| rooms.get(place)) {
            room.set(*to);
        } else {
            match event.key().as_str() {
                "?" => keys.set(!*keys),
                // That list has keys of its own.
                "j" | "k" if *room != Room::ToRead => walk(event.key() == "j"),
                _ => {}
            }
        }
    });
}

fn house_of(props: &RoomsProps, speech: &UseReducerHandle<Speech>, turn: &UseReducerHandle<Turn>) -> House {
    let (speech, deeds, turn, out) = (speech.dispatcher(), turn.deeds, turn.dispatcher(), props.out.clone());
    House {
        say: Callback::from(move |said| speech.dispatch(foot::News::Said(said))),
        refresh: Callback::from(move |()| turn.dispatch(true)),
        out: Callback::from(move |()| out.emit(true)),
        deeds,
        latest: 0,
        me: AttrValue::from(props.member.name.clone()),
    }
}
