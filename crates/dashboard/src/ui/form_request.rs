//! The request of a form that shows below its fields why it failed. A second press is ignored while it is being sent.

use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::{Failure, Result};
use crate::ui::single_flight::{SingleFlight, use_single_flight};

/// The request, and the message about its failure.
#[derive(Clone)]
pub(crate) struct FormRequest {
    error: UseStateHandle<Option<String>>,
    flight: SingleFlight,
}

impl FormRequest {
    /// The message about the failure, for an element that is announced.
    pub(crate) fn error(&self) -> Option<String> {
        (*self.error).clone()
    }

    /// Sends the request. `then` receives its response; `explain` has the message about a failure, and none where it
    /// shows the failure itself.
    pub(crate) fn send<T, R>(
        &self,
        request: R,
        then: impl FnOnce(T) + 'static,
        explain: impl FnOnce(Failure) -> Option<String> + 'static,
    ) where
        R: IntoFuture<Output = Result<T>, IntoFuture: 'static>,
    {
        let Some(done) = self.flight.begin() else { return };
        let (request, error) = (request.into_future(), self.error.clone());
        // Cleared first: an unchanged message would not be announced again.
        error.set(None);
        spawn_local(async move {
            match request.await {
                Ok(value) => then(value),
                Err(failure) => error.set(explain(failure)),
            }
            done.emit(true);
        });
    }
}

/// The request of a form.
#[hook]
pub(crate) fn use_form_request() -> FormRequest {
    FormRequest { error: use_state(|| None::<String>), flight: use_single_flight() }
}
