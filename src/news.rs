//! Applies changes by others, once no request of the visitor's own is unanswered.

use std::rc::Rc;

use porch_protocol::Changes;

use crate::conversation::Conversation;
use crate::own_comments;
use crate::state::{Action, Sending};

impl Conversation {
    /// Applies changes by others. While a request of the visitor's own is unanswered, they wait.
    pub(crate) fn apply_changes(self: &Rc<Self>, changes: Changes) {
        let sending = self.store.read(|state| state.sending.iter().any(|(_, progress)| *progress == Sending::InFlight));
        if sending || self.changes_in_flight.get() > 0 || !self.complete.get() {
            self.held_changes.borrow_mut().push(changes);
            return;
        }
        self.emit_replies(&changes);
        let own = changes.changes.iter().any(|change| self.store.read(|s| s.mine(change.comment.id).is_some()));
        self.store.dispatch(Action::ChangesReceived(changes));
        self.report_counts();
        if own {
            // The visitor's trust level may have changed, too.
            own_comments::refresh_soon(self);
        }
    }

    /// A request was answered or failed: changes that waited for it are applied.
    pub(crate) fn apply_held_changes(self: &Rc<Self>) {
        for changes in self.held_changes.take() {
            self.apply_changes(changes);
        }
        self.report_counts();
    }

    fn emit_replies(&self, changes: &Changes) {
        for change in &changes.changes {
            let comment = &change.comment;
            let to_me = comment.parent.filter(|p| self.store.read(|s| s.mine(*p).is_some()));
            if let Some(to) = to_me.filter(|_| !self.store.read(|s| s.mine(comment.id).is_some())) {
                self.emit("answered", &[("id", &comment.id.to_string()), ("to", &to.to_string())]);
            }
        }
    }
}
