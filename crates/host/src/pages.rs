//! The pages on which somebody has spoken: how much is up there, and how fast their talk goes.

use porch_protocol::pace::{PagePace, PagePaces};
use web_sys::HtmlInputElement;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::House;
use crate::calls;
use crate::latest::{Inquiry, use_inquiries};
use crate::pace::{CoolingBranches, PageSwitches, state};
use crate::place;
use crate::when::when;
use crate::words::pages as say;

/// Whose list.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PagesProps {
    pub(crate) house: House,
    /// Shows what is up on a page; none where that is not for whoever looks.
    pub(crate) choose: Option<Callback<Option<PagePace>>>,
}

/// The pages on which somebody has spoken, how much is up there, and how fast they go.
#[component]
pub(crate) fn Pages(props: &PagesProps) -> Html {
    let PagesProps { house, choose } = props.clone();
    let find = use_state(String::new);
    let found = use_state(|| None::<PagePaces>);
    let inquiries = use_inquiries();
    {
        let (found, house, inquiries) = (found.clone(), house.clone(), inquiries.clone());
        let so_many = found.as_ref().map_or(0, |list| list.pages.len());
        use_effect_with(((*find).clone(), house.deeds), move |(find, _)| {
            ask(find.clone(), None, so_many, (found, inquiries.ask(), house));
        });
    }
    let more = {
        let (find, found, house) = (find.clone(), found.clone(), house.clone());
        move |_: MouseEvent| {
            let so_many = found.as_ref().map_or(0, |list| list.pages.len()) + 1;
            ask((*find).clone(), (*found).clone(), so_many, (found.clone(), inquiries.ask(), house.clone()));
        }
    };
    let nothing = if find.trim().is_empty() { say::NO_PAGE_YET } else { say::NO_PAGE };
    let typed = move |event: InputEvent| find.set(event.target_unchecked_into::<HtmlInputElement>().value());
    let Some(list) = &*found else { return html! { <p aria-busy="true" /> } };
    let lines = list.pages.iter().map(|page| {
        let key = page.thread.to_string();
        html! { <PageLine {key} page={page.clone()} choose={choose.clone()} house={house.clone()} /> }
    });
    html! {
        <section class="pages" aria-label={say::PAGES}>
            if choose.is_some() {
                <label><span>{ say::FIND }</span><input type="search" maxlength="200" dir="auto" oninput={typed} /></label>
            }
            if list.site_closed { <p><em>{ say::SITE_CLOSED }</em></p> }
            if list.pages.is_empty() { <p class="quiet">{ nothing }</p> }
            <ul class="log">{ for lines }</ul>
            if list.next.is_some() { <button onclick={more}>{ say::OLDER }</button> }
        </section>
    }
}

/// Asks for what is behind what was found, until there are so many: a list that was long stays long.
fn ask(
    find: String,
    mut list: Option<PagePaces>,
    so_many: usize,
    (found, inquiry, house): (UseStateHandle<Option<PagePaces>>, Inquiry, House),
) {
    spawn_local(async move {
        loop {
            let after = list.as_ref().and_then(|list| list.next.clone());
            let page = match calls::pages::pages(find.trim(), after.as_deref()).await {
                Ok(page) => page,
                Err(failure) => return house.failed(failure),
            };
            let pages: Vec<_> = list.into_iter().flat_map(|list| list.pages).chain(page.pages).collect();
            let enough = page.next.is_none() || pages.len() >= so_many;
            list = Some(PagePaces { pages, ..page });
            if !inquiry.counts() {
                return;
            }
            if enough {
                return found.set(list);
            }
        }
    });
}

#[derive(Clone, PartialEq, Properties)]
struct PageLineProps {
    page: PagePace,
    choose: Option<Callback<Option<PagePace>>>,
    house: House,
}

#[component]
fn PageLine(props: &PageLineProps) -> Html {
    let PageLineProps { page, choose, house } = props.clone();
    let open = use_state(|| choose.is_none());
    let toggle = {
        let open = open.clone();
        move |_: MouseEvent| open.set(!*open)
    };
    let count = say::up(page.up);
    let count = match choose {
        Some(choose) => {
            let chosen = page.clone();
            let press = move |_: MouseEvent| choose.emit(Some(chosen.clone()));
            html! { <button onclick={press} aria-label={format!("{count}: {}", place::title(&page.place))}>{ count }</button> }
        }
        None => html! { <span>{ count }</span> },
    };
    html! {
        <li>
            <button class="line" aria-expanded={open.to_string()} onclick={toggle}>
                <strong><bdi>{ place::title(&page.place) }</bdi></strong>
                { state(&page) }
            </button>
            <p class="row quiet"><span><a href={page.place.url.clone()} dir="ltr">{ &page.place.url }</a>{ " " }{ when(page.last) }</span>{ count }</p>
            if *open {
                <PageSwitches page={page.clone()} house={house.clone()} />
                <CoolingBranches {page} {house} />
            }
        </li>
    }
}
