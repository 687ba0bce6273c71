//! Followers of the log that create messages: to webhooks, to owners by mail, and to external spam services about the
//! team's decisions. Each stores its messages as pending; `delivery` sends them.

use crate::log_follower::LogFollower;
use crate::{App, external_checks, mail, webhooks};
use porch_storage::WriteError;
use porch_storage::comment_events::CommentEvent;
use porch_storage::outbox::{Follower, FollowerLag};

/// Events that are read at a time.
const BATCH: u32 = 200;

/// Reads the next events of a log, and the position that is reached with them.
async fn next_events(app: &App, lag: &FollowerLag) -> porch_storage::Result<(Vec<CommentEvent>, i64)> {
    let events = app.storage.comment_events(&lag.site, lag.seq, lag.last_seq, BATCH).await?;
    let full = events.len() == usize::try_from(BATCH).unwrap_or(usize::MAX);
    let reached = events.last().filter(|_| full).map_or(lag.last_seq, |event| event.seq);
    Ok((events, reached))
}

/// Stores the messages to the receivers of webhooks.
pub(super) struct Webhooks;

impl LogFollower for Webhooks {
    const ERROR_MESSAGE: &'static str = "messages to webhooks could not be stored";

    async fn behind(&self, app: &App) -> porch_storage::Result<Vec<FollowerLag>> {
        app.storage.behind(Follower::Webhooks).await
    }

    async fn advance(&self, app: &App, lag: &FollowerLag) -> Result<Option<i64>, WriteError> {
        let receivers = app.storage.webhooks(&lag.site).await?;
        let (events, reached) = next_events(app, lag).await?;
        let waiting = app.storage.pending_by_webhook(&lag.site).await?;
        let messages = webhooks::events::messages_for(&lag.site, &receivers, &events, waiting);
        app.storage.queue_webhook_messages(lag.clone(), reached, messages, app.clock.now()).await?;
        Ok(Some(reached))
    }
}

/// Stores which comments the owner's next mail is about.
pub(super) struct OwnerMail;

impl LogFollower for OwnerMail {
    const ERROR_MESSAGE: &'static str = "comments for the owners' mail could not be stored";

    async fn behind(&self, app: &App) -> porch_storage::Result<Vec<FollowerLag>> {
        app.storage.behind(Follower::Mail).await
    }

    async fn advance(&self, app: &App, lag: &FollowerLag) -> Result<Option<i64>, WriteError> {
        let (events, reached) = next_events(app, lag).await?;
        app.storage.add_owner_mail_items(lag.clone(), reached, mail::owner::held_in(&events), app.clock.now()).await?;
        Ok(Some(reached))
    }
}

/// Stores the messages to external spam services about the team's decisions.
pub(super) struct ExternalChecks;

impl LogFollower for ExternalChecks {
    const ERROR_MESSAGE: &'static str = "feedback to spam services could not be stored";

    async fn behind(&self, app: &App) -> porch_storage::Result<Vec<FollowerLag>> {
        app.storage.behind(Follower::ExternalChecks).await
    }

    async fn advance(&self, app: &App, lag: &FollowerLag) -> Result<Option<i64>, WriteError> {
        let (events, reached) = next_events(app, lag).await?;
        let (messages, now) = (external_checks::feedback::messages_for(&lag.site, &events), app.clock.now());
        app.storage
            .queue_external_check_feedback(lag.clone(), reached, messages, (now, external_checks::feedback::due(now)))
            .await?;
        Ok(Some(reached))
    }
}

/// Notes which replies are to be mailed to whom.
pub(super) struct ReplyMail;

impl LogFollower for ReplyMail {
    const ERROR_MESSAGE: &'static str = "replies for the mail to visitors could not be stored";

    async fn behind(&self, app: &App) -> porch_storage::Result<Vec<FollowerLag>> {
        app.storage.behind(Follower::Replies).await
    }

    async fn advance(&self, app: &App, lag: &FollowerLag) -> Result<Option<i64>, WriteError> {
        if app.mailer.is_none() {
            // What is published while no mail can be sent is not mailed later.
            app.storage.note_replies(lag.clone(), lag.last_seq, Vec::new(), app.clock.now()).await?;
            return Ok(Some(lag.last_seq));
        }
        let ((events, reached), now) = (next_events(app, lag).await?, app.clock.now());
        let published = mail::replies::published_in(&events);
        let replies = app.storage.published_replies(&lag.site, &published, now).await?;
        let undo = i64::try_from(app.config.bounds.reply_mail.as_micros()).unwrap_or(i64::MAX);
        app.storage.note_replies(lag.clone(), reached, replies, now.plus(undo)).await?;
        Ok(Some(reached))
    }
}
