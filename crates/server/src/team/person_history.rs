//! What the team knows about an author, read from the database, in the form that the dashboard shows.

use std::collections::HashMap;

use porch_protocol::page_ref::PageRef;
use porch_protocol::people::{
    BanKind, Banned, CommentWithPage, ConfirmedBy, MergedGuest, PersonComments, PersonHistory, PersonLine,
    PersonSummary,
};
use porch_protocol::{Comment, Status};

use super::{Result, actor};
use crate::App;
use porch_domain::moderation::trust::standing;
use porch_domain::visibility::Viewer;
use porch_storage::comments::StoredComment;
use porch_storage::identities::SITE_PROVIDER;
use porch_storage::person_comments::{CommentOnPage, PersonCommentQuery};

/// Comments, and reports, that the history of one person lists at most.
const MAX_LISTED: u32 = 10;
/// Comments on one page of the list behind a count.
const COUNTED_PER_PAGE: u32 = 50;
/// The status of a comment after a decision against its author.
const AGAINST: [Status; 4] = [Status::Declined, Status::Removed, Status::SentBack, Status::Spam];

/// A comment with the mark of an author who has confirmed who they are; the team has none.
pub async fn marked(app: &App, site: &str, person: &str, mut comment: Comment) -> Result<Comment> {
    if let Some(author) = comment.author.as_mut().filter(|author| author.role.is_none()) {
        author.confirmed = app.storage.profile(site, person).await?.confirmed;
    }
    Ok(comment)
}

/// All that the team knows about a person; none when the site does not know the person.
pub async fn history(app: &App, site: &str, person: &str) -> Result<Option<PersonHistory>> {
    let storage = &app.storage;
    let Some(writer) = storage.author(site, person).await? else { return Ok(None) };
    let standing = standing(storage.history(site, person).await?, app.clock.now());
    let (reports, reported) = storage.reports_about(site, person, MAX_LISTED).await?;
    let (mut other_names, names) = storage.author_names(site, person).await?;
    // The current name need not be on any comment: a team member's name is set in the team's list.
    let used_names = other_names.len();
    other_names.retain(|name| *name != writer.name);
    let current_is_used = used_names > other_names.len();
    other_names.truncate(5);
    let others = names.saturating_sub(u32::from(current_is_used));
    let more_names = others.saturating_sub(u32::try_from(other_names.len()).unwrap_or(u32::MAX));
    let bans = bans(app, site).await?;
    let confirmed_by = confirmed_ways(app, site, &[person]).await?.remove(person).unwrap_or_default();
    let all = PersonCommentQuery::default();
    Ok(Some(PersonHistory {
        person: person.to_owned(),
        role: writer.role,
        since: writer.since,
        counts: storage.counts_of(site, person, None).await?,
        standing,
        against: visible_to_team(storage.comments_about(site, person, &decided_against(), MAX_LISTED).await?),
        comments: visible_to_team(storage.comments_about(site, person, &all, MAX_LISTED).await?),
        reports,
        reported,
        ban: bans.into_iter().find(|ban| ban.kind == BanKind::Person && ban.who == person),
        network_known: app.recent_texts.network_of_person(site, person).is_some(),
        confirmed_by,
        about: storage.profile(site, person).await?.about,
        merges: merged_guests(app, site, person).await?,
        name: writer.name,
        other_names,
        more_names,
    }))
}

/// How each of these people has confirmed who they are. Guests are left out.
async fn confirmed_ways(app: &App, site: &str, people: &[&str]) -> Result<HashMap<String, Vec<ConfirmedBy>>> {
    let mut ways: HashMap<String, Vec<ConfirmedBy>> = HashMap::new();
    for person in app.storage.people_with_mail(site, people).await? {
        ways.entry(person).or_default().push(ConfirmedBy::Mail);
    }
    for (person, providers) in app.storage.providers_of(site, people).await? {
        ways.entry(person).or_default().extend(providers.into_iter().map(|provider| account_of(app, provider)));
    }
    Ok(ways)
}

