//! Published: the comments that visitors read, the latest first, of all pages or of one.

use porch_class_macros::html;
use porch_protocol::published::PublishedComments;
use porch_protocol::thread_controls::PageControls;
use porch_protocol::{CommentId, ThreadId};
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::frame::changed_notice::ChangedNotice;
use crate::frame::views::{Address, Navigate, View};
use crate::pages::page_title;
use crate::review::list_entry::Entry;
use crate::review::list_filters::{ListQuery, QueryState};
use crate::review::split::{Split, empty_note};
use crate::text;
use crate::ui::load::use_load;
use crate::ui::paged_list::{ListPart, use_paged_list};

/// The list, and the place in the address.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PublishedProps {
    pub(crate) context: Context,
    pub(crate) address: Address,
    pub(crate) go: Navigate,
}

/// The list for all pages, or for the one in the address (`#page=…`), to which a page links when it refuses a comment.
#[component]
pub(crate) fn Published(props: &PublishedProps) -> Html {
    let PublishedProps { context, address, go } = props.clone();
    let found = {
        let (url, context) = (address.page.clone(), context.clone());
        use_load(&context.clone(), url.clone(), move || load_page(url, context))
    };
    let page = found.as_ref().and_then(Option::as_ref).filter(|_| address.page.is_some());
    let thread = page.map(|page| page.thread);
    let title = page.map(|page| page_title::title(&page.place));
    html! { <List key={thread.map(|thread| thread.to_string()).unwrap_or_default()} {thread} {title} {context} {address} {go} /> }
}

/// The page with an address, if one is given; where there is none, says so.
async fn load_page(url: Option<String>, context: Context) -> api::Result<Option<PageControls>> {
    let Some(url) = url else { return Ok(None) };
    let page = page_of_address(api::pages(&url, None).await?.pages, &url);
    if page.is_none() {
        context.notify(text().conversation_no_page());
    }
    Ok(page)
}

/// The page with an address among the results for it: the exact one, or else the only one.
fn page_of_address(mut found: Vec<PageControls>, query: &str) -> Option<PageControls> {
    let exact = found.iter().position(|page| bare(&page.place.url) == bare(query));
    match exact {
        Some(place) => Some(found.swap_remove(place)),
        None if found.len() == 1 => found.pop(),
        None => None,
    }
}

/// An address without its scheme and its trailing slash, as pages name themselves.
fn bare(url: &str) -> &str {
    let (_, rest) = url.split_once("://").unwrap_or(("", url));
    rest.split('#').next().unwrap_or_default().trim_end_matches('/')
}

/// The comment that a link is for: `…#porch-c-ID`, as pages and the dashboard write it.
pub(crate) fn comment_of_link(link: &str) -> Option<CommentId> {
    let (_, id) = link.trim().rsplit_once(['#', '='])?;
    id.trim_start_matches(CommentId::ANCHOR).parse().ok()
}

#[derive(Clone, PartialEq, Properties)]
struct ListProps {
    thread: Option<ThreadId>,
    title: Option<String>,
    context: Context,
    address: Address,
    go: Navigate,
}

impl ListPart for PublishedComments {
    fn count(&self) -> usize {
        self.comments.len()
    }

    fn next(&self) -> Option<&str> {
        self.next.as_deref()
    }

    /// Comments that came after the first part was loaded are new.
    fn followed_by(self, later: Self) -> Self {
        let comments = self.comments.into_iter().chain(later.comments).collect();
        Self { comments, latest: self.latest, ..later }
    }
}

/// The published comments. Reloaded after each action, not from time to time, so that readers keep their place. A
/// notice above the list says that it has changed.
#[component]
fn List(props: &ListProps) -> Html {
    let ListProps { thread, title, context, address, go } = props.clone();
    let query = use_state(ListQuery::default);
    let same = (query.order, query.filter.clone());
    let list = {
        let query = (*query).clone();
        use_paged_list(&context, same, (query.rows, query.choices), move |after: Option<&str>| {
            api::published(thread, &query, after)
        })
    };
    let loaded = list.loaded(|list| list.latest);
    let show_all = go.reform(|_: MouseEvent| (Address::of(View::Published), false));
    let above = html! {
        <>
            if let Some(title) = title {
                <p class="only"><span>{ text().pages_page() }{ ": " }<bdi>{ title }</bdi></span><button type="button" class="button edge" onclick={show_all}>{ text().pages_every_page() }</button></p>
            }
            <ChangedNotice {loaded} context={context.clone()} />
        </>
    };
    let (is_more, more) = (list.has_more(), list.more);
    let below = html! { if is_more { <p class="quietline"><button type="button" class="button edge" onclick={more}>{ text().people_more() }</button></p> } };
    let found = list.found;
    let choices = found.as_ref().and_then(|found| found.list.choices.clone());
    let remaining = usize::from(is_more);
    let query_state = QueryState::of(&query);
    let request = found.as_ref().map_or(0, |found| found.request);
    let entries = found.as_ref().map(|found| found.list.comments.iter().cloned().map(Entry::from).collect::<Vec<_>>());
    let empty = empty_note("lines", text().pages_nothing(), &text().pages_what_is_here().into());
    html! {
        <Split {context} {address} {go} label={text().frame_published()} {entries} {request} order={text().frame_newest_first()} {query_state} {choices} {remaining} many={true} {above} {below} {empty} />
    }
}

#[cfg(test)]
mod tests {
    use super::comment_of_link;

    #[test]
    fn a_comment_is_found_by_any_link_to_it() {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        for link in [
            format!("https://bakery.example/rye?a=b#porch-c-{id}"),
            format!(" https://talk.example/host/#comment={id} "),
            format!("https://talk.example/host/?site=bakery#comment={id}"),
            format!("#porch-c-{id}"),
        ] {
            assert_eq!(comment_of_link(&link).map(|found| found.to_string()).as_deref(), Some(id), "{link}");
        }
        assert_eq!(comment_of_link("https://bakery.example/rye"), None);
        assert_eq!(comment_of_link(""), None);
    }
}
