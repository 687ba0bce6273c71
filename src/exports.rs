//! What the loader calls: it hands a conversation over, and calls its functions while it is alive.

use std::rc::Rc;

use porch_protocol::{CommentId, ThreadPage};
use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::conversation::Conversation;
use crate::embed::{Bridge, Options};
use crate::spawn::spawn;
use crate::state::{Action, Form, State};
use crate::store::Store;
use crate::takeover::read_page;
use crate::{drafts, own_comments, panics, posting, user_actions, wire};

/// A live conversation. The loader holds it, and ends it.
#[wasm_bindgen]
pub struct Widget(pub(crate) Rc<Conversation>);

/// Hydrates the fragment in `section`, which shows the state `page`.
#[wasm_bindgen]
pub fn take_over(bridge: Bridge, section: Element, page: JsValue, options: &JsValue) -> Result<Widget, JsValue> {
    panics::report_to(bridge.clone());
    let options = Options::read(options);
    let outline = wire::thread_page(&page).ok_or("no thread")?;
    let config = options.config(&outline);
    let state = State::new(&outline, config.order);
    let store = Store::new(config, state);
    let conversation = Conversation::new(store, bridge, section, &options)?;
    user_actions::handle_user_actions(&conversation);
    // The composer is hydrated first; the comments are parsed meanwhile.
    conversation.roots.hydrate_all();
    let loading = Rc::clone(&conversation);
    spawn(async move {
        let loaded = read_page(&page, &loading.bridge).await;
        if let Some(loaded) = loaded.filter(|_| !loading.ended.get()) {
            complete(&loading, &loaded);
        }
    });
    Ok(Widget(conversation))
}

fn complete(conversation: &Rc<Conversation>, page: &ThreadPage) {
    conversation.store.load(page);
    conversation.sync_list();
    conversation.apply_held_changes();
    posting::resume(conversation);
}

#[wasm_bindgen]
impl Widget {
    /// Hydrates this root next: the visitor waits for it.
    pub fn prioritize_root(&self, root: Element) {
        self.0.roots.hydrate_next(root);
    }

    /// Applies changes by others, as `changes` responds with them.
    pub fn changed(&self, changes: &JsValue) {
        // Changes of a newer server that can't be parsed are ignored; the next load shows them.
        if let Some(changes) = wire::changes(changes) {
            self.0.apply_changes(changes);
        }
    }

    /// Shows the pending comments, and moves the focus to the first.
    pub fn show(&self) {
        let conversation = Rc::clone(&self.0);
        let first = conversation.store.read(|state| {
            state
                .pending_changes
                .iter()
                .map(|change| (change.comment.posted_at, change.comment.id))
                .min()
                .map(|(_, id)| id)
        });
        conversation.store.dispatch(Action::ShowPending);
        conversation.report_counts();
        spawn(async move {
            if let Some(first) = first {
                conversation.focus_comment(first).await;
            }
        });
    }

    /// Loads further pages of the thread until a comment is found. Resolves to whether it is on the page.
    pub async fn find(&self, id: String) -> bool {
        let Ok(id) = id.parse::<CommentId>() else { return false };
        let conversation = Rc::clone(&self.0);
        if !user_actions::load_comment(&conversation, id).await {
            return false;
        }
        conversation.focus_comment(id).await;
        conversation.article(id).is_some()
    }

    /// Moves the focus to the composer, or to a reply's field, with an initial text.
    pub fn focus_composer(&self, reply_to: Option<String>, quote: Option<String>, text: Option<String>) {
        let conversation = Rc::clone(&self.0);
        spawn(async move {
            drafts::insert_text(&conversation, reply_to, quote, text).await;
        });
    }

    /// Opens a form below a comment: `reply`, `report`, `edit` or `delete`. Resolves, once it is rendered, to whether
    /// it is.
    pub async fn open(&self, id: String, what: String) -> bool {
        let Ok(id) = id.parse::<CommentId>() else { return false };
        let form = match what.as_str() {
            "reply" => Form::Reply(id),
            "edit" => Form::Edit(id),
            "delete" => Form::Withdraw(id),
            _ => Form::Report(id),
        };
        let conversation = Rc::clone(&self.0);
        user_actions::load_comment(&conversation, id).await && conversation.open_form(form).await
    }

    /// Moves a begun reply into the composer, if its comment is gone and the composer is empty. Resolves to whether it
    /// was moved.
    pub async fn move_draft_to_composer(&self, id: String, text: String) -> bool {
        let Ok(id) = id.parse::<CommentId>() else { return false };
        let conversation = Rc::clone(&self.0);
        user_actions::is_gone(&conversation, id).await && drafts::move_to_composer(&conversation, id, &text)
    }

    /// The network is back: comments that wait for it are sent now.
    pub fn online(&self) {
        posting::retry_all(&self.0);
    }

    /// The visitor comes back to the page.
    pub fn on_page_visible(&self) {
        own_comments::page_visible(&self.0);
    }

    /// Fetches what only this visitor may know: they begin to write.
    pub fn refresh_own(&self) {
        own_comments::refresh_soon(&self.0);
    }

    /// The page may be closed at any moment: drafts are saved now.
    pub fn leave(&self) {
        drafts::save_unsaved_drafts(&self.0);
    }

    /// The element is removed, or shows another page.
    pub fn destroy(&self) {
        self.0.end();
    }
}
