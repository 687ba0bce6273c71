//! Names that claim to speak for the site: `Moderator`, `Admin`, `Ana (Owner)`, `Bakery Team` at the bakery.
//!
//! Some of these words are also names of people. They count where they are the whole name, or are separated from the
//! rest.

mod tables;

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;

use super::lookalike::{Looks, looks, spellings};
use crate::text::is_blank;
use tables::{APART, FILLERS, GUEST, PLAIN};

/// The shortest word of a site's own name that is searched inside a word.
const SHORTEST: usize = 3;

/// The normalised forms of some words.
#[derive(Clone, Debug, Default)]
struct NormalizedWords([HashSet<String>; 2]);

impl NormalizedWords {
    fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut all = Self::default();
        for word in words {
            for (set, look) in all.0.iter_mut().zip(looks(word)) {
                set.insert(look);
            }
        }
        all
    }

    /// Whether one of them has these forms.
    fn contain(&self, looks: &Looks) -> bool {
        self.0.iter().zip(looks).any(|(set, look)| !look.is_empty() && set.contains(look))
    }
}

/// The normalised words of the tables.
struct Tables {
    plain: NormalizedWords,
    apart: NormalizedWords,
    fillers: NormalizedWords,
    guest: NormalizedWords,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let all = |words: &[&'static str]| NormalizedWords::new(words.iter().copied());
    Tables { plain: all(PLAIN), apart: all(APART), fillers: all(FILLERS), guest: all(GUEST) }
});

/// The site's own names and team: they make some names a claim on this site only.
#[derive(Clone, Debug, Default)]
pub struct SiteNames {
    /// The words of its name, its id and its hosts.
    words: NormalizedWords,
    /// Whether its team has a guest.
    guest: bool,
}

impl SiteNames {
    /// The names of a site: its id, its name, its origins, and whether its team has a guest.
    pub fn new(id: &str, name: &str, origins: &[String], guest: bool) -> Self {
        let hosts = origins.iter().map(|origin| host_as_read(origin)).collect::<Vec<_>>();
        // The last labels of a host are no words of the site: `example`, `co.uk`.
        let labels = hosts.iter().flat_map(|host| host.rsplit('.').skip(1)).filter(|label| *label != "www");
        let names = labels.chain(std::iter::once(id));
        let words = names.flat_map(|name| name.split('-').chain(std::iter::once(name)));
        let words = words.chain(name.split(|letter: char| !letter.is_alphanumeric()));
        Self { words: NormalizedWords::new(words.filter(|word| word.chars().count() >= SHORTEST)), guest }
    }
}

/// The host of an origin, in Unicode.
fn host_as_read(origin: &str) -> String {
    let host = origin.split_once("://").map_or(origin, |(_, rest)| rest);
    idna::domain_to_unicode(host.split([':', '/']).next().unwrap_or_default()).0
}

fn is_role(looks: &Looks) -> bool {
    TABLES.plain.contain(looks) || TABLES.apart.contain(looks)
}

/// Whether a name claims to speak for the site, in any spelling.
pub fn claims(name: &str, site: &SiteNames) -> bool {
    spellings(name).iter().any(|name| claims_as_spelled(name, site))
}

fn claims_as_spelled(name: &str, site: &SiteNames) -> bool {
    if is_role(&looks(name)) || words(name).any(|word| TABLES.plain.contain(&looks(without_number(word)))) {
        return true;
    }
    let parts = parts(name);
    let guests = parts.iter().filter_map(|part| is_guest(part)).collect::<Vec<_>>();
    (site.guest && guests.contains(&true) && guests.contains(&false)) || parts.iter().any(|part| is_claim(part, site))
}

/// Whether a part of a name consists of a role and filler words only: `The Bakery Team`, `Support 2`.
fn is_claim(part: &str, site: &SiteNames) -> bool {
    if is_role(&looks(part)) {
        return true;
    }
    let mut role = false;
    let mut own = String::new();
    for word in words(part).map(without_number).filter(|word| !word.is_empty()) {
        let looks = looks(word);
        if is_role(&looks) || is_of_roles(&looks, site) {
            role = true;
        } else if !TABLES.fillers.contain(&looks) && !site.words.contain(&looks) {
            own.push_str(word);
        }
    }
    role && (own.is_empty() || site.words.contain(&looks(&own)))
}

/// Whether a word is a compound of two such words: `SupportTeam`, `BakerySupport`.
fn is_of_roles(word: &Looks, site: &SiteNames) -> bool {
    let halves = |word: &str, of: &dyn Fn(&Looks, &Looks) -> bool| {
        let places = word.char_indices().map(|(at, _)| at).skip(1);
        places.map(|at| word.split_at(at)).any(|(one, two)| {
            let [one, two] = [one, two].map(|half| [half.to_owned(), half.to_owned()]);
            of(&one, &two)
        })
    };
    let both = |one: &Looks, two: &Looks| {
        (is_role(one) && (is_role(two) || site.words.contain(two))) || (site.words.contain(one) && is_role(two))
    };
    word.iter().any(|word| halves(word, &both))
}

/// Whether all words of a part of a name are those of a guest; none where it has no words.
fn is_guest(part: &str) -> Option<bool> {
    let mut words = words(part).map(without_number).filter(|word| !word.is_empty()).peekable();
    words.peek()?;
    Some(words.all(|word| TABLES.guest.contain(&looks(word))))
}

/// A word without the number at its end.
fn without_number(word: &str) -> &str {
    word.trim_end_matches(char::is_numeric)
}

/// The words of a name that are neither a role nor a filler, joined.
pub(super) fn without_roles(words: &[&str]) -> String {
    let own = words.iter().filter(|word| {
        let looks = looks(word);
        ![&TABLES.plain, &TABLES.apart, &TABLES.fillers, &TABLES.guest].into_iter().any(|table| table.contain(&looks))
    });
    own.copied().collect()
}

/// The words of a name. Invisible characters and combining marks do not end a word.
pub(super) fn words(name: &str) -> impl Iterator<Item = &str> {
    let inside = |c: char| c.is_alphanumeric() || is_combining_mark(c) || (is_blank(c) && !c.is_whitespace());
    name.split(move |c| !inside(c)).filter(|word| !word.is_empty())
}

/// The parts of a name: split at brackets, signs, and dashes between spaces.
fn parts(name: &str) -> Vec<String> {
    let separated = name.replace(" - ", "|");
    let inside = |c: char| {
        c.is_alphanumeric()
            || c.is_whitespace()
            || matches!(c, '.' | '\'' | '’' | '-' | '‐')
            || is_combining_mark(c)
            || is_blank(c)
    };
    separated.split(|c| !inside(c)).map(str::to_owned).collect()
}

#[cfg(test)]
#[path = "roles_tests.rs"]
mod tests;
