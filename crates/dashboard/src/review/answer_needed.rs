//! Saying that a comment needs no answer, and taking that back.

use porch_protocol::CommentId;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::text::conversation as say;
use crate::ui::toast_message::ToastMessage;

/// Takes a comment off the list that needs no answer, and says so with a way back.
pub(crate) fn needs_none(id: CommentId, context: &Context) {
    let context = context.clone();
    let back = {
        let context = context.clone();
        Callback::from(move |()| say_needed(id, true, context.clone(), None))
    };
    say_needed(id, false, context, Some(back));
}

fn say_needed(id: CommentId, needed: bool, context: Context, back: Option<Callback<()>>) {
    spawn_local(async move {
        match api::pages::answer_needed(id, needed).await {
            Ok(()) => {
                let words = if needed { say::NEEDS_AGAIN_DONE } else { say::NEEDS_NONE_DONE };
                context.say.emit(ToastMessage { words: words.into(), back, ..ToastMessage::default() });
                context.refresh.emit(());
            }
            Err(failure) => context.failed(failure),
        }
    });
}
