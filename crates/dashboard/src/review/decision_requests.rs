//! One action on several comments: sent in parts of a size that the server accepts, and the outcome of all parts.

use porch_protocol::team_api::{Decide, DecisionResult, MOST_AT_ONCE, ReadComment, UndoDecision};
use porch_protocol::{CommentId, DecisionKind};

use crate::api::{self, Failure, to};
use crate::text::bulk as texts;
use crate::ui::toast_message::ToastMessage;

/// The outcome of an action on several comments.
#[derive(Default, PartialEq, Debug)]
pub(crate) struct Outcome {
    /// The comments that it was done for.
    pub(crate) done: Vec<CommentId>,
    /// The comments that the server left unchanged: another team member was faster.
    skipped: Vec<CommentId>,
    /// The comments of the part whose request failed. It may have arrived.
    unsure: Vec<CommentId>,
    /// How many comments come after that part: nothing was tried for them.
    untried: usize,
    /// Why not all of it was done.
    failure: Option<Failure>,
}

/// Decides about comments in the versions that were read.
pub(crate) async fn decide(decision: DecisionKind, reason: Option<String>, comments: &[ReadComment]) -> Outcome {
    let act = async |comments: &[ReadComment]| {
        api::send(&to::DECIDE_COMMENTS, &Decide { decision, reason: reason.clone(), comments: comments.to_vec() }).await
    };
    in_parts(comments, |one| one.id, act).await
}

/// Undoes decisions.
pub(crate) async fn undo(comments: &[CommentId]) -> Outcome {
    in_parts(
        comments,
        |id| *id,
        async |comments: &[CommentId]| {
            api::send(&to::UNDO_DECISION, &UndoDecision { comments: comments.to_vec() }).await
        },
    )
    .await
}

/// Sends part by part, until one fails: the next ones would most likely fail as well.
async fn in_parts<T>(
    all: &[T],
    id: impl Fn(&T) -> CommentId,
    act: impl AsyncFn(&[T]) -> Result<DecisionResult, Failure>,
) -> Outcome {
    let mut outcome = Outcome::default();
    for (place, part) in all.chunks(MOST_AT_ONCE).enumerate() {
        match act(part).await {
            Ok(decided) => {
                outcome.done.extend(decided.done);
                outcome.skipped.extend(decided.left);
            }
            Err(failure) => {
                outcome.unsure = part.iter().map(id).collect();
                outcome.untried = all.len().saturating_sub(place * MOST_AT_ONCE + part.len());
                outcome.failure = Some(failure);
                break;
            }
        }
    }
    outcome
}

impl Outcome {
    /// The failure, where nothing was done because of it or the session expired.
    pub(crate) fn blocking_failure(&self) -> Option<Failure> {
        self.failure.clone().filter(|failure| self.done.is_empty() || *failure == Failure::SignedOut)
    }

    /// The toast about a decision, with what can be undone; `named` has the known names of the authors.
    pub(crate) async fn decision_toast(self, decision: DecisionKind, named: &[(CommentId, String)]) -> ToastMessage {
        let state = match self.skipped.as_slice() {
            [one] if !self.done.is_empty() => {
                api::comment(*one).await.ok().map(|team_comment| team_comment.comment.status)
            }
            _ => None,
        };
        let name = |ids: &[CommentId]| {
            let [one] = ids else { return "" };
            named.iter().find(|(id, _)| id == one).map(|(_, name)| name.as_str()).unwrap_or_default()
        };
        let mut text = texts::decided(
            (decision, self.done.len(), name(&self.done)),
            (self.skipped.len(), name(&self.skipped), state),
        );
        if let Some(message) = self.failure_message() {
            text = format!("{text} {}", texts::not_done(self.not_done_count(), message));
        }
        // If the failed request arrived after all, its comments can be undone as well; if not, the server skips them.
        let undo = self.done.into_iter().chain(self.unsure).collect();
        ToastMessage { text, is_error: self.failure.is_some(), undo, ..ToastMessage::default() }
    }

    /// The toast about an undo, with what is still to be undone.
    pub(crate) fn undo_toast(self) -> ToastMessage {
        let mut text = texts::undone(self.done.len(), self.skipped.len());
        if let Some(message) = self.failure_message() {
            text = format!("{text} {}", texts::not_done(self.not_done_count(), message));
        }
        ToastMessage { text, is_error: self.failure.is_some(), undo: self.unsure, ..ToastMessage::default() }
    }

