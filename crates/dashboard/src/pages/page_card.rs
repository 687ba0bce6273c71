//! A page of Pages that is open: where it is, how much is published on it, and the switches that close it or slow it down.

use porch_protocol::ThreadId;
use porch_protocol::thread_controls::PageControls;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::frame::views::{Address, Navigate, View};
use crate::pages::page_title;
use crate::review::list_entry::capital;
use crate::review::thread_controls::{CoolingBranches, PageSwitches};
use crate::text::pages as say;
use crate::text::{self, frame};
use crate::ui::icons::icon;
use crate::ui::loading::Loading;
use crate::ui::one_question::OneQuestion;
use crate::ui::relative_time::{until, when};
use crate::ui::stale_guard::use_inquiries;
use crate::ui::two_panes::use_focus_on_head;

/// Which page, and the way back to the list.
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
    let (found, inquiries) = (use_state(|| page), use_inquiries());
    {
        let (found, context) = (found.clone(), context.clone());
        use_effect_with((thread, context.actions_done), move |(thread, _)| {
            let (thread, inquiry) = (*thread, inquiries.ask());
            spawn_local(async move {
                match api::pages::page(thread).await {
                    // A later answer may have come first.
                    Ok(_) if !inquiry.counts() => {}
                    Ok(mut list) => found.set(list.pages.pop()),
                    Err(failure) => context.failed(failure),
                }
            });
        });
    }
    let head = use_focus_on_head(found.is_some());
    let leave = close.reform(|_: MouseEvent| None);
    let back = html! { <button type="button" class="backbar" onclick={leave}>{ icon("back") }<span>{ frame::PAGES }</span></button> };
    let Some(page) = (*found).clone() else {
        return html! { <section class="detail" aria-label={frame::PAGES}><h1 class="vh ph">{ frame::PAGES }</h1>{ back }<Loading {context} /></section> };
    };
    let (title, url) = (page_title::title(&page.place), page.place.url.clone());
    let published = Address { page: Some(url.clone()), ..Address::of(View::Published) };
    let (href, see) = (published.href(), shows(&go, published));
    html! {
        <section class="detail" aria-label={title.clone()}>
            <h1 class="vh ph">{ title.clone() }</h1>
            { back }
            <div class="scroll">
                <div class="onehead" ref={head} tabindex="-1"><span class="disc">{ icon("page") }</span><h2><bdi>{ title }</bdi></h2>{ about(&page) }</div>
                { switches(&page, &context) }
            </div>
            <div class="acts-bar"><div class="in">
                <a class="btn main" {href} onclick={see}>{ icon("lines") }<span>{ say::SEE }</span></a>
                <a class="btn edge" href={url}><span>{ text::OPEN_PAGE }</span></a>
            </div></div>
        </section>
    }
}

/// Goes to another place of the dashboard.
fn shows(go: &Navigate, to: Address) -> Callback<MouseEvent> {
    go.reform(move |event: MouseEvent| {
        event.prevent_default();
        (to.clone(), false)
    })
}

/// Where a page is, and when somebody last wrote there.
pub(crate) fn about(page: &PageControls) -> Html {
    html! { <p class="muted"><a href={page.place.url.clone()} dir="ltr">{ &page.place.url }</a>if page.up + page.waiting > 0 { { " · " }{ say::LAST }{ " " }{ when(page.last) } }</p> }
}

/// How much is published, what holds on the page, and the switches.
pub(crate) fn switches(page: &PageControls, context: &Context) -> Html {
    let state = say::state(page, until);
    html! {
        <>
            <dl class="kv">
                <dt>{ frame::COMMENTS }</dt><dd>{ capital(&say::amount(page)) }</dd>
                <dt>{ say::STATE }</dt><dd>if state.is_empty() { { say::IS_OPEN } } else { <em>{ capital(&state) }</em> }</dd>
            </dl>
            <div class="pace">
                <OneQuestion><PageSwitches page={page.clone()} context={context.clone()} /></OneQuestion>
                <CoolingBranches page={page.clone()} context={context.clone()} />
            </div>
        </>
    }
}
