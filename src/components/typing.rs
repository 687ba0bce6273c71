//! What goes on in a field while somebody types.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use porch_protocol::{SecondLook, limits};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::card_inputs::{adopt_name, adopt_words, focus, leave, select, value_of};
use super::composer_state::{FieldStage, Opening};
use crate::second_look::second_look;
use crate::state::{Action, Form, InvalidField, Notice, NoticePlace};
use crate::store::{Store, Submission, UserAction};
use crate::value::{Value, use_element, use_value};

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
    /// From the preview back to the words.
    pub(super) write: Callback<MouseEvent>,
    /// The name that stands in the place of its field, for whoever has said one before.
    pub(super) known: Value<Option<AttrValue>>,
    /// Leads to the name's field.
    pub(super) change: Callback<MouseEvent>,
    /// The focus is in the name's field.
    pub(super) rename: Callback<FocusEvent>,
    /// Whether the words are kept in this browser.
    pub(super) kept: Value<bool>,
    /// Back to a part of the words, by its place in bytes.
    pub(super) back: Callback<Range<usize>>,
    /// Leaves the words for later.
    pub(super) sleep: Callback<MouseEvent>,
}

/// A second look that was asked for: the words as they were, and whether they were slept on.
#[derive(Default)]
struct SecondLookState {
    at: Option<String>,
    slept: bool,
}

impl SecondLookState {
    /// What came of it, now that `words` go out.
    fn outcome(&self, words: &str) -> Option<SecondLook> {
        self.at.as_ref().map(|before| match () {
            () if self.slept => SecondLook::Slept,
            () if before == words => SecondLook::Kept,
            () => SecondLook::Edited,
        })
    }
}

#[hook]
pub(super) fn use_typing(
    store: &Store,
    form: Option<Form>,
    words: &NodeRef,
    opening: &Opening,
    stage: &Value<FieldStage>,
) -> Typing {
    let (words, name) = (words.clone(), use_element());
    let (known, kept) = (use_value(|| None), use_value(|| false));
    {
        let (words, name, stage, store) = (words.clone(), name.clone(), stage.clone(), store.clone());
        let (known, kept) = (known.clone(), kept.clone());
        use_effect_with((), move |()| {
            known.set(adopt_name(&store, &name));
            kept.set(adopt_words(&store, form, &words));
            stage.set(FieldStage::Writing);
            if form.is_some() {
                focus(&words);
            }
        });
    }
    let looked = use_mut_ref(SecondLookState::default);
    let changed = {
        let (words, name, store, stage) = (words.clone(), name.clone(), store.clone(), stage.clone());
        let (open, keeps) = (opening.open.clone(), kept.clone());
        Callback::from(move |()| {
            // Whoever writes on has looked.
            stage.set(FieldStage::Writing);
            open.emit(());
            let typed = value_of(&words);
            say_room(&store, form, typed.chars().count());
            adopt_name(&store, &name);
            let keeps = keeps.clone();
            store.ask(UserAction::Keep(form, typed, Callback::from(move |kept| keeps.set(kept))));
        })
    };
    let preview = {
        let (words, store, stage) = (words.clone(), store.clone(), stage.clone());
        Callback::from(move |_: MouseEvent| {
            let stage = stage.clone();
            let came = Callback::from(move |tree: Option<_>| {
                if let Some(tree) = tree {
                    stage.set(FieldStage::Preview(tree));
                }
            });
            store.ask(UserAction::Preview(form, value_of(&words), came));
        })
    };
    let write = {
        let stage = stage.clone();
        Callback::from(move |_: MouseEvent| stage.set(FieldStage::Writing))
    };
    let change = {
        let name = name.clone();
        Callback::from(move |_: MouseEvent| focus(&name))
    };
    let rename = {
        let known = known.clone();
        Callback::from(move |_: FocusEvent| known.set(None))
    };
    let submit = {
        let (words, name, store, stage) = (words.clone(), name.clone(), store.clone(), stage.clone());
        let (looked, shut, kept) = (Rc::clone(&looked), opening.shut.clone(), kept.clone());
        let (named, known) = ((store.clone(), name.clone()), known.clone());
        let gone = shut.reform(move |()| {
            kept.set(false);
            known.set(adopt_name(&named.0, &named.1));
        });
        Callback::from(move |e: SubmitEvent| {
            e.prevent_default();
            if let Some(place) = ask_once(&store, form, &value_of(&words), &looked) {
                return stage.set(FieldStage::SecondLook(place));
            }
            stage.set(FieldStage::Writing);
            share(&store, form, (&words, &name), &looked, &gone);
        })
    };
    let back = {
        let (words, stage) = (words.clone(), stage.clone());
        Callback::from(move |place| {
            stage.set(FieldStage::Writing);
            select(&words, place);
        })
    };
    let sleep = {
        let (words, store, stage) = (words.clone(), store.clone(), stage.clone());
        Callback::from(move |_: MouseEvent| {
            looked.borrow_mut().slept = true;
            stage.set(FieldStage::Writing);
            // The button goes.
            leave(&words);
            store.ask(UserAction::KeepNow(form, value_of(&words)));
            store.ask(UserAction::Sleep(form));
        })
    };
    let typed = changed.reform(|_: InputEvent| ());
    let keys = keys(store, form);
    Typing { words, name, submit, keys, typed, changed, preview, write, known, change, rename, kept, back, sleep }
}