fn account_of(app: &App, provider: String) -> ConfirmedBy {
    if provider == SITE_PROVIDER {
        return ConfirmedBy::Site;
    }
    ConfirmedBy::Provider(app.providers.name(provider))
}

/// The people of a list, with how they have confirmed who they are.
pub async fn with_ways(app: &App, site: &str, mut people: Vec<PersonLine>) -> Result<Vec<PersonLine>> {
    let ids: Vec<&str> = people.iter().map(|line| line.person.as_str()).collect();
    let mut ways = confirmed_ways(app, site, &ids).await?;
    for line in &mut people {
        line.confirmed_by = ways.remove(&line.person).unwrap_or_default();
    }
    Ok(people)
}

/// What was merged into a person, with the names of the guests.
async fn merged_guests(app: &App, site: &str, person: &str) -> Result<Vec<MergedGuest>> {
    let mut guests = Vec::new();
    for merge in app.storage.merges_into(site, person).await?.into_iter().take(MAX_LISTED as usize) {
        guests.push(MergedGuest {
            name: app.storage.name_of(site, &merge.from).await?,
            id: merge.id,
            comments: merge.comments,
            at: merge.at,
            undone_at: merge.undone_at,
        });
    }
    Ok(guests)
}

/// One page of the comments behind a count of a person's history; none when the site does not know the person.
pub async fn counted(
    app: &App,
    site: &str,
    person: &str,
    query: &PersonCommentQuery,
) -> Result<Option<PersonComments>> {
    if app.storage.author(site, person).await?.is_none() {
        return Ok(None);
    }
    let mut comments = app.storage.comments_about(site, person, query, COUNTED_PER_PAGE + 1).await?;
    let more = comments.len() > COUNTED_PER_PAGE as usize;
    comments.truncate(COUNTED_PER_PAGE as usize);
    let last = comments.last().filter(|_| more).map(|found| &found.comment);
    let next = last.map(|last| format!("{}.{}", last.posted_at.0, last.id));
    Ok(Some(PersonComments { comments: visible_to_team(comments), next }))
}

/// The query for the comments that were decided against.
fn decided_against() -> PersonCommentQuery {
    PersonCommentQuery { statuses: AGAINST.to_vec(), ..PersonCommentQuery::default() }
}

fn visible_to_team(comments: Vec<CommentOnPage>) -> Vec<CommentWithPage> {
    let visible = comments.into_iter().filter_map(|found| {
        let place = PageRef { url: found.url, title: found.title };
        found.comment.seen_by(Viewer::Team).map(|comment| CommentWithPage { comment, place })
    });
    visible.collect()
}

/// The counts of the author's comments before this one, and the reason of the latest decision against the author.
pub async fn earlier(app: &App, site: &str, comment: &StoredComment) -> Result<PersonSummary> {
    let counts = app.storage.counts_of(site, &comment.person, Some(comment)).await?;
    let latest = if counts.iter().any(|count| AGAINST.contains(&count.status)) {
        app.storage.comments_about(site, &comment.person, &decided_against(), MAX_LISTED).await?
    } else {
        Vec::new()
    };
    let mut others = latest.into_iter().filter(|found| found.comment.id != comment.id);
    let reason = others.find_map(|found| found.comment.reason);
    Ok(PersonSummary { counts, reason })
}

/// The bans of a site that are in force, the latest first, with the names of the team members who made them.
pub async fn bans(app: &App, site: &str) -> Result<Vec<Banned>> {
    let now = app.clock.now();
    let team = app.storage.names_of_team(site).await?;
    let mut banned = Vec::new();
    for ban in app.storage.bans(site).await?.into_iter().filter(|ban| ban.until.is_none_or(|until| until > now)) {
        banned.push(Banned {
            kind: ban.kind,
            name: None,
            until: ban.until,
            reason: ban.reason,
            by: actor(&team, &ban.by),
            at: ban.at,
            who: ban.who,
        });
    }
    Ok(banned)
}

/// The first `limit` of these bans, with the names of the banned people.
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
