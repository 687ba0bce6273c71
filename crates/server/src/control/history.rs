//! The log of a site as sentences, for the command line.

use std::collections::HashMap;
use std::fmt::Write;

use super::terminal_text::one_line;
use crate::talk::report::REPORTS;
use crate::team::OPERATOR;
use porch_domain::erased_person::is_erased;
use porch_domain::event::data::ImportData;
use porch_domain::event::{EventData, EventKind};
use porch_storage::audit::AuditLine;

/// A line of the log as a sentence: when, who, what, about which comment or page, and why.
/// `names` are those of the team and of authors, by their ids.
pub(super) fn sentence(line: &AuditLine, names: &HashMap<String, String>) -> String {
    let event = line.what.data();
    let who = match names.get(&line.by) {
        Some(name) => name.as_str(),
        None if line.by == OPERATOR => "the operator",
        None if line.by == REPORTS => "readers",
        None if is_erased(&line.by) => "an erased person",
        None => "somebody",
    };
    let done = match (event, line.undid) {
        (Some(EventData::Imported(import)), _) => imported(import),
        (_, Some(undid)) => format!("undid \"{}\" of", phrase(undid)),
        _ => line.what.kind().map_or_else(|| line.what.word().replace('_', " "), |kind| phrase(kind).to_owned()),
    };
    let mut text = format!("{}  {} {}", line.at, one_line(who), one_line(&done));
    let about = separated(line).or_else(|| event.and_then(EventData::member).map(|member| member.person.as_str()));
    let about = about.and_then(|person| names.get(person)).map(String::as_str);
    // Writing to a String cannot fail.
    if let Some(name) = about.filter(|name| *name != who) {
        let _ = write!(text, ": {}", one_line(name));
    }
    if let Some(comment) = line.comment {
        let _ = write!(text, " {comment}");
    }
    if let Some(page) = &line.page {
        let _ = write!(text, " on {}", one_line(page));
    }
    // The kind of a comment's event is enough, and an import has a sentence of its own.
    let details = match event {
        None | Some(EventData::Imported(_)) => Vec::new(),
        Some(event @ EventData::BranchCooled(_)) => details(event),
        Some(event) => {
            if line.comment.is_none() {
                details(event)
            } else {
                Vec::new()
            }
        }
    };
    if !details.is_empty() {
        let _ = write!(text, " ({})", one_line(&details.join(", ")));
    }
    if let Some(reason) = &line.reason {
        let _ = write!(text, ": \"{}\"", one_line(reason));
    }
    text
}

/// The people whom the sentence about an event names, beside the team.
pub(super) fn people(line: &AuditLine) -> impl Iterator<Item = &str> {
    [Some(line.by.as_str()), separated(line)].into_iter().flatten()
}

/// Whose comments were given back, where a merge was undone.
fn separated(line: &AuditLine) -> Option<&str> {
    match line.what.data()? {
        EventData::MergeUndone(merge) => Some(&merge.to),
        _ => None,
    }
}

/// The verb of a sentence about an event.
fn phrase(kind: EventKind) -> &'static str {
    match kind {
        EventKind::CommentApproved => "approved",
        EventKind::CommentSentBack => "asked for changes to",
        EventKind::CommentDeclined => "declined",
        EventKind::CommentRemoved => "removed",
        EventKind::CommentRestored => "restored",
        EventKind::CommentMarkedSpam => "marked as spam",
        EventKind::CommentCleared => "marked as not spam",
        EventKind::CommentKept => "kept",
        EventKind::CommentHeld => "reported, so that it is held:",
        EventKind::DecisionUndone | EventKind::RemovalUndone => "undid a decision about",
        EventKind::SecondLookAsked => "asked for a second look at",
        EventKind::CommentPublished => "answered:",
        EventKind::CommentEdited => "edited",
        EventKind::CommentWithdrawn => "deleted",
        EventKind::NoAnswerNeeded => "marked as needing no reply",
        EventKind::AnswerNeededAgain => "marked as unanswered again",
        EventKind::Imported => "imported comments",
        EventKind::LearningImported => "imported what another spam filter has learned",
        EventKind::LearningReset => "reset the spam filter",
        EventKind::Banned => "banned somebody",
        EventKind::BanEnded => "ended a ban",
        EventKind::RuleAdded => "added a word to hold",
        EventKind::RuleRemoved => "removed a word to hold",
        EventKind::WelcomeSet => "changed the opening question or the rules",
        EventKind::SiteAdded => "added the site",
        EventKind::SiteSet => "changed the site's settings",
        EventKind::OwnerMailSet => "changed who gets mail",
        EventKind::WebhookAdded => "added a webhook",
        EventKind::WebhookRemoved => "removed a webhook",
        EventKind::WebhookRotated => "gave a webhook a new secret",
        EventKind::JudgeAdded => "turned on a spam service",
        EventKind::JudgeRemoved => "turned off a spam service",
        EventKind::SsoKeyAdded => "added a sign-in key",
        EventKind::SsoKeySet => "changed the state of a sign-in key",
        EventKind::SsoKeyRemoved => "removed a sign-in key",
        EventKind::MemberAdded => "added to the team",
        EventKind::MemberInvited => "invited to the team",
        EventKind::InvitationTakenBack => "cancelled an invitation",
        EventKind::MemberEntered => "signed in",
        EventKind::MemberEnded => "ended a membership",
        EventKind::MemberLeft => "left the team",
        EventKind::RoleChanged => "changed a role",
        EventKind::MemberRenamed => "changed their own name",
        EventKind::PasskeyAdded => "added a passkey",
        EventKind::PasskeyRemoved => "removed a passkey",
        EventKind::ThreadClosed => "closed comments",
        EventKind::ClosedNoteSet => "changed what visitors read while comments are closed",
        EventKind::ThreadOpened => "opened comments",
        EventKind::ThreadSlowed => "changed the slow mode",
        EventKind::BranchCooled => "paused replies to",
        EventKind::CoolingEnded => "allowed replies again to",
        EventKind::PageMoved => "moved the comments of a page",
        EventKind::CommentImported => "imported",
        EventKind::CommentReported => "reported",
        EventKind::CommentsMerged => "was recognised as a known person",
        EventKind::MergeUndone => "separated from another person",
        EventKind::PersonConfirmed => "confirmed who they are",
        EventKind::AboutRemoved => "removed what somebody says about themselves",
        EventKind::CoolingOver => "ended a pause of replies to",
        EventKind::CommentErased => "erased",
        EventKind::WordsErased => "erased the words of",
        EventKind::PersonErased => "erased what was stored about a person",
    }
}

