//! What becomes of words that are sent now, as far as the site's rule tells before they are sent: pure.

use porch_protocol::{HoldReason, HoldRule, MyComment, Status};

use crate::state::{Form, State};

/// Who reads the words of a field first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FirstReader {
    /// Everyone, at once; but some are held for what they say.
    Everyone,
    /// The same, but something of their author's was held, so it is not promised again.
    Perhaps,
    /// The team, and others later; and why, where that is the site's rule.
    Team(Option<HoldReason>),
}

impl State {
    /// Who reads the words of a form first; none is the composer. What is held because of its words is not foretold.
    pub fn ahead(&self, form: Option<Form>) -> FirstReader {
        let is_held = |mine: &MyComment| !matches!(mine.status, Status::Published | Status::Withdrawn);
        if let Some(Form::Edit(id)) = form {
            // What is not published does not become so by a change.
            let held = self.mine(id).is_some_and(|mine| is_held(mine));
            return if held { FirstReader::Team(None) } else { self.by_rule() };
        }
        match self.by_rule() {
            ahead if !self.mine.iter().any(|mine| is_held(mine)) => ahead,
            FirstReader::Everyone => FirstReader::Perhaps,
            // There is one already, so it is not the first.
            FirstReader::Team(Some(HoldReason::FirstComment)) => FirstReader::Team(None),
            ahead => ahead,
        }
    }

    /// Who reads first by the site's rule.
    fn by_rule(&self) -> FirstReader {
        match self.hold {
            HoldRule::All => FirstReader::Team(Some(HoldReason::EveryComment)),
            HoldRule::First if self.standing.is_none_or(|standing| standing.published == 0) => {
                FirstReader::Team(Some(HoldReason::FirstComment))
            }
            HoldRule::First | HoldRule::Off => FirstReader::Everyone,
        }
    }

    /// Whether the team still has to decide about something of one's own. What it decides may be seen by its author alone,
    /// so the live stream says nothing of it.
    pub fn awaits_decision(&self) -> bool {
        self.mine.iter().any(|mine| match mine.status {
            Status::Held => true,
            Status::Declined => mine.second_look,
            _ => false,
        })
    }
}

/// How long to wait before asking once more what was decided, in milliseconds: 5 seconds, then twice as long each time, up
/// to 5 minutes; a bit more or less by `chance` (0 to 1).
pub fn ask_again_after(asked: u32, chance: f64) -> u32 {
    let base = (5_000_u32 << asked.min(6)).min(300_000);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0.75 and 1.25 of 5 minutes")]
    let jittered = (f64::from(base) * (0.75 + chance / 2.0)) as u32;
    jittered
}

#[cfg(test)]
mod tests {
    use super::ask_again_after;

    #[test]
    fn waits_grow_to_five_minutes() {
        let waits: Vec<u32> = (0..8).map(|asked| ask_again_after(asked, 0.5) / 1_000).collect();
        assert_eq!(waits, [5, 10, 20, 40, 80, 160, 300, 300]);
        assert!((3_750..=6_250).contains(&ask_again_after(0, 0.0)) && ask_again_after(u32::MAX, 1.0) <= 375_000);
    }
}
