//! Mails about replies: whose are due, storing them in the outbox within the limits of an address, and what is in one.

use std::collections::BTreeMap;

use porch_protocol::{CommentId, Timestamp};
use serde_json::json;

use super::comments::{COLUMNS, StoredComment, read};
use super::database::{self, Row};
use super::outbox::{Channel, NewMessage, queue_messages};
use super::reply_stops::{StopLink, add_stop_link};
use super::{Result, Storage, Tx, WriteError, WriteScope};
use porch_domain::reply_mail::{MAILS_IN_A_DAY, Schedule, allowed_from};

/// The kind of these mails among those that are counted for their address.
const REPLY: &str = "reply";
const DAY: i64 = 24 * 3_600 * Timestamp::SECOND;

/// A published reply that waits, or is in a mail, and the comment of its recipient that it is about: both stand, and are of
/// those whom the notice names.
const STANDS: &str = "from reply_notices n
     join comments a on a.site_id = n.site_id and a.id = n.comment_id and a.status = 'published'
     join comments o on o.site_id = n.site_id and o.id = n.about_id and o.status = 'published'
       and o.person_id = n.person_id and a.person_id <> n.person_id
     join visitor_mail m on m.site_id = n.site_id and m.person_id = n.person_id
       and m.confirmed_at is not null and m.replies = 1
     join reply_conversations c on c.site_id = n.site_id and c.person_id = n.person_id
       and c.conversation_id = n.conversation_id and c.stopped_at is null";

/// A person whose conversations are due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueReplies {
    /// The site.
    pub site: String,
    /// The person.
    pub person: String,
    /// The conversations, by the ids of their openings: the longest due first.
    pub conversations: Vec<CommentId>,
    /// The keyed hash of the address that gets mail; none where none does.
    pub address_key: Option<String>,
    /// The mails that the person's address got in the last day, on all sites; 0 where no address gets mail.
    pub sent: u32,
}

/// A mail about the replies that wait in some conversations.
#[derive(Clone, Debug)]
pub struct NewReplyMail {
    /// Its id, the same in every attempt.
    pub id: uuid::Uuid,
    /// Its content, as JSON without a text.
    pub payload: String,
    /// The conversation; none for all in which replies of the site wait.
    pub conversation: Option<CommentId>,
    /// The hash of the secret in the link that stops such mail.
    pub link_hash: String,
}

/// An reply in a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailedReply {
    /// The reply.
    pub reply: StoredComment,
    /// The conversation.
    pub conversation: CommentId,
    /// The recipient's own comment that it is about.
    pub about: CommentId,
}

impl Storage {
    /// The people whose conversations are due, at most `limit` conversations, the longest due first. Of those that are due
    /// since the same time, which the replies of one batch are, the one whose reply was written first comes first.
    pub async fn due_replies(&self, now: Timestamp, limit: u32) -> Result<Vec<DueReplies>> {
        let rows = database::query(
            "select c.site_id, c.person_id, c.conversation_id,
               (select count(*) from visitor_mail m join visitor_mails_sent s on s.address_key = m.address_key
                where m.site_id = c.site_id and m.person_id = c.person_id and s.at > $2) as sent,
               (select m.address_key from visitor_mail m where m.site_id = c.site_id and m.person_id = c.person_id
                and m.confirmed_at is not null and m.replies = 1) as address_key
             from reply_conversations c where c.due_at <= $1
             order by c.due_at, (select min(n.comment_id) from reply_notices n where n.site_id = c.site_id
               and n.person_id = c.person_id and n.conversation_id = c.conversation_id and n.mail_id is null),
               c.site_id, c.person_id limit $3",
        );
        let rows = rows.bind(now.0).bind(now.0 - DAY).bind(limit).fetch_all(&self.readers).await?;
        let mut people: Vec<DueReplies> = Vec::new();
        let mut places = BTreeMap::new();
        for row in &rows {
            let (site, person): (String, String) = (row.try_get("site_id")?, row.try_get("person_id")?);
            let place = *places.entry((site.clone(), person.clone())).or_insert(people.len());
            if place == people.len() {
                let (sent, address_key) = (row.count("sent")?, row.try_get("address_key")?);
                people.push(DueReplies { site, person, conversations: Vec::new(), address_key, sent });
            }
            people[place].conversations.push(row.comment_id("conversation_id")?);
        }
        Ok(people)
    }

