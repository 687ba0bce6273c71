//! The texts of the history: who did what, the filters, and the details of a change.

use porch_protocol::site_settings::Setting;
use porch_protocol::team_api::HistoryEntry;

use super::names::isolated;
use super::{integrations, pages, rules, site};

pub(crate) const TODAY: &str = "Today";
pub(crate) const YESTERDAY: &str = "Yesterday";
pub(crate) const WHO: &str = "Who";
pub(crate) const EVERYBODY: &str = "Everybody";
pub(crate) const WHAT: &str = "What";
pub(crate) const OLDER: &str = "Show older";
pub(crate) const NOTHING: &str = "Nothing found.";
/// The heading of a comment's text that was edited since.
pub(crate) const WORDS_THEN: &str = "The comment as it was then. It was changed since:";
/// The heading of the current text, where the one that the line is about is unknown.
pub(crate) const WORDS_NOW: &str =
    "The comment as it is now. It was changed since, and the earlier version was not kept:";
pub(crate) const OUTDATED: &str = "not in effect any more";

/// The subject of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum EntrySubject {
    /// A person's comment.
    Comment,
    /// The actor's own comment.
    Own,
    /// The actor's own reply.
    Reply,
    /// A person.
    Person,
}

/// The description of an event, before and after its subject; none where it has neither a comment nor a person.
pub(crate) fn description(what: &str) -> Option<(&'static str, EntrySubject, &'static str)> {
    Some(match what {
        "comment_approved" => ("approved", EntrySubject::Comment, ""),
        "comment_sent_back" => ("asked for changes to", EntrySubject::Comment, ""),
        "comment_declined" => ("declined", EntrySubject::Comment, ""),
        "comment_removed" => ("removed", EntrySubject::Comment, ""),
        "comment_restored" => ("restored", EntrySubject::Comment, ""),
        "comment_kept" => ("kept", EntrySubject::Comment, ""),
        "comment_marked_spam" => ("marked", EntrySubject::Comment, "as spam"),
        "comment_cleared" => ("marked", EntrySubject::Comment, "as not spam"),
        "decision_undone" | "removal_undone" => ("took back a decision about", EntrySubject::Comment, ""),
        "second_look_asked" => ("asked for a second look at", EntrySubject::Own, ""),
        "comment_held" => ("reported", EntrySubject::Comment, "so that it was held"),
        "comment_published" => ("", EntrySubject::Reply, ""),
        "comment_edited" => ("edited", EntrySubject::Own, ""),
        "comment_withdrawn" => ("deleted", EntrySubject::Own, ""),
        "no_answer_needed" => ("marked", EntrySubject::Comment, "as needing no reply"),
        "answer_needed_again" => ("marked", EntrySubject::Comment, "as unanswered again"),
        "branch_cooled" => ("paused replies to", EntrySubject::Comment, ""),
        "cooling_ended" => ("allowed replies again to", EntrySubject::Comment, ""),
        "banned" => ("banned", EntrySubject::Person, ""),
        "ban_ended" => ("lifted the ban of", EntrySubject::Person, ""),
        _ => return None,
    })
}

/// Before the description, where that was undone.
pub(crate) const UNDID: &str = "took back:";

/// The name of a subject: for a comment, with its author's name.
pub(crate) fn label(about: EntrySubject, name: Option<&str>) -> String {
    match (about, name) {
        (EntrySubject::Comment, Some(name)) => format!("{}’s comment", isolated(name)),
        (EntrySubject::Comment, None) => "a comment".into(),
        (EntrySubject::Own, _) => "their own comment".into(),
        (EntrySubject::Reply, _) => "replied".into(),
        (EntrySubject::Person, Some(name)) => isolated(name),
        (EntrySubject::Person, None) => "somebody".into(),
    }
}

/// The filters of the history: the server's names, and their labels.
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

/// The server's names for the operator, and for readers who reported a comment.
pub(crate) const OPERATOR: &str = "operator";
pub(crate) const REPORTS: &str = "reports";

