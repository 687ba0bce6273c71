//! Bans, word rules, and the controls of a thread: closing, slow mode, and pausing replies in a branch.

use porch_protocol::{Cause, CommentId, ThreadId, Timestamp};

use super::{Result, TeamError};
use crate::App;
use porch_domain::closing;
use porch_domain::moderation::site_rules::{BanKind, MOST_BANS, MOST_RULES, RuleError, RuleKind, WordRules};
use porch_domain::moderation::team_decision;
use porch_domain::page::PageAddress;
use porch_storage::rules::{Ban, RuleAdded};
use porch_storage::thread_changes::ThreadChange;

/// Whom a ban is for.
#[derive(Clone, Debug)]
pub enum BanTarget {
    /// The author of a comment.
    Author(CommentId),
    /// The network that a comment of the last day came from.
    NetworkOf(CommentId),
    /// A network, by its keyed hash: no IP address reaches this module.
    Network(String),
    /// An author of the site, by id.
    Person(String),
    /// The network that an author wrote from in the last day.
    NetworkOfPerson(String),
}

/// A ban to be made.
#[derive(Clone, Debug)]
pub struct NewBan {
    /// The site.
    pub site: String,
    /// Whom the ban is for.
    pub whom: BanTarget,
    /// When the ban ends; none for a permanent ban.
    pub until: Option<Timestamp>,
    /// Why, for the team.
    pub reason: String,
    /// The team member who decides, or [`super::OPERATOR`].
    pub by: String,
}

/// The error when the network of a comment or an author is not known any more.
pub const FORGOTTEN: TeamError = TeamError::NotPossible(
    Cause::NetworkForgotten,
    "where it came from is not known any more: that is kept for a day, and in memory only",
);

/// Adds a ban. Returns it as it is listed.
pub async fn ban(app: &App, new: NewBan) -> Result<Ban> {
    let reason = team_decision::reason(&new.reason)?;
    let (kind, who) = match new.whom {
        BanTarget::Author(id) => {
            let comment = app.storage.comment(&new.site, id).await?.ok_or(TeamError::NoComment(id))?;
            (BanKind::Person, comment.person)
        }
        BanTarget::NetworkOf(id) => {
            let network = app.recent_texts.network_of(&new.site, id);
            (BanKind::Network, network.ok_or(FORGOTTEN)?.to_string())
        }
        BanTarget::Network(hash) => (BanKind::Network, hash),
        BanTarget::Person(person) => (BanKind::Person, person),
        BanTarget::NetworkOfPerson(person) => {
            let network = app.recent_texts.network_of_person(&new.site, &person);
            (BanKind::Network, network.ok_or(FORGOTTEN)?.to_string())
        }
    };
    if kind == BanKind::Person && app.storage.members(&new.site).await?.iter().any(|member| member.person == who) {
        return Err(TeamError::NotPossible(
            Cause::TeamMemberNotBanned,
            "somebody on the team can't be banned: end their membership",
        ));
    }
    let ban = Ban { kind, who, until: new.until, reason, by: new.by, at: app.clock.now() };
    if !app.storage.add_ban(new.site.clone(), ban.clone()).await? {
        let cause = Cause::TooManyBans { most: MOST_BANS };
        return Err(TeamError::NotPossible(cause, "a site has at most 10,000 bans"));
    }
    Ok(ban)
}

/// Ends a ban. `by` and `reason` go into the log.
pub async fn unban(app: &App, site: &str, ban: (BanKind, String), (by, reason): (&str, Option<&str>)) -> Result<()> {
    let reason = reason.map(team_decision::reason).transpose()?;
    if !app.storage.remove_ban(site.to_owned(), ban, (by.to_owned(), reason), app.clock.now()).await? {
        return Err(TeamError::NotPossible(Cause::BanGone, "there is no such ban"));
    }
    Ok(())
}

