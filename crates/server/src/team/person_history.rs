//! What the team knows of somebody who writes: told from what is stored, in the words that the dashboard shows.

use porch_protocol::Status;
use porch_protocol::page_ref::PageRef;
use porch_protocol::people::{BanKind, Banned, PersonComment, PersonComments, PersonHistory, SaidBefore};

use super::{OPERATOR, Result};
use crate::App;
use crate::domain::visibility::Viewer;
use crate::moderation::trust::{explained, standing};
use crate::storage::comments::StoredComment;
use crate::storage::person_comments::{CommentOnPage, PersonCommentQuery};

/// Comments, and reports, that are told of one person.
const MOST: u32 = 10;
/// Comments on a page of those that a count counts.
const MOST_COUNTED: u32 = 50;
/// Where what was decided against somebody stands.
const AGAINST: [Status; 4] = [Status::Declined, Status::Removed, Status::SentBack, Status::Spam];

/// All that the team knows of somebody; none for nobody known.
pub async fn history(app: &App, site: &str, person: &str) -> Result<Option<PersonHistory>> {
    let storage = &app.storage;
    let Some(writer) = storage.writer_of(site, person).await? else { return Ok(None) };
    let standing = standing(storage.history(site, person).await?, app.clock.now());
    let (reports, reported) = storage.reports_about(site, person, MOST).await?;
    let (mut other_names, names) = storage.names_of_writer(site, person).await?;
    // The last name may stand under no comment: of the team, it is set elsewhere.
    let told = other_names.len();
    other_names.retain(|name| *name != writer.name);
    let last_is_used = told > other_names.len();
    other_names.truncate(5);
    let others = names.saturating_sub(u32::from(last_is_used));
    let more_names = others.saturating_sub(u32::try_from(other_names.len()).unwrap_or(u32::MAX));
    let bans = bans(app, site).await?;
    let all = PersonCommentQuery::default();
    Ok(Some(PersonHistory {
        person: person.to_owned(),
        role: writer.role,
        since: writer.since,
        counts: storage.counts_of(site, person, None).await?,
        trust: explained(&standing, &writer.name),
        standing,
        against: shown(storage.comments_about(site, person, &against(), MOST).await?),
        comments: shown(storage.comments_about(site, person, &all, MOST).await?),
        reports,
        reported,
        ban: bans.into_iter().find(|ban| ban.kind == BanKind::Person && ban.who == person),
        network_known: app.recent_texts.network_of_person(site, person).is_some(),
        name: writer.name,
        other_names,
        more_names,
    }))
}

/// The comments that a count of somebody's history counts, a page of them; none for nobody known.
pub async fn counted(
    app: &App,
    site: &str,
    person: &str,
    query: &PersonCommentQuery,
) -> Result<Option<PersonComments>> {
    if app.storage.writer_of(site, person).await?.is_none() {
        return Ok(None);
    }
    let mut comments = app.storage.comments_about(site, person, query, MOST_COUNTED + 1).await?;
    let more = comments.len() > MOST_COUNTED as usize;
    comments.truncate(MOST_COUNTED as usize);
    let last = comments.last().filter(|_| more).map(|one| &one.comment);
    let next = last.map(|last| format!("{}.{}", last.posted_at.0, last.id));
    Ok(Some(PersonComments { comments: shown(comments), next }))
}

/// What was decided against somebody.
fn against() -> PersonCommentQuery {
    PersonCommentQuery { statuses: AGAINST.to_vec(), ..PersonCommentQuery::default() }
}

fn shown(said: Vec<CommentOnPage>) -> Vec<SaidBefore> {
    let seen = said.into_iter().filter_map(|one| {
        let place = PageRef { url: one.url, title: one.title };
        one.comment.seen_by(Viewer::Team).map(|comment| SaidBefore { comment, place })
    });
    seen.collect()
}

/// What the author of a comment had said before it.
pub async fn earlier(app: &App, site: &str, comment: &StoredComment) -> Result<PersonComment> {
    let counts = app.storage.counts_of(site, &comment.person, Some(comment)).await?;
    let latest = if counts.iter().any(|one| AGAINST.contains(&one.status)) {
        app.storage.comments_about(site, &comment.person, &against(), MOST).await?
    } else {
        Vec::new()
    };
    let reason = latest.into_iter().filter(|one| one.comment.id != comment.id).find_map(|one| one.comment.reason);
    Ok(PersonComment { counts, reason })
}

/// The bans of a site that hold, the latest first, with names.
pub async fn bans(app: &App, site: &str) -> Result<Vec<Banned>> {
    let now = app.clock.now();
    let team = app.storage.names_of_team(site).await?;
    let mut told = Vec::new();
    for ban in app.storage.bans(site).await?.into_iter().filter(|ban| ban.until.is_none_or(|until| until > now)) {
        told.push(Banned {
            kind: ban.kind,
            name: None,
            until: ban.until,
            reason: ban.reason,
            by: team.get(&ban.by).cloned().unwrap_or_else(|| OPERATOR.into()),
            at: ban.at,
            who: ban.who,
        });
    }
    Ok(told)
}

/// The latest of these bans, each person by name.
pub async fn named(app: &App, site: &str, bans: Vec<Banned>, limit: usize) -> Result<Vec<Banned>> {
    let mut named = Vec::with_capacity(bans.len().min(limit));
    for ban in bans.into_iter().take(limit) {
        let name = match ban.kind {
            BanKind::Person => app.storage.name_of(site, &ban.who).await?,
            BanKind::Network => None,
        };
        named.push(Banned { name, ..ban });
    }
    Ok(named)
}
