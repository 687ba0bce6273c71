//! Saves a text of the settings by itself: a moment after the last letter, when its field is left, and when the page is
//! left.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use porch_class_macros::html;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::{self, Failure, Request};
use crate::context::Context;
use crate::text;
use crate::text::site as texts;

/// How long after the last keystroke the text is sent, in milliseconds.
const DELAY: u32 = 1_500;

/// The values of one or more fields, and how they are saved.
pub(crate) trait Autosaved: Clone + PartialEq + 'static {
    /// The server's response.
    type Response: serde::de::DeserializeOwned + 'static;

    /// Its name, for the message that says that it is saved.
    fn label(&self) -> &'static str;

    /// The request that saves it.
    fn change(&self) -> Request<Self::Response>;

    /// The values as the server has saved them.
    fn saved(&self, answer: Self::Response) -> Self;

    /// Whether it may be saved while the field has the focus. Where an empty field has a meaning of its own, it may
    /// only be saved once the field is left.
    fn is_complete(&self) -> bool {
        true
    }
}

/// The typed values, the saved values, and whether a request is being sent.
struct Inner<T> {
    typed: T,
    saved: T,
    sending: bool,
    /// How many edits there were: the pause counts from the last one.
    edits: u32,
}

/// Saves what is typed.
pub(crate) struct Autosave<T: Autosaved> {
    inner: Rc<RefCell<Inner<T>>>,
    /// What the fields show.
    shown: UseStateHandle<T>,
    /// Why the typed values are not saved, where the request was refused or lost.
    pub(crate) error: UseStateHandle<Option<String>>,
    /// The element around the fields: while the focus is inside it, only typing changes what they show.
    pub(crate) container: NodeRef,
    context: Context,
    on_saved: Callback<T>,
}

impl<T: Autosaved> Clone for Autosave<T> {
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.clone(),
            shown: self.shown.clone(),
            error: self.error.clone(),
            container: self.container.clone(),
            context: self.context.clone(),
            on_saved: self.on_saved.clone(),
        }
    }
}

impl<T: Autosaved> Autosave<T> {
    /// What the fields show.
    pub(crate) fn shown(&self) -> &T {
        &self.shown
    }

    /// Changes the typed values: they are saved after a pause.
    pub(crate) fn edit(&self, change: impl FnOnce(&mut T)) {
        let edits = {
            let mut inner = self.inner.borrow_mut();
            change(&mut inner.typed);
            inner.edits = inner.edits.wrapping_add(1);
            self.shown.set(inner.typed.clone());
            inner.edits
        };
        let autosave = self.clone();
        let after_delay = move || {
            let due = autosave.inner.borrow().edits == edits && autosave.inner.borrow().typed.is_complete();
            if due {
                autosave.save();
            }
        };
        Timeout::new(DELAY, after_delay).forget();
    }

    /// Saves the typed values now, if they are not saved already.
    pub(crate) fn save(&self) {
        let (typed, previous) = {
            let mut inner = self.inner.borrow_mut();
            if inner.sending || inner.typed == inner.saved {
                return;
            }
            inner.sending = true;
            (inner.typed.clone(), inner.saved.clone())
        };
        let autosave = self.clone();
        spawn_local(async move {
            let answer = typed.change().await;
            autosave.inner.borrow_mut().sending = false;
            match answer {
                Ok(answer) => autosave.finish_save(&typed, typed.saved(answer), previous),
                Err(Failure::SignedOut) => autosave.context.show_failure(Failure::SignedOut),
                // The typed text stays in its field, with the reason below it.
                Err(Failure::Message(reason)) => autosave.error.set(Some(reason)),
            }
        });
    }

    fn finish_save(&self, sent: &T, saved: T, previous: T) {
        let edited = {
            let mut inner = self.inner.borrow_mut();
            inner.saved = saved.clone();
            let edited = inner.typed != *sent;
            if !edited {
                inner.typed = saved.clone();
                if !self.has_focus() {
                    self.shown.set(saved.clone());
                }
            }
            edited
        };
        self.error.set(None);
        self.on_saved.emit(saved);
        if edited {
            return self.save();
        }
        let autosave = self.clone();
        self.context.notify_undoable(texts::saved(sent.label()), move || {
            let previous = previous.clone();
            autosave.edit(|typed| *typed = previous);
            autosave.save();
        });
    }

    /// Whether the focus is in one of the fields.
    fn has_focus(&self) -> bool {
        let focused =
            self.container.get().and_then(|node| node.owner_document()).and_then(|document| document.active_element());
        self.container.get().is_some_and(|container| focused.is_some_and(|focused| container.contains(Some(&focused))))
    }

    /// The page is being left: the browser itself sends what is not saved yet.
    fn save_on_leave(&self) {
        let inner = self.inner.borrow();
        if inner.typed != inner.saved {
            api::save_on_leave(inner.typed.change());
        }
    }

    /// Below the fields: why the typed values are not saved, and a button that tries again.
    pub(crate) fn error_note(&self) -> Html {
        let Some(reason) = &*self.error else { return Html::default() };
        let autosave = self.clone();
        let retry = move |_: MouseEvent| autosave.save();
        html! {
            <div class="unsaved" role="alert">
                <p class="wrong">{ text().site_not_saved() }{ " " }{ reason }</p>
                <button type="button" onclick={retry}>{ text().try_again() }</button>
            </div>
        }
    }
}

/// Saves what is typed into the fields of a component, which shows `saved` at first. Each time a request succeeds,
/// `on_saved` receives the values as the server has them.
#[hook]
pub(crate) fn use_autosave<T: Autosaved>(saved: T, context: &Context, on_saved: Callback<T>) -> Autosave<T> {
    let shown = use_state(|| saved.clone());
    let error = use_state(|| None::<String>);
    let container = use_node_ref();
    let inner =
        use_memo((), |()| RefCell::new(Inner { typed: saved.clone(), saved: saved.clone(), sending: false, edits: 0 }));
    let autosave = Autosave { inner, shown, error, container, context: context.clone(), on_saved };
    {
        // A change made elsewhere is shown, unless other values were typed here.
        let autosave = autosave.clone();
        use_effect_with(saved, move |saved| {
            let mut inner = autosave.inner.borrow_mut();
            if inner.typed == inner.saved && !inner.sending && inner.saved != *saved {
                inner.saved = saved.clone();
                inner.typed = saved.clone();
                autosave.shown.set(saved.clone());
            }
        });
    }
    {
        let autosave = autosave.clone();
        use_effect_with((), move |()| {
            let window = web_sys::window();
            let listen = |event: &'static str, save: fn(&Autosave<T>)| {
                let autosave = autosave.clone();
                window.as_ref().map(|window| EventListener::new(window, event, move |_| save(&autosave)))
            };
            let listeners = [listen("pagehide", Autosave::save_on_leave), listen("online", Autosave::save)];
            move || {
                drop(listeners);
                autosave.save();
            }
        });
    }
    autosave
}
