//! The blocks below a comment's text: the progress of sending, the team's decision, and until when replies are paused.

use porch_class_macros::{class, html};
use porch_protocol::{CommentId, ErrorCode, Status, Timestamp};
use porch_text::NODES;
use yew::prelude::*;

use super::button::{button, filled, secondary_button};
use super::comment_state::{CommentState, Freshness};
use super::icon::{Icon, icon};
use crate::state::{Form, NoticePlace, Sending};
use crate::store::{Store, UserAction};
use crate::text::with_nodes;

/// A block: its class, its icon, its message, its buttons.
struct StatusBlock {
    class: &'static str,
    icon: Icon,
    message: Html,
    /// Whether only the author sees the comment.
    only_you: bool,
    buttons: Html,
}

/// What only the author has to know about a comment that not everyone sees; and the notice about any comment.
pub(super) fn state_line(store: &Store, id: CommentId, state: &CommentState) -> Html {
    let block = match state.sending {
        Some(progress) => Some(sending_block(store, id, state, progress)),
        None => status_block(store, id, state),
    };
    let Some(StatusBlock { class, icon: shown_icon, message, only_you, buttons }) = block else {
        return Html::default();
    };
    // A countdown is read aloud now and then, not each second.
    let never_had_comments = matches!(state.sending, Some(Sending::Waiting(_, Some(left))) if left % 10 > 0);
    html! {
        <div class={classes!(class!("status-block"), class)} role="status" aria-live={never_had_comments.then_some("off")}>
            { icon(shown_icon) }
            <p>{ message }if only_you { { " " }<small class="only-you">{ store.config().text.only_you() }</small> }</p>
            { buttons }
        </div>
    }
}

/// The progress of a comment that the server has not acknowledged.
fn sending_block(store: &Store, id: CommentId, state: &CommentState, progress: Sending) -> StatusBlock {
    let text = store.config().text;
    let (message, class, shown_icon) = match progress {
        Sending::InFlight => (text.sending().into(), "", Icon::Clock),
        Sending::Offline => (text.offline().into(), "", Icon::Clock),
        Sending::Waiting(code, after) => (text.error(code, after), "", Icon::Clock),
        Sending::Unreachable => (text.unreachable().into(), class!("tone-care"), Icon::Alert),
        Sending::Refused(code, after) => (text.error(code, after), class!("tone-care"), Icon::Alert),
        Sending::RefusedAgain => (text.refused_again().into(), class!("tone-care"), Icon::Alert),
        Sending::GaveUp => (text.gave_up().into(), class!("tone-care"), Icon::Alert),
    };
    let is_final = progress == Sending::RefusedAgain;
    let message = html! {
        <>
            { message }
            if let Sending::Refused(ErrorCode::NameTaken, _) = progress {
                // In another tab: the text stays here.
                { " " }<a href={store.config().dashboard(state.comment.parent)} target="_blank" rel="noopener noreferrer">{ text.reply_from_dashboard() }</a>
            }
            if is_final { { " " }<a href={store.config().own_page("")} target="_blank">{ text.own_page() }</a> }
        </>
    };
    let (can_retry, can_edit_again) = (progress.can_retry(), progress.can_edit_again());
    // A single button has room beside the text.
    let class = match class {
        "" if !can_retry => class!("one-line"),
        class!("tone-care") if !can_retry => class!("tone-care one-line"),
        class => class,
    };
    let buttons = html! {
        if can_retry || can_edit_again {
            <div class="block-buttons">
                if can_retry { { button(store, text.retry(), UserAction::Retry(id)) } }
                if can_edit_again { { secondary_button(store, text.back_to_editing(), UserAction::BackToEditing(id)) } }
            </div>
        }
    };
    StatusBlock { class, icon: shown_icon, message, only_you: false, buttons }
}

