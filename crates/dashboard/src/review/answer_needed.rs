//! Marks a comment as needing no answer, and undoes that.

use porch_protocol::CommentId;
use porch_protocol::conversation::AnswerNeeded;

use crate::api::{self, Request, to};
use crate::context::Context;
use crate::text::conversation as texts;

/// Takes a comment that needs no answer off the list, and shows a toast with an undo button.
pub(crate) fn mark_no_answer_needed(id: CommentId, context: &Context) {
    let done = context.clone();
    context.send(set(id, false), move |()| {
        let undone = done.clone();
        done.notify_undoable(texts::NO_REPLY_NEEDED_DONE, move || undo(id, &undone));
        done.refresh.emit(());
    });
}

fn undo(id: CommentId, context: &Context) {
    let done = context.clone();
    context.send(set(id, true), move |()| {
        done.notify(texts::REPLY_NEEDED_DONE);
        done.refresh.emit(());
    });
}

fn set(id: CommentId, needed: bool) -> Request<()> {
    api::send(&to::SET_ANSWER_NEEDED, &AnswerNeeded { needed }).at(id)
}
