//! What each view may request from the dashboard.

use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::{Failure, Result};
use crate::ui::toast_message::ToastMessage;

/// What every view may request from the dashboard.
#[derive(Clone, PartialEq)]
pub(crate) struct Context {
    /// Shows a toast.
    pub(crate) show_toast: Callback<ToastMessage>,
    /// Reloads the lists.
    pub(crate) refresh: Callback<()>,
    /// The session expired: shows the page for signing in.
    pub(crate) session_ended: Callback<()>,
    /// How many actions were done in this dashboard. A view reloads what an action may have changed when this grows.
    pub(crate) actions_done: u32,
    /// The sequence number of the site's latest event. A view compares its own with this to see whether it is out of
    /// date.
    pub(crate) site_seq: i64,
    /// How many calls have failed. A view that waits for a list sees from this that the list will not come.
    pub(crate) failures: u32,
    /// The site was renamed.
    pub(crate) renamed: Callback<String>,
    /// The team member was renamed.
    pub(crate) own_renamed: Callback<String>,
    /// The team member's name, as it stands over what they write.
    pub(crate) me: AttrValue,
    /// Whether the team member may erase comments and people. The server checks it.
    pub(crate) may_erase: bool,
}

impl Context {
    /// Sends a request. `then` receives its response; a failure is shown.
    pub(crate) fn send<T, R>(&self, request: R, then: impl FnOnce(T) + 'static)
    where
        R: IntoFuture<Output = Result<T>, IntoFuture: 'static>,
    {
        self.send_reporting(request, then, |_| ());
    }

    /// The same; `done` receives at the end whether the request succeeded.
    pub(crate) fn send_reporting<T, R>(
        &self,
        request: R,
        then: impl FnOnce(T) + 'static,
        done: impl FnOnce(bool) + 'static,
    ) where
        R: IntoFuture<Output = Result<T>, IntoFuture: 'static>,
    {
        let (request, context) = (request.into_future(), self.clone());
        spawn_local(async move {
            let response = request.await;
            let succeeded = response.is_ok();
            match response {
                Ok(value) => then(value),
                Err(failure) => context.show_failure(failure),
            }
            done(succeeded);
        });
    }

    /// Shows a message.
    pub(crate) fn notify(&self, text: impl Into<String>) {
        self.show_toast.emit(ToastMessage { text: text.into(), ..ToastMessage::default() });
    }

    /// Shows a message with a button that undoes what it is about.
    pub(crate) fn notify_undoable(&self, text: impl Into<String>, undo: impl Fn() + 'static) {
        let undo_action = Some(Callback::from(move |()| undo()));
        self.show_toast.emit(ToastMessage { text: text.into(), undo_action, ..ToastMessage::default() });
    }

    /// The message about a failure, for the form whose request failed; where the session expired, shows the page for
    /// signing in.
    pub(crate) fn explain(&self, failure: Failure) -> Option<String> {
        match failure {
            Failure::Message(message) => Some(message),
            Failure::SignedOut => {
                self.session_ended.emit(());
                None
            }
        }
    }

    /// Shows the failure, or the page for signing in where the session expired.
    pub(crate) fn show_failure(&self, failure: Failure) {
        match failure {
            Failure::SignedOut => self.session_ended.emit(()),
            Failure::Message(message) => self.show_toast.emit(ToastMessage::error(message)),
        }
    }
}
