//! What the state says about one comment: everything that its component renders.

use std::rc::Rc;

use porch_protocol::{Comment, CommentId, Order, Timestamp};

use super::body::excerpt;
use crate::state::{Form, NoticePlace, Sending, State};

/// Whether a comment appeared while the page was open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Freshness {
    /// It was shown before.
    AlreadyShown,
    /// It is by another author, and was just shown.
    JustShown,
    /// It is the visitor's own, and was just published.
    JustPublished,
}

/// The comment that a comment replies to.
#[derive(Clone, PartialEq)]
pub(super) struct RepliedTo {
    pub(super) id: CommentId,
    pub(super) name: String,
    /// Whether it is named on a wide screen, too.
    pub(super) deep: bool,
    /// The beginning of its text, in the flat orders.
    pub(super) excerpt: Option<String>,
}

/// The length of that beginning, in characters: more than a line has room for.
const EXCERPT_CHARS: usize = 120;

/// The comment that a comment replies to.
fn replied_to(state: &State, id: CommentId, to: CommentId) -> Option<RepliedTo> {
    let parent = |id| state.comments.get(&id)?.parent.filter(|id| state.comments.contains_key(id));
    let parent_comment = state.comments.get(&to)?;
    let flat = state.order != Order::Conversation;
    Some(RepliedTo {
        id: to,
        name: parent_comment.author.as_ref()?.name.clone(),
        // Below the second indent all replies have the same indent.
        deep: parent(id).and_then(parent).and_then(parent).is_some(),
        excerpt: parent_comment.body.as_ref().filter(|_| flat).map(|tree| excerpt(tree, EXCERPT_CHARS)),
    })
}

/// What the state says about one comment.
#[derive(Clone, PartialEq)]
pub(super) struct CommentState {
    pub(super) comment: Rc<Comment>,
    pub(super) to: Option<RepliedTo>,
    /// For the visitor's own: whether a second decision was requested.
    pub(super) mine: Option<bool>,
    pub(super) sending: Option<Sending>,
    pub(super) form: Option<Form>,
    pub(super) freshness: Freshness,
    /// Whether nobody can reply to it now.
    pub(super) replies_paused: bool,
    /// The end of the pause, if it begins with this comment.
    pub(super) pause_until: Option<Timestamp>,
    pub(super) notice: Option<String>,
    /// For the visitor's own: the team member who decided last, by name.
    pub(super) decider: Option<String>,
}

/// What the state says about a comment that replies to `to`; none where the comment is not known.
pub(super) fn comment_state(state: &State, id: CommentId, to: Option<CommentId>) -> Option<CommentState> {
    let paused_until = state.replies_paused_until(id);
    let freshness = match () {
        () if state.just_published.contains(&id) => Freshness::JustPublished,
        () if state.highlighted.contains(&id) => Freshness::JustShown,
        () => Freshness::AlreadyShown,
    };
    Some(CommentState {
        comment: Rc::clone(state.comments.get(&id)?),
        to: to.and_then(|to| replied_to(state, id, to)),
        mine: state.mine(id).map(|mine| mine.second_look),
        sending: state.sending(id),
        form: state.form.filter(|form| form.comment() == id),
        freshness,
        replies_paused: paused_until.is_some(),
        pause_until: paused_until.filter(|_| state.reply_pauses.iter().any(|branch| branch.comment == id)),
        notice: state.notice.as_ref().filter(|notice| is_about(notice.at, id)).map(|notice| notice.text.clone()),
        decider: state.decider(id).map(str::to_owned),
    })
}

/// Whether a notice is about this comment, or in the question before it is deleted.
fn is_about(at: NoticePlace, id: CommentId) -> bool {
    at == NoticePlace::Comment(id) || at == NoticePlace::Form(Some(Form::Withdraw(id)))
}