    /// Stores the mails to a person that is due. What was taken back, or may not be mailed yet, is in none, and a mail without a
    /// reply is not stored.
    /// Beyond the limit of the address all wait until it gets mail again. Returns how many were stored.
    pub async fn queue_reply_mail(
        &self,
        due: DueReplies,
        mails: Vec<NewReplyMail>,
        now: Timestamp,
    ) -> std::result::Result<u32, WriteError> {
        self.writer
            .write(WriteScope::site(&due.site), (due, mails), move |tx, (due, mails)| {
                Box::pin(queue(tx, due, mails, now))
            })
            .await
    }

    /// The first replies in a mail that still stand, by conversation and in reading order; and how many there are in all.
    pub async fn replies_in_mail(&self, site: &str, mail: &str, limit: u32) -> Result<(Vec<MailedReply>, u32)> {
        let columns = COLUMNS.split(',').map(|name| format!("a.{}", name.trim())).collect::<Vec<_>>().join(", ");
        let sql = format!(
            "select {columns}, n.conversation_id, n.about_id, count(*) over () as total {STANDS}
             where n.site_id = $1 and n.mail_id = $2 order by n.conversation_id, a.posted_at, a.id limit $3"
        );
        let rows = database::query(database::Composed(sql)).bind(site).bind(mail).bind(limit);
        let rows = rows.fetch_all(&self.readers).await?;
        let mailed = rows.iter().map(|row| {
            let (conversation, about) = (row.comment_id("conversation_id")?, row.comment_id("about_id")?);
            Ok(MailedReply { reply: read(row)?, conversation, about })
        });
        Ok((mailed.collect::<Result<_>>()?, rows.first().map_or(Ok(0), |row| row.count("total"))?))
    }
}

async fn queue(tx: &mut Tx, due: &DueReplies, mails: &[NewReplyMail], now: Timestamp) -> Result<u32> {
    let address = database::query(
        "select address, address_key from visitor_mail
         where site_id = $1 and person_id = $2 and confirmed_at is not null and replies = 1",
    );
    let address = address.bind(&due.site).bind(&due.person).fetch_optional(&mut *tx).await?;
    let Some(address) = address else { return settle(tx, due, None).await.map(|()| 0) };
    let (address, key): (String, String) = (address.try_get("address")?, address.try_get("address_key")?);
    let mut stored = 0;
    for mail in mails {
        let allowed = allowed_from(&newest_mails(tx, &key).await?, now);
        if allowed > now {
            settle(tx, due, Some(allowed)).await?;
            return Ok(stored);
        }
        if one(tx, due, mail, (&address, &key), now).await? {
            stored += 1;
        }
    }
    settle(tx, due, None).await?;
    plan_next(tx, due, now).await?;
    Ok(stored)
}

/// Sets when those replies are due that may not be mailed yet.
async fn plan_next(tx: &mut Tx, due: &DueReplies, now: Timestamp) -> Result<()> {
    let waiting = database::query(
        "select c.conversation_id, c.mails, c.mailed_at, min(n.created_at) as first from reply_conversations c
         join reply_notices n on n.site_id = c.site_id and n.person_id = c.person_id
           and n.conversation_id = c.conversation_id and n.mail_id is null and n.created_at > $3
         where c.site_id = $1 and c.person_id = $2 and c.due_at is null and c.stopped_at is null
         group by c.conversation_id, c.mails, c.mailed_at",
    );
    let waiting = waiting.bind(&due.site).bind(&due.person).bind(now.0).fetch_all(&mut *tx).await?;
    for row in &waiting {
        let set = database::query(
            "update reply_conversations set due_at = $4
             where site_id = $1 and person_id = $2 and conversation_id = $3",
        );
        let set = set.bind(&due.site).bind(&due.person).bind(row.try_get::<String>("conversation_id")?);
        set.bind(schedule(row)?.due(row.time("first")?).0).execute(&mut *tx).await?;
    }
    Ok(())
}

