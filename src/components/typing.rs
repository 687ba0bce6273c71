//! The fields of a form while the visitor types: their callbacks.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use porch_protocol::{SecondLook, limits};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::card_inputs::{focus, leave_field, restore_body, restore_name, select, value_of};
use super::composer_state::{ComposerControl, FieldStage};
use crate::second_look::second_look;
use crate::state::{Action, Form, InvalidField, Notice, NoticePlace};
use crate::store::{Store, Submission, UserAction};
use crate::value::{Value, use_element, use_value};

/// How many characters of a part the second look quotes.
const QUOTED_CHARS: usize = 80;

/// A form's fields, and the callbacks of its events.
pub(super) struct Typing {
    pub(super) body: NodeRef,
    pub(super) name: NodeRef,
    pub(super) submit: Callback<SubmitEvent>,
    pub(super) keydown: Callback<KeyboardEvent>,
    pub(super) input: Callback<InputEvent>,
    /// The text was changed by a tool.
    pub(super) changed: Callback<()>,
    pub(super) preview: Callback<MouseEvent>,
    /// Back from the preview to the text.
    pub(super) write: Callback<MouseEvent>,
    /// The saved name, shown in place of its field.
    pub(super) saved_name: Value<Option<AttrValue>>,
    /// Moves the focus to the name field.
    pub(super) edit_name: Callback<MouseEvent>,
    /// The name field got the focus.
    pub(super) name_focused: Callback<FocusEvent>,
    /// Whether the draft is saved in this browser.
    pub(super) draft_saved: Value<bool>,
    /// Back to a part of the text, by its range in bytes.
    pub(super) edit_part: Callback<Range<usize>>,
    /// Saves the text for later.
    pub(super) save_for_later: Callback<MouseEvent>,
}

/// A second look that was suggested: the text at that time, and whether it was saved for later.
#[derive(Default)]
struct SecondLookState {
    shown_for: Option<String>,
    saved_for_later: bool,
}

impl SecondLookState {
    /// The author's answer, now that `text` is sent.
    fn outcome(&self, text: &str) -> Option<SecondLook> {
        self.shown_for.as_ref().map(|earlier| match () {
            () if self.saved_for_later => SecondLook::Slept,
            () if earlier == text => SecondLook::Kept,
            () => SecondLook::Edited,
        })
    }
}

#[hook]
pub(super) fn use_typing(
    store: &Store,
    form: Option<Form>,
    body: &NodeRef,
    composer: &ComposerControl,
    stage: &Value<FieldStage>,
) -> Typing {
    let (body, name) = (body.clone(), use_element());
    let (saved_name, draft_saved) = (use_value(|| None), use_value(|| false));
    {
        let (body, name, stage, store) = (body.clone(), name.clone(), stage.clone(), store.clone());
        let (saved_name, draft_saved) = (saved_name.clone(), draft_saved.clone());
        use_effect_with((), move |()| {
            saved_name.set(restore_name(&store, &name));
            draft_saved.set(restore_body(&store, form, &body));
            stage.set(FieldStage::Editing);
            if form.is_some() {
                focus(&body);
            }
        });
    }
    let second_look_state = use_mut_ref(SecondLookState::default);
    let changed = {
        let (body, name, store, stage) = (body.clone(), name.clone(), store.clone(), stage.clone());
        let (open, saved) = (composer.open.clone(), draft_saved.clone());
        Callback::from(move |()| {
            // Typing on answers the suggestion.
            stage.set(FieldStage::Editing);
            open.emit(());
            let text = value_of(&body);
            show_chars_left(&store, form, text.chars().count());
            restore_name(&store, &name);
            let saved = saved.clone();
            store.request(UserAction::SaveDraft(form, text, Callback::from(move |lasting| saved.set(lasting))));
        })
    };
    let preview = {
        let (body, store, stage) = (body.clone(), store.clone(), stage.clone());
        Callback::from(move |_: MouseEvent| {
            let stage = stage.clone();
            let on_preview = Callback::from(move |tree: Option<_>| {
                if let Some(tree) = tree {
                    stage.set(FieldStage::Preview(tree));
                }
            });
            store.request(UserAction::Preview(form, value_of(&body), on_preview));
        })
    };
    let write = {
        let stage = stage.clone();
        Callback::from(move |_: MouseEvent| stage.set(FieldStage::Editing))
    };
    let edit_name = {
        let name = name.clone();
        Callback::from(move |_: MouseEvent| focus(&name))
    };
    let name_focused = {
        let saved_name = saved_name.clone();
        Callback::from(move |_: FocusEvent| saved_name.set(None))
    };
    let submit = {
        let (body, name, store, stage) = (body.clone(), name.clone(), store.clone(), stage.clone());
        let (second_look_state, close, draft_saved) =
            (Rc::clone(&second_look_state), composer.close.clone(), draft_saved.clone());
        let (fields, saved_name) = ((store.clone(), name.clone()), saved_name.clone());
        let on_sent = close.reform(move |()| {
            draft_saved.set(false);
            saved_name.set(restore_name(&fields.0, &fields.1));
        });
        Callback::from(move |e: SubmitEvent| {
            e.prevent_default();
            if let Some(range) = suggest_second_look(&store, form, &value_of(&body), &second_look_state) {
                return stage.set(FieldStage::SecondLook(range));
            }
            stage.set(FieldStage::Editing);
            submit(&store, form, (&body, &name), &second_look_state, &on_sent);
        })
    };
    let edit_part = {
        let (body, stage) = (body.clone(), stage.clone());
        Callback::from(move |range| {
            stage.set(FieldStage::Editing);
            select(&body, range);
        })
    };
    let save_for_later = {
        let (body, store, stage) = (body.clone(), store.clone(), stage.clone());
        Callback::from(move |_: MouseEvent| {
            second_look_state.borrow_mut().saved_for_later = true;
            stage.set(FieldStage::Editing);
            // The button disappears.
            leave_field(&body);
            store.request(UserAction::SaveDraftNow(form, value_of(&body)));
            store.request(UserAction::SaveForLater(form));
        })
    };
    let input = changed.reform(|_: InputEvent| ());
    let keydown = shortcuts(store, form);
    Typing {
        body,
        name,
        submit,
        keydown,
        input,
        changed,
        preview,
        write,
        saved_name,
        edit_name,
        name_focused,
        draft_saved,
        edit_part,
        save_for_later,
    }
}

