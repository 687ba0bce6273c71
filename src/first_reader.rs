//! Who will read a comment first, as far as the site's rule says before it is sent. Pure rules.

use porch_protocol::{DisclosedHoldReason, HoldRule, MyComment, Status};

use crate::state::{Form, State};

/// Who reads a new comment first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FirstReader {
    /// Everyone, at once; but some comments are held for their content.
    Everyone,
    /// The same, but a comment of this author was held before, so it is not promised again.
    PerhapsTeam,
    /// The team, and others later; and why, where that is the site's rule.
    Team(Option<DisclosedHoldReason>),
}

impl State {
    /// Who reads the text of a form first; none is the composer. A hold for the comment's content is not predicted.
    pub fn first_reader(&self, form: Option<Form>) -> FirstReader {
        let is_held = |mine: &MyComment| !matches!(mine.status, Status::Published | Status::Withdrawn);
        if let Some(Form::Edit(id)) = form {
            // An edit does not publish what is not published.
            let held = self.mine(id).is_some_and(|mine| is_held(mine));
            return if held { FirstReader::Team(None) } else { self.by_rule() };
        }
        match self.by_rule() {
            reader if !self.mine.iter().any(|mine| is_held(mine)) => reader,
            FirstReader::Everyone => FirstReader::PerhapsTeam,
            // There is a held comment already, so this is not the first.
            FirstReader::Team(Some(DisclosedHoldReason::FirstComment)) => FirstReader::Team(None),
            reader => reader,
        }
    }

    /// Who reads first by the site's rule.
    fn by_rule(&self) -> FirstReader {
        match self.hold {
            HoldRule::All => FirstReader::Team(Some(DisclosedHoldReason::EveryComment)),
            HoldRule::First if self.trust.is_none_or(|trust| trust.published == 0) => {
                FirstReader::Team(Some(DisclosedHoldReason::FirstComment))
            }
            HoldRule::First | HoldRule::Off => FirstReader::Everyone,
        }
    }

    /// Whether the team still has to decide about one of the visitor's own comments. A decision may be visible to its
    /// author alone, so the live stream does not announce it.
    pub fn awaits_decision(&self) -> bool {
        self.mine.iter().any(|mine| match mine.status {
            Status::Held => true,
            Status::Declined => mine.second_look,
            _ => false,
        })
    }
}

/// How long to wait before the next poll for a decision, in milliseconds: 5 seconds, then twice as long each time, up
/// to 5 minutes; 25 % more or less by `chance` (0 to 1).
pub fn poll_delay(polls: u32, chance: f64) -> u32 {
    let base = (5_000_u32 << polls.min(6)).min(300_000);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0.75 and 1.25 of 5 minutes")]
    let jittered = (f64::from(base) * (0.75 + chance / 2.0)) as u32;
    jittered
}

#[cfg(test)]
mod tests {
    use super::poll_delay;

    #[test]
    fn waits_grow_to_five_minutes() {
        let waits: Vec<u32> = (0..8).map(|polls| poll_delay(polls, 0.5) / 1_000).collect();
        assert_eq!(waits, [5, 10, 20, 40, 80, 160, 300, 300]);
        assert!((3_750..=6_250).contains(&poll_delay(0, 0.0)) && poll_delay(u32::MAX, 1.0) <= 375_000);
    }
}
