//! The log of a site in words, for the command line.

use std::collections::HashMap;
use std::fmt::Write;

use porch_protocol::Timestamp;
use serde_json::Value;

use super::terminal_text::one_line;
use crate::storage::audit::AuditLine;
use crate::team::OPERATOR;
use crate::team::reports::REPORTS;

/// A line of the log as a sentence: when, who, what, about which comment or page, and why.
/// `names` are those of the team and of authors, by their ids.
pub(super) fn sentence(line: &AuditLine, names: &HashMap<String, String>) -> String {
    let data: Value = line.data.as_deref().and_then(|data| serde_json::from_str(data).ok()).unwrap_or_default();
    let word = |name: &str| data.get(name).and_then(Value::as_str);
    let who = match names.get(&line.by) {
        Some(name) => name.as_str(),
        None if line.by == OPERATOR => "the operator",
        None if line.by == REPORTS => "readers",
        None => "somebody",
    };
    let done = match &line.undid {
        _ if line.what == "imported" => imported(&data),
        Some(undid) => format!("took back \"{}\" of", what(undid)),
        None => what(&line.what),
    };
    let mut said = format!("{}  {} {}", line.at, one_line(who), one_line(&done));
    let about = word("person").and_then(|person| names.get(person)).map(String::as_str);
    // Writing to a String cannot fail.
    if let Some(name) = about.filter(|name| *name != who) {
        let _ = write!(said, ": {}", one_line(name));
    }
    if let Some(comment) = line.comment {
        let _ = write!(said, " {comment}");
    }
    if let Some(page) = &line.page {
        let _ = write!(said, " on {}", one_line(page));
    }
    // A comment's event says it all by its kind, and an import's in its own words.
    let detailed = line.what == "branch_cooled" || (line.comment.is_none() && line.what != "imported");
    let details = if detailed { details(&data) } else { Vec::new() };
    if !details.is_empty() {
        let _ = write!(said, " ({})", one_line(&details.join(", ")));
    }
    if let Some(reason) = &line.reason {
        let _ = write!(said, ": \"{}\"", one_line(reason));
    }
    said
}

/// What an event is called. One that has no words yet is called as the log calls it.
fn what(kind: &str) -> String {
    let known = match kind {
        "comment_approved" => "approved",
        "comment_sent_back" => "asked for changes to",
        "comment_declined" => "declined",
        "comment_removed" => "removed",
        "comment_restored" => "restored",
        "comment_marked_spam" => "marked as spam",
        "comment_cleared" => "marked as not spam",
        "comment_kept" => "kept",
        "comment_held" => "reported, so that it is held:",
        "decision_undone" | "removal_undone" => "took back a decision about",
        "second_look_asked" => "asked for a second look at",
        "comment_published" => "answered:",
        "comment_edited" => "edited",
        "comment_withdrawn" => "deleted",
        "no_answer_needed" => "marked as needing no reply",
        "answer_needed_again" => "marked as unanswered again",
        "imported" => "imported comments",
        "learning_imported" => "imported what another spam filter has learned",
        "learning_reset" => "reset the spam filter",
        "banned" => "banned somebody",
        "ban_ended" => "ended a ban",
        "rule_added" => "added a word to hold",
        "rule_removed" => "removed a word to hold",
        "welcome_set" => "changed the opening question or the rules",
        "site_added" => "added the site",
        "site_set" => "changed the site's settings",
        "owner_mail_set" => "changed who gets mail",
        "webhook_added" => "added a webhook",
        "webhook_removed" => "removed a webhook",
        "webhook_rotated" => "gave a webhook a new secret",
        "judge_added" => "turned on a spam service",
        "judge_removed" => "turned off a spam service",
        "member_added" => "added to the team",
        "member_invited" => "invited to the team",
        "invitation_taken_back" => "cancelled an invitation",
        "member_entered" => "signed in",
        "member_ended" => "ended a membership",
        "member_left" => "left the team",
        "role_changed" => "changed a role",
        "member_renamed" => "changed their own name",
        "passkey_added" => "added a passkey",
        "passkey_removed" => "removed a passkey",
        "thread_closed" => "closed comments",
        "closed_note_set" => "changed what visitors read while comments are closed",
        "thread_opened" => "opened comments",
        "thread_slowed" => "changed the slow mode",
        "branch_cooled" => "paused replies to",
        "cooling_ended" => "allowed replies again to",
        "page_moved" => "moved the comments of a page",
        other => return other.replace('_', " "),
    };
    known.to_owned()
}

