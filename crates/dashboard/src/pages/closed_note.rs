//! What visitors read on a page while its comments are closed: shown to the team, and changed in place.

use porch_protocol::ClosedNote;
use porch_protocol::limits::CLOSED_NOTE_CHARS;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::text;
use crate::text::pages as say;
use crate::ui::focus_moves::{rest, use_focus};
use crate::ui::keys::use_escape;
use crate::ui::one_question::use_question;
use crate::ui::single_flight::use_once;

/// The field for what visitors read.
pub(crate) fn note_field(field: &NodeRef, begins: String) -> Html {
    html! {
        <label>
            <span>{ say::NOTE }</span>
            <textarea ref={field} rows="2" maxlength={CLOSED_NOTE_CHARS.to_string()} dir="auto" placeholder={say::NOTE_EXAMPLE} defaultvalue={begins} />
            <small class="quiet">{ say::NOTE_HINT }</small>
        </label>
    }
}

/// What they read now.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct NoteProps {
    pub(crate) note: Option<ClosedNote>,
    /// Says something else, and calls back with whether that was done.
    pub(crate) send: Callback<(String, Callback<bool>)>,
}

/// What visitors read, with a button that changes it.
#[component]
pub(crate) fn NoteOfPage(props: &NoteProps) -> Html {
    let ((is_open, set), place) = (use_question(say::NOTE), use_node_ref());
    let close = {
        let (set, place) = (set.clone(), place.clone());
        Callback::from(move |()| {
            rest(&place);
            set.emit(false);
        })
    };
    let begin = move |_: MouseEvent| set.emit(true);
    html! {
        <div ref={place} tabindex="-1" class="ask">
            if is_open {
                <Words note={props.note.clone()} send={props.send.clone()} {close} />
            } else {
                <div class="choice"><p>{ read(props.note.as_ref()) }</p><button onclick={begin}>{ say::note_button(props.note.is_some()) }</button></div>
            }
        </div>
    }
}

/// What visitors read, as a sentence for the team.
fn read(note: Option<&ClosedNote>) -> Html {
    let Some(note) = note else { return say::NOTE_NONE.into() };
    let by = note.by.as_ref().map(|by| html! { <><bdi>{ by }</bdi>{ ": " }</> });
    html! { <>{ say::VISITORS_READ }{ ": " }{ by }<q><bdi>{ &note.words }</bdi></q></> }
}

#[derive(Clone, PartialEq, Properties)]
struct NoteFieldProps {
    note: Option<ClosedNote>,
    send: Callback<(String, Callback<bool>)>,
    close: Callback<()>,
}

#[component]
fn Words(props: &NoteFieldProps) -> Html {
    let NoteFieldProps { note, send, close } = props.clone();
    let (field, once) = (use_focus(), use_once());
    let save = {
        let (field, close) = (field.clone(), close.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let Some(done) = once.begin() else { return };
            let said = field.cast::<HtmlTextAreaElement>().map(|field| field.value()).unwrap_or_default();
            let close = close.clone();
            let done = Callback::from(move |well| {
                done.emit(well);
                if well {
                    close.emit(());
                }
            });
            send.emit((said, done));
        }
    };
    let keys = use_escape(close.clone());
    let never_mind = close.reform(|_: MouseEvent| ());
    html! {
        <form data-panel="" onsubmit={save} onkeydown={keys}>
            { note_field(&field, note.map(|note| note.words).unwrap_or_default()) }
            <div class="verbs">
                <button class="main">{ say::NOTE_SAVE }</button>
                <button type="button" onclick={never_mind}>{ text::NEVER_MIND }</button>
            </div>
        </form>
    }
}