/// How many comments of how many pages were imported, from which format, and what was left out.
fn imported(import: &ImportData) -> String {
    let counted = |count: u64, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let from = match import.format.as_str() {
        "disqus" => "Disqus",
        "wordpress" => "WordPress",
        "porch" => "an export of Porch",
        other => other,
    };
    let (comments, pages) = (import.comments, import.pages);
    let mut text = format!(
        "imported {} on {} from {from}",
        counted(comments, "comment", "comments"),
        counted(pages, "page", "pages")
    );
    // Writing to a String cannot fail.
    if import.people > 0 {
        let _ = write!(text, "; {} not here before", counted(import.people, "person was", "people were"));
    }
    if import.known > 0 {
        let _ = write!(text, "; {} here already", counted(import.known, "was", "were"));
    }
    if import.left_out > 0 {
        let _ = write!(text, "; {} left out", counted(import.left_out, "entry was", "entries were"));
    }
    if !import.whole {
        text.push_str("; the file was incomplete");
    }
    text
}

/// The changed fields with their new values.
fn details(event: &EventData) -> Vec<String> {
    event.fields().into_iter().map(|(key, value)| format!("{key} {}", value.shown(" and "))).collect()
}

#[cfg(test)]
mod tests {
    use porch_protocol::Timestamp;

    use super::*;
    use porch_domain::event::logged::LoggedEvent;

    fn line(word: &str, by: &str, data: &str) -> AuditLine {
        AuditLine {
            seq: 1,
            at: Timestamp(1_750_000_000_000_000),
            by: by.into(),
            what: LoggedEvent::read(word, Some(data)),
            comment: None,
            version: None,
            page: None,
            url: None,
            title: None,
            undid: None,
            reason: None,
        }
    }

    #[test]
    fn the_log_is_written_as_sentences() {
        let team = HashMap::from([("m1".to_owned(), "Marta".to_owned()), ("m2".to_owned(), "Jonas".to_owned())]);
        let text = |what: &str, by: &str, data: &str| {
            let text = sentence(&line(what, by, data), &team);
            text.split_once("  ").unwrap().1.to_owned()
        };
        assert_eq!(
            text("site_set", OPERATOR, r#"{"hold":"all","slow":null}"#),
            "the operator changed the site's settings (hold all)"
        );
        assert_eq!(
            text("rule_added", "m1", r#"{"kind":"word","rule":"casino"}"#),
            "Marta added a word to hold (kind word, rule casino)"
        );
        assert_eq!(
            text("member_ended", "m1", r#"{"person":"m2","role":"host"}"#),
            "Marta ended a membership: Jonas (role host)"
        );
        assert_eq!(
            text(
                "imported",
                OPERATOR,
                r#"{"format":"wordpress","comments":5,"pages":2,"known":0,"left_out":0,"whole":true}"#
            ),
            "the operator imported 5 comments on 2 pages from WordPress"
        );
        assert_eq!(
            text(
                "imported",
                OPERATOR,
                r#"{"format":"disqus","comments":1,"pages":1,"people":2,"known":3,"left_out":1,"whole":false}"#
            ),
            "the operator imported 1 comment on 1 page from Disqus; 2 people were not here before; 3 were here already; 1 entry was left out; the file was incomplete"
        );
        assert_eq!(text("something_new", "nobody", "{}"), "somebody something new");
        assert_eq!(text("second_look_asked", "m2", "{}"), "Jonas asked for a second look at");
        let undone = AuditLine { undid: Some(EventKind::CommentDeclined), ..line("decision_undone", "m1", "{}") };
        assert!(sentence(&undone, &team).ends_with("Marta undid \"declined\" of"), "the undone decision is named");
        let banned = AuditLine {
            reason: Some("in\nsults".into()),
            ..line("banned", OPERATOR, r#"{"kind":"network","who":"abc","until":1750000000000000}"#)
        };
        let banned = sentence(&banned, &team);
        let text = "banned somebody (kind network, until 2025-06-15T15:06:40Z): \"in sults\"";
        assert!(banned.ends_with(text), "{banned}");
    }
}
