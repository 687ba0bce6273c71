//! The list of those who wrote, and who of them is asked to stay away.

use porch_protocol::people::{BanKind, Banned, EndBan, PersonLine};
use web_sys::HtmlInputElement;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::frame::changed_notice::{LoadedAt, News};
use crate::frame::views::{Address, Navigate};
use crate::people::ban::ends;
use crate::people::person_card::PersonCard;
use crate::review::list_filters::filter_button;
use crate::review::split::calm;
use crate::text::names::sentence;
use crate::text::people as say;
use crate::text::{self, frame};
use crate::ui::avatar::avatar;
use crate::ui::icons::small;
use crate::ui::loading::Loading;
use crate::ui::menu::{Item, Menu};
use crate::ui::relative_time::is_within;
use crate::ui::stale_guard::{Inquiry, use_inquiries};
use crate::ui::toast_message::ToastMessage;
use crate::ui::two_panes::{Line, Pair, pair, use_opened};

/// Asked for anew when the question changes, not from time to time: whoever reads a list must not lose their place.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PeopleProps {
    pub(crate) context: Context,
    pub(crate) address: Address,
    pub(crate) go: Navigate,
}

/// What is asked for.
#[derive(Clone, PartialEq, Default)]
struct PeopleFilter {
    find: String,
    longest: bool,
    banned: bool,
}

impl PeopleFilter {
    /// Whether nobody is left out.
    fn asks_for_all(&self) -> bool {
        self.find.trim().is_empty() && !self.banned
    }
}

/// What was found so far.
#[derive(Clone, PartialEq, Default)]
struct FoundPeople {
    people: Vec<PersonLine>,
    next: Option<String>,
    networks: Vec<Banned>,
    loaded: LoadedAt,
}

/// The list, and who is open of it.
#[component]
pub(crate) fn PeopleList(props: &PeopleProps) -> Html {
    let PeopleProps { context, address, go } = props.clone();
    let (asked, found) = (use_state(PeopleFilter::default), use_state(|| None::<FoundPeople>));
    let (turn, filters) = (use_state(|| 0_u32), use_state(|| false));
    let inquiries = use_inquiries();
    {
        let (found, context, inquiries) = (found.clone(), context.clone(), inquiries.clone());
        let so_many = found.as_ref().map_or(0, |found| found.people.len());
        // After each act: who was asked to stay away, and who has how many comments, is another thing then.
        use_effect_with(((*asked).clone(), *turn, context.actions_done), move |(asked, ..)| {
            ask(asked.clone(), None, so_many, (found, inquiries.ask(), context));
        });
    }
    let people = found.as_ref().map(|found| found.people.clone()).unwrap_or_default();
    let opened = use_opened(people.iter().map(|line| line.person.clone()).collect(), &address, &go);
    let more = {
        let (asked, found, context) = (asked.clone(), found.clone(), context.clone());
        move |_: MouseEvent| {
            let so_many = found.as_ref().map_or(0, |found| found.people.len()) + 1;
            ask((*asked).clone(), (*found).clone(), so_many, (found.clone(), inquiries.ask(), context.clone()));
        }
    };
    let again = Callback::from(move |()| turn.set(turn.wrapping_add(1)));
    let below = html! {
        if let Some(found) = &*found {
            if found.next.is_some() { <p class="quietline"><button type="button" class="btn edge" onclick={more}>{ say::MORE }</button></p> }
            if !found.networks.is_empty() {
                <section class="quietline" aria-labelledby="networks">
                    <h2 class="sec" id="networks">{ say::NETWORKS }</h2>
                    <ul class="lines">{ for found.networks.iter().map(|ban| network(ban, &context, &again)) }</ul>
                </section>
            }
        }
    };
    let above = html! {
        <>
            if *filters { <Question asked={(*asked).clone()} ask={asks(&asked)} /> }
            if let Some(found) = &*found { <News loaded={found.loaded} context={context.clone()} /> } else { <Loading context={context.clone()} /> }
        </>
    };
    let tools = html! { <>{ order(&asked) }{ filter_button(&filters, !asked.asks_for_all()) }</> };
    let whole = found.as_ref().filter(|found| found.next.is_none() && asked.asks_for_all());
    let rest: Html = if asked.asks_for_all() { say::WHO_IS_HERE.into() } else { Html::default() };
    let nobody = if asked.asks_for_all() { say::NOBODY_YET } else { say::NOBODY };
    let detail = match (&opened.one, &*found) {
        (Some(person), _) => {
            html! { <PersonCard key={person.clone()} person={person.clone()} close={opened.to.clone()} context={context.clone()} /> }
        }
        (None, Some(found)) if found.people.is_empty() => {
            html! { <section class="detail none">{ calm("people", nobody, &rest) }</section> }
        }
        (None, _) => Html::default(),
    };
    let count = whole.map(|found| found.people.len());
    let rows = people.iter().map(line).collect();
    pair(Pair { label: frame::PEOPLE, count, tools, above, below, rows, detail }, &opened)
}

