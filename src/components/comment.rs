//! One comment: who, when, what, and what one can do about it.

use porch_protocol::{Comment, CommentId, Role, Status, Tree};
use yew::prelude::*;

use super::body::{body, may_be_long};
use super::button::button;
use super::comment_state::{CommentState, Freshness, RepliedTo, comment_state};
use super::form::form;
use super::monogram::monogram_without_script;
use super::status::{rest_line, state_line};
use crate::state::{Form, Key, Sending};
use crate::store::{Store, UserAction, use_store};
use crate::text::Text;
use crate::value::use_element;

/// Which comment, and where it stands.
#[derive(Clone, PartialEq, Debug, Properties)]
pub struct CommentProps {
    /// The conversation's store.
    pub store: Store,
    /// The comment.
    pub id: CommentId,
    /// Whom it answers, where that has to be said.
    #[prop_or_default]
    pub to: Option<CommentId>,
    /// Whether it opens a conversation.
    #[prop_or_default]
    pub opening: bool,
}

/// A comment, or the stub of one that is gone.
#[component]
pub fn CommentView(props: &CommentProps) -> Html {
    let CommentProps { store, id, to, .. } = props.clone();
    let seen = use_store(&store, Key::Comment(id), move |state| comment_state(state, id, to));
    let article = use_element();
    let version = seen.as_ref().map(|seen| (seen.comment.version, seen.comment.status, seen.rests));
    use_effect_with((article.clone(), store.clone(), version), |(article, store, _)| {
        store.ask(UserAction::Dress(article.clone()));
    });
    let Some(seen) = seen else { return Html::default() };
    let text = store.config().text;
    let part = part(&seen);
    let tree = seen.comment.body.as_ref().filter(|_| is_readable(&seen.comment));
    let author = seen.comment.author.as_ref().filter(|_| tree.is_some());
    let (sign, hue) = author.and_then(|author| monogram_without_script(&store, &author.name)).unzip();
    // What is typed below a comment stays there when the comment goes: the form is the last of the same nodes.
    let open = seen.form.filter(|open| tree.is_some() || *open != Form::Withdraw(id));
    html! {
        <article ref={article} id={id.anchor()} class={stands(&seen, text, open)} {part} data-m={sign} data-h={hue}>
            if let Some(tree) = tree {
                { head(props, &seen) }
                { quoted(&seen) }
                { words(text, tree, !store.config().is_standalone() && seen.mine.is_none()) }
                { state_line(&store, id, &seen) }
            } else {
                <p class="x">{ stub(text, &seen) }</p>
            }
            { actions(props, &seen, tree.is_some()) }
            if let Some(open) = open { { form(&store, open, seen.said.as_deref()) } }
        </article>
    }
}

/// What a comment says. Where a script can show the rest, long ones are cut; but never one's own.
fn words(text: &Text, tree: &Tree, cut: bool) -> Html {
    let long = cut && may_be_long(tree);
    html! {
        <>
            <div part="body" dir="auto" class={long.then_some("long")}>{ body(tree) }</div>
            if long { <button class="more">{ text.read_more }</button> }
        </>
    }
}

fn is_readable(comment: &Comment) -> bool {
    !matches!(comment.status, Status::Removed | Status::Withdrawn | Status::Spam)
}

fn part(seen: &CommentState) -> AttrValue {
    let pending = seen.sending.is_some() || (seen.mine.is_some() && !seen.comment.is_published());
    match (pending, seen.came) {
        (true, _) => "comment pending",
        (false, Freshness::JustNow) => "comment new",
        (false, Freshness::Before | Freshness::LetIn) => "comment",
    }
    .into()
}

/// What is below a comment, for the style.
fn stands(seen: &CommentState, text: &Text, open: Option<Form>) -> Option<&'static str> {
    match open {
        Some(Form::Edit(_)) => return Some("edits"),
        Some(Form::Withdraw(_)) => return Some("asks"),
        _ => {}
    }
    let said = || seen.said.as_deref().or((seen.came == Freshness::LetIn).then_some(text.own.posted));
    match seen.sending {
        Some(Sending::OnTheWay | Sending::Offline | Sending::Waiting(..)) => Some("going"),
        None if seen.comment.is_published() && said() == Some(text.own.posted) => Some("let-in"),
        _ => None,
    }
}

