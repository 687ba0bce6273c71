//! Which comments somebody of the team knows of. A guest expert reads one conversation as every reader does: of any other
//! comment they are told what they are told of an id that nobody has.

use porch_protocol::CommentId;

use super::{DeskError, Result};
use crate::App;
use crate::domain::team::{Right, may};
use crate::domain::visibility::{Viewer, Visibility, drop_bare_stubs, visible_to};
use crate::storage::comments::StoredComment;
use crate::storage::team::Member;

/// Through whose eyes somebody of the team reads comments.
pub fn viewer(member: &Member) -> Viewer {
    if may(member.role, Right::See) { Viewer::Team } else { Viewer::Stranger }
}

/// A comment that this member knows of; [`DeskError::NoComment`] for every other one.
pub async fn comment(app: &App, member: &Member, id: CommentId) -> Result<StoredComment> {
    let gone = || DeskError::NoComment(id);
    let found = app.storage.comment(&member.site, id).await?.ok_or_else(gone)?;
    if viewer(member) == Viewer::Team {
        return Ok(found);
    }
    let own = member.thread == Some(found.thread);
    let known = own
        && match visible_to(Viewer::Stranger, found.status) {
            Visibility::Whole => true,
            Visibility::Stub => has_stub(app, &member.site, &found).await?,
            Visibility::Nothing => false,
        };
    if known { Ok(found) } else { Err(gone()) }
}

/// Whether readers see that something was here: only where something can be read below it.
async fn has_stub(app: &App, site: &str, found: &StoredComment) -> Result<bool> {
    let mut seen = app.storage.public_comments(site, found.thread).await?;
    drop_bare_stubs(&mut seen);
    Ok(seen.iter().any(|comment| comment.id == found.id))
}
