//! Which comments of a list are shown and in which order: filters by page, reason and age.

use porch_protocol::queue_query::{Choices, DEFAULT_ROWS, ListOrder, MAX_ROWS};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::pages::page_title;
use crate::text::{self, frame as say};
use crate::ui::icons::{icon, small};
use crate::ui::menu::{Item, Menu};

/// What is shown of a list.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(crate) struct Filter {
    /// The page, by its address.
    pub(crate) page: Option<String>,
    /// What its row says, by the server’s word for it.
    pub(crate) reason: Option<String>,
    /// At least so many seconds old.
    pub(crate) age: i64,
}

impl Filter {
    /// Whether it leaves anything out.
    pub(crate) fn is_on(&self) -> bool {
        *self != Self::default()
    }
}

/// Which part of a list is asked for, and in which order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct ListQuery {
    pub(crate) order: ListOrder,
    pub(crate) filter: Filter,
    /// How many rows at most.
    pub(crate) rows: u32,
    /// Whether the answer is to say which pages and reasons there are.
    pub(crate) choices: bool,
}

impl Default for ListQuery {
    fn default() -> Self {
        Self { order: ListOrder::Usual, filter: Filter::default(), rows: DEFAULT_ROWS, choices: false }
    }
}

/// What is chosen of a list, and what chooses something else.
#[derive(Clone, PartialEq)]
pub(crate) struct Chosen {
    pub(crate) asked: ListQuery,
    pub(crate) set: Callback<ListQuery>,
}

impl Chosen {
    /// As a state has it.
    pub(crate) fn of(state: &UseStateHandle<ListQuery>) -> Self {
        let set = state.clone();
        Self { asked: (**state).clone(), set: Callback::from(move |asked| set.set(asked)) }
    }

    pub(crate) fn filters(&self, filter: Filter) {
        // What is narrowed begins at its beginning.
        self.set.emit(ListQuery { filter, rows: DEFAULT_ROWS, ..self.asked.clone() });
    }

    /// Asks for the pages and reasons, or for them no more.
    pub(crate) fn offers(&self, choices: bool) {
        if self.asked.choices != choices {
            self.set.emit(ListQuery { choices, ..self.asked.clone() });
        }
    }
}

/// The end of a list: how many more there are, and the way to them.
pub(crate) fn end(behind: usize, chosen: &Chosen) -> Html {
    if behind == 0 {
        return Html::default();
    }
    let more = {
        let Chosen { asked, set } = chosen.clone();
        move |_: MouseEvent| set.emit(ListQuery { rows: (asked.rows + DEFAULT_ROWS).min(MAX_ROWS), ..asked.clone() })
    };
    html! {
        <>
            <p class="quietline">{ text::behind(behind) }</p>
            if chosen.asked.rows < MAX_ROWS {
                <p class="quietline"><button type="button" class="btn edge" onclick={more}>{ text::people::MORE }</button></p>
            }
        </>
    }
}

/// The menu of orders; `usual` says what the server's own order is called.
pub(crate) fn order_menu(usual: &'static str, chosen: &Chosen) -> Html {
    let all =
        [(ListOrder::Usual, usual), (ListOrder::Newest, say::NEWEST_FIRST), (ListOrder::Oldest, say::OLDEST_FIRST)];
    let now = chosen.asked.order;
    let label = all.iter().find(|(one, _)| *one == now).map(|(_, label)| *label);
    // The server's own order may be one of the two already.
    let same = |one: ListOrder, label: &str| one != ListOrder::Usual && label == usual;
    let items = all.iter().filter(|(one, label)| !same(*one, label)).map(|(order, label)| {
        let (order, Chosen { asked, set }) = (*order, chosen.clone());
        let press = Callback::from(move |()| set.emit(ListQuery { order, rows: DEFAULT_ROWS, ..asked.clone() }));
        Item { label: (*label).into(), checked: Some(now == order), press, ..Item::default() }
    });
    let face = html! { <><span class="vh">{ say::SORT }{ ": " }</span><span>{ label }</span>{ small("chev") }</> };
    html! { <Menu class="icon txt" {face} items={items.collect::<Vec<_>>()} /> }
}

/// What a list can be narrowed to, as pairs of a value and of what the filter says.
#[derive(Clone, PartialEq, Default)]
pub(crate) struct FilterOptions {
    pages: Vec<(String, String)>,
    reasons: Vec<(String, String)>,
}

impl FilterOptions {
    /// All that the server knows of.
    pub(crate) fn of_server(choices: &Choices) -> Self {
        let pages = choices.pages.iter().map(|page| (page.url.clone(), page_title::title(page)));
        let reasons = choices.reasons.iter().map(|word| (word.clone(), text::filters::reason(word)));
        Self { pages: pages.collect(), reasons: reasons.collect() }
    }

    /// With what is chosen already, though nothing of it waits any more: a filter says what it does.
    fn with(mut self, filter: &Filter) -> Self {
        if let Some(page) = filter.page.clone().filter(|page| !self.pages.iter().any(|(url, _)| url == page)) {
            self.pages.push((page.clone(), page));
        }
        let there = |word: &String| self.reasons.iter().any(|(one, _)| one == word);
        if let Some(reason) = filter.reason.clone().filter(|reason| !there(reason)) {
            self.reasons.push((reason.clone(), text::filters::reason(&reason)));
        }
        self
    }
}

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct FiltersProps {
    pub(crate) offered: FilterOptions,
    pub(crate) chosen: Chosen,
}

/// The filters, behind one button.
#[component]
pub(crate) fn Filters(props: &FiltersProps) -> Html {
    let FiltersProps { offered, chosen } = props.clone();
    let filter = chosen.asked.filter.clone();
    let FilterOptions { pages, reasons } = offered.with(&filter);
    let change = |set: fn(&mut Filter, String)| {
        let chosen = chosen.clone();
        Callback::from(move |event: Event| {
            let mut next = chosen.asked.filter.clone();
            set(&mut next, event.target_unchecked_into::<HtmlSelectElement>().value());
            chosen.filters(next);
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
                    { for reasons.iter().map(|(word, label)| option(word, label, *word == set_reason)) }
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
