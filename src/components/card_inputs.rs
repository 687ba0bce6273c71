//! What is in a card's fields: read, put back from before, marked.

use std::ops::Range;

use web_sys::{HtmlElement, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::state::Form;
use crate::store::{SavedFields, Store};

/// What is typed.
pub(super) fn value_of(field: &NodeRef) -> String {
    field.cast::<HtmlTextAreaElement>().map(|field| field.value()).unwrap_or_default()
}

/// The draft of an empty field is there again, or the words that are to be changed. Answers whether a draft is in it.
pub(super) fn adopt_words(store: &Store, form: Option<Form>, words: &NodeRef) -> bool {
    let Some(field) = words.cast::<HtmlTextAreaElement>() else { return false };
    let draft = store.recall(SavedFields::Draft(form));
    // What is typed already stays.
    if field.value().is_empty() {
        let source = match form {
            Some(Form::Edit(id)) => store.read(|s| s.mine(id).map(|mine| mine.source.clone())),
            _ => None,
        };
        if let Some(kept) = draft.as_ref().or(source.as_ref()) {
            field.set_value(kept);
        }
    }
    draft.is_some_and(|draft| draft == field.value())
}

/// The name used last is there when it is needed. Answers it, where it is the one in the field.
pub(super) fn adopt_name(store: &Store, name: &NodeRef) -> Option<AttrValue> {
    let (field, name) = (name.cast::<HtmlInputElement>()?, store.recall(SavedFields::Name)?);
    if field.value().is_empty() {
        field.set_value(&name);
    }
    (!name.is_empty() && field.value() == name).then(|| name.into())
}

/// Puts the focus in a field.
pub(super) fn focus(field: &NodeRef) {
    // A field that is gone already needs no focus.
    _ = field.cast::<HtmlElement>().map(|field| field.focus());
}

/// Leaves a field that stays where it is. On a screen that is touched the focus goes to its form: in the field it would keep
/// the keyboard open, which covers half of what is read. Whoever has keys types on.
pub(super) fn leave(field: &NodeRef) {
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

/// Selects a part of the words. A browser counts in UTF-16.
pub(super) fn select(words: &NodeRef, place: Range<usize>) {
    let Some(field) = words.cast::<HtmlTextAreaElement>() else { return };
    let typed = field.value();
    let count = |at| typed.get(..at).and_then(|before| u32::try_from(before.encode_utf16().count()).ok());
    if let (Some(start), Some(end)) = (count(place.start), count(place.end)) {
        // Fail only where the field is gone.
        _ = field.focus();
        _ = field.set_selection_range(start, end);
    }
}
