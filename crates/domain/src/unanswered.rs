//! Which comments need a reply of the team: the rule, pure. `storage/unanswered.rs` stores its result.

use porch_protocol::Status;

/// What a comment replies to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReplyTo {
    /// Nothing: it opens a conversation.
    Nothing,
    /// A visitor's comment.
    Visitor,
    /// A comment of a team member, in any status: withdrawing a reply does not remove the question after it.
    Team,
}

/// Who wrote a comment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Author {
    /// A visitor of this site.
    Visitor,
    /// The author of an imported comment, who expects no reply here.
    Imported,
    /// A team member.
    Team,
}

/// The facts about a comment that the rule uses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CommentFacts {
    /// Its status.
    pub status: Status,
    /// Its author.
    pub author: Author,
    /// What it replies to.
    pub reply_to: ReplyTo,
    /// Whether a published comment of the team is anywhere below it.
    pub answered_below: bool,
    /// Whether a team member marked that it needs no reply.
    pub no_answer_needed: bool,
}

/// Whether a comment needs a reply of the team: it is published, a visitor wrote it here, it opens a conversation or
/// replies to the team, no team member has replied below it, and none marked that it needs no reply.
pub fn needs_answer(facts: CommentFacts) -> bool {
    facts.status == Status::Published
        && facts.author == Author::Visitor
        && facts.reply_to != ReplyTo::Visitor
        && !facts.answered_below
        && !facts.no_answer_needed
}

#[cfg(test)]
mod tests {
    use super::{Author, CommentFacts, ReplyTo, needs_answer};
    use porch_protocol::Status;

    const OPENING: CommentFacts = CommentFacts {
        status: Status::Published,
        author: Author::Visitor,
        reply_to: ReplyTo::Nothing,
        answered_below: false,
        no_answer_needed: false,
    };

    #[test]
    fn an_opening_and_a_reply_to_the_team_need_a_reply_until_the_team_has_written_below_them() {
        for (reply_to, expected) in [(ReplyTo::Nothing, true), (ReplyTo::Team, true), (ReplyTo::Visitor, false)] {
            assert_eq!(needs_answer(CommentFacts { reply_to, ..OPENING }), expected, "{reply_to:?}");
            assert!(!needs_answer(CommentFacts { reply_to, answered_below: true, ..OPENING }), "{reply_to:?}");
            assert!(!needs_answer(CommentFacts { reply_to, no_answer_needed: true, ..OPENING }), "{reply_to:?}");
        }
    }

    #[test]
    fn only_published_comments_of_visitors_need_a_reply() {
        for status in Status::ALL {
            assert_eq!(needs_answer(CommentFacts { status, ..OPENING }), status == Status::Published, "{status:?}");
        }
        for author in [Author::Imported, Author::Team] {
            assert!(!needs_answer(CommentFacts { author, ..OPENING }), "{author:?}");
        }
    }
}
