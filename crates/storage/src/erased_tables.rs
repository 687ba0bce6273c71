//! What erasing a person does with each table. [`TABLES`] is the one list of it; a test compares it with the schema, so that no
//! table that knows people is forgotten.

/// What erasing a person does with the rows of a table.
#[derive(Clone, Copy, Debug)]
pub enum Treatment {
    /// In the first step, and again in the last one, they are deleted by this statement: `$1` is the site, `$2` the
    /// person's ids, as a JSON array.
    DeletedInFirstStep(&'static str),
    /// In the last step they are deleted by this statement.
    DeletedInLastStep(&'static str),
    /// What `erase_person` does with them.
    HandledInCode(&'static str),
    /// They stay, and why.
    Kept(&'static str),
}

use Treatment::{DeletedInFirstStep, DeletedInLastStep, HandledInCode, Kept};

/// Every table that knows people or addresses, in the order in which their rows are deleted.
pub const TABLES: &[(&str, Treatment)] = &[
    (
        "outbox",
        // Those for the team may go to the same address. The outbox has addresses as they were typed: they are compared as
        // `MailAddress` does it.
        DeletedInFirstStep(
            "delete from outbox where site_id = $1 and kind = 'mail'
               and coalesce(payload ->> 'about', '') not in ('sign_in', 'confirm_address', 'waiting', 'webhook_paused')
               and (payload ->> 'guest' in (select atom from json_each($2))
                 or payload ->> 'person' in (select atom from json_each($2))
                 or lower(target) in (select lower(address) from visitor_mail
                   where site_id = $1 and person_id in (select atom from json_each($2)))
                 or lower(target) in (select lower(address) from mail_codes
                   where site_id = $1 and guest_id in (select atom from json_each($2))))",
        ),
    ),
    (
        "mail_codes",
        DeletedInFirstStep(
            "delete from mail_codes where site_id = $1
               and (guest_id in (select atom from json_each($2))
                 or address_key in (select address_key from visitor_mail
                   where site_id = $1 and person_id in (select atom from json_each($2))))",
        ),
    ),
    (
        "visitor_mail",
        DeletedInFirstStep(
            "delete from visitor_mail where site_id = $1 and person_id in (select atom from json_each($2))",
        ),
    ),
    (
        "reply_notices",
        DeletedInFirstStep(
            "delete from reply_notices where site_id = $1 and person_id in (select atom from json_each($2))",
        ),
    ),
    (
        "reply_conversations",
        DeletedInFirstStep(
            "delete from reply_conversations where site_id = $1 and person_id in (select atom from json_each($2))",
        ),
    ),
    (
        "reply_stop_links",
        DeletedInFirstStep(
            "delete from reply_stop_links where site_id = $1 and person_id in (select atom from json_each($2))",
        ),
    ),
    (
        "sign_ins",
        DeletedInFirstStep(
            "delete from sign_ins where site_id = $1 and (guest_id in (select atom from json_each($2))
               or exists (select 1 from identities i
               where i.site_id = sign_ins.site_id and i.provider = sign_ins.provider and i.issuer = sign_ins.issuer
                 and i.subject = sign_ins.subject and i.person_id in (select atom from json_each($2))))",
        ),
    ),
    (
        "identities",
        DeletedInFirstStep(
            "delete from identities where site_id = $1 and person_id in (select atom from json_each($2))",
        ),
    ),
    (
        "visitor_sessions",
        HandledInCode("ended: an id without a person is left, so that the cookie is worth nothing any more"),
    ),
    (
        "merged_comments",
        DeletedInFirstStep(
            "delete from merged_comments where site_id = $1 and merge_id in (select id from merges where site_id = $1
               and (from_person in (select atom from json_each($2)) or to_person in (select atom from json_each($2))))",
        ),
    ),
    (
        "merges",
        DeletedInFirstStep(
            "delete from merges where site_id = $1
               and (from_person in (select atom from json_each($2)) or to_person in (select atom from json_each($2)))",
        ),
    ),
    (
        "profiles",
        DeletedInFirstStep("delete from profiles where site_id = $1 and person_id in (select atom from json_each($2))"),
    ),
    (
        "reports",
        DeletedInFirstStep("delete from reports where site_id = $1 and person_id in (select atom from json_each($2))"),
    ),
    (
        "comments",
        HandledInCode("their words are erased; the stubs get a new person without a name, to whom no other row refers"),
    ),
    (
        "events",
        HandledInCode("the ids of the person become a random word, and reasons about their comments are taken away"),
    ),
    (
        "bans",
        DeletedInLastStep(
            "delete from bans where site_id = $1 and kind = 'person' and who in (select atom from json_each($2))",
        ),
    ),
    ("people", DeletedInLastStep("delete from people where site_id = $1 and id in (select atom from json_each($2))")),
    ("erasures", HandledInCode("a row tells what is still to be done, and is deleted after the second pass")),
    ("visitor_mails_sent", Kept("a keyed hash of the address for a day, so that erasing resets no limit")),
    (
        "idempotency",
        Kept("hashes for 72 hours, so that a browser that repeats a request does not post the words again"),
    ),
    ("missed_searches", Kept("words that nobody is named with")),
    ("missed_search_marks", Kept("keyed hashes of a network and a word for a day; no person is named")),
    ("team", Kept("members are no visitors; their data belongs to the business")),
    ("invitations", Kept("of members")),
    ("sessions", Kept("of members")),
    ("passkeys", Kept("of members")),
    ("sign_in_mail", Kept("of members")),
    ("owner_mail", Kept("addresses that the team gave")),
    ("rules", Kept("the actor is of the team")),
    ("webhooks", Kept("addresses that the team gave")),
];
