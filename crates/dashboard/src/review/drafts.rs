//! What somebody is typing about comments: it is still there after a session has ended, and after the page was loaded anew.
//! Kept in this browser for each site and person, until it is sent, given up or a month old, or its writer signs out.

use std::cell::RefCell;
use std::collections::HashMap;

use porch_protocol::CommentId;
use serde::{Deserialize, Serialize};

use crate::ui::local_flags;

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

/// How long a draft is kept, in milliseconds: 30 days.
const KEPT: f64 = 30.0 * 86_400_000.0;

/// A draft as it is stored.
#[derive(Serialize, Deserialize)]
struct StoredDraft {
    /// When it was typed, in milliseconds since 1970.
    at: f64,
    words: String,
}

#[derive(Default)]
struct Drafts {
    /// What the names of what is stored begin with: those of this site and person. None while nobody is signed in.
    owner: Option<String>,
    typed: HashMap<(CommentId, Kind), String>,
}

thread_local! {
    static DRAFTS: RefCell<Drafts> = RefCell::default();
}

/// Somebody has signed in: what they typed here before is there again, and nobody else's is.
pub(crate) fn belong_to(site: &str, name: &str) {
    let owner = owner(site, name);
    let now = js_sys::Date::now();
    let (found, old) = read(&owner, local_flags::all("porch-draft:"), now);
    for name in &old {
        local_flags::keep(name, None);
    }
    DRAFTS.with_borrow_mut(|drafts| drafts.take_over(owner, found));
}

/// Whoever types is called something else from now on: what they typed stays theirs.
pub(crate) fn follow(site: &str, name: &str) {
    let typed = DRAFTS.with_borrow(|drafts| drafts.typed.clone());
    forget_all();
    belong_to(site, name);
    for ((id, kind), words) in typed {
        keep(id, kind, words);
    }
}

impl Drafts {
    fn take_over(&mut self, owner: String, found: HashMap<(CommentId, Kind), String>) {
        if self.owner.as_ref() != Some(&owner) {
            self.typed.clear();
        }
        for (about, words) in found {
            // What was typed in this tab is newer.
            self.typed.entry(about).or_insert(words);
        }
        self.owner = Some(owner);
    }
}

/// What was typed so far; nothing where nothing was.
pub(crate) fn typed(id: CommentId, kind: Kind) -> Option<String> {
    DRAFTS.with_borrow(|drafts| drafts.typed.get(&(id, kind)).cloned())
}

/// Keeps what was typed; what is empty is forgotten.
pub(crate) fn keep(id: CommentId, kind: Kind, words: String) {
    DRAFTS.with_borrow_mut(|drafts| {
        let any = !words.trim().is_empty();
        if let Some(owner) = &drafts.owner {
            let stored = StoredDraft { at: js_sys::Date::now(), words: words.clone() };
            let stored = serde_json::to_string(&stored).ok().filter(|_| any);
            local_flags::keep(&name(owner, id, kind), stored.as_deref());
        }
        if any {
            drafts.typed.insert((id, kind), words)
        } else {
            drafts.typed.remove(&(id, kind))
        };
    });
}

/// Forgets what was sent or given up.
pub(crate) fn forget(id: CommentId, kind: Kind) {
    keep(id, kind, String::new());
}

/// Forgets everything of whoever signs out.
pub(crate) fn forget_all() {
    let owner = DRAFTS.with_borrow_mut(|drafts| {
        drafts.typed.clear();
        drafts.owner.take()
    });
    if let Some(owner) = owner {
        for (name, _) in local_flags::all(&owner) {
            local_flags::keep(&name, None);
        }
    }
}

/// A name may have any letters, and a colon among them.
fn owner(site: &str, name: &str) -> String {
    format!("porch-draft:{site}:{}:", serde_json::Value::from(name))
}

fn name(owner: &str, id: CommentId, kind: Kind) -> String {
    let kind = match kind {
        Kind::Answer => "answer",
        Kind::Edit => "edit",
        Kind::Reason => "reason",
    };
    format!("{owner}{id}:{kind}")
}

/// The drafts of one person among all that is stored here, and the names of those of everybody that are too old.
fn read(owner: &str, stored: Vec<(String, String)>, now: f64) -> (HashMap<(CommentId, Kind), String>, Vec<String>) {
    let (mut found, mut old) = (HashMap::new(), Vec::new());
    for (name, value) in stored {
        match serde_json::from_str::<StoredDraft>(&value) {
            Ok(draft) if now - draft.at <= KEPT => {
                let about = name.strip_prefix(owner).and_then(about);
                found.extend(about.map(|about| (about, draft.words)));
            }
            _ => old.push(name),
        }
    }
    (found, old)
}

/// What the end of a name says.
fn about(end: &str) -> Option<(CommentId, Kind)> {
    let (id, kind) = end.split_once(':')?;
    let kind = match kind {
        "answer" => Kind::Answer,
        "edit" => Kind::Edit,
        "reason" => Kind::Reason,
        _ => return None,
    };
    Some((id.parse().ok()?, kind))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{Drafts, KEPT, Kind, forget, forget_all, keep, name, owner, read, typed};
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

    #[test]
    fn stored_drafts_come_back_to_their_writer_alone_and_for_a_month() {
        let id = CommentId(uuid::Uuid::from_u128(7));
        let (marta, odd) = (owner("bakery", "Marta"), owner("bakery", "Marta\":x"));
        let draft = |at: f64, words: &str| format!("{{\"at\":{at},\"words\":\"{words}\"}}");
        let stored = vec![
            (name(&marta, id, Kind::Answer), draft(0.0, "Half an answer")),
            (name(&owner("cafe", "Marta"), id, Kind::Answer), draft(0.0, "Elsewhere")),
            (name(&odd, id, Kind::Edit), draft(0.0, "Somebody else")),
            (name(&marta, id, Kind::Reason), draft(-1.0, "Long ago")),
            (format!("{marta}no-id:edit"), draft(0.0, "Of no comment")),
            (name(&odd, id, Kind::Answer), "nonsense".into()),
        ];
        let (found, old) = read(&marta, stored.clone(), KEPT);
        assert_eq!(found, HashMap::from([((id, Kind::Answer), "Half an answer".to_owned())]));
        assert_eq!(old, [name(&marta, id, Kind::Reason), name(&odd, id, Kind::Answer)]);
        assert_eq!(read(&odd, stored, KEPT).0, HashMap::from([((id, Kind::Edit), "Somebody else".to_owned())]));
    }

    #[test]
    fn whoever_signs_in_next_in_the_same_tab_reads_no_words_of_another() {
        let about = (CommentId(uuid::Uuid::from_u128(7)), Kind::Answer);
        let mut drafts = Drafts::default();
        let has = |words: &str| HashMap::from([(about, words.to_owned())]);
        drafts.take_over("marta".into(), has("stored"));
        drafts.typed.insert(about, "newer".into());
        drafts.take_over("marta".into(), has("stored"));
        assert_eq!(drafts.typed, has("newer"), "a session has ended, and she signed in again");
        drafts.take_over("ben".into(), HashMap::new());
        assert!(drafts.typed.is_empty());
    }
}
