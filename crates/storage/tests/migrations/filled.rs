//! Rows that each version could write, in every table that it brought.

/// How many comments the first version writes below.
pub(crate) const COMMENTS: usize = 9;

/// The rows for what the migration `version` brought; none where it brought no table and no row of interest.
pub(crate) fn rows(version: i64) -> Option<&'static str> {
    match version {
        1 => Some(START),
        2 => Some(MODERATION),
        3 => Some(OUTBOX),
        4 => Some(TEAM),
        5 => {
            Some("insert into welcomes values ('bakery', '', 'Which bread do you bake?', '[\"Be kind\"]', 'Marta', 30)")
        }
        6 => Some("insert into learnt values ('bakery', 3, x'00ff10')"),
        7 => Some("insert into spent_proofs values ('bakery', 'random', 99)"),
        8 => Some("insert into passkeys values ('bakery', 'marta', 'k1', 'credential', '{}', 'Laptop', 40, null)"),
        10 => Some(
            "insert into judges values ('bakery', 'akismet', 'https://judge.example', 'secret', null, 50);
             insert into outbox values ('o2', 'bakery', 'judge', 'bakery', '{}', 51, 52, 0, null, null, null)",
        ),
        14 => Some("update comments set arrived = '{\"after\":900}' where id = 'd1'"),
        21 => Some("insert into sign_in_mail values ('bakery', 'marta', 'marta@bakery.example', null, null, null)"),
        22 => Some("insert into begin_links values ('bakery', 'hash', 60)"),
        27 => Some("insert into earlier_words values ('bakery', 'c5', 1, 2, 'before', 'markdown')"),
        32 => Some(VISITORS),
        33 => Some(
            "insert into reply_notices values ('bakery', 'ada', 'c2', 'c1', 'c1', 90, 'm2');
             insert into reply_conversations values ('bakery', 'ada', 'c1', 1, 90, null, null);
             insert into reply_stop_links values ('bakery', 'hash', 'ada', 'c1', 90)",
        ),
        34 => Some("insert into erasures values ('bakery', 'gone', '[\"gone\"]', 'erased-1', 'operator', 0, 70)"),
        35 => Some(SIGN_IN),
        36 => Some("insert into profiles values ('bakery', 'ben', null, 'Bakes on Sundays', 90)"),
        37 => Some(
            "insert into sign_ins (site_id, challenge, token_hash, provider, origin, expires_at)
             values ('bakery', 'challenge', 'token', 'google', 'https://bakery.example', 90)",
        ),
        42 => Some(
            "insert into missed_searches values ('bakery', 'pretzel', 20000, 3);
             insert into missed_search_marks values ('bakery', 20000, 'mark')",
        ),
        _ => None,
    }
}

/// Two sites; on the bakery a page that is talked on, one whose first comment is held, and one that nobody wrote on.
const START: &str = "
    insert into meta values ('folder', 'a');
    insert into sites (id, last_seq, hold, closed, created_at) values ('bakery', 3, 'first', 0, 1), ('cafe', 0, 'off', 1, 2);
    insert into origins values ('bakery', 'https://bakery.example', 0), ('cafe', 'https://cafe.example', 0);
    insert into people values
      ('bakery', 'ada', 'guest', 'Ada', null, 1), ('bakery', 'ben', 'import', 'Ben', 'ben@ben.example', 2),
      ('bakery', 'marta', 'guest', 'Marta', null, 3), ('bakery', 'gast', 'guest', 'Gast', null, 4);
    insert into threads (site_id, id, page_key, url, title, title_by, rev, closed, last_at, created_at) values
      ('bakery', 't1', 'bakery.example/rye', 'https://bakery.example/rye', 'Rye', 'visitor', 3, 0, 7, 1),
      ('bakery', 't2', 'bakery.example/cake', 'https://bakery.example/cake', 'Cakes', 'visitor', 0, 1, 8, 2),
      ('bakery', 't3', 'bakery.example/tea', 'https://bakery.example/tea', 'Tea', 'host', 0, 0, 0, 3);
    insert into aliases values ('bakery', 'bakery.example/old', 't1');
    insert into comments (site_id, thread_id, id, parent_id, person_id, name, source, source_format, tree, tree_version,
                          status, version, reason, posted_at, edited_at) values
      ('bakery', 't1', 'c1', null, 'ada', 'Ada', 'one', 'markdown', '[]', 1, 'published', 1, null, 1767225600000001, null),
      ('bakery', 't1', 'c2', 'c1', 'marta', 'Marta', 'two', 'markdown', '[]', 1, 'published', 1, null, 1767225600000002, null),
      ('bakery', 't1', 'c3', null, 'ben', 'Ben', '<b>three</b>', 'html', '[]', 1, 'published', 1, null, 1767225600000003, null),
      ('bakery', 't1', 'c4', 'c2', 'ada', 'Ada', 'four', 'markdown', '[]', 1, 'published', 1, null, 1767225600000004, null),
      ('bakery', 't1', 'c5', null, 'ada', 'Ada', 'five', 'markdown', '[]', 1, 'declined', 3, 'Off topic', 1767225600000005, 9),
      ('bakery', 't1', 'c6', null, 'gast', 'Gast', 'six', 'markdown', '[]', 1, 'spam', 1, null, 1767225600000006, null),
      ('bakery', 't1', 'c7', null, 'gast', 'Gast', 'seven', 'markdown', '[]', 1, 'published', 1, null, 1767225600000007, null),
      ('bakery', 't1', 'c8', null, 'ben', 'Ben', 'eight', 'html', '[]', 1, 'published', 1, null, 0, null),
      ('bakery', 't2', 'd1', null, 'gast', 'Gast', 'cake', 'markdown', '[]', 1, 'held', 1, null, 1767225600000008, null);
    insert into events (site_id, seq, kind, thread_id, comment_id, version, rev, actor, at, reason, data) values
      ('bakery', 1, 'comment_published', 't1', 'c1', 1, 1, 'ada', 1, null, null),
      ('bakery', 2, 'comment_published', 't1', 'c2', 1, 2, 'marta', 2, null, '{\"pause\":\"x\"}'),
      ('bakery', 3, 'comment_declined', 't1', 'c5', 2, null, 'marta', 3, 'Off topic', null);
    insert into idempotency values ('bakery', 'key', 'request', 'c1', 201, 1, null, 1);
