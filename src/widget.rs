//! What the loader may ask of a conversation that is alive.

use std::rc::Rc;

use porch_protocol::CommentId;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::app::{Widget, later};
use crate::state::{Action, Form};
use crate::{actions, drafts, own_comments, posting, wire};

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
        let app = Rc::clone(&self.0);
        let first = app.store.read(|state| {
            state.waiting.iter().map(|waits| (waits.comment.posted_at, waits.comment.id)).min().map(|(_, id)| id)
        });
        app.store.dispatch(Action::Show);
        app.count();
        later(async move {
            if let Some(first) = first {
                app.focus_comment(first).await;
            }
        });
    }

    /// Looks for a comment on the next pages of the thread. Resolves to whether it is on the page now.
    pub async fn find(&self, id: String) -> bool {
        let Ok(id) = id.parse::<CommentId>() else { return false };
        let app = Rc::clone(&self.0);
        if !actions::bring(&app, id).await {
            return false;
        }
        app.focus_comment(id).await;
        app.article(id).is_some()
    }

    /// Puts the focus in the composer, or in a reply's field, with words to begin with.
    pub fn focus_composer(&self, reply_to: Option<String>, quote: Option<String>, text: Option<String>) {
        let app = Rc::clone(&self.0);
        later(async move {
            drafts::put_words(&app, reply_to, quote, text).await;
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
        let app = Rc::clone(&self.0);
        actions::bring(&app, id).await && app.open_form(form).await
    }

    /// Offers a reply that was begun in the composer, where its comment is gone and the composer is empty. Resolves to
    /// whether the words are there.
    pub async fn adopt(&self, id: String, words: String) -> bool {
        let Ok(id) = id.parse::<CommentId>() else { return false };
        let app = Rc::clone(&self.0);
        actions::is_gone(&app, id).await && drafts::adopt(&app, id, &words)
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
