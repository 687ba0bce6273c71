//! Which replies are to be mailed to whom: found in the log, and noted with the place in it.

use std::collections::HashMap;

use porch_protocol::{CommentId, Status, Timestamp};
use serde_json::json;

use super::database::{self, Row};
use super::outbox::{self, Follower, FollowerLag};
use super::reply_mail::schedule;
use super::{Result, Storage, Tx, WriteError, WriteScope};
use porch_domain::reply_mail::{NOTICE_LIFE, OLDEST_REPLY, PublishedReply, Written};

/// Rows of old notices that are deleted at once.
const MOST_DELETED: u32 = 5_000;

impl Storage {
    /// Those of these comments that are published replies and not too old, with the comments above them whose
    /// authors hear of them.
    pub async fn published_replies(
        &self,
        site: &str,
        comments: &[CommentId],
        now: Timestamp,
    ) -> Result<Vec<PublishedReply>> {
        let rows = database::query(
            "with recursive above (reply, id, parent_id, height) as (
               select id, id, parent_id, 0 from comments
               where site_id = $1 and id in (select atom from json_each($2)) and parent_id is not null
                 and status = 'published' and posted_at > $3
               union all
               select a.reply, c.id, c.parent_id, a.height + 1 from above a
                 join comments c on c.site_id = $1 and c.id = a.parent_id)
             select a.reply, a.height, a.parent_id, c.id, c.person_id, c.status from above a
             join comments c on c.site_id = $1 and c.id = a.id
             where a.height <= 1 or a.parent_id is null order by a.reply, a.height",
        );
        let rows = rows.bind(site).bind(json!(comments).to_string()).bind(now.plus(-OLDEST_REPLY).0);
        let rows = rows.fetch_all(&self.readers).await?;
        let mut found: HashMap<CommentId, PublishedReply> = HashMap::new();
        for row in &rows {
            add_comment(&mut found, row)?;
        }
        // In the order in which they were published.
        Ok(comments.iter().filter_map(|id| found.remove(id)).collect())
    }

    /// Notes for each reply its recipients who have confirmed an address, and moves on to `to` in the log. What is noted
    /// already stays as it is. None of these replies is mailed before `from`.
    pub async fn note_replies(
        &self,
        behind: FollowerLag,
        to: i64,
        replies: Vec<PublishedReply>,
        from: Timestamp,
    ) -> std::result::Result<(), WriteError> {
        self.writer
            .write(WriteScope::site(&behind.site), (behind, replies), move |tx, (behind, replies)| {
                Box::pin(async move {
                    if !outbox::advance(tx, Follower::Replies, behind, to).await? {
                        return Ok(());
                    }
                    for reply in replies {
                        for recipient in reply.recipients() {
                            note(tx, &behind.site, reply, recipient, from).await?;
                        }
                    }
                    Ok(())
                })
            })
            .await
    }

    /// Deletes the notices of replies that are too old to be mailed or to be mailed again. Returns their number.
    pub async fn forget_old_reply_notices(&self, now: Timestamp) -> std::result::Result<u64, WriteError> {
        self.writer
            .write_low_priority(WriteScope::Server, (), move |tx, ()| {
                Box::pin(async move {
                    let old = database::query(
                        "delete from reply_notices where (site_id, person_id, comment_id) in
                         (select site_id, person_id, comment_id from reply_notices where created_at < $1 limit $2)",
                    );
                    old.bind(now.plus(-NOTICE_LIFE).0).bind(MOST_DELETED).execute(tx).await
                })
            })
            .await
    }
}

/// Adds a comment to the reply that it is above, or that it is.
fn add_comment(found: &mut HashMap<CommentId, PublishedReply>, row: &Row) -> Result<()> {
    let (reply, comment) = (row.comment_id("reply")?, row.comment_id("id")?);
    let written = Written { comment, person: row.try_get("person_id")? };
    let height = row.count("height")?;
    if height == 0 {
        let new = PublishedReply { reply: written, parent: None, opening: None, conversation: comment };
        found.insert(reply, new);
        return Ok(());
    }
    let Some(reply) = found.get_mut(&reply) else { return Ok(()) };
    let published = (row.status("status")? == Status::Published).then_some(written);
    if row.maybe_comment_id("parent_id")?.is_none() {
        reply.conversation = comment;
        reply.opening.clone_from(&published);
    }
    if height == 1 {
        reply.parent = published;
    }
    Ok(())
}

/// Notes a reply for a recipient, unless the recipient wants no mail about it. The time of the notice is the one from which
/// the reply may be mailed.
async fn note(tx: &mut Tx, site: &str, reply: &PublishedReply, recipient: &Written, from: Timestamp) -> Result<()> {
    let (conversation, person) = (reply.conversation.to_string(), &recipient.person);
    let wanted = database::query(
        "select c.mails, c.mailed_at from visitor_mail m left join reply_conversations c
           on c.site_id = m.site_id and c.person_id = m.person_id and c.conversation_id = $3
         where m.site_id = $1 and m.person_id = $2 and m.confirmed_at is not null and m.replies = 1
           and c.stopped_at is null",
    );
    let wanted = wanted.bind(site).bind(person).bind(&conversation).fetch_optional(&mut *tx).await?;
    let Some(row) = wanted else { return Ok(()) };
    let noted = database::query(
        "insert into reply_notices (site_id, person_id, comment_id, about_id, conversation_id, created_at)
         values ($1, $2, $3, $4, $5, $6) on conflict (site_id, person_id, comment_id) do nothing",
    );
    let noted = noted.bind(site).bind(person).bind(reply.reply.comment.to_string());
    noted.bind(recipient.comment.to_string()).bind(&conversation).bind(from.0).execute(&mut *tx).await?;
    let schedule = schedule(&row)?;
    // An reply that was noted before may have been taken back and published again.
    let due = database::query(
        "insert into reply_conversations (site_id, person_id, conversation_id, due_at) values ($1, $2, $3, $4)
         on conflict (site_id, person_id, conversation_id)
         do update set due_at = coalesce(reply_conversations.due_at, excluded.due_at)",
    );
    due.bind(site).bind(person).bind(conversation).bind(schedule.due(from).0).execute(tx).await.map(drop)
}
