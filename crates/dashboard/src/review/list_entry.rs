//! A comment of a list: the content of its row, and what the list knows of it. The same for all lists.

use std::rc::Rc;

use porch_class_macros::class;
use porch_protocol::held::HoldReason;
use porch_protocol::page_ref::PageRef;
use porch_protocol::people::PersonSummary;
use porch_protocol::published::TeamComment;
use porch_protocol::team_api::{ReadComment, ReviewItem, UnansweredComment};
use porch_protocol::{Block, Comment, CommentId, Inline, Status, Timestamp, Tree};

use crate::text;
use crate::text::{hold_reason, names, people};

/// The length of a row's excerpt at least, in bytes.
const ROW: usize = 160;

/// One comment of a list.
#[derive(Clone, PartialEq)]
pub(crate) struct Entry {
    pub(crate) comment: Comment,
    pub(crate) place: PageRef,
    /// Since when it waits, in the list of comments to review.
    pub(crate) since: Option<Timestamp>,
    /// Its author's id on this site; empty for a guest expert, who sees no decisions of others.
    pub(crate) person: String,
    /// Its author's earlier comments, where they are loaded.
    pub(crate) earlier: Option<PersonSummary>,
    /// The house rules of its page, where they are loaded.
    pub(crate) rules: Option<Vec<String>>,
    pub(crate) chip: Option<Chip>,
    pub(crate) kind: EntryKind,
}

/// Its list, and what only that list knows.
#[derive(Clone, PartialEq)]
pub(crate) enum EntryKind {
    /// It is to be reviewed.
    Held(Rc<ReviewItem>),
    /// It is unanswered; and how many replies of others there are.
    Unanswered(u32),
    /// It is published, or opened by a link.
    Plain,
}

/// The label in a row beside the excerpt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Chip {
    pub(crate) text: String,
    /// `warm`, `care` or nothing.
    pub(crate) tone: &'static str,
}

impl Entry {
    pub(crate) fn id(&self) -> CommentId {
        self.comment.id
    }

    /// The time that its row shows, and by which its list is ordered.
    pub(crate) fn at(&self) -> Timestamp {
        self.since.unwrap_or(self.comment.posted_at)
    }

    /// Whether that time is unknown.
    pub(crate) fn is_undated(&self) -> bool {
        self.comment.undated && self.at() == self.comment.posted_at
    }

    /// Its author's name.
    pub(crate) fn name(&self) -> &str {
        names::author(&self.comment)
    }

    /// The comments that a decision about its row is about, in the versions that were read: itself, and those with the
    /// same text.
    pub(crate) fn read_comments(&self) -> Vec<ReadComment> {
        match &self.kind {
            EntryKind::Held(card) if !card.alike.is_empty() => card.alike.clone(),
            _ => vec![ReadComment { id: self.id(), version: self.comment.version }],
        }
    }

    /// Its beginning as plain text on one line.
    pub(crate) fn excerpt(&self) -> String {
        self.comment.body.as_ref().map(|tree| plain_words(tree, ROW)).unwrap_or_default()
    }

    /// All of it as plain text on one line.
    pub(crate) fn plain_text(&self) -> String {
        self.comment.body.as_ref().map(|tree| plain_words(tree, usize::MAX)).unwrap_or_default()
    }

    /// The addresses of its links, separated by spaces.
    pub(crate) fn link_addresses(&self) -> String {
        let mut all = Vec::new();
        if let Some(tree) = &self.comment.body {
            for_each_link(&tree.0, &mut |link| all.push(link.to_owned()));
        }
        all.join(" ")
    }
}

impl From<ReviewItem> for Entry {
    fn from(card: ReviewItem) -> Self {
        Self {
            comment: card.comment.clone(),
            place: card.place.clone(),
            since: card.since,
            person: card.person.clone(),
            earlier: Some(card.earlier.clone()),
            rules: Some(card.rules.clone()),
            chip: Some(chip(&card)),
            kind: EntryKind::Held(Rc::new(card)),
        }
    }
}

