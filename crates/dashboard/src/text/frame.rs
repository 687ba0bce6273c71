//! The texts of the frame: views, lists and the search.

use porch_protocol::DecisionKind;
use porch_protocol::search::{SearchPart, SearchTotals};

use super::names::isolated;
use super::{comma_list, text};

/// The message where nothing was found, with a hint.
pub(crate) fn nothing_found(find: &str) -> String {
    text().nothing_found(&isolated(find))
}

/// The label of the button that shows all hits of a part.
pub(crate) fn show_all(part: SearchPart, total: u32) -> String {
    let total = total as usize;
    match part {
        SearchPart::Comments => text().show_all_comments(total),
        SearchPart::People => text().show_all_people(total),
        SearchPart::Pages => text().show_all_pages(total),
    }
}

/// The note that there are more hits than are listed.
pub(crate) fn first_hits(shown: usize, total: u32) -> String {
    text().first_hits(shown, total as usize)
}

/// The number of hits, for screen readers.
pub(crate) fn hits(totals: SearchTotals) -> String {
    let SearchTotals { comments, people, pages } = totals;
    let all = [
        (comments > 0).then(|| text().comment_count(comments as usize)),
        (people > 0).then(|| text().person_count(people as usize)),
        (pages > 0).then(|| text().page_count(pages as usize)),
    ];
    text().hits_found(&comma_list(all.into_iter().flatten()))
}

/// The minimum age of a comment in seconds, and its label.
pub(crate) fn ages() -> [(&'static str, i64); 4] {
    let text = text();
    [(text.age_any(), 0), (text.age_hour(), 3_600), (text.age_day(), 86_400), (text.age_week(), 604_800)]
}

/// The heading for an author's comment.
pub(crate) fn comment_of(name: &str) -> String {
    text().comment_by(&isolated(name))
}

/// The title of the form for a decision.
pub(crate) fn reason_title(decision: DecisionKind, name: &str) -> String {
    let name = isolated(name);
    match decision {
        DecisionKind::SendBack => text().reason_title_changes(&name),
        DecisionKind::Remove => text().reason_title_remove(&name),
        _ => text().reason_title_decline(&name),
    }
}

/// The heading of the section about an author.
pub(crate) fn author_history(name: &str) -> String {
    text().author_here(&isolated(name))
}

/// How many comments are selected, and how many authors they have where that is known.
pub(crate) fn bulk_title(comments: usize, people: Option<usize>) -> String {
    let comments = text().comment_count(comments);
    match people {
        None => comments,
        Some(people) => text().comments_by_people(people, &comments),
    }
}

/// The title of the window: the count, the view, the site.
pub(crate) fn title(count: u32, view: &str, site: &str) -> String {
    if count == 0 { text().window_title(view, site) } else { text().window_title_count(count as usize, view, site) }
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
