//! How a thread is arranged for reading, whatever its shape: branches, missing parents, and times out of order.

use std::collections::{HashMap, HashSet};

use porch_protocol::thread::{conversations, page_length, reading_order};
use porch_protocol::{Author, Comment, CommentId, Order, Status, Timestamp, Tree};
use proptest::prelude::*;
use uuid::Uuid;

fn comment(id: u128, parent: Option<u128>, at: i64) -> Comment {
    Comment {
        id: CommentId(Uuid::from_u128(id)),
        parent: parent.map(|parent| CommentId(Uuid::from_u128(parent))),
        author: Some(Author::visitor("Ada")),
        body: Some(Tree::default()),
        posted_at: Timestamp(at),
        undated: false,
        edited_at: None,
        version: 1,
        status: Status::Published,
        reason: None,
    }
}

/// Up to sixty comments, each a reply to an earlier one, to a missing one, or an opening comment; in any order of time.
fn threads() -> impl Strategy<Value = Vec<Comment>> {
    prop::collection::vec((any::<prop::sample::Index>(), 0..6_u8, 0..20_i64), 0..60).prop_map(|seeds| {
        let mut comments: Vec<Comment> = Vec::new();
        for (i, (pick, kind, at)) in (1_u128..).zip(seeds) {
            let parent = match kind {
                0 => None,
                1 => Some(10_000 + i),
                _ if comments.is_empty() => None,
                _ => Some(comments[pick.index(comments.len())].id.0.as_u128()),
            };
            comments.push(comment(i, parent, at));
        }
        comments
    })
}

proptest! {
    #[test]
    fn every_comment_is_listed_once_and_after_its_parent(comments in threads()) {
        let order = reading_order(&comments, Order::Conversation);
        let indexes: HashMap<CommentId, usize> = order.iter().enumerate().map(|(i, id)| (*id, i)).collect();
        prop_assert_eq!(order.len(), comments.len());
        prop_assert_eq!(indexes.len(), comments.len());
        for comment in &comments {
            if let Some(parent) = comment.parent.and_then(|parent| indexes.get(&parent)) {
                prop_assert!(*parent < indexes[&comment.id]);
            }
        }
    }

    #[test]
    fn a_branch_stays_together_and_knows_its_size(comments in threads()) {
        let parents: HashMap<CommentId, Option<CommentId>> = comments.iter().map(|c| (c.id, c.parent)).collect();
        for conversation in conversations(&comments) {
            for (i, reply) in conversation.replies.iter().enumerate() {
                let branch: HashSet<CommentId> =
                    conversation.replies[i..=i + reply.below].iter().map(|reply| reply.id).collect();
                for below in &conversation.replies[i + 1..=i + reply.below] {
                    prop_assert!(parents[&below.id].is_some_and(|parent| branch.contains(&parent)));
                }
                if let Some(next) = conversation.replies.get(i + reply.below + 1) {
                    prop_assert!(parents[&next.id].is_some_and(|parent| !branch.contains(&parent)));
                }
                let parent = parents[&reply.id].filter(|parent| *parent != conversation.opening);
                prop_assert_eq!(reply.to, parent);
            }
        }
    }

    #[test]
    fn openings_come_latest_first_and_siblings_earliest_first(comments in threads()) {
        let times: HashMap<CommentId, (Timestamp, CommentId)> =
            comments.iter().map(|c| (c.id, (c.posted_at, c.id))).collect();
        let conversations = conversations(&comments);
        prop_assert!(conversations.iter().map(|conversation| times[&conversation.opening]).rev().is_sorted());
        for conversation in &conversations {
            let direct: Vec<_> = conversation.replies.iter().filter(|reply| reply.to.is_none()).collect();
            prop_assert!(direct.iter().map(|reply| times[&reply.id]).is_sorted());
        }
    }

    #[test]
    fn a_page_ends_between_conversations_unless_the_first_is_too_long(sizes in prop::collection::vec(1..60_usize, 1..20)) {
        let length = page_length(sizes.iter().copied(), 40);
        let ends: HashSet<usize> = sizes.iter().scan(0, |sum, size| { *sum += size; Some(*sum) }).collect();
        prop_assert!((1..=40).contains(&length));
        prop_assert!(ends.contains(&length) || (length == 40 && sizes[0] > 40));
    }
}

#[test]
fn a_thread_ten_thousand_deep_is_no_trouble() {
    let chain: Vec<Comment> = (1..=10_000).map(|i| comment(i, (i > 1).then_some(i - 1), 0)).collect();
    let conversations = conversations(&chain);
    assert_eq!(
        (conversations.len(), conversations[0].replies.len(), conversations[0].replies[0].below),
        (1, 9_999, 9_998)
    );
}

#[test]
fn flat_orders_leave_out_stubs_and_keep_ones_own_words_that_wait() {
    let stub = Comment { status: Status::Removed, author: None, body: None, ..comment(1, None, 1) };
    let own = |id: u128, status| Comment { status, ..comment(id, Some(1), i64::try_from(id).unwrap()) };
    let waiting = [Status::Held, Status::SentBack, Status::Declined, Status::Published];
    let all: Vec<Comment> = (2..).zip(waiting).map(|(id, status)| own(id, status)).chain([stub]).collect();
    let ids = |order| reading_order(&all, order).iter().map(|id| id.0.as_u128()).collect::<Vec<_>>();
    assert_eq!(ids(Order::Oldest), [2, 3, 4, 5]);
    assert_eq!(ids(Order::Newest), [5, 4, 3, 2]);
}
