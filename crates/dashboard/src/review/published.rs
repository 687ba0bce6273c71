//! Published: the comments that visitors read, the latest first, of all pages or of one.

use porch_protocol::published::TeamComment;
use porch_protocol::queue_query::Choices;
use porch_protocol::thread_controls::PageControls;
use porch_protocol::{CommentId, ThreadId};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::frame::changed_notice::{ChangedNotice, LoadedAt};
use crate::frame::views::{Address, Navigate, View};
use crate::pages::page_title;
use crate::review::list_entry::Entry;
use crate::review::list_filters::{ListQuery, QueryState};
use crate::review::split::{Split, empty_note};
use crate::text::conversation::NO_PAGE;
use crate::text::frame;
use crate::text::pages as texts;
use crate::text::people;
use crate::ui::stale_guard::{GuardedRequest, use_stale_guard};
use crate::ui::toast_message::ToastMessage;

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
    let page = use_state(|| None::<PageControls>);
    {
        let (page, context) = (page.clone(), context.clone());
        use_effect_with(address.page.clone(), move |query| {
            let Some(query) = query.clone() else { return page.set(None) };
            spawn_local(async move {
                match api::pages::pages(&query, None).await {
                    Ok(found) => match page_of_address(found.pages, &query) {
                        Some(found) => page.set(Some(found)),
                        None => {
                            context.show_toast.emit(ToastMessage { text: NO_PAGE.into(), ..ToastMessage::default() });
                        }
                    },
                    Err(failure) => context.show_failure(failure),
                }
            });
        });
    }
    let thread = page.as_ref().filter(|_| address.page.is_some()).map(|page| page.thread);
    let title = page.as_ref().filter(|_| thread.is_some()).map(|page| page_title::title(&page.place));
    html! { <List key={thread.map(|thread| thread.to_string()).unwrap_or_default()} {thread} {title} {context} {address} {go} /> }
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

/// The comments so far.
#[derive(Clone, PartialEq, Default)]
struct PublishedList {
    comments: Vec<TeamComment>,
    next: Option<String>,
    /// The values to filter by, where they were requested.
    choices: Option<Choices>,
    loaded: LoadedAt,
    /// The number of the request that it answers.
    request: u32,
}

/// The published comments. Reloaded after each action, not from time to time, so that readers keep their place. A
/// notice above the list says that it has changed.
#[component]
fn List(props: &ListProps) -> Html {
    let ListProps { thread, title, context, address, go } = props.clone();
    let found = use_state(|| None::<PublishedList>);
    let query = use_state(ListQuery::default);
    let guard = use_stale_guard();
    {
        let (found, context, guard) = (found.clone(), context.clone(), guard.clone());
        let before = use_mut_ref(|| (*query).clone());
        use_effect_with((context.actions_done, (*query).clone()), move |(_, query)| {
            // Another order or filter starts at the beginning.
            let last = before.replace(query.clone());
            let same = (&last.order, &last.filter) == (&query.order, &query.filter);
            let minimum = found.as_ref().filter(|_| same).map_or(0, |list| list.comments.len());
            let loaded = LoadedAt { actions_done: context.actions_done, ..LoadedAt::default() };
            load(
                (thread, query.clone()),
                PublishedList { loaded, ..PublishedList::default() },
                minimum,
                (found, guard.begin(), context),
            );
        });
    }
    let more = {
        let (found, context, query) = (found.clone(), context.clone(), (*query).clone());
        move |_: MouseEvent| {
            let before = (*found).clone().unwrap_or_default();
            let minimum = before.comments.len() + 1;
            load((thread, query.clone()), before, minimum, (found.clone(), guard.begin(), context.clone()));
        }
    };
    let loaded = found.as_ref().map(|list| list.loaded).unwrap_or_default();
    let show_all = go.reform(|_: MouseEvent| (Address::of(View::Published), false));
    let above = html! {
        <>
            if let Some(title) = title {
                <p class="only"><span>{ texts::PAGE }{ ": " }<bdi>{ title }</bdi></span><button type="button" class="button edge" onclick={show_all}>{ texts::EVERY_PAGE }</button></p>
            }
            <ChangedNotice {loaded} context={context.clone()} />
        </>
    };
    let is_more = found.as_ref().is_some_and(|list| list.next.is_some());
    let below = html! { if is_more { <p class="quietline"><button type="button" class="button edge" onclick={more}>{ people::MORE }</button></p> } };
    let choices = found.as_ref().and_then(|list| list.choices.clone());
    let remaining = usize::from(is_more);
    let query_state = QueryState::of(&query);
    let request = found.as_ref().map_or(0, |list| list.request);
    let entries = found.as_ref().map(|list| list.comments.iter().cloned().map(Entry::from).collect::<Vec<_>>());
    let empty = empty_note("lines", texts::NOTHING, &texts::WHAT_IS_HERE.into());
    html! {
        <Split {context} {address} {go} label={frame::PUBLISHED} {entries} {request} order={frame::NEWEST_FIRST} {query_state} {choices} {remaining} many={true} {above} {below} {empty} />
    }
}

/// Loads further pages of the list until there are so many comments: a list that was long stays long.
fn load(
    (thread, query): (Option<ThreadId>, ListQuery),
    mut list: PublishedList,
    minimum: usize,
    (found, request, context): (UseStateHandle<Option<PublishedList>>, GuardedRequest, Context),
) {
    spawn_local(async move {
        loop {
            match api::pages::published(thread, &query, list.next.as_deref()).await {
                Ok(page) => {
                    // Comments that came after the first page was loaded are new.
                    if list.comments.is_empty() {
                        list.loaded.site_seq = page.latest;
                    }
                    list.choices = page.choices;
                    list.comments.extend(page.comments);
                    list.next = page.next;
                }
                Err(failure) => return context.show_failure(failure),
            }
            if !request.is_latest() {
                return;
            }
            if list.next.is_none() || list.comments.len() >= minimum {
                list.request = request.number();
                return found.set(Some(list));
            }
        }
    });
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
