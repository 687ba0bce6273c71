//! The history of a site: who did what and why, and about whose words.

use std::collections::HashMap;

use axum::Json as Answer;
use axum::extract::State;
use porch_protocol::site_settings::Setting;
use porch_protocol::team_api::HistoryEntry;
use porch_protocol::{DecisionKind, Problem, Status, Timestamp};
use serde_json::Value;

use super::TeamMember;
use crate::App;
use crate::domain::markup::plain_text;
use crate::domain::team::{Right, role_from_word};
use crate::http::error::Result;
use crate::http::request::Query;
use crate::moderation::decide::event;
use crate::storage::audit::{AuditLine, AuditQuery};
use crate::storage::comments::StoredComment;
use crate::storage::earlier_texts::WordsThen;
use crate::team::OPERATOR;
use crate::team::reports::REPORTS;
use crate::team::rule_test::beginning;

/// Lines of a page.
const LINES: u32 = 100;

/// Which lines of the log.
#[derive(Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct FindSettled {
    /// Only what this one did: the `by_id` of a line.
    by: String,
    /// Only `decisions`, `answers`, `bans`, `rules`, `site`, `team` or `talks`; anything else means all.
    what: String,
    /// Only what happened before this line: its `seq`.
    before: Option<i64>,
}

/// An event of the dashboard.
struct Event {
    kind: &'static str,
    /// The part of the log that it belongs to.
    part: &'static str,
    /// Whether its line says what was changed to what; the others say it all by their kind and their comment.
    detailed: bool,
}

const fn plain(part: &'static str, kind: &'static str) -> Event {
    Event { kind, part, detailed: false }
}

const fn detailed(part: &'static str, kind: &'static str) -> Event {
    Event { kind, part, detailed: true }
}

/// All of them, part by part.
const EVENTS: [Event; 48] = [
    plain("decisions", "comment_approved"),
    plain("decisions", "comment_sent_back"),
    plain("decisions", "comment_declined"),
    plain("decisions", "comment_removed"),
    plain("decisions", "comment_restored"),
    plain("decisions", "comment_marked_spam"),
    plain("decisions", "comment_cleared"),
    plain("decisions", "comment_kept"),
    plain("decisions", "decision_undone"),
    plain("decisions", "removal_undone"),
    plain("decisions", "second_look_asked"),
    plain("decisions", "comment_held"),
    plain("answers", "comment_published"),
    plain("answers", "comment_edited"),
    plain("answers", "comment_withdrawn"),
    plain("answers", "no_answer_needed"),
    plain("answers", "answer_needed_again"),
    plain("bans", "banned"),
    plain("bans", "ban_ended"),
    detailed("rules", "rule_added"),
    detailed("rules", "rule_removed"),
    detailed("rules", "welcome_set"),
    plain("site", "site_added"),
    detailed("site", "site_set"),
    detailed("site", "imported"),
    detailed("site", "owner_mail_set"),
    detailed("site", "webhook_added"),
    detailed("site", "webhook_removed"),
    detailed("site", "webhook_rotated"),
    detailed("site", "judge_added"),
    detailed("site", "judge_removed"),
    plain("team", "member_added"),
    plain("team", "member_invited"),
    plain("team", "invitation_taken_back"),
    plain("team", "member_entered"),
    plain("team", "member_ended"),
    plain("team", "member_left"),
    plain("team", "role_changed"),
    plain("team", "member_renamed"),
    plain("team", "passkey_added"),
    plain("team", "passkey_removed"),
    detailed("talks", "thread_closed"),
    detailed("talks", "closed_note_set"),
    plain("talks", "thread_opened"),
    detailed("talks", "thread_slowed"),
    detailed("talks", "branch_cooled"),
    plain("talks", "cooling_ended"),
    detailed("talks", "page_moved"),
];

/// The kinds of events that belong to a part of the log; none for all of it.
fn kinds(part: &str) -> Vec<String> {
    EVENTS.iter().filter(|event| event.part == part).map(|event| event.kind.to_owned()).collect()
}

/// All kinds of events that the log knows.
#[cfg(test)]
pub(crate) fn every_kind() -> impl Iterator<Item = &'static str> {
    EVENTS.iter().map(|event| event.kind)
}