/// A row of the list.
fn line(one: &PersonLine) -> Line {
    let chip = match one {
        PersonLine { banned: true, .. } => Some((say::BANNED, "care")),
        PersonLine { role: Some(role), .. } => Some((text::role(*role), "")),
        PersonLine { comments: 1, .. } if is_within(one.since, say::NEW_FOR) => Some((say::NEW, "warm")),
        _ => None,
    };
    let (picture, about) = (avatar(&one.name), say::wrote(one));
    // Both orders are by when somebody came, so that is what is shown.
    Line { id: one.person.clone(), name: one.name.clone(), picture, at: one.since, about, chip }
}

/// The menu of orders.
fn order(asked: &UseStateHandle<PeopleFilter>) -> Html {
    let item = |longest: bool, label: &'static str| {
        let asked = asked.clone();
        let checked = Some(asked.longest == longest);
        let press = Callback::from(move |()| asked.set(PeopleFilter { longest, ..(*asked).clone() }));
        Item { label: label.into(), checked, press, ..Item::default() }
    };
    let label = if asked.longest { say::LONGEST } else { say::NEWEST };
    let face = html! { <><span class="vh">{ frame::SORT }{ ": " }</span><span>{ label }</span>{ small("chev") }</> };
    html! { <Menu class="icon txt" {face} items={vec![item(false, say::NEWEST), item(true, say::LONGEST)]} /> }
}

fn asks(asked: &UseStateHandle<PeopleFilter>) -> Callback<PeopleFilter> {
    let asked = asked.clone();
    Callback::from(move |next| asked.set(next))
}

/// Asks for what is behind what was found, until there are so many: a list that was long stays long.
fn ask(
    asked: PeopleFilter,
    before: Option<FoundPeople>,
    so_many: usize,
    (found, inquiry, context): (UseStateHandle<Option<FoundPeople>>, Inquiry, Context),
) {
    spawn_local(async move {
        let order = if asked.longest { "longest" } else { "newest" };
        let begun = FoundPeople {
            loaded: LoadedAt { actions_done: context.actions_done, ..LoadedAt::default() },
            ..FoundPeople::default()
        };
        let FoundPeople { mut people, mut next, mut loaded, .. } = before.unwrap_or(begun);
        loop {
            let page = match api::people::people(&asked.find, order, asked.banned, next.as_deref()).await {
                Ok(page) => page,
                Err(failure) => return context.failed(failure),
            };
            // What came after the first page was loaded is new.
            if people.is_empty() {
                loaded.site_seq = page.latest;
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
        let networks = if asked.banned { api::people::bans().await.unwrap_or_default() } else { Vec::new() };
        let networks = networks.into_iter().filter(|ban| ban.kind == BanKind::Network).collect();
        if inquiry.counts() {
            found.set(Some(FoundPeople { people, next, networks, loaded }));
        }
    });
}

fn network(ban: &Banned, context: &Context, again: &Callback<()>) -> Html {
    let press = {
        let (ban, context, again) = (ban.clone(), context.clone(), again.clone());
        move |_: MouseEvent| {
            let end = EndBan { kind: ban.kind, who: ban.who.clone(), reason: None };
            let (context, again) = (context.clone(), again.clone());
            spawn_local(async move {
                match api::people::end_ban(&end).await {
                    Ok(()) => {
                        context
                            .say
                            .emit(ToastMessage { words: say::unbanned(say::NETWORK), ..ToastMessage::default() });
                        again.emit(());
                    }
                    Err(failure) => context.failed(failure),
                }
            });
        }
    };
    html! {
        <li key={ban.who.clone()}>
            { say::NETWORK }{ " · " }{ ends(ban.until) }{ " · " }<span dir="auto">{ sentence(&say::banned_by(&ban.by, &ban.reason)) }</span>
            <div class="verbs"><button onclick={press}>{ say::UNBAN }</button></div>
        </li>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct QuestionProps {
    asked: PeopleFilter,
    ask: Callback<PeopleFilter>,
}

/// Who is looked for.
#[component]
fn Question(props: &QuestionProps) -> Html {
    let QuestionProps { asked, ask } = props.clone();
    let name = {
        let (asked, ask) = (asked.clone(), ask.clone());
        move |event: InputEvent| {
            let find = event.target_unchecked_into::<HtmlInputElement>().value();
            ask.emit(PeopleFilter { find, ..asked.clone() });
        }
    };
    let banned = {
        let asked = asked.clone();
        move |event: Event| {
            let banned = event.target_unchecked_into::<HtmlInputElement>().checked();
            ask.emit(PeopleFilter { banned, ..asked.clone() });
        }
    };
    html! {
        <form class="filters" role="search" onsubmit={|event: SubmitEvent| event.prevent_default()}>
            <label><span>{ say::FIND }</span><input type="search" maxlength="64" dir="auto" value={asked.find} oninput={name} /></label>
            <label class="check"><input type="checkbox" checked={asked.banned} onchange={banned} />{ " " }{ say::ONLY_BANNED }</label>
        </form>
    }
}
