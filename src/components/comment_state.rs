//! What the state says about one comment: all that its component draws.

use std::rc::Rc;

use porch_protocol::{Comment, CommentId, Order, Timestamp};

use super::body::beginning;
use crate::state::{Form, NoticePlace, Sending, State};

/// Whether it came while somebody looks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Freshness {
    /// It was there before.
    Before,
    /// Others said it, and it was just shown.
    JustNow,
    /// It is one's own, and was just published.
    LetIn,
}

/// Whom a comment answers.
#[derive(Clone, PartialEq)]
pub(super) struct RepliedTo {
    pub(super) id: CommentId,
    pub(super) name: String,
    /// Whether that has to be said on a wide screen, too.
    pub(super) deep: bool,
    /// What is answered, in the flat orders.
    pub(super) words: Option<String>,
}

/// How much of what is answered is quoted, in characters: more than a line has room for.
const QUOTED: usize = 120;

/// Whom a comment answers.
fn replied_to(state: &State, id: CommentId, to: CommentId) -> Option<RepliedTo> {
    let parent = |id| state.comments.get(&id)?.parent.filter(|id| state.comments.contains_key(id));
    let answered = state.comments.get(&to)?;
    let flat = state.order != Order::Conversation;
    Some(RepliedTo {
        id: to,
        name: answered.author.as_ref()?.name.clone(),
        // Below the second indent everything stands flat.
        deep: parent(id).and_then(parent).and_then(parent).is_some(),
        words: answered.body.as_ref().filter(|_| flat).map(|tree| beginning(tree, QUOTED)),
    })
}

/// What the state says about one comment.
#[derive(Clone, PartialEq)]
pub(super) struct CommentState {
    pub(super) comment: Rc<Comment>,
    pub(super) to: Option<RepliedTo>,
    /// For one's own: whether its author has asked for a second look.
    pub(super) mine: Option<bool>,
    pub(super) sending: Option<Sending>,
    pub(super) form: Option<Form>,
    pub(super) came: Freshness,
    /// Whether it is not to be answered now.
    pub(super) cools: bool,
    /// Until when, where that begins with it.
    pub(super) rests: Option<Timestamp>,
    pub(super) said: Option<String>,
    /// For one's own: who of the team decided last, by name.
    pub(super) decider: Option<String>,
}

/// What the state says about a comment that replies to `to`; none where it is not known.
pub(super) fn comment_state(state: &State, id: CommentId, to: Option<CommentId>) -> Option<CommentState> {
    let cools = state.cools_until(id);
    let came = match () {
        () if state.let_in.contains(&id) => Freshness::LetIn,
        () if state.fresh.contains(&id) => Freshness::JustNow,
        () => Freshness::Before,
    };
    Some(CommentState {
        comment: Rc::clone(state.comments.get(&id)?),
        to: to.and_then(|to| replied_to(state, id, to)),
        mine: state.mine(id).map(|mine| mine.second_look),
        sending: state.sending(id),
        form: state.form.filter(|form| form.comment() == id),
        came,
        cools: cools.is_some(),
        rests: cools.filter(|_| state.cooling.iter().any(|branch| branch.comment == id)),
        said: state.notice.as_ref().filter(|notice| is_about(notice.at, id)).map(|notice| notice.said.clone()),
        decider: state.decider(id).map(str::to_owned),
    })
}

/// Whether what is said there is said about a comment, or in the question whether to delete it.
fn is_about(at: NoticePlace, id: CommentId) -> bool {
    at == NoticePlace::Comment(id) || at == NoticePlace::Form(Some(Form::Withdraw(id)))
}
