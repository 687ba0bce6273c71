//! The pages on which somebody has written, beside the one that is open.

use porch_protocol::ThreadId;
use porch_protocol::thread_controls::{PageControls, PageControlsList};
use web_sys::HtmlInputElement;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::frame::views::{Address, Navigate, Section, View};
use crate::pages::close_page::CloseByAddress;
use crate::pages::page_card::PageCard;
use crate::pages::page_title;
use crate::review::list_entry::capital;
use crate::review::list_filters::filter_button;
use crate::review::split::calm;
use crate::text::frame;
use crate::text::pages as say;
use crate::ui::icons::icon;
use crate::ui::loading::Loading;
use crate::ui::relative_time::until;
use crate::ui::stale_guard::{Inquiry, use_inquiries};
use crate::ui::two_panes::{Line, Pair, pair, use_opened};

/// Where somebody is.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PagesProps {
    pub(crate) context: Context,
    pub(crate) address: Address,
    pub(crate) go: Navigate,
}

/// The list, and the page that is open of it.
#[component]
pub(crate) fn Pages(props: &PagesProps) -> Html {
    let PagesProps { context, address, go } = props.clone();
    let (find, filters, closes) = (use_state(String::new), use_state(|| false), use_state(|| false));
    let found = use_state(|| None::<PageControlsList>);
    let inquiries = use_inquiries();
    {
        let (found, context, inquiries) = (found.clone(), context.clone(), inquiries.clone());
        let so_many = found.as_ref().map_or(0, |list| list.pages.len());
        use_effect_with(((*find).clone(), context.actions_done), move |(find, _)| {
            ask(find.clone(), None, so_many, (found, inquiries.ask(), context));
        });
    }
    let pages = found.as_ref().map(|list| list.pages.clone()).unwrap_or_default();
    let opened = use_opened(pages.iter().map(|page| page.thread.to_string()).collect(), &address, &go);
    let more = {
        let (find, found, context) = (find.clone(), found.clone(), context.clone());
        move |_: MouseEvent| {
            let so_many = found.as_ref().map_or(0, |list| list.pages.len()) + 1;
            ask((*find).clone(), (*found).clone(), so_many, (found.clone(), inquiries.ask(), context.clone()));
        }
    };
    let finds = !find.trim().is_empty();
    let nothing = if finds { say::NO_PAGE } else { say::NO_PAGE_YET };
    let value = (*find).clone();
    let typed = move |event: InputEvent| find.set(event.target_unchecked_into::<HtmlInputElement>().value());
    let done = {
        let (closes, to) = (closes.clone(), opened.to.clone());
        Callback::from(move |closed: Option<String>| {
            closes.set(false);
            if closed.is_some() {
                to.emit(closed);
            }
        })
    };
    let above = html! {
        <>
            if *closes {
                <CloseByAddress context={context.clone()} close={done} />
            } else {
                <p class="quietline">{ close_button(&closes) }</p>
            }
            if *filters {
                <div class="filters"><label><span>{ say::FIND }</span><input type="search" maxlength="200" dir="auto" {value} oninput={typed} /></label></div>
            }
            if let Some(list) = &*found { if list.site_closed { <p class="st warm">{ say::SITE_CLOSED }</p> } } else { <Loading context={context.clone()} /> }
        </>
    };
    let is_more = found.as_ref().is_some_and(|list| list.next.is_some());
    let below = html! { if is_more { <p class="quietline"><button type="button" class="btn edge" onclick={more}>{ say::OLDER }</button></p> } };
    let detail = match (&opened.one, &*found) {
        // It does not wait for the list: on a phone nothing else is there to say that the list did not come.
        (Some(one), _) => match one.parse::<ThreadId>() {
            Ok(thread) => {
                let page = pages.iter().find(|page| page.thread == thread).cloned();
                html! { <PageCard key={one.clone()} {thread} {page} close={opened.to.clone()} {go} {context} /> }
            }
            Err(_) => {
                html! { <section class="detail none">{ calm("page", say::NO_PAGE, &say::WHICH_PAGES.into()) }</section> }
            }
        },
        (None, Some(list)) if list.pages.is_empty() => {
            let to = Address::of(View::Settings(Section::Install)).href();
            let way = html! { <>{ say::WHICH_PAGES }if !finds { { " " }<a href={to}>{ say::INSTALL }</a> }</> };
            html! { <section class="detail none">{ calm("page", nothing, &way) }</section> }
        }
        _ => Html::default(),
    };
    let count = (found.is_some() && !is_more && !finds).then_some(pages.len());
    // The only order that there is, said where the other lists have theirs.
    let tools = html! { <><span class="muted">{ say::ORDER }</span>{ filter_button(&filters, finds) }</> };
    pair(
        Pair { label: frame::PAGES, count, tools, above, below, rows: pages.iter().map(line).collect(), detail },
        &opened,
    )
}

/// The button that asks for the address of a page to be closed.
fn close_button(open: &UseStateHandle<bool>) -> Html {
    let press = {
        let open = open.clone();
        move |_: MouseEvent| open.set(true)
    };
    html! { <button type="button" class="btn edge" onclick={press}>{ icon("lock") }<span>{ say::CLOSE_AHEAD }</span></button> }
}

/// A row of the list.
fn line(page: &PageControls) -> Line {
    let (state, up) = (say::state(page, until), say::amount(page));
    let up = capital(&up);
    let about = if state.is_empty() { up } else { format!("{up} · {state}") };
    let picture = html! { <span class="disc">{ icon("page") }</span> };
    Line {
        id: page.thread.to_string(),
        name: page_title::title(&page.place),
        picture,
        at: page.last,
        about,
        chip: None,
    }
}

/// Asks for what is behind what was found, until there are so many: a list that was long stays long.
fn ask(
    find: String,
    mut list: Option<PageControlsList>,
    so_many: usize,
    (found, inquiry, context): (UseStateHandle<Option<PageControlsList>>, Inquiry, Context),
) {
    spawn_local(async move {
        loop {
            let after = list.as_ref().and_then(|list| list.next.clone());
            let page = match api::pages::pages(find.trim(), after.as_deref()).await {
                Ok(page) => page,
                Err(failure) => return context.failed(failure),
            };
            let pages: Vec<_> = list.into_iter().flat_map(|list| list.pages).chain(page.pages).collect();
            let enough = page.next.is_none() || pages.len() >= so_many;
            list = Some(PageControlsList { pages, ..page });
            if !inquiry.counts() {
                return;
            }
            if enough {
                return found.set(list);
            }
        }
    });
}
