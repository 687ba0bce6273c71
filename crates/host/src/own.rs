//! One's own words on a page: editing them and taking them back.

use porch_protocol::up_now::MetComment;
use porch_protocol::{CommentId, EditComment, WithdrawComment};
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

/// The field in which one's own words are edited, as they were typed.
#[component]
pub(crate) fn EditField(props: &OwnProps) -> Html {
    let OwnProps { id, close, house } = props.clone();
    let (found, busy) = (use_state(|| None::<(String, u32)>), use_state(|| false));
    // Each version has a key of its own: sent twice, an edit counts once.
    let key = use_memo(found.as_ref().map(|(_, version)| *version), |_| Uuid::new_v4().to_string());
    {
        let (found, close, house) = (found.clone(), close.clone(), house.clone());
        use_effect_with(id, move |id| {
            let id = *id;
            spawn_local(async move {
                match calls::pages::comment(id).await {
                    Ok(met) if met.source.is_some() => {
                        found.set(met.source.map(|source| (source, met.comment.version)));
                    }
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
    let Some((source, version)) = (*found).clone() else { return html! { <p aria-busy="true" /> } };
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
                        house.failed(failure);
                        // Where it stands in another version by now, the next press is about that one.
                        if let Ok(MetComment { source: Some(source), comment, .. }) = calls::pages::comment(id).await {
                            found.set(Some((source, comment.version)));
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