impl From<UnansweredComment> for Entry {
    fn from(unanswered: UnansweredComment) -> Self {
        let warm = |text: &str| Chip { text: text.into(), tone: class!("warm") };
        let chip = if unanswered.first_words {
            Some(warm(text().frame_first_comment()))
        } else {
            unanswered.reply_to.as_ref().map(|_| Chip { text: text().frame_reply_to_you().into(), tone: "" })
        };
        Self {
            comment: unanswered.comment,
            place: unanswered.place,
            since: None,
            earlier: (!unanswered.person.is_empty()).then_some(unanswered.earlier),
            person: unanswered.person,
            rules: None,
            chip,
            kind: EntryKind::Unanswered(unanswered.answers),
        }
    }
}

impl From<TeamComment> for Entry {
    fn from(team_comment: TeamComment) -> Self {
        let published = team_comment.comment.is_published();
        let text = capitalize(people::status(team_comment.comment.status));
        Self {
            comment: team_comment.comment,
            place: team_comment.place,
            since: None,
            person: team_comment.person,
            earlier: None,
            rules: Some(team_comment.rules),
            chip: (!published).then_some(Chip { text, tone: "" }),
            kind: EntryKind::Plain,
        }
    }
}

/// Whether its author has written before; withdrawn comments do not count.
pub(crate) fn wrote_before(card: &ReviewItem) -> bool {
    card.earlier.counts.iter().any(|one| one.count > 0 && one.status != Status::Withdrawn)
}

/// The most informative reason why a comment is held, in a few words.
fn chip(card: &ReviewItem) -> Chip {
    if card.second_look {
        return Chip { text: text().frame_second_look().into(), tone: class!("warm") };
    }
    // An older report does not count where the comment is held for another reason.
    let counts = card.comment.is_published() || card.reasons.contains(&HoldReason::Reported);
    if counts && !card.reports.is_empty() {
        return Chip { text: text().report_count(card.reports.len()), tone: class!("care") };
    }
    // A reason that only a newer server knows.
    let Some(reason) =
        card.reasons.iter().min_by_key(|reason| reason.rank()).filter(|one| **one != HoldReason::Unknown)
    else {
        return Chip { text: text().short_held().into(), tone: "" };
    };
    let text = match reason {
        HoldReason::Links => text().link_count(card.comment.body.as_ref().map_or(0, |tree| links(&tree.0))),
        HoldReason::FirstComment if wrote_before(card) => text().frame_none_published().into(),
        _ => hold_reason::short(*reason).into(),
    };
    let tone = match reason {
        HoldReason::FirstComment => class!("warm"),
        HoldReason::Spam | HoldReason::ExternalCheck | HoldReason::Reported => class!("care"),
        _ => "",
    };
    Chip { text, tone }
}

/// How many links there are in a comment.
fn links(all: &[Block]) -> usize {
    let mut count = 0;
    for_each_link(all, &mut |_| count += 1);
    count
}

/// Calls back with the address of each link in a comment.
fn for_each_link(all: &[Block], visit: &mut impl FnMut(&str)) {
    fn of_line(all: &[Inline], visit: &mut impl FnMut(&str)) {
        for one in all {
            match one {
                Inline::Link(address, _) => visit(address),
                Inline::Em(inner) | Inline::Strong(inner) | Inline::Del(inner) => of_line(inner, visit),
                _ => {}
            }
        }
    }
    for block in all {
        match block {
            Block::P(inner) => of_line(inner, visit),
            Block::Quote(inner) => for_each_link(inner, visit),
            Block::List(items) | Block::Numbered(_, items) => {
                for item in items {
                    for_each_link(item, visit);
                }
            }
            _ => {}
        }
    }
}

