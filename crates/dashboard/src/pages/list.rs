//! The pages that have comments, beside the open one.

use porch_class_macros::html;
use porch_protocol::ThreadId;
use porch_protocol::thread_controls::{PageControls, PageControlsList};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::frame::views::{Address, Navigate, Section, View};
use crate::pages::close_page::CloseByAddress;
use crate::pages::missed_searches::MissedSearches;
use crate::pages::page_card::PageCard;
use crate::pages::page_title;
use crate::review::list_entry::capitalize;
use crate::review::list_filters::filter_button;
use crate::review::split::empty_note;
use crate::text;
use crate::text::pages as texts;
use crate::ui::icons::icon;
use crate::ui::loading::Loading;
use crate::ui::paged_list::{ListPart, use_paged_list};
use crate::ui::relative_time::until;
use crate::ui::two_panes::{Line, TwoPanes, two_panes, use_selection};

/// The context and the address.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PagesProps {
    pub(crate) context: Context,
    pub(crate) address: Address,
    pub(crate) go: Navigate,
}

/// The list, and the open page.
#[component]
pub(crate) fn Pages(props: &PagesProps) -> Html {
    let PagesProps { context, address, go } = props.clone();
    let (find, filters, closing) = (use_state(String::new), use_state(|| false), use_state(|| false));
    let list = {
        let find = (*find).clone();
        use_paged_list(&context, find.clone(), (), move |after: Option<&str>| api::pages(find.trim(), after))
    };
    let (is_more, more) = (list.has_more(), list.more);
    let found = list.found.map(|found| found.list);
    let pages = found.as_ref().map(|list| list.pages.clone()).unwrap_or_default();
    let opened = use_selection(pages.iter().map(|page| page.thread.to_string()).collect(), &address, &go);
    let is_search = !find.trim().is_empty();
    let empty_title = if is_search { text().pages_no_page() } else { text().pages_no_page_yet() };
    let value = (*find).clone();
    let typed = move |event: InputEvent| find.set(event.target_unchecked_into::<HtmlInputElement>().value());
    let done = {
        let (closing, to) = (closing.clone(), opened.open.clone());
        Callback::from(move |closed: Option<String>| {
            closing.set(false);
            if closed.is_some() {
                to.emit(closed);
            }
        })
    };
    let above = html! {
        <>
            if *closing {
                <CloseByAddress context={context.clone()} close={done} />
            } else {
                <p class="quietline">{ close_button(&closing) }</p>
            }
            if *filters {
                <div class="filters"><label><span>{ text().pages_find() }</span><input type="search" maxlength="200" dir="auto" {value} oninput={typed} /></label></div>
            }
            if !is_search { <MissedSearches context={context.clone()} /> }
            if let Some(list) = &found { if list.site_closed { <p class="status-note warm">{ text().pages_site_closed() }</p> } } else { <Loading context={context.clone()} /> }
        </>
    };
    let below = html! { if is_more { <p class="quietline"><button type="button" class="button edge" onclick={more}>{ text().pages_older() }</button></p> } };
    let detail = match (&opened.item, &found) {
        // It does not wait for the list: on a phone only it can show that loading failed.
        (Some(one), _) => match one.parse::<ThreadId>() {
            Ok(thread) => {
                let page = pages.iter().find(|page| page.thread == thread).cloned();
                html! { <PageCard key={one.clone()} {thread} {page} close={opened.open.clone()} {go} {context} /> }
            }
            Err(_) => {
                html! { <section class="detail none">{ empty_note("page", text().pages_no_page(), &text().pages_which_pages().into()) }</section> }
            }
        },
        (None, Some(list)) if list.pages.is_empty() => {
            let to = Address::of(View::Settings(Section::Install)).href();
            let way = html! { <>{ text().pages_which_pages() }if !is_search { { " " }<a href={to}>{ text().pages_install() }</a> }</> };
            html! { <section class="detail none">{ empty_note("page", empty_title, &way) }</section> }
        }
        _ => Html::default(),
    };
    let count = (found.is_some() && !is_more && !is_search).then_some(pages.len());
    // The only order, shown where other lists have their menu of orders.
    let tools =
        html! { <><span class="muted">{ text().pages_order() }</span>{ filter_button(&filters, is_search) }</> };
    two_panes(
        TwoPanes {
            label: text().frame_pages(),
            count,
            tools,
            above,
            below,
            rows: pages.iter().map(line).collect(),
            detail,
        },
        &opened,
    )
}

/// The button that opens the form for closing a page by its address.
fn close_button(open: &UseStateHandle<bool>) -> Html {
    let press = {
        let open = open.clone();
        move |_: MouseEvent| open.set(true)
    };
    html! { <button type="button" class="button edge" onclick={press}>{ icon("lock") }<span>{ text().pages_close_ahead() }</span></button> }
}

/// A row of the list.
fn line(page: &PageControls) -> Line {
    let (state, published) = (texts::state(page, until), texts::amount(page));
    let published = capitalize(&published);
    let summary = if state.is_empty() { published } else { format!("{published} · {state}") };
    let picture = html! { <span class="disc">{ icon("page") }</span> };
    Line {
        id: page.thread.to_string(),
        name: page_title::title(&page.place),
        picture,
        at: page.last,
        summary,
        chip: None,
    }
}

impl ListPart for PageControlsList {
    fn count(&self) -> usize {
        self.pages.len()
    }

    fn next(&self) -> Option<&str> {
        self.next.as_deref()
    }

    fn followed_by(self, later: Self) -> Self {
        Self { pages: self.pages.into_iter().chain(later.pages).collect(), ..later }
    }
}
