//! What was said on a site in the last day, as prints in memory: who repeats themselves, and who sends very many.
//!
//! Nothing of it is stored. A restart forgets it, and a flood that goes on is known again after its first comment.

use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, PoisonError};

use porch_protocol::{CommentId, Timestamp};

use super::simhash::TextSimhash;

/// Comments of a site that are remembered.
const MOST: usize = 2_048;
/// How long, in microseconds.
const KEPT: i64 = 86_400 * Timestamp::SECOND;
/// What counts as a short time, in microseconds.
const SHORT: i64 = 600 * Timestamp::SECOND;

/// A comment, or an edit of one, that is about to be stored.
#[derive(Clone, Debug)]
pub struct RecentText<'a> {
    /// Which one.
    pub comment: CommentId,
    /// The hash of the request's key: sent again, it is the same, and repeats nothing.
    pub key: &'a str,
    /// Whose.
    pub person: &'a str,
    /// The keyed hash of where it came from.
    pub network: &'a str,
    /// What it said.
    pub print: TextSimhash,
    /// When.
    pub at: Timestamp,
}

/// How a text compares with what was said before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Repetition {
    /// Whether the text is long enough that nobody says the same by chance.
    pub long: bool,
    /// How often this person said it in the last day.
    pub by_person: u32,
    /// How often others did.
    pub by_others: u32,
    /// Comments of this person in the last ten minutes, whatever they say.
    pub lately: u32,
}

/// The same as it is remembered. Keys and people are numbers: all of a site is looked through at each comment, and texts
/// that lie all over the memory would take longer than anything else about it.
struct RecentEntry {
    comment: CommentId,
    key: u64,
    person: u64,
    network: Arc<str>,
    print: TextSimhash,
    at: Timestamp,
}

type SiteTexts = Arc<Mutex<VecDeque<RecentEntry>>>;

/// What was said lately, site by site.
#[derive(Default)]
pub struct RecentTexts {
    sites: Mutex<HashMap<Arc<str>, SiteTexts>>,
    /// Drawn at each start, so that nobody can make two people or keys the same number.
    numbers: RandomState,
}

impl RecentTexts {
    fn number(&self, text: &str) -> u64 {
        self.numbers.hash_one(text)
    }

    fn site(&self, site: &str) -> SiteTexts {
        let mut sites = self.sites.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = sites.get(site) {
            return own.clone();
        }
        sites.entry(site.into()).or_default().clone()
    }

    /// How something compares with what was said before it. It is remembered in the same moment, so that of many that
    /// come at once only the first is the first. An edit does not repeat the comment that it is an edit of.
    pub fn compare(&self, site: &str, said: &RecentText<'_>) -> Repetition {
        let (key, person) = (self.number(said.key), self.number(said.person));
        let own = self.site(site);
        let mut own = own.lock().unwrap_or_else(PoisonError::into_inner);
        let mut found = Repetition { long: said.print.long, ..Repetition::default() };
        let mut again = false;
        for before in own.iter().filter(|before| before.at.plus(KEPT) >= said.at) {
            again |= before.key == key;
            if before.key == key || before.comment == said.comment {
                continue;
            }
            let same = before.print.is_like(&said.print);
            if before.person == person {
                found.by_person += u32::from(same);
                found.lately += u32::from(before.at.plus(SHORT) >= said.at);
            } else {
                found.by_others += u32::from(same);
            }
        }
        if !again {
            while own.len() >= MOST || own.front().is_some_and(|first| first.at.plus(KEPT) < said.at) {
                own.pop_front();
            }
            let RecentText { comment, network, print, at, .. } = *said;
            own.push_back(RecentEntry { comment, key, person, network: network.into(), print, at });
        }
        found
    }

    /// It was refused, and so never said: whoever tries again repeats nothing.
    pub fn forget(&self, site: &str, key: &str) {
        let (own, key) = (self.site(site), self.number(key));
        let mut own = own.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(place) = own.iter().rposition(|said| said.key == key) {
            own.remove(place);
        }
    }

