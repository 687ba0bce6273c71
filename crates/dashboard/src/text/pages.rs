//! The words about pages: what is up on them, and how fast their talk goes.

use porch_protocol::Timestamp;
use porch_protocol::thread_controls::{PageControls, SetPageControls};

use super::names::isolated;

pub(crate) const PAGE: &str = "Page";
pub(crate) const EVERY_PAGE: &str = "All pages";
pub(crate) const NOTHING: &str = "No published comments here.";
pub(crate) const WHAT_IS_HERE: &str = "Comments that everybody can read are listed here.";
pub(crate) const LAST: &str = "last comment";
/// What the order of the list is called.
pub(crate) const ORDER: &str = "Latest comment first";
pub(crate) const SEE: &str = "See comments";
/// Before what holds on a page, and where nothing does.
pub(crate) const STATE: &str = "State";
pub(crate) const IS_OPEN: &str = "Open";
pub(crate) const OLDER: &str = "Show older";
pub(crate) const FIND: &str = "Find a page";
pub(crate) const NO_PAGE: &str = "No page found.";
pub(crate) const NO_PAGE_YET: &str = "No pages yet.";
pub(crate) const WHICH_PAGES: &str = "A page is listed once it has a comment, or once you close it.";
pub(crate) const INSTALL: &str = "Put comments on your pages";
pub(crate) const SITE_CLOSED: &str =
    "Comments are closed on the whole site, so nobody can write on any page. You can open them in Settings.";
pub(crate) const WHY: &str = "Why? Only the team reads this. You may leave it empty.";
/// What the field is called whose words everybody reads, what stands in it, and who reads it.
pub(crate) const NOTE: &str = "Words for visitors. You may leave it empty.";
pub(crate) const NOTE_EXAMPLE: &str = "Thank you all! The trip is over.";
pub(crate) const NOTE_HINT: &str = "Everybody reads this on the page, with your name, after “Comments are closed.”";
pub(crate) const NOTE_NONE: &str = "Visitors read: “Comments are closed. You can still read everything.”";
pub(crate) const VISITORS_READ: &str = "Visitors read";
pub(crate) const NOTE_SAVE: &str = "Save";
/// Closing a page before anybody has commented on it.
pub(crate) const CLOSE_AHEAD: &str = "Close another page…";
pub(crate) const CLOSE_AHEAD_WHAT: &str =
    "Nobody can comment on the page with this address until you open it. Visitors see that comments are closed.";
pub(crate) const ADDRESS: &str = "Address of the page";
/// Beside the address, where that is so.
pub(crate) const ADDRESS_NEW: &str = "No page with comments is known at this address.";
pub(crate) const ADDRESS_MISSING: &str = "Copy the address from your browser, please.";
pub(crate) const HOW_LONG: &str = "For how long";
pub(crate) const HOW_SLOW: &str = "Least time between two comments of one person";
pub(crate) const COOL: &str = "Pause replies…";
pub(crate) const COOL_IT: &str = "Pause replies";
pub(crate) const COOLS: &str = "Replies paused until";
pub(crate) const COOL_WHAT: &str =
    "Nobody can reply to this comment, or to the replies below it, for a while. The rest of the page stays open.";
pub(crate) const COOL_HOLDS: &str = "Replies are paused";
pub(crate) const WARM: &str = "Allow replies again";
pub(crate) const CLOSE: &str = "Close comments…";
pub(crate) const CLOSE_IT: &str = "Close comments";
pub(crate) const OPEN: &str = "Open comments again";
pub(crate) const SLOW: &str = "Slow mode…";
pub(crate) const SLOW_IT: &str = "Turn on slow mode";
pub(crate) const FREE: &str = "Turn off slow mode";
pub(crate) const PACE: &str = "Pause or slow down…";
/// What that is called once it is open.
pub(crate) const PACE_TITLE: &str = "Pause or slow down";
pub(crate) const CLOSE_WHAT: &str = "Nobody can write here until you open them again. What is written stays.";
pub(crate) const CLOSE_HOLDS: &str = "Comments are closed";
/// What that is called, and what it is called while it holds.
pub(crate) const SLOW_TITLE: &str = "Slow mode";
pub(crate) const SLOW_HOLDS: &str = "Slow mode is on";
pub(crate) const SLOW_WHAT: &str = "Everybody who writes here waits a while before their next comment.";
pub(crate) const OF_PAGE: &str = "The whole page:";
pub(crate) const CLOSED: &str = "comments closed";
pub(crate) const COOLING: &str = "Paused replies";
pub(crate) const COOL_UNTIL: &str = "until";

/// How long a branch may cool: what the list says, and seconds.
pub(crate) const TIMES: [(&str, u32); 5] =
    [("1 hour", 3_600), ("4 hours", 4 * 3_600), ("1 day", 86_400), ("3 days", 3 * 86_400), ("1 week", 7 * 86_400)];

