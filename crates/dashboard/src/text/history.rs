//! The texts of the history: who did what, the filters, and the details of a change.

use porch_protocol::Actor;
use porch_protocol::site_settings::Setting;
use porch_protocol::team_api::HistoryEntry;

use super::names::isolated;
use super::{Text, comma_list, integrations, pages, site, text};

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

/// A sentence about its subject.
pub(crate) type Sentence = fn(Text, &str) -> String;

/// The sentence that describes an event, and its subject; none where it has neither a comment nor a person.
pub(crate) fn description(what: &str) -> Option<(Sentence, EntrySubject)> {
    Some(match what {
        "comment_approved" => (Text::log_approved, EntrySubject::Comment),
        "comment_sent_back" => (Text::log_sent_back, EntrySubject::Comment),
        "comment_declined" => (Text::log_declined, EntrySubject::Comment),
        "comment_removed" => (Text::log_removed, EntrySubject::Comment),
        "comment_restored" => (Text::log_restored, EntrySubject::Comment),
        "comment_kept" => (Text::log_kept, EntrySubject::Comment),
        "comment_marked_spam" => (Text::log_marked_spam, EntrySubject::Comment),
        "comment_cleared" => (Text::log_not_spam, EntrySubject::Comment),
        "decision_undone" | "removal_undone" => (Text::log_decision_undone, EntrySubject::Comment),
        "second_look_asked" => (Text::log_second_look, EntrySubject::Own),
        "comment_held" => (Text::log_reported, EntrySubject::Comment),
        "comment_published" => (Text::log_replied, EntrySubject::Reply),
        "comment_edited" => (Text::log_edited, EntrySubject::Own),
        "comment_erased" => (Text::log_erased, EntrySubject::Comment),
        "comment_withdrawn" => (Text::log_deleted, EntrySubject::Own),
        "no_answer_needed" => (Text::log_no_reply_needed, EntrySubject::Comment),
        "answer_needed_again" => (Text::log_unanswered_again, EntrySubject::Comment),
        "branch_cooled" => (Text::log_replies_paused, EntrySubject::Comment),
        "cooling_ended" => (Text::log_replies_allowed, EntrySubject::Comment),
        "banned" => (Text::log_banned, EntrySubject::Person),
        "ban_ended" => (Text::log_ban_lifted, EntrySubject::Person),
        "about_removed" => (Text::log_about_removed, EntrySubject::Person),
        "merge_undone" => (Text::log_merge_undone, EntrySubject::Person),
        _ => return None,
    })
}

/// The name of an event that has no subject.
pub(crate) fn event(line: &HistoryEntry) -> String {
    // Whoever erases themselves is nobody afterwards.
    if line.what == "person_erased" && line.by == Actor::Erased {
        text().event_person_erased_own().into()
    } else {
        super::event(&line.what)
    }
}

/// The name of a subject: for a comment, with its author's name. `erased` is whether its person was erased since.
pub(crate) fn label(about: EntrySubject, name: Option<&str>, erased: bool) -> String {
    match (about, name) {
        (EntrySubject::Comment, _) if erased => text().log_comment_of_erased().into(),
        (EntrySubject::Person, _) if erased => text().log_an_erased_person().into(),
        (EntrySubject::Comment, Some(name)) => text().log_comment_of(&isolated(name)),
        (EntrySubject::Comment, None) => text().log_a_comment().into(),
        (EntrySubject::Own, _) => text().log_own_comment().into(),
        (EntrySubject::Reply, _) => text().log_reply().into(),
        (EntrySubject::Person, Some(name)) => isolated(name),
        (EntrySubject::Person, None) => text().log_somebody().into(),
    }
}

/// The filters of the history: the server's names, and their labels.
pub(crate) fn parts() -> [(&'static str, &'static str); 8] {
    let text = text();
    [
        ("", text.log_part_all()),
        ("decisions", text.log_part_decisions()),
        ("answers", text.log_part_replies()),
        ("bans", text.log_part_bans()),
        ("rules", text.log_part_rules()),
        ("site", text.log_part_settings()),
        ("team", text.log_part_team()),
        ("talks", text.log_part_pages()),
    ]
}

/// The actor of a line, as the filter shows it.
pub(crate) fn actor(line: &HistoryEntry) -> String {
    match &line.by {
        Actor::Member { name } => name.clone(),
        Actor::Operator => text().log_on_server().into(),
        Actor::Readers => text().log_readers().into(),
        Actor::Erased => text().log_erased_person().into(),
        Actor::Author => line.name.clone().unwrap_or_else(|| text().log_its_author().into()),
        Actor::Unknown => text().log_somebody().into(),
    }
}

/// The actor at the beginning of a sentence, isolated from what a language puts behind it.
pub(crate) fn who(line: &HistoryEntry) -> String {
    if line.by == Actor::Operator {
        text().log_actor_server().into()
    } else {
        text().log_actor(&isolated(&actor(line)))
    }
}