fn stub(text: &Text, seen: &CommentState) -> String {
    match seen.comment.status {
        Status::Withdrawn if seen.mine.is_some() => text.own.withdrawn.into(),
        Status::Withdrawn => text.withdrawn.into(),
        _ => (text.removed)(seen.comment.reason.as_deref()),
    }
}

fn head(props: &CommentProps, seen: &CommentState) -> Html {
    let config = props.store.config();
    let author = seen.comment.author.as_ref();
    let role = author.and_then(|author| author.role).map(|role| match role {
        Role::Owner => config.text.roles[0],
        Role::Host => config.text.roles[1],
        Role::Moderator => config.text.roles[2],
        Role::Guest => config.text.roles[3],
    });
    let moment = (!seen.comment.undated).then_some(seen.comment.posted_at);
    let inner = html! {
        <>
            <bdi part="author">{ author.map_or("", |author| author.name.as_str()) }</bdi>
            if let Some(role) = role { <em class="h">{ role }</em> }
            if let Some(to) = seen.to.as_ref().filter(|to| to.words.is_none()) {
                <span class={if to.deep { "to" } else { "to near" }}><i>{ config.text.to }</i><bdi>{ &to.name }</bdi></span>
            }
            // The link and the words of the time are written by the browser, in its language and time zone.
            <a href={config.is_standalone().then(|| format!("#{}", props.id.anchor()))}>
                <time datetime={moment.map(|moment| moment.to_string())}>
                    {
                        match moment {
                            None => config.text.undated.to_owned(),
                            Some(moment) if config.is_standalone() => (config.text.date)(moment.0, config.plain.year),
                            Some(_) => String::new(),
                        }
                    }
                </time>
            </a>
            if seen.comment.edited_at.is_some() { <small>{ config.text.edited }</small> }
        </>
    };
    let tag = if props.opening { config.heading(1) } else { "p" };
    titled(tag, inner)
}

/// In the flat orders: one line of what is answered.
fn quoted(seen: &CommentState) -> Html {
    let Some(RepliedTo { id, name, words: Some(words), .. }) = &seen.to else { return Html::default() };
    html! { <p class="ref"><a href={format!("#{}", id.anchor())}><bdi>{ name }</bdi>{ ": " }<bdi>{ words }</bdi></a></p> }
}

#[expect(clippy::ignored_unit_patterns, reason = "written by the macro for a tag that is computed")]
fn titled(tag: &'static str, inner: Html) -> Html {
    html! { <@{tag} class="m">{ inner }</@> }
}

/// What can be done, beside the line that says that replies are paused.
fn actions(props: &CommentProps, seen: &CommentState, has_words: bool) -> Html {
    let CommentProps { store, id, .. } = props;
    let text = store.config().text;
    let rest = rest_line(store, seen.rests);
    if !has_words || seen.sending.is_some() {
        return rest;
    }
    if store.config().is_standalone() {
        if seen.cools {
            return rest;
        }
        return html! {
            <details class="a">
                <summary>{ text.reply }</summary>
                { form(store, Form::Reply(*id), None) }
            </details>
        };
    }
    // What can be done about one's own that nobody else sees stands in the block that says so.
    if seen.mine.is_some() && !seen.comment.is_published() {
        return rest;
    }
    let name = seen.comment.author.as_ref().map_or("", |author| author.name.as_str());
    html! {
        <div class="a">
            { rest }
            if seen.comment.is_published() && !seen.cools {
                { button(store, text.reply, UserAction::Open(Some(Form::Reply(*id)))) }
            }
            // Its menu is the loader's: it is there before the widget, and where there is none.
            <button class="dots" aria-haspopup="menu" aria-label={(text.more_actions)(name)} data-own={seen.mine.map(|_| "")} />
        </div>
    }
}
