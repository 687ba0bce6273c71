//! The words of the log: who did what, filters, and what exactly was changed.

use porch_protocol::house::Setting;

use super::{pages, plugs, rules, site};

pub(crate) const LOG: &str = "History";
pub(crate) const WHO: &str = "Who";
pub(crate) const EVERYBODY: &str = "Everybody";
pub(crate) const WHAT: &str = "What";
pub(crate) const OLDER: &str = "Show older";
pub(crate) const NOTHING: &str = "Nothing found.";
pub(crate) const ABOUT: &str = "about";
pub(crate) const NOW: &str = "now";
/// Over the words of a comment that were changed since.
pub(crate) const WORDS_THEN: &str = "The comment as it was then. It was changed since:";
/// Over the words of now, where nobody knows those that the line is about.
pub(crate) const WORDS_NOW: &str =
    "The comment as it is now. It was changed since, and the earlier version was not kept:";
pub(crate) const OUTDATED: &str = "not in effect any more";

/// The parts of the log: what the server calls them, and what the list says.
pub(crate) const PARTS: [(&str, &str); 8] = [
    ("", "Everything"),
    ("decisions", "Decisions about comments"),
    ("answers", "Replies and own comments"),
    ("bans", "Bans"),
    ("rules", "Rules and words to hold"),
    ("site", "Settings"),
    ("team", "Team"),
    ("talks", "Pages"),
];

/// What exactly was changed, by the names that it has in its room; `moment` writes a time as people here read it.
pub(crate) fn detail(detail: &[Setting], moment: impl Fn(&str) -> String) -> String {
    detail.iter().map(|one| named(one, &moment)).collect::<Vec<_>>().join(" · ")
}

fn named(Setting { key, value }: &Setting, moment: impl Fn(&str) -> String) -> String {
    if let Some(switch) = site::ALL.iter().find(|switch| switch.key == key) {
        return format!("{}: {}", switch.name, site::set_to(switch, value));
    }
    let (name, value) = match key.as_str() {
        "enabled" => (site::WRITES, value.clone()),
        "addresses" => ("mail goes to", value.clone()),
        "origins" => (site::ORIGINS, value.clone()),
        "team" => ("names of the team", value.clone()),
        "question" => (rules::QUESTION, value.clone()),
        "rules" => (rules::RULES, value.clone()),
        "by" => (rules::BY, value.clone()),
        "page" => (pages::PAGE, value.clone()),
        "shape" => (plugs::SHAPE, plugs::shape(value, false)),
        "events" => (plugs::WHICH, told(value)),
        "format" => ("from a file by", value.clone()),
        "comments" => ("comments imported", value.clone()),
        "known" => ("comments that were here already", value.clone()),
        "people" => ("new people", value.clone()),
        "pages" => ("pages with comments", value.clone()),
        "left_out" => ("entries left out", value.clone()),
        "whole" if value == "off" => return "the file was incomplete".into(),
        "kind" => return plugs::judge(value).into(),
        "seconds" => return pages::pace(value.parse().unwrap_or_default()),
        "until" => ("until", moment(value)),
        other => return format!("{}: {value}", other.replace('_', " ")),
    };
    format!("{name}: {value}")
}

/// The names of the events in a list of them.
fn told(events: &str) -> String {
    let named: Vec<_> = events.split(", ").filter(|one| !one.is_empty()).map(plugs::event).collect();
    if named.is_empty() { "default".into() } else { named.join(", ") }
}

#[cfg(test)]
mod tests {
    use porch_protocol::house::Setting;

    use super::detail;

    #[test]
    fn a_line_names_what_was_changed_as_its_room_does() {
        let one = |key: &str, value: &str| Setting { key: key.into(), value: value.into() };
        let said = |all: &[Setting]| detail(all, |at| format!("<{at}>"));
        assert_eq!(said(&[one("hold", "all"), one("slow", "60")]), "Hold for review: Every comment · Slow mode: 60");
        assert_eq!(said(&[one("enabled", "off")]), "E-mail for new comments: off");
        assert_eq!(said(&[one("events", "comment.held, comment.new")]), "Events: comment held, comment.new");
        assert_eq!(said(&[one("kind", "akismet")]), "Akismet");
        assert_eq!(said(&[one("comments", "12"), one("left_out", "3")]), "comments imported: 12 · entries left out: 3");
        assert_eq!(said(&[one("seconds", "120")]), "slow mode: two minutes between two comments of one person");
        assert_eq!(said(&[one("seconds", "0")]), "slow mode off");
        assert_eq!(said(&[one("until", "2026-05-03T18:20:11Z")]), "until: <2026-05-03T18:20:11Z>");
        assert_eq!(said(&[one("from_a_later_program", "x")]), "from a later program: x");
    }
}
