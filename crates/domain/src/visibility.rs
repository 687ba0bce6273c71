//! Who sees what: the one rule for every query, stream and export for viewers outside the team.

use porch_protocol::{Comment, Status};
use std::collections::{HashMap, HashSet};

use porch_protocol::CommentId;

/// Who views a comment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Viewer {
    /// Any visitor.
    Stranger,
    /// The person who wrote it.
    Author,
    /// A team member.
    Team,
}

/// How much of a comment is visible.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Visibility {
    /// Name and text.
    Whole,
    /// Only that there was a comment, where replies are below it.
    Stub,
    /// Nothing, not even as a count.
    Nothing,
}

/// What `viewer` sees of a comment with this status.
pub fn visible_to(viewer: Viewer, status: Status) -> Visibility {
    match (viewer, status) {
        (Viewer::Team, _) | (_, Status::Published) => Visibility::Whole,
        (Viewer::Author, Status::Held | Status::SentBack | Status::Declined | Status::Removed | Status::Spam) => {
            Visibility::Whole
        }
        (_, Status::Removed | Status::Withdrawn) => Visibility::Stub,
        (Viewer::Stranger, Status::Held | Status::SentBack | Status::Declined | Status::Spam) => Visibility::Nothing,
    }
}

/// The statuses of which a visitor sees anything. SQL for visitors uses these and no others.
pub const PUBLIC_STATUSES: [Status; 3] = [Status::Published, Status::Removed, Status::Withdrawn];

/// Drops stubs without readable replies, so that a removed leaf leaves no trace.
pub fn drop_bare_stubs(comments: &mut Vec<std::sync::Arc<Comment>>) {
    let parents: HashMap<CommentId, Option<CommentId>> = comments.iter().map(|c| (c.id, c.parent)).collect();
    let mut needed: HashSet<CommentId> = HashSet::new();
    for comment in comments.iter().filter(|c| c.is_published()) {
        let mut parent = comment.parent;
        // Stops at the first ancestor already marked, so the whole walk is linear.
        while let Some(id) = parent.filter(|id| needed.insert(*id)) {
            parent = parents.get(&id).copied().flatten();
        }
    }
    comments.retain(|c| c.is_published() || needed.contains(&c.id));
}

#[cfg(test)]
mod tests {
    use super::{PUBLIC_STATUSES, Viewer, Visibility, visible_to};
    use porch_protocol::Status;

    #[test]
    fn visitors_read_published_comments_only() {
        for status in Status::ALL {
            let whole = visible_to(Viewer::Stranger, status) == Visibility::Whole;
            assert_eq!(whole, status == Status::Published, "{status:?}");
        }
    }

    #[test]
    fn the_statuses_in_queries_are_those_of_which_a_visitor_sees_anything() {
        for status in Status::ALL {
            let seen = visible_to(Viewer::Stranger, status) != Visibility::Nothing;
            assert_eq!(seen, PUBLIC_STATUSES.contains(&status), "{status:?}");
        }
    }

    #[test]
    fn only_the_team_reads_withdrawn_comments() {
        assert_eq!(visible_to(Viewer::Author, Status::Withdrawn), Visibility::Stub);
    }
}
