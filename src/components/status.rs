//! What stands below a comment's words: how far one's own have come, what the team decided, until when nobody replies.

use porch_protocol::{CommentId, ErrorCode, Status, Timestamp};
use yew::prelude::*;

use super::button::{button, filled, quiet};
use super::comment_state::{CommentState, Freshness};
use super::icon::{Icon, icon};
use crate::state::{Form, NoticePlace, Sending};
use crate::store::{Store, UserAction};

/// A block: its ground, its picture, what it says, what can be done.
struct StatusBlock {
    ground: &'static str,
    icon: Icon,
    said: Html,
    /// Whether nobody else sees the comment.
    only_you: bool,
    buttons: Html,
}

/// What only the author has to know about a comment that not everyone sees; and what was just done about any comment.
pub(super) fn state_line(store: &Store, id: CommentId, seen: &CommentState) -> Html {
    let block = match seen.sending {
        Some(how) => Some(on_its_way(store, id, seen, how)),
        None => decided(store, id, seen),
    };
    let Some(StatusBlock { ground, icon: which, said, only_you, buttons }) = block else { return Html::default() };
    // Seconds that are counted down are read out now and then, not each.
    let quiet = matches!(seen.sending, Some(Sending::Waiting(_, Some(left))) if left % 10 > 0);
    html! {
        <div class={classes!("s", ground)} role="status" aria-live={quiet.then_some("off")}>
            { icon(which) }
            <p>{ said }if only_you { { " " }<small class="only">{ store.config().text.own.only_you }</small> }</p>
            { buttons }
        </div>
    }
}

/// How far words have come that no server has acknowledged.
fn on_its_way(store: &Store, id: CommentId, seen: &CommentState, how: Sending) -> StatusBlock {
    let text = store.config().text;
    let (said, ground, which) = match how {
        Sending::OnTheWay => (text.own.sending.into(), "", Icon::Clock),
        Sending::Offline => (text.own.offline.into(), "", Icon::Clock),
        Sending::Waiting(code, after) => ((text.wrong)(code, after), "", Icon::Clock),
        Sending::Stuck => (text.own.stuck.into(), "care", Icon::Alert),
        Sending::Refused(code, after) => ((text.wrong)(code, after), "care", Icon::Alert),
        Sending::RefusedAgain => (text.own.refused_again.into(), "care", Icon::Alert),
        Sending::GaveUp => (text.own.gave_up.into(), "care", Icon::Alert),
    };
    let hopeless = how == Sending::RefusedAgain;
    let said = html! {
        <>
            { said }
            if let Sending::Refused(ErrorCode::NameTaken, _) = how {
                // In a tab of its own: the words stay here.
                { " " }<a href={store.config().dashboard(seen.comment.parent)} target="_blank" rel="noopener noreferrer">{ text.own.dashboard }</a>
            }
            if hopeless { { " " }<a href={store.config().own_page("")} target="_blank">{ text.own_page }</a> }
        </>
    };
    let (again, back) = (how.may_try_again(), how.may_go_back());
    // A single button has room beside the words.
    let ground = match ground {
        "" if !again => "line",
        "care" if !again => "care line",
        ground => ground,
    };
    let buttons = html! {
        if again || back {
            <div class="do">
                if again { { button(store, text.own.again, UserAction::Again(id)) } }
                if back { { quiet(store, text.own.take_back, UserAction::TakeBack(id)) } }
            </div>
        }
    };
    StatusBlock { ground, icon: which, said, only_you: false, buttons }
}

/// Where the server's comment stands, and what was just done about it.
fn decided(store: &Store, id: CommentId, seen: &CommentState) -> Option<StatusBlock> {
    let text = store.config().text;
    let reason = seen.comment.reason.as_deref();
    // Whoever decided before is the one who looks again.
    let team = seen.decider.as_deref().or(store.config().team.as_deref());
    let open = |form: Form| UserAction::Open(Some(form));
    let delete = || quiet(store, text.own.withdraw, open(Form::Withdraw(id)));
    let block = |ground, icon, said: String, buttons: Html| {
        let buttons = html! { <div class="do">{ buttons }</div> };
        Some(StatusBlock { ground, icon, said: html! { { said } }, only_you: true, buttons })
    };
    match seen.comment.status {
        Status::Held => {
            let awaiting = (text.own.awaiting)(team);
            let buttons = html! {
                <>
                    { quiet(store, text.own.edit, open(Form::Edit(id))) }
                    { delete() }
                </>
            };
            let waits = block("warm line", Icon::Clock, awaiting, buttons);
            // Right after they were sent, who reads them and who sees them meanwhile is one sentence: it is not said twice.
            match (&seen.said, waits) {
                (Some(said), Some(waits)) => Some(StatusBlock { said: html! { { said } }, only_you: false, ..waits }),
                (_, waits) => waits,
            }
        }
        Status::SentBack => block(
            "warm",
            Icon::Pen,
            (text.own.sent_back)(team, reason),
            html! {
                <>
                    { filled(store, text.own.change, open(Form::Edit(id))) }
                    { delete() }
                </>
            },
        ),
        Status::Declined => {
            // The reason stays, and whoever asked for a second look reads so until it was taken.
            let asked = seen.mine == Some(true);
            let looking = || (text.own.looking)(team);
            let more = seen.said.clone().or_else(|| asked.then(looking));
            let mut said = (text.own.declined)(reason);
            if let Some(more) = more {
                said.push_str(" · ");
                said.push_str(&more);
            }
            let (ground, icon) = if asked { ("warm", Icon::Clock) } else { ("care", Icon::Ban) };
            block(
                ground,
                icon,
                said,
                html! {
                    <>
                        { button(store, text.own.fix, open(Form::Edit(id))) }
                        // It is asked for once.
                        if seen.mine == Some(false) { { quiet(store, text.own.look_again, UserAction::LookAgain(id)) } }
                        { delete() }
                    </>
                },
            )
        }
        Status::Published => just_done(store, id, seen),
        Status::Removed | Status::Withdrawn | Status::Spam => None,
    }
}

/// What was just done about a comment that everyone sees.
fn just_done(store: &Store, id: CommentId, seen: &CommentState) -> Option<StatusBlock> {
    let posted = store.config().text.own.posted;
    let said = seen.said.clone().or_else(|| (seen.came == Freshness::LetIn).then(|| posted.into()))?;
    let wrong = store.read(|state| state.notice.as_ref().is_some_and(|n| n.at == NoticePlace::Comment(id) && n.wrong));
    let (ground, icon) = match () {
        () if wrong => ("care", Icon::Alert),
        () if said == posted => ("calm ok", Icon::Check),
        () => ("calm", Icon::Done),
    };
    Some(StatusBlock { ground, icon, said: html! { { said } }, only_you: false, buttons: Html::default() })
}

/// Where a branch begins that takes no replies for a while. When it does again is written by the browser, as its reader's
/// clock shows it; until then, and without a script, it stands there in the world's time.
pub(super) fn rest_line(store: &Store, until: Option<Timestamp>) -> Html {
    let Some(until) = until else { return Html::default() };
    let config = store.config();
    html! {
        <div class="s j" role="status">
            { icon(Icon::Pause) }
            <p>
                { config.text.rests }
                <time datetime={until.to_string()}>{ (config.text.date)(until.0, 0) }</time>
                { ". " }<small>{ config.text.readable }</small>
            </p>
        </div>
    }
}
