//! Saying that a comment needs no answer, and taking that back.

use porch_protocol::CommentId;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::House;
use crate::calls;
use crate::foot::Said;
use crate::words::talk as say;

/// Takes a comment off the list that needs no answer, and says so with a way back.
pub(crate) fn needs_none(id: CommentId, house: &House) {
    let house = house.clone();
    let back = {
        let house = house.clone();
        Callback::from(move |()| say_needed(id, true, house.clone(), None))
    };
    say_needed(id, false, house, Some(back));
}

fn say_needed(id: CommentId, needed: bool, house: House, back: Option<Callback<()>>) {
    spawn_local(async move {
        match calls::pages::answer_needed(id, needed).await {
            Ok(()) => {
                let words = if needed { say::NEEDS_AGAIN_DONE } else { say::NEEDS_NONE_DONE };
                house.say.emit(Said { words: words.into(), back, ..Said::default() });
                house.refresh.emit(());
            }
            Err(failure) => house.failed(failure),
        }
    });
}
