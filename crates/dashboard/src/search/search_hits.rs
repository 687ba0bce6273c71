//! The results, line by line: comments, people and pages, and the buttons that show all of a part.

use porch_class_macros::html;
use porch_protocol::Status;
use porch_protocol::people::PersonLine;
use porch_protocol::search::{FoundPage, MAX_RESULTS, SearchPart, SearchResults};
use yew::prelude::*;

use crate::frame::views::{Address, View};
use crate::pages::page_title;
use crate::review::list_entry::Entry;
use crate::text;
use crate::text::frame as texts;
use crate::text::{pages, people};
use crate::ui::avatar::avatar;
use crate::ui::highlight::{excerpt, has, marked};
use crate::ui::icons::icon;
use crate::ui::relative_time::short_time;

/// The server's response, and the search that it answers.
#[derive(Clone, PartialEq)]
pub(crate) struct SearchAnswer {
    pub(crate) query: String,
    /// The part of which all hits were requested.
    pub(crate) part: Option<SearchPart>,
    pub(crate) found: SearchResults,
}

/// A line of the results.
#[derive(Clone, PartialEq)]
pub(crate) enum Hit {
    Comment(Box<Entry>),
    Person(PersonLine),
    Page(FoundPage),
    /// The button for all hits of a part, and their number.
    All(SearchPart, u32),
}

impl Hit {
    /// The part of the results that it belongs to.
    pub(crate) fn part(&self) -> SearchPart {
        match self {
            Self::Comment(_) => SearchPart::Comments,
            Self::Person(_) => SearchPart::People,
            Self::Page(_) => SearchPart::Pages,
            Self::All(part, _) => *part,
        }
    }

    /// Its address; none where it lengthens the list.
    pub(crate) fn address(&self) -> Option<Address> {
        match self {
            Self::Comment(entry) => {
                let published = entry.comment.status == Status::Published;
                let view = if published { View::Published } else { View::Review };
                Some(Address::of(view).with_comment(Some(entry.id())))
            }
            Self::Person(one) => Some(Address { item: Some(one.person.clone()), ..Address::of(View::People) }),
            Self::Page(page) => Some(Address { item: Some(page.thread.to_string()), ..Address::of(View::Pages) }),
            Self::All(..) => None,
        }
    }

    /// Whether it contains the search text, as far as is known here: while the response is pending, earlier hits that
    /// contain it stay.
    fn has(&self, query: &str) -> bool {
        match self {
            Self::Comment(entry) => has(&entry.plain_text(), query) || has(&entry.link_addresses(), query),
            Self::Person(one) => has(&one.name, query),
            Self::Page(page) => has(&page_title::title(&page.place), query) || has(&page.place.url, query),
            Self::All(..) => false,
        }
    }

    /// The line, with the matches marked.
    pub(crate) fn view(&self, query: &str) -> Html {
        match self {
            Self::Comment(entry) => comment(entry, query),
            Self::Person(one) => {
                let (name, summary) = (marked(&one.name, query), people::wrote(one));
                let chip = one.banned.then(|| html! { <span class="chip care">{ text().people_banned() }</span> });
                html! { <>{ avatar(&one.name) }<span class="hit"><span class="first-line"><bdi>{ name }</bdi>{ short_time(one.last) }</span><span class="second-line"><span>{ summary }</span>{ chip }</span></span></> }
            }
            Self::Page(page) => {
                let (title, summary) =
                    (marked(&page_title::title(&page.place), query), pages::published_count(page.published));
                // Where only the address matches, it is shown.
                let by_title = has(&page_title::title(&page.place), query);
                let address = (!by_title)
                    .then(|| html! { <>{ " · " }<bdi dir="ltr">{ excerpt(&page.place.url, query) }</bdi></> });
                html! { <><span class="disc">{ icon("page") }</span><span class="hit"><span class="first-line"><bdi>{ title }</bdi>{ short_time(page.last) }</span><span class="second-line"><span>{ summary }{ address }</span></span></span></> }
            }
            Self::All(part, total) => html! { { texts::show_all(*part, *total) } },
        }
    }
}

