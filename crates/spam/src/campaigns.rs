//! Recent comments of newcomers on a site, as hashes: a campaign is recognised by where its links lead, whatever its
//! texts are.

use std::collections::{HashSet, VecDeque};

use crate::facts::{Campaign, CommentFacts};
use crate::fingerprint::{Fingerprint, fingerprint};
use crate::links::{Link, host, is_plain, lists, take_apart};
use crate::ngrams::{hash, words};
use crate::normalise::{MAX_CHARS, normalise, read};
use crate::signs::handles;

/// Stored comments: some 300 kB at most.
const MOST: usize = 2_048;
/// Seconds for which one is stored: a campaign can continue for weeks.
const STORED_FOR: i64 = 30 * 86_400;
/// Marks of one comment that are compared.
const MOST_MARKS: usize = 12;
/// Words from which on two texts are not nearly the same by chance.
const WORDY: usize = 16;

/// Hosts where anyone has pages, and hosts that only redirect: there the whole address is the mark.
const SHARED: &str = "youtube.com youtu.be m.youtube.com facebook.com instagram.com twitter.com x.com tiktok.com reddit.com \
    medium.com google.com docs.google.com drive.google.com plus.google.com amazon.com amazon.co.uk amazon.de \
    ebay.com linkedin.com pinterest.com vimeo.com soundcloud.com dropbox.com paypal.com bit.ly tinyurl.com goo.gl \
    t.co ow.ly is.gd buff.ly adf.ly cutt.ly rb.gy t.me wa.me linktr.ee clck.ru vk.com vk.cc discord.gg telegra.ph";

/// The stored hashes of newcomers' comments on one site. It is in memory only, and contains no text and no name.
#[derive(Debug, Clone, Default)]
pub struct CampaignMemory {
    sent: VecDeque<Sent>,
    /// Marks of comments that the team published: other comments may have them, too.
    allowed: VecDeque<u64>,
}

#[derive(Debug, Clone)]
struct Sent {
    id: u64,
    who: u64,
    at: i64,
    print: Option<Fingerprint>,
    marks: Vec<u64>,
}

impl CampaignMemory {
    /// Compares a comment, and stores it. `id` identifies comments and `who` people; `at` is in seconds and never goes
    /// back far. A comment with a known `id` is replaced, so that an edit is no repetition.
    pub fn compare(&mut self, id: u64, who: u64, at: i64, facts: &CommentFacts<'_>) -> Campaign {
        self.forget(id);
        while self.sent.len() >= MOST || self.sent.front().is_some_and(|first| first.at + STORED_FOR < at) {
            self.sent.pop_front();
        }
        let mut marks = marks(facts);
        marks.retain(|mark| !self.allowed.contains(mark));
        let sent = Sent { id, who, at, print: print(facts.text), marks };
        let alike = self.sent.iter().filter(|before| sent.is_like(before));
        let (own, others): (Vec<&Sent>, Vec<&Sent>) = alike.partition(|before| before.who == who);
        let others: HashSet<u64> = others.into_iter().map(|before| before.who).collect();
        let campaign = Campaign { others: others.len(), own: own.len() };
        if sent.print.is_some() || !sent.marks.is_empty() {
            self.sent.push_back(sent);
        }
        campaign
    }

    /// It was refused: it does not count.
    pub fn forget(&mut self, id: u64) {
        if let Some(place) = self.sent.iter().rposition(|sent| sent.id == id) {
            self.sent.remove(place);
        }
    }

    /// The team published it, or marked it as spam: its marks are no campaign from now on, or are one again. The last
    /// 2,048 marks that were allowed are stored, without a time limit.
    pub fn decided(&mut self, facts: &CommentFacts<'_>, is_spam: bool) {
        let marks = marks(facts);
        self.allowed.retain(|mark| !marks.contains(mark));
        if !is_spam {
            self.allowed.extend(marks);
        }
        self.allowed.drain(..self.allowed.len().saturating_sub(MOST));
    }
}

