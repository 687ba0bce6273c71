//! Hashes of the last day's comments, in memory: to find repetitions, and authors who send very many.
//!
//! Nothing of it is stored. A restart clears it, and a flood that goes on is recognised again after its first comment.

use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, PoisonError};

use porch_protocol::{CommentId, Timestamp};

use super::simhash::TextSimhash;

/// Comments stored per site.
const MOST: usize = 2_048;
/// How long they are stored, in microseconds: a day.
const STORED_FOR: i64 = 86_400 * Timestamp::SECOND;
/// What counts as a short time, in microseconds: ten minutes.
const SHORT: i64 = 600 * Timestamp::SECOND;

/// A comment, or an edit of one, that is about to be stored.
#[derive(Clone, Debug)]
pub struct RecentText<'a> {
    /// The comment.
    pub comment: CommentId,
    /// The hash of the request's key: a repeated request has the same one, and is no repetition.
    pub key: &'a str,
    /// The author.
    pub person: &'a str,
    /// The keyed hash of the author's network.
    pub network: &'a str,
    /// The hash of the text.
    pub print: TextSimhash,
    /// When.
    pub at: Timestamp,
}

/// How a text compares with earlier ones.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Repetition {
    /// Whether the text is so long that two people do not write the same by chance.
    pub long: bool,
    /// How often this author wrote it in the last day.
    pub by_person: u32,
    /// How often others did.
    pub by_others: u32,
    /// Comments of this author in the last ten minutes, whatever their text.
    pub recent: u32,
}

/// The same as it is stored. Keys and people are numbers: all entries of a site are compared with each comment, and
/// texts scattered in memory would take longer than all other checks.
struct RecentEntry {
    comment: CommentId,
    key: u64,
    person: u64,
    network: Arc<str>,
    print: TextSimhash,
    at: Timestamp,
}

type SiteTexts = Arc<Mutex<VecDeque<RecentEntry>>>;

/// The recent texts, by site.
#[derive(Default)]
pub struct RecentTexts {
    sites: Mutex<HashMap<Arc<str>, SiteTexts>>,
    /// Random at each start, so that an attacker cannot construct two people or keys with the same number.
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

    /// How a text compares with earlier ones. It is stored in the same step, so that of many at once only the first one
    /// is the first. An edit does not repeat the comment that it edits.
    pub fn compare(&self, site: &str, text: &RecentText<'_>) -> Repetition {
        let (key, person) = (self.number(text.key), self.number(text.person));
        let own = self.site(site);
        let mut own = own.lock().unwrap_or_else(PoisonError::into_inner);
        let mut found = Repetition { long: text.print.long, ..Repetition::default() };
        let mut is_retry = false;
        for before in own.iter().filter(|before| before.at.plus(STORED_FOR) >= text.at) {
            is_retry |= before.key == key;
            if before.key == key || before.comment == text.comment {
                continue;
            }
            let same = before.print.is_like(&text.print);
            if before.person == person {
                found.by_person += u32::from(same);
                found.recent += u32::from(before.at.plus(SHORT) >= text.at);
            } else {
                found.by_others += u32::from(same);
            }
        }
        if !is_retry {
            while own.len() >= MOST || own.front().is_some_and(|first| first.at.plus(STORED_FOR) < text.at) {
                own.pop_front();
            }
            let RecentText { comment, network, print, at, .. } = *text;
            own.push_back(RecentEntry { comment, key, person, network: network.into(), print, at });
        }
        found
    }

    /// It was refused: a second attempt is no repetition.
    pub fn forget(&self, site: &str, key: &str) {
        let (own, key) = (self.site(site), self.number(key));
        let mut own = own.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(place) = own.iter().rposition(|entry| entry.key == key) {
            own.remove(place);
        }
    }

