//! The settings of the site: general, install, rules, notifications, integrations, sign-in, import and export.

pub(crate) mod highlighted_snippet;
pub(crate) mod import_export;
pub(crate) mod install;
pub(crate) mod install_checks;
pub(crate) mod install_preview;
pub(crate) mod newcomer_preview;
pub(crate) mod notifications;
pub(crate) mod page_rules;
pub(crate) mod prompt_and_rules;
pub(crate) mod rules;
pub(crate) mod second_looks;
pub(crate) mod setting_change;
pub(crate) mod settings;
pub(crate) mod sign_in_keys;
pub(crate) mod site_name;
pub(crate) mod snippet_options;
pub(crate) mod spam_services;
pub(crate) mod unlisted_origin;
pub(crate) mod webhooks;
pub(crate) mod word_rules;
