//! Unsent texts about comments: they survive the end of a session and a reload of the page. Stored in this browser for
//! each site and person, until they are sent, discarded or a month old, or their author signs out.

use std::cell::RefCell;
use std::collections::HashMap;

use porch_protocol::CommentId;
use serde::{Deserialize, Serialize};

use crate::ui::local_flags;

/// The kind of text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum DraftKind {
    /// A reply.
    Reply,
    /// An edit of one's own comment.
    Edit,
    /// The reason for a decision.
    Reason,
}

/// How long a draft is stored, in milliseconds: 30 days.
const MAX_AGE: f64 = 30.0 * 86_400_000.0;

/// A draft as it is stored.
#[derive(Serialize, Deserialize)]
struct StoredDraft {
    /// When it was typed, in milliseconds since 1970.
    at: f64,
    words: String,
}

#[derive(Default)]
struct Drafts {
    /// The prefix of the storage keys of this site and person. None while nobody is signed in.
    owner: Option<String>,
    typed: HashMap<(CommentId, DraftKind), String>,
}

thread_local! {
    static DRAFTS: RefCell<Drafts> = RefCell::default();
}

/// Loads the drafts of the member who has signed in, and no others.
pub(crate) fn set_owner(site: &str, name: &str) {
    let owner = owner(site, name);
    let now = js_sys::Date::now();
    let (found, old) = read(&owner, local_flags::entries("porch-draft:"), now);
    for name in &old {
        local_flags::store(name, None);
    }
    DRAFTS.with_borrow_mut(|drafts| drafts.take_over(owner, found));
}

/// Keeps the drafts of a member who has a new name.
pub(crate) fn rename_owner(site: &str, name: &str) {
    let typed = DRAFTS.with_borrow(|drafts| drafts.typed.clone());
    discard_all();
    set_owner(site, name);
    for ((id, kind), words) in typed {
        save(id, kind, words);
    }
}

impl Drafts {
    fn take_over(&mut self, owner: String, found: HashMap<(CommentId, DraftKind), String>) {
        if self.owner.as_ref() != Some(&owner) {
            self.typed.clear();
        }
        for (key, words) in found {
            // The text typed in this tab is newer.
            self.typed.entry(key).or_insert(words);
        }
        self.owner = Some(owner);
    }
}

/// The draft; none where nothing was typed.
pub(crate) fn draft(id: CommentId, kind: DraftKind) -> Option<String> {
    DRAFTS.with_borrow(|drafts| drafts.typed.get(&(id, kind)).cloned())
}

/// Saves a draft; an empty one is removed.
pub(crate) fn save(id: CommentId, kind: DraftKind, words: String) {
    DRAFTS.with_borrow_mut(|drafts| {
        let any = !words.trim().is_empty();
        if let Some(owner) = &drafts.owner {
            let stored = StoredDraft { at: js_sys::Date::now(), words: words.clone() };
            let stored = serde_json::to_string(&stored).ok().filter(|_| any);
            local_flags::store(&storage_key(owner, id, kind), stored.as_deref());
        }
        if any {
            drafts.typed.insert((id, kind), words)
        } else {
            drafts.typed.remove(&(id, kind))
        };
    });
}

/// Removes a draft that was sent or discarded.
pub(crate) fn discard(id: CommentId, kind: DraftKind) {
    save(id, kind, String::new());
}

/// Removes all drafts of the member who signs out.
pub(crate) fn discard_all() {
    let owner = DRAFTS.with_borrow_mut(|drafts| {
        drafts.typed.clear();
        drafts.owner.take()
    });
    if let Some(owner) = owner {
        for (name, _) in local_flags::entries(&owner) {
            local_flags::store(&name, None);
        }
    }
}

/// The name is quoted: it may contain any letter, also a colon.
fn owner(site: &str, name: &str) -> String {
    format!("porch-draft:{site}:{}:", serde_json::Value::from(name))
}

fn storage_key(owner: &str, id: CommentId, kind: DraftKind) -> String {
    let kind = match kind {
        DraftKind::Reply => "answer",
        DraftKind::Edit => "edit",
        DraftKind::Reason => "reason",
    };
    format!("{owner}{id}:{kind}")
}

