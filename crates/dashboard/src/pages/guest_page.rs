//! The page of a guest expert: the only one on which they reply, and its switches.

use porch_protocol::thread_controls::PageControlsList;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::pages::page_card::{page_address, switches};
use crate::pages::page_title;
use crate::text::pages as texts;
use crate::ui::loading::Loading;
use crate::ui::stale_guard::use_stale_guard;

/// The context.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct GuestPageProps {
    pub(crate) context: Context,
}

/// The page, loaded when it is opened and after each action.
#[component]
pub(crate) fn GuestPage(props: &GuestPageProps) -> Html {
    let (found, guard) = (use_state(|| None::<PageControlsList>), use_stale_guard());
    {
        let (found, context) = (found.clone(), props.context.clone());
        use_effect_with(context.actions_done, move |_| {
            let request = guard.begin();
            spawn_local(async move {
                match api::pages::pages("", None).await {
                    Ok(_) if !request.is_latest() => {}
                    Ok(list) => found.set(Some(list)),
                    Err(failure) => context.show_failure(failure),
                }
            });
        });
    }
    let Some(list) = &*found else { return html! { <Loading context={props.context.clone()} /> } };
    let pages = list.pages.iter().map(|page| {
        html! {
            <section key={page.thread.to_string()} class="part">
                <h2><bdi>{ page_title::title(&page.place) }</bdi></h2>
                { page_address(page) }
                { switches(page, &props.context) }
            </section>
        }
    });
    html! {
        <>
            if list.site_closed { <p class="status-note warm">{ texts::SITE_CLOSED }</p> }
            if list.pages.is_empty() { <p class="quiet">{ texts::NO_PAGE_YET }{ " " }{ texts::WHICH_PAGES }</p> }
            { for pages }
        </>
    }
}
