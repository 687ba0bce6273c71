//! What is up, the latest first: the way from a comment that somebody has seen on a page to what can be done about it.

use porch_protocol::pace::PagePace;
use porch_protocol::up_now::MetComment;
use porch_protocol::{CommentId, ThreadId};
use web_sys::HtmlInputElement;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::House;
use crate::calls;
use crate::foot::Said;
use crate::latest::{Inquiry, use_inquiries};
use crate::met::{Look, MetView};
use crate::news::{Loaded, News};
use crate::pages::Pages;
use crate::place;
use crate::words::pages as say;
use crate::words::talk::NO_PAGE;

/// Whose room. A guest expert has one page, and its list stands open.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct UpNowProps {
    pub(crate) house: House,
    pub(crate) guest: bool,
}

/// The room.
#[component]
pub(crate) fn UpNowRoom(props: &UpNowProps) -> Html {
    let UpNowProps { house, guest } = props.clone();
    let page = use_state(|| None::<PagePace>);
    let pages = use_state(|| guest);
    let asked = use_state(|| None::<CommentId>);
    use_asked_page(&page, &house, guest);
    let choose = {
        let (page, pages) = (page.clone(), pages.clone());
        Callback::from(move |chosen| {
            page.set(chosen);
            pages.set(false);
        })
    };
    if guest {
        return html! { <Pages {house} choose={None::<Callback<Option<PagePace>>>} /> };
    }
    let toggle = {
        let pages = pages.clone();
        move |_: MouseEvent| pages.set(!*pages)
    };
    let find = {
        let (asked, house) = (asked.clone(), house.clone());
        move |event: Event| {
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            let found = named(&typed);
            if found.is_none() && !typed.trim().is_empty() {
                house.say.emit(Said::wrong(say::NO_LINK.into()));
            }
            asked.set(found);
        }
    };
    let every = choose.reform(|_: MouseEvent| None);
    html! {
        <>
            <form class="question" role="search" onsubmit={|event: SubmitEvent| event.prevent_default()}>
                <label><span>{ say::LINK }</span><input type="text" dir="ltr" maxlength="2000" aria-describedby="link-what" onchange={find} /></label>
                <p class="quiet" id="link-what">{ say::LINK_WHAT }</p>
            </form>
            if let Some(id) = *asked { <Look key={id.to_string()} {id} house={house.clone()} /> }
            <button class="line" aria-expanded={pages.to_string()} onclick={toggle}>{ say::PAGES }</button>
            if *pages { <Pages house={house.clone()} choose={Some(choose)} /> }
            if let Some(page) = &*page {
                <p class="row"><span>{ say::PAGE }{ ": " }<bdi>{ place::title(&page.place) }</bdi></span><button onclick={every}>{ say::EVERY_PAGE }</button></p>
            }
            <List key={page.as_ref().map(|page| page.thread.to_string()).unwrap_or_default()} thread={page.as_ref().map(|page| page.thread)} {house} />
        </>
    }
}

/// Chooses the page that the address names: whoever is refused on a page comes from there.
#[hook]
fn use_asked_page(page: &UseStateHandle<Option<PagePace>>, house: &House, guest: bool) {
    let (page, house) = (page.clone(), house.clone());
    use_effect_with((), move |()| {
        let Some(asked) = place::asked_for_page().filter(|_| !guest) else { return };
        spawn_local(async move {
            match calls::pages::pages(&asked, None).await {
                Ok(found) => match of_address(found.pages, &asked) {
                    Some(found) => page.set(Some(found)),
                    None => house.say.emit(Said { words: NO_PAGE.into(), ..Said::default() }),
                },
                Err(failure) => house.failed(failure),
            }
        });
    });
}

/// The page of an address among those that were found by it: the very one, or else the only one.
fn of_address(mut found: Vec<PagePace>, asked: &str) -> Option<PagePace> {
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

/// The comment that a link leads to: `…#porch-c-ID`, as pages and the house write it.
fn named(link: &str) -> Option<CommentId> {
    let (_, id) = link.trim().rsplit_once(['#', '='])?;
    id.trim_start_matches(CommentId::ANCHOR).parse().ok()
}

#[derive(Clone, PartialEq, Properties)]
struct ListProps {
    thread: Option<ThreadId>,
    house: House,
}

/// What was found so far.
#[derive(Clone, PartialEq, Default)]
struct Found {
    comments: Vec<MetComment>,
    next: Option<String>,
    loaded: Loaded,
}

/// What is up. Asked for anew after each deed, not from time to time: whoever reads a list must not lose their place. What
/// has happened since is told above it.
#[component]
fn List(props: &ListProps) -> Html {
    let found = use_state(|| None::<Found>);
    let inquiries = use_inquiries();
    {
        let (found, house, inquiries) = (found.clone(), props.house.clone(), inquiries.clone());
        let (thread, so_many) = (props.thread, found.as_ref().map_or(0, |list| list.comments.len()));
        use_effect_with(props.house.deeds, move |_| {
            let loaded = Loaded { deeds: house.deeds, ..Loaded::default() };
            ask(thread, Found { loaded, ..Found::default() }, so_many, (found, inquiries.ask(), house));
        });
    }
    let older = {
        let (found, house, thread) = (found.clone(), props.house.clone(), props.thread);
        move |_: MouseEvent| {
            let before = (*found).clone().unwrap_or_default();
            let so_many = before.comments.len() + 1;
            ask(thread, before, so_many, (found.clone(), inquiries.ask(), house.clone()));
        }
    };
    let Some(list) = &*found else { return html! { <p aria-busy="true" /> } };
    let shown = list.comments.iter().map(|met| {
        let key = met.comment.id.to_string();
        html! { <MetView {key} met={met.clone()} leaves={true} asked={false} done={Callback::noop()} house={props.house.clone()} /> }
    });
    html! {
        <>
            <News loaded={list.loaded} house={props.house.clone()} />
            if list.comments.is_empty() { <p class="quiet">{ say::NOTHING }</p> }
            { for shown }
            if list.next.is_some() { <button onclick={older}>{ say::OLDER }</button> }
        </>
    }
}

/// Asks for what is behind what was found, until there are so many: a list that was long stays long.
fn ask(
    thread: Option<ThreadId>,
    mut list: Found,
    so_many: usize,
    (found, inquiry, house): (UseStateHandle<Option<Found>>, Inquiry, House),
) {
    spawn_local(async move {
        loop {
            match calls::pages::up_now(thread, list.next.as_deref()).await {
                Ok(page) => {
                    // What came after the first page was loaded is new.
                    if list.comments.is_empty() {
                        list.loaded.latest = page.latest;
                    }
                    list.comments.extend(page.comments);
                    list.next = page.next;
                }
                Err(failure) => return house.failed(failure),
            }
            if !inquiry.counts() {
                return;
            }
            if list.next.is_none() || list.comments.len() >= so_many {
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
