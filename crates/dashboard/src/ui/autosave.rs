//! A text of the settings is kept by itself: a moment after the last letter, when its field is left, and when the page is.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::{self, Change, Failure};
use crate::context::Context;
use crate::text::site as say;
use crate::ui::toast_message::ToastMessage;

/// How long nobody types before what was typed is sent, in milliseconds.
const PAUSE: u32 = 1_500;

/// What is typed into one or more fields, and how it is kept.
pub(crate) trait Autosaved: Clone + PartialEq + 'static {
    /// What the server answers.
    type Answer: serde::de::DeserializeOwned;

    /// What it is called, for the sentence that says that it is kept.
    fn called(&self) -> &'static str;

    /// The change that keeps it.
    fn change(&self) -> Change;

    /// The same as the server keeps it.
    fn kept(&self, answer: Self::Answer) -> Self;

    /// Whether it may be kept while somebody still types: where an empty field means something of its own, it may only be
    /// kept once the field is left.
    fn is_whole(&self) -> bool {
        true
    }
}

/// What is typed, what is kept, and what is under way.
struct Inner<T> {
    typed: T,
    kept: T,
    sending: bool,
    /// How often something was typed: a pause counts from the last time.
    times: u32,
}

/// Keeps what is typed.
pub(crate) struct Autosave<T: Autosaved> {
    inner: Rc<RefCell<Inner<T>>>,
    /// What the fields show.
    shown: UseStateHandle<T>,
    /// Why what is typed is not kept, where it was refused or lost.
    pub(crate) wrong: UseStateHandle<Option<String>>,
    /// Around the fields: while the focus is in there, nothing but their writer changes what they show.
    pub(crate) around: NodeRef,
    context: Context,
    done: Callback<T>,
}

impl<T: Autosaved> Clone for Autosave<T> {
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.clone(),
            shown: self.shown.clone(),
            wrong: self.wrong.clone(),
            around: self.around.clone(),
            context: self.context.clone(),
            done: self.done.clone(),
        }
    }
}

impl<T: Autosaved> Autosave<T> {
    /// What the fields show.
    pub(crate) fn shown(&self) -> &T {
        &self.shown
    }

    /// Something else was typed: it is kept after a pause.
    pub(crate) fn types(&self, change: impl FnOnce(&mut T)) {
        let times = {
            let mut inner = self.inner.borrow_mut();
            change(&mut inner.typed);
            inner.times = inner.times.wrapping_add(1);
            self.shown.set(inner.typed.clone());
            inner.times
        };
        let keeper = self.clone();
        let paused = move || {
            let due = keeper.inner.borrow().times == times && keeper.inner.borrow().typed.is_whole();
            if due {
                keeper.keep();
            }
        };
        Timeout::new(PAUSE, paused).forget();
    }

    /// Keeps what was typed now, if it is not kept already.
    pub(crate) fn keep(&self) {
        let (typed, before) = {
            let mut inner = self.inner.borrow_mut();
            if inner.sending || inner.typed == inner.kept {
                return;
            }
            inner.sending = true;
            (inner.typed.clone(), inner.kept.clone())
        };
        let keeper = self.clone();
        spawn_local(async move {
            let answer = api::keep(typed.change()).await;
            keeper.inner.borrow_mut().sending = false;
            match answer {
                Ok(answer) => keeper.is_kept(&typed, typed.kept(answer), before),
                Err(Failure::Out) => keeper.context.failed(Failure::Out),
                // What was typed stays in its field, with the reason below it.
                Err(Failure::Wrong(why)) => keeper.wrong.set(Some(why)),
            }
        });
    }

    fn is_kept(&self, sent: &T, kept: T, before: T) {
        let more = {
            let mut inner = self.inner.borrow_mut();
            inner.kept = kept.clone();
            let more = inner.typed != *sent;
            if !more {
                inner.typed = kept.clone();
                if !self.is_at() {
                    self.shown.set(kept.clone());
                }
            }
            more
        };
        self.wrong.set(None);
        self.done.emit(kept);
        if more {
            return self.keep();
        }
        let keeper = self.clone();
        let back = Callback::from(move |()| {
            let before = before.clone();
            keeper.types(|typed| *typed = before);
            keeper.keep();
        });
        let words = say::saved(sent.called());
        self.context.say.emit(ToastMessage { words, back: Some(back), ..ToastMessage::default() });
    }

    /// Whether somebody is in one of the fields.
    fn is_at(&self) -> bool {
        let at =
            self.around.get().and_then(|node| node.owner_document()).and_then(|document| document.active_element());
        self.around.get().is_some_and(|around| at.is_some_and(|at| around.contains(Some(&at))))
    }

    /// The page goes: what is not kept yet is sent by the browser itself.
    fn keep_at_last(&self) {
        let inner = self.inner.borrow();
        if inner.typed != inner.kept {
            api::keep_at_last(inner.typed.change());
        }
    }

    /// Below the fields: why what was typed is not kept, and the button that tries once more.
    pub(crate) fn note(&self) -> Html {
        let Some(why) = &*self.wrong else { return Html::default() };
        let keeper = self.clone();
        let again = move |_: MouseEvent| keeper.keep();
        html! {
            <div class="unsaved" role="alert">
                <p class="wrong">{ say::NOT_SAVED }{ " " }{ why }</p>
                <button type="button" onclick={again}>{ crate::text::AGAIN }</button>
            </div>
        }
    }
}

/// Keeps what is typed into the fields of a component, which shows `kept` at first. Each time something is kept, `done`
/// hears it as the server has it.
#[hook]
pub(crate) fn use_keeper<T: Autosaved>(kept: T, context: &Context, done: Callback<T>) -> Autosave<T> {
    let shown = use_state(|| kept.clone());
    let wrong = use_state(|| None::<String>);
    let around = use_node_ref();
    let inner =
        use_memo((), |()| RefCell::new(Inner { typed: kept.clone(), kept: kept.clone(), sending: false, times: 0 }));
    let keeper = Autosave { inner, shown, wrong, around, context: context.clone(), done };
    {
        // What was changed elsewhere is shown, unless somebody has typed something else.
        let keeper = keeper.clone();
        use_effect_with(kept, move |kept| {
            let mut inner = keeper.inner.borrow_mut();
            if inner.typed == inner.kept && !inner.sending && inner.kept != *kept {
                inner.kept = kept.clone();
                inner.typed = kept.clone();
                keeper.shown.set(kept.clone());
            }
        });
    }
    {
        let keeper = keeper.clone();
        use_effect_with((), move |()| {
            let window = web_sys::window();
            let listen = |event: &'static str, keeps: fn(&Autosave<T>)| {
                let keeper = keeper.clone();
                window.as_ref().map(|window| EventListener::new(window, event, move |_| keeps(&keeper)))
            };
            let listeners = [listen("pagehide", Autosave::keep_at_last), listen("online", Autosave::keep)];
            move || {
                drop(listeners);
                keeper.keep();
            }
        });
    }
    keeper
}