fn comment(entry: &Entry, query: &str) -> Html {
    let (name, all) = (entry.name().to_owned(), entry.plain_text());
    // Where only a link's address matches, it is shown.
    let shown_text =
        if has(&all, query) { all } else { Some(entry.link_addresses()).filter(|all| has(all, query)).unwrap_or(all) };
    let chip = entry.chip.as_ref().map(|chip| html! { <span class="chip">{ &chip.text }</span> });
    let at = if entry.is_undated() {
        html! { <time>{ text().undated() }</time> }
    } else {
        short_time(entry.at())
    };
    html! {
        <>
            { avatar(&name) }
            <span class="hit">
                <span class="first-line"><bdi>{ name }</bdi><small dir="auto">{ page_title::title(&entry.place) }</small>{ at }</span>
                <span class="second-line"><span dir="auto">{ excerpt(&shown_text, query) }</span>{ chip }</span>
            </span>
        </>
    }
}

/// The lines shown while this text is in the field: all hits for it, or, until the response is here, the hits of the
/// previous one that match.
pub(crate) fn hits(answered: &SearchAnswer, query: &str) -> Vec<Hit> {
    let SearchAnswer { found: SearchResults { comments, people, pages, totals }, part, .. } = answered;
    let is_known = answered.query == query;
    let all = |of: SearchPart, shown: usize, total: u32| {
        let more = is_known && part.is_none() && usize::try_from(total).is_ok_and(|total| total > shown);
        more.then_some(Hit::All(of, total))
    };
    let lines = comments.iter().cloned().map(|team_comment| Hit::Comment(Box::new(Entry::from(team_comment))));
    let lines = lines.chain(all(SearchPart::Comments, comments.len(), totals.comments));
    let lines = lines.chain(people.iter().cloned().map(Hit::Person)).chain(all(
        SearchPart::People,
        people.len(),
        totals.people,
    ));
    let lines =
        lines.chain(pages.iter().cloned().map(Hit::Page)).chain(all(SearchPart::Pages, pages.len(), totals.pages));
    lines.filter(|hit| is_known || hit.has(query)).collect()
}

/// The note that there are more hits than the server lists, where that is so.
pub(crate) fn cut_off(answered: &SearchAnswer) -> Option<String> {
    let totals = answered.found.totals;
    let total = match answered.part? {
        SearchPart::Comments => totals.comments,
        SearchPart::People => totals.people,
        SearchPart::Pages => totals.pages,
    };
    let shown = usize::try_from(MAX_RESULTS).unwrap_or(usize::MAX);
    (total > MAX_RESULTS).then(|| texts::first_hits(shown, total))
}

#[cfg(test)]
mod tests {
    use porch_protocol::search::{SearchPart, SearchResults};
    use serde_json::json;

    use super::{Hit, SearchAnswer, cut_off, hits};

    fn answered(query: &str) -> SearchAnswer {
        let person =
            |name: &str| json!({ "person": name, "name": name, "since": 1, "last": 2, "comments": 3, "banned": false });
        let found = json!({ "comments": [], "people": [person("Tove"), person("Tom")], "pages": [],
            "totals": { "comments": 0, "people": 7, "pages": 0 } });
        SearchAnswer { query: query.into(), part: None, found: serde_json::from_value::<SearchResults>(found).unwrap() }
    }

    #[test]
    fn earlier_hits_that_match_stay_until_the_response_and_nothing_is_counted() {
        let lines = hits(&answered("to"), "to");
        assert!(matches!(lines[..], [Hit::Person(_), Hit::Person(_), Hit::All(SearchPart::People, 7)]));
        let lines = hits(&answered("to"), "tov");
        assert!(matches!(&lines[..], [Hit::Person(one)] if one.name == "Tove"));
        assert!(hits(&answered("to"), "ben").is_empty());
    }

    #[test]
    fn a_part_with_all_hits_says_where_it_is_cut_off() {
        let all_of_part = |total: u32| {
            let mut all_of_part = SearchAnswer { part: Some(SearchPart::People), ..answered("to") };
            all_of_part.found.totals.people = total;
            (hits(&all_of_part, "to").len(), cut_off(&all_of_part).is_some())
        };
        assert_eq!((all_of_part(7), all_of_part(201)), ((2, false), (2, true)));
        assert_eq!(cut_off(&answered("to")), None);
    }
}
