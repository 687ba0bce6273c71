//! Reporting a comment to the host. Enough reports by people of standing hold the comment.

use porch_protocol::held::HoldReason;
use porch_protocol::{CommentId, ErrorCode, ReportComment, Status};

use super::{Result, TalkError, Visitor};
use crate::App;
use porch_domain::moderation::team_decision;
use porch_domain::moderation::trust::{REPORTER_SINCE, may_hide, standing};
use porch_storage::comments::{CommentChange, CommentUpdate};
use porch_storage::reports::NewReport;

/// The actor that enough reports are.
pub const REPORTS: &str = "reports";

/// Tells the host that a comment should be looked at. Only the first report of each person about a comment is kept, and the
/// visitor is not told what comes of it.
///
/// # Errors
/// When there is no such comment for readers, a rule refuses the reason, a rate is used up, or the database fails.
pub async fn report(app: &App, visitor: &Visitor, comment: CommentId, report: &ReportComment) -> Result<()> {
    let site = visitor.site.id.as_str();
    let reason = team_decision::reason(&report.reason).map_err(|_| TalkError::Refused(ErrorCode::ReasonInvalid))?;
    app.limits.report(site, visitor.from)?;
    let (person, now) = (visitor.person.clone(), app.clock.now());
    let report = NewReport { site: site.to_owned(), comment, person, reason, now };
    let stored = app.storage.report_comment(report).await?;
    stored.ok_or(TalkError::Refused(ErrorCode::CommentNotFound))?;
    hold_if_reported(app, site, comment).await
}

/// Holds a comment when enough people of standing have reported it since the last decision about it.
async fn hold_if_reported(app: &App, site: &str, comment: CommentId) -> Result<()> {
    let (enough, now) = (app.rules(site).reports, app.clock.now());
    let reporters = app.storage.reporters_since(site, comment, now.plus(-REPORTER_SINCE)).await?;
    if enough == 0 || reporters.len() < usize::try_from(enough).unwrap_or(usize::MAX) {
        return Ok(());
    }
    let mut counted = 0;
    for reporter in reporters {
        if counted == enough {
            break;
        }
        let history = app.storage.history(site, &reporter).await?;
        counted += u32::from(may_hide(&standing(history, now), now));
    }
    if counted < enough {
        return Ok(());
    }
    let change = CommentChange {
        site: site.to_owned(),
        id: comment,
        by: None,
        version: None,
        from: vec![Status::Published],
        to: CommentUpdate::Held(HoldReason::Reported, REPORTS),
        reason: None,
        now,
        key: None,
    };
    // Where it is not done, the comment was decided about in the meantime.
    app.storage.change_comment(change).await?;
    Ok(())
}
