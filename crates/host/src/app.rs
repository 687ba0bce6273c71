//! The whole house: who is in, which list is open, and what is said at the foot.

use std::rc::Rc;

use gloo_timers::callback::Interval;
use porch_protocol::Role;
use porch_protocol::host::{Member, ToRead, Waiting};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::calls::{self, Failure};
use crate::door::{self, Door};
use crate::focus::walk;
use crate::foot::{Foot, Said};
use crate::keys::use_keydown;
use crate::passkeys::Offer;
use crate::people::PeopleList;
use crate::rules::RulesRoom;
use crate::settled::SettledList;
use crate::site::SiteRoom;
use crate::team::TeamRoom;
use crate::to_read::ToReadList;
use crate::up_now::UpNowRoom;
use crate::waiting::WaitingList;
use crate::words;

/// How often the lists are asked for anew while somebody looks, in milliseconds.
const OFTEN: u32 = 10_000;

/// Who is in.
#[derive(Clone, PartialEq)]
enum Who {
    /// Not known yet.
    Asking,
    /// Nobody; and whether somebody was.
    Nobody(bool),
    /// Somebody.
    In(Member),
}

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

/// What every list may ask of the house.
#[derive(Clone, PartialEq)]
pub(crate) struct House {
    /// Says something at the foot.
    pub(crate) say: Callback<Said>,
    /// Asks for the lists anew.
    pub(crate) refresh: Callback<()>,
    /// The door fell shut.
    pub(crate) out: Callback<()>,
    /// How often somebody here has done something: whoever shows what that was about asks anew.
    pub(crate) deeds: u32,
}

impl House {
    /// Says what went wrong, or goes to the door.
    pub(crate) fn failed(&self, failure: Failure) {
        match failure {
            Failure::Out => self.out.emit(()),
            Failure::Wrong(why) => self.say.emit(Said::wrong(why)),
        }
    }
}

/// The house.
#[component]
pub(crate) fn App() -> Html {
    let who = use_state(|| if door::waits() { Who::Nobody(false) } else { Who::Asking });
    {
        let who = who.clone();
        use_effect_with((), move |()| {
            if *who == Who::Asking {
                spawn_local(async move {
                    let found = calls::session().await;
                    who.set(found.map_or(Who::Nobody(false), Who::In));
                });
            }
        });
    }
    let come_in = {
        let who = who.clone();
        Callback::from(move |member| who.set(Who::In(member)))
    };
    let out = {
        let who = who.clone();
        Callback::from(move |again| who.set(Who::Nobody(again)))
    };
    match &*who {
        Who::Asking => html! { <main aria-busy="true" /> },
        Who::Nobody(again) => html! { <Door {come_in} {again} /> },
        Who::In(member) => html! { <Rooms member={member.clone()} {out} /> },
    }
}

#[derive(Clone, PartialEq, Properties)]
struct RoomsProps {
    member: Member,
    /// Goes to the door; true where it fell shut by itself.
    out: Callback<bool>,
}

