//! Closing a page by its address, before it has any comment.

use porch_class_macros::html;
use porch_protocol::thread_controls::{ClosePage, PageControls, SetPageControls};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::{self, to};
use crate::context::Context;
use crate::pages::closed_note::note_field;
use crate::pages::page_title;
use crate::review::thread_controls::restore_controls;
use crate::text;
use crate::text::pages as texts;
use crate::ui::focus_moves::use_autofocus;
use crate::ui::keys::use_escape;
use crate::ui::required_fields::required_message;
use crate::ui::single_flight::use_single_flight;
use crate::ui::stale_guard::use_stale_guard;

/// The form's callbacks.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct CloseProps {
    pub(crate) context: Context,
    /// Closes the form; with the thread of the page that was closed, if any.
    pub(crate) close: Callback<Option<String>>,
}

/// The form.
#[component]
pub(crate) fn CloseByAddress(props: &CloseProps) -> Html {
    let CloseProps { context, close } = props.clone();
    let (address, note, reason, flight) = (use_autofocus(), use_node_ref(), use_node_ref(), use_single_flight());
    let send = {
        let (address, note, reason, close) = (address.clone(), note.clone(), reason.clone(), close.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let Some(done) = flight.begin() else { return };
            let typed = |field: &NodeRef| field.cast::<HtmlInputElement>().map(|field| field.value());
            let request_body = ClosePage {
                page: typed(&address).unwrap_or_default(),
                note: note.cast::<HtmlTextAreaElement>().map(|field| field.value()),
                reason: typed(&reason).filter(|reason| !reason.trim().is_empty()),
            };
            let (closed, close) = (context.clone(), close.clone());
            let show = move |page: PageControls| {
                let (undone, thread) = (closed.clone(), page.thread);
                let change = |closed| SetPageControls { closed: Some(closed), ..SetPageControls::default() };
                let text = texts::controls_changed(&page_title::title(&page.place), &change(true));
                closed.notify_undoable(text, move || restore_controls(&undone, thread, &change(false)));
                closed.refresh.emit(());
                close.emit(Some(thread.to_string()));
            };
            context
                .send_reporting(api::send(&to::CLOSE_PAGE, &request_body), show, move |succeeded| done.emit(succeeded));
        }
    };
    let unknown = use_state(|| false);
    let check_address = {
        let (unknown, guard) = (unknown.clone(), use_stale_guard());
        move |event: Event| {
            let address = event.target_unchecked_into::<HtmlInputElement>().value();
            let (unknown, request) = (unknown.clone(), guard.begin());
            spawn_local(async move {
                let is_new = !address.trim().is_empty()
                    && api::pages(address.trim(), None).await.is_ok_and(|list| list.pages.is_empty());
                if request.is_latest() {
                    unknown.set(is_new);
                }
            });
        }
    };
    let keys = use_escape(close.reform(|()| None));
    let cancel = close.reform(|_: MouseEvent| None);
    html! {
        <form class="above-rows" data-panel="" aria-label={text().pages_close_ahead()} onsubmit={send} onkeydown={keys}>
            <p class="quiet">{ text().pages_close_ahead_what() }</p>
            <label>
                <span>{ text().pages_address() }</span>
                <input type="text" inputmode="url" autocapitalize="off" spellcheck="false" dir="ltr" ref={address} required=true maxlength="2048" onchange={check_address} />
                { required_message(text().pages_address_missing()) }
            </label>
            <p class="quiet" role="status">{ unknown.then_some(text().pages_address_new()) }</p>
            { note_field(&note, String::new()) }
            <label><span>{ text().pages_why() }</span><input type="text" ref={reason} maxlength="1000" dir="auto" /></label>
            <div class="verbs">
                <button class="main">{ text().pages_close_it() }</button>
                <button type="button" onclick={cancel}>{ text().cancel() }</button>
            </div>
        </form>
    }
}
