//! Closing a page by its address, before anybody has commented on it.

use porch_protocol::thread_controls::{ClosePage, SetPageControls};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::pages::closed_note::note_field;
use crate::pages::page_title;
use crate::review::thread_controls::put_back;
use crate::text;
use crate::text::pages as say;
use crate::ui::focus_moves::use_focus;
use crate::ui::keys::use_escape;
use crate::ui::required_fields::missing;
use crate::ui::single_flight::use_once;
use crate::ui::stale_guard::use_inquiries;
use crate::ui::toast_message::ToastMessage;

/// Where it is asked.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct CloseProps {
    pub(crate) context: Context,
    /// Closes the form; some page, by its thread, where that is closed now.
    pub(crate) close: Callback<Option<String>>,
}

/// The form.
#[component]
pub(crate) fn CloseByAddress(props: &CloseProps) -> Html {
    let CloseProps { context, close } = props.clone();
    let (address, note, why, once) = (use_focus(), use_node_ref(), use_node_ref(), use_once());
    let send = {
        let (address, note, why, close) = (address.clone(), note.clone(), why.clone(), close.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let Some(done) = once.begin() else { return };
            let typed = |field: &NodeRef| field.cast::<HtmlInputElement>().map(|field| field.value());
            let asked = ClosePage {
                page: typed(&address).unwrap_or_default(),
                note: note.cast::<HtmlTextAreaElement>().map(|field| field.value()),
                reason: typed(&why).filter(|why| !why.trim().is_empty()),
            };
            let (context, close) = (context.clone(), close.clone());
            spawn_local(async move {
                let answer = api::pages::close(&asked).await;
                done.emit(answer.is_ok());
                match answer {
                    Ok(page) => {
                        let closed = SetPageControls { closed: Some(true), ..SetPageControls::default() };
                        let opened = SetPageControls { closed: Some(false), ..SetPageControls::default() };
                        let back = {
                            let context = context.clone();
                            Callback::from(move |()| put_back(&context, page.thread, opened.clone()))
                        };
                        let words = say::paced(&page_title::title(&page.place), &closed);
                        context.say.emit(ToastMessage { words, back: Some(back), ..ToastMessage::default() });
                        context.refresh.emit(());
                        close.emit(Some(page.thread.to_string()));
                    }
                    Err(failure) => context.failed(failure),
                }
            });
        }
    };
    let unknown = use_state(|| false);
    let look = {
        let (unknown, inquiries) = (unknown.clone(), use_inquiries());
        move |event: Event| {
            let address = event.target_unchecked_into::<HtmlInputElement>().value();
            let (unknown, inquiry) = (unknown.clone(), inquiries.ask());
            spawn_local(async move {
                let is_new = !address.trim().is_empty()
                    && api::pages::pages(address.trim(), None).await.is_ok_and(|list| list.pages.is_empty());
                if inquiry.counts() {
                    unknown.set(is_new);
                }
            });
        }
    };
    let keys = use_escape(close.reform(|()| None));
    let never_mind = close.reform(|_: MouseEvent| None);
    html! {
        <form class="above-rows" data-panel="" aria-label={say::CLOSE_AHEAD} onsubmit={send} onkeydown={keys}>
            <p class="quiet">{ say::CLOSE_AHEAD_WHAT }</p>
            <label>
                <span>{ say::ADDRESS }</span>
                <input type="text" inputmode="url" autocapitalize="off" spellcheck="false" dir="ltr" ref={address} required=true maxlength="2048" onchange={look} />
                { missing(say::ADDRESS_MISSING) }
            </label>
            <p class="quiet" role="status">{ unknown.then_some(say::ADDRESS_NEW) }</p>
            { note_field(&note, String::new()) }
            <label><span>{ say::WHY }</span><input type="text" ref={why} maxlength="1000" dir="auto" /></label>
            <div class="verbs">
                <button class="main">{ say::CLOSE_IT }</button>
                <button type="button" onclick={never_mind}>{ text::NEVER_MIND }</button>
            </div>
        </form>
    }
}
