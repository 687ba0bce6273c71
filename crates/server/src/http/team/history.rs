//! The history of a site: who did what and why, and about whose words.

use std::collections::HashMap;

use axum::Json as Answer;
use axum::extract::State;
use porch_protocol::people::BanKind;
use porch_protocol::site_settings::Setting;
use porch_protocol::team_api::HistoryEntry;
use porch_protocol::{Actor, Problem, Status};

use super::signed_in_member::TeamMember;
use crate::App;
use crate::http::error::Result;
use crate::http::request::Query;
use crate::talk::report::REPORTS;
use crate::team::OPERATOR;
use crate::team::rule_test::beginning;
use porch_domain::erased_person::is_erased;
use porch_domain::event::data::{BanData, BanEndData};
use porch_domain::event::fields::FieldValue;
use porch_domain::event::listing::{self, Listing, LogPart, listing};
use porch_domain::event::logged::LoggedEvent;
use porch_domain::event::{EventData, EventKind};
use porch_domain::markup::plain_text;
use porch_domain::moderation::team_decision;
use porch_domain::team::Right;
use porch_storage::audit::{AuditLine, AuditQuery};
use porch_storage::comments::StoredComment;
use porch_storage::earlier_texts::TextAtVersion;

/// Lines of a page.
const LINES: u32 = 100;

/// Which lines of the log.
#[derive(Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct HistoryQuery {
    /// Only what this one did: the `by_id` of a line.
    by: String,
    /// Only `decisions`, `answers`, `bans`, `rules`, `site`, `team` or `talks`; anything else means all.
    what: String,
    /// Only what happened before this line: its `seq`.
    before: Option<i64>,
}

/// The kinds of events that belong to a part of the log; none for all of it.
fn kinds(part: &str) -> Vec<EventKind> {
    part.parse().map(|part| listing::kinds(part).collect()).unwrap_or_default()
}

