//! The texts about pages: their comments, and their thread controls.

use porch_protocol::Timestamp;
use porch_protocol::thread_controls::{PageControls, SetPageControls};

use super::names::isolated;

pub(crate) const PAGE: &str = "Page";
pub(crate) const EVERY_PAGE: &str = "All pages";
pub(crate) const NOTHING: &str = "No published comments here.";
pub(crate) const WHAT_IS_HERE: &str = "Comments that everybody can read are listed here.";
pub(crate) const LAST: &str = "last comment";
/// The name of the list's order.
pub(crate) const ORDER: &str = "Latest comment first";
pub(crate) const SEE: &str = "See comments";
/// The label of a page's state, and the state of an open page.
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
/// The label of the field for the text that visitors read, its placeholder, and its hint.
pub(crate) const NOTE: &str = "Words for visitors. You may leave it empty.";
pub(crate) const NOTE_EXAMPLE: &str = "Thank you all! The trip is over.";
pub(crate) const NOTE_HINT: &str = "Everybody reads this on the page, with your name, after “Comments are closed.”";
pub(crate) const NOTE_NONE: &str = "Visitors read: “Comments are closed. You can still read everything.”";
pub(crate) const VISITORS_READ: &str = "Visitors read";
pub(crate) const NOTE_SAVE: &str = "Save";
/// Closing a page before it has any comment.
pub(crate) const CLOSE_AHEAD: &str = "Close another page…";
pub(crate) const CLOSE_AHEAD_WHAT: &str =
    "Nobody can comment on the page with this address until you open it. Visitors see that comments are closed.";
pub(crate) const ADDRESS: &str = "Address of the page";
/// Beside an address without comments.
pub(crate) const ADDRESS_NEW: &str = "No page with comments is known at this address.";
pub(crate) const ADDRESS_MISSING: &str = "Copy the address from your browser, please.";
pub(crate) const HOW_LONG: &str = "For how long";
pub(crate) const HOW_SLOW: &str = "Least time between two comments of one person";
pub(crate) const PAUSE: &str = "Pause replies…";
pub(crate) const PAUSE_REPLIES: &str = "Pause replies";
pub(crate) const PAUSED_UNTIL: &str = "Replies paused until";
pub(crate) const PAUSE_WHAT: &str =
    "Nobody can reply to this comment, or to the replies below it, for a while. The rest of the page stays open.";
pub(crate) const PAUSE_ACTIVE: &str = "Replies are paused";
pub(crate) const RESUME: &str = "Allow replies again";
pub(crate) const CLOSE: &str = "Close comments…";
pub(crate) const CLOSE_IT: &str = "Close comments";
pub(crate) const OPEN: &str = "Open comments again";
pub(crate) const SLOW: &str = "Slow mode…";
pub(crate) const SLOW_IT: &str = "Turn on slow mode";
pub(crate) const END_SLOW: &str = "Turn off slow mode";
pub(crate) const CONTROLS: &str = "Pause or slow down…";
/// The title of the opened form.
pub(crate) const CONTROLS_TITLE: &str = "Pause or slow down";
pub(crate) const CLOSE_WHAT: &str = "Nobody can write here until you open them again. What is written stays.";
pub(crate) const CLOSE_ACTIVE: &str = "Comments are closed";
/// Its title, and its title while it is active.
pub(crate) const SLOW_TITLE: &str = "Slow mode";
pub(crate) const SLOW_ACTIVE: &str = "Slow mode is on";
pub(crate) const SLOW_WHAT: &str = "Everybody who writes here waits a while before their next comment.";
pub(crate) const OF_PAGE: &str = "The whole page:";
pub(crate) const CLOSED: &str = "comments closed";
pub(crate) const PAUSED: &str = "Paused replies";
pub(crate) const UNTIL: &str = "until";

/// The durations of a pause: their labels, and seconds.
pub(crate) const TIMES: [(&str, u32); 5] =
    [("1 hour", 3_600), ("4 hours", 4 * 3_600), ("1 day", 86_400), ("3 days", 3 * 86_400), ("1 week", 7 * 86_400)];

/// The intervals of slow mode: their labels, and seconds.
pub(crate) const SLOW_TIMES: [(&str, u32); 6] = [
    ("30 seconds", 30),
    ("2 minutes", 120),
    ("10 minutes", 600),
    ("1 hour", 3_600),
    ("4 hours", 4 * 3_600),
    ("1 day", 86_400),
];

