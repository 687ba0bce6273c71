//! One comment by its id, opened by a link: it is in no list.

use porch_protocol::CommentId;
use porch_protocol::published::TeamComment;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::review::detail::Detail;
use crate::review::list_entry::Entry;
use crate::ui::focus_moves;
use crate::ui::icons::icon;
use crate::ui::loading::Loading;
use crate::ui::stale_guard::use_stale_guard;

/// The comment's id, and the list to go back to.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct LinkedCommentProps {
    pub(crate) id: CommentId,
    pub(crate) list_name: AttrValue,
    pub(crate) close: Callback<()>,
    pub(crate) context: Context,
}

/// The comment; reloaded after each action. It takes the focus: the member has opened just this one.
#[component]
pub(crate) fn LinkedComment(props: &LinkedCommentProps) -> Html {
    let LinkedCommentProps { id, list_name, close, context } = props.clone();
    let (found, guard) = (use_state(|| None::<TeamComment>), use_stale_guard());
    {
        let (found, context) = (found.clone(), context.clone());
        use_effect_with((id, context.actions_done), move |(id, _)| {
            let (id, request) = (*id, guard.begin());
            spawn_local(async move {
                match api::pages::comment(id).await {
                    Ok(_) if !request.is_latest() => {}
                    Ok(team_comment) => {
                        if found.is_none() {
                            focus_moves::focus_next_opened();
                        }
                        found.set(Some(team_comment));
                    }
                    Err(failure) => context.show_failure(failure),
                }
            });
        });
    }
    let Some(team_comment) = (*found).clone() else {
        let on_close = close.reform(|_: MouseEvent| ());
        return html! {
            <section class="detail" aria-label={list_name.clone()}>
                <h1 class="visually-hidden narrow-title">{ list_name.clone() }</h1>
                <button type="button" class="backbar" onclick={on_close}>{ icon("back") }<span>{ list_name }</span></button>
                <Loading {context} />
            </section>
        };
    };
    let (done, on_text_field) = (Callback::noop(), Callback::noop());
    html! { <Detail entry={Entry::from(team_comment)} listed={true} {list_name} {close} {done} {on_text_field} {context} previous={None::<Callback<()>>} next={None::<Callback<()>>} /> }
}
