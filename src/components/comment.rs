//! One comment: its author, time and text, above its actions.

use porch_class_macros::{class, html};
use porch_protocol::{Author, Comment, CommentId, Role, Status, Tree};
use porch_text::NODES;
use yew::prelude::*;

use super::body::{body, may_be_long};
use super::comment_actions::comment_actions;
use super::comment_state::{CommentState, Freshness, RepliedTo, comment_state};
use super::form::form;
use super::monogram::monogram;
use super::status::state_line;
use crate::state::{Form, Key, Sending};
use crate::store::{Store, UserAction, use_store};
use crate::text::{Text, with_nodes};
use crate::value::use_element;

/// A comment to be rendered.
#[derive(Clone, PartialEq, Debug, Properties)]
pub struct CommentProps {
    /// The conversation's store.
    pub store: Store,
    /// The comment.
    pub id: CommentId,
    /// The comment it replies to, where that is shown.
    #[prop_or_default]
    pub to: Option<CommentId>,
    /// Whether it opens a conversation.
    #[prop_or_default]
    pub opening: bool,
}

/// A comment, or the stub of a deleted one.
#[component]
pub fn CommentView(props: &CommentProps) -> Html {
    let CommentProps { store, id, to, .. } = props.clone();
    let state = use_store(&store, Key::Comment(id), move |all| comment_state(all, id, to));
    let article = use_element();
    let version = state.as_ref().map(|state| (state.comment.version, state.comment.status, state.pause_until));
    use_effect_with((article.clone(), store.clone(), version), |(article, store, _)| {
        store.request(UserAction::Decorate(article.clone()));
    });
    let Some(state) = state else { return Html::default() };
    let text = store.config().text;
    let part = part(&state);
    let tree = state.comment.body.as_ref().filter(|_| is_readable(&state.comment));
    let author = state.comment.author.as_ref().filter(|_| tree.is_some());
    let (letter, hue) = author.and_then(|author| monogram(&author.name)).unzip();
    // Text typed below a comment stays there when the comment is deleted: the form is the last of the same nodes.
    let open_form = state.form.filter(|open_form| tree.is_some() || *open_form != Form::Withdraw(id));
    html! {
        <article ref={article} id={id.anchor()} class={state_class(&state, text, open_form)} {part} data-m={letter} data-h={hue} data-a={author.and_then(author_id)}>
            if let Some(tree) = tree {
                { head(props, &state) }
                { reply_excerpt(&state) }
                { body_view(text, tree, !store.config().is_standalone() && state.mine.is_none()) }
                { state_line(&store, id, &state) }
            } else {
                <p class="comment-stub">{ stub(text, &state) }</p>
            }
            { comment_actions(&store, id, &state, tree.is_some()) }
            if let Some(open_form) = open_form { { form(&store, open_form, state.notice.as_deref()) } }
        </article>
    }
}

/// The id of an author, for the loader, which collapses what muted ones write. Only the widget writes it: few visitors have muted
/// anybody, and for the others it would be the part of a page that compresses least.
fn author_id(author: &Author) -> Option<AttrValue> {
    cfg!(target_arch = "wasm32").then(|| author.id.clone())?.map(AttrValue::from)
}

/// The text of a comment. Where a script can show the rest, long ones are cut; but never the visitor's own.
fn body_view(text: Text, tree: &Tree, cut: bool) -> Html {
    let may_be_cut = cut && may_be_long(tree);
    html! {
        <>
            <div part="body" dir="auto" class={may_be_cut.then_some(class!("long-body"))}>{ body(tree) }</div>
            if may_be_cut { <button class="read-more">{ text.read_more() }</button> }
        </>
    }
}

fn is_readable(comment: &Comment) -> bool {
    !matches!(comment.status, Status::Removed | Status::Withdrawn | Status::Spam)
}

