//! Which comments of a list are shown and in which order: filters by page, reason and age.

use porch_protocol::Timestamp;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::entry::Entry;
use crate::icons::{icon, small};
use crate::menu::{Item, Menu};
use crate::place;
use crate::words::frame as say;

/// The order of a list.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) enum Order {
    /// As the server has it.
    #[default]
    Server,
    Newest,
    Oldest,
}

/// What is shown of a list.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(crate) struct Filter {
    /// The page, by its address.
    pub(crate) page: Option<String>,
    /// What its row says.
    pub(crate) reason: Option<String>,
    /// At least so many seconds old.
    pub(crate) age: i64,
}

impl Filter {
    /// Whether it leaves anything out.
    pub(crate) fn is_on(&self) -> bool {
        *self != Self::default()
    }

    /// Whether a comment fits, at a moment in microseconds.
    fn fits(&self, entry: &Entry, now: i64) -> bool {
        let page = self.page.as_ref().is_none_or(|page| *page == entry.place.url);
        let words = entry.chip.as_ref().map(|chip| &chip.words);
        let reason = self.reason.as_ref().is_none_or(|reason| words == Some(reason));
        let age = self.age == 0 || now.saturating_sub(entry.at().0) >= self.age.saturating_mul(1_000_000);
        page && reason && age
    }
}

/// The comments that fit, in their order; `now` is a moment.
pub(crate) fn chosen(mut all: Vec<Entry>, filter: &Filter, order: Order, now: Timestamp) -> Vec<Entry> {
    all.retain(|entry| filter.fits(entry, now.0));
    match order {
        Order::Server => {}
        Order::Newest => all.sort_by_key(|entry| std::cmp::Reverse(entry.at())),
        Order::Oldest => all.sort_by_key(Entry::at),
    }
    all
}

/// The menu of orders; `server` says what the server's own order is called.
pub(crate) fn order_menu(server: &'static str, order: &UseStateHandle<Order>) -> Html {
    let all = [(Order::Server, server), (Order::Newest, say::NEWEST_FIRST), (Order::Oldest, say::OLDEST_FIRST)];
    let label = all.iter().find(|(one, _)| *one == **order).map(|(_, label)| *label);
    // The server's own order may be one of the two already.
    let same = |one: Order, label: &str| one != Order::Server && label == server;
    let items = all.iter().filter(|(one, label)| !same(*one, label)).map(|(one, label)| {
        let (order, one) = (order.clone(), *one);
        let checked = Some(*order == one);
        let press = Callback::from(move |()| order.set(one));
        Item { label: (*label).into(), checked, press, ..Item::default() }
    });
    let face = html! { <><span class="vh">{ say::SORT }{ ": " }</span>{ label }{ small("chev") }</> };
    html! { <Menu class="icon txt" {face} items={items.collect::<Vec<_>>()} /> }
}

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct FiltersProps {
    /// All comments of the list.
    pub(crate) all: Vec<Entry>,
    pub(crate) filter: UseStateHandle<Filter>,
}

/// The filters, behind one button.
#[component]
pub(crate) fn Filters(props: &FiltersProps) -> Html {
    let FiltersProps { all, filter } = props.clone();
    let mut pages: Vec<(String, String)> = Vec::new();
    let mut reasons: Vec<String> = Vec::new();
    for entry in &all {
        if !pages.iter().any(|(url, _)| *url == entry.place.url) {
            pages.push((entry.place.url.clone(), place::title(&entry.place)));
        }
        if let Some(chip) = entry.chip.as_ref().filter(|chip| !reasons.contains(&chip.words)) {
            reasons.push(chip.words.clone());
        }
    }
    let change = |set: fn(&mut Filter, String)| {
        let filter = filter.clone();
        Callback::from(move |event: Event| {
            let mut next = (*filter).clone();
            set(&mut next, event.target_unchecked_into::<HtmlSelectElement>().value());
            filter.set(next);
        })
    };
    let page = change(|filter, value| filter.page = some(value));
    let reason = change(|filter, value| filter.reason = some(value));
    let age = change(|filter, value| filter.age = value.parse().unwrap_or_default());
    let option = |value: &str, label: &str, chosen: bool| {
        html! { <option value={value.to_owned()} selected={chosen}>{ label }</option> }
    };
    let (set_page, set_reason) = (filter.page.clone().unwrap_or_default(), filter.reason.clone().unwrap_or_default());
    html! {
        <div class="filters">
            <label><span>{ say::PAGE }</span><select onchange={page}>
                { option("", say::ANY_PAGE, set_page.is_empty()) }
                { for pages.iter().map(|(url, title)| option(url, title, *url == set_page)) }
            </select></label>
            if !reasons.is_empty() {
                <label><span>{ say::REASON }</span><select onchange={reason}>
                    { option("", say::ANY_REASON, set_reason.is_empty()) }
                    { for reasons.iter().map(|words| option(words, words, *words == set_reason)) }
                </select></label>
            }
            <label><span>{ say::AGE }</span><select onchange={age}>
                { for say::AGES.iter().map(|(label, age)| option(&age.to_string(), label, *age == filter.age)) }
            </select></label>
        </div>
    }
}

fn some(value: String) -> Option<String> {
    Some(value).filter(|value| !value.is_empty())
}

/// The button that opens the filters, or closes them.
pub(crate) fn filter_button(open: &UseStateHandle<bool>, on: bool) -> Html {
    let press = {
        let open = open.clone();
        move |_: MouseEvent| open.set(!*open)
    };
    let class = classes!("icon", "sq", on.then_some("on"));
    html! { <button type="button" {class} aria-label={say::FILTER} aria-expanded={open.to_string()} onclick={press}>{ icon("sliders") }</button> }
}
