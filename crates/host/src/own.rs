//! One's own words on a page: editing them and taking them back.

use porch_protocol::up_now::MetComment;
use porch_protocol::{CommentId, EditComment, Status, WithdrawComment};
use uuid::Uuid;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::House;
use crate::calls;
use crate::drafts::{self, Kind};
use crate::field::Field;
use crate::focus::use_focus;
use crate::foot::Said;
use crate::once::use_once;
use crate::words::{self, talk as say};

/// Which words.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct OwnProps {
    pub(crate) id: CommentId,
    pub(crate) close: Callback<()>,
    pub(crate) house: House,
}

/// One's own words as they were typed, and where they stand.
#[derive(Clone, PartialEq)]
struct Own {
    source: String,
    version: u32,
    status: Status,
}

impl Own {
    /// None where they are somebody else's, or gone.
    fn of(met: MetComment) -> Option<Self> {
        Some(Self { source: met.source?, version: met.comment.version, status: met.comment.status })
    }
}

/// The field in which one's own words are edited, as they were typed.
#[component]
pub(crate) fn EditField(props: &OwnProps) -> Html {
    let OwnProps { id, close, house } = props.clone();
    let (found, busy) = (use_state(|| None::<Own>), use_state(|| false));
    // Each version has a key of its own: sent twice, an edit counts once.
    let key = use_memo(found.as_ref().map(|own| own.version), |_| Uuid::new_v4().to_string());
    {
        let (found, close, house) = (found.clone(), close.clone(), house.clone());
        use_effect_with(id, move |id| {
            let id = *id;
            spawn_local(async move {
                match calls::pages::comment(id).await {
                    Ok(met) if met.source.is_some() => found.set(Own::of(met)),
                    Ok(_) => {
                        house.say.emit(Said::wrong(say::NOT_YOURS.into()));
                        close.emit(());
                    }
                    // There is nothing to edit, and a field that never comes helps nobody.
                    Err(failure) => {
                        house.failed(failure);
                        close.emit(());
                    }
                }
            });
        });
    }
    let Some(Own { source, version, status }) = (*found).clone() else { return html! { <p aria-busy="true" /> } };
    let (writer, tells) = (house.me.clone(), house.say.clone());
    let send = {
        let (busy, close, found) = (busy.clone(), close.clone(), found.clone());
        Callback::from(move |body: String| {
            let (busy, close, house, key) = (busy.clone(), close.clone(), house.clone(), key.clone());
            let found = found.clone();
            busy.set(true);
            spawn_local(async move {
                match calls::pages::edit(&key, id, &EditComment { version, body }).await {
                    Ok(_) => {
                        drafts::forget(id, Kind::Edit);
                        house.say.emit(Said { words: say::EDITED.into(), ..Said::default() });
                        close.emit(());
                        house.refresh.emit(());
                    }
                    Err(failure) => {
                        busy.set(false);
                        let met = calls::pages::comment(id).await.ok();
                        // Where somebody decided about it meanwhile, that is why, and says what can be done now.
                        match met.as_ref().map(|met| &met.comment).filter(|comment| comment.status != status) {
                            Some(now) => house.say.emit(Said::wrong(say::meanwhile(now.status, now.reason.as_deref()))),
                            None => house.failed(failure),
                        }
                        // Where it stands in another version by now, the next press is about that one.
                        if let Some(own) = met.and_then(Own::of) {
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
    let OwnProps { id, close, house } = props.clone();
    let (first, once) = (use_focus(), use_once());
    let press = {
        let close = close.clone();
        move |_: MouseEvent| {
            let Some(done) = once.begin() else { return };
            let (close, house) = (close.clone(), house.clone());
            spawn_local(async move {
                let version = match calls::pages::comment(id).await {
                    Ok(met) => met.comment.version,
                    Err(failure) => {
                        done.emit(false);
                        return house.failed(failure);
                    }
                };
                withdraw(id, version, &house).await;
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
                <button onclick={leave}>{ words::NEVER_MIND }</button>
            </div>
        </div>
    }
}

/// Takes words back that were published just now.
pub(crate) fn takes_back(id: CommentId, version: u32, house: House) -> Callback<()> {
    Callback::from(move |()| {
        let house = house.clone();
        spawn_local(async move { withdraw(id, version, &house).await });
    })
}

async fn withdraw(id: CommentId, version: u32, house: &House) {
    let key = Uuid::new_v4().to_string();
    match calls::pages::withdraw(&key, id, &WithdrawComment { version }).await {
        Ok(_) => {
            house.say.emit(Said { words: say::DELETED.into(), ..Said::default() });
            house.refresh.emit(());
        }
        Err(failure) => house.failed(failure),
    }
}
