//! One's own words on a page: editing them and taking them back.

use porch_protocol::published::TeamComment;
use porch_protocol::{CommentId, EditComment, Status, WithdrawComment};
use uuid::Uuid;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::review::drafts::{self, Kind};
use crate::text::{self, conversation as say};
use crate::ui::focus_moves::use_focus;
use crate::ui::single_flight::use_once;
use crate::ui::text_field::Field;
use crate::ui::toast_message::ToastMessage;

/// Which words.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct OwnProps {
    pub(crate) id: CommentId,
    pub(crate) close: Callback<()>,
    pub(crate) context: Context,
}

/// One's own words as they were typed, and where they stand.
#[derive(Clone, PartialEq)]
struct OwnComment {
    source: String,
    version: u32,
    status: Status,
}

impl OwnComment {
    /// None where they are somebody else's, or gone.
    fn of(met: TeamComment) -> Option<Self> {
        Some(Self { source: met.source?, version: met.comment.version, status: met.comment.status })
    }
}

/// The field in which one's own words are edited, as they were typed.
#[component]
pub(crate) fn EditField(props: &OwnProps) -> Html {
    let OwnProps { id, close, context } = props.clone();
    let (found, busy) = (use_state(|| None::<OwnComment>), use_state(|| false));
    // Each version has a key of its own: sent twice, an edit counts once.
    let key = use_memo(found.as_ref().map(|own| own.version), |_| Uuid::new_v4().to_string());
    {
        let (found, close, context) = (found.clone(), close.clone(), context.clone());
        use_effect_with(id, move |id| {
            let id = *id;
            spawn_local(async move {
                match api::pages::comment(id).await {
                    Ok(met) if met.source.is_some() => found.set(OwnComment::of(met)),
                    Ok(_) => {
                        context.say.emit(ToastMessage::wrong(say::NOT_YOURS.into()));
                        close.emit(());
                    }
                    // There is nothing to edit, and a field that never comes helps nobody.
                    Err(failure) => {
                        context.failed(failure);
                        close.emit(());
                    }
                }
            });
        });
    }
    let Some(OwnComment { source, version, status }) = (*found).clone() else {
        return html! { <p aria-busy="true" /> };
    };
    let (writer, tells) = (context.me.clone(), context.say.clone());
    let send = {
        let (busy, close, found) = (busy.clone(), close.clone(), found.clone());
        Callback::from(move |body: String| {
            let (busy, close, context, key) = (busy.clone(), close.clone(), context.clone(), key.clone());
            let found = found.clone();
            busy.set(true);
            spawn_local(async move {
                match api::pages::edit(&key, id, &EditComment { version, body }).await {
                    Ok(posted) => {
                        drafts::forget(id, Kind::Edit);
                        let words = say::edited(posted.comment.status).into();
                        context.say.emit(ToastMessage { words, ..ToastMessage::default() });
                        close.emit(());
                        context.refresh.emit(());
                    }
                    Err(failure) => {
                        busy.set(false);
                        let met = api::pages::comment(id).await.ok();
                        // Where somebody decided about it meanwhile, that is why, and says what can be done now.
                        match met.as_ref().map(|met| &met.comment).filter(|comment| comment.status != status) {
                            Some(now) => {
                                context
                                    .say
                                    .emit(ToastMessage::wrong(say::meanwhile(now.status, now.reason.as_deref())));
                            }
                            None => context.failed(failure),
                        }
                        // Where it stands in another version by now, the next press is about that one.
                        if let Some(own) = met.and_then(OwnComment::of) {
                            found.set(Some(own));
                        }
                    }
                }
            });
        })
    };
    html! { <Field {id} kind={Kind::Edit} label={say::YOUR_WORDS} begins={source} button={say::SAVE} busy={*busy} {send} {close} {writer} say={tells} /> }
}

/// Asks once more before one's own words are deleted.
#[component]
pub(crate) fn DeleteOwn(props: &OwnProps) -> Html {
    let OwnProps { id, close, context } = props.clone();
    let (first, once) = (use_focus(), use_once());
    let press = {
        let close = close.clone();
        move |_: MouseEvent| {
            let Some(done) = once.begin() else { return };
            let (close, context) = (close.clone(), context.clone());
            spawn_local(async move {
                let version = match api::pages::comment(id).await {
                    Ok(met) => met.comment.version,
                    Err(failure) => {
                        done.emit(false);
                        return context.failed(failure);
                    }
                };
                withdraw(id, version, &context).await;
                done.emit(true);
                close.emit(());
            });
        }
    };
    let leave = close.reform(|_: MouseEvent| ());
    html! {
        <div class="ask" role="group" aria-label={say::DELETE}>
            <p>{ say::DELETE_WHAT }</p>
            <div class="verbs">
                <button ref={first} class="main" onclick={press}>{ say::DELETE }</button>
                <button onclick={leave}>{ text::NEVER_MIND }</button>
            </div>
        </div>
    }
}

/// Takes words back that were published just now.
pub(crate) fn takes_back(id: CommentId, version: u32, context: Context) -> Callback<()> {
    Callback::from(move |()| {
        let context = context.clone();
        spawn_local(async move { withdraw(id, version, &context).await });
    })
}

async fn withdraw(id: CommentId, version: u32, context: &Context) {
    let key = Uuid::new_v4().to_string();
    match api::pages::withdraw(&key, id, &WithdrawComment { version }).await {
        Ok(_) => {
            context.say.emit(ToastMessage { words: say::DELETED.into(), ..ToastMessage::default() });
            context.refresh.emit(());
        }
        Err(failure) => context.failed(failure),
    }
}
