//! Published: what everybody reads, the latest first, of every page or of one.

use porch_protocol::published::TeamComment;
use porch_protocol::queue_query::Choices;
use porch_protocol::thread_controls::PageControls;
use porch_protocol::{CommentId, ThreadId};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::frame::changed_notice::{LoadedAt, News};
use crate::frame::views::{Address, Navigate, View};
use crate::pages::page_title;
use crate::review::list_entry::Entry;
use crate::review::list_filters::{Chosen, ListQuery};
use crate::review::split::{Split, calm};
use crate::text::conversation::NO_PAGE;
use crate::text::frame;
use crate::text::pages as say;
use crate::text::people;
use crate::ui::stale_guard::{Inquiry, use_inquiries};
use crate::ui::toast_message::ToastMessage;

/// The list, and where the address says to look.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PublishedProps {
    pub(crate) context: Context,
    pub(crate) address: Address,
    pub(crate) go: Navigate,
}

/// The list of every page, or of the one that the address names: whoever is refused on a page comes from there.
#[component]
pub(crate) fn Published(props: &PublishedProps) -> Html {
    let PublishedProps { context, address, go } = props.clone();
    let page = use_state(|| None::<PageControls>);
    {
        let (page, context) = (page.clone(), context.clone());
        use_effect_with(address.page.clone(), move |asked| {
            let Some(asked) = asked.clone() else { return page.set(None) };
            spawn_local(async move {
                match api::pages::pages(&asked, None).await {
                    Ok(found) => match of_address(found.pages, &asked) {
                        Some(found) => page.set(Some(found)),
                        None => context.say.emit(ToastMessage { words: NO_PAGE.into(), ..ToastMessage::default() }),
                    },
                    Err(failure) => context.failed(failure),
                }
            });
        });
    }
    let thread = page.as_ref().filter(|_| address.page.is_some()).map(|page| page.thread);
    let title = page.as_ref().filter(|_| thread.is_some()).map(|page| page_title::title(&page.place));
    html! { <List key={thread.map(|thread| thread.to_string()).unwrap_or_default()} {thread} {title} {context} {address} {go} /> }
}

/// The page of an address among those that were found by it: the very one, or else the only one.
fn of_address(mut found: Vec<PageControls>, asked: &str) -> Option<PageControls> {
    let exact = found.iter().position(|page| bare(&page.place.url) == bare(asked));
    match exact {
        Some(place) => Some(found.swap_remove(place)),
        None if found.len() == 1 => found.pop(),
        None => None,
    }
}

/// An address without its scheme, and without the slash at its end: as pages name themselves.
fn bare(url: &str) -> &str {
    let (_, rest) = url.split_once("://").unwrap_or(("", url));
    rest.split('#').next().unwrap_or_default().trim_end_matches('/')
}

/// The comment that a link leads to: `…#porch-c-ID`, as pages and the dashboard write it.
pub(crate) fn named(link: &str) -> Option<CommentId> {
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

/// What was found so far.
#[derive(Clone, PartialEq, Default)]
struct PublishedList {
    comments: Vec<TeamComment>,
    next: Option<String>,
    /// What the list can be narrowed to, as far as that was asked for.
    choices: Option<Choices>,
    loaded: LoadedAt,
    /// Which inquiry it answers.
    came: u32,
}

/// What is published. Asked for anew after each act, not from time to time: whoever reads a list must not lose their place.
/// What has happened since is told above it.
#[component]
fn List(props: &ListProps) -> Html {
    let ListProps { thread, title, context, address, go } = props.clone();
    let found = use_state(|| None::<PublishedList>);
    let asked = use_state(ListQuery::default);
    let inquiries = use_inquiries();
    {
        let (found, context, inquiries) = (found.clone(), context.clone(), inquiries.clone());
        let before = use_mut_ref(|| (*asked).clone());
        use_effect_with((context.actions_done, (*asked).clone()), move |(_, asked)| {
            // Another order or another part begins at its beginning.
            let last = before.replace(asked.clone());
            let same = (&last.order, &last.filter) == (&asked.order, &asked.filter);
            let so_many = found.as_ref().filter(|_| same).map_or(0, |list| list.comments.len());
            let loaded = LoadedAt { actions_done: context.actions_done, ..LoadedAt::default() };
            ask(
                (thread, asked.clone()),
                PublishedList { loaded, ..PublishedList::default() },
                so_many,
                (found, inquiries.ask(), context),
            );
        });
    }
    let more = {
        let (found, context, asked) = (found.clone(), context.clone(), (*asked).clone());
        move |_: MouseEvent| {
            let before = (*found).clone().unwrap_or_default();
            let so_many = before.comments.len() + 1;
            ask((thread, asked.clone()), before, so_many, (found.clone(), inquiries.ask(), context.clone()));
        }
    };
    let loaded = found.as_ref().map(|list| list.loaded).unwrap_or_default();
    let every = go.reform(|_: MouseEvent| (Address::of(View::Published), false));
    let above = html! {
        <>
            if let Some(title) = title {
                <p class="only"><span>{ say::PAGE }{ ": " }<bdi>{ title }</bdi></span><button type="button" class="btn edge" onclick={every}>{ say::EVERY_PAGE }</button></p>
            }
            <News {loaded} context={context.clone()} />
        </>
    };
    let is_more = found.as_ref().is_some_and(|list| list.next.is_some());
    let below = html! { if is_more { <p class="quietline"><button type="button" class="btn edge" onclick={more}>{ people::MORE }</button></p> } };
    let choices = found.as_ref().and_then(|list| list.choices.clone());
    let behind = usize::from(is_more);
    let chosen = Chosen::of(&asked);
    let came = found.as_ref().map_or(0, |list| list.came);
    let entries = found.as_ref().map(|list| list.comments.iter().cloned().map(Entry::from).collect::<Vec<_>>());
    let empty = calm("lines", say::NOTHING, &say::WHAT_IS_HERE.into());
    html! {
        <Split {context} {address} {go} label={frame::PUBLISHED} {entries} {came} order={frame::NEWEST_FIRST} {chosen} {choices} {behind} many={true} {above} {below} {empty} />
    }
}

/// Asks for what is behind what was found, until there are so many: a list that was long stays long.
fn ask(
    (thread, asked): (Option<ThreadId>, ListQuery),
    mut list: PublishedList,
    so_many: usize,
    (found, inquiry, context): (UseStateHandle<Option<PublishedList>>, Inquiry, Context),
) {
    spawn_local(async move {
        loop {
            match api::pages::up_now(thread, &asked, list.next.as_deref()).await {
                Ok(page) => {
                    // What came after the first page was loaded is new.
                    if list.comments.is_empty() {
                        list.loaded.site_seq = page.latest;
                    }
                    list.choices = page.choices;
                    list.comments.extend(page.comments);
                    list.next = page.next;
                }
                Err(failure) => return context.failed(failure),
            }
            if !inquiry.counts() {
                return;
            }
            if list.next.is_none() || list.comments.len() >= so_many {
                list.came = inquiry.number();
                return found.set(Some(list));
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn a_comment_is_found_by_any_link_to_it() {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        for link in [
            format!("https://bakery.example/rye?a=b#porch-c-{id}"),
            format!(" https://talk.example/host/#comment={id} "),
            format!("https://talk.example/host/?site=bakery#comment={id}"),
            format!("#porch-c-{id}"),
        ] {
            assert_eq!(named(&link).map(|found| found.to_string()).as_deref(), Some(id), "{link}");
        }
        assert_eq!(named("https://bakery.example/rye"), None);
        assert_eq!(named(""), None);
    }
}
