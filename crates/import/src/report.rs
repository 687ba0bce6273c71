//! The report of an import: how many comments were imported, what was skipped and why, and what could not be read.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use porch_protocol::Status;
use serde::{Deserialize, Serialize};

/// Kinds of entries that the report lists.
const KINDS: usize = 20;

/// Foreign hosts that the report lists.
const HOSTS: usize = 100;

/// Names of the team that the report lists.
const NAMES: usize = 20;

/// Why an entry of a file was skipped.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Skipped {
    /// A link from another blog, which WordPress stores among the comments.
    Pingback,
    /// The same, of an older kind.
    Trackback,
    /// Another kind of entry that WordPress stores among the comments: a shop's notes on an order, for instance.
    OtherKind(String),
    /// The same comment twice in the file.
    Double,
    /// Its thread is not in the file.
    NoThread,
    /// Its thread has no address.
    NoAddress,
    /// The file ends, or breaks, in the middle of it.
    CutOff,
}

/// What was repaired.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Repair {
    /// There was text before the file's beginning.
    Beginning,
    /// Control characters were dropped.
    Controls,
    /// Byte sequences are invalid in the file's encoding.
    Letters,
    /// A prefix is not declared.
    Prefixes,
    /// Elements were not closed.
    Unclosed,
    /// Closing tags close nothing.
    Stray,
    /// A reply without its parent becomes a top-level comment.
    Orphans,
    /// Comments that reply to each other in a circle: one of them becomes a top-level comment.
    Circles,
    /// No name: shown as a guest.
    Nameless,
    /// A name that was too long, or had characters that are not allowed.
    Names,
    /// No text: a stub.
    Wordless,
    /// Too long a text: the end was cut.
    Cut,
    /// No plausible date: it keeps its order, and shows no date.
    Undated,
    /// An address without a scheme.
    Schemes,
    /// An identifier of a page that no page can have.
    Identifiers,
    /// A line that could not be read.
    Lines,
}

/// A place where the file could not be read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct UnreadablePart {
    /// Bytes from the beginning of the decoded text, without what was dropped.
    pub at: u64,
    /// What is wrong there.
    pub what: String,
}

/// An address of a host that is none of the site's.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Example {
    /// As the file has it.
    pub from: String,
    /// The page that it becomes.
    pub to: String,
    /// Whether a `--map` names the host, so that the owner has decided about it.
    pub thought_of: bool,
}

/// The report of one import.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Report {
    /// Threads of the file that have comments.
    pub threads: u64,
    /// Threads of the file without comments: they are not created.
    pub empty_threads: u64,
    /// Pages that those threads become.
    pub pages: u64,
    /// Imported comments, by status.
    pub comments: BTreeMap<String, u64>,
    /// How many of them are replies.
    pub replies: u64,
    /// How many of them are marked as the team's.
    pub marked: u64,
    /// The names on these; at most twenty, and one more where there are more.
    pub hosts: BTreeSet<String>,
    /// Comments by foreign host: their pages get the same path under the site's first origin, and the old address as an
    /// alias.
    pub foreign: BTreeMap<String, u64>,
    /// An address of each foreign host, the page that it becomes, and whether some mapping names the host; for the
    /// first hosts.
    pub examples: BTreeMap<String, Example>,
    /// Mappings that no address of the file begins with.
    pub unused_moves: Vec<String>,
    /// What was skipped.
    #[serde(with = "pairs")]
    pub skipped: BTreeMap<Skipped, u64>,
    /// What was repaired.
    #[serde(with = "pairs")]
    pub mended: BTreeMap<Repair, u64>,
    /// Where the file could not be read; the first places.
    pub unread: Vec<UnreadablePart>,
}

impl Report {
    pub(crate) fn count_repair(&mut self, mended: Repair) {
        self.count_repairs(mended, 1);
    }

    pub(crate) fn count_repairs(&mut self, mended: Repair, times: u64) {
        if times > 0 {
            *self.mended.entry(mended).or_default() += times;
        }
    }

    pub(crate) fn skip(&mut self, skipped: Skipped) {
        // Files contain any number of kinds of entries, so the list is bounded.
        let full = self.skipped.len() >= KINDS && !self.skipped.contains_key(&skipped);
        let skipped = if full { Skipped::OtherKind("others".to_owned()) } else { skipped };
        *self.skipped.entry(skipped).or_default() += 1;
    }

    /// Counts a comment that is marked as the team's, by the name that it shows.
    pub(crate) fn mark(&mut self, name: String) {
        self.marked += 1;
        if self.hosts.len() <= NAMES {
            self.hosts.insert(name);
        }
    }