";

const MODERATION: &str = "
    insert into team_names values ('bakery', 'Marta', 0);
    insert into bans values ('bakery', 'network', 'hash', null, 'Spam', 'marta', 10);
    insert into rules values ('bakery', 'word', 'casino', 'marta', 11);
    insert into cooling values ('bakery', 'd1', 12);
    insert into reports values ('bakery', 'c1', 'stranger', 'Rude', 0, 13), ('bakery', 'c6', 'ada', 'Spam', 1, 14);
    update comments set decided_seq = 3 where id = 'c5';
    update comments set hold = 'first', second_look_at = 15 where id = 'd1';
    update sites set slow = 30, reports = 5, repeats = 0 where id = 'bakery';
";

const OUTBOX: &str = "
    insert into outbox_seq values ('bakery', 'webhooks', 3), ('bakery', 'mail', 2);
    insert into outbox values ('o1', 'bakery', 'webhook', 'w1', '{\"seq\":3}', 16, 17, 2, null, null, 'It did not answer.');
    insert into webhooks (site_id, id, url, shape, events, secret, since_seq, created_at)
      values ('bakery', 'w1', 'https://hook.example', 'standard', '[]', 'secret', 0, 18);
    insert into owner_mail values ('bakery', '[\"marta@bakery.example\"]', 1, 0);
    insert into notices values ('bakery', 'd1', 19, null);
";

const TEAM: &str = "
    insert into team (site_id, person_id, name, role, thread_id, created_at) values
      ('bakery', 'gast', 'Gast', 'guest', 't1', 20), ('bakery', 'marta', 'Marta', 'owner', null, 21);
    insert into invitations (hash, site_id, person_id, expires_at) values ('h', 'bakery', 'gast', 22);
    insert into sessions values ('s', 'bakery', 'marta', 23, 24);
    update comments set role = 'owner' where person_id = 'marta';
";

const VISITORS: &str = "
    insert into visitor_sessions values ('bakery', 'ada', null, 'guest', 70, 70, 70), ('bakery', 'ada2', 'ada', 'mail', 70, 70, null);
    insert into visitor_mail values ('bakery', 'ada', 'ada@ada.example', 'key', 70, 'en', 1, 70);
    insert into mail_codes values ('bakery', 'gast', 'm1', 'gast@gast.example', 'key2', null, null, 80, 0, null, 'de', 71);
    insert into visitor_mails_sent values ('bakery', 'm1', 'key2', 'code', 71);
    insert into merges values ('bakery', 'm', 'gast', 'ada', 'mail', 72, 73);
    insert into merged_comments values ('bakery', 'm', 'c7');
";

const SIGN_IN: &str = "
    insert into sso_keys values ('bakery', 'k1', 'HS256', x'00', 'current', null, 80);
    insert into sso_tokens values ('bakery', 'token', 81);
    insert into identities values ('bakery', 'sso', 'https://bakery.example', '7', 'ada', 'Ada', 82, 83);
";
