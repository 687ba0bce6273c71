//! The texts about people: their history, the list of them, and bans.

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
pub(crate) const PERMANENTLY: &str = "permanently";
pub(crate) const NETWORKS: &str = "Networks whose comments are held for review";
pub(crate) const NETWORK: &str = "A network";
pub(crate) const ALSO_AS: &str = "Also known as";
pub(crate) const SINCE: &str = "Here since";
pub(crate) const LAST: &str = "last comment";
/// In the row of a person whose first comment is recent.
pub(crate) const NEW: &str = "New";
/// How recent, in seconds.
pub(crate) const NEW_FOR: i64 = 7 * 86_400;
pub(crate) const COMMENTS: &str = "Comments";
pub(crate) const REPORTS: &str = "Reported";
pub(crate) const WHY_NOT: &str = "Not published, and why";
pub(crate) const REPORTED: &str = "Reports about their comments";
pub(crate) const LATEST: &str = "Latest";
pub(crate) const DECIDED: &str = "decided";
/// Before the reason of an earlier decision, under a comment that is held or published by now.
pub(crate) const EARLIER_REASON: &str = "Reason of an earlier decision, perhaps about an earlier version:";
pub(crate) const NO_REASON: &str = "no reason was given";
pub(crate) const BAN: &str = "Ban";
/// The labels of the buttons that open the form for a ban, and for its end.
pub(crate) const OPEN_BAN: &str = "Ban…";
pub(crate) const OPEN_UNBAN: &str = "Lift the ban…";
pub(crate) const UNBAN: &str = "Lift the ban";
pub(crate) const HOW_LONG: &str = "For how long";
pub(crate) const WHY: &str = "Why? Needed; only the team reads this.";
/// Below its field, where it is empty.
pub(crate) const WHY_MISSING: &str = "Write why: a few words are enough.";
pub(crate) const WHY_END: &str = "Why? Only the team reads this. You may leave it empty.";
pub(crate) const ALSO_NETWORK: &str = "Also hold what comes from the network they write from. Other people may share it; their comments wait for review, too.";
pub(crate) const NO_NETWORK: &str = "The network they wrote from is not known any more: it is kept for a day.";
pub(crate) const BAN_HINT: &str = "Somebody who is banned is told so when they next write.";

/// The durations of a ban: their labels, and seconds; none for no end.
pub(crate) const TIMES: [(&str, Option<u32>); 5] = [
    ("1 day", Some(86_400)),
    ("1 week", Some(7 * 86_400)),
    ("1 month", Some(30 * 86_400)),
    ("1 year", Some(365 * 86_400)),
    ("permanently", None),
];

/// The title of the form.
pub(crate) fn ask_ban(name: &str) -> String {
    format!("Ban {}?", isolated(name))
}

/// The same for the end of a ban.
pub(crate) fn ask_unban(name: &str) -> String {
    format!("Lift the ban of {}?", isolated(name))
}

/// The name of a status.
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

/// The number of comments of a status.
pub(crate) fn count(one: StatusCount) -> String {
    format!("{} {}", one.count, status(one.status))
}

/// The same for several statuses.
pub(crate) fn counts(counts: &[StatusCount]) -> String {
    counts.iter().copied().map(count).collect::<Vec<_>>().join(" · ")
}

/// A person's earlier comments in one line. The reasons of decisions stand beside their comments, not here.
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
    let listed: Vec<_> = earlier.counts.iter().filter(|one| against.contains(&one.status)).copied().collect();
    if listed.is_empty() { line } else { format!("{line} · {}", counts(&listed)) }
}

/// The maximum length of another name, in letters.
const NAME: usize = 32;

/// The other names of a person, the latest first; `more` is the number of those left out.
pub(crate) fn also_as(names: &[&str], more: u32) -> String {
    let cut = |name: &&str| {
        let start: String = name.chars().take(NAME).collect();
        isolated(&if start.len() < name.len() { format!("{}…", start.trim_end()) } else { start })
    };
    let listed = names.iter().map(cut).collect::<Vec<_>>().join(", ");
    if more == 0 { listed } else { format!("{listed} and {more} more") }
}

/// The title of a history.
pub(crate) fn history_of(name: &str) -> String {
    format!("{}’s history", isolated(name))
}

/// How many comments a person of the list wrote.
pub(crate) fn wrote(line: &PersonLine) -> String {
    if line.comments == 1 { "1 comment".into() } else { format!("{} comments", line.comments) }
}

/// How many comments of others a person reported.
pub(crate) fn reported(count: u32) -> String {
    if count == 1 { "1 comment of others".into() } else { format!("{count} comments of others") }
}

/// Who banned a person, and why.
pub(crate) fn banned_by(by: &str, reason: &str) -> String {
    // By a command of the operator, who has no name here.
    let by = if by == super::history::OPERATOR { "on the server".into() } else { format!("by {}", isolated(by)) };
    if reason.is_empty() { by } else { format!("{by}: “{reason}”") }
}

/// The toast after a ban or its end.
pub(crate) fn banned(name: &str) -> String {
    format!("Banned: {}.", isolated(name))
}

/// What was done, to be read out.
pub(crate) fn unbanned(name: &str) -> String {
    format!("Ban lifted: {}.", isolated(name))
}

#[cfg(test)]
mod tests {
    use super::super::names::plain_text;
    use super::{also_as, counts, earlier};
    use porch_protocol::Status;
    use porch_protocol::people::{PersonComment, StatusCount};

    #[test]
    fn other_names_are_all_listed_or_counted() {
        assert_eq!(plain_text(&also_as(&["Pablo", "Pia"], 0)), "Pablo, Pia");
        let long = "a".repeat(60);
        assert_eq!(plain_text(&also_as(&["Pablo", &long], 3)), format!("Pablo, {}… and 3 more", "a".repeat(32)));
    }

    #[test]
    fn earlier_comments_are_summed_up_in_one_line() {
        let count = |status, count| StatusCount { status, count };
        assert_eq!(earlier(&PersonComment::default()), "no earlier comments here");
        let one = PersonComment { counts: vec![count(Status::Published, 1)], reason: None };
        assert_eq!(earlier(&one), "1 earlier comment");
        let reason = Some("Rule 2".into());
        let some = PersonComment { counts: vec![count(Status::Declined, 1), count(Status::Published, 2)], reason };
        assert_eq!(earlier(&some), "3 earlier comments · 1 declined");
        // A reason belongs to one comment: beside the count of another status it would look like that one's.
        let counts_of = vec![count(Status::Held, 5), count(Status::SentBack, 1), count(Status::Spam, 1)];
        let mixed = PersonComment { counts: counts_of, reason: Some("Leave out a sentence".into()) };
        let listed = "7 earlier comments, nothing published yet · 1 sent back for changes · 1 spam";
        assert_eq!(earlier(&mixed), listed);
        assert_eq!(counts(&some.counts), "1 declined · 2 published");
    }
}
