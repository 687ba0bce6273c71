//! Stopping the mail about replies: by a link of such a mail, or by the person who is signed in.

use porch_protocol::{CommentId, Timestamp};

use super::database;
use super::{Result, Storage, Tx, WriteError, WriteScope};

/// What a link in a mail about replies is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StopLink {
    /// Whose mail it was.
    pub person: String,
    /// The conversation; none for all of the site.
    pub conversation: Option<CommentId>,
}

impl Storage {
    /// What a link is about, by the hash of its secret.
    pub async fn reply_stop_link(&self, site: &str, link_hash: &str) -> Result<Option<StopLink>> {
        let row = database::query(
            "select person_id, conversation_id from reply_stop_links where site_id = $1 and link_hash = $2",
        );
        let row = row.bind(site).bind(link_hash).fetch_optional(&self.readers).await?;
        row.map(|row| {
            Ok(StopLink { person: row.try_get("person_id")?, conversation: row.maybe_comment_id("conversation_id")? })
        })
        .transpose()
    }

    /// Adds the link of a mail that is sent to another address than it was stored for.
    pub async fn add_reply_stop_link(
        &self,
        site: String,
        link_hash: String,
        link: StopLink,
        now: Timestamp,
    ) -> std::result::Result<(), WriteError> {
        self.writer
            .write(WriteScope::site(&site), (site, link_hash, link), move |tx, (site, link_hash, link)| {
                Box::pin(add_stop_link(tx, site, (link_hash, link), now))
            })
            .await
    }

    /// Stops the mail to a person about a conversation. What waits is not mailed. Whether it was not stopped before.
    pub async fn stop_replies_in(
        &self,
        site: String,
        person: String,
        conversation: CommentId,
        now: Timestamp,
    ) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(WriteScope::site(&site), (site, person), move |tx, (site, person)| {
                Box::pin(async move {
                    let stopped = database::query(
                        "update reply_conversations set stopped_at = $4, due_at = null
                         where site_id = $1 and person_id = $2 and conversation_id = $3 and stopped_at is null",
                    );
                    let stopped = stopped.bind(site).bind(person).bind(conversation.to_string()).bind(now.0);
                    let stopped = stopped.execute(&mut *tx).await? > 0;
                    forget_waiting(tx, (site, person), Some(conversation)).await.map(|()| stopped)
                })
            })
            .await
    }

    /// The same about all of the site, by a link.
    pub async fn stop_replies(
        &self,
        site: String,
        person: String,
        now: Timestamp,
    ) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(WriteScope::site(&site), (site, person), move |tx, (site, person)| {
                Box::pin(async move {
                    let stopped = database::query(
                        "update visitor_mail set replies = 0, stopped_at = $3
                         where site_id = $1 and person_id = $2 and confirmed_at is not null and replies = 1",
                    );
                    let stopped = stopped.bind(&*site).bind(&*person).bind(now.0).execute(&mut *tx).await? > 0;
                    forget_waiting(tx, (site, person), None).await.map(|()| stopped)
                })
            })
            .await
    }

    /// Takes back that a link has stopped the mail to a person at that moment: about this conversation, or about all of the site.
    /// What else was stopped stays so. False when it is not stopped any more, or again, or by the person's own choice.
    pub async fn resume_replies(
        &self,
        site: String,
        person: String,
        conversation: Option<CommentId>,
        stopped_at: Timestamp,
    ) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(WriteScope::site(&site), (site, person), move |tx, (site, person)| {
                Box::pin(async move {
                    let resumed = match conversation {
                        Some(conversation) => database::query(
                            "update reply_conversations set stopped_at = null
                             where site_id = $1 and person_id = $2 and stopped_at = $3 and conversation_id = $4",
                        )
                        .bind(&*site)
                        .bind(&*person)
                        .bind(stopped_at.0)
                        .bind(conversation.to_string()),
                        None => database::query(
                            "update visitor_mail set replies = 1, stopped_at = null
                             where site_id = $1 and person_id = $2 and stopped_at = $3 and confirmed_at is not null",
                        )
                        .bind(&*site)
                        .bind(&*person)
                        .bind(stopped_at.0),
                    };
                    Ok(resumed.execute(tx).await? > 0)
                })
            })
            .await
    }

    /// Turns the mail to a person about replies on or off. Turned on, conversations that were stopped go on. False when
    /// the person has confirmed no address.
    pub async fn set_reply_mail(
        &self,
        site: String,
        person: String,
        replies: bool,
    ) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(WriteScope::site(&site), (site, person), move |tx, (site, person)| {
                Box::pin(async move {
                    let set = database::query(
                        "update visitor_mail set replies = $3, stopped_at = null
                         where site_id = $1 and person_id = $2 and confirmed_at is not null",
                    );
                    let set = set.bind(site).bind(person).bind(i64::from(replies)).execute(&mut *tx).await?;
                    if replies {
                        let go_on = database::query(
                            "update reply_conversations set stopped_at = null
                             where site_id = $1 and person_id = $2 and stopped_at is not null",
                        );
                        go_on.bind(site).bind(person).execute(tx).await?;
                    } else {
                        forget_waiting(tx, (site, person), None).await?;
                    }
                    Ok(set == 1)
                })
            })
            .await
    }
}

/// Stores what a link is about, by the hash of its secret.
pub(super) async fn add_stop_link(
    tx: &mut Tx,
    site: &str,
    (link_hash, link): (&str, &StopLink),
    now: Timestamp,
) -> Result<()> {
    let add = database::query(
        "insert into reply_stop_links (site_id, link_hash, person_id, conversation_id, created_at)
         values ($1, $2, $3, $4, $5) on conflict (site_id, link_hash) do nothing",
    );
    let add = add.bind(site).bind(link_hash).bind(&link.person);
    let add = add.bind(link.conversation.map(|conversation| conversation.to_string())).bind(now.0);
    add.execute(tx).await.map(drop)
}

/// The links in the mails to a person count no more: they went to another address.
pub(super) async fn end_stop_links(tx: &mut Tx, site: &str, person: &str) -> Result<()> {
    let links = database::query("delete from reply_stop_links where site_id = $1 and person_id = $2");
    links.bind(site).bind(person).execute(tx).await.map(drop)
}

/// Forgets the replies that wait: of one conversation, or of all.
async fn forget_waiting(tx: &mut Tx, (site, person): (&str, &str), conversation: Option<CommentId>) -> Result<()> {
    let waiting = database::query(
        "delete from reply_notices where site_id = $1 and person_id = $2 and mail_id is null
         and ($3 is null or conversation_id = $3)",
    );
    let waiting = waiting.bind(site).bind(person).bind(conversation.map(|conversation| conversation.to_string()));
    waiting.execute(tx).await.map(drop)
}