/// The times of the newest mails to an address.
async fn newest_mails(tx: &mut Tx, address_key: &str) -> Result<Vec<Timestamp>> {
    let sent = database::query("select at from visitor_mails_sent where address_key = $1 order by at desc limit $2");
    let sent = sent.bind(address_key).bind(MAILS_IN_A_DAY).fetch_all(tx).await?;
    sent.iter().map(|row| row.time("at")).collect()
}

/// Stores a mail, if a reply waits for it.
async fn one(
    tx: &mut Tx,
    due: &DueReplies,
    mail: &NewReplyMail,
    (address, key): (&str, &str),
    now: Timestamp,
) -> Result<bool> {
    let (site, person, id) = (&due.site, &due.person, mail.id.to_string());
    let conversation = mail.conversation.map(|conversation| conversation.to_string());
    let sql = format!(
        "update reply_notices set mail_id = $1 where mail_id is null and site_id = $2 and person_id = $3
           and ($4 is null or conversation_id = $4) and comment_id in
           (select n.comment_id {STANDS} where n.site_id = $2 and n.person_id = $3 and n.mail_id is null
             and n.created_at <= $5)
         returning conversation_id"
    );
    let taken = database::query(database::Composed(sql)).bind(&id).bind(site).bind(person).bind(conversation.as_ref());
    let taken = taken.bind(now.0).fetch_all(&mut *tx).await?;
    let mut conversations = taken.iter().map(|row| row.try_get("conversation_id")).collect::<Result<Vec<String>>>()?;
    conversations.sort_unstable();
    conversations.dedup();
    if conversations.is_empty() {
        return Ok(false);
    }
    for conversation in conversations {
        note_mailed(tx, (site, person), &conversation, now).await?;
    }
    let counted = database::query(
        "insert into visitor_mails_sent (site_id, mail_id, address_key, kind, at) values ($1, $2, $3, $4, $5)",
    );
    counted.bind(site).bind(&id).bind(key).bind(REPLY).bind(now.0).execute(&mut *tx).await?;
    let link = StopLink { person: person.clone(), conversation: mail.conversation };
    add_stop_link(tx, site, (&mail.link_hash, &link), now).await?;
    let (target, payload) = (address.to_owned(), mail.payload.clone());
    let queued = NewMessage { id: mail.id, channel: Channel::Mail, target, payload };
    queue_messages(tx, site, &[queued], (now, now)).await?;
    Ok(true)
}

/// Stores that a conversation was mailed about.
async fn note_mailed(tx: &mut Tx, (site, person): (&str, &str), conversation: &str, now: Timestamp) -> Result<()> {
    let row = database::query(
        "select mails, mailed_at from reply_conversations
         where site_id = $1 and person_id = $2 and conversation_id = $3",
    );
    let row = row.bind(site).bind(person).bind(conversation).fetch_one(&mut *tx).await?;
    let after = schedule(&row)?.mailed(now);
    let set = database::query(
        "update reply_conversations set mails = $4, mailed_at = $5, due_at = null
         where site_id = $1 and person_id = $2 and conversation_id = $3",
    );
    let set = set.bind(site).bind(person).bind(conversation).bind(after.mails);
    set.bind(after.mailed_at.map(|at| at.0)).execute(tx).await.map(drop)
}

/// The schedule of a conversation, out of its row.
pub(super) fn schedule(row: &Row) -> Result<Schedule> {
    let mails = row.try_get::<Option<u32>>("mails")?.unwrap_or_default();
    Ok(Schedule { mails, mailed_at: row.maybe_time("mailed_at")? })
}

/// Sets when the conversations of a person that were due are due again; none for those in which nothing waits any more.
async fn settle(tx: &mut Tx, due: &DueReplies, again: Option<Timestamp>) -> Result<()> {
    let set = database::query(
        "update reply_conversations set due_at = $4 where site_id = $1 and person_id = $2 and due_at is not null
         and conversation_id in (select atom from json_each($3))",
    );
    let set = set.bind(&due.site).bind(&due.person).bind(json!(due.conversations).to_string());
    set.bind(again.map(|at| at.0)).execute(tx).await.map(drop)
}
