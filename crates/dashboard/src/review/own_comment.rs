//! One's own comment: editing and deleting it.

use porch_class_macros::html;
use porch_protocol::published::TeamComment;
use porch_protocol::{CommentId, EditComment, Status, WithdrawComment};
use uuid::Uuid;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::{self, to};
use crate::context::Context;
use crate::review::drafts::{self, DraftKind};
use crate::text;
use crate::text::conversation as texts;
use crate::ui::focus_moves::use_autofocus;
use crate::ui::single_flight::use_single_flight;
use crate::ui::text_field::TextField;
use crate::ui::toast_message::ToastMessage;

/// The comment's id.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct OwnProps {
    pub(crate) id: CommentId,
    pub(crate) close: Callback<()>,
    pub(crate) context: Context,
}

/// One's own comment as it was typed, and its status.
#[derive(Clone, PartialEq)]
struct OwnComment {
    source: String,
    version: u32,
    status: Status,
}

impl OwnComment {
    /// None where it is another author's, or gone.
    fn of(team_comment: TeamComment) -> Option<Self> {
        Some(Self {
            source: team_comment.source?,
            version: team_comment.comment.version,
            status: team_comment.comment.status,
        })
    }
}

/// The field for editing one's own comment, as it was typed.
#[component]
pub(crate) fn EditField(props: &OwnProps) -> Html {
    let OwnProps { id, close, context } = props.clone();
    let (found, busy) = (use_state(|| None::<OwnComment>), use_state(|| false));
    // Each version has its own idempotency key: an edit that is sent twice counts once.
    let key = use_memo(found.as_ref().map(|own| own.version), |_| Uuid::new_v4().to_string());
    {
        let (found, close, context) = (found.clone(), close.clone(), context.clone());
        use_effect_with(id, move |id| {
            let (refused, missing) = (context.clone(), close.clone());
            let show = move |team_comment: TeamComment| {
                let own = OwnComment::of(team_comment);
                if own.is_none() {
                    refused.show_toast.emit(ToastMessage::error(text().conversation_not_yours().into()));
                    missing.emit(());
                }
                found.set(own);
            };
            // Where it was not loaded there is nothing to edit, so the form closes.
            let done = move |succeeded: bool| {
                if !succeeded {
                    close.emit(());
                }
            };
            context.send_reporting(api::comment(*id), show, done);
        });
    }
    let Some(OwnComment { source, version, status }) = (*found).clone() else {
        return html! { <p aria-busy="true" /> };
    };
    let (author, show_toast) = (context.me.clone(), context.show_toast.clone());
    let send = {
        let (busy, close, found) = (busy.clone(), close.clone(), found.clone());
        Callback::from(move |body: String| {
            let (busy, close, context, key) = (busy.clone(), close.clone(), context.clone(), key.clone());
            let found = found.clone();
            busy.set(true);
            spawn_local(async move {
                match api::send(&to::EDIT, &EditComment { version, body }).at(id).key(&key).await {
                    Ok(posted) => {
                        drafts::discard(id, DraftKind::Edit);
                        context.notify(texts::edited(posted.comment.status));
                        close.emit(());
                        context.refresh.emit(());
                    }
                    Err(failure) => {
                        busy.set(false);
                        let team_comment = api::comment(id).await.ok();
                        // Where a decision was made meanwhile, that is the cause, and the message says what can be done
                        // now.
                        match team_comment
                            .as_ref()
                            .map(|team_comment| &team_comment.comment)
                            .filter(|comment| comment.status != status)
                        {
                            Some(current) => {
                                context.show_toast.emit(ToastMessage::error(texts::meanwhile(
                                    current.status,
                                    current.reason.as_deref(),
                                )));
                            }
                            None => context.show_failure(failure),
                        }
                        // Where it has another version by now, the next request is about that one.
                        if let Some(own) = team_comment.and_then(OwnComment::of) {
                            found.set(Some(own));
                        }
                    }
                }
            });
        })
    };
    html! { <TextField {id} kind={DraftKind::Edit} label={text().conversation_your_comment()} initial={source} button={text().conversation_save()} busy={*busy} {send} {close} {author} show_toast={show_toast} /> }
}

/// The confirmation before one's own comment is deleted.
#[component]
pub(crate) fn DeleteOwn(props: &OwnProps) -> Html {
    let OwnProps { id, close, context } = props.clone();
    let (button, flight) = (use_autofocus(), use_single_flight());
    let press = {
        let close = close.clone();
        move |_: MouseEvent| {
            let Some(done) = flight.begin() else { return };
            let (close, withdrawn) = (close.clone(), context.clone());
            let delete = async move {
                let version = api::comment(id).await?.comment.version;
                withdraw(id, version, &withdrawn).await;
                close.emit(());
                Ok(())
            };
            context.send_reporting(delete, |()| (), move |succeeded| done.emit(succeeded));
        }
    };
    let on_cancel = close.reform(|_: MouseEvent| ());
    html! {
        <div class="ask" role="group" aria-label={text().conversation_delete()}>
            <p>{ text().conversation_delete_what() }</p>
            <div class="verbs">
                <button ref={button} class="main" onclick={press}>{ text().conversation_delete() }</button>
                <button onclick={on_cancel}>{ text().cancel() }</button>
            </div>
        </div>
    }
}

/// The callback that withdraws a comment that was just published.
pub(crate) fn withdraw_callback(id: CommentId, version: u32, context: Context) -> Callback<()> {
    Callback::from(move |()| {
        let context = context.clone();
        spawn_local(async move { withdraw(id, version, &context).await });
    })
}

async fn withdraw(id: CommentId, version: u32, context: &Context) {
    let key = Uuid::new_v4().to_string();
    match api::send(&to::WITHDRAW, &WithdrawComment { version }).at(id).key(&key).await {
        Ok(_) => {
            context.notify(text().conversation_deleted());
            context.refresh.emit(());
        }
        Err(failure) => context.show_failure(failure),
    }
}