/// What was decided, the latest first; at most 100.
#[utoipa::path(get, path = "/v1/host/settled", tag = "host", params(HistoryQuery),
    responses((status = 200, body = Vec<HistoryEntry>), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn get_history(
    State(app): State<App>,
    staff: TeamMember,
    Query(request): Query<HistoryQuery>,
) -> Result<Answer<Vec<HistoryEntry>>> {
    staff.require(Right::See)?;
    let site = &staff.member.site;
    let query = AuditQuery {
        by: (!request.by.is_empty()).then_some(request.by),
        kinds: kinds(&request.what),
        before: request.before,
    };
    let lines = app.storage.audit_lines(site, &query, LINES).await?;
    let names = app.storage.names_of_team(site).await?;
    let ids: Vec<_> = lines.iter().filter_map(|line| line.comment).collect();
    let comments = app.storage.comments_named(site, &ids).await?;
    let decided = app.storage.decided(site, &ids).await?;
    let words = app.storage.words_of_comments(site, &ids).await?;
    let mut entries = Vec::with_capacity(lines.len());
    for line in lines {
        let comment = line.comment.and_then(|id| comments.get(&id));
        let last = line.comment.and_then(|id| decided.get(&id)).copied();
        let outdated = comment.is_some_and(|comment| is_outdated(&line, comment.status, last));
        let of_comment = line.comment.and_then(|id| words.get(&id));
        let then = of_comment.zip(line.version).map_or(TextAtVersion::Same, |(words, version)| words.at(version));
        let mut one = HistoryEntry { outdated, ..history_entry(line, &names, (comment, then)) };
        if one.name.is_none()
            && let Some(person) = &one.person
        {
            one.name = app.storage.name_of(site, person).await?;
        }
        entries.push(one);
    }
    Ok(Answer(entries))
}

/// Whether a line about a comment tells no more where it stands: something else was decided, or its author has changed it.
fn is_outdated(line: &AuditLine, stands: Status, last: Option<i64>) -> bool {
    match line.what.kind().and_then(team_decision::decision_of) {
        Some(decision) => last != Some(line.seq) || decision.transition().1.is_some_and(|to| to != stands),
        None => last.is_some_and(|last| last > line.seq),
    }
}

fn history_entry(
    line: AuditLine,
    names: &HashMap<String, String>,
    (comment, then): (Option<&StoredComment>, TextAtVersion<'_>),
) -> HistoryEntry {
    let (by, by_id) = match names.get(&line.by) {
        Some(name) => (Actor::Member { name: name.clone() }, Some(line.by)),
        None if line.by == OPERATOR => (Actor::Operator, Some(line.by)),
        None if line.by == REPORTS => (Actor::Readers, Some(line.by)),
        None if is_erased(&line.by) => (Actor::Erased, None),
        None => (Actor::Author, None),
    };
    let about = about_person(&line.what).or_else(|| comment.map(|comment| comment.person.as_str()));
    let erased = about.is_some_and(is_erased);
    // Whose comment was erased is nobody that could be looked at.
    let author = comment.filter(|comment| !comment.name.is_empty());
    let person = about_person(&line.what).or_else(|| author.map(|comment| comment.person.as_str()));
    let person = person.filter(|_| !erased).map(str::to_owned);
    let member = line.what.data().and_then(EventData::member);
    let words = if let TextAtVersion::Changed(words) = then { Some(words.clone()) } else { None };
    let tree = words.as_ref().or_else(|| comment.map(|comment| &comment.tree));
    let excerpt = tree.map(|tree| beginning(&plain_text(tree))).filter(|words| !words.is_empty());
    HistoryEntry {
        seq: line.seq,
        at: line.at,
        by,
        by_id,
        comment: line.comment,
        name: author.map(|comment| comment.name.clone()),
        person,
        erased,
        excerpt,
        words,
        words_unknown: then == TextAtVersion::Unknown,
        status: comment.map(|comment| comment.status),
        outdated: false,
        page: line.page,
        url: line.url,
        title: line.title,
        undid: line.undid.map(|kind| kind.as_str().to_owned()),
        reason: line.reason,
        detail: line.what.data().map(detail).unwrap_or_default(),
        about: member.and_then(|member| names.get(&member.person).cloned()),
        role: member.map(|member| member.role),
        how: how(&line.what).map(str::to_owned),
        what: line.what.word().to_owned(),
    }
}

/// The person whom a ban is about, or to whom the comments of a merge were given back.
fn about_person(what: &LoggedEvent) -> Option<&str> {
    match what.data()? {
        EventData::Banned(BanData { kind: BanKind::Person, who, until: _ })
        | EventData::BanEnded(BanEndData { kind: BanKind::Person, who }) => Some(who),
        EventData::MergeUndone(merge) => Some(&merge.to),
        _ => None,
    }
}

/// By which way somebody signed in, or what they were called before. Of a role the new one says enough.
fn how(what: &LoggedEvent) -> Option<&str> {
    match what.data()? {
        EventData::MemberEntered(member) | EventData::MemberRenamed(member) => member.how.as_deref(),
        _ => None,
    }
}

/// Whether a line says what was changed to what; the others say it all by their kind and what they are about.
fn is_detailed(kind: EventKind) -> bool {
    match listing(kind) {
        Listing::Shown(part) | Listing::ByTeam(part) | Listing::ByReports(part) => match part {
            LogPart::Decisions | LogPart::Answers | LogPart::Bans | LogPart::Team => false,
            LogPart::Rules | LogPart::Site => true,
            LogPart::Talks => kind != EventKind::ThreadOpened,
        },
        Listing::Hidden(_) => false,
    }
}

/// What was changed, as names and values.
fn detail(event: &EventData) -> Vec<Setting> {
    if !is_detailed(event.kind()) {
        return Vec::new();
    }
    // That a file came in whole is as it should be: only one that broke off is worth a word.
    let entries = event.fields().into_iter().filter(|field| *field != ("whole", FieldValue::Switch(true)));
    entries.map(|(key, value)| Setting { key: key.to_owned(), value: value.shown(", ") }).collect()
}

#[cfg(test)]
mod tests {
    use super::{EventKind, Listing, LogPart, kinds, listing};

    #[test]
    fn every_kind_that_the_log_shows_has_words_in_the_dashboard() {
        let words = concat!(
            include_str!("../../../../dashboard/src/text.rs"),
            include_str!("../../../../dashboard/src/text/history.rs"),
            include_str!("../../../../dashboard/src/text/team.rs"),
        );
        for kind in EventKind::ALL {
            let shown = !matches!(listing(*kind), Listing::Hidden(_));
            assert!(!shown || words.contains(&format!("{:?}", kind.as_str())), "{kind:?} has no words");
        }
    }

    #[test]
    fn a_part_of_the_log_has_its_kinds_and_all_of_it_is_asked_for_by_none() {
        assert_eq!(kinds("bans"), [EventKind::Banned, EventKind::BanEnded]);
        assert!(kinds("site").contains(&EventKind::LearningReset));
        assert_eq!((kinds(""), kinds("everything")), (Vec::new(), Vec::new()));
        assert_eq!(listing(EventKind::PageMoved), Listing::Shown(LogPart::Talks));
    }
}
