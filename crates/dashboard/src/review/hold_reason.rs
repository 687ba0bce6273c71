//! Why a comment is held: a line with the reason and its consequence, and what else matters for a decision.

use porch_class_macros::{class, html};
use porch_protocol::team_api::{PriorDecision, ReviewItem};
use yew::prelude::*;

use crate::frame::views::{Address, Section, View};
use crate::review::list_entry::wrote_before;
use crate::text;
use crate::text::hold_reason::{self as texts, HoldContext, Setting};
use crate::text::names::{self, isolated, sentence};
use crate::ui::icons::icon;

/// The line, with the readers' reports and the earlier request to the author.
pub(crate) fn hold_reason_view(card: &ReviewItem) -> Html {
    let tone = if card.reports.is_empty() { class!("warm") } else { class!("care") };
    html! {
        <>
            <div class={classes!(class!("status-note"), tone)}>
                { icon("shield") }
                <p>
                    { line(card) }
                    if let Some(prior) = &card.prior_decision { { earlier_request(prior, card) } }
                    if card.alike.len() > 1 { <span class="alike">{ text::alike(card.alike.len(), card.people) }</span> }
                </p>
            </div>
            if !card.reports.is_empty() {
                <section class="history-part">
                    <h2>{ text().held_reports() }</h2>
                    <ul class="facts">{ for card.reports.iter().map(|report| html! { <li><q dir="auto">{ report }</q></li> }) }</ul>
                </section>
            }
        </>
    }
}

fn line(card: &ReviewItem) -> Html {
    let name = names::author(&card.comment);
    if card.second_look {
        return html! { <><b><bdi>{ name.to_owned() }</bdi>{ " " }{ text().held_asks_again() }</b>{ " " }{ text().held_stays_hidden() }</> };
    }
    if card.comment.is_published() {
        return html! { <><b>{ text().held_reported_published() }</b>{ " " }{ text().held_reported_published_what() }</> };
    }
    let name = isolated(name);
    let context = HoldContext {
        name: &name,
        first: !wrote_before(card),
        has_published: card.standing.published > 0,
        edited: card.comment.version > 1,
        hold_rule: card.holds,
    };
    let Some((reason, because)) =
        card.reasons.first().and_then(|reason| Some((*reason, texts::because(*reason, context)?)))
    else {
        return html! { <b>{ text().short_held() }</b> };
    };
    let also: Vec<_> = card.reasons.iter().skip(1).map(|reason| texts::short(*reason)).collect();
    html! {
        <>
            <b>{ sentence(&because) }</b>{ " " }{ sentence(&texts::follows(reason, context)) }
            if let Some(at) = texts::setting(reason, context) { { " " }<a href={settings_address(at).href()}>{ text().held_open_setting() }</a> }
            if !also.is_empty() { <span class="line">{ text().held_also() }{ " " }{ also.join(" · ") }</span> }
        </>
    }
}

/// The part of the dashboard with this setting.
fn settings_address(setting: Setting) -> Address {
    Address::of(match setting {
        Setting::General => View::Settings(Section::General),
        Setting::Rules => View::Settings(Section::Rules),
        Setting::Integrations => View::Settings(Section::Integrations),
        Setting::People => View::People,
    })
}

/// What the author was asked before they edited the comment, or the reason for the decision about which they ask for a
/// second look.
fn earlier_request(prior: &PriorDecision, card: &ReviewItem) -> Html {
    let action =
        if card.second_look { texts::decided(card.comment.status) } else { text().conversation_wrote_to_author() };
    let end = match (&prior.reason, card.second_look) {
        (Some(reason), true) => html! { <>{ ": " }<q dir="auto">{ reason }</q></> },
        (Some(reason), false) => html! { <>{ " " }<q dir="auto">{ reason }</q></> },
        (None, _) => html! { "." },
    };
    let by = prior.by.name().unwrap_or_else(|| text().conversation_the_team());
    html! { <span class="line"><bdi>{ by }</bdi>{ " " }{ action }{ end }</span> }
}
