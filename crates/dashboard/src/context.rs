//! What each view of the dashboard may ask of it.

use yew::prelude::*;

use crate::api::Failure;
use crate::ui::toast_message::ToastMessage;

/// What every list may ask of the dashboard.
#[derive(Clone, PartialEq)]
pub(crate) struct Context {
    /// Shows a toast.
    pub(crate) say: Callback<ToastMessage>,
    /// Asks for the lists anew.
    pub(crate) refresh: Callback<()>,
    /// The session expired: shows the page for signing in.
    pub(crate) session_ended: Callback<()>,
    /// How often somebody here has done something: whoever shows what that was about asks anew.
    pub(crate) actions_done: u32,
    /// How far the site has come, as the server counts it: whoever shows a list tells that it is older than that.
    pub(crate) site_seq: i64,
    /// How often something went wrong here: whoever waits for a list learns from it that it will not come.
    pub(crate) failures: u32,
    /// The site is called something else from now on.
    pub(crate) renamed: Callback<String>,
    /// Whoever looks is called something else from now on.
    pub(crate) own_renamed: Callback<String>,
    /// The name of whoever looks, over what they write.
    pub(crate) me: AttrValue,
}

impl Context {
    /// Shows what went wrong, or the page for signing in where the session expired.
    pub(crate) fn failed(&self, failure: Failure) {
        match failure {
            Failure::Out => self.session_ended.emit(()),
            Failure::Wrong(why) => self.say.emit(ToastMessage::wrong(why)),
        }
    }
}
