//! Makes threads out of nothing, the same ones every time: for tests, and for the bench that takes them over.

use porch_protocol::{
    Author, Block, Comment, CommentId, Cursor, HoldRule, Inline, Order, Status, ThreadPage, Timestamp, Tree, Welcome,
    thread::reading_order,
};
use uuid::Uuid;

/// Small whole numbers that look random and are the same on every machine.
pub(crate) struct Dice(u64);

impl Dice {
    /// Dice that always fall the same way for the same seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `sides`.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides
    }
}

const NAMES: [&str; 16] = [
    "Amira",
    "Jonas",
    "Marta",
    "Li Wei",
    "Ben",
    "Noor",
    "Sofía",
    "Kwame",
    "Ingrid",
    "Tomás",
    "Yuki",
    "Priya",
    "אורי",
    "سلمى",
    "Oleksandr",
    "Fatou",
];

const SENTENCES: [&str; 24] = [
    "My rye collapsed after forty minutes, with the same flour as in the photo.",
    "Did it rise well and then fall, or did it never rise at all?",
    "That was it. Thank you!",
    "I keep mine in the cellar, where it never gets warmer than fourteen degrees.",
    "Spelt falls faster than wheat, so I poke it every five minutes from the fifteenth on.",
    "The order form ate my address, twice.",
    "Sorry about that. I have written to you.",
    "Is the dough supposed to stick to the bowl this much?",
    "Half an hour in the fridge helped me more than any extra flour.",
    "We tried it with the children on Sunday and nothing was left by noon.",
    "You can leave out the sugar if your starter is young and lively.",
    "My oven only goes to two hundred and twenty, and it still works if I give it ten minutes more.",
    "What kind of tin is that, and how long is it?",
    "I disagree: a wetter dough keeps longer, and the crust is better for it.",
    "The step with the folded towel is what made the difference for me.",
    "Could you show how it looks when it is ready?",
    "It tastes better on the second day.",
    "Where do you get malt flour around here?",
    "The smell alone was worth it.",
    "I measured it: the inside reached ninety-six degrees after thirty-eight minutes.",
    "Please write about sourdough with oats one day.",
    "Mine came out flat as a pancake, and we ate it anyway.",
    "One question: does the salt go in before or after the first rest?",
    "Since then I use a cast iron pot, and never went back.",
];

/// A moment that all made threads begin at: 3 May 2026.
pub(crate) const START: i64 = 1_777_800_000_000_000;

/// An id that is the same for the same number, and as hard to compress as a real one.
pub(crate) fn id(number: usize) -> CommentId {
    let mut dice = Dice::new(number as u64 + 77);
    let mut bits: u128 = 0;
    for _ in 0..16 {
        bits = bits << 8 | dice.roll(256) as u128;
    }
    CommentId(Uuid::from_u128(bits & !(0xf << 76 | 3 << 62) | (7 << 76 | 2 << 62)))
}

/// One comment of plain words.
pub(crate) fn comment(number: usize, parent: Option<usize>, name: &str, words: Vec<Inline>) -> Comment {
    Comment {
        id: id(number),
        parent: parent.map(id),
        author: Some(Author::with_role(name, (name == "Marta").then_some(porch_protocol::Role::Host))),
        body: Some(Tree(vec![Block::P(words)])),
        posted_at: Timestamp(START + i64::try_from(number).unwrap_or(0) * 613_000_000),
        undated: false,
        edited_at: None,
        version: 1,
        status: Status::Published,
        reason: None,
    }
}

/// A thread of `count` comments, of which the first conversation holds `first` and the others about four each.
pub(crate) fn thread(count: usize, first: usize) -> Vec<Comment> {
    let mut dice = Dice::new(count as u64);
    let mut opening = 0;
    (0..count)
        .map(|number| {
            let parent = match number {
                0 => None,
                n if n < first => Some(dice.roll(n)),
                n if n == first || dice.roll(4) == 0 => {
                    opening = n;
                    None
                }
                n => Some(opening + dice.roll(n - opening)),
            };
            let sentences = 1 + dice.roll(4);
            let words: Vec<&str> = (0..sentences).map(|_| SENTENCES[dice.roll(SENTENCES.len())]).collect();
            comment(number, parent, NAMES[dice.roll(NAMES.len())], vec![Inline::Text(words.join(" "))])
        })
        .collect()
}

/// The page of a thread that holds all of `comments`.
pub(crate) fn page(comments: &[Comment], order: Order) -> ThreadPage {
    let shown = reading_order(comments, order);
    let by_id: std::collections::HashMap<_, _> = comments.iter().map(|c| (c.id, c)).collect();
    ThreadPage {
        page_key: "https://bakery.example/rye".into(),
        title: Some("Rye bread".into()),
        version: "3f9a".into(),
        cursor: Cursor("c7".into()),
        total: u32::try_from(comments.iter().filter(|c| c.is_published()).count()).unwrap_or(0),
        conversations: u32::try_from(comments.iter().filter(|c| c.parent.is_none()).count()).unwrap_or(0),
        closed: false,
        closed_note: None,
        hold: HoldRule::Off,
        reply_pauses: Vec::new(),
        welcome: Welcome::default(),
        comments: shown.into_iter().map(|id| by_id[&id].clone()).collect(),
        next: None,
        next_count: 0,
    }
}