impl Sent {
    fn is_like(&self, before: &Self) -> bool {
        let near = self.print.zip(before.print).is_some_and(|(one, other)| one.is_near(other));
        near || self.marks.iter().any(|mark| before.marks.contains(mark))
    }
}

fn print(text: &str) -> Option<Fingerprint> {
    (text.split_whitespace().count() >= WORDY).then(|| fingerprint(text)).flatten()
}

/// What a comment leads to: hosts, telephone numbers, mail addresses, handles, names with lucky digits, disguised
/// names. Names that the page contains do not count.
fn marks(facts: &CommentFacts<'_>) -> Vec<u64> {
    let text: String = facts.text.chars().take(MAX_CHARS).collect();
    let parts = take_apart(&text);
    let strange = parts.links.iter().filter(|link| !link.mentioned && !is_plain(link, facts.page_hosts)).map(goal);
    let mut found: Vec<u64> = strange.map(|goal| hash(20, &[goal.as_bytes()])).collect();
    let page = facts.page_title.into_iter().chain(facts.earlier.iter().map(String::as_str));
    let page: HashSet<String> = page.flat_map(|text| words(&normalise(text))).collect();
    let shown = normalise(&parts.prose);
    let named = shown.split(|c: char| !c.is_alphanumeric()).filter(|word| is_brand(word)).map(str::to_owned);
    let hidden = parts.prose.split_whitespace().filter_map(disguised);
    let names =
        named.chain(hidden).filter(|name| !page.contains(name) && !words(name).iter().any(|w| page.contains(w)));
    found.extend(names.map(|name| hash(21, &[name.as_bytes()])));
    let small = text.to_lowercase();
    let mails = small.split_whitespace().filter(|word| word.trim_start_matches('@').contains('@') && word.len() > 4);
    let reached = mails.chain(handles(&small));
    found.extend(reached.map(|word| hash(22, &[word.trim_matches(|c: char| !c.is_alphanumeric()).as_bytes()])));
    // The same text, where it is too long to be repeated by chance.
    found.extend(fingerprint(&text).map(|_| hash(24, &[normalise(&text).as_bytes()])));
    found.extend(numbers(&shown).into_iter().map(|number| hash(23, &[number.as_bytes()])));
    found.sort_unstable();
    found.dedup();
    found.truncate(MOST_MARKS);
    found
}

/// The target of a link: the host, or the whole address where many people share the host.
fn goal(link: &Link) -> String {
    let host = host(&link.target);
    if !lists(SHARED, &host) {
        return host;
    }
    let bare = link.target.split_once("://").map_or(link.target.as_str(), |(_, rest)| rest);
    bare.trim_start_matches("www.").trim_end_matches('/').to_owned()
}

/// Four letters or more and two digits or more, as in names of shops and gambling sites.
fn is_brand(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 4 && (digits >= 2 || word.ends_with("4d")) && digits <= 5
}

/// A word of styled letters, as it is read.
fn disguised(word: &str) -> Option<String> {
    if word.is_ascii() {
        return None;
    }
    let shown = read(word);
    let plain: String = shown.text.chars().filter(char::is_ascii_alphanumeric).collect();
    (shown.disguised >= 3 && plain.len() >= 5).then_some(plain)
}