#[component]
fn Rooms(props: &RoomsProps) -> Html {
    // A guest expert has one conversation, and themselves.
    let guest = props.member.role == Role::Guest;
    let room = use_state(|| if guest { Room::Waiting } else { Room::ToRead });
    let rooms: &'static [(Room, &str)] = if guest { &ROOMS_OF_A_GUEST } else { &ROOMS };
    let keys = use_state(|| false);
    let (to_read, waiting) = (use_state(|| None::<ToRead>), use_state(|| None::<Waiting>));
    let said = use_state(Said::default);
    let turn = use_reducer(Turn::default);
    let house = house_of(props, &said, &turn);
    {
        let (to_read, waiting, house) = (to_read.clone(), waiting.clone(), house.clone());
        use_effect_with(turn.asked, move |_| {
            spawn_local(async move {
                if !guest {
                    match calls::to_read().await {
                        Ok(found) => to_read.set(Some(found)),
                        Err(failure) => return house.failed(failure),
                    }
                }
                match calls::waiting().await {
                    Ok(found) => waiting.set(Some(found)),
                    Err(failure) => house.failed(failure),
                }
            });
        });
    }
    use_ticks(Callback::from({
        let turn = turn.clone();
        move |()| turn.dispatch(false)
    }));
    let leave = {
        let out = props.out.clone();
        move |_: MouseEvent| {
            let out = out.clone();
            spawn_local(async move {
                // Whoever can't be reached has not let go of us; but here nobody looks any more.
                _ = calls::leave().await;
                out.emit(false);
            });
        }
    };
    {
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
    let count = |of: Room| match of {
        Room::Waiting => waiting.as_ref().map(|found| found.total),
        Room::ToRead => to_read.as_ref().map(|found| found.total),
        _ => None,
    };
    let tabs = rooms.iter().map(|(to, label)| {
        let current = (*room == *to).then_some("page");
        let press = {
            let room = room.clone();
            move |_: MouseEvent| room.set(*to)
        };
        let count = count(*to).map(|count| html! { <span class="count">{ count }</span> });
        html! { <button aria-current={current} onclick={press}>{ *label }{ count }</button> }
    });
    let tabs: Vec<_> = tabs.collect();
    let Member { site, name, role, .. } = &props.member;
    html! {
        <>
            <header>
                <h1>{ site }</h1>
                <nav aria-label={words::LISTS}>
                    { for tabs }
                </nav>
                <span class="who"><bdi>{ name }</bdi>{ ", " }{ words::role(*role) }</span>
                <button onclick={leave}>{ words::GO }</button>
            </header>
            <main>
                if matches!(*room, Room::Waiting | Room::ToRead) { <Offer house={house.clone()} name={name.clone()} /> }
                if *keys { <Keys /> }
                { match *room {
                    Room::Waiting => html! { <WaitingList house={house.clone()} found={(*waiting).clone()} /> },
                    Room::ToRead => html! { <ToReadList house={house.clone()} found={(*to_read).clone()} /> },
                    Room::UpNow => html! { <UpNowRoom house={house.clone()} {guest} /> },
                    Room::Settled => html! { <SettledList house={house.clone()} turn={turn.asked} /> },
                    Room::People => html! { <PeopleList house={house.clone()} /> },
                    Room::Rules => html! { <RulesRoom house={house.clone()} /> },
                    Room::Site => html! { <SiteRoom house={house.clone()} /> },
                    Room::Team => html! { <TeamRoom house={house.clone()} member={props.member.clone()} /> },
                } }
            </main>
            <Foot said={(*said).clone()} {house} />
        </>
    }
}

/// The keys, when somebody asks for them.
#[component]
fn Keys() -> Html {
    let lines = [words::KEYS_EVERYWHERE, words::KEYS, words::KEYS_MET];
    html! {
        <section class="room" aria-label={words::KEYS_TITLE}>{ for lines.iter().map(|line| html! { <p>{ *line }</p> }) }</section>
    }
}

/// How often the lists were asked for, and how often because somebody here has done something.
#[derive(Clone, Copy, Default, PartialEq)]
struct Turn {
    asked: u32,
    deeds: u32,
}

impl Reducible for Turn {
    /// Whether something was done.
    type Action = bool;

    fn reduce(self: Rc<Self>, done: bool) -> Rc<Self> {
        Rc::new(Self { asked: self.asked.wrapping_add(1), deeds: self.deeds.wrapping_add(u32::from(done)) })
    }
}

fn house_of(props: &RoomsProps, said: &UseStateHandle<Said>, turn: &UseReducerHandle<Turn>) -> House {
    let (said, deeds, turn, out) = (said.clone(), turn.deeds, turn.dispatcher(), props.out.clone());
    House {
        say: Callback::from(move |words| said.set(words)),
        refresh: Callback::from(move |()| turn.dispatch(true)),
        out: Callback::from(move |()| out.emit(true)),
        deeds,
    }
}

/// Asks anew from time to time, while somebody looks.
#[hook]
fn use_ticks(refresh: Callback<()>) {
    let latest = use_mut_ref(|| refresh.clone());
    *latest.borrow_mut() = refresh;
    use_effect_with((), move |()| {
        let tick = Interval::new(OFTEN, move || {
            let hidden =
                web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden());
            if !hidden {
                latest.borrow().emit(());
            }
        });
        move || drop(tick)
    });
}