    /// Where a comment of the last day came from, as a keyed hash.
    pub fn network_of(&self, site: &str, comment: CommentId) -> Option<Arc<str>> {
        let own = self.site(site);
        let own = own.lock().unwrap_or_else(PoisonError::into_inner);
        own.iter().rev().find(|said| said.comment == comment).map(|said| said.network.clone())
    }

    /// Where somebody last wrote from, as a keyed hash, if that was in the last day.
    pub fn network_of_person(&self, site: &str, person: &str) -> Option<Arc<str>> {
        let (own, person) = (self.site(site), self.number(person));
        let own = own.lock().unwrap_or_else(PoisonError::into_inner);
        own.iter().rev().find(|said| said.person == person).map(|said| said.network.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::{KEPT, MOST, RecentText, RecentTexts, Repetition, SHORT};
    use crate::moderation::simhash::TextSimhash;
    use porch_protocol::{CommentId, Timestamp};

    const LONG: &str = "These very words are long enough that nobody says them by chance";

    fn said<'a>(number: u128, person: &'a str, text: &str, at: i64) -> RecentText<'a> {
        let comment = CommentId(uuid::Uuid::from_u128(number));
        let key: &str = number.to_string().leak();
        RecentText { comment, key, person, network: "n", print: TextSimhash::of(text), at: Timestamp(at) }
    }

    #[test]
    fn repeats_are_counted_for_a_day_and_for_each_site() {
        let recent = RecentTexts::default();
        for first in [said(1, "ada", LONG, 0), said(2, "bob", LONG, 0), said(3, "ada", "other words", 0)] {
            recent.compare("bakery", &first);
        }
        let at = |site, number, now| {
            let found = recent.compare(site, &said(number, "ada", LONG, now));
            recent.forget(site, &number.to_string());
            found
        };
        let both = Repetition { long: true, by_person: 1, by_others: 1, lately: 2 };
        assert_eq!(at("bakery", 4, 0), both);
        assert_eq!(at("bakery", 4, SHORT + 1), Repetition { lately: 0, ..both });
        assert_eq!(at("cafe", 4, 0), Repetition { long: true, ..Repetition::default() });
        let edit = RecentText { comment: CommentId(uuid::Uuid::from_u128(1)), ..said(5, "ada", LONG, 0) };
        assert_eq!(recent.compare("bakery", &edit).by_person, 0, "an edit does not repeat what it edits");
        assert_eq!(at("bakery", 4, KEPT + 1), Repetition { long: true, ..Repetition::default() });
    }

    #[test]
    fn a_request_that_is_sent_again_repeats_nothing_and_a_refused_one_was_never_said() {
        let recent = RecentTexts::default();
        assert_eq!(recent.compare("bakery", &said(1, "ada", LONG, 0)).by_person, 0);
        assert_eq!(recent.compare("bakery", &said(1, "ada", LONG, 0)).by_person, 0);
        assert_eq!(recent.compare("bakery", &said(2, "ada", LONG, 0)).by_person, 1);
        recent.forget("bakery", "1");
        recent.forget("bakery", "2");
        assert_eq!(recent.compare("bakery", &said(3, "ada", LONG, 0)).by_person, 0);
    }

    #[test]
    fn only_so_much_is_remembered() {
        let recent = RecentTexts::default();
        for number in 0..=u128::try_from(MOST).unwrap() {
            recent.compare("bakery", &said(number, "ada", LONG, 0));
        }
        let first = CommentId(uuid::Uuid::from_u128(0));
        assert_eq!(recent.network_of("bakery", first), None);
        assert_eq!(recent.network_of_person("bakery", "ada").as_deref(), Some("n"));
        assert_eq!(recent.network_of_person("bakery", "bob"), None);
        let counted = recent.compare("bakery", &said(u128::MAX, "ada", LONG, 0)).by_person;
        assert_eq!(usize::try_from(counted).unwrap(), MOST);
    }
}
