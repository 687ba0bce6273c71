//! What each site's team taught the spam model: a follower of the log that learns from decisions once they can no
//! longer be taken back, and keeps what it learnt in memory and in the database.
//!
//! Only the last decision about a comment teaches, and only as long as its words are those that were decided about: so
//! what was undone, overruled, edited or withdrawn in the meantime teaches nothing.

use std::collections::HashMap;
use std::sync::Arc;

use porch_spam::{BadLocal, Local};

use crate::App;
use crate::log_follower::{LogFollower, catch_up};
use porch_domain::event::{EventData, EventKind};
use porch_domain::moderation::spam_facts::{SpamInput, teaches, teaching_events};
use porch_domain::moderation::team_decision::can_undo;
use porch_storage::WriteError;
use porch_storage::outbox::FollowerLag;
use porch_storage::site_model::{LessonEvent, StoredModel};

/// Decisions that are learnt from together, in one write.
const TOGETHER: u32 = 50;
/// Events without a lesson after which the place in the log is stored all the same, so that a start is quick.
const FAR: i64 = 10_000;

/// Learns from what the team decided.
pub(crate) struct ModelLearning;

impl LogFollower for ModelLearning {
    const ERROR_MESSAGE: &'static str = "the spam model could not learn from decisions; it will later";

    async fn behind(&self, app: &App) -> porch_storage::Result<Vec<FollowerLag>> {
        let ends = app.storage.log_ends().await?;
        let looked = app.site_models.looked.lock().await;
        let lag = |(site, last_seq): (String, i64)| {
            let seq = looked.get(&site).copied().unwrap_or_default();
            FollowerLag { site, seq, last_seq }
        };
        Ok(ends.into_iter().map(lag).filter(|lag| lag.seq < lag.last_seq).collect())
    }

    async fn advance(&self, app: &App, lag: &FollowerLag) -> Result<Option<i64>, WriteError> {
        // Released after each write: a post on a site whose model is not in memory waits for this.
        let mut looked = app.site_models.looked.lock().await;
        read_on(app, &lag.site, lag.last_seq, &mut looked).await
    }
}

/// What a site learnt; none for one that has not yet. From memory, but for the first time.
pub async fn of(app: &App, site: &str) -> porch_storage::Result<Option<Arc<Local>>> {
    if let Some(known) = app.site_models.known.get(site) {
        return Ok(known);
    }
    let _nobody_learns = app.site_models.looked.lock().await;
    let stored = app.storage.site_model(site).await?;
    let known = stored.and_then(|learnt| read(site, &learnt.bytes)).map(Arc::new);
    app.site_models.known.insert(site.to_owned(), known.clone());
    Ok(known)
}

fn read(site: &str, bytes: &[u8]) -> Option<Local> {
    if bytes.is_empty() {
        return None;
    }
    let read = Local::from_bytes(bytes);
    if read.is_err() {
        // An older program's, or changed from outside: `porch spam relearn` makes it anew.
        tracing::warn!(site, "what the site learnt cannot be read, and is not used");
    }
    read.ok()
}

/// Learns from all that was decided on any site since the last time.
pub async fn round(app: &App) -> Result<(), WriteError> {
    catch_up(app, &ModelLearning).await
}

/// Reads on in one log. Returns the place that it has reached; none where the next decision can still be taken back.
async fn read_on(
    app: &App,
    site: &str,
    last: i64,
    looked: &mut HashMap<String, i64>,
) -> Result<Option<i64>, WriteError> {
    let stored = app.storage.site_model(site).await?.unwrap_or(StoredModel { seq: 0, bytes: Vec::new() });
    let from = looked.get(site).copied().unwrap_or(0).max(stored.seq);
    let kinds: Vec<_> = teaching_events().chain([EventKind::LearningReset]).collect();
    let events = app.storage.learning_events(site, (from, last), &kinds, TOGETHER).await?;
    let now = app.clock.now();
    // An imported log may have times to come; nobody takes those back.
    let decided = |event: &LessonEvent| event.kind != EventKind::LearningReset && event.at <= now;
    let open = events.iter().position(|event| decided(event) && can_undo(event.at, now));
    let full = events.len() == usize::try_from(TOGETHER).unwrap_or(usize::MAX);
    let reached = match (open.and_then(|place| events.get(place)), events.last()) {
        (Some(open), _) => open.seq - 1,
        (None, Some(end)) if full => end.seq,
        _ => last,
    };
    let lessons = lessons(app, site, &events[..open.unwrap_or(events.len())]).await?;
    if !lessons.is_empty() || reached - stored.seq > FAR {
        for lesson in &lessons {
            if let Lesson::Learn(input, is_spam) = lesson {
                app.campaigns.decided(site, input, *is_spam);
            }
        }
        let learnt = read(site, &stored.bytes);
        let learning = move || lessons.into_iter().fold(learnt, |learnt, lesson| lesson.apply_to(learnt));
        let learnt = tokio::task::spawn_blocking(learning).await.unwrap_or_default();
        let bytes = learnt.as_ref().map(Local::to_bytes).unwrap_or_default();
        app.storage.store_site_model(site.to_owned(), StoredModel { seq: reached, bytes }).await?;
        app.site_models.known.insert(site.to_owned(), learnt.map(Arc::new));
    }
    looked.insert(site.to_owned(), reached);
    Ok(open.is_none().then_some(reached))
}