/// The actor of a line, as the filter shows it.
pub(crate) fn actor(line: &HistoryEntry) -> String {
    match line.by_id.as_deref() {
        Some(OPERATOR) => "On the server".into(),
        Some(REPORTS) => "Readers".into(),
        Some(_) => line.by.clone(),
        // The comment's author, who is no team member.
        None => line.name.clone().unwrap_or_else(|| line.by.clone()),
    }
}

/// The actor at the beginning of a sentence.
pub(crate) fn who(line: &HistoryEntry) -> String {
    let name = actor(line);
    if line.by_id.as_deref() == Some(OPERATOR) { format!("{name}:") } else { name }
}

/// What was imported from a file, and what was not.
pub(crate) fn imported(detail: &[Setting]) -> String {
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
    let pages = match number("pages") {
        0 => String::new(),
        pages => format!(" on {}", counted(pages, "page", "pages")),
    };
    let mut summary = format!("imported {}{pages} from {from}", counted(number("comments"), "comment", "comments"));
    for (key, one, many) in [("known", "was", "were"), ("left_out", "entry was", "entries were")] {
        if number(key) > 0 {
            let end = if key == "known" { "here already" } else { "left out" };
            summary = format!("{summary}; {} {end}", counted(number(key), one, many));
        }
    }
    if of("whole") == Some("off") {
        summary.push_str("; the file was incomplete");
    }
    summary
}

/// The details of a change, with the labels of the settings; `moment` formats a time.
pub(crate) fn detail(detail: &[Setting], moment: impl Fn(&str) -> String) -> String {
    detail.iter().map(|one| named(one, &moment)).collect::<Vec<_>>().join(" · ")
}

fn named(Setting { key, value }: &Setting, moment: impl Fn(&str) -> String) -> String {
    if let Some(switch) = site::ALL.iter().find(|switch| switch.key == key) {
        return format!("{}: {}", switch.name, site::set_to(switch, value));
    }
    let (name, value) = match key.as_str() {
        "enabled" => (site::MAIL_SWITCH, value.clone()),
        "addresses" => ("mail goes to", value.clone()),
        "origins" => (site::ORIGINS, value.clone()),
        "team" => ("names of the team", value.clone()),
        "name" if value.is_empty() => return format!("{}: {}", site::NAME, site::ADDRESS_STANDS),
        "name" => (site::NAME, value.clone()),
        "question" => (rules::QUESTION, value.clone()),
        "rules" => (rules::RULES, value.clone()),
        "by" => (rules::SIGNATURE, value.clone()),
        "page" => (pages::PAGE, value.clone()),
        "shape" => (integrations::SHAPE, integrations::shape(value, false)),
        "events" => (integrations::WHICH, event_names(value)),
        "format" => ("from a file by", value.clone()),
        "comments" => ("comments imported", value.clone()),
        "known" => ("comments that were here already", value.clone()),
        "people" => ("new people", value.clone()),
        "pages" => ("pages with comments", value.clone()),
        "left_out" => ("entries left out", value.clone()),
        "whole" if value == "off" => return "the file was incomplete".into(),
        "kind" => return integrations::spam_service(value).into(),
        "note" if value.is_empty() => return pages::NOTE_NONE.into(),
        "note" => (pages::VISITORS_READ, format!("“{value}”")),
        "seconds" => return pages::slow_mode(value.parse().unwrap_or_default()),
        "until" => ("until", moment(value)),
        other => return format!("{}: {value}", other.replace('_', " ")),
    };
    format!("{name}: {value}")
}

/// The names of several events, as a list.
fn event_names(events: &str) -> String {
    let named: Vec<_> = events.split(", ").filter(|one| !one.is_empty()).map(integrations::event).collect();
    if named.is_empty() { "default".into() } else { named.join(", ") }
}

#[cfg(test)]
mod tests {
    use porch_protocol::site_settings::Setting;

    use porch_protocol::team_api::HistoryEntry;
    use serde_json::json;

    use super::{EntrySubject, description, detail, imported, label, who};