/// Adds a word or a pattern: comments that match it are held for review.
pub async fn add_rule(app: &App, site: &str, (kind, text): (RuleKind, String), by: &str) -> Result<()> {
    WordRules::check(kind, &text)?;
    loop {
        let before = app.storage.site_rules(&[site]).await?.remove(site).unwrap_or_default().words;
        if before.len() >= MOST_RULES {
            return Err(RuleError::TooMany.into());
        }
        // All rules together have a size limit, too.
        let mut words = before.clone();
        words.push((kind, text.clone()));
        WordRules::new(&words)?;
        let by = (by.to_owned(), app.clock.now());
        match app.storage.add_rule(site.to_owned(), before, (kind, text.clone()), by).await? {
            RuleAdded::Done => return Ok(()),
            RuleAdded::Known => {
                return Err(TeamError::NotPossible(Cause::RuleKnown, "the site has this rule already"));
            }
            // Somebody else has changed the rules in between: whether this one fits is checked again.
            RuleAdded::Changed => {}
        }
    }
}

/// Removes a word or a pattern.
pub async fn remove_rule(app: &App, site: &str, rule: (RuleKind, String), by: &str) -> Result<()> {
    if !app.storage.remove_rule(site.to_owned(), rule, by.to_owned(), app.clock.now()).await? {
        return Err(TeamError::NotPossible(Cause::RuleGone, "the site has no such rule"));
    }
    Ok(())
}

/// Pauses replies in the branch of a comment until `until`; a time in the past ends the pause. `by` and `reason` go
/// into the log.
pub async fn pause_replies(
    app: &App,
    site: &str,
    id: CommentId,
    until: Timestamp,
    (by, reason): (&str, Option<&str>),
) -> Result<()> {
    let reason = reason.map(team_decision::reason).transpose()?;
    let comment = app.storage.comment(site, id).await?.ok_or(TeamError::NoComment(id))?;
    let (place, now) = ((comment.thread, id), app.clock.now());
    if !app.storage.pause_replies(site.to_owned(), place, until, (by.to_owned(), reason), now).await? {
        return Err(TeamError::NotPossible(
            Cause::TooManyReplyPauses,
            "replies are paused in very many places of this site: allow some again first",
        ));
    }
    Ok(())
}

/// Changes to how the comments of a page are written; none leaves a setting as it is.
#[derive(Clone, Debug, Default)]
pub struct PageChanges<'a> {
    /// Whether the page takes no new comments.
    pub closed: Option<bool>,
    /// The note that visitors read on a closed page; an empty one removes it.
    pub note: Option<&'a str>,
    /// Seconds between two comments of one person; 0 for none.
    pub slow: Option<u32>,
    /// Why, for the team.
    pub reason: Option<&'a str>,
}

/// Closes, opens or slows the comments of a page. A page without comments can be closed too. `by` is a team member,
/// with their name, or [`super::OPERATOR`] without one.
pub async fn set_page(
    app: &App,
    site: &str,
    page: PageAddress,
    new: &PageChanges<'_>,
    (by, name): (&str, Option<&str>),
) -> Result<()> {
    let found = app.storage.thread_of_page(site, &page.key).await?;
    let change = ThreadChange {
        closed: new.closed,
        note: new.note.map(closing::clean).transpose()?,
        slow: new.slow,
        by: by.to_owned(),
        name: name.map(str::to_owned),
        reason: new.reason.map(team_decision::reason).transpose()?,
    };
    if change.slow.is_some_and(|slow| slow > 86_400) {
        return Err(TeamError::NotPossible(Cause::SlowModeTooLong, "slow mode can be at most one day"));
    }
    let stays_closed = found.as_ref().is_some_and(|thread| thread.closed) && change.closed.is_none();
    if change.note.is_some() && change.closed != Some(true) && !stays_closed {
        return Err(TeamError::NotPossible(
            Cause::NoteWhileOpen,
            "visitors read these words only while comments are closed: close them first",
        ));
    }
    let (site_id, now) = (site.to_owned(), app.clock.now());
    match found {
        Some(thread) => {
            app.storage.set_thread(site_id, thread.id, change, now).await?;
        }
        // A page without a thread is open, so only closing it needs a thread.
        None if change.closed == Some(true) => {
            let id = ThreadId(uuid::Uuid::now_v7());
            app.storage.set_new_thread(site_id, (page, id), change, now).await?;
        }
        None => return Err(TeamError::NoThread(page.key)),
    }
    Ok(())
}