    /// How many were not done because of a failure.
    fn not_done_count(&self) -> usize {
        self.unsure.len() + self.untried
    }

    fn failure_message(&self) -> Option<&str> {
        match &self.failure {
            Some(Failure::Message(message)) => Some(message),
            Some(Failure::SignedOut) | None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::future::Future;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use porch_protocol::team_api::DecisionResult;
    use porch_protocol::{CommentId, DecisionKind};

    use super::{Outcome, in_parts};
    use crate::api::Failure;
    use crate::text::names::plain_text;

    fn ids(count: u128) -> Vec<CommentId> {
        (0..count).map(|n| CommentId(uuid::Uuid::from_u128(n))).collect()
    }

    /// The result of a future that never waits.
    fn ready<T>(future: impl Future<Output = T>) -> T {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => value,
            Poll::Pending => panic!("it waits"),
        }
    }

    /// The outcome where the server accepts so many parts and then fails; and the length of each part.
    fn outcome_of(count: u128, accepted_parts: usize) -> (Outcome, Vec<usize>) {
        let parts = RefCell::new(Vec::new());
        let outcome = ready(in_parts(
            &ids(count),
            |id| *id,
            async |part: &[CommentId]| {
                parts.borrow_mut().push(part.len());
                let fits = parts.borrow().len() <= accepted_parts;
                let decided = DecisionResult { done: part[2..].to_vec(), left: part[..2].to_vec() };
                if fits { Ok(decided) } else { Err(Failure::Message("The disk is full.".into())) }
            },
        ));
        (outcome, parts.into_inner())
    }

    #[test]
    fn no_request_is_about_more_comments_than_the_server_takes() {
        let (outcome, parts) = outcome_of(430, 9);
        assert_eq!(parts, [200, 200, 30]);
        assert_eq!((outcome.done.len(), outcome.skipped.len(), outcome.blocking_failure()), (424, 6, None));
        assert_eq!(outcome_of(200, 9).1, [200]);
        assert!(outcome_of(0, 9).1.is_empty());
    }

    #[test]
    fn decisions_made_before_a_failure_are_counted_and_can_be_undone() {
        let (outcome, parts) = outcome_of(630, 1);
        assert_eq!(parts, [200, 200], "what follows is not tried");
        assert_eq!(outcome.blocking_failure(), None);
        let toast = ready(outcome.decision_toast(DecisionKind::Spam, &[]));
        assert!(toast.text.starts_with("Marked as spam: 198 comments. "), "{}", toast.text);
        assert!(toast.text.ends_with("430 comments were not done: The disk is full."), "{}", toast.text);
        // A skipped comment is not offered for undo; those of the failed request are: it may have arrived.
        assert_eq!((toast.undo.len(), toast.is_error), (398, true));
        let toast = outcome_of(630, 1).0.undo_toast();
        assert!(toast.text.starts_with("Undone: 198 comments.") && toast.undo.len() == 200, "{}", toast.text);
    }

    #[test]
    fn where_nothing_was_done_only_the_failure_is_shown() {
        assert_eq!(outcome_of(230, 0).0.blocking_failure(), Some(Failure::Message("The disk is full.".into())));
    }

    #[test]
    fn the_toast_names_the_author_of_the_comment_in_the_response() {
        let all = ids(3);
        let named: Vec<_> = all.iter().copied().zip(["Cleo", "Dan", "Eve"].map(String::from)).collect();
        let done = |done: &[CommentId]| Outcome { done: done.to_vec(), ..Outcome::default() };
        let text = |outcome: Outcome| plain_text(&ready(outcome.decision_toast(DecisionKind::Approve, &named)).text);
        assert_eq!(text(done(&all[1..2])), "Approved: Dan’s comment.");
        assert_eq!(text(done(&all)), "Approved: 3 comments.");
        let some = Outcome { skipped: all[..2].to_vec(), ..done(&all[2..]) };
        assert!(text(some).starts_with("Approved: Eve’s comment. 2 comments were not changed,"));
        assert!(text(Outcome { skipped: all.clone(), ..Outcome::default() }).ends_with("Nothing was changed."));
    }
}
