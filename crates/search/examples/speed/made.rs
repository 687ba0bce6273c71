//! Many comments made from the threads of a forum.

use std::path::Path;

use porch_protocol::{CommentId, ThreadId, Timestamp};
use porch_search::{Facts, IndexedComment};
use serde_json::Value;
use uuid::Uuid;

/// The site of everything.
pub(crate) const SITE: &str = "forum";

/// Syllables of words that are put in.
const SYLLABLES: [&str; 16] =
    ["ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "xu", "dra", "ple", "sto", "gri", "fan", "wel"];

/// The threads of a forum.
pub(crate) struct Forum {
    subjects: Vec<String>,
    /// For each comment the thread it is from, its text and the name of its author.
    comments: Vec<(usize, String, String)>,
}

/// A comment that was made.
pub(crate) struct Made {
    number: usize,
    thread: u64,
    title: String,
    name: String,
    body: String,
}

impl Forum {
    /// Reads the threads of a file.
    pub(crate) fn read(path: &Path) -> Self {
        let mut forum = Self { subjects: Vec::new(), comments: Vec::new() };
        let text = |value: &Value, name: &str| value[name].as_str().unwrap_or_default().to_owned();
        for line in std::fs::read_to_string(path).unwrap().lines() {
            let thread: Value = serde_json::from_str(line).unwrap();
            let number = forum.subjects.len();
            forum.subjects.push(text(&thread, "subject"));
            for comment in thread["comments"].as_array().into_iter().flatten() {
                forum.comments.push((number, text(comment, "text"), text(comment, "name")));
            }
        }
        forum
    }

    /// The `number`th comment: a real one, in which every twelfth word is another one.
    pub(crate) fn comment(&self, number: usize) -> Made {
        let (thread, text, name) = &self.comments[number % self.comments.len()];
        let round = number / self.comments.len();
        Made {
            number,
            thread: (round * self.subjects.len() + thread) as u64,
            title: self.subjects[*thread].clone(),
            name: if round == 0 { name.clone() } else { format!("{name}{}", round % 97) },
            body: self.body(number, text),
        }
    }

    fn body(&self, number: usize, text: &str) -> String {
        if number < self.comments.len() {
            return text.to_owned();
        }
        let mut body = String::with_capacity(text.len() + 32);
        for (place, word) in text.split_whitespace().enumerate() {
            let dice = dice(number as u64 * 1_000 + place as u64);
            body.push(' ');
            match dice % 12 {
                0 => body.push_str(&invented(dice / 12)),
                1 => body.push_str(self.other_word(dice / 12)),
                _ => body.push_str(word),
            }
        }
        body
    }

    fn other_word(&self, dice: u64) -> &str {
        let text = &self.comments[usize::try_from(dice).unwrap_or(0) % self.comments.len()].1;
        text.split_whitespace().next().unwrap_or("and")
    }

    /// What is typed on the way to a subject, every third time with a mistake.
    pub(crate) fn keystrokes(&self, number: usize) -> Vec<String> {
        let mut subject: Vec<char> = self.subjects[number * 5 % self.subjects.len()].chars().take(40).collect();
        if number.is_multiple_of(3) && subject.len() > 6 {
            subject.swap(4, 5);
        }
        (2..=subject.len()).map(|end| subject[..end].iter().collect()).collect()
    }

    /// The texts of comments.
    pub(crate) fn texts(&self, ids: &[CommentId]) -> Vec<(CommentId, String)> {
        let number = |id: &CommentId| usize::try_from(id.0.as_u64_pair().0).unwrap_or(0);
        ids.iter().map(|id| (*id, self.comment(number(id)).body)).collect()
    }
}

impl Made {
    /// As it is indexed.
    pub(crate) fn indexed(&self) -> IndexedComment<'_> {
        let dice = dice(self.number as u64);
        IndexedComment {
            id: CommentId(Uuid::from_u64_pair(self.number as u64, dice)),
            thread: ThreadId(Uuid::from_u64_pair(self.thread, self::dice(self.thread + (1 << 40)))),
            person: &self.name,
            name: &self.name,
            body: &self.body,
            page_title: &self.title,
            page_address: "https://forum.example/",
            page_language: Some("en"),
            posted: Timestamp(1_400_000_000_000_000 + self.number as i64 * 300_000_000),
            facts: Facts {
                by_host: dice.is_multiple_of(20),
                answered: dice.is_multiple_of(3),
                has_link: self.body.contains("http"),
                confirmed_answer: dice.is_multiple_of(50),
            },
        }
    }
}

/// A word of two to five syllables; frequent ones are frequent.
fn invented(dice: u64) -> String {
    // The square of a share is small most of the time.
    let share = (dice % 100_000) as f64 / 100_000.0;
    let mut number = (share * share * 800_000.0) as u64;
    let mut word = String::new();
    loop {
        word.push_str(SYLLABLES[(number % 16) as usize]);
        number /= 16;
        if number == 0 && word.len() > 3 {
            return word;
        }
    }
}

fn dice(seed: u64) -> u64 {
    let mut x = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