/// What was decided, the latest first; at most 100.
#[utoipa::path(get, path = "/v1/host/settled", tag = "host", params(FindSettled),
    responses((status = 200, body = Vec<HistoryEntry>), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn get_settled(
    State(app): State<App>,
    staff: TeamMember,
    Query(asked): Query<FindSettled>,
) -> Result<Answer<Vec<HistoryEntry>>> {
    staff.needs(Right::See)?;
    let site = &staff.member.site;
    let query =
        AuditQuery { by: (!asked.by.is_empty()).then_some(asked.by), kinds: kinds(&asked.what), before: asked.before };
    let lines = app.storage.audit_lines(site, &query, LINES).await?;
    let names = app.storage.names_of_team(site).await?;
    let ids: Vec<_> = lines.iter().filter_map(|line| line.comment).collect();
    let comments = app.storage.comments_named(site, &ids).await?;
    let decided = app.storage.decided(site, &ids).await?;
    let words = app.storage.words_of_comments(site, &ids).await?;
    let mut told = Vec::with_capacity(lines.len());
    for line in lines {
        let comment = line.comment.and_then(|id| comments.get(&id));
        let last = line.comment.and_then(|id| decided.get(&id)).copied();
        let outdated = comment.is_some_and(|comment| is_outdated(&line, comment.status, last));
        let of_comment = line.comment.and_then(|id| words.get(&id));
        let then = of_comment.zip(line.version).map_or(WordsThen::Same, |(words, version)| words.at(version));
        let mut one = HistoryEntry { outdated, ..settled(line, &names, (comment, then)) };
        if one.name.is_none()
            && let Some(person) = &one.person
        {
            one.name = app.storage.name_of(site, person).await?;
        }
        told.push(one);
    }
    Ok(Answer(told))
}

/// Whether a line about a comment tells no more where it stands: something else was decided, or its author has changed it.
fn is_outdated(line: &AuditLine, stands: Status, last: Option<i64>) -> bool {
    match DecisionKind::ALL.into_iter().find(|verb| event(*verb) == line.what) {
        Some(verb) => last != Some(line.seq) || verb.transition().1.is_some_and(|to| to != stands),
        None => last.is_some_and(|last| last > line.seq),
    }
}

fn settled(
    line: AuditLine,
    names: &HashMap<String, String>,
    (comment, then): (Option<&StoredComment>, WordsThen<'_>),
) -> HistoryEntry {
    let (by, by_id) = match names.get(&line.by) {
        Some(name) => (name.clone(), Some(line.by)),
        None if line.by == OPERATOR => (line.by.clone(), Some(line.by)),
        None if line.by == REPORTS => ("readers".into(), Some(line.by)),
        None => ("its author".into(), None),
    };
    let data: Value = line.data.as_deref().and_then(|data| serde_json::from_str(data).ok()).unwrap_or_default();
    let word = |name: &str| data.get(name).and_then(Value::as_str).map(str::to_owned);
    let person = match line.what.as_str() {
        "banned" | "ban_ended" if word("kind").as_deref() == Some("person") => word("who"),
        _ => comment.map(|comment| comment.person.clone()),
    };
    let words = if let WordsThen::Changed(words) = then { Some(words.clone()) } else { None };
    let tree = words.as_ref().or_else(|| comment.map(|comment| &comment.tree));
    let excerpt = tree.map(|tree| beginning(&plain_text(tree))).filter(|words| !words.is_empty());
    HistoryEntry {
        seq: line.seq,
        at: line.at,
        by,
        by_id,
        comment: line.comment,
        name: comment.map(|comment| comment.name.clone()),
        person,
        excerpt,
        words,
        words_unknown: then == WordsThen::Unknown,
        status: comment.map(|comment| comment.status),
        outdated: false,
        page: line.page,
        url: line.url,
        title: line.title,
        undid: line.undid,
        reason: line.reason,
        detail: detail(&line.what, &data),
        about: word("person").and_then(|person| names.get(&person).cloned()),
        role: word("role").as_deref().and_then(role_from_word),
        how: word("how").filter(|_| matches!(line.what.as_str(), "member_entered" | "member_renamed")),
        what: line.what,
    }
}

/// What a change of a setting was, as names and values; of a comment's event nothing more than the line itself.
fn detail(what: &str, data: &Value) -> Vec<Setting> {
    let told = EVENTS.iter().any(|event| event.kind == what && event.detailed);
    let Some(fields) = data.as_object().filter(|_| told) else { return Vec::new() };
    let mut detail = Vec::new();
    for (key, value) in fields {
        match value {
            Value::Null => {}
            // As it should be: only a file that broke off is worth a word.
            Value::Bool(true) if key == "whole" => {}
            Value::Number(until) if what == "branch_cooled" => {
                let until = until.as_i64().map(|until| Timestamp(until).to_string());
                detail.push(Setting { key: key.clone(), value: until.unwrap_or_default() });
            }
            Value::Object(inner) => {
                let inner = inner.iter().filter(|(_, value)| !value.is_null());
                detail.extend(inner.map(|(key, value)| Setting { key: key.clone(), value: shown(value) }));
            }
            value => detail.push(Setting { key: key.clone(), value: shown(value) }),
        }
    }
    detail
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(on) => if *on { "on" } else { "off" }.into(),
        Value::Array(all) => all.iter().map(shown).collect::<Vec<_>>().join(", "),
        value => value.to_string(),
    }
}
