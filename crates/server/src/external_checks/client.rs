//! Sends a comment to the external spam services of a site.

use futures_util::future::join_all;
use porch_protocol::{Trust, TrustLevel};

use super::check::{CheckFailure, CheckRequest, CheckVerdict};
use super::{akismet, openai};
use crate::App;
use porch_storage::external_checks::{ExternalCheck, ExternalCheckKind};

/// Whether comments of an author with this standing are checked. Regulars are not: this server knows them better than
/// any service.
pub fn needs_check(standing: &Trust) -> bool {
    standing.level < TrustLevel::Regular
}

/// Whether one of a site's services warns of a comment. All requests run at once, each within its time limit.
pub async fn warn(app: &App, services: &[ExternalCheck], request: &CheckRequest) -> bool {
    let verdicts = join_all(services.iter().map(|service| verdict(app, service, request))).await;
    verdicts.contains(&Some(CheckVerdict::Warns))
}

/// Asks one service, counts the result, and writes a failure to the log.
async fn verdict(app: &App, service: &ExternalCheck, request: &CheckRequest) -> Option<CheckVerdict> {
    let answer = check(app, service, request).await;
    let word = match &answer {
        Ok(CheckVerdict::Fine) => "fine",
        Ok(CheckVerdict::Warns) => "warned",
        Err(failure) => failure.word(),
    };
    metrics::counter!("porch_external_checks_total", "service" => service.kind.word(), "answer" => word).increment(1);
    answer
        .inspect_err(
            |why| tracing::warn!(site = %service.site, service = service.kind.word(), %why, "a spam service gave no verdict"),
        )
        .ok()
}

/// Asks one service, within the time limit of the configuration.
pub async fn check(app: &App, service: &ExternalCheck, request: &CheckRequest) -> Result<CheckVerdict, CheckFailure> {
    let _permit = app.live.external_checks.acquire(&service.site).ok_or(CheckFailure::Busy)?;
    let question = match service.kind {
        ExternalCheckKind::Akismet => akismet::question(service, "comment-check", request),
        ExternalCheckKind::OpenAi => openai::question(service, request)?,
    };
    let outbound = app.outbound.clone().with_timeout(app.live.external_checks.timeout);
    let answer = outbound.post(&question.url, question.headers, question.body).await?;
    if !answer.status.is_success() {
        return Err(CheckFailure::Status(answer.status.as_u16()));
    }
    match service.kind {
        ExternalCheckKind::Akismet => akismet::opinion(&answer),
        ExternalCheckKind::OpenAi => openai::opinion(&answer),
    }
}
