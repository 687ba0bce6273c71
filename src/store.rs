//! The store that all roots of a conversation share. It lives outside Yew, since roots share nothing else.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::{Rc, Weak};

use yew::prelude::*;

use crate::arrange::Block;
use crate::config::Config;
use crate::reduce::reduce;
use crate::state::{Action, Form, Key, State};
use crate::value::use_value;
use porch_protocol::{CommentId, SecondLook, ThreadPage, Timestamp};

/// What a component asks for. Whoever runs the conversation answers; on the server nobody does.
#[derive(Clone, PartialEq, Debug)]
pub enum UserAction {
    /// Share what is in a field.
    Share(Submission),
    /// Keep a draft of a field, after a while; then the callback hears whether it outlives the page.
    Keep(Option<Form>, String, Callback<bool>),
    /// Keep it at once.
    KeepNow(Option<Form>, String),
    /// Say that a field's words are kept for later, and how long.
    Sleep(Option<Form>),
    /// Say nothing more in a form.
    Hush(Option<Form>),
    /// Show how a field's words will look.
    Preview(Option<Form>, String, Callback<Option<porch_protocol::Tree>>),
    /// Take one's own comment back.
    Withdraw(CommentId),
    /// Ask the host to look once more.
    LookAgain(CommentId),
    /// Send stuck words again.
    Again(CommentId),
    /// Put stuck words back into the field.
    TakeBack(CommentId),
    /// Show more of the thread.
    More,
    /// Open a form, or close it.
    Open(Option<Form>),
    /// A comment is on the page: give it its time, its link and its sign.
    Dress(NodeRef),
}

/// What is in a field when its owner wants to share it.
#[derive(Clone, PartialEq, Debug)]
pub struct Submission {
    /// The form; none for the composer.
    pub form: Option<Form>,
    /// The name to show.
    pub name: String,
    /// The words, as Markdown.
    pub body: String,
    /// What their author did about a second look.
    pub pause: Option<SecondLook>,
    /// Called once they are safe, so that the field can be emptied.
    pub safe: Callback<()>,
}

/// A handle on the store: cheap to clone, equal when it is the same store.
#[derive(Clone)]
pub struct Store(Rc<Inner>);

type Listener = Rc<dyn Fn()>;
type Answerer = Rc<dyn Fn(UserAction)>;
type Recall = Rc<dyn Fn(SavedFields) -> Option<String>>;

/// What a field may ask for from before.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum SavedFields {
    /// The draft of a form.
    Draft(Option<Form>),
    /// The name used last.
    Name,
    /// A moment that is still to come, as the time of day, as this browser writes it.
    Clock(Timestamp),
}

struct Inner {
    config: Config,
    state: RefCell<State>,
    /// What the server drew, until everything is taken over: a root's first rendering has to match it.
    drawn: RefCell<Option<State>>,
    /// A plain list: a few thousand entries are looked through in no time, and a map costs bytes.
    listeners: RefCell<Vec<(Key, usize, Listener)>>,
    last_id: Cell<usize>,
    answerer: RefCell<Option<Answerer>>,
    recall: RefCell<Option<Recall>>,
}

impl yew::html::ImplicitClone for Store {}

impl PartialEq for Store {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").finish_non_exhaustive()
    }
}

impl Store {
    /// A store that begins with what the server drew.
    pub fn new(config: Config, state: State) -> Self {
        Self(Rc::new(Inner {
            config,
            drawn: RefCell::new(Some(state.clone())),
            state: RefCell::new(state),
            listeners: RefCell::default(),
            last_id: Cell::new(0),
            answerer: RefCell::default(),
            recall: RefCell::default(),
        }))
    }

    /// What never changes.
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// Reads the state as it is now.
    pub fn read<T>(&self, select: impl FnOnce(&State) -> T) -> T {
        select(&self.0.state.borrow())
    }

    /// Reads what a first rendering has to show: what the server drew, while that is being taken over.
    fn first<T>(&self, select: impl FnOnce(&State) -> T) -> T {
        match &*self.0.drawn.borrow() {
            Some(drawn) => select(drawn),
            None => self.read(select),
        }
    }

    /// The comments that the server drew are here. What was done before they came stays.
    pub fn draw(&self, page: &ThreadPage) {
        self.0.drawn.replace(Some(State::new(page, self.0.config.order)));
        self.dispatch(Action::Drawn(page.clone()));
    }

    /// The blocks that the server drew.
    pub fn drawn_blocks(&self) -> Vec<Rc<Block>> {
        self.first(|state| state.blocks.clone())
    }

    /// Everything is taken over: from now on first renderings show the state as it is.
    pub fn settle(&self) {
        self.0.drawn.replace(None);
    }

    /// Changes the state and tells whom it concerns.
    pub fn dispatch(&self, action: Action) {
        let changed = reduce(&mut self.0.state.borrow_mut(), action);
        for key in changed {
            // Copied, since a listener may come or go while we call.
            let all = self.0.listeners.borrow();
            let listeners: Vec<Listener> = all.iter().filter(|l| l.0 == key).map(|l| Rc::clone(&l.2)).collect();
            drop(all);
            for listener in listeners {
                listener();
            }
        }
    }

    /// Calls `listener` after each change of `key`, until what this returns is dropped.
    pub fn subscribe(&self, key: Key, listener: Rc<dyn Fn()>) -> Subscription {
        let id = self.0.last_id.get() + 1;
        self.0.last_id.set(id);
        self.0.listeners.borrow_mut().push((key, id, listener));
        Subscription { store: Rc::downgrade(&self.0), id }
    }

    /// Asks for something that needs more than the state.
    pub fn ask(&self, verb: UserAction) {
        let answerer = self.0.answerer.borrow().clone();
        if let Some(answer) = answerer {
            answer(verb);
        }
    }

    /// What this browser kept.
    pub fn recall(&self, what: SavedFields) -> Option<String> {
        let recall = self.0.recall.borrow().clone();
        recall.and_then(|recall| recall(what))
    }

    /// Says who answers from now on; none ends it, and with it whatever the answerer holds.
    pub fn answer_with(&self, answerer: Option<Answerer>, recall: Option<Recall>) {
        self.0.answerer.replace(answerer);
        self.0.recall.replace(recall);
    }
}

/// Ends a subscription when it is dropped.
pub struct Subscription {
    store: Weak<Inner>,
    id: usize,
}

impl Drop for Subscription {
    fn drop(&mut self) {
        let Some(store) = self.store.upgrade() else { return };
        store.listeners.borrow_mut().retain(|(_, id, _)| *id != self.id);
    }
}

/// What `select` makes of the state, anew after each change of `key`. The first rendering shows what the server drew
/// and catches up right after, so that a root finds the page as it expects it.
#[hook]
pub fn use_store<T: Clone + PartialEq + 'static>(store: &Store, key: Key, select: impl Fn(&State) -> T + 'static) -> T {
    let value = use_value(|| store.first(&select));
    let look = {
        let (store, value) = (store.clone(), value.clone());
        Rc::new(move || value.set(store.read(&select)))
    };
    use_listener(store, key, look);
    value.get()
}

/// Calls `listener` once the component is drawn and after each change of `key`. The same for all that listen: an effect is
/// made anew for each type of its closure.
#[hook]
fn use_listener(store: &Store, key: Key, listener: Listener) {
    use_effect_with((store.clone(), key), move |(store, key)| {
        listener();
        let subscription = store.subscribe(*key, listener);
        move || drop(subscription)
    });
}
