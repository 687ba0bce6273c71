//! The list of those who wrote, and who of them is asked to stay away.

use porch_protocol::people::{BanKind, Banned, EndBan, PersonLine};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::House;
use crate::avatar::avatar;
use crate::ban::ends;
use crate::calls;
use crate::foot::Said;
use crate::latest::{Inquiry, use_inquiries};
use crate::news::{Loaded, News};
use crate::person::PersonView;
use crate::when::when;
use crate::words;
use crate::words::people as say;

/// Asked for anew when the question changes, not from time to time: whoever reads a list must not lose their place.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PeopleProps {
    pub(crate) house: House,
}

/// What is asked for.
#[derive(Clone, PartialEq, Default)]
struct Asked {
    find: String,
    longest: bool,
    banned: bool,
}

impl Asked {
    /// Whether nobody is left out.
    fn asks_for_all(&self) -> bool {
        self.find.trim().is_empty() && !self.banned
    }
}

/// What was found so far.
#[derive(Clone, PartialEq, Default)]
struct Found {
    people: Vec<PersonLine>,
    next: Option<String>,
    networks: Vec<Banned>,
    loaded: Loaded,
}

/// The list.
#[component]
pub(crate) fn PeopleList(props: &PeopleProps) -> Html {
    let asked = use_state(Asked::default);
    let found = use_state(|| None::<Found>);
    let open = use_state(|| None::<String>);
    let turn = use_state(|| 0_u32);
    let inquiries = use_inquiries();
    {
        let (found, house, inquiries) = (found.clone(), props.house.clone(), inquiries.clone());
        let so_many = found.as_ref().map_or(0, |found| found.people.len());
        // After each act: who was asked to stay away, and who has how many comments, is another thing then.
        use_effect_with(((*asked).clone(), *turn, house.deeds), move |(asked, ..)| {
            ask(asked.clone(), None, so_many, (found, inquiries.ask(), house));
        });
    }
    let more = {
        let (asked, found, house) = (asked.clone(), found.clone(), props.house.clone());
        move |_: MouseEvent| {
            let so_many = found.as_ref().map_or(0, |found| found.people.len()) + 1;
            ask((*asked).clone(), (*found).clone(), so_many, (found.clone(), inquiries.ask(), house.clone()));
        }
    };
    let again = {
        let turn = turn.clone();
        Callback::from(move |()| turn.set(turn.wrapping_add(1)))
    };
    let nobody = if asked.asks_for_all() { say::NOBODY_YET } else { say::NOBODY };
    html! {
        <>
            <Question asked={(*asked).clone()} ask={Callback::from(move |next| asked.set(next))} />
            if let Some(found) = &*found {
                <News loaded={found.loaded} house={props.house.clone()} />
                if found.people.is_empty() { <p class="quiet">{ nobody }</p> }
                <ul class="log whos">{ for found.people.iter().map(|line| person(line, &open, &props.house)) }</ul>
                if found.next.is_some() { <button onclick={more}>{ say::MORE }</button> }
                if !found.networks.is_empty() {
                    <h2>{ say::NETWORKS }</h2>
                    <ul class="log">{ for found.networks.iter().map(|ban| network(ban, &props.house, &again)) }</ul>
                }
            } else { <p aria-busy="true" /> }
        </>
    }
}

/// Asks for what is behind what was found, until there are so many: a list that was long stays long.
fn ask(
    asked: Asked,
    before: Option<Found>,
    so_many: usize,
    (found, inquiry, house): (UseStateHandle<Option<Found>>, Inquiry, House),
) {
    spawn_local(async move {
        let order = if asked.longest { "longest" } else { "newest" };
        let begun = Found { loaded: Loaded { deeds: house.deeds, ..Loaded::default() }, ..Found::default() };
        let Found { mut people, mut next, mut loaded, .. } = before.unwrap_or(begun);
        loop {
            let page = match calls::people::people(&asked.find, order, asked.banned, next.as_deref()).await {
                Ok(page) => page,
                Err(failure) => return house.failed(failure),
            };
            // What came after the first page was loaded is new.
            if people.is_empty() {
                loaded.latest = page.latest;
            }
            people.extend(page.people);
            next = page.next;
            if !inquiry.counts() {
                return;
            }
            if next.is_none() || people.len() >= so_many {
                break;
            }
        }
        let networks = if asked.banned { calls::people::bans().await.unwrap_or_default() } else { Vec::new() };
        let networks = networks.into_iter().filter(|ban| ban.kind == BanKind::Network).collect();
        if inquiry.counts() {
            found.set(Some(Found { people, next, networks, loaded }));
        }
    });
}

