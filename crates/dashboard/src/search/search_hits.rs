//! What was found, line by line: comments, people and pages, and the ways to all of a part.

use porch_protocol::Status;
use porch_protocol::people::PersonLine;
use porch_protocol::search::{FoundPage, MAX_RESULTS, SearchPart, SearchResults};
use yew::prelude::*;

use crate::frame::views::{Address, View};
use crate::pages::page_title;
use crate::review::list_entry::Entry;
use crate::text::frame as say;
use crate::text::{pages, people};
use crate::ui::avatar::avatar;
use crate::ui::highlight::{excerpt, has, marked};
use crate::ui::icons::icon;
use crate::ui::relative_time::short_time;

/// What the server has answered, and to what.
#[derive(Clone, PartialEq)]
pub(crate) struct SearchAnswer {
    pub(crate) words: String,
    /// The part that was asked for whole.
    pub(crate) part: Option<SearchPart>,
    pub(crate) found: SearchResults,
}

/// A line that can be opened.
#[derive(Clone, PartialEq)]
pub(crate) enum Hit {
    Comment(Box<Entry>),
    Person(PersonLine),
    Page(FoundPage),
    /// All of a part, and how many that are.
    All(SearchPart, u32),
}

impl Hit {
    /// The part of the list that it stands in.
    pub(crate) fn part(&self) -> SearchPart {
        match self {
            Self::Comment(_) => SearchPart::Comments,
            Self::Person(_) => SearchPart::People,
            Self::Page(_) => SearchPart::Pages,
            Self::All(part, _) => *part,
        }
    }

    /// Where it leads; none where it lengthens the list.
    pub(crate) fn address(&self) -> Option<Address> {
        match self {
            Self::Comment(entry) => {
                let published = entry.comment.status == Status::Published;
                let view = if published { View::Published } else { View::Review };
                Some(Address::of(view).opening(Some(entry.id())))
            }
            Self::Person(one) => Some(Address { one: Some(one.person.clone()), ..Address::of(View::People) }),
            Self::Page(page) => Some(Address { one: Some(page.thread.to_string()), ..Address::of(View::Pages) }),
            Self::All(..) => None,
        }
    }

    /// Whether it has these words in it, as far as is known here: while an answer to them is on its way, what has them stays.
    fn has(&self, words: &str) -> bool {
        match self {
            Self::Comment(entry) => has(&entry.words(), words) || has(&entry.addresses(), words),
            Self::Person(one) => has(&one.name, words),
            Self::Page(page) => has(&page_title::title(&page.place), words) || has(&page.place.url, words),
            Self::All(..) => false,
        }
    }

    /// What it shows, with these words marked.
    pub(crate) fn view(&self, words: &str) -> Html {
        match self {
            Self::Comment(entry) => comment(entry, words),
            Self::Person(one) => {
                let (name, about) = (marked(&one.name, words), people::wrote(one));
                let chip = one.banned.then(|| html! { <span class="chip care">{ people::BANNED }</span> });
                html! { <>{ avatar(&one.name) }<span class="hit"><span class="l1"><bdi>{ name }</bdi>{ short_time(one.last) }</span><span class="l2"><span>{ about }</span>{ chip }</span></span></> }
            }
            Self::Page(page) => {
                let (title, about) = (marked(&page_title::title(&page.place), words), pages::up(page.published));
                // Where only the address has it, that is shown.
                let by_title = has(&page_title::title(&page.place), words);
                let address = (!by_title)
                    .then(|| html! { <>{ " · " }<bdi dir="ltr">{ excerpt(&page.place.url, words) }</bdi></> });
                html! { <><span class="disc">{ icon("page") }</span><span class="hit"><span class="l1"><bdi>{ title }</bdi>{ short_time(page.last) }</span><span class="l2"><span>{ about }{ address }</span></span></span></> }
            }
            Self::All(part, total) => html! { { say::show_all(*part, *total) } },
        }
    }
}

