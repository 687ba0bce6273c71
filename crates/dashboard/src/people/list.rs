//! The list of all authors, and the banned ones among them.

use porch_class_macros::html;
use porch_protocol::people::{BanKind, Banned, People, PersonKind, PersonLine, RemoveBan};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::api::{self, to};
use crate::context::Context;
use crate::frame::changed_notice::ChangedNotice;
use crate::frame::views::{Address, Navigate};
use crate::people::ban::ban_end;
use crate::people::person_card::PersonCard;
use crate::review::list_entry::capitalize;
use crate::review::list_filters::filter_button;
use crate::review::split::empty_note;
use crate::text;
use crate::text::names::sentence;
use crate::text::people as texts;
use crate::ui::avatar::avatar;
use crate::ui::icons::small;
use crate::ui::load::{Loaded, use_load};
use crate::ui::loading::Loading;
use crate::ui::menu::{Item, Menu};
use crate::ui::paged_list::{ListPart, use_paged_list};
use crate::ui::relative_time::is_within;
use crate::ui::two_panes::{Line, TwoPanes, two_panes, use_selection};

/// Reloaded when the filter changes, not from time to time, so that readers keep their place.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PeopleProps {
    pub(crate) context: Context,
    pub(crate) address: Address,
    pub(crate) go: Navigate,
}

/// The filter and the order.
#[derive(Clone, PartialEq, Default)]
struct PeopleFilter {
    find: String,
    longest: bool,
    banned: bool,
    kind: Option<PersonKind>,
}

impl PeopleFilter {
    /// Whether it excludes no one.
    fn is_unfiltered(&self) -> bool {
        self.find.trim().is_empty() && !self.banned && self.kind.is_none()
    }
}

impl ListPart for People {
    fn count(&self) -> usize {
        self.people.len()
    }

    fn next(&self) -> Option<&str> {
        self.next.as_deref()
    }

    /// People who came after the first part was loaded are new.
    fn followed_by(self, later: Self) -> Self {
        Self { people: self.people.into_iter().chain(later.people).collect(), latest: self.latest, ..later }
    }
}

/// The list, and the open person.
#[component]
pub(crate) fn PeopleList(props: &PeopleProps) -> Html {
    let PeopleProps { context, address, go } = props.clone();
    let (filter, filters) = (use_state(PeopleFilter::default), use_state(|| false));
    let networks = use_networks(filter.banned, &context);
    let reload = networks.reload();
    let list = {
        let filter = (*filter).clone();
        let order = if filter.longest { "longest" } else { "newest" };
        use_paged_list(&context, filter.clone(), (), move |after: Option<&str>| {
            api::people(&filter.find, order, (filter.banned, filter.kind), after)
        })
    };
    let (loaded, is_more, more) = (list.loaded(|list| list.latest), list.has_more(), list.more);
    let found = list.found.map(|found| found.list);
    let networks = (*networks).clone().unwrap_or_default();
    let people = found.as_ref().map(|found| found.people.clone()).unwrap_or_default();
    let opened = use_selection(people.iter().map(|line| line.person.clone()).collect(), &address, &go);
    let below = html! {
        if found.is_some() {
            if is_more { <p class="quietline"><button type="button" class="button edge" onclick={more}>{ text().people_more() }</button></p> }
            if !networks.is_empty() {
                <section class="quietline" aria-labelledby="networks">
                    <h2 class="section-title" id="networks">{ text().people_networks() }</h2>
                    <ul class="lines">{ for networks.iter().map(|ban| network(ban, &context, &reload)) }</ul>
                </section>
            }
        }
    };
    let above = html! {
        <>
            if *filters { <FilterForm filter={(*filter).clone()} set_filter={on_filter(&filter)} /> }
            if found.is_some() { <ChangedNotice {loaded} context={context.clone()} /> } else { <Loading context={context.clone()} /> }
        </>
    };
    let tools = html! { <>{ order(&filter) }{ filter_button(&filters, !filter.is_unfiltered()) }</> };
    let complete = found.as_ref().filter(|_| !is_more && filter.is_unfiltered());
    let rest: Html = if filter.is_unfiltered() { text().people_who_is_here().into() } else { Html::default() };
    let empty_title = if filter.is_unfiltered() { text().people_nobody_yet() } else { text().people_nobody() };
    let detail = match (&opened.item, &found) {
        (Some(person), _) => {
            html! { <PersonCard key={person.clone()} person={person.clone()} close={opened.open.clone()} context={context.clone()} /> }
        }
        (None, Some(found)) if found.people.is_empty() => {
            html! { <section class="detail none">{ empty_note("people", empty_title, &rest) }</section> }
        }
        (None, _) => Html::default(),
    };
    let count = complete.map(|found| found.people.len());
    let rows = people.iter().map(line).collect();
    two_panes(TwoPanes { label: text().frame_people(), count, tools, above, below, rows, detail }, &opened)
}

