//! What the card looks like: the author, and in its place the list of what they wrote.

use porch_class_macros::html;
use porch_protocol::author_card::{AuthorCard, AuthorComment};
use porch_protocol::{Role, Timestamp};
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
    /// A day in the page's language, and a month with its year.
    pub day: &'a dyn Fn(Timestamp) -> String,
    /// A month with its year, in the page's language.
    pub month: &'a dyn Fn(Timestamp) -> String,
    /// What its buttons do.
    pub act: &'a Callback<CardAction>,
}

/// The whole card.
pub fn card(scene: &CardScene<'_>) -> Html {
    let CardScene { state, text, name, .. } = *scene;
    let confirmed = state.card.as_ref().is_some_and(|card| card.confirmed);
    html! {
        <>
            <header class="sheet-head">
                <h2 id="porch-sheet-title" tabindex="-1">
                    <bdi>{ name }</bdi>
                    if confirmed { { " " }<span class="card-mark" role="img" title={text.confirmed()}>{ "✓" }</span> }
                </h2>
                <button type="button" class="sheet-close" aria-label={text.close()} onclick={press(scene, CardAction::Close)}>
                    <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M5 5l10 10M15 5 5 15" /></svg>
                </button>
            </header>
            <p class="sheet-status" role="status">{ state.busy.then_some(text.loading()) }</p>
            if state.is_list { { list(scene) } } else if let Some(card) = &state.card { { author(scene, card) } }
            <p class="sheet-problem" role="alert">{ state.failed.map(|failure| text.failure(failure)) }</p>
        </>
    }
}

fn author(scene: &CardScene<'_>, card: &AuthorCard) -> Html {
    let CardScene { text, .. } = *scene;
    let role = card.role.map(|role| role_name(text, role));
    let since = card.since.map(|since| text.here_since(&(scene.month)(since)));
    let facts: Vec<_> = role.map(str::to_owned).into_iter().chain(since).collect();
    html! {
        <div key="card" class="sheet-form">
            if !facts.is_empty() { <p class="sheet-hint">{ facts.join(" · ") }</p> }
            if let Some(about) = &card.about { <q class="card-about" dir="auto">{ about }</q> }
            if !card.recent.is_empty() {
                <h3 class="card-title">{ text.recent_comments() }</h3>
                <ul class="card-list">{ for card.recent.iter().map(|one| place(scene, one)) }</ul>
            }
            <div class="sheet-acts">
                <button type="button" class="edge-act" onclick={press(scene, CardAction::ShowList)}>{ text.read_comments(card.comments as usize) }</button>
                { mute_button(scene) }
            </div>
            if scene.state.muted { <p class="sheet-hint">{ text.muted_hint(&isolated(&card.name)) }</p> }
        </div>
    }
}

/// Mutes the author in this browser, or ends that. Nobody mutes themselves.
fn mute_button(scene: &CardScene<'_>) -> Html {
    let CardScene { state, text, .. } = *scene;
    if state.own {
        return Html::default();
    }
    let label = if state.muted { text.unmute() } else { text.mute() };
    html! { <button type="button" class="edge-act" onclick={press(scene, CardAction::Mute(!state.muted))}>{ label }</button> }
}

/// The list of all comments, a part after the other.
fn list(scene: &CardScene<'_>) -> Html {
    let CardScene { state, text, .. } = *scene;
    let comments = state.list.as_deref().unwrap_or_default();
    html! {
        <div key="list" class="sheet-form">
            <ul class="card-list">{ for comments.iter().map(|one| place(scene, one)) }</ul>
            <div class="sheet-acts">
                if state.next.is_some() {
                    <button type="button" class="edge-act" disabled={state.busy} onclick={press(scene, CardAction::More)}>{ text.more_comments() }</button>
                }
                <button type="button" class="quiet-act" onclick={press(scene, CardAction::Back)}>{ text.back() }</button>
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
            <a {href} dir="auto" onclick={press(scene, CardAction::Close)}>{ first }</a>
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

fn press(scene: &CardScene<'_>, action: CardAction) -> Callback<MouseEvent> {
    scene.act.reform(move |_: MouseEvent| action.clone())
}
