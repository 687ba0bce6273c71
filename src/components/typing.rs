//! What goes on in a field while somebody types.

use porch_protocol::limits;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::field::Stage;
use crate::state::{Action, At, Form, Notice};
use crate::store::{Recalled, Store, Verb, Words};

/// A field's parts, and what happens when they are used.
pub(super) struct Typing {
    pub(super) words: NodeRef,
    pub(super) name: NodeRef,
    pub(super) submit: Callback<SubmitEvent>,
    pub(super) keys: Callback<KeyboardEvent>,
    pub(super) typed: Callback<InputEvent>,
    /// The words changed without a key.
    pub(super) changed: Callback<()>,
    pub(super) preview: Callback<MouseEvent>,
}

#[hook]
pub(super) fn use_typing(store: &Store, form: Option<Form>, stage: &UseStateHandle<Stage>) -> Typing {
    let (words, name) = (use_node_ref(), use_node_ref());
    {
        let (words, name, stage, store) = (words.clone(), name.clone(), stage.clone(), store.clone());
        use_effect_with((), move |()| {
            adopt(&store, form, &words, &name);
            stage.set(Stage::Writing);
        });
    }
    let changed = {
        let (words, name, store) = (words.clone(), name.clone(), store.clone());
        Callback::from(move |()| {
            let typed = value_of(&words);
            say_room(&store, form, typed.chars().count());
            adopt_name(&store, &name);
            store.ask(Verb::Keep(form, typed));
        })
    };
    let preview = {
        let (words, store, stage) = (words.clone(), store.clone(), stage.clone());
        Callback::from(move |_: MouseEvent| {
            let came = {
                let stage = stage.clone();
                Callback::from(move |tree: Option<_>| stage.set(tree.map_or(Stage::Writing, Stage::Preview)))
            };
            match &*stage {
                Stage::Preview(_) => came.emit(None),
                Stage::Drawn | Stage::Writing => store.ask(Verb::Preview(form, value_of(&words), came)),
            }
        })
    };
    let submit = {
        let (words, name, store, stage) = (words.clone(), name.clone(), store.clone(), stage.clone());
        Callback::from(move |e: SubmitEvent| {
            e.prevent_default();
            stage.set(Stage::Writing);
            share(&store, form, &words, &name);
        })
    };
    let typed = changed.reform(|_: InputEvent| ());
    Typing { words, name, submit, keys: keys(store, form), typed, changed, preview }
}

fn value_of(field: &NodeRef) -> String {
    field.cast::<HtmlTextAreaElement>().map(|field| field.value()).unwrap_or_default()
}

/// Fills empty fields with what this browser kept. What is typed already stays.
fn adopt(store: &Store, form: Option<Form>, words: &NodeRef, name: &NodeRef) {
    adopt_name(store, name);
    let Some(field) = words.cast::<HtmlTextAreaElement>() else { return };
    if field.value().is_empty() {
        let source = match form {
            Some(Form::Edit(id)) => store.read(|s| s.mine(id).map(|mine| mine.source.clone())),
            _ => None,
        };
        if let Some(kept) = store.recall(Recalled::Draft(form)).or(source) {
            field.set_value(&kept);
        }
    }
    if form.is_some() {
        // A field that is gone already needs no focus.
        _ = field.focus();
    }
}

/// The name used last is there when it is needed.
fn adopt_name(store: &Store, name: &NodeRef) {
    if let Some(field) = name.cast::<HtmlInputElement>().filter(|field| field.value().is_empty())
        && let Some(name) = store.recall(Recalled::Name)
    {
        field.set_value(&name);
    }
}

/// How much room is left, said only when it gets narrow.
fn say_room(store: &Store, form: Option<Form>, chars: usize) {
    let text = store.config().text;
    let (said, wrong) = match limits::BODY_CHARS.checked_sub(chars) {
        None => ((text.write.over)(chars - limits::BODY_CHARS), true),
        Some(left) if left <= 500 => ((text.write.left)(left), false),
        // What was said about the words before is answered by typing on.
        Some(_) if store.read(|state| state.notice.is_none()) => return,
        Some(_) => return store.dispatch(Action::Say(None)),
    };
    store.dispatch(Action::Say(Some(Notice { at: At::Form(form), said, wrong })));
}

fn share(store: &Store, form: Option<Form>, words: &NodeRef, name: &NodeRef) {
    let safe = {
        let words = words.clone();
        Callback::from(move |()| {
            if let Some(field) = words.cast::<HtmlTextAreaElement>() {
                field.set_value("");
            }
        })
    };
    let name = name.cast::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default();
    store.ask(Verb::Share(Words { form, name: name.trim().into(), body: value_of(words).trim().into(), safe }));
}

/// Ctrl+Enter sends, Esc leaves a reply.
fn keys(store: &Store, form: Option<Form>) -> Callback<KeyboardEvent> {
    let store = store.clone();
    Callback::from(move |e: KeyboardEvent| match e.key().as_str() {
        "Enter" if e.ctrl_key() || e.meta_key() => {
            e.prevent_default();
            let form = e.target_dyn_into::<HtmlElement>().and_then(|at| at.closest("form").ok().flatten());
            if let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
                // Fails only where the form is gone.
                _ = form.request_submit();
            }
        }
        "Escape" if form.is_some() => store.ask(Verb::Open(None)),
        _ => {}
    })
}
