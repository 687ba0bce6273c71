//! The two lists that everybody's day begins with: what is to be read, and who waits. Asked for anew from time to time.

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
use crate::ui::stale_guard::use_inquiries;
use crate::ui::toast_message::ToastMessage;

/// How often the lists are asked for anew while somebody looks, in milliseconds.
const OFTEN: u32 = 10_000;

/// How often the lists were asked for, and how often because somebody here has done something.
#[derive(Clone, Copy, Default, PartialEq)]
pub(crate) struct RefreshCount {
    pub(crate) asked: u32,
    pub(crate) actions_done: u32,
}

impl Reducible for RefreshCount {
    /// Whether something was done.
    type Action = bool;

    fn reduce(self: Rc<Self>, done: bool) -> Rc<Self> {
        Rc::new(Self {
            asked: self.asked.wrapping_add(1),
            actions_done: self.actions_done.wrapping_add(u32::from(done)),
        })
    }
}

/// A list, as far as it is here.
#[derive(Clone, PartialEq)]
pub(crate) struct List<T> {
    pub(crate) found: Option<T>,
    /// Which inquiry it answers: a list that says the same as the one before is another one all the same.
    pub(crate) inquiry: u32,
    /// How many comments it does not show, because they would push down what somebody reads.
    pub(crate) held_back: usize,
    /// What it was asked for, and how much had been done here then.
    asked: ListQuery,
    actions_done: u32,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { found: None, inquiry: 0, held_back: 0, asked: ListQuery::default(), actions_done: 0 }
    }
}

impl<T: Rows> List<T> {
    /// The list that comes after this one. In the order that the lists begin with, what is new comes last.
    fn then(&self, mut found: T, asked: ListQuery, deeds: u32, came: u32) -> Self {
        let same = asked.order != ListOrder::Usual && self.asked == asked && self.actions_done == deeds;
        let before = self.found.as_ref().filter(|_| same);
        let held_back = before.map_or(0, |before| found.hold_back(before));
        Self { found: Some(found), inquiry: came, held_back, asked, actions_done: deeds }
    }

    /// When it was loaded, for the line that tells of what it holds back.
    pub(crate) fn loaded(&self, context: &Context) -> LoadedAt {
        LoadedAt { site_seq: context.site_seq - i64::from(self.held_back > 0), actions_done: context.actions_done }
    }
}

/// The lists. A guest expert has only the one of those who wait.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Lists {
    pub(crate) review: List<ReviewQueue>,
    pub(crate) unanswered: List<UnansweredList>,
}

/// The lists as they were when they were asked for last; which part of each is asked for: of what is to be read, and of
/// those who wait.
#[hook]
pub(crate) fn use_lists(
    guest: bool,
    turn: &UseReducerHandle<RefreshCount>,
    context: &Context,
    asked: (&ListQuery, &ListQuery),
) -> Lists {
    let (review, unanswered) = (use_state(List::<ReviewQueue>::default), use_state(List::<UnansweredList>::default));
    let lists = Lists { review: (*review).clone(), unanswered: (*unanswered).clone() };
    // Whether an answer is still out; and how much had been done here when it was said last that the server is lost, where
    // nobody has seen it since: whoever tries again hears it once more.
    let (out, lost) = (use_mut_ref(|| false), use_mut_ref(|| None::<u32>));
    let (context, inquiries) = (context.clone(), use_inquiries());
    {
        let out = out.clone();
        let (deeds, asked) = (turn.actions_done, (asked.0.clone(), asked.1.clone()));
        use_effect_with((turn.asked, asked), move |(_, asked)| {
            let asked = asked.clone();
            // What was asked for before something was done here knows nothing of it.
            let inquiry = inquiries.ask();
            out.replace(true);
            spawn_local(async move {
                let answer = async {
                    if !guest {
                        let found = api::to_read(&asked.0).await?;
                        if inquiry.counts() {
                            review.set(review.then(found, asked.0, deeds, inquiry.number()));
                        }
                    }
                    let found = api::waiting(&asked.1).await?;
                    if inquiry.counts() {
                        unanswered.set(unanswered.then(found, asked.1, deeds, inquiry.number()));
                    }
                    Ok(())
                };
                let answer = answer.await;
                if inquiry.counts() {
                    out.replace(false);
                }
                match answer {
                    Err(Failure::Out) => context.session_ended.emit(()),
                    _ if !inquiry.counts() => {}
                    // Said once, and no more once the server is back. Whatever else was lost is asked for anew.
                    Ok(()) if api::was_lost() => {
                        lost.replace(None);
                        context.say.emit(ToastMessage::default());
                        context.refresh.emit(());
                    }
                    Err(Failure::Wrong(why)) if lost.replace(Some(deeds)) != Some(deeds) => {
                        context.say.emit(ToastMessage::wrong(why));
                    }
                    _ => {}
                }
            });
        });
    }
    use_ticks(Callback::from({
        let turn = turn.clone();
        move |()| {
            if !*out.borrow() {
                turn.dispatch(false);
            }
        }
    }));
    lists
}

/// A list as it was found, and in their old places those of before that somebody is writing about: their words must not go
/// because somebody else was faster.
pub(crate) fn kept<T: Clone, K: PartialEq>(
    before: &[T],
    found: Vec<T>,
    key: impl Fn(&T) -> K,
    writes: impl Fn(&T) -> bool,
) -> Vec<T> {
    let mut all = found;
    let place = |all: &[T], of: &T| all.iter().position(|one| key(one) == key(of));
    for (at, one) in before.iter().enumerate() {
        if writes(one) && place(&all, one).is_none() {
            let behind = before[..at].iter().rev().find_map(|other| place(&all, other));
            all.insert(behind.map_or(0, |behind| behind + 1), one.clone());
        }
    }
    all
}

/// Asks anew from time to time, while somebody looks, and when the browser loses its connection or has it again.
#[hook]
pub(crate) fn use_ticks(refresh: Callback<()>) {
    let latest = use_mut_ref(|| refresh.clone());
    *latest.borrow_mut() = refresh;
    use_effect_with((), move |()| {
        let often = latest.clone();
        let tick = Interval::new(OFTEN, move || {
            let hidden =
                web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden());
            if !hidden {
                often.borrow().emit(());
            }
        });
        let hear = |event: &'static str| {
            let latest = latest.clone();
            let window = web_sys::window()?;
            Some(EventListener::new(&window, event, move |_| latest.borrow().emit(())))
        };
        let listeners = [hear("online"), hear("offline")];
        move || drop((tick, listeners))
    });
}

#[cfg(test)]
mod tests {
    use super::kept;

    #[test]
    fn what_somebody_writes_about_stays_in_its_place_until_they_are_done() {
        let stays = |before: &str, found: &str, writing: &str| {
            let (before, found): (Vec<_>, Vec<_>) = (before.chars().collect(), found.chars().collect());
            kept(&before, found, |one| *one, |one| writing.contains(*one)).into_iter().collect::<String>()
        };
        assert_eq!(stays("abc", "ac", "b"), "abc");
        assert_eq!(stays("abc", "c", "b"), "bc");
        assert_eq!(stays("abc", "", "abc"), "abc");
        assert_eq!(stays("abc", "acd", "b"), "abcd");
        assert_eq!(stays("abc", "cab", "b"), "cab", "it is there");
        assert_eq!(stays("abc", "ac", ""), "ac");
        assert_eq!(stays("", "ab", "x"), "ab");
    }
}
