//! A change of the site's settings, and what a part of the settings needs to make one.

use porch_protocol::site_settings::{Setting, SiteSettings};
use yew::prelude::*;

/// What is to be set, and what was set before.
pub(crate) type Change = (Vec<Setting>, Vec<Setting>);

/// A setting by its name.
pub(crate) fn setting(key: &str, value: &str) -> Setting {
    Setting { key: key.into(), value: value.into() }
}

/// The site, and the way to set it.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SetProps {
    pub(crate) site: SiteSettings,
    pub(crate) set: Callback<Change>,
}

/// All origins as settings.
pub(crate) fn listed(origins: &[String]) -> Vec<Setting> {
    origins.iter().map(|origin| setting("origin", origin)).collect()
}
