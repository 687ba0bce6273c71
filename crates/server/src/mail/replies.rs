//! Mail to visitors about replies: which events of the log bring one about, storing the mails that are due, and their
//! content. `domain/reply_mail.rs` has the rule.

use porch_protocol::{CommentId, Role, Status};
use serde::{Deserialize, Serialize};

use super::attempt::{self, ReadyMail};
use super::layout::{MailBlock, MailBody, MailThread, inert};
use super::reply_links;
use crate::App;
use crate::language::{self, MailText};
use porch_domain::event::{EventKind, about_no_comment};
use porch_domain::markup::plain_text;
use porch_domain::page::origin_of;
use porch_domain::reply_mail::{Batch, batch};
use porch_domain::text::quoted;
use porch_storage::comment_events::CommentEvent;
use porch_storage::comments::StoredComment;
use porch_storage::outbox::{DeliveryResult, OutboxMessage};
use porch_storage::reply_mail::{DueReplies, MailedReply, NewReplyMail};
use porch_storage::reply_stops::StopLink;
use porch_storage::threads::Thread;
use porch_storage::visitor_mail::VisitorMail;
use porch_storage::{Result, WriteError};

/// Conversations whose mails are stored in one round of the worker.
const MOST_AT_ONCE: u32 = 100;
/// Replies that a mail shows with their texts; the others are counted.
const MOST_SHOWN: u32 = 20;
/// Bytes of texts after which a mail only counts the rest.
const MOST_BYTES: usize = 60_000;
/// Seconds before each attempt.
const RETRY_SECONDS: [i64; 9] = [0, 60, 300, 900, 3_600, 10_800, 21_600, 43_200, 86_400];

/// What such a mail is about. The replies and their texts are read when it is sent.
#[derive(Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum ReplyMailKind {
    /// Replies to a person.
    Replies {
        /// The person.
        person: String,
        /// The conversation; none for several.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        conversation: Option<CommentId>,
    },
}

/// What a pending mail is about, if it is one of these.
pub(super) fn about(payload: &str) -> Option<ReplyMailKind> {
    serde_json::from_str(payload).ok()
}

/// Whether a pending mail is one of these, for which nobody waits.
pub fn is_about_replies(payload: &str) -> bool {
    about(payload).is_some()
}

/// The comments in a range of the log that were published, for the first time or again.
pub fn published_in(events: &[CommentEvent]) -> Vec<CommentId> {
    let mut published: Vec<_> =
        events.iter().filter(|event| publishes(event.kind)).map(|event| event.comment).collect();
    let mut seen = std::collections::HashSet::new();
    published.retain(|comment| seen.insert(*comment));
    published
}

/// Whether an event publishes its comment.
#[expect(clippy::unnested_or_patterns, reason = "the macro is a pattern of its own")]
fn publishes(kind: EventKind) -> bool {
    match kind {
        EventKind::CommentPublished
        | EventKind::CommentApproved
        | EventKind::CommentRestored
        | EventKind::CommentCleared
        | EventKind::RemovalUndone => true,
        EventKind::CommentHeld
        | EventKind::CommentEdited
        | EventKind::CommentRemoved
        | EventKind::CommentWithdrawn
        | EventKind::CommentErased
        | EventKind::WordsErased
        | EventKind::CommentSentBack
        | EventKind::CommentDeclined
        | EventKind::CommentMarkedSpam
        | EventKind::CommentReported
        | EventKind::SecondLookAsked
        | EventKind::CommentKept
        | EventKind::CommentImported
        | EventKind::DecisionUndone
        | EventKind::NoAnswerNeeded
        | EventKind::AnswerNeededAgain
        | about_no_comment!() => false,
    }
}

/// Stores the mails that are due.
pub async fn gather(app: &App) -> std::result::Result<(), WriteError> {
    let now = app.clock.now();
    for due in app.storage.due_replies(now, MOST_AT_ONCE).await? {
        let mails = match batch(due.sent, due.conversations.len()) {
            Batch::Each => due.conversations.iter().filter_map(|one| new_mail(app, &due, Some(*one))).collect(),
            Batch::Together => new_mail(app, &due, None).into_iter().collect(),
        };
        let stored = app.storage.queue_reply_mail(due, mails, now).await?;
        metrics::counter!("porch_reply_mails_queued_total").increment(stored.into());
    }
    Ok(())
}

fn new_mail(app: &App, due: &DueReplies, conversation: Option<CommentId>) -> Option<NewReplyMail> {
    let kind = ReplyMailKind::Replies { person: due.person.clone(), conversation };
    let payload = serde_json::to_string(&kind).ok()?;
    let link_hash =
        reply_links::secret(app, (&due.site, &due.person, due.address_key.as_deref()?), conversation).hash();
    Some(NewReplyMail { id: uuid::Uuid::now_v7(), payload, conversation, link_hash })
}

