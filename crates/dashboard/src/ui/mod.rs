//! The parts that all views use: fields, buttons, toasts, keys, focus, loading.

pub(crate) mod autosave;
pub(crate) mod avatar;
pub(crate) mod clipboard;
pub(crate) mod copy_button;
pub(crate) mod focus_moves;
pub(crate) mod focus_restore;
pub(crate) mod form;
pub(crate) mod highlight;
pub(crate) mod icons;
pub(crate) mod inline_form;
pub(crate) mod keys;
pub(crate) mod loading;
pub(crate) mod local_flags;
pub(crate) mod menu;
pub(crate) mod one_open_form;
pub(crate) mod relative_time;
pub(crate) mod required_fields;
pub(crate) mod single_flight;
pub(crate) mod stable_list;
pub(crate) mod stale_guard;
pub(crate) mod text_field;
pub(crate) mod toast;
pub(crate) mod toast_message;
pub(crate) mod two_panes;
pub(crate) mod window_width;
