//! Erasing comments, and all that is stored about a person. Nobody can undo it.

use porch_protocol::{Cause, CommentId};

use super::{Result, TeamError};
use crate::{App, erasures};
use porch_domain::moderation::team_decision::{self, DecisionKind};
use porch_storage::comments::StoredComment;
use porch_storage::erase_comment::EraseComment;
use porch_storage::erase_person::{ErasePerson, ErasureBegun};

/// Erases the words and the name of a comment. Why is for the log alone. Returns the stub.
///
/// # Errors
/// When there is no such comment, the reason is missing or cannot be shown, or the database fails.
pub async fn erase_comment(app: &App, site: &str, (id, reason): (CommentId, &str), by: &str) -> Result<StoredComment> {
    // The same rule as for a removal.
    let reason = team_decision::reason_of(DecisionKind::Remove, Some(reason))?.unwrap_or_default();
    let (site, by) = (site.to_owned(), by.to_owned());
    let erase = EraseComment { site, id, by, reason, now: app.clock.now() };
    app.storage.erase_comment(erase).await?.ok_or(TeamError::NoComment(id))
}

/// Erases all that is stored about a person. False when nobody of this id is known.
///
/// # Errors
/// When the person belongs, or belonged, to the team, or the database fails: what was begun is then finished later.
pub async fn erase_person(app: &App, site: &str, person: &str, by: &str) -> Result<bool> {
    let erase = ErasePerson {
        site: site.to_owned(),
        person: person.to_owned(),
        by: Some(by.to_owned()),
        browser: None,
        pseudonym: erasures::pseudonym(),
        now: app.clock.now(),
    };
    match erasures::erase_person(app, erase).await? {
        ErasureBegun::Begun(_) => Ok(true),
        ErasureBegun::Unknown => Ok(false),
        ErasureBegun::Member => Err(TeamError::NotPossible(
            Cause::TeamMemberNotErased,
            "somebody of the team can't be erased: what they wrote belongs to the business",
        )),
    }
}
