//! Judges outside of this server, whom a site may ask before it publishes what somebody not yet trusted wrote.
//!
//! Whatever one says can only hold. Whoever is late, broken or talks nonsense is taken for not asked: nobody's words wait
//! for a stranger longer than the bounds allow, and none are lost by one.

mod akismet;
pub mod feedback;
mod openai;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwap;
use bytes::Bytes;
use futures_util::future::join_all;
use http::HeaderMap;
use porch_protocol::{Tree, Trust, TrustLevel};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::App;
use crate::domain::markup::{links, plain_text};
use crate::outbound::Failure;
use crate::storage::external_checks::{Judge, JudgeKind};

/// Questions under way at once. What comes on top is not asked about: a flood must not make everybody wait.
const AT_ONCE: usize = 64;
/// The same of one site: a slow judge of one site must not leave the others without theirs.
const OF_SITE: usize = 16;

/// The judges of all sites, and how much room there is for asking them.
pub struct ExternalChecks {
    of: ArcSwap<HashMap<String, SiteChecks>>,
    room: Arc<Semaphore>,
    patience: Duration,
}

struct SiteChecks {
    judges: Arc<[Judge]>,
    room: Arc<Semaphore>,
}

/// A question that is under way.
struct PendingCheck {
    _of_site: OwnedSemaphorePermit,
    _of_all: OwnedSemaphorePermit,
}

impl ExternalChecks {
    /// Nobody's yet; each may take so long in all.
    pub fn new(patience: Duration) -> Self {
        Self { of: ArcSwap::default(), room: Arc::new(Semaphore::new(AT_ONCE)), patience }
    }

    /// Puts these in the place of all that were known.
    pub fn know(&self, judges: HashMap<String, Vec<Judge>>) {
        let before = self.of.load();
        let of_site = |(site, own): (String, Vec<Judge>)| {
            // What is under way goes on counting.
            let room = before.get(&site).map(|before| before.room.clone());
            let room = room.unwrap_or_else(|| Arc::new(Semaphore::new(OF_SITE)));
            (site, SiteChecks { judges: own.into(), room })
        };
        self.of.store(Arc::new(judges.into_iter().map(of_site).collect()));
    }

    /// Those of a site; mostly none.
    pub fn of(&self, site: &str) -> Arc<[Judge]> {
        self.of.load().get(site).map(|own| own.judges.clone()).unwrap_or_default()
    }

    /// Room for one question more; none while too many are under way, of everybody or of the site.
    fn enter(&self, site: &str) -> Option<PendingCheck> {
        let of_site = self.of.load().get(site)?.room.clone().try_acquire_owned().ok()?;
        Some(PendingCheck { _of_site: of_site, _of_all: self.room.clone().try_acquire_owned().ok()? })
    }

    /// A site's judge of this kind.
    pub fn one(&self, site: &str, kind: JudgeKind) -> Option<Judge> {
        self.of(site).iter().find(|judge| judge.kind == kind).cloned()
    }
}

/// What a judge is told of a comment, and nothing else: no address, no id of a person, no mail.
#[derive(Clone, Debug)]
pub struct CheckRequest {
    /// The name it was written under.
    pub name: String,
    /// The words as plain text, and below them where their links lead.
    pub text: String,
    /// The page's address.
    pub page: String,
    /// Whether it answers another.
    pub reply: bool,
    /// The site's first origin.
    pub home: String,
}

/// What is shown of the words of a comment.
pub fn text_of(tree: &Tree) -> String {
    let targets = links(tree);
    let plain = plain_text(tree);
    if targets.is_empty() { plain } else { format!("{plain}\n\n{}", targets.join("\n")) }
}

/// What a judge thinks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CheckVerdict {
    /// It has nothing against it.
    Fine,
    /// It would not let it in.
    Warns,
}

