//! The texts about pages: their comments, and their thread controls.

use porch_protocol::Timestamp;
use porch_protocol::comment_search::MissedSearch;
use porch_protocol::thread_controls::{PageControls, SetPageControls};

use super::names::isolated;
use super::text;

/// The durations of a pause: their labels, and seconds.
pub(crate) fn times() -> [(String, u32); 5] {
    let text = text();
    [
        (text.hours(1), 3_600),
        (text.hours(4), 4 * 3_600),
        (text.days(1), 86_400),
        (text.days(3), 3 * 86_400),
        (text.weeks(1), 7 * 86_400),
    ]
}

/// The intervals of slow mode: their labels, and seconds.
pub(crate) fn slow_times() -> [(String, u32); 6] {
    let text = text();
    [
        (text.seconds(30), 30),
        (text.minutes(2), 120),
        (text.minutes(10), 600),
        (text.hours(1), 3_600),
        (text.hours(4), 4 * 3_600),
        (text.days(1), 86_400),
    ]
}

/// The number of published comments, as the label of the button that shows them.
pub(crate) fn published_count(count: u32) -> String {
    text().pages_comment_count(count as usize)
}

/// How many are published, and how many are held for review.
pub(crate) fn amount(page: &PageControls) -> String {
    let waiting = |count: u32| text().pages_waiting(count as usize);
    match (page.up, page.waiting) {
        (0, count) if count > 0 => waiting(count),
        (count, 0) => published_count(count),
        (count, held) => format!("{} · {}", published_count(count), waiting(held)),
    }
}

/// How often something was looked for.
pub(crate) fn looked_for(missed: &MissedSearch) -> String {
    text().pages_looked_for(missed.times as usize)
}

/// The interval of slow mode.
pub(crate) fn slow(seconds: u32) -> String {
    let known = slow_times().into_iter().find(|(_, known)| *known == seconds);
    let time = known.map_or_else(|| text().seconds(seconds as usize), |(label, _)| label);
    text().pages_slow_interval(&time)
}

/// The same, where it may be off.
pub(crate) fn slow_mode(seconds: u32) -> String {
    if seconds == 0 { text().pages_slow_off().into() } else { slow(seconds) }
}

/// The number of comments with paused replies: the rest of the page is open. `until` is when the last pause ends.
pub(crate) fn paused_branches(count: usize, until: &str) -> String {
    text().pages_paused_count(count, until)
}

/// A duration, and the time at which it ends.
pub(crate) fn ends_at(label: &str, until: &str) -> String {
    text().pages_ends_at(label, until)
}

/// The state of a page in a few words; empty where it is open. `until` formats a time.
pub(crate) fn state(page: &PageControls, until: impl Fn(Timestamp) -> String) -> String {
    let mut state = Vec::new();
    if page.closed {
        state.push(text().pages_closed().to_owned());
    }
    if page.slow > 0 {
        state.push(slow(page.slow));
    }
    if let Some(last) = page.reply_pauses.iter().map(|branch| branch.until).max() {
        state.push(paused_branches(page.reply_pauses.len(), &until(last)));
    }
    state.join(" · ")
}

/// The toast about a branch.
pub(crate) fn pause_changed(name: &str, until: Option<String>) -> String {
    match until {
        None => text().pages_replies_allowed(&isolated(name)),
        Some(until) => text().pages_replies_paused(&isolated(name), &until),
    }
}

/// The toast about a page.
pub(crate) fn controls_changed(title: &str, change: &SetPageControls) -> String {
    let title = isolated(title);
    match (change.closed, change.slow) {
        (Some(true), _) => text().pages_now_closed(&title),
        (Some(false), _) => text().pages_now_open(&title),
        (None, None) => text().pages_note_saved(&title),
        (None, Some(0)) => text().pages_not_slow(&title),
        (None, Some(_)) => text().pages_now_slow(&title),
    }
}

/// The label of the button that edits the text that visitors read.
pub(crate) fn note_button(has_note: bool) -> &'static str {
    if has_note { text().pages_note_change() } else { text().pages_note_add() }
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
