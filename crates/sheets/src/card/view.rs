//! What the card looks like: the author, and in its place the list of what they wrote.

use porch_class_macros::html;
use porch_protocol::author_card::{AuthorCard, AuthorComment};
use porch_protocol::{Role, Timestamp, monogram};
use porch_widget::text::isolated;
use yew::prelude::*;

use super::state::{CardAction, CardState};
use crate::text::Text;

/// What a card is drawn with.
#[derive(Clone, Copy)]
pub struct CardScene<'a> {
    /// What it shows.
    pub state: &'a CardState,
    /// The name that was pressed: there before anything is loaded.
    pub name: &'a str,
    /// The texts.
    pub text: Text,
    /// A day in the page's language.
    pub day: &'a dyn Fn(Timestamp) -> String,
    /// A month in the page's language, with its year unless it is this one.
    pub month: &'a dyn Fn(Timestamp) -> String,
    /// What its buttons do.
    pub act: &'a Callback<CardAction>,
}

/// The whole card.
pub fn card(scene: &CardScene<'_>) -> Html {
    let CardScene { state, text, .. } = *scene;
    html! {
        <>
            { head(scene) }
            <p class="sheet-status" role="status">{ state.busy.then_some(text.loading()) }</p>
            if state.is_list { { list(scene) } } else if let Some(card) = &state.card { { author(scene, card) } }
            <p class="sheet-problem" role="alert">{ state.failed.map(|failure| text.failure(failure)) }</p>
            if state.failed.is_some() { { edge(scene, text.try_again(), CardAction::Load) } }
        </>
    }
}

fn head(scene: &CardScene<'_>) -> Html {
    let CardScene { state, text, name, .. } = *scene;
    let confirmed = state.card.as_ref().is_some_and(|card| card.confirmed);
    let (letter, hue) = monogram(name).map(|(letter, hue)| (letter.to_string(), hue.to_string())).unzip();
    html! {
        <header class="sheet-head">
            <i class="card-face" data-m={letter} data-h={hue} aria-hidden="true" />
            <div class="card-who">
                <h2 id="porch-sheet-title" tabindex="-1">
                    <bdi>{ name }</bdi>
                    if confirmed { { " " }<span class="card-mark" role="img" aria-label={text.confirmed()} title={text.confirmed()}>{ "✓" }</span> }
                </h2>
                if let Some(facts) = state.card.as_ref().and_then(|card| facts(scene, card)) { <small>{ facts }</small> }
            </div>
            <button type="button" class="sheet-close" aria-label={text.close()} onclick={press(scene, CardAction::Close)}>
                <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M5 5l10 10M15 5 5 15" /></svg>
            </button>
        </header>
    }
}

/// The role, and since when somebody is here.
fn facts(scene: &CardScene<'_>, card: &AuthorCard) -> Option<String> {
    let role = card.role.map(|role| role_name(scene.text, role).to_owned());
    let since = card.since.map(|since| scene.text.here_since(&(scene.month)(since)));
    let facts: Vec<_> = role.into_iter().chain(since).collect();
    (!facts.is_empty()).then(|| facts.join(" · "))
}

fn author(scene: &CardScene<'_>, card: &AuthorCard) -> Html {
    let CardScene { state, text, .. } = *scene;
    let (label, action) = match (state.own, state.muted) {
        (true, _) => (text.about_you(), CardAction::AboutYou),
        (false, true) => (text.unmute(), CardAction::Mute(false)),
        (false, false) => (text.mute(), CardAction::Mute(true)),
    };
    let muted = state.muted.then(|| text.muted_hint(&isolated(&card.name)));
    html! {
        <div key="card" class="sheet-form">
            if let Some(about) = &card.about { <blockquote class="card-about" dir="auto">{ about }</blockquote> }
            if !card.recent.is_empty() {
                <h3 class="card-title">{ text.recent_comments() }</h3>
                <ul class="card-list">{ for card.recent.iter().map(|one| place(scene, one)) }</ul>
            }
            <div class="sheet-acts">
                { edge(scene, text.read_comments(card.comments as usize), CardAction::ShowList) }
                { quiet(scene, label, action) }
            </div>
            <p class="sheet-hint" role="status">{ muted }</p>
        </div>
    }
}

/// The list of all comments, a part after the other.
fn list(scene: &CardScene<'_>) -> Html {
    let CardScene { state, text, .. } = *scene;
    let comments = state.list.as_deref().unwrap_or_default();
    html! {
        <div key="list" class="sheet-form">
            <ul class="card-list">{ for comments.iter().map(|one| place(scene, one)) }</ul>
            <div class="sheet-acts">
                if state.next.is_some() { { edge(scene, text.more_comments(), CardAction::More) } }
                { quiet(scene, text.back(), CardAction::Back) }
            </div>
        </div>
    }
}

/// A comment with a link to it. The key of a page that is no address leads nowhere.
fn place(scene: &CardScene<'_>, one: &AuthorComment) -> Html {
    let page = one.page.title.clone().unwrap_or_else(|| shown_address(&one.page.url).to_owned());
    let day = one.posted_at.map(scene.day);
    let (first, second) = if one.excerpt.is_empty() { (page, None) } else { (one.excerpt.clone(), Some(page)) };
    let is_address = one.page.url.starts_with("https://") || one.page.url.starts_with("http://");
    let address = one.page.url.split('#').next().unwrap_or_default();
    let href = is_address.then(|| format!("{address}#{}", one.id.anchor()));
    html! {
        <li key={one.id.to_string()}>
            <a {href} dir="auto">{ first }</a>
            <small>
                if let Some(page) = &second { <bdi>{ page }</bdi> }
                if second.is_some() && day.is_some() { { " · " } }
                { day }
            </small>
        </li>
    }
}

/// An address without what all have.
fn shown_address(url: &str) -> &str {
    url.split_once("://").map_or(url, |(_, rest)| rest)
}

fn role_name(text: Text, role: Role) -> &'static str {
    match role {
        Role::Owner => text.role_owner(),
        Role::Host => text.role_host(),
        Role::Moderator => text.role_moderator(),
        Role::Guest => text.role_guest(),
    }
}

fn edge(scene: &CardScene<'_>, label: impl Into<AttrValue>, action: CardAction) -> Html {
    let label: AttrValue = label.into();
    html! { <button type="button" class="edge-act" onclick={press(scene, action)}>{ label }</button> }
}

fn quiet(scene: &CardScene<'_>, label: &'static str, action: CardAction) -> Html {
    html! { <button type="button" class="quiet-act" onclick={press(scene, action)}>{ label }</button> }
}

fn press(scene: &CardScene<'_>, action: CardAction) -> Callback<MouseEvent> {
    scene.act.reform(move |_: MouseEvent| action.clone())
}