/// Why a judge has no opinion. The words name no address and no text.
#[derive(Debug, thiserror::Error)]
pub enum CheckFailure {
    /// There is no answer.
    #[error(transparent)]
    Failure(#[from] Failure),
    /// It answered with an error.
    #[error("it answered {0}")]
    Status(u16),
    /// What it answered means nothing.
    #[error("its answer means nothing here")]
    Nonsense,
    /// It knows us not.
    #[error("it does not take the key")]
    Key,
    /// Too many questions are under way.
    #[error("too many questions are under way")]
    Busy,
}

impl CheckFailure {
    fn word(&self) -> &'static str {
        match self {
            Self::Failure(Failure::Late) => "late",
            Self::Failure(_) | Self::Status(_) | Self::Key => "failed",
            Self::Nonsense => "nonsense",
            Self::Busy => "busy",
        }
    }
}

/// What is sent to a judge.
struct Question {
    url: String,
    headers: HeaderMap,
    body: Bytes,
}

/// Whether judges are asked about what somebody of this standing writes. Regulars are known better here than anywhere.
pub fn are_asked_about(standing: &Trust) -> bool {
    standing.level < TrustLevel::Regular
}

/// Whether one of a site's judges warns of a comment. All are asked at once, and none is waited for any longer.
pub async fn warn(app: &App, judges: &[Judge], shown: &CheckRequest) -> bool {
    let opinions = join_all(judges.iter().map(|judge| heard(app, judge, shown))).await;
    opinions.contains(&Some(CheckVerdict::Warns))
}

/// Asks one, counts what came of it, and says why there is nothing, if so, in the log.
async fn heard(app: &App, judge: &Judge, shown: &CheckRequest) -> Option<CheckVerdict> {
    let asked = ask(app, judge, shown).await;
    let word = match &asked {
        Ok(CheckVerdict::Fine) => "fine",
        Ok(CheckVerdict::Warns) => "warned",
        Err(silence) => silence.word(),
    };
    metrics::counter!("porch_judges_total", "judge" => judge.kind.word(), "answer" => word).increment(1);
    asked
        .inspect_err(
            |why| tracing::warn!(site = %judge.site, judge = judge.kind.word(), %why, "an outside judge was no help"),
        )
        .ok()
}

/// Asks one, and waits no longer than the bounds allow.
pub async fn ask(app: &App, judge: &Judge, shown: &CheckRequest) -> Result<CheckVerdict, CheckFailure> {
    let _place = app.external_checks.enter(&judge.site).ok_or(CheckFailure::Busy)?;
    let question = match judge.kind {
        JudgeKind::Akismet => akismet::question(judge, "comment-check", shown),
        JudgeKind::OpenAi => openai::question(judge, shown)?,
    };
    let outbound = app.outbound.clone().with_patience(app.external_checks.patience);
    let answer = outbound.post(&question.url, question.headers, question.body).await?;
    if !answer.status.is_success() {
        return Err(CheckFailure::Status(answer.status.as_u16()));
    }
    match judge.kind {
        JudgeKind::Akismet => akismet::opinion(&answer),
        JudgeKind::OpenAi => openai::opinion(&answer),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::time::Duration;

    use super::{AT_ONCE, ExternalChecks, OF_SITE};

    #[test]
    fn there_is_room_for_so_many_questions_and_for_so_many_of_a_site() {
        let judges = ExternalChecks::new(Duration::from_secs(1));
        let sites: HashMap<_, _> = (0..=AT_ONCE / OF_SITE).map(|number| (number.to_string(), Vec::new())).collect();
        judges.know(sites.clone());
        let mut under_way = Vec::new();
        for site in 0..AT_ONCE / OF_SITE {
            assert!(judges.enter("nowhere").is_none());
            under_way.extend((0..OF_SITE).map_while(|_| judges.enter(&site.to_string())));
            // A change of the judges lets nobody in.
            judges.know(sites.clone());
            assert!(judges.enter(&site.to_string()).is_none(), "{site}");
        }
        assert_eq!(under_way.len(), AT_ONCE);
        let last = (AT_ONCE / OF_SITE).to_string();
        assert!(judges.enter(&last).is_none());
        under_way.pop();
        assert!(judges.enter(&last).is_some());
    }
}