/// How much room is left, said only when it gets narrow.
fn say_room(store: &Store, form: Option<Form>, chars: usize) {
    let text = store.config().text;
    let (said, part) = match limits::BODY_CHARS.checked_sub(chars) {
        None => ((text.write.over)(chars - limits::BODY_CHARS, limits::BODY_CHARS), Some(InvalidField::Words)),
        Some(left) if left <= 500 => ((text.write.left)(left), None),
        // What was said about the words before is answered by typing on.
        Some(_) if store.read(|state| state.notice.is_none()) => return,
        Some(_) => return store.dispatch(Action::Say(None)),
    };
    store.dispatch(Action::Say(Some(Notice {
        at: NoticePlace::Form(form),
        said,
        wrong: part.is_some(),
        part,
        team_name: false,
        left: None,
    })));
}

/// Asks for a second look where one is due and was not asked for yet: says so, and where.
fn ask_once(store: &Store, form: Option<Form>, words: &str, looked: &RefCell<SecondLookState>) -> Option<Range<usize>> {
    let text = store.config().text;
    if looked.borrow().at.is_some() || matches!(form, Some(Form::Report(_))) {
        return None;
    }
    let (place, why) = second_look(words, text.lexicon)?;
    let part: String = words.get(place.clone())?.chars().take(NAMED).collect();
    looked.borrow_mut().at = Some(words.trim().into());
    let said = (text.write.second_look)(&part, why);
    store.dispatch(Action::Say(Some(Notice {
        at: NoticePlace::Form(form),
        said,
        wrong: false,
        part: None,
        team_name: false,
        left: None,
    })));
    Some(place)
}

fn share(
    store: &Store,
    form: Option<Form>,
    (words, name): (&NodeRef, &NodeRef),
    looked: &Rc<RefCell<SecondLookState>>,
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
    store.ask(UserAction::Share(Submission { form, name: called.trim().into(), body, pause, safe }));
    // Whoever has to change something is led there, each time anew.
    match store
        .read(|state| state.notice.as_ref().filter(|notice| notice.at == NoticePlace::Form(form)).and_then(|n| n.part))
    {
        Some(InvalidField::Name) => focus(name),
        Some(InvalidField::Words) => focus(words),
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
        "Escape" if form.is_some() => store.ask(UserAction::Open(None)),
        _ => {}
    })
}
