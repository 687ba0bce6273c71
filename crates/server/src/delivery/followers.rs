//! Who is owed something for what is in the log: receivers of webhooks, owners by mail, and services outside that hear of the
//! team's decisions. Each writes down what is owed; trying to deliver it is `delivery`'s.

use crate::follow::LogFollower;
use crate::storage::comment_events::CommentEvent;
use crate::storage::outbox::{Follower, FollowerLag};
use crate::storage::{self, WriteError};
use crate::{App, external_checks, mail, webhooks};

/// Events that are read together.
const TOGETHER: u32 = 200;

/// Reads on in a log: what happened next, and the place that is reached with it.
async fn read_on(app: &App, lag: &FollowerLag) -> storage::Result<(Vec<CommentEvent>, i64)> {
    let events = app.storage.happened(&lag.site, lag.seq, lag.last_seq, TOGETHER).await?;
    let full = events.len() == usize::try_from(TOGETHER).unwrap_or(usize::MAX);
    let reached = events.last().filter(|_| full).map_or(lag.last_seq, |event| event.seq);
    Ok((events, reached))
}

/// Writes down what receivers of webhooks are owed.
pub(super) struct Webhooks;

impl LogFollower for Webhooks {
    const TROUBLE: &'static str = "what webhooks are owed could not be written down";

    async fn behind(&self, app: &App) -> storage::Result<Vec<FollowerLag>> {
        app.storage.behind(Follower::Webhooks).await
    }

    async fn advance(&self, app: &App, lag: &FollowerLag) -> Result<Option<i64>, WriteError> {
        let receivers = app.storage.webhooks(&lag.site).await?;
        let (events, reached) = read_on(app, lag).await?;
        let waiting = app.storage.waiting_by_webhook(&lag.site).await?;
        let owed = webhooks::events::owed_for(&lag.site, &receivers, &events, waiting);
        app.storage.owe_webhooks(lag.clone(), reached, owed, app.clock.now()).await?;
        Ok(Some(reached))
    }
}

/// Notes which comments owners are to hear of.
pub(super) struct OwnerMail;

impl LogFollower for OwnerMail {
    const TROUBLE: &'static str = "what owners are to hear of could not be noted";

    async fn behind(&self, app: &App) -> storage::Result<Vec<FollowerLag>> {
        app.storage.behind(Follower::Mail).await
    }

    async fn advance(&self, app: &App, lag: &FollowerLag) -> Result<Option<i64>, WriteError> {
        let (events, reached) = read_on(app, lag).await?;
        app.storage.notice(lag.clone(), reached, mail::owner::held_in(&events), app.clock.now()).await?;
        Ok(Some(reached))
    }
}

/// Writes down what services outside are to hear of the team's decisions.
pub(super) struct ExternalChecks;

impl LogFollower for ExternalChecks {
    const TROUBLE: &'static str = "what spam services are to hear of could not be written down";

    async fn behind(&self, app: &App) -> storage::Result<Vec<FollowerLag>> {
        app.storage.behind(Follower::Judges).await
    }

    async fn advance(&self, app: &App, lag: &FollowerLag) -> Result<Option<i64>, WriteError> {
        let (events, reached) = read_on(app, lag).await?;
        let (owed, now) = (external_checks::feedback::owed_for(&lag.site, &events), app.clock.now());
        app.storage.owe_judge(lag.clone(), reached, owed, (now, external_checks::feedback::due(now))).await?;
        Ok(Some(reached))
    }
}
