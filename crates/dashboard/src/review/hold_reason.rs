//! Why a comment waits: one line under it that says what follows, and what else counts for a decision.

use porch_protocol::team_api::{PriorDecision, ReviewItem};
use yew::prelude::*;

use crate::frame::views::{Address, Section, View};
use crate::review::list_entry::wrote_before;
use crate::text::hold_reason::{self as say, HoldContext, Setting};
use crate::text::names::{isolated, sentence};
use crate::text::{self, conversation};
use crate::ui::icons::icon;

/// The line, with what its readers reported, and what its author was asked before.
pub(crate) fn held(card: &ReviewItem) -> Html {
    let tone = if card.reports.is_empty() { "warm" } else { "care" };
    html! {
        <>
            <div class={classes!("st", tone)}>
                { icon("shield") }
                <p>
                    { line(card) }
                    if let Some(asked) = &card.asked { { asked_before(asked, card) } }
                    if card.alike.len() > 1 { <span class="alike">{ text::alike(card.alike.len(), card.people) }</span> }
                </p>
            </div>
            if !card.reports.is_empty() {
                <section class="hist">
                    <h2>{ say::REPORTS }</h2>
                    <ul class="facts">{ for card.reports.iter().map(|report| html! { <li><q dir="auto">{ report }</q></li> }) }</ul>
                </section>
            }
        </>
    }
}

fn line(card: &ReviewItem) -> Html {
    let name = card.comment.author.as_ref().map(|author| author.name.as_str()).unwrap_or_default();
    if card.second_look {
        return html! { <><b><bdi>{ name.to_owned() }</bdi>{ " " }{ say::ASKS_AGAIN }</b>{ " " }{ say::STAYS }</> };
    }
    if card.comment.is_published() {
        return html! { <><b>{ say::UP }</b>{ " " }{ say::UP_UNTIL }</> };
    }
    let name = isolated(name);
    let about = HoldContext {
        name: &name,
        first: !wrote_before(card),
        known: card.standing.published > 0,
        edited: card.comment.version > 1,
        holds: card.holds,
    };
    let Some((reason, because)) =
        card.reasons.first().and_then(|reason| Some((*reason, say::because(*reason, about)?)))
    else {
        return html! { <b>{ text::HELD }{ " " }{ &card.why }{ "." }</b> };
    };
    let also: Vec<_> = card.reasons.iter().skip(1).map(|reason| say::short(*reason).to_lowercase()).collect();
    html! {
        <>
            <b>{ sentence(&because) }</b>{ " " }{ sentence(&say::follows(reason, about)) }
            if let Some(at) = say::setting(reason, about) { { " " }<a href={place(at).href()}>{ say::OPEN_SETTING }</a> }
            if !also.is_empty() { <span class="line">{ say::ALSO }{ " " }{ also.join(" · ") }</span> }
        </>
    }
}

/// Where in the dashboard that is.
fn place(setting: Setting) -> Address {
    Address::of(match setting {
        Setting::General => View::Settings(Section::General),
        Setting::Rules => View::Settings(Section::Rules),
        Setting::Integrations => View::Settings(Section::Integrations),
        Setting::People => View::People,
    })
}

/// What the author was asked before they changed their words, or why it was decided what they ask for a second look at: whoever
/// reads it again wants to know.
fn asked_before(asked: &PriorDecision, card: &ReviewItem) -> Html {
    let did = if card.second_look { say::decided(card.comment.status) } else { conversation::WROTE };
    let end = match (&asked.reason, card.second_look) {
        (Some(reason), true) => html! { <>{ ": " }<q dir="auto">{ reason }</q></> },
        (Some(reason), false) => html! { <>{ " " }<q dir="auto">{ reason }</q></> },
        (None, _) => html! { "." },
    };
    html! { <span class="line"><bdi>{ &asked.by }</bdi>{ " " }{ did }{ end }</span> }
}
