//! Marks a comment as needing no answer, and undoes that.

use porch_protocol::CommentId;
use porch_protocol::conversation::AnswerNeeded;

use crate::api::{self, Request, to};
use crate::context::Context;
use crate::text;

/// Takes a comment that needs no answer off the list, and shows a toast with an undo button.
pub(crate) fn mark_no_answer_needed(id: CommentId, context: &Context) {
    let done = context.clone();
    context.send(set(id, false), move |()| {
        let undone = done.clone();
        done.notify_undoable(text().conversation_no_reply_needed_done(), move || undo(id, &undone));
        done.refresh.emit(());
    });
}

fn undo(id: CommentId, context: &Context) {
    let done = context.clone();
    context.send(set(id, true), move |()| {
        done.notify(text().conversation_reply_needed_done());
        done.refresh.emit(());
    });
}

fn set(id: CommentId, needed: bool) -> Request<()> {
    api::send(&to::SET_ANSWER_NEEDED, &AnswerNeeded { needed }).at(id)
}