/// The last eight digits of every number that is long enough for a telephone number and no IP address.
fn numbers(shown: &str) -> Vec<String> {
    let parts = shown.split(|c: char| !c.is_ascii_digit() && !matches!(c, ' ' | '-' | '(' | ')' | '.' | '+'));
    let parts = parts.filter(|part| part.matches('.').count() != 3);
    let digits = parts.map(|part| part.chars().filter(char::is_ascii_digit).collect::<String>());
    digits
        .filter(|digits| (10..=15).contains(&digits.len()))
        .map(|digits| digits[digits.len() - 8..].to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(text: &str) -> CommentFacts<'_> {
        CommentFacts {
            text,
            page_title: Some("Baking bread with windows2000"),
            page_hosts: &["bread.example"],
            ..CommentFacts::default()
        }
    }

    /// Two newcomers send these, a minute apart.
    fn one_after_the_other(one: &str, other: &str) -> usize {
        let mut memory = CampaignMemory::default();
        memory.compare(1, 1, 0, &facts(one));
        memory.compare(2, 2, 60, &facts(other)).others
    }

    #[test]
    fn a_campaign_is_recognised_by_where_it_leads() {
        for (one, other) in [
            ("Lovely loaf! https://pills.example/a", "You made my day, see www.pills.example/b?x=1"),
            ("Call +1 (555) 014-9921 today", "a loan? 001 555 014 9921"),
            ("write to quick.cash@mail.example", "QUICK.cash@mail.example is honest"),
            ("Menang di 𝐁𝐄𝐑𝐊𝐀𝐇𝟗𝟗 terus", "asik main berkah99 tiap hari"),
            ("https://youtu.be/abcdef", "my song https://youtu.be/abcdef"),
            ("he got it all back, contact @quickhack", "Telegram @QuickHack, thank me later"),
        ] {
            assert_eq!(one_after_the_other(one, other), 1, "{one} / {other}");
        }
    }

    #[test]
    fn what_people_share_is_no_campaign() {
        for (one, other) in [
            ("Thanks, this helped!", "Thanks, this helped!"),
            ("see https://bread.example/rye", "and https://bread.example/wheat"),
            ("https://youtu.be/abcdef", "https://youtu.be/uvwxyz"),
            ("https://github.com/a/b", "https://github.com/c/d"),
            ("my windows2000 does", "windows2000 forever"),
            ("@Marta: thank you", "as @marta said, an hour more"),
            ("from 198.51.100.101", "to 198.51.100.101"),
            ("on 2026-11-23 at 12:30", "on 2026-11-23 at 14:00"),
        ] {
            assert_eq!(one_after_the_other(one, other), 0, "{one} / {other}");
        }
    }

    #[test]
    fn people_are_counted_once_and_themselves_apart() {
        let mut memory = CampaignMemory::default();
        let spam = facts("come to https://pills.example");
        for (id, who) in [(1, 1), (2, 1), (3, 2)] {
            memory.compare(id, who, 0, &spam);
        }
        assert_eq!(memory.compare(4, 3, 0, &spam), Campaign { others: 2, own: 0 });
        assert_eq!(memory.compare(4, 3, 0, &spam), Campaign { others: 2, own: 0 }, "the same comment again");
        assert_eq!(memory.compare(5, 1, 0, &spam), Campaign { others: 2, own: 2 });
        memory.forget(3);
        assert_eq!(memory.compare(6, 4, 0, &spam).others, 2);
        assert_eq!(memory.compare(7, 5, STORED_FOR + 1, &spam), Campaign::default(), "all of them are expired");
    }

    #[test]
    fn a_link_that_the_team_published_is_no_campaign_until_it_is_marked_as_spam() {
        let mut memory = CampaignMemory::default();
        let link = facts("as they say on https://flour.example");
        memory.compare(1, 1, 0, &link);
        memory.decided(&link, false);
        assert_eq!(memory.compare(2, 2, 0, &facts("more of it: flour.example/rye")).others, 0);
        memory.decided(&link, true);
        memory.compare(3, 3, 0, &link);
        assert_eq!(memory.compare(4, 4, 0, &link).others, 2, "the first and the third");
    }

    #[test]
    fn the_number_of_stored_comments_is_bounded() {
        let mut memory = CampaignMemory::default();
        for id in 0..3_000 {
            memory.compare(id, id, 0, &facts(&format!("come to https://pills{id}.example")));
        }
        assert_eq!(memory.sent.len(), MOST);
    }
}
