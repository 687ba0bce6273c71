//! What the loader calls: it hands a conversation over, and asks things of it while it is alive.

use std::rc::Rc;

use porch_protocol::{CommentId, ThreadPage};
use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::conversation::Conversation;
use crate::embed::{Bridge, Options};
use crate::later::later;
use crate::state::{Action, Form, State};
use crate::store::Store;
use crate::takeover::read_page;
use crate::{actions, drafts, own_comments, panics, posting, wire};

/// A conversation that is alive. The loader holds it, and ends it.
#[wasm_bindgen]
pub struct Widget(pub(crate) Rc<Conversation>);

/// Takes over the fragment in `section`, which shows the state `page`.
#[wasm_bindgen]
pub fn take_over(bridge: Bridge, section: Element, page: JsValue, options: &JsValue) -> Result<Widget, JsValue> {
    panics::report_to(bridge.clone());
    let options = Options::read(options);
    let still = wire::thread_page(&page).ok_or("no thread")?;
    let config = options.config(&still);
    let state = State::new(&still, config.order);
    let store = Store::new(config, state);
    let conversation = Conversation::new(store, bridge, section, &options)?;
    actions::answer(&conversation);
    // The composer comes alive first; the comments are read meanwhile.
    conversation.roots.work();
    let reading = Rc::clone(&conversation);
    later(async move {
        let read = read_page(&page, &reading.bridge).await;
        if let Some(read) = read.filter(|_| !reading.ended.get()) {
            complete(&reading, &read);
        }
    });
    Ok(Widget(conversation))
}

fn complete(conversation: &Rc<Conversation>, page: &ThreadPage) {
    conversation.store.draw(page);
    conversation.follow_list();
    conversation.hear_held();
    posting::resume(conversation);
}

#[wasm_bindgen]
impl Widget {
    /// Somebody waits for this root.
    pub fn hurry(&self, root: Element) {
        self.0.roots.hurry(root);
    }

    /// What others did, as `changes` answers it.
    pub fn changed(&self, changes: &JsValue) {
        // A newer server's news are left alone; the next load shows them.
        if let Some(changes) = wire::changes(changes) {
            self.0.hear(changes);
        }
    }

    /// Shows what waits, and goes there.
    pub fn show(&self) {
        let conversation = Rc::clone(&self.0);
        let first = conversation.store.read(|state| {
            state.waiting.iter().map(|waits| (waits.comment.posted_at, waits.comment.id)).min().map(|(_, id)| id)
        });
        conversation.store.dispatch(Action::Show);
        conversation.count();
        later(async move {
            if let Some(first) = first {
                conversation.focus_comment(first).await;
            }
        });
    }

    /// Looks for a comment on the next pages of the thread. Resolves to whether it is on the page now.
    pub async fn find(&self, id: String) -> bool {
        let Ok(id) = id.parse::<CommentId>() else { return false };
        let conversation = Rc::clone(&self.0);
        if !actions::bring(&conversation, id).await {
            return false;
        }
        conversation.focus_comment(id).await;
        conversation.article(id).is_some()
    }

    /// Puts the focus in the composer, or in a reply's field, with words to begin with.
    pub fn focus_composer(&self, reply_to: Option<String>, quote: Option<String>, text: Option<String>) {
        let conversation = Rc::clone(&self.0);
        later(async move {
            drafts::put_words(&conversation, reply_to, quote, text).await;
        });
    }

    /// Opens a form below a comment: `reply`, `report`, `edit` or `delete`. Resolves, once it is drawn, to whether it is.
    pub async fn open(&self, id: String, what: String) -> bool {
        let Ok(id) = id.parse::<CommentId>() else { return false };
        let form = match what.as_str() {
            "reply" => Form::Reply(id),
            "edit" => Form::Edit(id),
            "delete" => Form::Withdraw(id),
            _ => Form::Report(id),
        };
        let conversation = Rc::clone(&self.0);
        actions::bring(&conversation, id).await && conversation.open_form(form).await
    }

    /// Offers a reply that was begun in the composer, where its comment is gone and the composer is empty. Resolves to
    /// whether the words are there.
    pub async fn adopt(&self, id: String, words: String) -> bool {
        let Ok(id) = id.parse::<CommentId>() else { return false };
        let conversation = Rc::clone(&self.0);
        actions::is_gone(&conversation, id).await && drafts::adopt(&conversation, id, &words)
    }

    /// The line is back: what waits to be sent goes out now.
    pub fn online(&self) {
        posting::again_all(&self.0);
    }

    /// Somebody looks at the page again.
    pub fn look(&self) {
        own_comments::look(&self.0);
    }

    /// The page may be gone any moment: what is typed is kept now.
    pub fn leave(&self) {
        drafts::keep_unsaved(&self.0);
    }

    /// The element is gone, or shows another page.
    pub fn destroy(&self) {
        self.0.end();
    }
}