/// A row of the list.
fn line(one: &PersonLine) -> Line {
    let chip = match one {
        PersonLine { banned: true, .. } => Some((text().people_banned(), "care")),
        PersonLine { role: Some(role), .. } => Some((text::role(*role), "")),
        PersonLine { comments: 1, .. } if is_within(one.since, texts::NEW_FOR) => Some((text().people_new(), "warm")),
        _ => None,
    };
    let (picture, summary) = (avatar(&one.name), texts::wrote(one));
    // Both orders are by the date of the first comment, so it is what the row shows.
    Line { id: one.person.clone(), name: one.name.clone(), picture, at: one.since, summary, chip }
}

/// The menu of orders.
fn order(filter: &UseStateHandle<PeopleFilter>) -> Html {
    let item = |longest: bool, label: &'static str| {
        let filter = filter.clone();
        let checked = Some(filter.longest == longest);
        let press = Callback::from(move |()| filter.set(PeopleFilter { longest, ..(*filter).clone() }));
        Item { label: label.into(), checked, press, ..Item::default() }
    };
    let label = if filter.longest { text().people_longest() } else { text().people_newest() };
    let face = html! { <><span class="visually-hidden">{ text().frame_sort() }{ ": " }</span><span>{ label }</span>{ small("chev") }</> };
    html! { <Menu class="icon with-text" {face} items={vec![item(false, text().people_newest()), item(true, text().people_longest())]} /> }
}

fn on_filter(filter: &UseStateHandle<PeopleFilter>) -> Callback<PeopleFilter> {
    let filter = filter.clone();
    Callback::from(move |next| filter.set(next))
}

/// The banned networks, shown with the banned people. They are only beside the list: why they are missing is not said.
#[hook]
fn use_networks(shown: bool, context: &Context) -> Loaded<Vec<Banned>> {
    use_load(context, (shown, context.actions_done), move || async move {
        let bans = if shown { api::request(&to::BANS).await.unwrap_or_default() } else { Vec::new() };
        Ok(bans.into_iter().filter(|ban| ban.kind == BanKind::Network).collect())
    })
}

fn network(ban: &Banned, context: &Context, reload: &Callback<()>) -> Html {
    let press = {
        let (ban, context, reload) = (ban.clone(), context.clone(), reload.clone());
        move |_: MouseEvent| {
            let end = RemoveBan { kind: ban.kind, who: ban.who.clone(), reason: None };
            let (shown, reload) = (context.clone(), reload.clone());
            context.send(api::send(&to::REMOVE_BAN, &end), move |()| {
                shown.notify(texts::unbanned(text().people_network()));
                reload.emit(());
            });
        }
    };
    html! {
        <li key={ban.who.clone()}>
            { text().people_network() }{ " · " }{ ban_end(ban.until) }{ " · " }<span dir="auto">{ sentence(&texts::banned_by(&ban.by, &ban.reason)) }</span>
            <div class="verbs"><button onclick={press}>{ text().people_unban() }</button></div>
        </li>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct FilterFormProps {
    filter: PeopleFilter,
    set_filter: Callback<PeopleFilter>,
}

/// The filter's fields.
#[component]
fn FilterForm(props: &FilterFormProps) -> Html {
    let FilterFormProps { filter, set_filter } = props.clone();
    let name = {
        let (filter, set_filter) = (filter.clone(), set_filter.clone());
        move |event: InputEvent| {
            let find = event.target_unchecked_into::<HtmlInputElement>().value();
            set_filter.emit(PeopleFilter { find, ..filter.clone() });
        }
    };
    let banned = {
        let (filter, set_filter) = (filter.clone(), set_filter.clone());
        move |event: Event| {
            let banned = event.target_unchecked_into::<HtmlInputElement>().checked();
            set_filter.emit(PeopleFilter { banned, ..filter.clone() });
        }
    };
    let kind = {
        let filter = filter.clone();
        move |event: Event| {
            let kind = PersonKind::from_word(&event.target_unchecked_into::<HtmlSelectElement>().value());
            set_filter.emit(PeopleFilter { kind, ..filter.clone() });
        }
    };
    let option = |one: PersonKind| {
        html! { <option value={one.word()} selected={filter.kind == Some(one)}>{ capitalize(texts::kind(one)) }</option> }
    };
    html! {
        <form class="filters" role="search" onsubmit={|event: SubmitEvent| event.prevent_default()}>
            <label><span>{ text().people_find() }</span><input type="search" maxlength="64" dir="auto" value={filter.find} oninput={name} /></label>
            <label><span>{ text().people_kind() }</span><select onchange={kind}>
                <option value="" selected={filter.kind.is_none()}>{ text().people_any_kind() }</option>
                { for PersonKind::ALL.map(option) }
            </select></label>
            <label class="check"><input type="checkbox" checked={filter.banned} onchange={banned} />{ " " }{ text().people_only_banned() }</label>
        </form>
    }
}
