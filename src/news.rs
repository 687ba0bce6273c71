//! What others did, folded in once nothing of one's own is on its way.

use std::rc::Rc;

use porch_protocol::Changes;

use crate::conversation::Conversation;
use crate::own_comments;
use crate::state::{Action, Sending};

impl Conversation {
    /// What others did is folded in; while own words are on their way, it waits for them.
    pub(crate) fn hear(self: &Rc<Self>, changes: Changes) {
        let sending = self.store.read(|state| state.sending.iter().any(|(_, how)| *how == Sending::OnTheWay));
        if sending || self.acts.get() > 0 || !self.complete.get() {
            self.held_news.borrow_mut().push(changes);
            return;
        }
        self.tell_answered(&changes);
        let own = changes.changes.iter().any(|change| self.store.read(|s| s.mine(change.comment.id).is_some()));
        self.store.dispatch(Action::Changed(changes));
        self.count();
        if own {
            // Where one stands here may be another place now, too.
            own_comments::ask_soon(self);
        }
    }

    /// Own words have arrived, or not: what waited for them is heard.
    pub(crate) fn hear_held(self: &Rc<Self>) {
        for changes in self.held_news.take() {
            self.hear(changes);
        }
        self.count();
    }

    fn tell_answered(&self, changes: &Changes) {
        for change in &changes.changes {
            let comment = &change.comment;
            let to_me = comment.parent.filter(|p| self.store.read(|s| s.mine(*p).is_some()));
            if let Some(to) = to_me.filter(|_| !self.store.read(|s| s.mine(comment.id).is_some())) {
                self.emit("answered", &[("id", &comment.id.to_string()), ("to", &to.to_string())]);
            }
        }
    }
}
