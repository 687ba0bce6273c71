//! The words about people: their history, the list of them, and asking somebody to stay away.

use porch_protocol::Status;
use porch_protocol::people::{PersonComment, PersonLine, StatusCount};

use super::names::isolated;

pub(crate) const FIND: &str = "Find a name";
pub(crate) const NEWEST: &str = "Newest first";
pub(crate) const LONGEST: &str = "Here longest first";
pub(crate) const ONLY_BANNED: &str = "Only banned people";
pub(crate) const NOBODY: &str = "No people found.";
pub(crate) const NOBODY_YET: &str = "Nobody has written here yet.";
pub(crate) const WHO_IS_HERE: &str = "Whoever writes a comment is listed here, with all that they wrote.";
pub(crate) const MORE: &str = "Show more";
pub(crate) const BANNED: &str = "Banned";
pub(crate) const ENDS: &str = "ends";
pub(crate) const FOR_GOOD: &str = "permanently";
pub(crate) const NETWORKS: &str = "Networks whose comments are held for review";
pub(crate) const NETWORK: &str = "A network";
pub(crate) const ALSO_AS: &str = "Also known as";
pub(crate) const SINCE: &str = "Here since";
pub(crate) const LAST: &str = "last comment";
/// In the row of somebody who has written once, and lately.
pub(crate) const NEW: &str = "New";
/// How lately, in seconds.
pub(crate) const NEW_FOR: i64 = 7 * 86_400;
pub(crate) const COMMENTS: &str = "Comments";
pub(crate) const REPORTS: &str = "Reported";
pub(crate) const WHY_NOT: &str = "Not published, and why";
pub(crate) const REPORTED: &str = "Reports about their comments";
pub(crate) const LATEST: &str = "Latest";
pub(crate) const SETTLED: &str = "decided";
/// Before a reason under words that wait or are published by now.
pub(crate) const EARLIER_REASON: &str = "Reason of an earlier decision, perhaps about an earlier version:";
pub(crate) const NO_REASON: &str = "no reason was given";
pub(crate) const BAN: &str = "Ban";
/// The buttons that open the form for it, and for its end.
pub(crate) const OPEN_BAN: &str = "Ban…";
pub(crate) const OPEN_UNBAN: &str = "Lift the ban…";
pub(crate) const UNBAN: &str = "Lift the ban";
pub(crate) const HOW_LONG: &str = "For how long";
pub(crate) const WHY: &str = "Why? Needed; only the team reads this.";
/// Under that field, where it is empty.
pub(crate) const WHY_MISSING: &str = "Write why: a few words are enough.";
pub(crate) const WHY_END: &str = "Why? Only the team reads this. You may leave it empty.";
pub(crate) const ALSO_NETWORK: &str = "Also hold what comes from the network they write from. Other people may share it; their comments wait for review, too.";
pub(crate) const NO_NETWORK: &str = "The network they wrote from is not known any more: it is kept for a day.";
pub(crate) const BAN_TELLS: &str = "Somebody who is banned is told so when they next write.";

/// How long a ban may be: what the list says, and how many seconds; none for good.
pub(crate) const TIMES: [(&str, Option<u32>); 5] = [
    ("1 day", Some(86_400)),
    ("1 week", Some(7 * 86_400)),
    ("1 month", Some(30 * 86_400)),
    ("1 year", Some(365 * 86_400)),
    ("permanently", None),
];

/// What the form is called.
pub(crate) fn ask_ban(name: &str) -> String {
    format!("Ban {}?", isolated(name))
}

/// The same for the end of a ban.
pub(crate) fn ask_unban(name: &str) -> String {
    format!("Lift the ban of {}?", isolated(name))
}

/// Where a comment stands, in words.
pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::Held => "held",
        Status::Published => "published",
        Status::SentBack => "sent back for changes",
        Status::Declined => "declined",
        Status::Removed => "removed",
        Status::Withdrawn => "deleted by its author",
        Status::Spam => "spam",
    }
}

/// How many comments stand somewhere.
pub(crate) fn count(one: StatusCount) -> String {
    format!("{} {}", one.count, status(one.status))
}

/// The same of several places.
pub(crate) fn counts(counts: &[StatusCount]) -> String {
    counts.iter().copied().map(count).collect::<Vec<_>>().join(" · ")
}

