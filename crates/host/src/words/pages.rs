//! The words about pages: what is up on them, and how fast their talk goes.

use porch_protocol::pace::PagePace;

pub(crate) const PAGE: &str = "Page";
pub(crate) const EVERY_PAGE: &str = "every page";
pub(crate) const NOTHING: &str = "Nothing is up here.";
pub(crate) const OLDER: &str = "Show older";
pub(crate) const PAGES: &str = "Pages, and how fast they go";
pub(crate) const FIND: &str = "Find a page";
pub(crate) const NO_PAGE: &str = "No such page. A page is here once somebody has spoken on it.";
pub(crate) const NO_PAGE_YET: &str = "No page yet. A page is here once somebody has spoken on it.";
pub(crate) const SITE_CLOSED: &str = "The whole site is closed, so nobody can write on any page: see Site, Switches.";
pub(crate) const WHY: &str = "Why? Only the team reads this. You may leave it empty.";
pub(crate) const HOW_LONG: &str = "For how long";
pub(crate) const HOW_SLOW: &str = "Between two comments of one person";
pub(crate) const COOL: &str = "Let this branch cool…";
pub(crate) const COOL_IT: &str = "Cool it down";
pub(crate) const COOLS: &str = "This branch cools down. It takes replies again";
pub(crate) const COOL_WHAT: &str = "Nobody can answer in it for a while; the rest of the page goes on.";
pub(crate) const WARM: &str = "Let it go on";
pub(crate) const CLOSE: &str = "Close this page…";
pub(crate) const CLOSE_IT: &str = "Close it";
pub(crate) const OPEN: &str = "Open it again";
pub(crate) const SLOW: &str = "Slow this page…";
pub(crate) const SLOW_IT: &str = "Slow it";
pub(crate) const FREE: &str = "Let it go its own pace";
pub(crate) const PACE: &str = "Let it cool…";
pub(crate) const OF_PAGE: &str = "The whole page:";
pub(crate) const CLOSED: &str = "closed";
pub(crate) const COOLING: &str = "Branches that cool down";
pub(crate) const REPLIES_AGAIN: &str = "takes replies again";

/// How long a branch may cool: what the list says, and seconds.
pub(crate) const TIMES: [(&str, u32); 5] = [
    ("an hour", 3_600),
    ("four hours", 4 * 3_600),
    ("a day", 86_400),
    ("three days", 3 * 86_400),
    ("a week", 7 * 86_400),
];

/// How slow a page may be: what the list says, and seconds.
pub(crate) const PACES: [(&str, u32); 6] = [
    ("half a minute", 30),
    ("two minutes", 120),
    ("ten minutes", 600),
    ("an hour", 3_600),
    ("four hours", 4 * 3_600),
    ("a day", 86_400),
];

/// How many comments are up, as a button that shows them.
pub(crate) fn up(count: u32) -> String {
    if count == 1 { "1 comment up".into() } else { format!("{count} comments up") }
}

/// How fast a page goes.
pub(crate) fn slow(seconds: u32) -> String {
    match PACES.iter().find(|(_, known)| *known == seconds) {
        Some((label, _)) => format!("slow: {label} between two comments of one person"),
        None => format!("slow: {seconds} seconds between two comments of one person"),
    }
}

/// The same, where it may go its own pace.
pub(crate) fn pace(seconds: u32) -> String {
    if seconds == 0 { "its own pace".into() } else { slow(seconds) }
}

/// How many branches of a page cool down.
pub(crate) fn cooling(count: usize) -> String {
    if count == 1 { "1 branch cools down".into() } else { format!("{count} branches cool down") }
}

/// What the state of a page is, in a few words; nothing where it goes its own pace.
pub(crate) fn state(page: &PagePace) -> String {
    let mut state = Vec::new();
    if page.closed {
        state.push(CLOSED.to_owned());
    }
    if page.slow > 0 {
        state.push(slow(page.slow));
    }
    if !page.cooling.is_empty() {
        state.push(cooling(page.cooling.len()));
    }
    state.join(" · ")
}

/// What was done about a branch, to be read out.
pub(crate) fn cooled(name: &str, seconds: u32) -> String {
    if seconds == 0 { format!("{name}'s branch takes replies again.") } else { format!("{name}'s branch cools down.") }
}

/// What was done about a page, to be read out.
pub(crate) fn paced(title: &str, closed: Option<bool>, slow: Option<u32>) -> String {
    match (closed, slow) {
        (Some(true), _) => format!("Closed: {title}."),
        (Some(false), _) => format!("Open again: {title}."),
        (None, Some(0) | None) => format!("Goes its own pace: {title}."),
        (None, Some(_)) => format!("Slowed: {title}."),
    }
}

#[cfg(test)]
mod tests {
    use super::{paced, slow};

    #[test]
    fn a_pace_is_said_as_it_was_chosen() {
        assert_eq!(slow(120), "slow: two minutes between two comments of one person");
        assert_eq!(slow(7), "slow: 7 seconds between two comments of one person");
        assert_eq!(paced("Rye", None, Some(0)), "Goes its own pace: Rye.");
        assert_eq!(paced("Rye", Some(true), None), "Closed: Rye.");
    }
}
