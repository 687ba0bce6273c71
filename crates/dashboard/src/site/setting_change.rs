//! A change of the site's settings, and what a section of the settings needs to make one.

use porch_protocol::site_settings::{Setting, SiteSettings};
use yew::prelude::*;

/// The new settings, and the previous ones.
pub(crate) type Change = (Vec<Setting>, Vec<Setting>);

/// A setting by its name.
pub(crate) fn setting(key: &str, value: &str) -> Setting {
    Setting { key: key.into(), value: value.into() }
}

/// The site, and the callback that changes it.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SetProps {
    pub(crate) site: SiteSettings,
    pub(crate) set: Callback<Change>,
}

/// All origins as settings.
pub(crate) fn origin_settings(origins: &[String]) -> Vec<Setting> {
    origins.iter().map(|origin| setting("origin", origin)).collect()
}
