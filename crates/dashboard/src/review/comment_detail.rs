//! A comment as it is met on its page or by its link, with all that can be done about it.

use porch_protocol::published::TeamComment;
use porch_protocol::{CommentId, Status};
use porch_widget::components::body::body;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::pages::page_title;
use crate::people::person::PersonView;
use crate::review::comment_actions::{CommentActions, use_deeds};
use crate::review::comment_subject::{OpenForm, Subject};
use crate::review::conversation::AroundView;
use crate::review::list_entry::capital;
use crate::text;
use crate::ui::focus_moves::rest;
use crate::ui::keys::cap;
use crate::ui::loading::Loading;
use crate::ui::relative_time::posted;
use crate::ui::stale_guard::use_inquiries;

/// A comment that is met.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct MetProps {
    pub(crate) met: TeamComment,
    /// Whether it leaves the list once it was decided about.
    pub(crate) leaves: bool,
    /// Whether the focus comes to it when it is shown: somebody has asked for just this one.
    pub(crate) asked: bool,
    pub(crate) done: Callback<()>,
    pub(crate) context: Context,
}

/// The comment.
#[component]
pub(crate) fn MetView(props: &MetProps) -> Html {
    let MetProps { met, leaves, asked, done, context } = props.clone();
    let known = use_state(|| false);
    let TeamComment { comment, place, person, .. } = &met;
    let (rules, decides) = (Some(met.rules.clone()), !person.is_empty());
    let subject = Subject { rules, decides, leaves, ..Subject::of(comment.clone()) };
    let CommentActions { node, keys, view, open, .. } = use_deeds(subject, context.clone(), done);
    {
        let node = node.clone();
        use_effect_with(asked, move |asked| {
            if *asked {
                rest(&node);
            }
        });
    }
    let name = comment.author.as_ref().map(|author| author.name.clone()).unwrap_or_default();
    let look = {
        let known = known.clone();
        Callback::from(move |()| known.set(!*known))
    };
    let press = look.reform(|_: MouseEvent| ());
    let keys = {
        let decides = decides.then_some(look.clone());
        move |event: KeyboardEvent| match &decides {
            Some(look) if event.key() == "h" && !crate::ui::keys::is_no_deed(&event) => look.emit(()),
            _ => keys.emit(event),
        }
    };
    html! {
        <article ref={node} tabindex="-1" aria-label={name.clone()} onkeydown={keys}>
            <p class="why">
                if comment.status != Status::Published { <em>{ capital(text::people::status(comment.status)) }</em>{ " · " } }
                <span class="place">
                    <a href={format!("{}#{}", place.url, comment.id.anchor())}><bdi>{ page_title::title(place) }</bdi></a>{ " " }{ posted(comment.posted_at, comment.undated) }
                </span>
            </p>
            if decides {
                <button class="line" aria-expanded={known.to_string()} onclick={press}>
                    <strong><bdi>{ name.clone() }</bdi></strong>{ cap("h") }
                </button>
            } else {
                <p class="person"><strong><bdi>{ name.clone() }</bdi></strong></p>
            }
            if *known { <PersonView person={person.clone()} met_as={name.clone()} close={look.clone()} context={context.clone()} /> }
            <div class="words" dir="auto">{ comment.body.as_ref().map(body) }</div>
            if let Some(reason) = &comment.reason { <q class="line" dir="auto">{ reason }</q> }
            { view }
            if open == OpenForm::Around { <AroundView id={comment.id} context={context.clone()} /> }
        </article>
    }
}

/// Which comment.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct LookProps {
    pub(crate) id: CommentId,
    pub(crate) context: Context,
}

/// One comment by its id, wherever it stands; asked for anew after each deed.
#[component]
pub(crate) fn Look(props: &LookProps) -> Html {
    let found = use_state(|| None::<TeamComment>);
    let inquiries = use_inquiries();
    {
        let (found, context) = (found.clone(), props.context.clone());
        use_effect_with((props.id, props.context.actions_done), move |(id, _)| {
            let (id, inquiry) = (*id, inquiries.ask());
            spawn_local(async move {
                match api::pages::comment(id).await {
                    Ok(_) if !inquiry.counts() => {}
                    Ok(met) => found.set(Some(met)),
                    Err(failure) => context.failed(failure),
                }
            });
        });
    }
    let Some(met) = (*found).clone().filter(|met| met.comment.id == props.id) else {
        return html! { <Loading context={props.context.clone()} /> };
    };
    html! { <MetView {met} leaves={false} asked={true} done={Callback::noop()} context={props.context.clone()} /> }
}
