//! The text that visitors read on a page while its comments are closed: shown to the team, and edited in place.

use porch_class_macros::html;
use porch_protocol::ClosedNote;
use porch_protocol::limits::CLOSED_NOTE_CHARS;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::text;
use crate::text::pages as texts;
use crate::ui::focus_moves::{focus, use_autofocus};
use crate::ui::keys::use_escape;
use crate::ui::one_open_form::use_open_form;
use crate::ui::single_flight::use_single_flight;

/// The field for the text that visitors read.
pub(crate) fn note_field(field: &NodeRef, initial: String) -> Html {
    html! {
        <label>
            <span>{ text().pages_note() }</span>
            <textarea ref={field} rows="2" maxlength={CLOSED_NOTE_CHARS.to_string()} dir="auto" placeholder={text().pages_note_example()} defaultvalue={initial} />
            <small class="quiet">{ text().pages_note_hint() }</small>
        </label>
    }
}

/// The current text.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct NoteProps {
    pub(crate) note: Option<ClosedNote>,
    /// Saves another text, and calls back with whether that succeeded.
    pub(crate) send: Callback<(String, Callback<bool>)>,
}

/// The text that visitors read, with a button that edits it.
#[component]
pub(crate) fn ClosedNoteView(props: &NoteProps) -> Html {
    let ((is_open, set), place) = (use_open_form(text().pages_note()), use_node_ref());
    let close = {
        let (set, place) = (set.clone(), place.clone());
        Callback::from(move |()| {
            focus(&place);
            set.emit(false);
        })
    };
    let begin = move |_: MouseEvent| set.emit(true);
    html! {
        <div ref={place} tabindex="-1" class="ask">
            if is_open {
                <NoteForm note={props.note.clone()} send={props.send.clone()} {close} />
            } else {
                <div class="choice"><p>{ note_text(props.note.as_ref()) }</p><button onclick={begin}>{ texts::note_button(props.note.is_some()) }</button></div>
            }
        </div>
    }
}

/// The text that visitors read, as a sentence for the team.
fn note_text(note: Option<&ClosedNote>) -> Html {
    let Some(note) = note else { return text().pages_note_none().into() };
    let by = note.by.as_ref().map(|by| html! { <><bdi>{ by }</bdi>{ ": " }</> });
    html! { <>{ text().pages_visitors_read() }{ ": " }{ by }<q><bdi>{ &note.words }</bdi></q></> }
}

#[derive(Clone, PartialEq, Properties)]
struct NoteFieldProps {
    note: Option<ClosedNote>,
    send: Callback<(String, Callback<bool>)>,
    close: Callback<()>,
}

#[component]
fn NoteForm(props: &NoteFieldProps) -> Html {
    let NoteFieldProps { note, send, close } = props.clone();
    let (field, flight) = (use_autofocus(), use_single_flight());
    let save = {
        let (field, close) = (field.clone(), close.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let Some(done) = flight.begin() else { return };
            let text_value = field.cast::<HtmlTextAreaElement>().map(|field| field.value()).unwrap_or_default();
            let close = close.clone();
            let done = Callback::from(move |succeeded| {
                done.emit(succeeded);
                if succeeded {
                    close.emit(());
                }
            });
            send.emit((text_value, done));
        }
    };
    let keys = use_escape(close.clone());
    let cancel = close.reform(|_: MouseEvent| ());
    html! {
        <form data-panel="" onsubmit={save} onkeydown={keys}>
            { note_field(&field, note.map(|note| note.words).unwrap_or_default()) }
            <div class="verbs">
                <button class="main">{ text().pages_note_save() }</button>
                <button type="button" onclick={cancel}>{ text().cancel() }</button>
            </div>
        </form>
    }
}
