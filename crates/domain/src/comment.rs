//! Posting, editing and withdrawing: the rules that need no storage.

use unicode_normalization::UnicodeNormalization;

use porch_protocol::{ErrorCode, NewComment, Status, Timestamp, Tree, limits};

use super::markup::{self, MarkupError};
use super::moderation::team_decision::UNDO;
use super::text::{self, NameError};

/// A comment that may be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The name to show, cleaned.
    pub name: String,
    /// The page's title, cleaned; provisional.
    pub title: Option<String>,
    /// The text as typed, without invisible characters.
    pub source: String,
    /// The text as a tree.
    pub tree: Tree,
}

/// A rule refused the comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The name cannot be shown.
    #[error(transparent)]
    Name(#[from] NameError),
    /// The text is empty, or too long.
    #[error(transparent)]
    Markup(#[from] MarkupError),
}

impl Refusal {
    /// The error code of the protocol.
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

/// Checks and cleans a new comment.
pub fn post_comment(new: &NewComment) -> Result<Draft, Refusal> {
    let name = text::without_confirmed_marks(&text::clean_name(&new.name)?);
    if !name.chars().any(text::is_visible) {
        return Err(NameError::Empty.into());
    }
    if grows(&name, limits::NAME_CHARS) {
        return Err(NameError::TooLong.into());
    }
    let (source, tree) = words(&new.body)?;
    let title = new.title.as_deref().and_then(text::clean_title).filter(|title| !grows(title, limits::TITLE_CHARS));
    Ok(Draft { name, title, source, tree })
}

/// The cleaned text of a comment or an edit, and its tree.
pub fn words(body: &str) -> Result<(String, Tree), Refusal> {
    let source = text::clean_body(body);
    if grows(&source, limits::BODY_CHARS) {
        return Err(MarkupError::TooLong.into());
    }
    let tree = markup::markdown(&source)?;
    Ok((source, tree))
}

/// Whether a text is more than twice as long as allowed once its letters are decomposed (NFKC), as all checks of texts
/// do. One character can become eighteen (U+FDFA), a typed ellipsis becomes three.
fn grows(text: &str, most: usize) -> bool {
    !text.is_ascii() && text.nfkc().take(2 * most + 1).count() > 2 * most
}

/// Until when an edit is not marked.
pub fn editable_until(posted_at: Timestamp) -> Timestamp {
    posted_at.plus(limits::FREE_EDIT_MINUTES * 60 * Timestamp::SECOND)
}

/// The time that an edit made at `now` is marked with; none within the free minutes.
pub fn edit_mark(posted_at: Timestamp, now: Timestamp) -> Option<Timestamp> {
    (now > editable_until(posted_at)).then_some(now)
}

/// The statuses in which an author may edit a comment. One that was sent back or declined is held again afterwards, so
/// that each decision can be answered once.
pub const EDITABLE: [Status; 4] = [Status::Published, Status::Held, Status::SentBack, Status::Declined];
/// The statuses in which an author may withdraw a comment.
pub const WITHDRAWABLE: [Status; 5] =
    [Status::Published, Status::Held, Status::SentBack, Status::Declined, Status::Removed];

/// How long the words of a comment stay after its author withdrew it, in microseconds: as long as the team can undo a
/// decision, so that nothing that is being done about the comment loses its words. They are erased soon after.
pub const WITHDRAWN_WORDS_LIFE: i64 = UNDO;

#[cfg(test)]
mod tests {
    use super::{Refusal, edit_mark, post_comment, words};
    use porch_protocol::{ErrorCode, NewComment, Timestamp, limits};

    #[test]
    fn the_decomposed_text_is_bounded() {
        let refused = |body: String| words(&body).map_err(Refusal::code).map(|_| ());
        assert_eq!(refused("\u{FDFA}".repeat(5_400)), Err(ErrorCode::BodyTooLong));
        assert_eq!(refused("\u{FDFA}".repeat(1_112)), Err(ErrorCode::BodyTooLong));
        assert_eq!(refused("\u{FDFA} said ".repeat(800)), Ok(()));
        for honest in ["й", "…a", "ﬁ", "가", "語"] {
            let most = (limits::BODY_CHARS / honest.chars().count()).min(limits::BODY_BYTES / honest.len());
            assert_eq!(refused(honest.repeat(most)), Ok(()), "{honest}");
        }
        let new = |name: &str, title: &str| NewComment {
            page: "/".into(),
            title: Some(title.into()),
            parent: None,
            name: name.into(),
            body: "words".into(),
            proof: None,
            pause: None,
            website: None,
            opened: None,
        };
        let drafted = |name: &str, title: &str| post_comment(&new(name, title)).map_err(Refusal::code);
        assert_eq!(drafted(&"\u{FDFA}".repeat(8), "Rye").unwrap_err(), ErrorCode::NameTooLong);
        assert_eq!(drafted("Ben ✓", "Rye").unwrap().name, "Ben");
        assert_eq!(drafted("✓", "Rye").unwrap_err(), ErrorCode::NameEmpty);
        assert_eq!(drafted("Zoë \u{FDFA}", &"\u{FDFA}".repeat(200)).unwrap().title, None);
    }

    #[test]
    fn an_edit_is_marked_after_fifteen_minutes() {
        let minute = 60 * Timestamp::SECOND;
        assert_eq!(edit_mark(Timestamp(0), Timestamp(15 * minute)), None);
        let late = Timestamp(15 * minute + 1);
        assert_eq!(edit_mark(Timestamp(0), late), Some(late));
    }
}
