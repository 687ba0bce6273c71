//! Appealing against a decision: the author asks the host for a second look.

use porch_protocol::{CommentId, CommentPosted, ErrorCode};

use super::{Result, TalkError, Visitor};
use crate::App;
use porch_domain::moderation::team_decision;

/// Asks the host to look once more at a comment of the visitor's own that was declined or removed. A second appeal changes
/// nothing.
///
/// # Errors
/// When there is no such comment, a rate is used up, or the database fails.
pub async fn appeal(app: &App, visitor: &Visitor, comment: CommentId) -> Result<CommentPosted> {
    let site = &visitor.site.id;
    app.limits.report(site, visitor.from)?;
    let (person, now) = (visitor.person.clone(), app.clock.now());
    let appealed = app.storage.store_appeal(site.clone(), comment, person, &team_decision::APPEALABLE, now).await?;
    let seen = appealed.and_then(|comment| visitor.own(&comment));
    let comment = seen.ok_or(TalkError::Refused(ErrorCode::CommentNotFound))?;
    Ok(CommentPosted { comment, cursor: None, reason: None })
}
