//! Which comments of a list are shown and in which order: filters by page, reason and age.

use porch_class_macros::{class, html};
use porch_protocol::queue_query::{Choices, DEFAULT_ROWS, ListOrder, MAX_ROWS};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::pages::page_title;
use crate::text;
use crate::text::frame as texts;
use crate::ui::icons::{icon, small};
use crate::ui::menu::{Item, Menu};

/// The filter of a list.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(crate) struct Filter {
    /// The page, by its address.
    pub(crate) page: Option<String>,
    /// The reason in its row, as the server names it.
    pub(crate) reason: Option<String>,
    /// The minimum age in seconds.
    pub(crate) age: i64,
}

impl Filter {
    /// Whether it excludes anything.
    pub(crate) fn is_on(&self) -> bool {
        *self != Self::default()
    }
}

/// The query for a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct ListQuery {
    pub(crate) order: ListOrder,
    pub(crate) filter: Filter,
    /// The maximum number of rows.
    pub(crate) rows: u32,
    /// Whether the response lists the pages and reasons to filter by.
    pub(crate) choices: bool,
}

impl Default for ListQuery {
    fn default() -> Self {
        Self { order: ListOrder::Usual, filter: Filter::default(), rows: DEFAULT_ROWS, choices: false }
    }
}

/// The query of a list, and the callback that changes it.
#[derive(Clone, PartialEq)]
pub(crate) struct QueryState {
    pub(crate) query: ListQuery,
    pub(crate) set: Callback<ListQuery>,
}

impl QueryState {
    /// Of a component's state.
    pub(crate) fn of(state: &UseStateHandle<ListQuery>) -> Self {
        let set = state.clone();
        Self { query: (**state).clone(), set: Callback::from(move |query| set.set(query)) }
    }

    pub(crate) fn set_filter(&self, filter: Filter) {
        // A filtered list starts at its beginning.
        self.set.emit(ListQuery { filter, rows: DEFAULT_ROWS, ..self.query.clone() });
    }

    /// Requests the pages and reasons to filter by, or no longer does.
    pub(crate) fn request_choices(&self, choices: bool) {
        if self.query.choices != choices {
            self.set.emit(ListQuery { choices, ..self.query.clone() });
        }
    }
}

/// The end of a list: how many more there are, and the button that loads them.
pub(crate) fn list_end(remaining: usize, chosen: &QueryState) -> Html {
    if remaining == 0 {
        return Html::default();
    }
    let more = {
        let QueryState { query, set } = chosen.clone();
        move |_: MouseEvent| set.emit(ListQuery { rows: (query.rows + DEFAULT_ROWS).min(MAX_ROWS), ..query.clone() })
    };
    html! {
        <>
            <p class="quietline">{ text().more_below(remaining) }</p>
            if chosen.query.rows < MAX_ROWS {
                <p class="quietline"><button type="button" class="button edge" onclick={more}>{ text().people_more() }</button></p>
            }
        </>
    }
}

/// The menu of orders; `usual` is the name of the server's own order.
pub(crate) fn order_menu(usual: &'static str, chosen: &QueryState) -> Html {
    let all = [
        (ListOrder::Usual, usual),
        (ListOrder::Newest, text().frame_newest_first()),
        (ListOrder::Oldest, text().frame_oldest_first()),
    ];
    let now = chosen.query.order;
    let label = all.iter().find(|(one, _)| *one == now).map(|(_, label)| *label);
    // The server's own order may be the same as one of the two.
    let same = |one: ListOrder, label: &str| one != ListOrder::Usual && label == usual;
    let items = all.iter().filter(|(one, label)| !same(*one, label)).map(|(order, label)| {
        let (order, QueryState { query, set }) = (*order, chosen.clone());
        let press = Callback::from(move |()| set.emit(ListQuery { order, rows: DEFAULT_ROWS, ..query.clone() }));
        Item { label: (*label).into(), checked: Some(now == order), press, ..Item::default() }
    });
    let face = html! { <><span class="visually-hidden">{ text().frame_sort() }{ ": " }</span><span>{ label }</span>{ small("chev") }</> };
    html! { <Menu class="icon with-text" {face} items={items.collect::<Vec<_>>()} /> }
}

