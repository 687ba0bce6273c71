//! Which comments a team member may know of. A guest expert sees one thread as every reader does: every other comment
//! gives the same error as an unknown id.

use std::sync::Arc;

use porch_protocol::CommentId;

use super::{Result, TeamError};
use crate::App;
use porch_domain::team::{Right, may};
use porch_domain::visibility::{Viewer, Visibility, drop_bare_stubs, visible_to};
use porch_storage::comments::StoredComment;
use porch_storage::team::Member;

/// What a team member may see of comments.
pub fn viewer(member: &Member) -> Viewer {
    if may(member.role, Right::See) { Viewer::Team } else { Viewer::Stranger }
}

/// A comment that this member may know of; [`TeamError::NoComment`] for every other one.
pub async fn comment(app: &App, member: &Member, id: CommentId) -> Result<StoredComment> {
    let gone = || TeamError::NoComment(id);
    let found = app.storage.comment(&member.site, id).await?.ok_or_else(gone)?;
    if viewer(member) == Viewer::Team {
        return Ok(found);
    }
    let in_own_thread = member.thread == Some(found.thread);
    let known = in_own_thread
        && match visible_to(Viewer::Stranger, found.status) {
            Visibility::Whole => true,
            Visibility::Stub => has_stub(app, &member.site, &found).await?,
            Visibility::Nothing => false,
        };
    if known { Ok(found) } else { Err(gone()) }
}

/// Whether readers see a stub in place of the comment: only when a visible comment is below it.
async fn has_stub(app: &App, site: &str, found: &StoredComment) -> Result<bool> {
    let public = app.storage.public_comments(site, found.thread).await?;
    let mut visible: Vec<_> = public.iter().filter_map(|one| one.seen_by(Viewer::Stranger)).map(Arc::new).collect();
    drop_bare_stubs(&mut visible);
    Ok(visible.iter().any(|comment| comment.id == found.id))
}
