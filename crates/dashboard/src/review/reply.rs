//! Replying to a comment under one's own name; a comment that waits for approval is approved in the same step.

use porch_class_macros::html;
use porch_protocol::team_api::ReplyToComment;
use porch_protocol::{Comment, CommentPosted, DecisionKind, Status};
use uuid::Uuid;
use yew::prelude::*;

use crate::api::{self, to};
use crate::context::Context;
use crate::review::drafts::{self, DraftKind};
use crate::text;
use crate::ui::text_field::TextField;
use crate::ui::toast_message::ToastMessage;

/// What a reply does for a comment of this status; none where it can't be replied to.
pub(crate) fn reply_mode(status: Status, decides: bool) -> Option<ReplyMode> {
    match status {
        Status::Published => Some(ReplyMode::Reply),
        _ if decides && DecisionKind::offered(status).contains(&DecisionKind::Approve) => {
            Some(ReplyMode::ApproveAndReply)
        }
        _ => None,
    }
}

/// What a reply does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ReplyMode {
    /// It is published below the comment.
    Reply,
    /// It also approves the comment.
    ApproveAndReply,
}

impl ReplyMode {
    /// The label of the button that opens the field, and of the one that sends.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Reply => text().conversation_reply(),
            Self::ApproveAndReply => text().conversation_approve_and_reply(),
        }
    }
}

/// The comment, and the callbacks.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ReplyProps {
    /// The version that was read.
    pub(crate) comment: Comment,
    /// Whether the member may approve.
    pub(crate) decides: bool,
    pub(crate) close: Callback<()>,
    /// Called when the reply is published.
    pub(crate) done: Callback<ReplyMode>,
    pub(crate) context: Context,
    /// Whether the field is always open.
    #[prop_or_default]
    pub(crate) always_open: bool,
    /// More content beside its button.
    #[prop_or_default]
    pub(crate) extra: Html,
}

/// The field for a reply. Its idempotency key stays the same while it is open, so that pressing twice replies once.
#[component]
pub(crate) fn ReplyField(props: &ReplyProps) -> Html {
    let ReplyProps { comment, decides, close, done, context, always_open, extra } = props.clone();
    let mode = reply_mode(comment.status, decides);
    // Another version of the comment, or another mode, is another request.
    let key = use_memo((comment.version, mode), |_| Uuid::new_v4().to_string());
    let busy = use_state(|| false);
    let id = comment.id;
    let name = comment.author.as_ref().map(|author| author.name.clone()).unwrap_or_default();
    let Some(mode) = mode else { return html! { <p role="status"><em>{ text().conversation_not_now() }</em></p> } };
    let (author, show_toast) = (context.me.clone(), context.show_toast.clone());
    let send = {
        let (busy, close) = (busy.clone(), close.clone());
        Callback::from(move |body: String| {
            let approve = (mode == ReplyMode::ApproveAndReply).then_some(comment.version);
            let request = ReplyToComment { parent: id, body, approve };
            let (close, done, sent) = (close.clone(), done.clone(), context.clone());
            let (busy, refresh) = (busy.clone(), context.refresh.clone());
            busy.set(true);
            let call = api::send(&to::REPLY, &request).key(&key);
            let show = move |posted| {
                drafts::discard(id, DraftKind::Reply);
                sent.show_toast.emit(reply_toast(mode, &request, &posted, &sent));
                done.emit(mode);
                close.emit(());
            };
            let finish = move |succeeded: bool| {
                if !succeeded {
                    busy.set(false);
                }
                // Where it failed the comment may have changed since it was read.
                refresh.emit(());
            };
            context.send_reporting(call, show, finish);
        })
    };
    let button = if mode == ReplyMode::Reply { text().reply() } else { text().conversation_approve_and_reply() };
    html! { <TextField {id} kind={DraftKind::Reply} label={text().conversation_reply_to(&name)} {button} busy={*busy} {send} {close} {always_open} {extra} {author} show_toast={show_toast} /> }
}

/// The toast after a reply: undoing an approval withdraws its reply, too.
fn reply_toast(mode: ReplyMode, request: &ReplyToComment, posted: &CommentPosted, context: &Context) -> ToastMessage {
    match mode {
        ReplyMode::ApproveAndReply => ToastMessage {
            text: text().conversation_approved_and_replied().into(),
            undo: vec![request.parent],
            ..ToastMessage::default()
        },
        ReplyMode::Reply => ToastMessage {
            text: text().replied().into(),
            undo_action: Some(crate::review::own_comment::withdraw_callback(
                posted.comment.id,
                posted.comment.version,
                context.clone(),
            )),
            ..ToastMessage::default()
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{ReplyMode, reply_mode};
    use porch_protocol::Status;

    #[test]
    fn a_reply_to_a_comment_that_may_be_approved_approves_it() {
        for status in Status::ALL {
            let expected = match status {
                Status::Published => Some(ReplyMode::Reply),
                Status::Held | Status::SentBack | Status::Declined => Some(ReplyMode::ApproveAndReply),
                Status::Removed | Status::Withdrawn | Status::Spam => None,
            };
            assert_eq!(reply_mode(status, true), expected, "{status:?}");
            // A guest expert approves nothing.
            assert_eq!(reply_mode(status, false), expected.filter(|mode| *mode == ReplyMode::Reply), "{status:?}");
        }
    }
}
