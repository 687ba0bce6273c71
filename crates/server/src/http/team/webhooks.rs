//! The webhooks of a site, as its team sees and changes them.

use axum::Json as Answer;
use axum::extract::State;
use http::StatusCode;
use porch_protocol::Problem;
use porch_protocol::integrations::{
    AddWebhook, DeliveryAttempt, IntegrationTestResult, WebhookLine, WebhookSecret, Webhooks,
};

use super::signed_in_member::TeamMember;
use crate::App;
use crate::http::error::Result;
use crate::http::request::{Json, Path};
use crate::team::webhooks::{self, NewReceiver};
use crate::webhooks::{events, signing};
use porch_domain::team::{Right, may};
use porch_storage::webhooks::Webhook;

/// The webhooks, and the result of the last attempt of each.
#[utoipa::path(get, path = "/v1/host/webhooks", tag = "host",
    responses((status = 200, body = Webhooks), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn get_webhooks(State(app): State<App>, staff: TeamMember) -> Result<Answer<Webhooks>> {
    staff.require(Right::See)?;
    let may_change = may(staff.member.role, Right::Set);
    let all = app.storage.webhooks(&staff.member.site).await?;
    Ok(Answer(Webhooks {
        receivers: all.into_iter().map(|one| line(one, may_change)).collect(),
        events: events::types().map(str::to_owned).collect(),
        may_change,
    }))
}

/// Of an address at most its host, and only for those who may change it.
fn line(webhook: Webhook, may_change: bool) -> WebhookLine {
    WebhookLine {
        host: may_change.then(|| webhooks::host(&webhook)),
        asymmetric: signing::is_asymmetric(&webhook.secret),
        id: webhook.id,
        shape: webhook.shape.word().to_owned(),
        events: webhook.events,
        paused: webhook.paused.map(|pause| pause.word().to_owned()),
        failing_since: webhook.failing_since,
        last: webhook.tried.map(|(at, why)| DeliveryAttempt { at, why }),
    }
}

/// Tells somebody of what happens from now on. Their secret is answered here and never again.
#[utoipa::path(post, path = "/v1/host/webhooks", tag = "host", request_body = AddWebhook,
    responses((status = 201, body = WebhookSecret), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 409, description = "as many as there may be", body = Problem),
              (status = 422, description = "setting-invalid", body = Problem)))]
pub async fn add_webhook(
    State(app): State<App>,
    staff: TeamMember,
    Json(request): Json<AddWebhook>,
) -> Result<(StatusCode, Answer<WebhookSecret>)> {
    staff.require(Right::Set)?;
    let AddWebhook { url, shape, events, asymmetric } = request;
    let new = NewReceiver { url: url.trim().to_owned(), shape, events, asymmetric };
    let added = webhooks::add(&app, &staff.member.site, new, &staff.member.person).await?;
    Ok((StatusCode::CREATED, Answer(WebhookSecret { id: added.id, secret: added.secret })))
}

/// Removes a webhook and its pending messages.
#[utoipa::path(delete, path = "/v1/host/webhooks/{id}", tag = "host", params(("id" = String, Path)),
    responses((status = 204, description = "gone"), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 409, description = "not there", body = Problem)))]
pub async fn remove_webhook(State(app): State<App>, staff: TeamMember, Path(id): Path<String>) -> Result<StatusCode> {
    staff.require(Right::Set)?;
    webhooks::remove(&app, &staff.member.site, &id, &staff.member.person).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes a new secret, answered here and never again; for a day the old one signs beside it.
#[utoipa::path(post, path = "/v1/host/webhooks/{id}/secret", tag = "host", params(("id" = String, Path)),
    responses((status = 200, body = WebhookSecret), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 409, description = "not there, or a chat's", body = Problem)))]
pub async fn rotate_webhook_secret(
    State(app): State<App>,
    staff: TeamMember,
    Path(id): Path<String>,
) -> Result<Answer<WebhookSecret>> {
    staff.require(Right::Set)?;
    let secret = webhooks::rotate(&app, &staff.member.site, &id, &staff.member.person).await?;
    Ok(Answer(WebhookSecret { id, secret: Some(secret) }))
}

/// Sends a test now and waits for what is answered. A receiver that takes it is not paused any longer.
#[utoipa::path(post, path = "/v1/host/webhooks/{id}/test", tag = "host", params(("id" = String, Path)),
    responses((status = 200, body = IntegrationTestResult), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 409, description = "not there", body = Problem),
              (status = 429, description = "five at once, then three a minute", body = Problem)))]
pub async fn test_webhook(
    State(app): State<App>,
    staff: TeamMember,
    Path(id): Path<String>,
) -> Result<Answer<IntegrationTestResult>> {
    staff.require(Right::Set)?;
    app.limits.test(&staff.member.site)?;
    Ok(Answer(match webhooks::test(&app, &staff.member.site, &id).await? {
        Ok(status) => IntegrationTestResult { works: true, status: Some(status), failure: None },
        Err(why) => IntegrationTestResult { works: false, status: None, failure: Some(why.code()) },
    }))
}
