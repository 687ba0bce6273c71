//! Answering a comment as oneself, wherever it is met; one that waits for approval is approved in the same step.

use porch_protocol::team_api::ReplyToComment;
use porch_protocol::{Comment, CommentPosted, DecisionKind, Status};
use uuid::Uuid;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::review::drafts::{self, Kind};
use crate::text::conversation as say;
use crate::ui::text_field::Field;
use crate::ui::toast_message::ToastMessage;

/// What an answer does about a comment that stands there; none where it cannot be answered.
pub(crate) fn way(status: Status, decides: bool) -> Option<ReplyMode> {
    match status {
        Status::Published => Some(ReplyMode::Answer),
        _ if decides && DecisionKind::offered(status).contains(&DecisionKind::Approve) => Some(ReplyMode::ApproveToo),
        _ => None,
    }
}

/// What an answer does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ReplyMode {
    /// It answers.
    Answer,
    /// It approves what it answers.
    ApproveToo,
}

impl ReplyMode {
    /// What the button says that opens the field, and the one that sends.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Answer => say::ANSWER,
            Self::ApproveToo => say::APPROVE_AND_ANSWER,
        }
    }
}

/// To what.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct AnswerProps {
    /// As it was read.
    pub(crate) comment: Comment,
    /// Whether whoever looks may approve.
    pub(crate) decides: bool,
    pub(crate) close: Callback<()>,
    /// Hears that the answer is published.
    pub(crate) done: Callback<ReplyMode>,
    pub(crate) context: Context,
    /// Whether the field stands open all the time.
    #[prop_or_default]
    pub(crate) stands: bool,
    /// What else stands beside its button.
    #[prop_or_default]
    pub(crate) beside: Html,
}

/// The field for an answer. Its key stays the same while it is open, so that pressing twice answers once.
#[component]
pub(crate) fn AnswerField(props: &AnswerProps) -> Html {
    let AnswerProps { comment, decides, close, done, context, stands, beside } = props.clone();
    let way = way(comment.status, decides);
    // Other words of its author, or another step, are another request.
    let key = use_memo((comment.version, way), |_| Uuid::new_v4().to_string());
    let busy = use_state(|| false);
    let id = comment.id;
    let name = comment.author.as_ref().map(|author| author.name.clone()).unwrap_or_default();
    let Some(way) = way else { return html! { <p role="status"><em>{ say::NOT_NOW }</em></p> } };
    let (writer, tells) = (context.me.clone(), context.say.clone());
    let send = {
        let (busy, close) = (busy.clone(), close.clone());
        Callback::from(move |body: String| {
            let approve = (way == ReplyMode::ApproveToo).then_some(comment.version);
            let words = ReplyToComment { parent: id, body, approve };
            let (busy, close, key) = (busy.clone(), close.clone(), key.clone());
            let (done, context) = (done.clone(), context.clone());
            busy.set(true);
            spawn_local(async move {
                match api::answer(&key, &words).await {
                    Ok(posted) => {
                        drafts::forget(id, Kind::Answer);
                        context.say.emit(said(way, &words, &posted, &context));
                        done.emit(way);
                        close.emit(());
                        context.refresh.emit(());
                    }
                    Err(failure) => {
                        busy.set(false);
                        context.failed(failure);
                        // What stands there now may be another thing than what was read.
                        context.refresh.emit(());
                    }
                }
            });
        })
    };
    let button = if way == ReplyMode::Answer { crate::text::SHARE } else { say::APPROVE_AND_ANSWER };
    html! { <Field {id} kind={Kind::Answer} label={say::reply_to(&name)} {button} busy={*busy} {send} {close} {stands} {beside} {writer} say={tells} /> }
}

/// What was done, and the way back: an approval takes its answer along.
fn said(way: ReplyMode, words: &ReplyToComment, posted: &CommentPosted, context: &Context) -> ToastMessage {
    match way {
        ReplyMode::ApproveToo => {
            ToastMessage { words: say::BOTH_DONE.into(), undo: vec![words.parent], ..ToastMessage::default() }
        }
        ReplyMode::Answer => ToastMessage {
            words: crate::text::ANSWERED.into(),
            back: Some(crate::review::own_comment::takes_back(
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
    use super::{ReplyMode, way};
    use porch_protocol::Status;

    #[test]
    fn what_everybody_reads_is_answered_and_what_may_be_approved_is_approved_with_the_answer() {
        for status in Status::ALL {
            let expected = match status {
                Status::Published => Some(ReplyMode::Answer),
                Status::Held | Status::SentBack | Status::Declined => Some(ReplyMode::ApproveToo),
                Status::Removed | Status::Withdrawn | Status::Spam => None,
            };
            assert_eq!(way(status, true), expected, "{status:?}");
            // A guest expert approves nothing.
            assert_eq!(way(status, false), expected.filter(|way| *way == ReplyMode::Answer), "{status:?}");
        }
    }
}