/// What somebody had said before, in one line. Why something was decided stands beside that comment, and not here.
pub(crate) fn earlier(earlier: &PersonComment) -> String {
    let total: u32 = earlier.counts.iter().map(|one| one.count).sum();
    let mut line = match total {
        0 => return "no earlier comments here".into(),
        1 => "1 earlier comment".to_owned(),
        total => format!("{total} earlier comments"),
    };
    if !earlier.counts.iter().any(|one| one.status == Status::Published) {
        line.push_str(", nothing published yet");
    }
    let against = [Status::Declined, Status::Removed, Status::SentBack, Status::Spam];
    let told: Vec<_> = earlier.counts.iter().filter(|one| against.contains(&one.status)).copied().collect();
    if told.is_empty() { line } else { format!("{line} · {}", counts(&told)) }
}

/// Letters of another name that are shown.
const NAME: usize = 32;

/// The other names of somebody who is met under one of them, the last one first; `more` are not told.
pub(crate) fn also_as(names: &[&str], more: u32) -> String {
    let cut = |name: &&str| {
        let begins: String = name.chars().take(NAME).collect();
        isolated(&if begins.len() < name.len() { format!("{}…", begins.trim_end()) } else { begins })
    };
    let told = names.iter().map(cut).collect::<Vec<_>>().join(", ");
    if more == 0 { told } else { format!("{told} and {more} more") }
}

/// What a history is called.
pub(crate) fn history_of(name: &str) -> String {
    format!("{}’s history", isolated(name))
}

/// How much somebody of the list wrote.
pub(crate) fn wrote(line: &PersonLine) -> String {
    if line.comments == 1 { "1 comment".into() } else { format!("{} comments", line.comments) }
}

/// How many comments of others somebody reported.
pub(crate) fn reported(count: u32) -> String {
    if count == 1 { "1 comment of others".into() } else { format!("{count} comments of others") }
}

/// Who asked somebody to stay away, and why.
pub(crate) fn banned_by(by: &str, reason: &str) -> String {
    // By a command of whoever runs the server, who has no name here.
    let by = if by == super::history::OPERATOR { "on the server".into() } else { format!("by {}", isolated(by)) };
    if reason.is_empty() { by } else { format!("{by}: “{reason}”") }
}

/// What was done, to be read out.
pub(crate) fn banned(name: &str) -> String {
    format!("Banned: {}.", isolated(name))
}

/// What was done, to be read out.
pub(crate) fn unbanned(name: &str) -> String {
    format!("Ban lifted: {}.", isolated(name))
}

#[cfg(test)]
mod tests {
    use super::super::names::spoken;
    use super::{also_as, counts, earlier};
    use porch_protocol::Status;
    use porch_protocol::people::{PersonComment, StatusCount};

    #[test]
    fn other_names_are_all_told_or_counted() {
        assert_eq!(spoken(&also_as(&["Pablo", "Pia"], 0)), "Pablo, Pia");
        let long = "a".repeat(60);
        assert_eq!(spoken(&also_as(&["Pablo", &long], 3)), format!("Pablo, {}… and 3 more", "a".repeat(32)));
    }

    #[test]
    fn one_line_says_what_was_before() {
        let count = |status, count| StatusCount { status, count };
        assert_eq!(earlier(&PersonComment::default()), "no earlier comments here");
        let one = PersonComment { counts: vec![count(Status::Published, 1)], reason: None };
        assert_eq!(earlier(&one), "1 earlier comment");
        let reason = Some("Rule 2".into());
        let some = PersonComment { counts: vec![count(Status::Declined, 1), count(Status::Published, 2)], reason };
        assert_eq!(earlier(&some), "3 earlier comments · 1 declined");
        // A reason is of one comment: beside the count of another status it would be told of that.
        let counts_of = vec![count(Status::Held, 5), count(Status::SentBack, 1), count(Status::Spam, 1)];
        let mixed = PersonComment { counts: counts_of, reason: Some("Leave out a sentence".into()) };
        let told = "7 earlier comments, nothing published yet · 1 sent back for changes · 1 spam";
        assert_eq!(earlier(&mixed), told);
        assert_eq!(counts(&some.counts), "1 declined · 2 published");
    }
}
