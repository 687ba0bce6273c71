//! What each migration does to a database that is in use.

use std::collections::BTreeMap;

use super::filled;
use super::snapshot::Changes;

/// What each migration does to a database that is in use. A new migration needs a line here, and rows in `filled.rs`.
/// Values are as SQLite's `quote` writes them, in the order of the primary key.
pub(crate) fn expected() -> BTreeMap<i64, Changes> {
    up_to_fourteen().into_iter().chain(from_fifteen()).chain(from_thirty()).collect()
}

fn up_to_fourteen() -> BTreeMap<i64, Changes> {
    let none = Changes::default;
    let comments = |value: &'static str| vec![value; filled::COMMENTS];
    BTreeMap::from([
        (
            2,
            none()
                .adds(&["bans", "cooling", "reports", "rules", "team_names"])
                .column("comments", "decided_seq", comments("NULL"))
                .column("comments", "hold", comments("NULL"))
                .column("comments", "second_look_at", comments("NULL"))
                .column("sites", "repeats", vec!["1", "1"])
                .column("sites", "reports", vec!["3", "3"])
                .column("sites", "slow", vec!["0", "0"])
                .column("sites", "spam", vec!["1", "1"])
                .column("threads", "slow", vec!["0", "0", "0"]),
        ),
        (3, none().adds(&["notices", "outbox", "outbox_seq", "owner_mail", "webhooks"])),
        (4, none().adds(&["invitations", "sessions", "team"]).column("comments", "role", comments("NULL"))),
        (5, none().adds(&["welcomes"])),
        (6, none().adds(&["learnt"])),
        (7, none().adds(&["spent_proofs"]).column("sites", "proof", vec!["'on'", "'on'"])),
        (
            8,
            none()
                .adds(&["passkeys"])
                .column("invitations", "actor", vec!["'operator'"])
                .column("team", "joined_at", vec!["20", "21"])
                .column("team", "seen_at", vec!["NULL", "NULL"]),
        ),
        (9, none()),
        (10, none().adds(&["judges"])),
        (11, none().column("reports", "settled_by", vec!["NULL", "NULL"])),
        (12, none()),
        (13, none().column("webhooks", "tried_at", vec!["NULL"]).column("webhooks", "tried_why", vec!["NULL"])),
        (14, none().column("comments", "arrived", comments("NULL"))),
    ])
}

fn from_fifteen() -> BTreeMap<i64, Changes> {
    let none = Changes::default;
    let comments = |value: &'static str| vec![value; filled::COMMENTS];
    BTreeMap::from([
        (
            15,
            // The page whose first comment is held loses the title that came with it; the first comment of each keeps it.
            none()
                .value("comments", "'bakery' 'c8'", "arrived", "NULL", r#"'{"title":"Rye"}'"#)
                .value(
                    "comments",
                    "'bakery' 'd1'",
                    "arrived",
                    r#"'{"after":900}'"#,
                    r#"'{"after":900,"title":"Cakes"}'"#,
                )
                .value("threads", "'bakery' 't2'", "title", "'Cakes'", "NULL"),
        ),
        (
            20,
            // An opening that nobody answered (c7) and a reply to the team (c4) wait; what is answered, held, of the team or
            // of an import does not.
            none().column("comments", "waits", {
                let mut waits = comments("NULL");
                waits[3] = "1";
                waits[6] = "1";
                waits
            }),
        ),
        (21, none().adds(&["sign_in_mail"])),
        (22, none().adds(&["begin_links"])),
        (
            24,
            none().column("comments", "undated", {
                // The fixture's moments lie in 2026, but for one that another system had no date for.
                let mut undated = comments("0");
                undated[7] = "1";
                undated
            }),
        ),
        (
            27,
            none()
                .adds(&["earlier_words"])
                .column("comments", "in_history", {
                    let mut decided = comments("0");
                    decided[4] = "1";
                    decided
                })
                .column("comments", "words_since", {
                    let mut changed = comments("1");
                    changed[4] = "3";
                    changed
                }),
        ),
    ])
}

fn from_thirty() -> BTreeMap<i64, Changes> {
    let none = Changes::default;
    let comments = |value: &'static str| vec![value; filled::COMMENTS];
    BTreeMap::from([
        (
            30,
            none().column("threads", "closed_note", vec!["NULL"; 3]).column(
                "threads",
                "closed_note_by",
                vec!["NULL"; 3],
            ),
        ),
        (31, none().column("sites", "links", vec!["1", "1"]).column("sites", "name", vec!["NULL", "NULL"])),
        (
            32,
            none().adds(&[
                "mail_codes",
                "merged_comments",
                "merges",
                "visitor_mail",
                "visitor_mails_sent",
                "visitor_sessions",
            ]),
        ),
        (
            33,
            // The bakery has a person who confirmed an address, and its log ends at 3.
            none()
                .adds(&["reply_conversations", "reply_notices", "reply_stop_links"])
                .row("outbox_seq", "'bakery' 'replies'"),
        ),
        (34, none().adds(&["erasures"]).column("comments", "withdrawn_at", comments("NULL"))),
        (35, none().adds(&["identities", "sso_keys", "sso_tokens"]).column("visitor_mail", "source", vec!["'code'"])),
        (36, none().adds(&["profiles"]).row("profiles", "'bakery' 'ada'")),
        (37, none().adds(&["sign_ins"])),
        (38, none().column("sign_ins", "guest_id", vec!["''"])),
        (39, none().column("merges", "about_at", vec!["NULL"])),
        (
            40,
            none().column("erasures", "again_at", vec!["NULL"]).column(
                "visitor_sessions",
                "former_person",
                vec!["NULL", "NULL"],
            ),
        ),
        (41, none().column("visitor_sessions", "replaces", vec!["NULL", "NULL"])),
        (42, none().adds(&["missed_search_marks", "missed_searches"])),
        (43, none().column("visitor_mail", "stopped_at", vec!["NULL"])),
    ])
}
