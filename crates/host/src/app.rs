//! The whole house: who is in, which list is open, and what is said at the foot.

use gloo_timers::callback::Interval;
use porch_protocol::host::{Member, ToRead, Waiting};
use porch_protocol::{CommentId, Role};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::calls::{self, Failure};
use crate::door::{self, Door};
use crate::keys::use_keydown;
use crate::passkeys::Offer;
use crate::people::PeopleList;
use crate::rules::RulesRoom;
use crate::settled::SettledList;
use crate::site::SiteRoom;
use crate::team::TeamRoom;
use crate::to_read::ToReadList;
use crate::waiting::WaitingList;
use crate::words;

/// How often the lists are asked for anew while somebody looks, in milliseconds.
const OFTEN: u32 = 10_000;
/// How long a decision can be taken back, in milliseconds. The server counts from its own clock.
const UNDO: u32 = 10_000;

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
    Settled,
    People,
    Rules,
    Site,
    Team,
}

/// The rooms in the order of their doors, which is that of their keys.
const ROOMS: [(Room, &str); 7] = [
    (Room::Waiting, words::WAITING),
    (Room::ToRead, words::TO_READ),
    (Room::Settled, words::log::LOG),
    (Room::People, words::people::PEOPLE),
    (Room::Rules, words::rules::RULES),
    (Room::Site, words::site::SITE),
    (Room::Team, words::team::TEAM),
];

/// Those of a guest expert: their conversation, and themselves.
const ROOMS_OF_A_GUEST: [(Room, &str); 2] = [(Room::Waiting, words::WAITING), (Room::Team, words::team::YOU)];

/// What is said at the foot of the house, and what can be taken back there.
#[derive(Clone, PartialEq, Default)]
pub(crate) struct Said {
    pub(crate) words: String,
    pub(crate) wrong: bool,
    pub(crate) undo: Vec<CommentId>,
    /// The way back from anything that is no decision about comments.
    pub(crate) back: Option<Callback<()>>,
}

impl Said {
    /// What a failure says; nothing where the door fell shut, for that is another page.
    pub(crate) fn wrong(why: String) -> Self {
        Self { words: why, wrong: true, ..Self::default() }
    }

    /// Whether it can be taken back.
    fn goes_back(&self) -> bool {
        !self.undo.is_empty() || self.back.is_some()
    }
}

/// What every list may ask of the house.
#[derive(Clone, PartialEq)]
pub(crate) struct House {
    /// Says something at the foot.
    pub(crate) say: Callback<Said>,
    /// Asks for the lists anew.
    pub(crate) refresh: Callback<()>,
    /// The door fell shut.
    pub(crate) out: Callback<()>,
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
    let turn = use_state(|| 0_u32);
    let house = house(props, &said, &turn);
    {
        let (to_read, waiting, house) = (to_read.clone(), waiting.clone(), house.clone());
        use_effect_with(*turn, move |_| {
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
    use_ticks(house.refresh.clone());
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
            } else if event.key() == "?" {
                keys.set(!*keys);
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
                    Room::Settled => html! { <SettledList house={house.clone()} turn={*turn} /> },
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
    let lines = [words::KEYS_EVERYWHERE, words::KEYS, words::KEYS_WAITING];
    html! {
        <section class="room" aria-label={words::KEYS_TITLE}>{ for lines.iter().map(|line| html! { <p>{ *line }</p> }) }</section>
    }
}

fn house(props: &RoomsProps, said: &UseStateHandle<Said>, turn: &UseStateHandle<u32>) -> House {
    let (said, turn, out) = (said.clone(), turn.clone(), props.out.clone());
    House {
        say: Callback::from(move |words| said.set(words)),
        refresh: Callback::from(move |()| turn.set(turn.wrapping_add(1))),
        out: Callback::from(move |()| out.emit(true)),
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

#[derive(Clone, PartialEq, Properties)]
struct FootProps {
    said: Said,
    house: House,
}

/// What was just done, and the way back for ten seconds.
#[component]
fn Foot(props: &FootProps) -> Html {
    let FootProps { said, house } = props.clone();
    {
        let house = house.clone();
        use_effect_with(said.clone(), move |said| {
            let gone = said.goes_back().then(|| {
                let words = said.words.clone();
                gloo_timers::callback::Timeout::new(UNDO, move || house.say.emit(Said { words, ..Said::default() }))
            });
            move || drop(gone)
        });
    }
    let undo = {
        let (house, comments, back) = (house.clone(), said.undo.clone(), said.back.clone());
        move |_: MouseEvent| match &back {
            Some(back) => back.emit(()),
            None => take_back(&house, comments.clone()),
        }
    };
    html! {
        <footer class={said.wrong.then_some("wrong")}>
            <p role="status">{ said.words.clone() }</p>
            if said.goes_back() {
                <button onclick={undo}>{ words::UNDO }{ " " }<kbd>{ "u" }</kbd></button>
            }
        </footer>
    }
}

/// Takes decisions back.
pub(crate) fn take_back(house: &House, comments: Vec<CommentId>) {
    let house = house.clone();
    spawn_local(async move {
        match calls::undo(comments).await {
            Ok(decided) => {
                let words = if decided.done.is_empty() { words::TOO_LATE } else { words::TAKEN_BACK };
                house.say.emit(Said { words: words.into(), ..Said::default() });
                house.refresh.emit(());
            }
            Err(failure) => house.failed(failure),
        }
    });
}
