//! Holds a comment for review once enough visitors with good standing have reported it.

use porch_protocol::{CommentId, Status};

use super::Result;
use crate::App;
use crate::moderation::reasons::HoldReason;
use crate::moderation::trust::{REPORTER_SINCE, may_hide, standing};
use crate::storage::comments::{Changed, CommentChange, CommentUpdate};

/// The actor that the log names when reports held a comment.
pub const REPORTS: &str = "reports";

/// Holds a comment when enough visitors with good standing have reported it since the last decision about it. Returns
/// whether it was held; the visitor who reports it must not be told.
pub async fn hold_if_reported(app: &App, site: &str, comment: CommentId) -> Result<bool> {
    let (needed, now) = (app.rules(site).reports, app.clock.now());
    let reporters = app.storage.reporters_since(site, comment, now.plus(-REPORTER_SINCE)).await?;
    if needed == 0 || reporters.len() < usize::try_from(needed).unwrap_or(usize::MAX) {
        return Ok(false);
    }
    let mut counted = 0;
    for reporter in reporters {
        if counted == needed {
            break;
        }
        let history = app.storage.history(site, &reporter).await?;
        counted += u32::from(may_hide(&standing(history, now), now));
    }
    if counted < needed {
        return Ok(false);
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
    match app.storage.change_comment(change).await? {
        Changed::Done(comment, rev) => {
            app.ring_thread(site, comment.thread, rev).await;
            Ok(true)
        }
        _ => Ok(false),
    }
}