/// How slow a page may be: what the list says, and seconds.
pub(crate) const PACES: [(&str, u32); 6] = [
    ("30 seconds", 30),
    ("2 minutes", 120),
    ("10 minutes", 600),
    ("1 hour", 3_600),
    ("4 hours", 4 * 3_600),
    ("1 day", 86_400),
];

/// How many comments are up, as a button that shows them.
pub(crate) fn up(count: u32) -> String {
    match count {
        0 => "no comments".into(),
        1 => "1 comment".into(),
        count => format!("{count} comments"),
    }
}

/// How many are up, and how many wait for review.
pub(crate) fn amount(page: &PageControls) -> String {
    match (page.up, page.waiting) {
        (0, 0) => "no comments".into(),
        (0, waiting) => format!("{waiting} waiting"),
        (count, 0) => up(count),
        (count, waiting) => format!("{} · {waiting} waiting", up(count)),
    }
}

/// How fast a page goes.
pub(crate) fn slow(seconds: u32) -> String {
    match PACES.iter().find(|(_, known)| *known == seconds) {
        Some((label, _)) => format!("slow mode: {label} between two comments of one person"),
        None => format!("slow mode: {seconds} seconds between two comments of one person"),
    }
}

/// The same, where it may go its own pace.
pub(crate) fn pace(seconds: u32) -> String {
    if seconds == 0 { "slow mode off".into() } else { slow(seconds) }
}

/// To how many comments of a page replies are paused: the rest of it is open. `until` is when the last pause ends.
pub(crate) fn cooling(count: usize, until: &str) -> String {
    if count == 1 {
        format!("replies to one comment paused until {until}")
    } else {
        format!("replies to {count} comments paused, the last until {until}")
    }
}

/// A choice of how long, and the hour at which it ends.
pub(crate) fn ends_at(label: &str, until: &str) -> String {
    format!("{label}, until {until}")
}

/// What the state of a page is, in a few words; nothing where it goes its own pace. `until` writes a moment as people here
/// read it.
pub(crate) fn state(page: &PageControls, until: impl Fn(Timestamp) -> String) -> String {
    let mut state = Vec::new();
    if page.closed {
        state.push(CLOSED.to_owned());
    }
    if page.slow > 0 {
        state.push(slow(page.slow));
    }
    if let Some(last) = page.cooling.iter().map(|branch| branch.until).max() {
        state.push(cooling(page.cooling.len(), &until(last)));
    }
    state.join(" · ")
}

/// What was done about a branch, to be read out.
pub(crate) fn cooled(name: &str, until: Option<String>) -> String {
    match until {
        None => format!("Replies to {} are allowed again.", isolated(name)),
        Some(until) => format!("Replies to {} are paused until {until}.", isolated(name)),
    }
}

/// What was done about a page, to be read out.
pub(crate) fn paced(title: &str, change: &SetPageControls) -> String {
    let title = isolated(title);
    match (change.closed, change.slow) {
        (Some(true), _) => format!("Comments closed: {title}."),
        (Some(false), _) => format!("Comments open again: {title}."),
        (None, None) => format!("Words for visitors saved: {title}."),
        (None, Some(0)) => format!("Slow mode off: {title}."),
        (None, Some(_)) => format!("Slow mode on: {title}."),
    }
}

/// What the button says that changes what visitors read.
pub(crate) fn note_button(said: bool) -> &'static str {
    if said { "Change the words…" } else { "Add words for visitors…" }
}

#[cfg(test)]
mod tests {
    use super::super::names::spoken;
    use super::{SetPageControls, cooling, paced, slow};

    #[test]
    fn a_pause_says_that_it_is_about_single_comments() {
        assert_eq!(cooling(1, "08:19"), "replies to one comment paused until 08:19");
        assert_eq!(cooling(3, "08:19"), "replies to 3 comments paused, the last until 08:19");
    }

    #[test]
    fn a_pace_is_said_as_it_was_chosen() {
        assert_eq!(slow(120), "slow mode: 2 minutes between two comments of one person");
        assert_eq!(slow(7), "slow mode: 7 seconds between two comments of one person");
        let change = |closed, note: Option<&str>, slow| SetPageControls {
            closed,
            note: note.map(Into::into),
            slow,
            reason: None,
        };
        assert_eq!(spoken(&paced("Rye", &change(None, None, Some(0)))), "Slow mode off: Rye.");
        assert_eq!(spoken(&paced("Rye", &change(Some(true), Some("Bye"), None))), "Comments closed: Rye.");
        assert_eq!(spoken(&paced("Rye", &change(None, Some("Bye"), None))), "Words for visitors saved: Rye.");
    }
}
