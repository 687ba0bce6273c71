//! What each view may request from the dashboard.

use yew::prelude::*;

use crate::api::Failure;
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
}

impl Context {
    /// Shows the failure, or the page for signing in where the session expired.
    pub(crate) fn show_failure(&self, failure: Failure) {
        match failure {
            Failure::SignedOut => self.session_ended.emit(()),
            Failure::Message(message) => self.show_toast.emit(ToastMessage::error(message)),
        }
    }
}
