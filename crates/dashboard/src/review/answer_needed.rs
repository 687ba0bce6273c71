//! Marks a comment as needing no answer, and undoes that.

use porch_protocol::CommentId;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::text::conversation as texts;
use crate::ui::toast_message::ToastMessage;

/// Takes a comment that needs no answer off the list, and shows a toast with an undo button.
pub(crate) fn mark_no_answer_needed(id: CommentId, context: &Context) {
    let context = context.clone();
    let undo_action = {
        let context = context.clone();
        Callback::from(move |()| set_answer_needed(id, true, context.clone(), None))
    };
    set_answer_needed(id, false, context, Some(undo_action));
}

fn set_answer_needed(id: CommentId, needed: bool, context: Context, undo_action: Option<Callback<()>>) {
    spawn_local(async move {
        match api::pages::set_answer_needed(id, needed).await {
            Ok(()) => {
                let text = if needed { texts::REPLY_NEEDED_DONE } else { texts::NO_REPLY_NEEDED_DONE };
                context.show_toast.emit(ToastMessage { text: text.into(), undo_action, ..ToastMessage::default() });
                context.refresh.emit(());
            }
            Err(failure) => context.show_failure(failure),
        }
    });
}
