//! The words of the log: who did what, filters, and what exactly was changed.

use porch_protocol::house::Setting;

pub(crate) const LOG: &str = "Settled";
pub(crate) const WHO: &str = "Who";
pub(crate) const EVERYBODY: &str = "everybody";
pub(crate) const WHAT: &str = "What";
pub(crate) const OLDER: &str = "Show older";
pub(crate) const NOTHING: &str = "Nothing of that kind was done.";
pub(crate) const ABOUT: &str = "about";
pub(crate) const NOW: &str = "now";
pub(crate) const OUTDATED: &str = "this line is outdated";

/// The parts of the log: what the server calls them, and what the list says.
pub(crate) const PARTS: [(&str, &str); 7] = [
    ("", "everything"),
    ("decisions", "decisions about comments"),
    ("bans", "who was asked to stay away"),
    ("rules", "rules and words"),
    ("site", "switches and addresses"),
    ("team", "the team"),
    ("talks", "whole conversations"),
];

/// What exactly was changed.
pub(crate) fn detail(detail: &[Setting]) -> String {
    detail.iter().map(|one| format!("{}: {}", one.key, one.value)).collect::<Vec<_>>().join(" · ")
}
