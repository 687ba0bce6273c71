//! Closing a page by its address, before anybody has commented on it.

use porch_protocol::pace::{ClosePage, SetPace};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::House;
use crate::calls;
use crate::closed_note::note_field;
use crate::focus::use_focus;
use crate::foot::Said;
use crate::once::use_once;
use crate::pace::put_back;
use crate::place;
use crate::required::missing;
use crate::words;
use crate::words::pages as say;

/// Where it is asked.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct CloseProps {
    pub(crate) house: House,
    /// Closes the form; some page, by its thread, where that is closed now.
    pub(crate) close: Callback<Option<String>>,
}

/// The form.
#[component]
pub(crate) fn CloseByAddress(props: &CloseProps) -> Html {
    let CloseProps { house, close } = props.clone();
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
            let (house, close) = (house.clone(), close.clone());
            spawn_local(async move {
                let answer = calls::pages::close(&asked).await;
                done.emit(answer.is_ok());
                match answer {
                    Ok(page) => {
                        let closed = SetPace { closed: Some(true), ..SetPace::default() };
                        let opened = SetPace { closed: Some(false), ..SetPace::default() };
                        let back = {
                            let house = house.clone();
                            Callback::from(move |()| put_back(&house, page.thread, opened.clone()))
                        };
                        let words = say::paced(&place::title(&page.place), &closed);
                        house.say.emit(Said { words, back: Some(back), ..Said::default() });
                        house.refresh.emit(());
                        close.emit(Some(page.thread.to_string()));
                    }
                    Err(failure) => house.failed(failure),
                }
            });
        }
    };
    let keys = {
        let close = close.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                close.emit(None);
            }
        }
    };
    let never_mind = close.reform(|_: MouseEvent| None);
    html! {
        <form class="above-rows" aria-label={say::CLOSE_AHEAD} onsubmit={send} onkeydown={keys}>
            <p class="quiet">{ say::CLOSE_AHEAD_WHAT }</p>
            <label>
                <span>{ say::ADDRESS }</span>
                <input type="text" inputmode="url" autocapitalize="off" spellcheck="false" dir="ltr" ref={address} required=true maxlength="2048" />
                { missing(say::ADDRESS_MISSING) }
            </label>
            { note_field(&note, String::new()) }
            <label><span>{ say::WHY }</span><input type="text" ref={why} maxlength="1000" dir="auto" /></label>
            <div class="verbs">
                <button class="main">{ say::CLOSE_IT }</button>
                <button type="button" onclick={never_mind}>{ words::NEVER_MIND }</button>
            </div>
        </form>
    }
}
