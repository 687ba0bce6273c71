//! The texts of the frame: views, lists, the action bar, and the shortcuts.

use porch_protocol::DecisionKind;
use porch_protocol::search::{SearchPart, SearchTotals};

use super::names::isolated;

pub(crate) const UNANSWERED: &str = "Unanswered";
pub(crate) const REVIEW: &str = "Review";
pub(crate) const PUBLISHED: &str = "Published";
pub(crate) const PEOPLE: &str = "People";
pub(crate) const PAGES: &str = "Pages";
pub(crate) const PAGE: &str = "Page";
pub(crate) const HISTORY: &str = "History";
pub(crate) const SETTINGS: &str = "Settings";
pub(crate) const MORE: &str = "More";
/// The labels of the two navigations for screen readers: the one on a wide window, and the one on a phone.
pub(crate) const NAVIGATION: &str = "Dashboard";
pub(crate) const SECTIONS: &str = "Sections";
pub(crate) const SWITCH_SITE: &str = "Switch site";
pub(crate) const ACCOUNT: &str = "Your account";
pub(crate) const PREVIOUS: &str = "Previous";
pub(crate) const NEXT: &str = "Next";
pub(crate) const SHORTCUTS: &str = "Keyboard shortcuts";
pub(crate) const CLOSE: &str = "Close";
/// The label of the button that dismisses a message.
pub(crate) const DISMISS: &str = "Dismiss";
pub(crate) const SINGLE_KEYS: &str = "Single-key shortcuts";
pub(crate) const THREAD: &str = "Thread";
pub(crate) const REPLIES: &str = "Replies";
/// Before the name of a parent's author, for screen readers.
pub(crate) const REPLY_TO: &str = "in reply to ";
pub(crate) const SORT: &str = "Sort";
pub(crate) const FILTER: &str = "Filter";
pub(crate) const ANY_PAGE: &str = "Any page";
pub(crate) const REASON: &str = "Reason";
pub(crate) const ANY_REASON: &str = "Any reason";
pub(crate) const AGE: &str = "Age";
pub(crate) const NOTHING_FITS: &str = "No comment here fits the filter.";
pub(crate) const CLEAR_FILTER: &str = "Clear the filter";
pub(crate) const CLEAR_SELECTION: &str = "Clear selection";
pub(crate) const SELECT_ALL: &str = "Select all";
pub(crate) const FIRST_COMMENT: &str = "First comment";
/// On a comment whose author asks for a second look at a decision.
pub(crate) const SECOND_LOOK: &str = "Second look";
pub(crate) const REPLY_TO_YOU: &str = "Reply to you";
pub(crate) const NOBODY_ELSE: &str = "Nobody else is waiting.";
pub(crate) const NOTHING_TO_REVIEW: &str = "Nothing to review.";
pub(crate) const ALL_IN: &str = "Every comment is published or was decided about.";
pub(crate) const SEARCH: &str = "Search";
pub(crate) const SEARCH_WHAT: &str = "Search comments, people, pages";
/// The same where there is less room.
pub(crate) const SEARCH_SHORT: &str = "Search";
pub(crate) const CLEAR_SEARCH: &str = "Clear the search";
/// The label of the results list for screen readers.
pub(crate) const HITS: &str = "Search results";
pub(crate) const QUERY_CUT: &str = "This is long: found by its first words.";
pub(crate) const COMMENTS: &str = "Comments";

pub(crate) const NOW: &str = "now";
pub(crate) const ONE_DAY: &str = "1 day";
pub(crate) const NEWCOMERS_FIRST: &str = "Newcomers";
pub(crate) const LONGEST_FIRST: &str = "Longest wait";
pub(crate) const NEWEST_FIRST: &str = "Newest first";
pub(crate) const OLDEST_FIRST: &str = "Oldest first";
pub(crate) const THEIR_HISTORY: &str = "All about this person";

pub(crate) const JUST_NOW: &str = "just now";

/// Shown instead of "first comment" where the same person has sent others and none is published.
pub(crate) const NONE_PUBLISHED: &str = "Nothing published yet";

/// The message where nothing was found, with a hint.
pub(crate) fn nothing_found(find: &str) -> String {
    format!(
        "Nothing found for “{}”. Try fewer letters or another spelling. Of comments, the newest 5,000 are searched.",
        isolated(find)
    )
}

