//! A list that the server sends in parts: loaded as far as it was shown before, and further by a button.

use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::Result;
use crate::context::Context;
use crate::frame::changed_notice::LoadedAt;
use crate::ui::load::settle;
use crate::ui::stale_guard::{GuardedRequest, use_stale_guard};

/// One part of a list, or several parts as one.
pub(crate) trait ListPart: Clone + 'static {
    /// How many entries it has.
    fn count(&self) -> usize;

    /// The mark of the next part, if there is one.
    fn next(&self) -> Option<&str>;

    /// This part with a later one behind it.
    fn followed_by(self, later: Self) -> Self;
}

/// The parts that are loaded.
#[derive(Clone, PartialEq)]
pub(crate) struct LoadedParts<P> {
    pub(crate) list: P,
    /// The count of actions done here when the first part was requested.
    actions_done: u32,
    /// The number of the request: a response with the same content is a new one all the same.
    pub(crate) request: u32,
}

/// The list, and the callback that loads its next part.
pub(crate) struct PagedList<P> {
    pub(crate) found: Option<LoadedParts<P>>,
    pub(crate) more: Callback<MouseEvent>,
}

impl<P: ListPart> PagedList<P> {
    /// Whether there is another part.
    pub(crate) fn has_more(&self) -> bool {
        self.found.as_ref().is_some_and(|found| found.list.next().is_some())
    }

    /// When its first part was loaded; `latest` is the number of the site's last change then.
    pub(crate) fn loaded(&self, latest: impl FnOnce(&P) -> i64) -> LoadedAt {
        let loaded = self.found.as_ref();
        loaded
            .map(|found| LoadedAt { site_seq: latest(&found.list), actions_done: found.actions_done })
            .unwrap_or_default()
    }
}

/// The list for a query; loaded anew when the query or `version` changes and after each action. Another query starts at
/// the beginning; otherwise a list that was long stays long.
#[hook]
pub(crate) fn use_paged_list<P, Q, V, R, F>(context: &Context, query: Q, version: V, request: F) -> PagedList<P>
where
    P: ListPart,
    Q: PartialEq + Clone + 'static,
    V: PartialEq + 'static,
    R: IntoFuture<Output = Result<P>, IntoFuture: 'static>,
    F: Fn(Option<&str>) -> R + Clone + 'static,
{
    let (found, guard) = (use_state(|| None::<LoadedParts<P>>), use_stale_guard());
    let load = {
        let (found, context, guard) = (found.clone(), context.clone(), guard.clone());
        move |before: Option<LoadedParts<P>>, minimum: usize| {
            let (found, context, request, guarded) = (found.clone(), context.clone(), request.clone(), guard.begin());
            let number = guarded.number();
            let (list, actions_done) =
                before.map_or((None, context.actions_done), |parts| (Some(parts.list), parts.actions_done));
            spawn_local(async move {
                let response = load_parts(request, list, minimum, &guarded).await;
                let show = |list| found.set(Some(LoadedParts { list, actions_done, request: number }));
                settle(&guarded, response, show, |failure| context.show_failure(failure));
            });
        }
    };
    {
        let (found, load) = (found.clone(), load.clone());
        let last_query = use_mut_ref(|| query.clone());
        use_effect_with((query, version, context.actions_done), move |(query, ..)| {
            let is_same = last_query.replace(query.clone()) == *query;
            load(None, found.as_ref().filter(|_| is_same).map_or(0, |found| found.list.count()));
            move || drop(guard.begin())
        });
    }
    let more = {
        let found = found.clone();
        Callback::from(move |_: MouseEvent| {
            let minimum = found.as_ref().map_or(0, |found| found.list.count()) + 1;
            load((*found).clone(), minimum);
        })
    };
    PagedList { found: (*found).clone(), more }
}

/// Loads parts until there are so many entries, or no other part, or a later request.
async fn load_parts<P: ListPart, R: IntoFuture<Output = Result<P>>>(
    request: impl Fn(Option<&str>) -> R,
    before: Option<P>,
    minimum: usize,
    guarded: &GuardedRequest,
) -> Result<P> {
    let mut list = before;
    loop {
        let part = request(list.as_ref().and_then(P::next)).await?;
        let so_far = match list {
            Some(list) => list.followed_by(part),
            None => part,
        };
        if so_far.next().is_none() || so_far.count() >= minimum || !guarded.is_latest() {
            return Ok(so_far);
        }
        list = Some(so_far);
    }
}

#[cfg(test)]
mod tests {
    use std::future::{Ready, ready};
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::{ListPart, load_parts};
    use crate::api::{Failure, Result};
    use crate::ui::stale_guard::StaleGuard;

    /// Numbers, and the mark of the next part.
    #[derive(Clone, Debug, PartialEq)]
    struct Numbers(Vec<u32>, Option<String>);

    impl ListPart for Numbers {
        fn count(&self) -> usize {
            self.0.len()
        }

        fn next(&self) -> Option<&str> {
            self.1.as_deref()
        }

        fn followed_by(mut self, later: Self) -> Self {
            self.0.extend(later.0);
            Self(self.0, later.1)
        }
    }

    /// A list of six numbers in parts of two; its third part fails where `fails`.
    fn part(after: Option<&str>, fails: bool) -> Ready<Result<Numbers>> {
        let from: u32 = after.map_or(0, |after| after.parse().expect("a mark is a number"));
        if fails && from == 4 {
            return ready(Err(Failure::Message("lost".into())));
        }
        let next = (from < 4).then(|| (from + 2).to_string());
        ready(Ok(Numbers(vec![from, from + 1], next)))
    }

    fn loaded(before: Option<Numbers>, minimum: usize, fails: bool) -> Result<Numbers> {
        let guarded = StaleGuard::default().begin();
        let mut loading = pin!(load_parts(|after| part(after, fails), before, minimum, &guarded));
        match loading.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(list) => list,
            Poll::Pending => panic!("nothing has to be awaited"),
        }
    }

    #[test]
    fn a_list_is_loaded_as_far_as_it_was_shown() {
        let first = loaded(None, 0, false).expect("it loads");
        assert_eq!(first, Numbers(vec![0, 1], Some("2".into())));
        let more = loaded(Some(first), 3, false).expect("it loads");
        assert_eq!(more, Numbers(vec![0, 1, 2, 3], Some("4".into())));
        assert_eq!(loaded(None, 4, false), Ok(more));
        assert_eq!(loaded(None, 100, false), Ok(Numbers((0..6).collect(), None)), "there are no more");
    }

    #[test]
    fn a_list_is_not_shown_where_one_of_its_parts_failed() {
        assert_eq!(loaded(None, 6, true), Err(Failure::Message("lost".into())));
    }
}
