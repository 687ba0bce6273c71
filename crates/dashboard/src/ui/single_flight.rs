//! Sends a request once although its button is pressed twice: a second press is ignored while the first request is
//! being sent.

use std::cell::Cell;
use std::rc::Rc;

use yew::prelude::*;

/// Whether the request is being sent.
#[derive(Clone, Default)]
pub(crate) struct SingleFlight(Rc<Cell<bool>>);

impl SingleFlight {
    /// Starts the request, unless one is being sent. The caller calls back with whether it succeeded, and then another
    /// one may start.
    pub(crate) fn begin(&self) -> Option<Callback<bool>> {
        if self.0.replace(true) {
            return None;
        }
        let on_its_way = self.0.clone();
        Some(Callback::from(move |_| on_its_way.set(false)))
    }
}

/// The single request that the buttons of a component share.
#[hook]
pub(crate) fn use_single_flight() -> SingleFlight {
    (*use_state(SingleFlight::default)).clone()
}

#[cfg(test)]
mod tests {
    use super::SingleFlight;

    #[test]
    fn a_second_press_is_ignored_until_the_first_request_ends() {
        let flight = SingleFlight::default();
        let done = flight.begin().expect("the first press");
        assert!(flight.begin().is_none() && flight.clone().begin().is_none());
        done.emit(false);
        assert!(flight.begin().is_some(), "what was refused may be tried again");
    }
}
