//! What goes on in a field while somebody types.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use porch_protocol::{Pause, limits};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::field::Stage;
use super::opened::Opening;
use crate::pause::second_look;
use crate::state::{Action, At, Form, Notice, Part};
use crate::store::{Recalled, Store, Verb, Words};
use crate::value::{Value, use_element};

/// Characters of a part that a second look names.
const NAMED: usize = 80;

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
    /// Back to a part of the words, by its place in bytes.
    pub(super) back: Callback<Range<usize>>,
    /// Leaves the words for later.
    pub(super) sleep: Callback<MouseEvent>,
}

/// A second look that was asked for: the words as they were, and whether they were slept on.
#[derive(Default)]
struct Looked {
    at: Option<String>,
    slept: bool,
}

impl Looked {
    /// What came of it, now that `words` go out.
    fn outcome(&self, words: &str) -> Option<Pause> {
        self.at.as_ref().map(|before| match () {
            () if self.slept => Pause::Slept,
            () if before == words => Pause::Kept,
            () => Pause::Edited,
        })
    }
}

#[hook]
pub(super) fn use_typing(
    store: &Store,
    form: Option<Form>,
    words: &NodeRef,
    opening: &Opening,
    stage: &Value<Stage>,
) -> Typing {
    let (words, name) = (words.clone(), use_element());
    {
        let (words, name, stage, store) = (words.clone(), name.clone(), stage.clone(), store.clone());
        use_effect_with((), move |()| {
            adopt(&store, form, &words, &name);
            stage.set(Stage::Writing);
        });
    }
    let looked = use_mut_ref(Looked::default);
    let changed = {
        let (words, name, store, stage) = (words.clone(), name.clone(), store.clone(), stage.clone());
        let open = opening.open.clone();
        Callback::from(move |()| {
            // Whoever writes on has looked.
            stage.set(Stage::Writing);
            open.emit(());
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
            match stage.get() {
                Stage::Preview(_) => came.emit(None),
                Stage::Drawn | Stage::Writing | Stage::SecondLook(_) => {
                    store.ask(Verb::Preview(form, value_of(&words), came));
                }
            }
        })
    };
    let submit = {
        let (words, name, store, stage) = (words.clone(), name.clone(), store.clone(), stage.clone());
        let (looked, shut) = (Rc::clone(&looked), opening.shut.clone());
        Callback::from(move |e: SubmitEvent| {
            e.prevent_default();
            if let Some(place) = ask_once(&store, form, &value_of(&words), &looked) {
                return stage.set(Stage::SecondLook(place));
            }
            stage.set(Stage::Writing);
            share(&store, form, (&words, &name), &looked, &shut);
        })
    };
    let back = {
        let (words, stage) = (words.clone(), stage.clone());
        Callback::from(move |place| {
            stage.set(Stage::Writing);
            select(&words, place);
        })
    };
    let sleep = {
        let (words, store, stage) = (words.clone(), store.clone(), stage.clone());
        Callback::from(move |_: MouseEvent| {
            looked.borrow_mut().slept = true;
            stage.set(Stage::Writing);
            // The button goes; the focus stays with the words.
            focus(&words);
            store.ask(Verb::KeepNow(form, value_of(&words)));
            store.ask(Verb::Sleep(form));
        })
    };
    let typed = changed.reform(|_: InputEvent| ());
    Typing { words, name, submit, keys: keys(store, form), typed, changed, preview, back, sleep }
}

fn value_of(field: &NodeRef) -> String {
    field.cast::<HtmlTextAreaElement>().map(|field| field.value()).unwrap_or_default()
}

/// Fills empty fields with what this browser kept. What is typed already stays.
fn adopt(store: &Store, form: Option<Form>, words: &NodeRef, name: &NodeRef) {
    adopt_name(store, name);
    adopt_words(store, form, words);
    if form.is_some() {
        focus(words);
    }
}

/// The draft of an empty field is there again, or the words that are to be changed.
fn adopt_words(store: &Store, form: Option<Form>, words: &NodeRef) {
    let Some(field) = words.cast::<HtmlTextAreaElement>().filter(|field| field.value().is_empty()) else { return };
    let source = match form {
        Some(Form::Edit(id)) => store.read(|s| s.mine(id).map(|mine| mine.source.clone())),
        _ => None,
    };
    if let Some(kept) = store.recall(Recalled::Draft(form)).or(source) {
        field.set_value(&kept);
    }
}

fn focus(field: &NodeRef) {
    // A field that is gone already needs no focus.
    _ = field.cast::<HtmlElement>().map(|field| field.focus());
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
    let (said, part) = match limits::BODY_CHARS.checked_sub(chars) {
        None => ((text.write.over)(chars - limits::BODY_CHARS), Some(Part::Words)),
        Some(left) if left <= 500 => ((text.write.left)(left), None),
        // What was said about the words before is answered by typing on.
        Some(_) if store.read(|state| state.notice.is_none()) => return,
        Some(_) => return store.dispatch(Action::Say(None)),
    };
    store.dispatch(Action::Say(Some(Notice {
        at: At::Form(form),
        said,
        wrong: part.is_some(),
        part,
        team_name: false,
    })));
}

/// Asks for a second look where one is due and was not asked for yet: says so, and where.
fn ask_once(store: &Store, form: Option<Form>, words: &str, looked: &RefCell<Looked>) -> Option<Range<usize>> {
    let text = store.config().text;
    if looked.borrow().at.is_some() || matches!(form, Some(Form::Report(_))) {
        return None;
    }
    let (place, why) = second_look(words, text.lexicon)?;
    let part: String = words.get(place.clone())?.chars().take(NAMED).collect();
    looked.borrow_mut().at = Some(words.trim().into());
    let said = (text.write.second_look)(&part, why);
    store.dispatch(Action::Say(Some(Notice { at: At::Form(form), said, wrong: false, part: None, team_name: false })));
    Some(place)
}

/// Selects a part of the words. A browser counts in UTF-16.
fn select(words: &NodeRef, place: Range<usize>) {
    let Some(field) = words.cast::<HtmlTextAreaElement>() else { return };
    let typed = field.value();
    let count = |at| typed.get(..at).and_then(|before| u32::try_from(before.encode_utf16().count()).ok());
    if let (Some(start), Some(end)) = (count(place.start), count(place.end)) {
        // Fail only where the field is gone.
        _ = field.focus();
        _ = field.set_selection_range(start, end);
    }
}

fn share(
    store: &Store,
    form: Option<Form>,
    (words, name): (&NodeRef, &NodeRef),
    looked: &Rc<RefCell<Looked>>,
    shut: &Callback<()>,
) {
    let safe = {
        let (words, looked, shut) = (words.clone(), Rc::clone(looked), shut.clone());
        Callback::from(move |()| {
            looked.take();
            shut.emit(());
            if let Some(field) = words.cast::<HtmlTextAreaElement>() {
                field.set_value("");
            }
        })
    };
    let called = name.cast::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default();
    let body: String = value_of(words).trim().into();
    let pause = looked.borrow().outcome(&body);
    store.ask(Verb::Share(Words { form, name: called.trim().into(), body, pause, safe }));
    // Whoever has to change something is led there, each time anew.
    match store.read(|state| state.notice.as_ref().filter(|notice| notice.at == At::Form(form)).and_then(|n| n.part)) {
        Some(Part::Name) => focus(name),
        Some(Part::Words) => focus(words),
        None => {}
    }
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