fn comment(entry: &Entry, words: &str) -> Html {
    let (name, all) = (entry.name().to_owned(), entry.words());
    // Where only a link has it, its address is shown.
    let said =
        if has(&all, words) { all } else { Some(entry.addresses()).filter(|all| has(all, words)).unwrap_or(all) };
    let chip = entry.chip.as_ref().map(|chip| html! { <span class="chip">{ &chip.words }</span> });
    let at = if entry.is_undated() {
        html! { <time>{ crate::text::UNDATED }</time> }
    } else {
        short_time(entry.at())
    };
    html! {
        <>
            { avatar(&name) }
            <span class="hit">
                <span class="l1"><bdi>{ name }</bdi><small dir="auto">{ page_title::title(&entry.place) }</small>{ at }</span>
                <span class="l2"><span dir="auto">{ excerpt(&said, words) }</span>{ chip }</span>
            </span>
        </>
    }
}

/// The lines that are shown while these words are in the field: all that was found for them, or, until that is known, what of
/// the answer before has them.
pub(crate) fn hits(answered: &SearchAnswer, words: &str) -> Vec<Hit> {
    let SearchAnswer { found: SearchResults { comments, people, pages, totals }, part, .. } = answered;
    let is_known = answered.words == words;
    let all = |of: SearchPart, shown: usize, total: u32| {
        let more = is_known && part.is_none() && usize::try_from(total).is_ok_and(|total| total > shown);
        more.then_some(Hit::All(of, total))
    };
    let lines = comments.iter().cloned().map(|met| Hit::Comment(Box::new(Entry::from(met))));
    let lines = lines.chain(all(SearchPart::Comments, comments.len(), totals.comments));
    let lines = lines.chain(people.iter().cloned().map(Hit::Person)).chain(all(
        SearchPart::People,
        people.len(),
        totals.people,
    ));
    let lines =
        lines.chain(pages.iter().cloned().map(Hit::Page)).chain(all(SearchPart::Pages, pages.len(), totals.pages));
    lines.filter(|hit| is_known || hit.has(words)).collect()
}

/// That more were found than the server lists, where that is so.
pub(crate) fn cut_off(answered: &SearchAnswer) -> Option<String> {
    let totals = answered.found.totals;
    let total = match answered.part? {
        SearchPart::Comments => totals.comments,
        SearchPart::People => totals.people,
        SearchPart::Pages => totals.pages,
    };
    let shown = usize::try_from(MAX_RESULTS).unwrap_or(usize::MAX);
    (total > MAX_RESULTS).then(|| say::first_hits(shown, total))
}

#[cfg(test)]
mod tests {
    use porch_protocol::search::{SearchPart, SearchResults};
    use serde_json::json;

    use super::{Hit, SearchAnswer, cut_off, hits};

    fn answered(words: &str) -> SearchAnswer {
        let person =
            |name: &str| json!({ "person": name, "name": name, "since": 1, "last": 2, "comments": 3, "banned": false });
        let found = json!({ "comments": [], "people": [person("Tove"), person("Tom")], "pages": [],
            "totals": { "comments": 0, "people": 7, "pages": 0 } });
        SearchAnswer { words: words.into(), part: None, found: serde_json::from_value::<SearchResults>(found).unwrap() }
    }

    #[test]
    fn until_an_answer_is_known_only_what_has_the_words_stays_and_nothing_is_counted() {
        let lines = hits(&answered("to"), "to");
        assert!(matches!(lines[..], [Hit::Person(_), Hit::Person(_), Hit::All(SearchPart::People, 7)]));
        let lines = hits(&answered("to"), "tov");
        assert!(matches!(&lines[..], [Hit::Person(one)] if one.name == "Tove"));
        assert!(hits(&answered("to"), "ben").is_empty());
    }

    #[test]
    fn a_part_that_is_shown_whole_says_where_it_is_cut_off() {
        let whole = |total: u32| {
            let mut whole = SearchAnswer { part: Some(SearchPart::People), ..answered("to") };
            whole.found.totals.people = total;
            (hits(&whole, "to").len(), cut_off(&whole).is_some())
        };
        assert_eq!((whole(7), whole(201)), ((2, false), (2, true)));
        assert_eq!(cut_off(&answered("to")), None);
    }
}
