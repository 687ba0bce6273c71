//! Names that claim to speak for the site: `Moderator`, `Admin`, `Ana (Owner)`, `Bakery Team` at the bakery.
//!
//! Some of these words are names of people, too. They count where they are the whole name, or are set apart from it.

mod tables;

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;

use super::lookalike::{Looks, looks, spellings};
use crate::domain::text::is_blank;
use tables::{APART, FILLERS, GUEST, PLAIN};

/// The shortest word of a site's own name that is looked for inside a word.
const SHORTEST: usize = 3;

/// How some words look.
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

    /// Whether one of them looks so.
    fn have(&self, looks: &Looks) -> bool {
        self.0.iter().zip(looks).any(|(set, look)| !look.is_empty() && set.contains(look))
    }
}

/// How the words of the tables look.
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

/// What a site calls itself, and whom it has in its team: what counts as a claim there and nowhere else.
#[derive(Clone, Debug, Default)]
pub struct SiteNames {
    /// The words of its name, of its id and of its hosts.
    words: NormalizedWords,
    /// Whether a guest is in its team.
    guest: bool,
}

impl SiteNames {
    /// Of a site's id, what it is called, its origins, and whether a guest is in its team.
    pub fn new(id: &str, name: &str, origins: &[String], guest: bool) -> Self {
        let hosts = origins.iter().map(|origin| host_as_read(origin)).collect::<Vec<_>>();
        // What comes last is no word of theirs: `example`, `co.uk`.
        let labels = hosts.iter().flat_map(|host| host.rsplit('.').skip(1)).filter(|label| *label != "www");
        let names = labels.chain(std::iter::once(id));
        let words = names.flat_map(|name| name.split('-').chain(std::iter::once(name)));
        let words = words.chain(name.split(|letter: char| !letter.is_alphanumeric()));
        Self { words: NormalizedWords::new(words.filter(|word| word.chars().count() >= SHORTEST)), guest }
    }
}

/// The host of an origin, as people read it.
fn host_as_read(origin: &str) -> String {
    let host = origin.split_once("://").map_or(origin, |(_, rest)| rest);
    idna::domain_to_unicode(host.split([':', '/']).next().unwrap_or_default()).0
}

fn is_role(looks: &Looks) -> bool {
    TABLES.plain.have(looks) || TABLES.apart.have(looks)
}

/// Whether a name says of its bearer that they speak for the site, however it is spelled.
pub fn claims(name: &str, site: &SiteNames) -> bool {
    spellings(name).iter().any(|name| claims_as_spelled(name, site))
}

fn claims_as_spelled(name: &str, site: &SiteNames) -> bool {
    if is_role(&looks(name)) || words(name).any(|word| TABLES.plain.have(&looks(without_number(word)))) {
        return true;
    }
    let parts = parts(name);
    let guests = parts.iter().filter_map(|part| is_guest(part)).collect::<Vec<_>>();
    (site.guest && guests.contains(&true) && guests.contains(&false)) || parts.iter().any(|part| is_claim(part, site))
}

/// Whether a part of a name consists of nothing but a role and what stands around one: `The Bakery Team`, `Support 2`.
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
        } else if !TABLES.fillers.have(&looks) && !site.words.have(&looks) {
            own.push_str(word);
        }
    }
    role && (own.is_empty() || site.words.have(&looks(&own)))
}

/// Whether a word is two of them in one: `SupportTeam`, `BakerySupport`.
fn is_of_roles(word: &Looks, site: &SiteNames) -> bool {
    let halves = |word: &str, of: &dyn Fn(&Looks, &Looks) -> bool| {
        let places = word.char_indices().map(|(at, _)| at).skip(1);
        places.map(|at| word.split_at(at)).any(|(one, two)| {
            let [one, two] = [one, two].map(|half| [half.to_owned(), half.to_owned()]);
            of(&one, &two)
        })
    };
    let both = |one: &Looks, two: &Looks| {
        (is_role(one) && (is_role(two) || site.words.have(two))) || (site.words.have(one) && is_role(two))
    };
    word.iter().any(|word| halves(word, &both))
}

/// Whether all words of a part of a name are those of a guest; none where it has no words.
fn is_guest(part: &str) -> Option<bool> {
    let mut words = words(part).map(without_number).filter(|word| !word.is_empty()).peekable();
    words.peek()?;
    Some(words.all(|word| TABLES.guest.have(&looks(word))))
}

/// A word without the number at its end: there are several of them, or so it says.
fn without_number(word: &str) -> &str {
    word.trim_end_matches(char::is_numeric)
}

/// The words of a name that are neither a role nor a filler, together.
pub(super) fn without(words: &[&str]) -> String {
    let own = words.iter().filter(|word| {
        let looks = looks(word);
        ![&TABLES.plain, &TABLES.apart, &TABLES.fillers, &TABLES.guest].into_iter().any(|table| table.have(&looks))
    });
    own.copied().collect()
}

/// The words of a name. What holds a word together in a name does here, too.
pub(super) fn words(name: &str) -> impl Iterator<Item = &str> {
    let inside = |c: char| c.is_alphanumeric() || is_combining_mark(c) || (is_blank(c) && !c.is_whitespace());
    name.split(move |c| !inside(c)).filter(|word| !word.is_empty())
}

/// A name, taken apart where its bearer did: at brackets, signs, and dashes that stand between spaces.
fn parts(name: &str) -> Vec<String> {
    let apart = name.replace(" - ", "|");
    let inside = |c: char| {
        c.is_alphanumeric()
            || c.is_whitespace()
            || matches!(c, '.' | '\'' | '’' | '-' | '‐')
            || is_combining_mark(c)
            || is_blank(c)
    };
    apart.split(|c| !inside(c)).map(str::to_owned).collect()
}

#[cfg(test)]
#[path = "roles_tests.rs"]
mod tests;