/// The number of published comments, as the label of the button that shows them.
pub(crate) fn published_count(count: u32) -> String {
    match count {
        0 => "no comments".into(),
        1 => "1 comment".into(),
        count => format!("{count} comments"),
    }
}

/// How many are published, and how many are held for review.
pub(crate) fn amount(page: &PageControls) -> String {
    match (page.up, page.waiting) {
        (0, 0) => "no comments".into(),
        (0, waiting) => format!("{waiting} waiting"),
        (count, 0) => published_count(count),
        (count, waiting) => format!("{} · {waiting} waiting", published_count(count)),
    }
}

/// The interval of slow mode.
pub(crate) fn slow(seconds: u32) -> String {
    match SLOW_TIMES.iter().find(|(_, known)| *known == seconds) {
        Some((label, _)) => format!("slow mode: {label} between two comments of one person"),
        None => format!("slow mode: {seconds} seconds between two comments of one person"),
    }
}

/// The same, where it may be off.
pub(crate) fn slow_mode(seconds: u32) -> String {
    if seconds == 0 { "slow mode off".into() } else { slow(seconds) }
}

/// The number of comments with paused replies: the rest of the page is open. `until` is when the last pause ends.
pub(crate) fn paused_branches(count: usize, until: &str) -> String {
    if count == 1 {
        format!("replies to one comment paused until {until}")
    } else {
        format!("replies to {count} comments paused, the last until {until}")
    }
}

/// A duration, and the time at which it ends.
pub(crate) fn ends_at(label: &str, until: &str) -> String {
    format!("{label}, until {until}")
}

/// The state of a page in a few words; empty where it is open. `until` formats a time.
pub(crate) fn state(page: &PageControls, until: impl Fn(Timestamp) -> String) -> String {
    let mut state = Vec::new();
    if page.closed {
        state.push(CLOSED.to_owned());
    }
    if page.slow > 0 {
        state.push(slow(page.slow));
    }
    if let Some(last) = page.cooling.iter().map(|branch| branch.until).max() {
        state.push(paused_branches(page.cooling.len(), &until(last)));
    }
    state.join(" · ")
}

/// The toast about a branch.
pub(crate) fn pause_changed(name: &str, until: Option<String>) -> String {
    match until {
        None => format!("Replies to {} are allowed again.", isolated(name)),
        Some(until) => format!("Replies to {} are paused until {until}.", isolated(name)),
    }
}

/// The toast about a page.
pub(crate) fn controls_changed(title: &str, change: &SetPageControls) -> String {
    let title = isolated(title);
    match (change.closed, change.slow) {
        (Some(true), _) => format!("Comments closed: {title}."),
        (Some(false), _) => format!("Comments open again: {title}."),
        (None, None) => format!("Words for visitors saved: {title}."),
        (None, Some(0)) => format!("Slow mode off: {title}."),
        (None, Some(_)) => format!("Slow mode on: {title}."),
    }
}

/// The label of the button that edits the text that visitors read.
pub(crate) fn note_button(has_note: bool) -> &'static str {
    if has_note { "Change the words…" } else { "Add words for visitors…" }
}

#[cfg(test)]
mod tests {
    use super::super::names::plain_text;
    use super::{SetPageControls, controls_changed, paused_branches, slow};

    #[test]
    fn a_pause_says_that_it_is_about_single_comments() {
        assert_eq!(paused_branches(1, "08:19"), "replies to one comment paused until 08:19");
        assert_eq!(paused_branches(3, "08:19"), "replies to 3 comments paused, the last until 08:19");
    }

    #[test]
    fn slow_mode_is_named_as_it_was_chosen() {
        assert_eq!(slow(120), "slow mode: 2 minutes between two comments of one person");
        assert_eq!(slow(7), "slow mode: 7 seconds between two comments of one person");
        let change = |closed, note: Option<&str>, slow| SetPageControls {
            closed,
            note: note.map(Into::into),
            slow,
            reason: None,
        };
        assert_eq!(plain_text(&controls_changed("Rye", &change(None, None, Some(0)))), "Slow mode off: Rye.");
        assert_eq!(
            plain_text(&controls_changed("Rye", &change(Some(true), Some("Bye"), None))),
            "Comments closed: Rye."
        );
        assert_eq!(
            plain_text(&controls_changed("Rye", &change(None, Some("Bye"), None))),
            "Words for visitors saved: Rye."
        );
    }
}