/// The label of the button that shows all hits of a part.
pub(crate) fn show_all(part: SearchPart, total: u32) -> String {
    let what = match part {
        SearchPart::Comments => "comments",
        SearchPart::People => "people",
        SearchPart::Pages => "pages",
    };
    let total = thousands(total);
    format!("Show all {total} {what}")
}

/// The note that there are more hits than are listed.
pub(crate) fn first_hits(shown: usize, total: u32) -> String {
    format!("The first {shown} of {} are listed. More letters find fewer.", thousands(total))
}

/// The number of hits, for screen readers.
pub(crate) fn hits(totals: SearchTotals) -> String {
    let some = |count: u32, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{} {many}", thousands(count))),
    };
    let all = [
        some(totals.comments, "comment", "comments"),
        some(totals.people, "person", "people"),
        some(totals.pages, "page", "pages"),
    ];
    format!("{} found", all.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

fn thousands(count: u32) -> String {
    let digits = count.to_string();
    match digits.len() {
        length @ 4..=6 => format!("{},{}", &digits[..length - 3], &digits[length - 3..]),
        _ => digits,
    }
}

/// The number of links, where it is held for them.
pub(crate) fn links(count: usize) -> String {
    match count {
        0 => "Links".into(),
        1 => "1 link".into(),
        count => format!("{count} links"),
    }
}

/// The minimum age of a comment in seconds, and its label.
pub(crate) const AGES: [(&str, i64); 4] =
    [("Any age", 0), ("Older than an hour", 3_600), ("Older than a day", 86_400), ("Older than a week", 604_800)];

/// The heading for an author's comment.
pub(crate) fn comment_of(name: &str) -> String {
    format!("{}’s comment", isolated(name))
}

/// The title of the form for a decision.
pub(crate) fn reason_title(verb: DecisionKind, name: &str) -> String {
    let name = isolated(name);
    match verb {
        DecisionKind::SendBack => format!("Ask {name} for changes"),
        DecisionKind::Remove => format!("Remove {name}’s comment"),
        _ => format!("Decline {name}’s comment"),
    }
}

/// The heading of the section about an author.
pub(crate) fn author_history(name: &str) -> String {
    format!("{} here", isolated(name))
}

/// The label of the checkbox that selects a comment.
pub(crate) fn select(name: &str) -> String {
    format!("Select {name}’s comment")
}

/// How many are selected.
pub(crate) fn selected(count: usize) -> String {
    format!("{count} selected")
}

/// For how many comments the bar's buttons act.
pub(crate) fn for_all(count: usize) -> String {
    if count == 2 { "for both".into() } else { format!("for all {count}") }
}

/// How many comments are selected, and how many authors they have where that is known.
pub(crate) fn bulk_title(comments: usize, people: Option<usize>) -> String {
    let comments = if comments == 1 { "1 comment".to_owned() } else { format!("{comments} comments") };
    match people {
        None => comments,
        Some(1) => format!("{comments} by 1 person"),
        Some(people) => format!("{comments} by {people} people"),
    }
}

/// How many comments a row stands for.
pub(crate) fn alike(count: usize) -> String {
    format!("{count} alike")
}

/// How many readers have reported a comment.
pub(crate) fn reports(count: usize) -> String {
    if count == 1 { "1 report".into() } else { format!("{count} reports") }
}

/// How many comments wait in the other list.
pub(crate) fn in_review(count: u32) -> String {
    if count == 1 { "1 comment is in".into() } else { format!("{count} comments are in") }
}

/// The title of the window: the count, the view, the site.
pub(crate) fn title(count: u32, view: &str, site: &str) -> String {
    if count == 0 { format!("{view} · {site}") } else { format!("({count}) {view} · {site}") }
}

#[cfg(test)]
mod tests {
    use porch_protocol::search::{SearchPart, SearchTotals};

    use super::{bulk_title, hits, show_all, title};

    #[test]
    fn the_title_of_the_window_begins_with_the_count() {
        assert_eq!(title(7, "Review", "bakery"), "(7) Review · bakery");
        assert_eq!(title(0, "Review", "bakery"), "Review · bakery");
        assert_eq!(bulk_title(3, Some(2)), "3 comments by 2 people");
        assert_eq!(bulk_title(230, None), "230 comments");
        assert_eq!(bulk_title(1, Some(1)), "1 comment by 1 person");
        assert_eq!(show_all(SearchPart::Comments, 1_234), "Show all 1,234 comments");
        assert_eq!(hits(SearchTotals { comments: 12, people: 1, pages: 0 }), "12 comments, 1 person found");
    }
}
