//! Guards against stale responses: of all requests for one list, only the latest one counts.

use std::cell::Cell;
use std::rc::Rc;

use yew::prelude::*;

/// The requests for one list.
#[derive(Clone, Default)]
pub(crate) struct StaleGuard(Rc<Cell<u32>>);

/// One request.
pub(crate) struct GuardedRequest {
    all: StaleGuard,
    number: u32,
}

impl StaleGuard {
    /// Starts a request: earlier ones are stale from now on.
    pub(crate) fn begin(&self) -> GuardedRequest {
        self.0.set(self.0.get().wrapping_add(1));
        GuardedRequest { all: self.clone(), number: self.0.get() }
    }
}

impl GuardedRequest {
    /// Its number, unique among the requests for the same list.
    pub(crate) fn number(&self) -> u32 {
        self.number
    }

    /// Whether it is still the latest request.
    pub(crate) fn is_latest(&self) -> bool {
        self.all.0.get() == self.number
    }
}

/// The guard for the list that a component shows.
#[hook]
pub(crate) fn use_stale_guard() -> StaleGuard {
    (*use_state(StaleGuard::default)).clone()
}

#[cfg(test)]
mod tests {
    use super::StaleGuard;

    #[test]
    fn only_the_latest_request_counts() {
        let (list, other) = (StaleGuard::default(), StaleGuard::default());
        let first = list.begin();
        assert!(first.is_latest());
        let second = list.begin();
        other.begin();
        assert!(!first.is_latest() && second.is_latest());
    }
}