    #[test]
    fn a_line_names_its_actor_and_what_was_imported() {
        let named = |by_id: Option<&str>| {
            let line = json!({ "seq": 1, "at": 1, "by": "Marta", "by_id": by_id, "what": "", "name": "Pia" });
            who(&serde_json::from_value::<HistoryEntry>(line).unwrap())
        };
        let names = [None, Some("m1"), Some("reports"), Some("operator")].map(named);
        assert_eq!(names, ["Pia", "Marta", "Readers", "On the server:"]);
        let set = |(key, value): (&str, &str)| Setting { key: key.into(), value: value.into() };
        let imported_counts = [("format", "wordpress"), ("comments", "112"), ("known", "0"), ("people", "15")].map(set);
        assert_eq!(imported(&imported_counts), "imported 112 comments from WordPress");
        let broken = [("format", "disqus"), ("comments", "1"), ("pages", "1"), ("known", "3"), ("left_out", "1")];
        let broken: Vec<_> = broken.into_iter().chain([("whole", "off")]).map(set).collect();
        let summary = "imported 1 comment on 1 page from Disqus; 3 were here already; 1 entry was left out; \
                    the file was incomplete";
        assert_eq!(imported(&broken), summary);
    }

    #[test]
    fn every_event_about_a_comment_names_its_author() {
        use crate::text::event;
        use crate::text::names::plain_text;
        let line = |what| {
            let (before, of, after) = description(what).unwrap();
            [before, &plain_text(&label(of, Some("Dana"))), after].join(" ").trim().to_owned()
        };
        assert_eq!(line("comment_approved"), "approved Dana’s comment");
        assert_eq!(line("comment_marked_spam"), "marked Dana’s comment as spam");
        assert_eq!(line("comment_published"), "replied");
        assert_eq!(line("comment_edited"), "edited their own comment");
        assert_eq!(line("banned"), "banned Dana");
        assert_eq!((description("site_set"), description("something_new")), (None, None));
        // An event with a name of its own has one here as well.
        for verb in porch_protocol::DecisionKind::ALL {
            assert!(description(&format!("comment_{}", past(verb))).is_some(), "{verb:?}");
        }
        assert_eq!(
            (label(EntrySubject::Comment, None).as_str(), event("imported").as_str()),
            ("a comment", "imported comments")
        );
    }

    fn past(verb: porch_protocol::DecisionKind) -> &'static str {
        use porch_protocol::DecisionKind;
        match verb {
            DecisionKind::Approve => "approved",
            DecisionKind::SendBack => "sent_back",
            DecisionKind::Decline => "declined",
            DecisionKind::Remove => "removed",
            DecisionKind::Restore => "restored",
            DecisionKind::Spam => "marked_spam",
            DecisionKind::NotSpam => "cleared",
            DecisionKind::Keep => "kept",
        }
    }

    #[test]
    fn a_changed_setting_has_the_same_label_as_in_the_settings() {
        let one = |key: &str, value: &str| Setting { key: key.into(), value: value.into() };
        let summary = |all: &[Setting]| detail(all, |at| format!("<{at}>"));
        assert_eq!(
            summary(&[one("hold", "all"), one("slow", "60")]),
            "Hold for review: Every comment · Slow mode: 1 minute"
        );
        assert_eq!(summary(&[one("enabled", "off")]), "E-mail for new comments: off");
        assert_eq!(summary(&[one("events", "comment.held, comment.new")]), "Events: comment held, comment.new");
        assert_eq!(summary(&[one("kind", "akismet")]), "Akismet");
        assert_eq!(
            summary(&[one("comments", "12"), one("left_out", "3")]),
            "comments imported: 12 · entries left out: 3"
        );
        assert_eq!(summary(&[one("seconds", "120")]), "slow mode: 2 minutes between two comments of one person");
        assert_eq!(summary(&[one("seconds", "0")]), "slow mode off");
        assert_eq!(summary(&[one("until", "2026-05-03T18:20:11Z")]), "until: <2026-05-03T18:20:11Z>");
        assert_eq!(summary(&[one("from_a_later_program", "x")]), "from a later program: x");
    }
}