/// What came in, of how many pages and from where, and what did not.
fn imported(data: &Value) -> String {
    let number = |name: &str| data.get(name).and_then(Value::as_u64).unwrap_or_default();
    let counted = |count: u64, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let from = match data.get("format").and_then(Value::as_str) {
        Some("disqus") => "Disqus",
        Some("wordpress") => "WordPress",
        Some("porch") => "an export of Porch",
        Some(other) => other,
        None => "a file",
    };
    let (comments, pages) = (number("comments"), number("pages"));
    let mut said = format!(
        "imported {} on {} from {from}",
        counted(comments, "comment", "comments"),
        counted(pages, "page", "pages")
    );
    // Writing to a String cannot fail.
    if number("people") > 0 {
        let _ = write!(said, "; {} not here before", counted(number("people"), "person was", "people were"));
    }
    if number("known") > 0 {
        let _ = write!(said, "; {} here already", counted(number("known"), "was", "were"));
    }
    if number("left_out") > 0 {
        let _ = write!(said, "; {} left out", counted(number("left_out"), "entry was", "entries were"));
    }
    if data.get("whole").and_then(Value::as_bool) == Some(false) {
        said.push_str("; the file was incomplete");
    }
    said
}

/// What was changed to what. Ids say nothing to whoever reads this.
fn details(data: &Value) -> Vec<String> {
    let mut told = Vec::new();
    for (key, value) in data.as_object().into_iter().flatten() {
        match (key.as_str(), value) {
            (_, Value::Null) | ("person" | "who", _) => {}
            ("until", Value::Number(until)) => {
                told.push(format!("until {}", Timestamp(until.as_i64().unwrap_or_default())));
            }
            (_, Value::Object(_)) => told.extend(details(value)),
            (key, value) => told.push(format!("{key} {}", shown(value))),
        }
    }
    told
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(on) => if *on { "on" } else { "off" }.into(),
        Value::Array(all) => all.iter().map(shown).collect::<Vec<_>>().join(" and "),
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(what: &str, by: &str, data: &str) -> AuditLine {
        AuditLine {
            seq: 1,
            at: Timestamp(1_750_000_000_000_000),
            by: by.into(),
            what: what.into(),
            comment: None,
            version: None,
            page: None,
            url: None,
            title: None,
            undid: None,
            reason: None,
            data: Some(data.into()),
        }
    }

    #[test]
    fn every_kind_of_event_has_words() {
        for kind in crate::http::team::history::every_kind() {
            let said = what(kind);
            assert!(said != kind.replace('_', " ") || kind == "banned", "{kind} has no words");
        }
    }

    #[test]
    fn the_log_is_in_words() {
        let team = HashMap::from([("m1".to_owned(), "Marta".to_owned()), ("m2".to_owned(), "Jonas".to_owned())]);
        let said = |what: &str, by: &str, data: &str| {
            let said = sentence(&line(what, by, data), &team);
            said.split_once("  ").unwrap().1.to_owned()
        };
        assert_eq!(
            said("site_set", OPERATOR, r#"{"hold":"all","slow":null}"#),
            "the operator changed the site's settings (hold all)"
        );
        assert_eq!(
            said("rule_added", "m1", r#"{"kind":"word","rule":"casino"}"#),
            "Marta added a word to hold (kind word, rule casino)"
        );
        assert_eq!(said("member_ended", "m1", r#"{"person":"m2"}"#), "Marta ended a membership: Jonas");
        assert_eq!(
            said(
                "imported",
                OPERATOR,
                r#"{"format":"wordpress","comments":5,"pages":2,"known":0,"left_out":0,"whole":true}"#
            ),
            "the operator imported 5 comments on 2 pages from WordPress"
        );
        assert_eq!(
            said(
                "imported",
                OPERATOR,
                r#"{"format":"disqus","comments":1,"pages":1,"people":2,"known":3,"left_out":1,"whole":false}"#
            ),
            "the operator imported 1 comment on 1 page from Disqus; 2 people were not here before; 3 were here already; 1 entry was left out; the file was incomplete"
        );
        assert_eq!(said("something_new", "nobody", "{}"), "somebody something new");
        assert_eq!(said("second_look_asked", "m2", "{}"), "Jonas asked for a second look at");
        let undone = AuditLine { undid: Some("comment_declined".into()), ..line("decision_undone", "m1", "{}") };
        assert!(sentence(&undone, &team).ends_with("Marta took back \"declined\" of"), "which one is said");
        let banned = AuditLine {
            reason: Some("in\nsults".into()),
            ..line("banned", OPERATOR, r#"{"who":"abc","until":1750000000000000}"#)
        };
        let banned = sentence(&banned, &team);
        let said = "banned somebody (until 2025-06-15T15:06:40Z): \"in sults\"";
        assert!(banned.ends_with(said), "{banned}");
    }
}
