//! What is known of a comment beside its words: a bit each in one column.

use crate::query::ParsedQuery;

const BY_HOST: u64 = 1;
const ANSWERED: u64 = 2;
const HAS_LINK: u64 = 4;
const CONFIRMED: u64 = 8;

/// What is known of a comment beside its words.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
pub struct Facts {
    /// Somebody of the team wrote it.
    pub by_host: bool,
    /// It belongs to a conversation that has an answer.
    pub answered: bool,
    /// It has a link.
    pub has_link: bool,
    /// Whoever asked has confirmed that this comment helped.
    pub confirmed_answer: bool,
}

impl Facts {
    /// The bits of the column.
    pub(crate) fn bits(self) -> u64 {
        let bit = |is: bool, bit: u64| if is { bit } else { 0 };
        bit(self.by_host, BY_HOST)
            | bit(self.answered, ANSWERED)
            | bit(self.has_link, HAS_LINK)
            | bit(self.confirmed_answer, CONFIRMED)
    }

    /// What the bits say.
    pub(crate) fn from_bits(bits: u64) -> Self {
        Self {
            by_host: bits & BY_HOST != 0,
            answered: bits & ANSWERED != 0,
            has_link: bits & HAS_LINK != 0,
            confirmed_answer: bits & CONFIRMED != 0,
        }
    }
}

/// The bits that a comment must have for a query.
pub(crate) fn required(query: &ParsedQuery) -> u64 {
    Facts { by_host: query.by_host, answered: query.answered, has_link: query.has_link, confirmed_answer: false }.bits()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bits_say_what_the_facts_said() {
        for bits in 0..16 {
            assert_eq!(Facts::from_bits(bits).bits(), bits);
        }
    }
}
