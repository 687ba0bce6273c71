//! The store that all roots of a conversation share. It is outside Yew, since the roots are separate Yew apps.

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

/// What a component requests. The conversation handles it; on the server there is no handler.
#[derive(Clone, PartialEq, Debug)]
pub enum UserAction {
    /// Send the text of a field.
    Submit(Submission),
    /// Save a draft of a field after a delay; the callback is then told whether it outlives the page.
    SaveDraft(Option<Form>, String, Callback<bool>),
    /// Save it at once.
    SaveDraftNow(Option<Form>, String),
    /// Show that the draft is saved for later, and how long.
    SaveForLater(Option<Form>),
    /// Remove the notice of a form.
    ClearNotice(Option<Form>),
    /// Show a preview of a field's text.
    Preview(Option<Form>, String, Callback<Option<porch_protocol::Tree>>),
    /// Delete the visitor's own comment.
    Withdraw(CommentId),
    /// Ask the team for a second decision.
    Appeal(CommentId),
    /// Send a comment again that could not be sent.
    Retry(CommentId),
    /// Put a comment that could not be sent back into a field.
    BackToEditing(CommentId),
    /// Load the next page of the thread.
    LoadMore,
    /// Open a form, or close the open one.
    Open(Option<Form>),
    /// A comment was rendered: give it its time, its link and its avatar letter.
    Decorate(NodeRef),
}

/// The text of a field that its author submits.
#[derive(Clone, PartialEq, Debug)]
pub struct Submission {
    /// The form; none for the composer.
    pub form: Option<Form>,
    /// The author's name.
    pub name: String,
    /// The text, as Markdown.
    pub body: String,
    /// How the author answered the suggestion of a second look.
    pub second_look: Option<SecondLook>,
    /// Called once the comment is saved in the outbox, so that the field can be emptied.
    pub saved: Callback<()>,
}

/// A handle on the store: cheap to clone, equal when it is the same store.
#[derive(Clone)]
pub struct Store(Rc<Inner>);

type Listener = Rc<dyn Fn()>;
type Handler = Rc<dyn Fn(UserAction)>;
type Recall = Rc<dyn Fn(SavedValue) -> Option<String>>;

/// A value that the browser may have saved.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum SavedValue {
    /// The draft of a form.
    Draft(Option<Form>),
    /// The name used last.
    Name,
    /// A moment in the future, as the time of day in this browser's format.
    Clock(Timestamp),
}

struct Inner {
    config: Config,
    state: RefCell<State>,
    /// The state that the server rendered, until all roots are hydrated: a root's first rendering has to match it.
    server_state: RefCell<Option<State>>,
    /// A plain list: searching a few thousand entries takes no time, and a map would add bytes.
    listeners: RefCell<Vec<(Key, usize, Listener)>>,
    last_id: Cell<usize>,
    handler: RefCell<Option<Handler>>,
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
    /// A store that begins with the state that the server rendered.
    pub fn new(config: Config, state: State) -> Self {
        Self(Rc::new(Inner {
            config,
            server_state: RefCell::new(Some(state.clone())),
            state: RefCell::new(state),
            listeners: RefCell::default(),
            last_id: Cell::new(0),
            handler: RefCell::default(),
            recall: RefCell::default(),
        }))
    }

    /// The configuration; it never changes.
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// Reads the current state.
    pub fn read<T>(&self, select: impl FnOnce(&State) -> T) -> T {
        select(&self.0.state.borrow())
    }

    /// Reads the state for a first rendering: the one that the server rendered, while its roots are being hydrated.
    fn read_first_render<T>(&self, select: impl FnOnce(&State) -> T) -> T {
        match &*self.0.server_state.borrow() {
            Some(state) => select(state),
            None => self.read(select),
        }
    }

    /// Loads the comments that the server rendered. What was done before they were loaded stays.
    pub fn load(&self, page: &ThreadPage) {
        self.0.server_state.replace(Some(State::new(page, self.0.config.order)));
        self.dispatch(Action::CommentsLoaded(page.clone()));
    }

    /// The blocks that the server rendered.
    pub fn rendered_blocks(&self) -> Vec<Rc<Block>> {
        self.read_first_render(|state| state.blocks.clone())
    }

    /// All roots are hydrated: from now on first renderings show the current state.
    pub fn finish_hydration(&self) {
        self.0.server_state.replace(None);
    }

    /// Changes the state and calls the listeners of what has changed.
    pub fn dispatch(&self, action: Action) {
        let changed = reduce(&mut self.0.state.borrow_mut(), action);
        for key in changed {
            // Copied, since a listener may subscribe or unsubscribe while it runs.
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

    /// Passes a request to the conversation.
    pub fn request(&self, action: UserAction) {
        let handler = self.0.handler.borrow().clone();
        if let Some(handler) = handler {
            handler(action);
        }
    }

    /// Reads a value that this browser has saved.
    pub fn recall(&self, value: SavedValue) -> Option<String> {
        let recall = self.0.recall.borrow().clone();
        recall.and_then(|recall| recall(value))
    }

    /// Sets the handler of requests; none removes it, and with it everything that the handler holds.
    pub fn set_handler(&self, handler: Option<Handler>, recall: Option<Recall>) {
        self.0.handler.replace(handler);
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

/// What `select` makes of the state, computed again after each change of `key`. The first rendering shows the state
/// that the server rendered, as hydration requires; an effect then updates it.
#[hook]
pub fn use_store<T: Clone + PartialEq + 'static>(store: &Store, key: Key, select: impl Fn(&State) -> T + 'static) -> T {
    let value = use_value(|| store.read_first_render(&select));
    let update = {
        let (store, value) = (store.clone(), value.clone());
        Rc::new(move || value.set(store.read(&select)))
    };
    use_listener(store, key, update);
    value.get()
}

/// Calls `listener` once the component is rendered and after each change of `key`. It takes a boxed listener: an effect
/// is compiled once for each type of its closure.
#[hook]
fn use_listener(store: &Store, key: Key, listener: Listener) {
    use_effect_with((store.clone(), key), move |(store, key)| {
        listener();
        let subscription = store.subscribe(*key, listener);
        move || drop(subscription)
    });
}
