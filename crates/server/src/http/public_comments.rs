//! Comments as everyone sees them, with what is public of their authors.

use std::collections::HashSet;
use std::sync::Arc;

use porch_protocol::Comment;

use super::error::Result;
use crate::App;
use porch_domain::visibility::Viewer;
use porch_storage::comments::StoredComment;

/// What everyone sees of comments of one site, in the same order. Those of which nobody sees anything are left out.
pub(super) async fn of_thread(app: &App, site: &str, comments: &[StoredComment]) -> Result<Vec<Arc<Comment>>> {
    let people: HashSet<&str> = comments.iter().map(|comment| comment.person.as_str()).collect();
    let confirmed = app.storage.confirmed_people(site, &people).await?;
    let seen = comments.iter().filter_map(|comment| {
        let mut seen = comment.seen_by(Viewer::Stranger)?;
        if let Some(author) = &mut seen.author {
            // The team has its roles.
            author.confirmed = author.role.is_none() && confirmed.contains(&comment.person);
            author.id = Some(app.visitor_cookies.author_id(site, &comment.person, &comment.name));
        }
        Some(Arc::new(seen))
    });
    Ok(seen.collect())
}