/// The text with a capital first letter.
pub(crate) fn capitalize(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// At least so many bytes of a comment, where it has them, as plain text on one line.
fn plain_words(tree: &Tree, least: usize) -> String {
    let mut output = String::new();
    blocks(&tree.0, least, &mut output);
    output.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn blocks(all: &[Block], least: usize, output: &mut String) {
    for block in all {
        if output.len() > least {
            return;
        }
        match block {
            Block::P(inner) => inlines(inner, output),
            Block::Quote(inner) => blocks(inner, least, output),
            Block::List(items) | Block::Numbered(_, items) => {
                for item in items {
                    blocks(item, least, output);
                }
            }
            Block::Code(code) => output.push_str(code),
            Block::Rule | Block::Unknown => {}
        }
        output.push(' ');
    }
}

fn inlines(all: &[Inline], output: &mut String) {
    for inline in all {
        match inline {
            Inline::Text(text) | Inline::Code(text) => output.push_str(text),
            Inline::Em(inner) | Inline::Strong(inner) | Inline::Del(inner) | Inline::Link(_, inner) => {
                inlines(inner, output);
            }
            Inline::Br => output.push(' '),
            Inline::Host(_) | Inline::Unknown => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use porch_protocol::held::HoldReason;
    use porch_protocol::team_api::ReviewItem;
    use porch_protocol::{Block, Inline, Tree};
    use serde_json::json;

    use super::{Entry, ROW, capitalize, links, plain_words};

    /// The row of a comment that is held for these reasons, of an author with so many earlier comments.
    fn row(reasons: &[&str], before: u32) -> Entry {
        let counts: Vec<_> = (before > 0).then(|| json!({ "status": "held", "count": before })).into_iter().collect();
        let card = json!({
            "comment": { "id": "0198c0de-0000-7000-8000-000000000001", "status": "held", "version": 1,
                         "posted_at": 1 },
            "place": { "url": "https://bakery.example/rye" }, "reasons": reasons,
            "since": 2, "second_look": false, "person": "p", "earlier": { "counts": counts },
            "standing": { "level": "newcomer", "published": 0, "answered": 0, "against": 0 },
            "alike": [], "people": 1, "reports": [],
        });
        Entry::from(serde_json::from_value::<ReviewItem>(card).unwrap())
    }

    #[test]
    fn a_row_shows_the_most_informative_reason_and_since_when_it_is_held() {
        let chip_text = |reasons: &[&str], before| row(reasons, before).chip.unwrap().text;
        assert_eq!(chip_text(&["too_fast", "first_comment"], 0), "Too fast");
        assert_eq!(chip_text(&["too_fast", "spam", "first_comment"], 0), "Reads like spam");
        assert_eq!(chip_text(&["first_comment"], 0), "First comment");
        assert_eq!(chip_text(&["first_comment"], 7), "Nothing published yet");
        assert_eq!(chip_text(&["not_reviewed"], 0), "Imported");
        let held = row(&["first_comment"], 0);
        assert!(held.at() > held.comment.posted_at, "since when it waits, and not how old it is");
    }

    #[test]
    fn every_reason_has_a_rank() {
        for reason in HoldReason::ALL {
            assert_eq!(
                HoldReason::MOST_INFORMATIVE_FIRST.iter().filter(|other| **other == reason).count(),
                1,
                "{reason:?}"
            );
        }
    }

    #[test]
    fn links_are_counted_in_every_kind_of_block() {
        let link = || Inline::Link("https://a.example/".into(), vec![Inline::Text("a".into())]);
        let line = || Block::P(vec![link(), Inline::Em(vec![link()])]);
        assert_eq!(links(&[line(), Block::Quote(vec![line()]), Block::List(vec![vec![line()]])]), 6);
    }

    #[test]
    fn a_row_shows_plain_text_on_one_line() {
        let text = |text: &str| Inline::Text(text.into());
        let tree = Tree(vec![
            Block::P(vec![text("My "), Inline::Em(vec![text("rye")]), Inline::Br, text("fell.")]),
            Block::Quote(vec![Block::P(vec![text("So?")])]),
        ]);
        assert_eq!(plain_words(&tree, ROW), "My rye fell. So?");
        assert_eq!(plain_words(&Tree(Vec::new()), ROW), "");
        assert_eq!((capitalize("has links").as_str(), capitalize("").as_str()), ("Has links", ""));
    }
}
