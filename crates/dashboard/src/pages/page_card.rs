//! The open page of Pages: its address, its counts, and the switches that close it or slow it down.

use porch_class_macros::html;
use porch_protocol::ThreadId;
use porch_protocol::thread_controls::PageControls;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::frame::views::{Address, Navigate, View};
use crate::pages::page_title;
use crate::review::list_entry::capitalize;
use crate::review::thread_controls::{PageSwitches, PausedBranches};
use crate::text;
use crate::text::pages as texts;
use crate::ui::icons::icon;
use crate::ui::load::use_load;
use crate::ui::loading::Loading;
use crate::ui::one_open_form::OneOpenForm;
use crate::ui::relative_time::{until, when};
use crate::ui::two_panes::use_heading_focus;

/// The page, and the callback that goes back to the list.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PageCardProps {
    pub(crate) thread: ThreadId,
    /// As the list has it, where it is in it.
    pub(crate) page: Option<PageControls>,
    pub(crate) close: Callback<Option<String>>,
    pub(crate) go: Navigate,
    pub(crate) context: Context,
}

/// The card.
#[component]
pub(crate) fn PageCard(props: &PageCardProps) -> Html {
    let PageCardProps { thread, page, close, go, context } = props.clone();
    let found = use_load(&context, (thread, context.actions_done), move || api::page(thread));
    // As the list had it when the card was opened.
    let listed = use_state(|| page);
    let found = match &*found {
        Some(list) => list.pages.last().cloned(),
        None => (*listed).clone(),
    };
    let head = use_heading_focus(found.is_some());
    let leave = close.reform(|_: MouseEvent| None);
    let back = html! { <button type="button" class="backbar" onclick={leave}>{ icon("back") }<span>{ text().frame_pages() }</span></button> };
    let Some(page) = found else {
        return html! { <section class="detail" aria-label={text().frame_pages()}><h1 class="visually-hidden narrow-title">{ text().frame_pages() }</h1>{ back }<Loading {context} /></section> };
    };
    let (title, url) = (page_title::title(&page.place), page.place.url.clone());
    let published = Address { page: Some(url.clone()), ..Address::of(View::Published) };
    let (href, show_published) = (published.href(), go_to(&go, published));
    html! {
        <section class="detail" aria-label={title.clone()}>
            <h1 class="visually-hidden narrow-title">{ title.clone() }</h1>
            { back }
            <div class="scroll">
                <div class="onehead" ref={head} tabindex="-1"><span class="disc">{ icon("page") }</span><h2><bdi>{ title }</bdi></h2>{ page_address(&page) }</div>
                { switches(&page, &context) }
            </div>
            <div class="action-bar"><div class="bar-content">
                <a class="button main" {href} onclick={show_published}>{ icon("lines") }<span>{ text().pages_see() }</span></a>
                <a class="button edge" href={url}><span>{ text().open_page() }</span></a>
            </div></div>
        </section>
    }
}

/// Goes to another place of the dashboard.
fn go_to(go: &Navigate, to: Address) -> Callback<MouseEvent> {
    go.reform(move |event: MouseEvent| {
        event.prevent_default();
        (to.clone(), false)
    })
}

/// The address of a page, and the time of its latest comment.
pub(crate) fn page_address(page: &PageControls) -> Html {
    html! { <p class="muted"><a href={page.place.url.clone()} dir="ltr">{ &page.place.url }</a>if page.up + page.waiting > 0 { { " · " }{ text().pages_last() }{ " " }{ when(page.last) } }</p> }
}

/// The number of comments, the state of the page, and the switches.
pub(crate) fn switches(page: &PageControls, context: &Context) -> Html {
    let state = texts::state(page, until);
    html! {
        <>
            <dl class="key-values">
                <dt>{ text().frame_comments() }</dt><dd>{ capitalize(&texts::amount(page)) }</dd>
                <dt>{ text().pages_state() }</dt><dd>if state.is_empty() { { text().pages_is_open() } } else { <em>{ capitalize(&state) }</em> }</dd>
            </dl>
            <div class="pace">
                <OneOpenForm><PageSwitches page={page.clone()} context={context.clone()} /></OneOpenForm>
                <PausedBranches page={page.clone()} context={context.clone()} />
            </div>
        </>
    }
}
