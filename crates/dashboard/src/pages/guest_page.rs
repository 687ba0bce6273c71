//! The page of a guest expert: the only one on which they reply, and its switches.

use porch_class_macros::html;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::pages::page_card::{page_address, switches};
use crate::pages::page_title;
use crate::text;
use crate::ui::load::use_load;
use crate::ui::loading::Loading;

/// The context.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct GuestPageProps {
    pub(crate) context: Context,
}

/// The page, loaded when it is opened and after each action.
#[component]
pub(crate) fn GuestPage(props: &GuestPageProps) -> Html {
    let found = use_load(&props.context, props.context.actions_done, || api::pages("", None));
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
            if list.site_closed { <p class="status-note warm">{ text().pages_site_closed() }</p> }
            if list.pages.is_empty() { <p class="quiet">{ text().pages_no_page_yet() }{ " " }{ text().pages_which_pages() }</p> }
            { for pages }
        </>
    }
}
