//! A comment outside the work lists, with all available actions.

use porch_class_macros::html;
use porch_protocol::published::TeamComment;
use porch_protocol::{CommentId, Status};
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::pages::page_title;
use crate::people::person::PersonView;
use crate::review::comment_actions::{CommentActions, use_comment_actions};
use crate::review::comment_subject::{OpenForm, Subject};
use crate::review::conversation::ConversationView;
use crate::review::list_entry::capitalize;
use crate::review::words::words;
use crate::text;
use crate::text::names;
use crate::ui::focus_moves::focus;
use crate::ui::keys::key_cap;
use crate::ui::load::use_load;
use crate::ui::loading::Loading;
use crate::ui::relative_time::posted;

/// A comment, and how it is shown.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct CommentDetailProps {
    pub(crate) team_comment: TeamComment,
    /// Whether it leaves the list after a decision.
    pub(crate) leaves_list: bool,
    /// Whether it takes the focus when it is shown: the member has opened just this one.
    pub(crate) takes_focus: bool,
    pub(crate) done: Callback<()>,
    pub(crate) context: Context,
}

/// The comment.
#[component]
pub(crate) fn CommentDetail(props: &CommentDetailProps) -> Html {
    let CommentDetailProps { team_comment, leaves_list, takes_focus, done, context } = props.clone();
    let history_open = use_state(|| false);
    let TeamComment { comment, place, person, .. } = &team_comment;
    let (rules, decides) = (Some(team_comment.rules.clone()), !person.is_empty());
    let subject = Subject { rules, decides, leaves_list, ..Subject::of(comment.clone()) };
    let CommentActions { node, keys, view, open, .. } = use_comment_actions(subject, context.clone(), done);
    {
        let node = node.clone();
        use_effect_with(takes_focus, move |takes_focus| {
            if *takes_focus {
                focus(&node);
            }
        });
    }
    let name = names::author(comment).to_owned();
    let toggle_history = {
        let history_open = history_open.clone();
        Callback::from(move |()| history_open.set(!*history_open))
    };
    let press = toggle_history.reform(|_: MouseEvent| ());
    let keys = {
        let decides = decides.then_some(toggle_history.clone());
        move |event: KeyboardEvent| match &decides {
            Some(toggle_history) if event.key() == "h" && !crate::ui::keys::ignores_key(&event) => {
                toggle_history.emit(());
            }
            _ => keys.emit(event),
        }
    };
    html! {
        <article ref={node} tabindex="-1" aria-label={name.clone()} onkeydown={keys}>
            <p>
                if comment.status != Status::Published { <em>{ capitalize(text::people::status(comment.status)) }</em>{ " · " } }
                <span>
                    <a href={format!("{}#{}", place.url, comment.id.anchor())}><bdi>{ page_title::title(place) }</bdi></a>{ " " }{ posted(comment.posted_at, comment.undated) }
                </span>
            </p>
            if decides {
                <button class="line" aria-expanded={history_open.to_string()} onclick={press}>
                    <strong><bdi>{ name.clone() }</bdi></strong>{ key_cap("h") }
                </button>
            } else {
                <p class="person"><strong><bdi>{ name.clone() }</bdi></strong></p>
            }
            if *history_open { <PersonView person={person.clone()} shown_name={name.clone()} close={toggle_history.clone()} context={context.clone()} /> }
            { words(comment) }
            if let Some(reason) = &comment.reason { <q class="line" dir="auto">{ reason }</q> }
            { view }
            if open == OpenForm::Conversation { <ConversationView id={comment.id} context={context.clone()} /> }
        </article>
    }
}

/// The comment's id.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct CommentByIdProps {
    pub(crate) id: CommentId,
    pub(crate) context: Context,
}

/// One comment by its id; reloaded after each action.
#[component]
pub(crate) fn CommentById(props: &CommentByIdProps) -> Html {
    let id = props.id;
    let found = use_load(&props.context, (id, props.context.actions_done), move || api::comment(id));
    let Some(team_comment) = (*found).clone().filter(|team_comment| team_comment.comment.id == props.id) else {
        return html! { <Loading context={props.context.clone()} /> };
    };
    html! { <CommentDetail {team_comment} leaves_list={false} takes_focus={true} done={Callback::noop()} context={props.context.clone()} /> }
}
