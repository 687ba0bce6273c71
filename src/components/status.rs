//! What stands below a comment's words: how far one's own have come, what the team decided, until when nobody replies.

use porch_protocol::{CommentId, ErrorCode, Status, Timestamp};
use yew::prelude::*;

use super::comment::{Came, Seen};
use crate::state::Sending;
use crate::store::{Store, Verb};

/// What only the author has to know about a comment that not everyone sees.
pub(super) fn state_line(store: &Store, id: CommentId, seen: &Seen) -> Html {
    let text = store.config().text;
    let reason = seen.comment.reason.as_deref();
    let said = match (seen.sending, seen.comment.status) {
        (Some(Sending::OnTheWay), _) => text.own.sending.into(),
        (Some(Sending::Stuck), _) => text.own.stuck.into(),
        (Some(Sending::Offline), _) => text.own.offline.into(),
        (Some(Sending::Waiting(code, after) | Sending::Refused(code, after)), _) => (text.wrong)(code, after),
        (Some(Sending::RefusedAgain), _) => text.own.refused_again.into(),
        (Some(Sending::GaveUp), _) => text.own.gave_up.into(),
        (None, _) if seen.said.is_some() => seen.said.clone().unwrap_or_default(),
        (None, Status::Held) => text.own.awaiting.into(),
        (None, Status::SentBack) => (text.own.sent_back)(reason),
        (None, Status::Declined) => (text.own.declined)(reason),
        (None, Status::Published) if seen.came == Came::LetIn => text.own.posted.into(),
        _ => return Html::default(),
    };
    let hopeless = seen.sending == Some(Sending::RefusedAgain);
    let refused = hopeless || matches!(seen.sending, Some(Sending::Refused(..) | Sending::GaveUp));
    let stuck = refused || matches!(seen.sending, Some(Sending::Stuck | Sending::Waiting(..)));
    // Seconds that are counted down are read out now and then, not each.
    let quiet = matches!(seen.sending, Some(Sending::Waiting(_, Some(left))) if left % 10 > 0);
    // Where no words are taken there is no field to put them into.
    let closed = matches!(seen.sending, Some(Sending::Refused(ErrorCode::ThreadClosed, _)));
    html! {
        <p class={if stuck { "s w" } else { "s" }} role="status" aria-live={quiet.then_some("off")}>
            { said }
            if let Some(Sending::Refused(ErrorCode::NameTaken, _)) = seen.sending {
                // In a tab of its own: the words stay here.
                { " " }<a href={store.config().dashboard(seen.comment.parent)} target="_blank" rel="noopener noreferrer">{ text.own.dashboard }</a>
            }
            if stuck { { button(store, text.own.again, Verb::Again(id)) } }
            // Words that may have arrived stay where they are: sent again from the field they could count twice.
            if refused && !closed { { button(store, text.own.take_back, Verb::TakeBack(id)) } }
            if hopeless { <a href={store.config().own_page("")} target="_blank">{ text.own_page }</a> }
        </p>
    }
}

/// Where a branch begins that takes no replies for a while. When it does again is written by the browser, as all times.
pub(super) fn rest_line(store: &Store, until: Option<Timestamp>) -> Html {
    let Some(until) = until else { return Html::default() };
    let config = store.config();
    html! {
        <p class="s j" role="status">
            { config.text.rests }
            <time datetime={until.to_string()}>
                { if config.standalone { (config.text.date)(until.0) } else { String::new() } }
            </time>
        </p>
    }
}

/// A button that asks for something.
pub(super) fn button(store: &Store, label: &'static str, verb: Verb) -> Html {
    let store = store.clone();
    html! { <button onclick={move |_| store.ask(verb.clone())}>{ label }</button> }
}
