//! One comment by its id, opened by a link: it is in no list.

use porch_class_macros::html;
use porch_protocol::CommentId;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::review::detail::Detail;
use crate::review::list_entry::Entry;
use crate::ui::focus_moves;
use crate::ui::icons::icon;
use crate::ui::load::use_load;
use crate::ui::loading::Loading;

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
    let is_first = use_mut_ref(|| true);
    let found = use_load(&context, (id, context.actions_done), move || async move {
        let team_comment = api::comment(id).await?;
        if is_first.replace(false) {
            focus_moves::focus_next_opened();
        }
        Ok(team_comment)
    });
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
