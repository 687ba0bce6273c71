//! Arranges comments into blocks: what one root of the widget renders. A conversation is one block, or several when it
//! is long.

use std::collections::HashMap;
use std::rc::Rc;

use porch_protocol::thread::{conversations, reading_order};
use porch_protocol::{Comment, CommentId, Order, Reply, limits};

/// What one root renders: an opening comment with its first replies, or further replies of the block before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// The block's id: the first comment it had when it was made. It keeps the id while it has any comment.
    pub id: CommentId,
    /// The opening comment; none in a block that continues another, and none in the flat orders.
    pub head: Option<CommentId>,
    /// The replies, in reading order.
    pub replies: Vec<Reply>,
    /// Published comments below the opening one in the whole conversation, those of further blocks included.
    pub readable: usize,
    /// Whether it continues the block before, in the same conversation.
    pub continues: bool,
}

/// Where blocks began in earlier arrangements, so that a change moves as few comments as possible.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct BlockBoundaries {
    /// Comments that begin a block, sorted by id: there are few, and a set type would add bytes to the widget.
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

    /// The most comments a block takes before it is split. The first arrangement splits early, since each block is
    /// hydrated in one go; later ones let blocks grow, since moving a comment to another root renders it anew.
    fn limit(&self) -> usize {
        if self.starts.is_empty() { limits::ROOT_COMMENTS } else { limits::ROOT_COMMENTS * 2 }
    }
}

/// Arranges `comments` in reading order and remembers where blocks begin.
pub fn arrange(
    comments: &HashMap<CommentId, Rc<Comment>>,
    order: Order,
    boundaries: &mut BlockBoundaries,
) -> Vec<Rc<Block>> {
    let limit = boundaries.limit();
    let mut blocks = Vec::new();
    if order == Order::Conversation {
        for conversation in conversations(comments.values().map(Rc::as_ref)) {
            split(
                Some(conversation.opening),
                conversation.replies,
                conversation.readable,
                limit,
                boundaries,
                &mut blocks,
            );
        }
    } else {
        let flat = reading_order(comments.values().map(Rc::as_ref), order).into_iter();
        let replies: Vec<Reply> =
            flat.map(|id| Reply { id, to: comments.get(&id).and_then(|c| c.parent), below: 0, readable: 0 }).collect();
        if !replies.is_empty() {
            split(None, replies, 0, limit, boundaries, &mut blocks);
        }
    }
    blocks
}

fn split(
    head: Option<CommentId>,
    replies: Vec<Reply>,
    readable: usize,
    limit: usize,
    boundaries: &mut BlockBoundaries,
    blocks: &mut Vec<Rc<Block>>,
) {
    let Some(first) = head.or_else(|| replies.first().map(|r| r.id)) else { return };
    let mut block = Block { id: first, head, replies: Vec::new(), readable, continues: false };
    boundaries.begin(first);
    for reply in replies {
        let full = block.replies.len() + usize::from(block.head.is_some()) >= limit;
        let begins = full || boundaries.begins(reply.id);
        if begins && reply.id != first {
            boundaries.begin(reply.id);
            let next = Block { id: reply.id, head: None, replies: Vec::new(), readable: 0, continues: true };
            blocks.push(Rc::new(std::mem::replace(&mut block, next)));
        }
        block.replies.push(reply);
    }
    blocks.push(Rc::new(block));
}