enum Lesson {
    Forget,
    Learn(Box<SpamInput>, bool),
}

impl Lesson {
    fn apply_to(self, learnt: Option<Local>) -> Option<Local> {
        match self {
            Self::Forget => None,
            Self::Learn(input, is_spam) => {
                let mut learnt = learnt.unwrap_or_default();
                input.teach(&mut learnt, is_spam);
                Some(learnt)
            }
        }
    }
}

async fn lessons(app: &App, site: &str, events: &[LessonEvent]) -> porch_storage::Result<Vec<Lesson>> {
    let home = app.site(site).map(|site| site.origins.clone()).unwrap_or_default();
    let mut lessons = Vec::new();
    for event in events {
        if event.kind == EventKind::LearningReset {
            lessons.push(Lesson::Forget);
            continue;
        }
        let Some(is_spam) = teaches(event.kind, event.from, event.hold) else { continue };
        let Some(id) = event.comment else { continue };
        let comment = app.storage.comment(site, id).await?;
        let Some(comment) = comment.filter(|comment| Some(comment.version) == event.version) else { continue };
        let mut input = SpamInput::new(&comment.name, &comment.tree, &home).held_for(event.hold);
        input.title = app.storage.thread(site, comment.thread).await?.and_then(|thread| thread.title);
        lessons.push(Lesson::Learn(Box::new(input), is_spam));
    }
    Ok(lessons)
}

/// Why learning was not taken over.
#[derive(Debug, thiserror::Error)]
pub enum TakeOverError {
    /// The bytes are no site's learning.
    #[error(transparent)]
    Bytes(#[from] BadLocal),
    /// The database fails.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Forgets all that a site learnt. What is decided from now on teaches again.
pub async fn reset(app: &App, site: &str, by: &'static str) -> Result<(), WriteError> {
    let _nobody_learns = app.site_models.looked.lock().await;
    app.storage
        .replace_site_model(site.to_owned(), Vec::new(), (EventData::LearningReset, by), app.clock.now())
        .await?;
    app.site_models.known.insert(site.to_owned(), None);
    Ok(())
}

/// Puts what was learnt elsewhere in the place of what this site learnt. Returns from how many decisions.
pub async fn take_over(app: &App, site: &str, bytes: &[u8], by: &'static str) -> Result<u32, TakeOverError> {
    let local = Local::from_bytes(bytes)?;
    let decisions = local.decisions();
    let _nobody_learns = app.site_models.looked.lock().await;
    let bytes = local.to_bytes();
    app.storage.replace_site_model(site.to_owned(), bytes, (EventData::LearningImported, by), app.clock.now()).await?;
    app.site_models.known.insert(site.to_owned(), Some(Arc::new(local)));
    Ok(decisions)
}

/// Forgets what was learnt and how far, and learns from the whole log anew, since its last reset.
pub async fn relearn(app: &App, site: &str) -> Result<(), WriteError> {
    let mut looked = app.site_models.looked.lock().await;
    app.storage.delete_site_model(site.to_owned()).await?;
    looked.remove(site);
    app.site_models.known.insert(site.to_owned(), None);
    drop(looked);
    round(app).await
}

/// A site's log was put in as a whole: it is looked through from its beginning.
pub async fn learn_from_start(app: &App, site: &str) {
    let mut looked = app.site_models.looked.lock().await;
    looked.remove(site);
    app.site_models.known.invalidate(site);
}

/// What a site learnt, as bytes for a file, and from how many decisions.
pub async fn export(app: &App, site: &str) -> porch_storage::Result<Option<(Vec<u8>, u32)>> {
    Ok(of(app, site).await?.map(|local| (local.to_bytes(), local.decisions())))
}
