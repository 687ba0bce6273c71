//! The page of a guest expert: the only one on which they reply, and its switches.

use porch_protocol::pace::PagePaces;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::House;
use crate::calls;
use crate::latest::use_inquiries;
use crate::page_card::{about, switches};
use crate::place;
use crate::words::pages as say;

/// Whose.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct GuestPageProps {
    pub(crate) house: House,
}

/// The page, asked for when it is opened and after each act.
#[component]
pub(crate) fn GuestPage(props: &GuestPageProps) -> Html {
    let (found, inquiries) = (use_state(|| None::<PagePaces>), use_inquiries());
    {
        let (found, house) = (found.clone(), props.house.clone());
        use_effect_with(house.deeds, move |_| {
            let inquiry = inquiries.ask();
            spawn_local(async move {
                match calls::pages::pages("", None).await {
                    Ok(_) if !inquiry.counts() => {}
                    Ok(list) => found.set(Some(list)),
                    Err(failure) => house.failed(failure),
                }
            });
        });
    }
    let Some(list) = &*found else { return html! { <p aria-busy="true" /> } };
    let pages = list.pages.iter().map(|page| {
        html! {
            <section key={page.thread.to_string()} class="part">
                <h2><bdi>{ place::title(&page.place) }</bdi></h2>
                { about(page) }
                { switches(page, &props.house) }
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