    /// Counts the comments of a thread whose address is on a host that is none of the site's.
    pub(crate) fn count_foreign(&mut self, host: String, comments: u64, (from, to): (&str, &str), thought_of: bool) {
        // Files contain any number of hosts, so the list is bounded.
        let full = self.foreign.len() >= HOSTS && !self.foreign.contains_key(&host);
        let host = if full { "other hosts".to_owned() } else { host };
        self.examples.entry(host.clone()).or_insert_with(|| {
            let cut = |text: &str| text.chars().take(200).collect();
            Example { from: cut(from), to: cut(to), thought_of }
        });
        *self.foreign.entry(host).or_default() += comments;
    }

    pub(crate) fn count(&mut self, status: Status) {
        *self.comments.entry(status.word().to_owned()).or_default() += 1;
    }

    /// All imported comments.
    pub fn total(&self) -> u64 {
        self.comments.values().sum()
    }
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pingback => "pingbacks",
            Self::Trackback => "trackbacks",
            Self::OtherKind(kind) => return write!(f, "entries of the kind {kind:?}, which are no comments"),
            Self::Double => "comments that are in the file twice",
            Self::NoThread => "comments of a thread that is not in the file",
            Self::NoAddress => "comments of a thread without a usable address",
            Self::CutOff => "comments in the middle of which the file ends or breaks",
        })
    }
}

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Beginning => "bytes before the file's beginning",
            Self::Controls => "control characters dropped",
            Self::Letters => "letters that are none in the file's encoding",
            Self::Prefixes => "prefixes used without being declared",
            Self::Unclosed => "elements that were not closed",
            Self::Stray => "closing tags that close nothing",
            Self::Orphans => "replies to something that is not in the file, which open a conversation",
            Self::Circles => "replies that reply to each other, one of which opens a conversation",
            Self::Nameless => "comments without a name, which are imported as \"Guest\"",
            Self::Names => "names that were shortened or lost characters that no name needs",
            Self::Wordless => "comments without text, which are imported as removed comments",
            Self::Cut => "comments that are too long, whose ends were cut",
            Self::Undated => "comments without a date that can be true, which keep their place and show no date",
            Self::Schemes => "addresses without a scheme, read as https or as the site's own",
            Self::Identifiers => "names of pages that are too long, or no names",
            Self::Lines => "lines that could not be read",
        })
    }
}

/// The report as text, one fact a line.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let by_status: Vec<_> = self.comments.iter().map(|(status, n)| format!("{n} {status}")).collect();
        let by_status = if by_status.is_empty() { String::new() } else { format!(" ({})", by_status.join(", ")) };
        writeln!(f, "comments: {}{by_status}", self.total())?;
        writeln!(f, "replies among them: {}", self.replies)?;
        if self.marked > 0 {
            let mut names: Vec<&str> = self.hosts.iter().take(NAMES).map(String::as_str).collect();
            if self.hosts.len() > NAMES {
                names.push("and others");
            }
            writeln!(
                f,
                "with the mark of the team (--no-roles leaves it out): {}, by {}",
                self.marked,
                names.join(", ")
            )?;
        }
        writeln!(f, "pages: {}", self.pages)?;
        if self.empty_threads > 0 {
            writeln!(f, "threads without comments, not made: {}", self.empty_threads)?;
        }
        for (host, n) in &self.foreign {
            write!(f, "comments from {host}, whose addresses lead to the new pages: {n}")?;
            match self.examples.get(host) {
                Some(Example { from, to, .. }) => writeln!(f, ", like {from}, which becomes {to}")?,
                None => writeln!(f)?,
            }
        }
        for old in &self.unused_moves {
            writeln!(f, "no address begins with what --map names: {old}")?;
        }
        for (skipped, n) in &self.skipped {
            writeln!(f, "left out, {skipped}: {n}")?;
        }
        for (mended, n) in &self.mended {
            writeln!(f, "mended, {mended}: {n}")?;
        }
        for UnreadablePart { at, what } in &self.unread {
            writeln!(f, "not read: at byte {at}, {what}")?;
        }
        Ok(())
    }
}

/// A map whose keys are no strings, as a JSON array of pairs.
mod pairs {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<K: Serialize, S: Serializer>(map: &BTreeMap<K, u64>, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(map)
    }

    pub(super) fn deserialize<'de, K: Deserialize<'de> + Ord, D: Deserializer<'de>>(
        from: D,
    ) -> Result<BTreeMap<K, u64>, D::Error> {
        Ok(Vec::<(K, u64)>::deserialize(from)?.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Report;

    #[test]
    fn twenty_of_the_team_are_named_and_all_of_their_comments_counted() {
        let report_of = |people: u32| {
            let mut report = Report::default();
            (0..2 * people).for_each(|number| report.mark(format!("{:02}", number % people)));
            report.to_string()
        };
        assert!(
            report_of(20).contains(": 40, by 00, 01, 02,") && report_of(20).contains(", 18, 19\n"),
            "{}",
            report_of(20)
        );
        assert!(
            report_of(30).contains(": 60, by 00,") && report_of(30).contains(", 19, and others\n"),
            "{}",
            report_of(30)
        );
    }
}