/// What was imported from a file, and what was not.
pub(crate) fn imported(detail: &[Setting]) -> String {
    let text = text();
    let of = |key: &str| detail.iter().find(|one| one.key == key).map(|one| one.value.as_str());
    let number = |key: &str| of(key).and_then(|value| value.parse::<usize>().ok()).unwrap_or_default();
    let from = match of("format") {
        Some("wordpress") => "WordPress",
        Some("disqus") => "Disqus",
        Some("porch") => text.log_import_porch(),
        Some(other) => other,
        None => text.log_import_file(),
    };
    let pages = Some(number("pages")).filter(|pages| *pages > 0).map(|pages| text.page_count(pages));
    let (known, left_out) = (number("known"), number("left_out"));
    let parts = [
        Some(text.log_import(pages.as_deref(), &text.comment_count(number("comments")), from)),
        (known > 0).then(|| text.log_import_known(known)),
        (left_out > 0).then(|| text.log_import_left_out(left_out)),
        (of("whole") == Some("off")).then(|| text.log_import_incomplete().into()),
    ];
    let join = |first: String, second: String| text.list_semicolon(&first, &second);
    parts.into_iter().flatten().reduce(join).unwrap_or_default()
}

/// The details of a change, with the labels of the settings; `moment` formats a time.
pub(crate) fn detail(detail: &[Setting], moment: impl Fn(&str) -> String) -> String {
    detail.iter().map(|one| named(one, &moment)).collect::<Vec<_>>().join(" · ")
}

/// The label of a setting, as the settings show it; its own name where it has none.
pub(crate) fn setting_name(key: &str) -> String {
    let known = site::switches().iter().find(|switch| switch.key == key).map(|switch| switch.name);
    known.map_or_else(|| isolated(key), str::to_owned)
}

fn named(Setting { key, value }: &Setting, moment: impl Fn(&str) -> String) -> String {
    let text = text();
    if let Some(switch) = site::switches().iter().find(|switch| switch.key == key) {
        return text.named_value(switch.name, &site::set_to(switch, value));
    }
    let (name, value) = match key.as_str() {
        "enabled" => (text.site_mail_switch(), site::on_or_off(value).to_owned()),
        "addresses" => (text.log_detail_addresses(), value.clone()),
        "origins" => (text.site_origins(), value.clone()),
        "team" => (text.log_detail_team(), value.clone()),
        "name" if value.is_empty() => (text.site_name(), text.site_address_stands().into()),
        "name" => (text.site_name(), value.clone()),
        "question" => (text.rules_question(), value.clone()),
        "rules" => (text.rules_rules(), value.clone()),
        "by" => (text.rules_signature(), value.clone()),
        "page" => (text.pages_page(), value.clone()),
        "shape" => (text.integration_shape(), integrations::shape(value, false)),
        "events" => (text.integration_which(), event_names(value)),
        "format" => (text.log_detail_format(), value.clone()),
        "comments" => (text.log_detail_comments(), value.clone()),
        "known" => (text.log_detail_known(), value.clone()),
        "people" => (text.log_detail_people(), value.clone()),
        "pages" => (text.log_detail_pages(), value.clone()),
        "left_out" => (text.log_detail_left_out(), value.clone()),
        "whole" if value == "off" => return text.log_import_incomplete().into(),
        "kind" => return integrations::spam_service(value).into(),
        "note" if value.is_empty() => return text.pages_note_none().into(),
        "note" => (text.pages_visitors_read(), text.log_detail_quoted(value)),
        "seconds" => return pages::slow_mode(value.parse().unwrap_or_default()),
        "until" => (text.log_detail_until(), moment(value)),
        other => return text.named_value(&other.replace('_', " "), value),
    };
    text.named_value(name, &value)
}

/// The names of several events, as a list.
fn event_names(events: &str) -> String {
    let named: Vec<_> = events.split(", ").filter(|one| !one.is_empty()).map(integrations::event).collect();
    if named.is_empty() { text().log_detail_default().into() } else { comma_list(named) }
}

#[cfg(test)]
mod tests {
    use porch_protocol::site_settings::Setting;

    use porch_protocol::team_api::HistoryEntry;
    use serde_json::json;

    use super::{EntrySubject, description, detail, imported, label, who};
    use crate::text::names::plain_text;

    #[test]
    fn a_line_names_its_actor_and_what_was_imported() {
        let named = |by: serde_json::Value| {
            let line = json!({ "seq": 1, "at": 1, "by": by, "what": "", "name": "Pia" });
            plain_text(&who(&serde_json::from_value::<HistoryEntry>(line).unwrap()))
        };
        let member = json!({ "kind": "member", "name": "Marta" });
        let others = ["author", "erased", "readers", "operator", "robot"].map(|kind| json!({ "kind": kind }));
        assert_eq!(
            [member].into_iter().chain(others).map(named).collect::<Vec<_>>(),
            ["Marta", "Pia", "Erased person", "Readers", "On the server:", "somebody"]
        );
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
        use crate::text::{event, text};
        let line = |what| {
            let (words, subject) = description(what).unwrap();
            plain_text(&words(text(), &label(subject, Some("Dana"), false)))
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
            (label(EntrySubject::Comment, None, false).as_str(), event("imported").as_str()),
            ("a comment", "imported comments")
        );
    }

    #[test]
    fn a_person_who_was_erased_is_called_that_wherever_a_name_would_be() {
        use crate::text::text;
        let line = |what: &str| {
            let (words, subject) = description(what).unwrap();
            words(text(), &label(subject, None, true))
        };
        assert_eq!(line("comment_approved"), "approved an erased person’s comment");
        assert_eq!(line("banned"), "banned an erased person");
        let by = |kind: &str| {
            let line = json!({ "seq": 1, "at": 1, "by": { "kind": kind }, "what": "person_erased" });
            super::event(&serde_json::from_value::<HistoryEntry>(line).unwrap())
        };
        assert_eq!(by("erased"), "erased all that was stored about them");
        assert_eq!(by("operator"), "erased all that was stored about a person");
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
