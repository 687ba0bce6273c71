//! The app around the views: who is signed in, the tabs, the address, the title, shortcuts.

pub(crate) mod app;
pub(crate) mod changed_notice;
pub(crate) mod dashboard;
pub(crate) mod leave;
pub(crate) mod lists;
pub(crate) mod navigation;
pub(crate) mod shortcuts;
pub(crate) mod title;
pub(crate) mod views;
