//! The two main lists, comments to review and unanswered comments, reloaded from time to time.

use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use porch_protocol::queue_query::ListOrder;
use porch_protocol::team_api::{ReviewQueue, UnansweredList};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::{self, Failure};
use crate::context::Context;
use crate::frame::changed_notice::LoadedAt;
use crate::review::list_filters::ListQuery;
use crate::ui::stable_list::Rows;
use crate::ui::stale_guard::use_stale_guard;
use crate::ui::toast_message::ToastMessage;

/// How often the lists are reloaded while the page is visible, in milliseconds.
const INTERVAL: u32 = 10_000;

/// How often the lists were requested, and how often because of an action here.
#[derive(Clone, Copy, Default, PartialEq)]
pub(crate) struct RefreshCount {
    pub(crate) requests: u32,
    pub(crate) actions_done: u32,
}

impl Reducible for RefreshCount {
    /// Whether an action was done.
    type Action = bool;

    fn reduce(self: Rc<Self>, done: bool) -> Rc<Self> {
        Rc::new(Self {
            requests: self.requests.wrapping_add(1),
            actions_done: self.actions_done.wrapping_add(u32::from(done)),
        })
    }
}

/// A list, once it is loaded.
#[derive(Clone, PartialEq)]
pub(crate) struct List<T> {
    pub(crate) found: Option<T>,
    /// The number of its request: a response with the same content is a new one all the same.
    pub(crate) request: u32,
    /// How many new comments it does not show, because they would push down the visible ones.
    pub(crate) held_back: usize,
    /// The query that it answers, and the count of actions done here then.
    query: ListQuery,
    actions_done: u32,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { found: None, request: 0, held_back: 0, query: ListQuery::default(), actions_done: 0 }
    }
}

impl<T: Rows> List<T> {
    /// The list after a reload. In the usual order, new comments come last.
    fn following(&self, mut found: T, query: ListQuery, actions_done: u32, request: u32) -> Self {
        let same = query.order != ListOrder::Usual && self.query == query && self.actions_done == actions_done;
        let before = self.found.as_ref().filter(|_| same);
        let held_back = before.map_or(0, |before| found.hold_back(before));
        Self { found: Some(found), request, held_back, query, actions_done }
    }

    /// When it was loaded, for the notice about what it holds back.
    pub(crate) fn loaded(&self, context: &Context) -> LoadedAt {
        LoadedAt { site_seq: context.site_seq - i64::from(self.held_back > 0), actions_done: context.actions_done }
    }
}

/// The lists. A guest expert has only the unanswered one.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Lists {
    pub(crate) review: List<ReviewQueue>,
    pub(crate) unanswered: List<UnansweredList>,
}

/// The lists as they were loaded last, by the queries for the comments to review and for the unanswered ones.
#[hook]
pub(crate) fn use_lists(
    guest: bool,
    refresh_count: &UseReducerHandle<RefreshCount>,
    context: &Context,
    query: (&ListQuery, &ListQuery),
) -> Lists {
    let (review, unanswered) = (use_state(List::<ReviewQueue>::default), use_state(List::<UnansweredList>::default));
    let lists = Lists { review: (*review).clone(), unanswered: (*unanswered).clone() };
    // Whether a response is pending; and the count of actions at the last message about the lost connection: after
    // another attempt it is shown again.
    let (pending, lost) = (use_mut_ref(|| false), use_mut_ref(|| None::<u32>));
    let (context, guard) = (context.clone(), use_stale_guard());
    {
        let pending = pending.clone();
        let (actions_done, query) = (refresh_count.actions_done, (query.0.clone(), query.1.clone()));
        use_effect_with((refresh_count.requests, query), move |(_, query)| {
            let query = query.clone();
            // A request that began before an action does not know of it.
            let request = guard.begin();
            pending.replace(true);
            spawn_local(async move {
                let answer = async {
                    if !guest {
                        let found = api::review_queue(&query.0).await?;
                        if request.is_latest() {
                            review.set(review.following(found, query.0, actions_done, request.number()));
                        }
                    }
                    let found = api::unanswered(&query.1).await?;
                    if request.is_latest() {
                        unanswered.set(unanswered.following(found, query.1, actions_done, request.number()));
                    }
                    Ok(())
                };
                let answer = answer.await;
                if request.is_latest() {
                    pending.replace(false);
                }
                match answer {
                    Err(Failure::SignedOut) => context.session_ended.emit(()),
                    _ if !request.is_latest() => {}
                    // Shown once, and removed when the server is reachable again. Everything else that was lost is
                    // reloaded.
                    Ok(()) if api::take_lost() => {
                        lost.replace(None);
                        context.show_toast.emit(ToastMessage::default());
                        context.refresh.emit(());
                    }
                    Err(Failure::Message(message)) if lost.replace(Some(actions_done)) != Some(actions_done) => {
                        context.show_toast.emit(ToastMessage::error(message));
                    }
                    _ => {}
                }
            });
        });
    }
    use_polling(Callback::from({
        let refresh_count = refresh_count.clone();
        move |()| {
            if !*pending.borrow() {
                refresh_count.dispatch(false);
            }
        }
    }));
    lists
}

/// A list as it was loaded, with the comments of the previous one for which the member is writing a text, in their old
/// places: the text must not disappear because another team member was faster.
pub(crate) fn keep_edited<T: Clone, K: PartialEq>(
    before: &[T],
    found: Vec<T>,
    key: impl Fn(&T) -> K,
    is_edited: impl Fn(&T) -> bool,
) -> Vec<T> {
    let mut all = found;
    let place = |all: &[T], item: &T| all.iter().position(|one| key(one) == key(item));
    for (at, one) in before.iter().enumerate() {
        if is_edited(one) && place(&all, one).is_none() {
            let behind = before[..at].iter().rev().find_map(|other| place(&all, other));
            all.insert(behind.map_or(0, |behind| behind + 1), one.clone());
        }
    }
    all
}

/// Reloads from time to time while the page is visible, and when the browser loses its connection or has it again.
#[hook]
pub(crate) fn use_polling(refresh: Callback<()>) {
    let latest = use_mut_ref(|| refresh.clone());
    *latest.borrow_mut() = refresh;
    use_effect_with((), move |()| {
        let on_tick = latest.clone();
        let tick = Interval::new(INTERVAL, move || {
            let hidden =
                web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden());
            if !hidden {
                on_tick.borrow().emit(());
            }
        });
        let listen = |event: &'static str| {
            let latest = latest.clone();
            let window = web_sys::window()?;
            Some(EventListener::new(&window, event, move |_| latest.borrow().emit(())))
        };
        let listeners = [listen("online"), listen("offline")];
        move || drop((tick, listeners))
    });
}

#[cfg(test)]
mod tests {
    use super::keep_edited;

    #[test]
    fn a_comment_with_a_draft_stays_in_its_place() {
        let shown = |before: &str, found: &str, writing: &str| {
            let (before, found): (Vec<_>, Vec<_>) = (before.chars().collect(), found.chars().collect());
            keep_edited(&before, found, |one| *one, |one| writing.contains(*one)).into_iter().collect::<String>()
        };
        assert_eq!(shown("abc", "ac", "b"), "abc");
        assert_eq!(shown("abc", "c", "b"), "bc");
        assert_eq!(shown("abc", "", "abc"), "abc");
        assert_eq!(shown("abc", "acd", "b"), "abcd");
        assert_eq!(shown("abc", "cab", "b"), "cab", "it is there");
        assert_eq!(shown("abc", "ac", ""), "ac");
        assert_eq!(shown("", "ab", "x"), "ab");
    }
}