/// Makes one attempt. Returns its result, if there was one.
pub(super) async fn deliver(
    app: &App,
    queued: &OutboxMessage,
    ReplyMailKind::Replies { person, conversation }: ReplyMailKind,
) -> std::result::Result<Option<DeliveryResult>, WriteError> {
    let Some(mailer) = &app.mailer else { return Ok(None) };
    let settled = match content(app, queued, &person).await? {
        // What it was about was taken back, or nobody wants it any more.
        None => DeliveryResult::Done,
        Some((VisitorMail { address: to, address_key, language, .. }, mut body)) => {
            let stop = reply_links::secret(app, (&queued.site, &person, &address_key), conversation);
            if to != queued.target {
                // The account states another address since.
                let (hash, link) = (stop.hash(), StopLink { person, conversation });
                app.storage.add_reply_stop_link(queued.site.clone(), hash, link, app.clock.now()).await?;
            }
            let stop = reply_links::address(app, &queued.site, &stop, &language);
            body.parts.push(MailBlock::Link(body.text.replies_stop(), stop.clone()));
            let thread = MailThread {
                list: format!("replies.{}", queued.site),
                conversation: conversation.map(|conversation| format!("conversation.{conversation}")),
            };
            let (unsubscribe, thread) = (Some(&*stop), Some(&thread));
            let ready = ReadyMail {
                body: &body,
                to: &to,
                sender: Some(app.name_of_site(&queued.site)),
                unsubscribe,
                thread,
                retry_seconds: &RETRY_SECONDS,
            };
            attempt::send(app, mailer, queued, ready).await
        }
    };
    Ok(Some(settled))
}

/// The address and the texts of a mail; none when no reply in it stands any more.
async fn content(app: &App, queued: &OutboxMessage, person: &str) -> Result<Option<(VisitorMail, MailBody)>> {
    let site = &queued.site;
    let (replies, total) = app.storage.replies_in_mail(site, &queued.id, MOST_SHOWN).await?;
    let Some(first) = replies.first() else { return Ok(None) };
    let Some(mail) = app.storage.visitor_mail(site, person).await? else { return Ok(None) };
    let text = language::mail(&mail.language);
    let Some(thread) = app.storage.thread(site, first.reply.thread).await? else { return Ok(None) };
    let same_page = replies.iter().all(|reply| reply.reply.thread == thread.id);
    let title = thread.title.as_deref().filter(|_| same_page).map(quoted);
    let (title, name) = (title.as_deref(), app.name_of_site(site));
    let subject = if total == 1 { text.reply_subject(title, &name) } else { text.replies_subject(title, &name) };
    let mut parts = Vec::new();
    let (mut shown, mut bytes) = (0, 0);
    for reply in &replies {
        if bytes > MOST_BYTES {
            break;
        }
        shown += 1;
        bytes += reply.reply.source.len();
        parts.extend(one(app, text, site, reply).await?);
    }
    let more = usize::try_from(total).unwrap_or(usize::MAX).saturating_sub(shown);
    if more > 0 {
        parts.push(MailBlock::Words(text.and_more(more)));
        parts.push(MailBlock::Link(text.replies_open(), link(app, site, &thread, &first.reply)));
    }
    parts.push(MailBlock::Words(text.replies_why(&app.name_of_site(site))));
    Ok(Some((mail, MailBody { subject, parts, text })))
}

/// One reply: who wrote it, its words below those that it replies to, and where it stands.
async fn one(app: &App, text: MailText, site: &str, mailed: &MailedReply) -> Result<Vec<MailBlock>> {
    let reply = &mailed.reply;
    let Some(thread) = app.storage.thread(site, reply.thread).await? else { return Ok(Vec::new()) };
    let parent = match reply.parent {
        Some(parent) => app.storage.comment(site, parent).await?.filter(|parent| parent.status == Status::Published),
        None => None,
    };
    let name = quoted(&reply.name);
    let name = reply.role.map_or(name.clone(), |role| text.team_member(&name, role_name(text, role)));
    let title = thread.title.as_deref().map(quoted);
    let who = if reply.parent == Some(mailed.about) {
        text.replied_to_you(title.as_deref(), &name)
    } else {
        text.wrote_in_conversation(title.as_deref(), &name)
    };
    Ok(vec![
        MailBlock::Words(who),
        MailBlock::Comment { words: reply.tree.clone(), parent: parent.map(|parent| inert(&plain_text(&parent.tree))) },
        MailBlock::Link(text.reply_open(), link(app, site, &thread, reply)),
    ])
}

fn role_name(text: MailText, role: Role) -> &'static str {
    match role {
        Role::Owner => text.role_owner(),
        Role::Host => text.role_host(),
        Role::Moderator => text.role_moderator(),
        Role::Guest => text.role_guest(),
    }
}

/// Where a comment stands: on the site's page, or on the server's own page of the thread where the site's page is not known
/// by its address, has a fragment of its own, or is not the site's any more.
fn link(app: &App, site: &str, thread: &Thread, comment: &StoredComment) -> String {
    let origins = app.site(site).map(|site| site.origins.clone()).unwrap_or_default();
    let of_site = origin_of(&thread.url).is_some_and(|origin| origins.contains(&origin));
    let anchor = comment.id.anchor();
    if of_site && !thread.page_key.starts_with("key:") && !thread.url.contains('#') {
        format!("{}#{anchor}", thread.url)
    } else {
        format!("{}/c/{site}/{}#{anchor}", app.config.public_url, thread.id)
    }
}
