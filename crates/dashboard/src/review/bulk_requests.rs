//! One act on several comments: sent in parts of a size that the server takes, and what came of all of them.

use porch_protocol::team_api::{Decide, DecisionResult, MOST_AT_ONCE, ReadComment};
use porch_protocol::{CommentId, DecisionKind};

use crate::api::{self, Failure};
use crate::text::bulk as say;
use crate::ui::toast_message::ToastMessage;

/// What came of an act on several comments.
#[derive(Default, PartialEq, Debug)]
pub(crate) struct Outcome {
    /// Those that it was done about.
    pub(crate) done: Vec<CommentId>,
    /// Those that the server left as they were: somebody was faster.
    left: Vec<CommentId>,
    /// Those of the part whose call failed. It may have arrived.
    unsure: Vec<CommentId>,
    /// How many come after that part: nothing was tried about them.
    untried: usize,
    /// Why not all of it was done.
    failure: Option<Failure>,
}

/// Decides about comments as they were read.
pub(crate) async fn decide(verb: DecisionKind, reason: Option<String>, comments: &[ReadComment]) -> Outcome {
    let act = async |comments: &[ReadComment]| {
        api::decide(&Decide { verb, reason: reason.clone(), comments: comments.to_vec() }).await
    };
    in_parts(comments, |one| one.id, act).await
}

/// Takes decisions back.
pub(crate) async fn undo(comments: &[CommentId]) -> Outcome {
    in_parts(comments, |id| *id, async |comments: &[CommentId]| api::undo(comments.to_vec()).await).await
}

/// Acts part by part, until one fails: what follows would most likely fail as well.
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
                outcome.left.extend(decided.left);
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
    /// Why nothing was done, where a failure is the whole of it; or that nobody is signed in any more.
    pub(crate) fn failed(&self) -> Option<Failure> {
        self.failure.clone().filter(|failure| self.done.is_empty() || *failure == Failure::Out)
    }

    /// What is said about a decision, and what of it can be taken back; `named` has the authors who are known by name.
    pub(crate) async fn of_decision(self, verb: DecisionKind, named: &[(CommentId, String)]) -> ToastMessage {
        let state = match self.left.as_slice() {
            [one] if !self.done.is_empty() => api::pages::comment(*one).await.ok().map(|met| met.comment.status),
            _ => None,
        };
        let name = |ids: &[CommentId]| {
            let [one] = ids else { return "" };
            named.iter().find(|(id, _)| id == one).map(|(_, name)| name.as_str()).unwrap_or_default()
        };
        let mut words =
            say::decided((verb, self.done.len(), name(&self.done)), (self.left.len(), name(&self.left), state));
        if let Some(why) = self.why() {
            words = format!("{words} {}", say::not_done(self.open(), why));
        }
        // Where the call about them arrived after all, these can be taken back as well; where not, the server leaves them.
        let undo = self.done.into_iter().chain(self.unsure).collect();
        ToastMessage { words, wrong: self.failure.is_some(), undo, ..ToastMessage::default() }
    }

    /// What is said about an undo, and what is still to be taken back.
    pub(crate) fn of_undo(self) -> ToastMessage {
        let mut words = say::undone(self.done.len(), self.left.len());
        if let Some(why) = self.why() {
            words = format!("{words} {}", say::not_done(self.open(), why));
        }
        ToastMessage { words, wrong: self.failure.is_some(), undo: self.unsure, ..ToastMessage::default() }
    }

    /// How many were not done because of a failure.
    fn open(&self) -> usize {
        self.unsure.len() + self.untried
    }

    fn why(&self) -> Option<&str> {
        match &self.failure {
            Some(Failure::Wrong(why)) => Some(why),
            Some(Failure::Out) | None => None,
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
    use crate::text::names::spoken;

    fn ids(count: u128) -> Vec<CommentId> {
        (0..count).map(|n| CommentId(uuid::Uuid::from_u128(n))).collect()
    }

    /// Of what never waits for anything.
    fn now<T>(future: impl Future<Output = T>) -> T {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => value,
            Poll::Pending => panic!("it waits"),
        }
    }

    /// The outcome where the server takes so many parts and then fails; and how long each part was.
    fn sends(count: u128, takes: usize) -> (Outcome, Vec<usize>) {
        let parts = RefCell::new(Vec::new());
        let outcome = now(in_parts(
            &ids(count),
            |id| *id,
            async |part: &[CommentId]| {
                parts.borrow_mut().push(part.len());
                let fits = parts.borrow().len() <= takes;
                let decided = DecisionResult { done: part[2..].to_vec(), left: part[..2].to_vec() };
                if fits { Ok(decided) } else { Err(Failure::Wrong("The disk is full.".into())) }
            },
        ));
        (outcome, parts.into_inner())
    }

    #[test]
    fn no_request_is_about_more_comments_than_the_server_takes() {
        let (outcome, parts) = sends(430, 9);
        assert_eq!(parts, [200, 200, 30]);
        assert_eq!((outcome.done.len(), outcome.left.len(), outcome.failed()), (424, 6, None));
        assert_eq!(sends(200, 9).1, [200]);
        assert!(sends(0, 9).1.is_empty());
    }

    #[test]
    fn what_was_done_before_a_failure_can_be_taken_back_and_is_counted() {
        let (outcome, parts) = sends(630, 1);
        assert_eq!(parts, [200, 200], "what follows is not tried");
        assert_eq!(outcome.failed(), None);
        let said = now(outcome.of_decision(DecisionKind::Spam, &[]));
        assert!(said.words.starts_with("Marked as spam: 198 comments. "), "{}", said.words);
        assert!(said.words.ends_with("430 comments were not done: The disk is full."), "{}", said.words);
        // One that was left is not offered, and those of the call that failed are: it may have arrived.
        assert_eq!((said.undo.len(), said.wrong), (398, true));
        let said = sends(630, 1).0.of_undo();
        assert!(said.words.starts_with("Undone: 198 comments.") && said.undo.len() == 200, "{}", said.words);
    }

    #[test]
    fn where_nothing_was_done_the_failure_is_all_that_is_said() {
        assert_eq!(sends(230, 0).0.failed(), Some(Failure::Wrong("The disk is full.".into())));
    }

    #[test]
    fn whose_comment_was_decided_about_is_read_from_the_answer() {
        let all = ids(3);
        let named: Vec<_> = all.iter().copied().zip(["Cleo", "Dan", "Eve"].map(String::from)).collect();
        let done = |done: &[CommentId]| Outcome { done: done.to_vec(), ..Outcome::default() };
        let words = |outcome: Outcome| spoken(&now(outcome.of_decision(DecisionKind::Approve, &named)).words);
        assert_eq!(words(done(&all[1..2])), "Approved: Dan’s comment.");
        assert_eq!(words(done(&all)), "Approved: 3 comments.");
        let some = Outcome { left: all[..2].to_vec(), ..done(&all[2..]) };
        assert!(words(some).starts_with("Approved: Eve’s comment. 2 comments were left:"));
        assert!(words(Outcome { left: all.clone(), ..Outcome::default() }).ends_with("Nothing was changed."));
    }
}
