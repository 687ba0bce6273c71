//! Posting, editing and taking back: the rules that need no storage.

use porch_protocol::{ErrorCode, NewComment, Status, Timestamp, Tree, limits};

use super::markup::{self, MarkupError};
use super::text::{self, NameError};

/// A comment that may be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The name to show, cleaned.
    pub name: String,
    /// The page's title, cleaned; provisional.
    pub title: Option<String>,
    /// The words as typed, without the characters that nobody types.
    pub source: String,
    /// The words as a tree.
    pub tree: Tree,
}

/// A rule said no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The name cannot be shown.
    #[error(transparent)]
    Name(#[from] NameError),
    /// The words are none, or too many.
    #[error(transparent)]
    Markup(#[from] MarkupError),
}

impl Refusal {
    /// The code on the wire.
    pub fn code(self) -> ErrorCode {
        match self {
            Self::Name(NameError::Empty) => ErrorCode::NameEmpty,
            Self::Name(NameError::TooLong) => ErrorCode::NameTooLong,
            Self::Markup(MarkupError::Empty) => ErrorCode::BodyEmpty,
            Self::Markup(MarkupError::TooManyLinks { .. }) => ErrorCode::TooManyLinks,
            Self::Markup(_) => ErrorCode::BodyTooLong,
        }
    }
}

/// Turns what a person sent into what may be stored.
pub fn post_comment(new: &NewComment) -> Result<Draft, Refusal> {
    let name = text::clean_name(&new.name)?;
    let (source, tree) = words(&new.body)?;
    let title = new.title.as_deref().and_then(text::clean_title);
    Ok(Draft { name, title, source, tree })
}

/// The words of a post or an edit, cleaned, and their tree.
pub fn words(body: &str) -> Result<(String, Tree), Refusal> {
    let source = text::clean_body(body);
    let tree = markup::markdown(&source)?;
    Ok((source, tree))
}

/// Until when an edit leaves no mark.
pub fn editable_until(posted_at: Timestamp) -> Timestamp {
    posted_at.plus(limits::FREE_EDIT_MINUTES * 60 * Timestamp::SECOND)
}

/// When an edit made `now` is marked with; none within the free minutes.
pub fn edit_mark(posted_at: Timestamp, now: Timestamp) -> Option<Timestamp> {
    (now > editable_until(posted_at)).then_some(now)
}

/// Where a comment of one's own may stand to be edited. One that was sent back or declined waits again afterwards, so
/// that each decision can be answered once.
pub const EDITABLE: [Status; 4] = [Status::Published, Status::Held, Status::SentBack, Status::Declined];
/// Where a comment of one's own may stand to be taken back.
pub const WITHDRAWABLE: [Status; 5] =
    [Status::Published, Status::Held, Status::SentBack, Status::Declined, Status::Removed];

#[cfg(test)]
mod tests {
    use super::edit_mark;
    use porch_protocol::Timestamp;

    #[test]
    fn an_edit_is_marked_after_fifteen_minutes() {
        let minute = 60 * Timestamp::SECOND;
        assert_eq!(edit_mark(Timestamp(0), Timestamp(15 * minute)), None);
        let late = Timestamp(15 * minute + 1);
        assert_eq!(edit_mark(Timestamp(0), late), Some(late));
    }
}
