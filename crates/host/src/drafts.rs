//! What somebody is typing, as long as this page is open: it is still there after a session has ended and somebody has
//! signed in again. Kept in memory alone, so that nothing of it is left in a borrowed browser.

use std::cell::RefCell;
use std::collections::HashMap;

use porch_protocol::CommentId;

/// What is being written about a comment.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Kind {
    /// An answer to it.
    Answer,
    /// Another form of one's own words.
    Edit,
    /// Why something is decided about it.
    Reason,
}

thread_local! {
    static DRAFTS: RefCell<HashMap<(CommentId, Kind), String>> = RefCell::default();
}

/// What was typed so far; nothing where nothing was.
pub(crate) fn typed(id: CommentId, kind: Kind) -> Option<String> {
    DRAFTS.with_borrow(|drafts| drafts.get(&(id, kind)).cloned())
}

/// Keeps what was typed; what is empty is forgotten.
pub(crate) fn keep(id: CommentId, kind: Kind, words: String) {
    DRAFTS.with_borrow_mut(|drafts| {
        if words.trim().is_empty() {
            drafts.remove(&(id, kind))
        } else {
            drafts.insert((id, kind), words)
        };
    });
}

/// Forgets what was sent or given up.
pub(crate) fn forget(id: CommentId, kind: Kind) {
    keep(id, kind, String::new());
}

/// Forgets everything: somebody signs out.
pub(crate) fn forget_all() {
    DRAFTS.with_borrow_mut(HashMap::clear);
}

#[cfg(test)]
mod tests {
    use super::{Kind, forget, forget_all, keep, typed};
    use porch_protocol::CommentId;

    #[test]
    fn what_is_typed_is_kept_for_its_comment_until_it_is_sent() {
        let [one, other] = [1, 2].map(|n| CommentId(uuid::Uuid::from_u128(n)));
        keep(one, Kind::Answer, "Quite".into());
        keep(one, Kind::Edit, "At 8".into());
        assert_eq!(typed(one, Kind::Answer).as_deref(), Some("Quite"));
        assert_eq!(typed(other, Kind::Answer), None);
        forget(one, Kind::Answer);
        assert_eq!((typed(one, Kind::Answer), typed(one, Kind::Edit).as_deref()), (None, Some("At 8")));
        keep(one, Kind::Edit, " \n".into());
        assert_eq!(typed(one, Kind::Edit), None, "nothing is no draft");
        keep(other, Kind::Answer, "x".into());
        forget_all();
        assert_eq!(typed(other, Kind::Answer), None);
    }
}
