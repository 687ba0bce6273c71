//! Which comments wait for an answer of the team: the rule, pure. `storage/unanswered.rs` keeps what follows from it.

use porch_protocol::Status;

/// What a comment is a reply to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReplyTo {
    /// Nothing: it opens a conversation.
    Nothing,
    /// Words of a visitor.
    Visitor,
    /// Words of somebody of the team, wherever these stand now: taking an answer back does not make the question after it
    /// go away.
    Team,
}

/// Who wrote a comment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Author {
    /// A visitor, here.
    Visitor,
    /// Somebody whose words came in by an import: they expect nothing here.
    Imported,
    /// Somebody of the team.
    Team,
}

/// What the rule needs to know of a comment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CommentFacts {
    /// Where it stands.
    pub status: Status,
    /// Who wrote it.
    pub author: Author,
    /// What it is a reply to.
    pub reply_to: ReplyTo,
    /// Whether published words of the team stand anywhere below it.
    pub answered_below: bool,
    /// Whether somebody of the team said that it needs no answer.
    pub no_answer_needed: bool,
}

/// Whether a comment waits for an answer of the team: everyone can read it, a visitor wrote it here, it opens a conversation
/// or replies to the team, nobody of the team has answered below it, and nobody of the team said that none is needed.
pub fn waits(facts: CommentFacts) -> bool {
    facts.status == Status::Published
        && facts.author == Author::Visitor
        && facts.reply_to != ReplyTo::Visitor
        && !facts.answered_below
        && !facts.no_answer_needed
}

#[cfg(test)]
mod tests {
    use super::{Author, CommentFacts, ReplyTo, waits};
    use porch_protocol::Status;

    const OPENING: CommentFacts = CommentFacts {
        status: Status::Published,
        author: Author::Visitor,
        reply_to: ReplyTo::Nothing,
        answered_below: false,
        no_answer_needed: false,
    };

    #[test]
    fn an_opening_and_a_reply_to_the_team_wait_until_the_team_has_answered_below_them() {
        for (reply_to, expected) in [(ReplyTo::Nothing, true), (ReplyTo::Team, true), (ReplyTo::Visitor, false)] {
            assert_eq!(waits(CommentFacts { reply_to, ..OPENING }), expected, "{reply_to:?}");
            assert!(!waits(CommentFacts { reply_to, answered_below: true, ..OPENING }), "{reply_to:?}");
            assert!(!waits(CommentFacts { reply_to, no_answer_needed: true, ..OPENING }), "{reply_to:?}");
        }
    }

    #[test]
    fn nothing_waits_that_is_not_up_or_that_no_visitor_wrote_here() {
        for status in Status::ALL {
            assert_eq!(waits(CommentFacts { status, ..OPENING }), status == Status::Published, "{status:?}");
        }
        for author in [Author::Imported, Author::Team] {
            assert!(!waits(CommentFacts { author, ..OPENING }), "{author:?}");
        }
    }
}