fn person(line: &PersonLine, open: &UseStateHandle<Option<String>>, house: &House) -> Html {
    let shown = open.as_deref() == Some(line.person.as_str());
    let press = {
        let (open, to) = (open.clone(), (!shown).then(|| line.person.clone()));
        move |_: MouseEvent| open.set(to.clone())
    };
    html! {
        <li key={line.person.clone()}>
            <button class="line who" aria-expanded={shown.to_string()} onclick={press}>
                { avatar(&line.name) }
                <span class="who-name">
                    <strong><bdi>{ &line.name }</bdi></strong>
                    if let Some(role) = line.role { { " " }<em class="role">{ words::role(role) }</em> }
                </span>
                { when(line.last) }
                <span class="quiet">{ say::wrote(line) }</span>
                if line.banned { <span class="banned">{ say::BANNED }</span> }
            </button>
            if shown { <PersonView person={line.person.clone()} house={house.clone()} /> }
        </li>
    }
}

fn network(ban: &Banned, house: &House, again: &Callback<()>) -> Html {
    let press = {
        let (ban, house, again) = (ban.clone(), house.clone(), again.clone());
        move |_: MouseEvent| {
            let end = EndBan { kind: ban.kind, who: ban.who.clone(), reason: None };
            let (house, again) = (house.clone(), again.clone());
            spawn_local(async move {
                match calls::people::end_ban(&end).await {
                    Ok(()) => {
                        house.say.emit(Said { words: say::unbanned(say::NETWORK), ..Said::default() });
                        again.emit(());
                    }
                    Err(failure) => house.failed(failure),
                }
            });
        }
    };
    html! {
        <li key={ban.who.clone()}>
            { say::NETWORK }{ " · " }{ ends(ban.until) }{ " · " }<span dir="auto">{ say::banned_by(&ban.by, &ban.reason) }</span>
            <div class="verbs"><button onclick={press}>{ say::UNBAN }</button></div>
        </li>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct QuestionProps {
    asked: Asked,
    ask: Callback<Asked>,
}

/// Who is looked for.
#[component]
fn Question(props: &QuestionProps) -> Html {
    let QuestionProps { asked, ask } = props.clone();
    let name = {
        let (asked, ask) = (asked.clone(), ask.clone());
        move |event: InputEvent| {
            let find = event.target_unchecked_into::<HtmlInputElement>().value();
            ask.emit(Asked { find, ..asked.clone() });
        }
    };
    let order = {
        let (asked, ask) = (asked.clone(), ask.clone());
        move |event: Event| {
            let longest = event.target_unchecked_into::<HtmlSelectElement>().selected_index() == 1;
            ask.emit(Asked { longest, ..asked.clone() });
        }
    };
    let banned = {
        let asked = asked.clone();
        move |event: Event| {
            let banned = event.target_unchecked_into::<HtmlInputElement>().checked();
            ask.emit(Asked { banned, ..asked.clone() });
        }
    };
    html! {
        <form class="question" role="search" onsubmit={|event: SubmitEvent| event.prevent_default()}>
            <label><span>{ say::FIND }</span><input type="search" maxlength="64" dir="auto" value={asked.find} oninput={name} /></label>
            <label><span>{ say::ORDER }</span>
                <select onchange={order}><option selected={!asked.longest}>{ say::NEWEST }</option><option selected={asked.longest}>{ say::LONGEST }</option></select>
            </label>
            <label class="check"><input type="checkbox" checked={asked.banned} onchange={banned} />{ " " }{ say::ONLY_BANNED }</label>
        </form>
    }
}
