//! Arranges comments into blocks: what one root of the widget shows. A conversation is one block, or several when it is long.

use std::collections::HashMap;
use std::rc::Rc;

use porch_protocol::thread::{conversations, reading_order};
use porch_protocol::{Comment, CommentId, Order, Reply, limits};

/// What one root shows: an opening with its first replies, or further replies of the block before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// Names the block: the first comment it had when it was made. It keeps the name while it has any.
    pub id: CommentId,
    /// The opening; none where a block goes on, and none in the flat orders.
    pub head: Option<CommentId>,
    /// What stands below, in reading order.
    pub replies: Vec<Reply>,
    /// Comments below the opening that everyone can read, in the whole conversation: those of further blocks
    /// too.
    pub readable: usize,
    /// Whether it goes on where the block before ended, in the same conversation.
    pub goes_on: bool,
}

/// What has been decided before, so that a change moves as little as possible.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct BlockBoundaries {
    /// Comments that begin a block of their own, by id: a few among many, and a set of its own costs bytes.
    starts: Vec<CommentId>,
}

impl BlockBoundaries {
    fn begins(&self, id: CommentId) -> bool {
        self.starts.binary_search(&id).is_ok()
    }

    fn begin(&mut self, id: CommentId) {
        if let Err(place) = self.starts.binary_search(&id) {
            self.starts.insert(place, id);
        }
    }

    /// The most comments a block takes before it is cut. The first arrangement cuts short, since its blocks are taken
    /// over in one go each; later ones let blocks grow, since moving a comment to another root makes it anew.
    fn limit(&self) -> usize {
        if self.starts.is_empty() { limits::ROOT_COMMENTS } else { limits::ROOT_COMMENTS * 2 }
    }
}

/// Arranges `comments` for reading and remembers the cuts.
pub fn arrange(comments: &HashMap<CommentId, Rc<Comment>>, order: Order, cuts: &mut BlockBoundaries) -> Vec<Rc<Block>> {
    let limit = cuts.limit();
    let mut blocks = Vec::new();
    if order == Order::Conversation {
        for talk in conversations(comments.values().map(Rc::as_ref)) {
            cut(Some(talk.opening), talk.replies, talk.readable, limit, cuts, &mut blocks);
        }
    } else {
        let flat = reading_order(comments.values().map(Rc::as_ref), order).into_iter();
        let replies: Vec<Reply> =
            flat.map(|id| Reply { id, to: comments.get(&id).and_then(|c| c.parent), below: 0, readable: 0 }).collect();
        if !replies.is_empty() {
            cut(None, replies, 0, limit, cuts, &mut blocks);
        }
    }
    blocks
}

fn cut(
    head: Option<CommentId>,
    replies: Vec<Reply>,
    readable: usize,
    limit: usize,
    cuts: &mut BlockBoundaries,
    blocks: &mut Vec<Rc<Block>>,
) {
    let Some(first) = head.or_else(|| replies.first().map(|r| r.id)) else { return };
    let mut block = Block { id: first, head, replies: Vec::new(), readable, goes_on: false };
    cuts.begin(first);
    for reply in replies {
        let full = block.replies.len() + usize::from(block.head.is_some()) >= limit;
        let begins = full || cuts.begins(reply.id);
        if begins && reply.id != first {
            cuts.begin(reply.id);
            let next = Block { id: reply.id, head: None, replies: Vec::new(), readable: 0, goes_on: true };
            blocks.push(Rc::new(std::mem::replace(&mut block, next)));
        }
        block.replies.push(reply);
    }
    blocks.push(Rc::new(block));
}
