//! The fields of a card: reads them, restores saved values, moves focus and selection.

use std::ops::Range;

use web_sys::{HtmlElement, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::state::Form;
use crate::store::{SavedValue, Store};

/// The text that is typed.
pub(super) fn value_of(field: &NodeRef) -> String {
    field.cast::<HtmlTextAreaElement>().map(|field| field.value()).unwrap_or_default()
}

/// Restores the draft of an empty field, or the text to be edited. Returns whether the field contains a draft.
pub(super) fn restore_body(store: &Store, form: Option<Form>, body: &NodeRef) -> bool {
    let Some(field) = body.cast::<HtmlTextAreaElement>() else { return false };
    let draft = store.recall(SavedValue::Draft(form));
    // A text that was typed already stays.
    if field.value().is_empty() {
        let source = match form {
            Some(Form::Edit(id)) => store.read(|s| s.mine(id).map(|mine| mine.source.clone())),
            _ => None,
        };
        if let Some(text) = draft.as_ref().or(source.as_ref()) {
            field.set_value(text);
        }
    }
    draft.is_some_and(|draft| draft == field.value())
}

/// Restores the name used last. Returns it if it is the one in the field.
pub(super) fn restore_name(store: &Store, name: &NodeRef) -> Option<AttrValue> {
    let (field, name) = (name.cast::<HtmlInputElement>()?, store.recall(SavedValue::Name)?);
    if field.value().is_empty() {
        field.set_value(&name);
    }
    (!name.is_empty() && field.value() == name).then(|| name.into())
}

/// Moves the focus to a field.
pub(super) fn focus(field: &NodeRef) {
    // A field that is gone needs no focus.
    _ = field.cast::<HtmlElement>().map(|field| field.focus());
}

/// Moves the focus away from a field that stays on the page. On a touch screen it goes to the form: in the field it
/// would keep the on-screen keyboard open, which covers half of the page. With a keyboard it stays in the field.
pub(super) fn leave_field(field: &NodeRef) {
    let Some(field) = field.cast::<HtmlTextAreaElement>() else { return };
    let coarse = web_sys::window().and_then(|window| window.match_media("(pointer: coarse)").ok()?);
    // Both fail only where the field is gone.
    if let Some(form) = field.form().filter(|_| coarse.is_some_and(|coarse| coarse.matches())) {
        form.set_tab_index(-1);
        _ = form.focus();
    } else {
        _ = field.focus();
    }
}

/// Selects a part of the text. A browser counts in UTF-16.
pub(super) fn select(body: &NodeRef, range: Range<usize>) {
    let Some(field) = body.cast::<HtmlTextAreaElement>() else { return };
    let typed = field.value();
    let utf16_length = |end| typed.get(..end).and_then(|before| u32::try_from(before.encode_utf16().count()).ok());
    if let (Some(start), Some(end)) = (utf16_length(range.start), utf16_length(range.end)) {
        // Fail only where the field is gone.
        _ = field.focus();
        _ = field.set_selection_range(start, end);
    }
}