fn part(state: &CommentState) -> AttrValue {
    let pending = state.sending.is_some() || (state.mine.is_some() && !state.comment.is_published());
    match (pending, state.freshness) {
        (true, _) => "comment pending",
        (false, Freshness::JustShown) => "comment new",
        (false, Freshness::AlreadyShown | Freshness::JustPublished) => "comment",
    }
    .into()
}

/// The state of a comment, for the style sheet.
fn state_class(state: &CommentState, text: Text, open_form: Option<Form>) -> Option<&'static str> {
    match open_form {
        Some(Form::Edit(_)) => return Some(class!("is-editing")),
        Some(Form::Withdraw(_)) => return Some(class!("is-confirming")),
        _ => {}
    }
    let notice = || state.notice.as_deref().or((state.freshness == Freshness::JustPublished).then_some(text.posted()));
    match state.sending {
        Some(Sending::InFlight | Sending::Offline | Sending::Waiting(..)) => Some(class!("is-sending")),
        None if state.comment.is_published() && notice() == Some(text.posted()) => Some(class!("just-published")),
        _ => None,
    }
}

fn stub(text: Text, state: &CommentState) -> String {
    match state.comment.status {
        Status::Withdrawn if state.mine.is_some() => text.deleted_by_you().into(),
        Status::Withdrawn => text.deleted_by_author().into(),
        _ => text.removed_with(state.comment.reason.as_deref()),
    }
}

fn head(props: &CommentProps, state: &CommentState) -> Html {
    let config = props.store.config();
    let author = state.comment.author.as_ref();
    let role = author.and_then(|author| author.role).map(|role| match role {
        Role::Owner => config.text.role_owner(),
        Role::Host => config.text.role_host(),
        Role::Moderator => config.text.role_moderator(),
        Role::Guest => config.text.role_guest(),
    });
    let moment = (!state.comment.undated).then_some(state.comment.posted_at);
    let inner = html! {
        <>
            <bdi part="author">{ author.map_or("", |author| author.name.as_str()) }</bdi>
            if author.is_some_and(|author| author.confirmed) { <small role="img" title={config.text.confirmed()}>{ "✓" }</small> }
            if let Some(role) = role { <em class="author-role">{ role }</em> }
            if let Some(to) = state.to.as_ref().filter(|to| to.excerpt.is_none()) {
                <span class={if to.deep { class!("replied-author") } else { class!("replied-author is-shallow") }}>{ with_nodes(&config.text.replies_to(NODES[0]), &[html! { <bdi>{ &to.name }</bdi> }], |text| html! { <i>{ text }</i> }) }</span>
            }
            // The link and the time's text are written by the loader, in the visitor's language and time zone.
            <a href={config.is_standalone().then(|| format!("#{}", props.id.anchor()))}>
                <time datetime={moment.map(|moment| moment.to_string())}>
                    {
                        match moment {
                            None => config.text.undated().to_owned(),
                            Some(moment) if config.is_standalone() => config.text.date(moment.0, config.plain.year),
                            Some(_) => String::new(),
                        }
                    }
                </time>
            </a>
            if state.comment.edited_at.is_some() { <small>{ config.text.edited() }</small> }
        </>
    };
    let tag = if props.opening { config.heading(1) } else { "p" };
    byline(tag, inner)
}

/// In the flat orders: one line of the comment that is replied to.
fn reply_excerpt(state: &CommentState) -> Html {
    let Some(RepliedTo { id, name, excerpt: Some(excerpt), .. }) = &state.to else { return Html::default() };
    html! { <p class="reply-excerpt"><a href={format!("#{}", id.anchor())}><bdi>{ name }</bdi>{ ": " }<bdi>{ excerpt }</bdi></a></p> }
}

#[expect(clippy::ignored_unit_patterns, reason = "written by the macro for a tag that is computed")]
fn byline(tag: &'static str, inner: Html) -> Html {
    html! { <@{tag} class="comment-head">{ inner }</@> }
}
