//! The page of a guest expert: the only one on which they reply, and its switches.

use porch_protocol::thread_controls::PageControlsList;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::pages::page_card::{about, switches};
use crate::pages::page_title;
use crate::text::pages as say;
use crate::ui::loading::Loading;
use crate::ui::stale_guard::use_inquiries;

/// Whose.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct GuestPageProps {
    pub(crate) context: Context,
}

/// The page, asked for when it is opened and after each act.
#[component]
pub(crate) fn GuestPage(props: &GuestPageProps) -> Html {
    let (found, inquiries) = (use_state(|| None::<PageControlsList>), use_inquiries());
    {
        let (found, context) = (found.clone(), props.context.clone());
        use_effect_with(context.actions_done, move |_| {
            let inquiry = inquiries.ask();
            spawn_local(async move {
                match api::pages::pages("", None).await {
                    Ok(_) if !inquiry.counts() => {}
                    Ok(list) => found.set(Some(list)),
                    Err(failure) => context.failed(failure),
                }
            });
        });
    }
    let Some(list) = &*found else { return html! { <Loading context={props.context.clone()} /> } };
    let pages = list.pages.iter().map(|page| {
        html! {
            <section key={page.thread.to_string()} class="part">
                <h2><bdi>{ page_title::title(&page.place) }</bdi></h2>
                { about(page) }
                { switches(page, &props.context) }
            </section>
        }
    });
    html! {
        <>
            if list.site_closed { <p class="st warm">{ say::SITE_CLOSED }</p> }
            if list.pages.is_empty() { <p class="quiet">{ say::NO_PAGE_YET }{ " " }{ say::WHICH_PAGES }</p> }
            { for pages }
        </>
    }
}