/// The values that a list can be filtered by, with their labels.
#[derive(Clone, PartialEq, Default)]
pub(crate) struct FilterOptions {
    pages: Vec<(String, String)>,
    reasons: Vec<(String, String)>,
}

impl FilterOptions {
    /// The values that the server knows of.
    pub(crate) fn of_server(choices: &Choices) -> Self {
        let pages = choices.pages.iter().map(|page| (page.url.clone(), page_title::title(page)));
        let reasons = choices.reasons.iter().map(|word| (word.clone(), text::filters::reason(word)));
        Self { pages: pages.collect(), reasons: reasons.collect() }
    }

    /// Adds the current values of the filter, though no comment has them any more: the filter must show them.
    fn with(mut self, filter: &Filter) -> Self {
        if let Some(page) = filter.page.clone().filter(|page| !self.pages.iter().any(|(url, _)| url == page)) {
            self.pages.push((page.clone(), page));
        }
        let is_listed = |word: &String| self.reasons.iter().any(|(one, _)| one == word);
        if let Some(reason) = filter.reason.clone().filter(|reason| !is_listed(reason)) {
            self.reasons.push((reason.clone(), text::filters::reason(&reason)));
        }
        self
    }
}

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct FiltersProps {
    pub(crate) options: FilterOptions,
    pub(crate) query_state: QueryState,
}

/// The filters, behind one button.
#[component]
pub(crate) fn Filters(props: &FiltersProps) -> Html {
    let FiltersProps { options, query_state } = props.clone();
    let filter = query_state.query.filter.clone();
    let FilterOptions { pages, reasons } = options.with(&filter);
    let change = |set: fn(&mut Filter, String)| {
        let query_state = query_state.clone();
        Callback::from(move |event: Event| {
            let mut next = query_state.query.filter.clone();
            set(&mut next, event.target_unchecked_into::<HtmlSelectElement>().value());
            query_state.set_filter(next);
        })
    };
    let page = change(|filter, value| filter.page = non_empty(value));
    let reason = change(|filter, value| filter.reason = non_empty(value));
    let age = change(|filter, value| filter.age = value.parse().unwrap_or_default());
    let option = |value: &str, label: &str, chosen: bool| {
        html! { <option value={value.to_owned()} selected={chosen}>{ label }</option> }
    };
    let (set_page, set_reason) = (filter.page.clone().unwrap_or_default(), filter.reason.clone().unwrap_or_default());
    html! {
        <div class="filters">
            <label><span>{ text().frame_page() }</span><select onchange={page}>
                { option("", text().frame_any_page(), set_page.is_empty()) }
                { for pages.iter().map(|(url, title)| option(url, title, *url == set_page)) }
            </select></label>
            if !reasons.is_empty() {
                <label><span>{ text().frame_reason() }</span><select onchange={reason}>
                    { option("", text().frame_any_reason(), set_reason.is_empty()) }
                    { for reasons.iter().map(|(word, label)| option(word, label, *word == set_reason)) }
                </select></label>
            }
            <label><span>{ text().frame_age() }</span><select onchange={age}>
                { for texts::ages().into_iter().map(|(label, age)| option(&age.to_string(), label, age == filter.age)) }
            </select></label>
        </div>
    }
}

fn non_empty(value: String) -> Option<String> {
    Some(value).filter(|value| !value.is_empty())
}

/// The button that opens the filters, or closes them.
pub(crate) fn filter_button(open: &UseStateHandle<bool>, on: bool) -> Html {
    let press = {
        let open = open.clone();
        move |_: MouseEvent| open.set(!*open)
    };
    let class = classes!(class!("icon"), class!("square"), on.then_some(class!("is-on")));
    html! { <button type="button" {class} aria-label={text().frame_filter()} aria-expanded={open.to_string()} onclick={press}>{ icon("sliders") }</button> }
}