/// The team's decision about a comment, and the notice about it.
fn status_block(store: &Store, id: CommentId, state: &CommentState) -> Option<StatusBlock> {
    let text = store.config().text;
    let reason = state.comment.reason.as_deref();
    // The team member who decided before is the one who decides again.
    let team = state.decider.as_deref().or(store.config().team.as_deref());
    let open = |form: Form| UserAction::Open(Some(form));
    let delete = || secondary_button(store, text.delete(), open(Form::Withdraw(id)));
    let block = |class, icon, message: String, buttons: Html| {
        let buttons = html! { <div class="block-buttons">{ buttons }</div> };
        Some(StatusBlock { class, icon, message: html! { { message } }, only_you: true, buttons })
    };
    match state.comment.status {
        Status::Held => {
            let awaiting = text.waiting_for(team);
            let buttons = html! {
                <>
                    { secondary_button(store, text.edit(), open(Form::Edit(id))) }
                    { delete() }
                </>
            };
            let block = block(class!("tone-warm one-line"), Icon::Clock, awaiting, buttons);
            // Right after it was sent, the notice says who reads it and who sees it meanwhile: it is not said twice.
            match (&state.notice, block) {
                (Some(message), Some(block)) => {
                    Some(StatusBlock { message: html! { { message } }, only_you: false, ..block })
                }
                (_, block) => block,
            }
        }
        Status::SentBack => block(
            class!("tone-warm"),
            Icon::Pen,
            text.changes_requested(team, reason),
            html! {
                <>
                    { filled(store, text.make_changes(), open(Form::Edit(id))) }
                    { delete() }
                </>
            },
        ),
        Status::Declined => {
            // The reason stays, and after an appeal the author reads that it is pending until it is decided.
            let appealed = state.mine == Some(true);
            let appeal_sent = || text.appeal_sent(team);
            let addition = state.notice.clone().or_else(|| appealed.then(appeal_sent));
            let mut message = text.declined_with(reason);
            if let Some(addition) = addition {
                message.push_str(" · ");
                message.push_str(&addition);
            }
            let (class, icon) =
                if appealed { (class!("tone-warm"), Icon::Clock) } else { (class!("tone-care"), Icon::Ban) };
            block(
                class,
                icon,
                message,
                html! {
                    <>
                        { button(store, text.edit_and_send(), open(Form::Edit(id))) }
                        // It can be requested once.
                        if state.mine == Some(false) { { secondary_button(store, text.appeal(), UserAction::Appeal(id)) } }
                        { delete() }
                    </>
                },
            )
        }
        Status::Published => notice_block(store, id, state),
        Status::Removed | Status::Withdrawn | Status::Spam => None,
    }
}

/// The notice about a comment that everyone sees.
fn notice_block(store: &Store, id: CommentId, state: &CommentState) -> Option<StatusBlock> {
    let posted = store.config().text.posted();
    let message =
        state.notice.clone().or_else(|| (state.freshness == Freshness::JustPublished).then(|| posted.into()))?;
    let is_error =
        store.read(|state| state.notice.as_ref().is_some_and(|n| n.at == NoticePlace::Comment(id) && n.is_error));
    let (class, icon) = match () {
        () if is_error => (class!("tone-care"), Icon::Alert),
        () if message == posted => (class!("tone-calm is-done"), Icon::Check),
        () => (class!("tone-calm"), Icon::Done),
    };
    Some(StatusBlock { class, icon, message: html! { { message } }, only_you: false, buttons: Html::default() })
}

/// The line where a branch with paused replies begins. The end of the pause is written by the loader, in the visitor's
/// time zone; until then, and without a script, it is written in UTC.
pub(super) fn reply_pause_line(store: &Store, until: Option<Timestamp>) -> Html {
    let Some(until) = until else { return Html::default() };
    let config = store.config();
    let time = html! { <time datetime={until.to_string()}>{ config.text.date(until.0, 0) }</time> };
    html! {
        <div class="status-block reply-pause" role="status">
            { icon(Icon::Pause) }
            <p>
                { with_nodes(&(config.text.replies_paused(NODES[0]) + " "), &[time], |text| html! { { text } }) }
                <small>{ config.text.readable() }</small>
            </p>
        </div>
    }
}