/// The drafts of one person among all that are stored, and the keys of all drafts that are too old.
fn read(
    owner: &str,
    stored: Vec<(String, String)>,
    now: f64,
) -> (HashMap<(CommentId, DraftKind), String>, Vec<String>) {
    let (mut found, mut old) = (HashMap::new(), Vec::new());
    for (name, value) in stored {
        match serde_json::from_str::<StoredDraft>(&value) {
            Ok(draft) if now - draft.at <= MAX_AGE => {
                let key = name.strip_prefix(owner).and_then(parse_key);
                found.extend(key.map(|key| (key, draft.words)));
            }
            _ => old.push(name),
        }
    }
    (found, old)
}

/// The comment and kind at the end of a storage key.
fn parse_key(end: &str) -> Option<(CommentId, DraftKind)> {
    let (id, kind) = end.split_once(':')?;
    let kind = match kind {
        "answer" => DraftKind::Reply,
        "edit" => DraftKind::Edit,
        "reason" => DraftKind::Reason,
        _ => return None,
    };
    Some((id.parse().ok()?, kind))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{DraftKind, Drafts, MAX_AGE, discard, discard_all, draft, owner, read, save, storage_key};
    use porch_protocol::CommentId;

    #[test]
    fn a_draft_is_saved_for_its_comment_until_it_is_sent() {
        let [one, other] = [1, 2].map(|n| CommentId(uuid::Uuid::from_u128(n)));
        save(one, DraftKind::Reply, "Quite".into());
        save(one, DraftKind::Edit, "At 8".into());
        assert_eq!(draft(one, DraftKind::Reply).as_deref(), Some("Quite"));
        assert_eq!(draft(other, DraftKind::Reply), None);
        discard(one, DraftKind::Reply);
        assert_eq!((draft(one, DraftKind::Reply), draft(one, DraftKind::Edit).as_deref()), (None, Some("At 8")));
        save(one, DraftKind::Edit, " \n".into());
        assert_eq!(draft(one, DraftKind::Edit), None, "nothing is no draft");
        save(other, DraftKind::Reply, "x".into());
        discard_all();
        assert_eq!(draft(other, DraftKind::Reply), None);
    }

    #[test]
    fn stored_drafts_are_loaded_for_their_author_only_and_for_a_month() {
        let id = CommentId(uuid::Uuid::from_u128(7));
        let (marta, odd) = (owner("bakery", "Marta"), owner("bakery", "Marta\":x"));
        let draft = |at: f64, words: &str| format!("{{\"at\":{at},\"words\":\"{words}\"}}");
        let stored = vec![
            (storage_key(&marta, id, DraftKind::Reply), draft(0.0, "Half an answer")),
            (storage_key(&owner("cafe", "Marta"), id, DraftKind::Reply), draft(0.0, "Elsewhere")),
            (storage_key(&odd, id, DraftKind::Edit), draft(0.0, "Somebody else")),
            (storage_key(&marta, id, DraftKind::Reason), draft(-1.0, "Long ago")),
            (format!("{marta}no-id:edit"), draft(0.0, "Of no comment")),
            (storage_key(&odd, id, DraftKind::Reply), "nonsense".into()),
        ];
        let (found, old) = read(&marta, stored.clone(), MAX_AGE);
        assert_eq!(found, HashMap::from([((id, DraftKind::Reply), "Half an answer".to_owned())]));
        assert_eq!(old, [storage_key(&marta, id, DraftKind::Reason), storage_key(&odd, id, DraftKind::Reply)]);
        assert_eq!(read(&odd, stored, MAX_AGE).0, HashMap::from([((id, DraftKind::Edit), "Somebody else".to_owned())]));
    }

    #[test]
    fn the_next_member_in_the_same_tab_reads_no_drafts_of_another() {
        let key = (CommentId(uuid::Uuid::from_u128(7)), DraftKind::Reply);
        let mut drafts = Drafts::default();
        let has = |words: &str| HashMap::from([(key, words.to_owned())]);
        drafts.take_over("marta".into(), has("stored"));
        drafts.typed.insert(key, "newer".into());
        drafts.take_over("marta".into(), has("stored"));
        assert_eq!(drafts.typed, has("newer"), "a session has ended, and she signed in again");
        drafts.take_over("ben".into(), HashMap::new());
        assert!(drafts.typed.is_empty());
    }
}
