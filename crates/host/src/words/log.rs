//! The words of the log: who did what, filters, and what exactly was changed.

use porch_protocol::host::Settled;
use porch_protocol::house::Setting;

use super::{pages, plugs, rules, site};

pub(crate) const TODAY: &str = "Today";
pub(crate) const YESTERDAY: &str = "Yesterday";
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

/// What the server calls whoever runs it, and whoever reported a comment.
pub(crate) const OPERATOR: &str = "operator";
pub(crate) const REPORTS: &str = "reports";

/// Who did what a line tells, as the list of names says it.
pub(crate) fn actor(line: &Settled) -> String {
    match line.by_id.as_deref() {
        Some(OPERATOR) => "On the server".into(),
        Some(REPORTS) => "Readers".into(),
        Some(_) => line.by.clone(),
        // The author of the comment: nobody of the team.
        None => line.name.clone().unwrap_or_else(|| line.by.clone()),
    }
}

/// The same, where the sentence goes on with what was done.
pub(crate) fn who(line: &Settled) -> String {
    let name = actor(line);
    if line.by_id.as_deref() == Some(OPERATOR) { format!("{name}:") } else { name }
}

/// What was done, in words.
pub(crate) fn done(line: &Settled) -> String {
    match (line.what.as_str(), &line.undid) {
        ("imported", _) => imported(&line.detail),
        (_, Some(undid)) => format!("took back: {}", super::event(undid)),
        (what, None) => super::team::event(line).unwrap_or_else(|| super::event(what)),
    }
}

/// What came in with a file, and what of it did not.
fn imported(detail: &[Setting]) -> String {
    let of = |key: &str| detail.iter().find(|one| one.key == key).map(|one| one.value.as_str());
    let number = |key: &str| of(key).and_then(|value| value.parse::<u64>().ok()).unwrap_or_default();
    let counted = |count: u64, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let from = match of("format") {
        Some("wordpress") => "WordPress",
        Some("disqus") => "Disqus",
        Some("porch") => "an export of Porch",
        Some(other) => other,
        None => "a file",
    };
    let mut said = format!("imported {}", counted(number("comments"), "comment", "comments"));
    if number("pages") > 0 {
        said.push_str(&format!(" on {}", counted(number("pages"), "page", "pages")));
    }
    said.push_str(&format!(" from {from}"));
    for (key, one, many) in [("known", "was", "were"), ("left_out", "entry was", "entries were")] {
        if number(key) > 0 {
            let end = if key == "known" { "here already" } else { "left out" };
            said.push_str(&format!("; {} {end}", counted(number(key), one, many)));
        }
    }
    if of("whole") == Some("off") {
        said.push_str("; the file was incomplete");
    }
    said
}

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

    use porch_protocol::host::Settled;
    use serde_json::json;

    use super::{detail, done, who};

    #[test]
    fn a_line_is_a_sentence() {
        let line = |by_id: Option<&str>, what: &str, rest: serde_json::Value| {
            let mut line =
                json!({ "seq": 1, "at": 1, "by": "its author", "by_id": by_id, "what": what, "name": "Pia" });
            line.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
            let line: Settled = serde_json::from_value(line).unwrap();
            format!("{} {}", who(&line), done(&line))
        };
        assert_eq!(line(None, "second_look_asked", json!({})), "Pia asked for a second look");
        let undone = json!({ "by": "Marta", "undid": "comment_marked_spam" });
        assert_eq!(line(Some("m1"), "decision_undone", undone), "Marta took back: marked as spam");
        assert_eq!(line(Some("reports"), "comment_held", json!({})), "Readers reported it, so that it is held");
        let set = |key: &str, value: &str| json!({ "key": key, "value": value });
        let came = [set("format", "wordpress"), set("comments", "112"), set("known", "0"), set("people", "15")];
        let came = line(Some("operator"), "imported", json!({ "detail": came }));
        assert_eq!(came, "On the server: imported 112 comments from WordPress");
        let broken = [
            set("format", "disqus"),
            set("comments", "1"),
            set("pages", "1"),
            set("known", "3"),
            set("left_out", "1"),
            set("whole", "off"),
        ];
        let broken = line(Some("operator"), "imported", json!({ "detail": broken }));
        let said = "imported 1 comment on 1 page from Disqus; 3 were here already; 1 entry was left out; the file was incomplete";
        assert_eq!(broken, format!("On the server: {said}"));
    }

    #[test]
    fn a_line_names_what_was_changed_as_its_room_does() {
        let one = |key: &str, value: &str| Setting { key: key.into(), value: value.into() };
        let said = |all: &[Setting]| detail(all, |at| format!("<{at}>"));
        assert_eq!(
            said(&[one("hold", "all"), one("slow", "60")]),
            "Hold for review: Every comment · Slow mode: 1 minute"
        );
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
