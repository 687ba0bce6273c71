//! Asks the judges of a site about a comment.

use futures_util::future::join_all;
use porch_protocol::{Trust, TrustLevel};

use super::check::{CheckFailure, CheckRequest, CheckVerdict};
use super::{akismet, openai};
use crate::App;
use crate::storage::external_checks::{Judge, JudgeKind};

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
    let _place = app.external_checks.acquire(&judge.site).ok_or(CheckFailure::Busy)?;
    let question = match judge.kind {
        JudgeKind::Akismet => akismet::question(judge, "comment-check", shown),
        JudgeKind::OpenAi => openai::question(judge, shown)?,
    };
    let outbound = app.outbound.clone().with_timeout(app.external_checks.timeout);
    let answer = outbound.post(&question.url, question.headers, question.body).await?;
    if !answer.status.is_success() {
        return Err(CheckFailure::Status(answer.status.as_u16()));
    }
    match judge.kind {
        JudgeKind::Akismet => akismet::opinion(&answer),
        JudgeKind::OpenAi => openai::opinion(&answer),
    }
}