    /// The network of a comment of the last day, as a keyed hash.
    pub fn network_of(&self, site: &str, comment: CommentId) -> Option<Arc<str>> {
        let own = self.site(site);
        let own = own.lock().unwrap_or_else(PoisonError::into_inner);
        own.iter().rev().find(|entry| entry.comment == comment).map(|entry| entry.network.clone())
    }

    /// The network from which a person last wrote, as a keyed hash, if that was in the last day.
    pub fn network_of_person(&self, site: &str, person: &str) -> Option<Arc<str>> {
        let (own, person) = (self.site(site), self.number(person));
        let own = own.lock().unwrap_or_else(PoisonError::into_inner);
        own.iter().rev().find(|entry| entry.person == person).map(|entry| entry.network.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, RecentText, RecentTexts, Repetition, SHORT, STORED_FOR};
    use crate::moderation::simhash::TextSimhash;
    use porch_protocol::{CommentId, Timestamp};

    const LONG: &str = "These very words are long enough that nobody says them by chance";

    fn recent_text<'a>(number: u128, person: &'a str, text: &str, at: i64) -> RecentText<'a> {
        let comment = CommentId(uuid::Uuid::from_u128(number));
        let key: &str = number.to_string().leak();
        RecentText { comment, key, person, network: "n", print: TextSimhash::of(text), at: Timestamp(at) }
    }

    #[test]
    fn repeats_are_counted_for_a_day_and_for_each_site() {
        let recent = RecentTexts::default();
        for first in
            [recent_text(1, "ada", LONG, 0), recent_text(2, "bob", LONG, 0), recent_text(3, "ada", "other words", 0)]
        {
            recent.compare("bakery", &first);
        }
        let at = |site, number, now| {
            let found = recent.compare(site, &recent_text(number, "ada", LONG, now));
            recent.forget(site, &number.to_string());
            found
        };
        let both = Repetition { long: true, by_person: 1, by_others: 1, recent: 2 };
        assert_eq!(at("bakery", 4, 0), both);
        assert_eq!(at("bakery", 4, SHORT + 1), Repetition { recent: 0, ..both });
        assert_eq!(at("cafe", 4, 0), Repetition { long: true, ..Repetition::default() });
        let edit = RecentText { comment: CommentId(uuid::Uuid::from_u128(1)), ..recent_text(5, "ada", LONG, 0) };
        assert_eq!(recent.compare("bakery", &edit).by_person, 0, "an edit does not repeat what it edits");
        assert_eq!(at("bakery", 4, STORED_FOR + 1), Repetition { long: true, ..Repetition::default() });
    }

    #[test]
    fn a_retried_request_is_no_repetition_and_a_refused_one_does_not_count() {
        let recent = RecentTexts::default();
        assert_eq!(recent.compare("bakery", &recent_text(1, "ada", LONG, 0)).by_person, 0);
        assert_eq!(recent.compare("bakery", &recent_text(1, "ada", LONG, 0)).by_person, 0);
        assert_eq!(recent.compare("bakery", &recent_text(2, "ada", LONG, 0)).by_person, 1);
        recent.forget("bakery", "1");
        recent.forget("bakery", "2");
        assert_eq!(recent.compare("bakery", &recent_text(3, "ada", LONG, 0)).by_person, 0);
    }

    #[test]
    fn the_number_of_stored_texts_is_bounded() {
        let recent = RecentTexts::default();
        for number in 0..=u128::try_from(MOST).unwrap() {
            recent.compare("bakery", &recent_text(number, "ada", LONG, 0));
        }
        let first = CommentId(uuid::Uuid::from_u128(0));
        assert_eq!(recent.network_of("bakery", first), None);
        assert_eq!(recent.network_of_person("bakery", "ada").as_deref(), Some("n"));
        assert_eq!(recent.network_of_person("bakery", "bob"), None);
        let counted = recent.compare("bakery", &recent_text(u128::MAX, "ada", LONG, 0)).by_person;
        assert_eq!(usize::try_from(counted).unwrap(), MOST);
    }
}