/// Shows how many characters are left, once they are few.
fn show_chars_left(store: &Store, form: Option<Form>, chars: usize) {
    let text = store.config().text;
    let (message, field) = match limits::BODY_CHARS.checked_sub(chars) {
        None => (text.characters_over(chars - limits::BODY_CHARS, limits::BODY_CHARS), Some(InvalidField::Body)),
        Some(left) if left <= 500 => (text.characters_left(left), None),
        // A notice about the earlier text is out of date.
        Some(_) if store.read(|state| state.notice.is_none()) => return,
        Some(_) => return store.dispatch(Action::SetNotice(None)),
    };
    store.dispatch(Action::SetNotice(Some(Notice {
        at: NoticePlace::Form(form),
        text: message,
        is_error: field.is_some(),
        field,
        team_name: false,
        seconds_left: None,
    })));
}

/// Suggests a second look where one is due and was not suggested yet. Returns the range of the part.
fn suggest_second_look(
    store: &Store,
    form: Option<Form>,
    text: &str,
    second_look_state: &RefCell<SecondLookState>,
) -> Option<Range<usize>> {
    let texts = store.config().text;
    if second_look_state.borrow().shown_for.is_some() || matches!(form, Some(Form::Report(_))) {
        return None;
    }
    let (range, finding) = second_look(text, texts.lexicon())?;
    let part: String = text.get(range.clone())?.chars().take(QUOTED_CHARS).collect();
    second_look_state.borrow_mut().shown_for = Some(text.trim().into());
    let message = texts.second_look(&part, finding);
    store.dispatch(Action::SetNotice(Some(Notice {
        at: NoticePlace::Form(form),
        text: message,
        is_error: false,
        field: None,
        team_name: false,
        seconds_left: None,
    })));
    Some(range)
}

fn submit(
    store: &Store,
    form: Option<Form>,
    (body, name): (&NodeRef, &NodeRef),
    second_look_state: &Rc<RefCell<SecondLookState>>,
    close: &Callback<()>,
) {
    let saved = {
        let (body, second_look_state, close) = (body.clone(), Rc::clone(second_look_state), close.clone());
        Callback::from(move |()| {
            second_look_state.take();
            close.emit(());
            if let Some(field) = body.cast::<HtmlTextAreaElement>() {
                field.set_value("");
            }
        })
    };
    let name_text = name.cast::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default();
    let text: String = value_of(body).trim().into();
    let outcome = second_look_state.borrow().outcome(&text);
    store.request(UserAction::Submit(Submission {
        form,
        name: name_text.trim().into(),
        body: text,
        second_look: outcome,
        saved,
    }));
    // Moves the focus to the field that has to be changed, on each attempt.
    match store
        .read(|state| state.notice.as_ref().filter(|notice| notice.at == NoticePlace::Form(form)).and_then(|n| n.field))
    {
        Some(InvalidField::Name) => focus(name),
        Some(InvalidField::Body) => focus(body),
        None => {}
    }
}

/// Ctrl+Enter submits, Esc closes a form below a comment.
fn shortcuts(store: &Store, form: Option<Form>) -> Callback<KeyboardEvent> {
    let store = store.clone();
    Callback::from(move |e: KeyboardEvent| match e.key().as_str() {
        "Enter" if e.ctrl_key() || e.meta_key() => {
            e.prevent_default();
            let form = e.target_dyn_into::<HtmlElement>().and_then(|element| element.closest("form").ok().flatten());
            if let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
                // Fails only where the form is gone.
                _ = form.request_submit();
            }
        }
        "Escape" if form.is_some() => store.request(UserAction::Open(None)),
        _ => {}
    })
}
