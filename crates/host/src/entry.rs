//! A comment of a list: what its row shows, and what is known of it beside it. The same for every list.

use std::rc::Rc;

use porch_protocol::held::HeldFor;
use porch_protocol::host::{Card, Opening, Place, ReadComment};
use porch_protocol::people::Earlier;
use porch_protocol::up_now::MetComment;
use porch_protocol::{Block, Comment, CommentId, Inline, Tree};

use crate::words::{frame as say, held, people};

/// Letters of the beginning that a row can show at most.
const ROW: usize = 160;

/// One comment of a list.
#[derive(Clone, PartialEq)]
pub(crate) struct Entry {
    pub(crate) comment: Comment,
    pub(crate) place: Place,
    /// Its author's id on this site; empty for a guest expert, who is told nothing of what others decided.
    pub(crate) person: String,
    /// What its author had said before, where that is known already.
    pub(crate) earlier: Option<Earlier>,
    /// The house rules of its page, where they are known already.
    pub(crate) rules: Option<Vec<String>>,
    pub(crate) chip: Option<Chip>,
    pub(crate) kind: Kind,
}

/// What list it is of, and what only that list knows.
#[derive(Clone, PartialEq)]
pub(crate) enum Kind {
    /// It is to be read before others see it.
    Held(Rc<Card>),
    /// It waits for an answer; and how many others have answered.
    Waits(u32),
    /// It is met on its page or by its link.
    Met,
}

/// What a row says beside the beginning of a comment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Chip {
    pub(crate) words: String,
    /// `warm`, `care` or nothing.
    pub(crate) tone: &'static str,
}

impl Entry {
    pub(crate) fn id(&self) -> CommentId {
        self.comment.id
    }

    /// The name over it.
    pub(crate) fn name(&self) -> &str {
        self.comment.author.as_ref().map(|author| author.name.as_str()).unwrap_or_default()
    }

    /// All comments that a decision about its row is about, as they were read: itself, and those that say the same.
    pub(crate) fn about(&self) -> Vec<ReadComment> {
        match &self.kind {
            Kind::Held(card) if !card.alike.is_empty() => card.alike.clone(),
            _ => vec![ReadComment { id: self.id(), version: self.comment.version }],
        }
    }

    /// Its beginning, as plain words on one line.
    pub(crate) fn beginning(&self) -> String {
        self.comment.body.as_ref().map(beginning).unwrap_or_default()
    }
}

impl From<Card> for Entry {
    fn from(card: Card) -> Self {
        Self {
            comment: card.comment.clone(),
            place: card.place.clone(),
            person: card.person.clone(),
            earlier: Some(card.earlier.clone()),
            rules: Some(card.rules.clone()),
            chip: Some(chip(&card)),
            kind: Kind::Held(Rc::new(card)),
        }
    }
}

impl From<Opening> for Entry {
    fn from(opening: Opening) -> Self {
        let warm = |words: &str| Chip { words: words.into(), tone: "warm" };
        let chip = if opening.first_words {
            Some(warm(say::FIRST_COMMENT))
        } else {
            opening.reply_to.as_ref().map(|_| Chip { words: say::REPLY_TO_YOU.into(), tone: "" })
        };
        Self {
            comment: opening.comment,
            place: opening.place,
            earlier: (!opening.person.is_empty()).then_some(opening.earlier),
            person: opening.person,
            rules: None,
            chip,
            kind: Kind::Waits(opening.answers),
        }
    }
}

impl From<MetComment> for Entry {
    fn from(met: MetComment) -> Self {
        let published = met.comment.is_published();
        let words = people::status(met.comment.status).to_owned();
        Self {
            comment: met.comment,
            place: met.place,
            person: met.person,
            earlier: None,
            rules: Some(met.rules),
            chip: (!published).then_some(Chip { words, tone: "" }),
            kind: Kind::Met,
        }
    }
}

/// The first reason why a comment waits, in a few words.
fn chip(card: &Card) -> Chip {
    if card.second_look {
        return Chip { words: say::SECOND_LOOK.into(), tone: "warm" };
    }
    if !card.reports.is_empty() {
        return Chip { words: say::reports(card.reports.len()), tone: "care" };
    }
    let (words, tone) = match card.reasons.first() {
        Some(reason @ HeldFor::FirstComment) => (held::short(*reason).to_owned(), "warm"),
        Some(reason @ (HeldFor::Spam | HeldFor::OutsideJudge)) => (held::short(*reason).to_owned(), "care"),
        Some(reason) if *reason != HeldFor::Unknown => (held::short(*reason).to_owned(), ""),
        _ => (capital(card.why.split(" · ").next().unwrap_or_default()), ""),
    };
    Chip { words, tone }
}

/// With its first letter as a capital.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn beginning(tree: &Tree) -> String {
    let mut words = String::new();
    blocks(&tree.0, &mut words);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn blocks(all: &[Block], words: &mut String) {
    for block in all {
        if words.len() > ROW {
            return;
        }
        match block {
            Block::P(inner) => inlines(inner, words),
            Block::Quote(inner) => blocks(inner, words),
            Block::List(items) | Block::Numbered(_, items) => items.iter().for_each(|item| blocks(item, words)),
            Block::Code(code) => words.push_str(code),
            Block::Rule | Block::Unknown => {}
        }
        words.push(' ');
    }
}

fn inlines(all: &[Inline], words: &mut String) {
    for inline in all {
        match inline {
            Inline::Text(text) | Inline::Code(text) => words.push_str(text),
            Inline::Em(inner) | Inline::Strong(inner) | Inline::Del(inner) | Inline::Link(_, inner) => {
                inlines(inner, words);
            }
            Inline::Br => words.push(' '),
            Inline::Host(_) | Inline::Unknown => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use porch_protocol::{Block, Inline, Tree};

    use super::{beginning, capital};

    #[test]
    fn a_row_shows_plain_words_on_one_line() {
        let text = |words: &str| Inline::Text(words.into());
        let tree = Tree(vec![
            Block::P(vec![text("My "), Inline::Em(vec![text("rye")]), Inline::Br, text("fell.")]),
            Block::Quote(vec![Block::P(vec![text("So?")])]),
        ]);
        assert_eq!(beginning(&tree), "My rye fell. So?");
        assert_eq!(beginning(&Tree(Vec::new())), "");
        assert_eq!((capital("has links").as_str(), capital("").as_str()), ("Has links", ""));
    }
}
