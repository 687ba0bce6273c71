//! What was said on a site in the last day, as prints in memory: who repeats themselves, and who sends very many.
//!
//! Nothing of it is stored. A restart forgets it, and a flood that goes on is known again after its first comment.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use porch_protocol::{CommentId, Timestamp};

use super::prints::Print;

/// Comments of a site that are remembered.
const MOST: usize = 2_048;
/// How long, in microseconds.
const KEPT: i64 = 86_400 * Timestamp::SECOND;
/// What counts as a short time, in microseconds.
const SHORT: i64 = 600 * Timestamp::SECOND;

/// A comment that was accepted, published or held.
#[derive(Clone, Debug)]
pub struct Said {
    /// Which one.
    pub comment: CommentId,
    /// Whose.
    pub person: Arc<str>,
    /// The keyed hash of where it came from.
    pub network: Arc<str>,
    /// What it said.
    pub print: Print,
    /// When.
    pub at: Timestamp,
}

/// How a text compares with what was said before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Repeats {
    /// Whether the text is long enough that nobody says the same by chance.
    pub long: bool,
    /// How often this person said it in the last day.
    pub by_person: u32,
    /// How often others did.
    pub by_others: u32,
    /// Comments of this person in the last ten minutes, whatever they say.
    pub lately: u32,
}

type OfSite = Arc<Mutex<VecDeque<Said>>>;

/// What was said lately, site by site.
#[derive(Default)]
pub struct Recent(Mutex<HashMap<Arc<str>, OfSite>>);

impl Recent {
    fn site(&self, site: &str) -> OfSite {
        let mut sites = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = sites.get(site) {
            return own.clone();
        }
        sites.entry(site.into()).or_default().clone()
    }

    /// Remembers a comment; an edited one takes its own place again.
    pub fn note(&self, site: &str, said: Said) {
        let own = self.site(site);
        let mut own = own.lock().unwrap_or_else(PoisonError::into_inner);
        while own.len() >= MOST || own.front().is_some_and(|first| first.at.plus(KEPT) < said.at) {
            own.pop_front();
        }
        own.push_back(said);
    }

    /// How `print` compares with what was said before; `except` is the comment that it is an edit of.
    pub fn repeats(
        &self,
        site: &str,
        person: &str,
        print: &Print,
        now: Timestamp,
        except: Option<CommentId>,
    ) -> Repeats {
        let own = self.site(site);
        let own = own.lock().unwrap_or_else(PoisonError::into_inner);
        let mut found = Repeats { long: print.long, ..Repeats::default() };
        let before = own.iter().filter(|said| said.at.plus(KEPT) >= now && Some(said.comment) != except);
        for said in before {
            let same = said.print.is_like(print);
            if &*said.person == person {
                found.by_person += u32::from(same);
                found.lately += u32::from(said.at.plus(SHORT) >= now);
            } else {
                found.by_others += u32::from(same);
            }
        }
        found
    }

    /// Where a comment of the last day came from, as a keyed hash.
    pub fn network_of(&self, site: &str, comment: CommentId) -> Option<Arc<str>> {
        let own = self.site(site);
        let own = own.lock().unwrap_or_else(PoisonError::into_inner);
        own.iter().rev().find(|said| said.comment == comment).map(|said| said.network.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::{KEPT, MOST, Recent, Repeats, SHORT, Said};
    use crate::moderation::prints::Print;
    use porch_protocol::{CommentId, Timestamp};

    const LONG: &str = "These very words are long enough that nobody says them by chance";

    fn said(number: u128, person: &str, text: &str, at: i64) -> Said {
        let comment = CommentId(uuid::Uuid::from_u128(number));
        Said { comment, person: person.into(), network: "n".into(), print: Print::of(text), at: Timestamp(at) }
    }

    #[test]
    fn repeats_are_counted_for_a_day_and_for_each_site() {
        let recent = Recent::default();
        recent.note("bakery", said(1, "ada", LONG, 0));
        recent.note("bakery", said(2, "bob", LONG, 0));
        recent.note("bakery", said(3, "ada", "other words", 0));
        let print = Print::of(LONG);
        let at = |site, now, except| recent.repeats(site, "ada", &print, Timestamp(now), except);
        let both = Repeats { long: true, by_person: 1, by_others: 1, lately: 2 };
        assert_eq!(at("bakery", 0, None), both);
        assert_eq!(at("bakery", SHORT + 1, None), Repeats { lately: 0, ..both });
        assert_eq!(at("bakery", KEPT + 1, None), Repeats { long: true, ..Repeats::default() });
        assert_eq!(at("cafe", 0, None), Repeats { long: true, ..Repeats::default() });
        let own = Some(CommentId(uuid::Uuid::from_u128(1)));
        assert_eq!(at("bakery", 0, own).by_person, 0, "an edit does not repeat what it edits");
    }

    #[test]
    fn only_so_much_is_remembered() {
        let recent = Recent::default();
        for number in 0..=u128::try_from(MOST).unwrap() {
            recent.note("bakery", said(number, "ada", LONG, 0));
        }
        let first = CommentId(uuid::Uuid::from_u128(0));
        assert_eq!(recent.network_of("bakery", first), None);
        let counted = recent.repeats("bakery", "ada", &Print::of(LONG), Timestamp(0), None).by_person;
        assert_eq!(usize::try_from(counted).unwrap(), MOST);
    }
}
