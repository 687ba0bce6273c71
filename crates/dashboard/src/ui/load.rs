//! Loads what a view shows: sends the request, shows a failure, tries again after one, and drops a stale response.

#[cfg(all(test, target_arch = "wasm32"))]
mod in_browser;

use std::ops::Deref;
use std::rc::Rc;

use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::{Failure, Result};
use crate::context::Context;
use crate::ui::stale_guard::{GuardedRequest, use_stale_guard};

/// What a view loads: none until the first response.
pub(crate) struct Loaded<T> {
    value: UseStateHandle<Option<T>>,
    reloads: UseReducerDispatcher<Reloads>,
}

impl<T> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        Self { value: self.value.clone(), reloads: self.reloads.clone() }
    }
}

impl<T> Deref for Loaded<T> {
    type Target = Option<T>;

    fn deref(&self) -> &Option<T> {
        &self.value
    }
}

impl<T: 'static> Loaded<T> {
    /// Shows this value from now on: the response to a change.
    pub(crate) fn set(&self, value: T) {
        self.value.set(Some(value));
    }

    /// The callback that loads it anew.
    pub(crate) fn reload(&self) -> Callback<()> {
        let reloads = self.reloads.clone();
        Callback::from(move |()| reloads.dispatch(()))
    }
}

/// How often a reload was requested. It is a reducer: two requests before the next drawing are two.
#[derive(Default)]
struct Reloads(u32);

impl Reducible for Reloads {
    type Action = ();

    fn reduce(self: Rc<Self>, (): ()) -> Rc<Self> {
        Rc::new(Self(self.0.wrapping_add(1)))
    }
}

/// Loads what a view shows when the view opens, when `of` changes, when [`Loaded::reload`] is called, and, as long as
/// there was no response, after each action and when the server is reachable again.
///
/// A failure is shown. Only the response to the latest request counts, and none after the view was closed.
#[hook]
pub(crate) fn use_load<T, D, R, F>(context: &Context, of: D, request: F) -> Loaded<T>
where
    T: 'static,
    D: PartialEq + 'static,
    R: IntoFuture<Output = Result<T>, IntoFuture: 'static>,
    F: FnOnce() -> R + 'static,
{
    let (value, reloads, guard) = (use_state(|| None::<T>), use_reducer(Reloads::default), use_stale_guard());
    let attempt = use_attempts(value.is_some(), context);
    {
        let (value, context) = (value.clone(), context.clone());
        use_effect_with((of, reloads.0, attempt), move |_| {
            let (request, guarded) = (request().into_future(), guard.begin());
            spawn_local(async move {
                settle(
                    &guarded,
                    request.await,
                    |found| value.set(Some(found)),
                    |failure| context.show_failure(failure),
                );
            });
            move || drop(guard.begin())
        });
    }
    Loaded { value, reloads: reloads.dispatcher() }
}

/// Passes on the response to a request. A stale one only says that the session expired: the later request reports any
/// other failure.
pub(crate) fn settle<T>(
    request: &GuardedRequest,
    response: Result<T>,
    on_success: impl FnOnce(T),
    on_failure: impl FnOnce(Failure),
) {
    match response {
        Ok(value) if request.is_latest() => on_success(value),
        Err(failure) if request.is_latest() || failure == Failure::SignedOut => on_failure(failure),
        _ => {}
    }
}

/// The count of actions done while `is_loaded` is false: an effect that depends on this runs again after an action, by
/// the button of [`super::loading::Loading`], and when the server is reachable again. Once loaded, it stays the same.
#[hook]
fn use_attempts(is_loaded: bool, context: &Context) -> u32 {
    let attempt = use_mut_ref(|| context.actions_done);
    if !is_loaded {
        attempt.replace(context.actions_done);
    }
    *attempt.borrow()
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::settle;
    use crate::api::{Failure, Result};
    use crate::ui::stale_guard::StaleGuard;

    fn settled(response: Result<u32>, stale: bool) -> Option<Result<u32>> {
        let (guard, settled) = (StaleGuard::default(), RefCell::new(None));
        let request = guard.begin();
        if stale {
            guard.begin();
        }
        settle(
            &request,
            response,
            |value| *settled.borrow_mut() = Some(Ok(value)),
            |failure| {
                *settled.borrow_mut() = Some(Err(failure));
            },
        );
        settled.into_inner()
    }

    #[test]
    fn the_latest_response_counts_and_of_a_stale_one_only_that_the_session_expired() {
        let message = || Err(Failure::Message("lost".into()));
        assert_eq!(settled(Ok(1), false), Some(Ok(1)));
        assert_eq!(settled(message(), false), Some(message()));
        assert_eq!(settled(Ok(1), true), None);
        assert_eq!(settled(message(), true), None);
        assert_eq!(settled(Err(Failure::SignedOut), true), Some(Err(Failure::SignedOut)));
    }
}
