//! The spam services of a site, as its team sees and changes them. No key comes out.

use axum::Json as Answer;
use axum::extract::State;
use porch_protocol::integrations::{ExternalCheckLine, ExternalCheckList, IntegrationTestResult, SetExternalCheck};
use porch_protocol::{DeliveryFailure, Problem};

use super::signed_in_member::TeamMember;
use crate::App;
use crate::external_checks::CheckVerdict;
use crate::http::error::Result;
use crate::http::request::{Json, Path};
use crate::team::external_checks::{self, NewExternalCheck};
use porch_domain::team::{Right, may};
use porch_storage::external_checks::ExternalCheckKind;

/// The services that the site uses, and those that it could use.
#[utoipa::path(get, path = "/v1/host/judges", tag = "host",
    responses((status = 200, body = ExternalCheckList), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn get_external_checks(State(app): State<App>, staff: TeamMember) -> Result<Answer<ExternalCheckList>> {
    staff.require(Right::See)?;
    Ok(Answer(listed(&app, &staff)))
}

fn listed(app: &App, staff: &TeamMember) -> ExternalCheckList {
    let services = ExternalCheckKind::ALL.map(|kind| {
        let service = app.live.external_checks.find(&staff.member.site, kind);
        ExternalCheckLine {
            kind: kind.word().to_owned(),
            enabled: service.is_some(),
            host: external_checks::host(
                service.as_ref().map_or(external_checks::own_url(kind), |service| &service.url),
            ),
            model: service.and_then(|service| service.model),
        }
    });
    ExternalCheckList { checks: services.to_vec(), may_change: may(staff.member.role, Right::Set) }
}

/// Switches a service on: it is sent a newcomer's name and words and the page's address, and can only hold.
#[utoipa::path(put, path = "/v1/host/judges/{kind}", tag = "host", request_body = SetExternalCheck,
    params(("kind" = String, Path)),
    responses((status = 200, body = ExternalCheckList), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 422, description = "setting-invalid", body = Problem)))]
pub async fn set_external_check(
    State(app): State<App>,
    staff: TeamMember,
    Path(kind): Path<String>,
    Json(request): Json<SetExternalCheck>,
) -> Result<Answer<ExternalCheckList>> {
    staff.require(Right::Set)?;
    let SetExternalCheck { url, model, key } = request;
    let url = url.map(|url| url.trim().to_owned()).filter(|url| !url.is_empty());
    external_checks::add(&app, &staff.member.site, NewExternalCheck { kind, url, model, key }, &staff.member.person)
        .await?;
    Ok(Answer(listed(&app, &staff)))
}

/// Switches a service off, and deletes its key.
#[utoipa::path(delete, path = "/v1/host/judges/{kind}", tag = "host", params(("kind" = String, Path)),
    responses((status = 200, body = ExternalCheckList), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 409, description = "it is not asked", body = Problem)))]
pub async fn remove_external_check(
    State(app): State<App>,
    staff: TeamMember,
    Path(kind): Path<String>,
) -> Result<Answer<ExternalCheckList>> {
    staff.require(Right::Set)?;
    external_checks::remove(&app, &staff.member.site, &kind, &staff.member.person).await?;
    Ok(Answer(listed(&app, &staff)))
}

/// Sends it a harmless sentence, and answers its verdict.
#[utoipa::path(post, path = "/v1/host/judges/{kind}/test", tag = "host", params(("kind" = String, Path)),
    responses((status = 200, body = IntegrationTestResult), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 409, description = "it is not asked", body = Problem),
              (status = 429, description = "five at once, then three a minute", body = Problem)))]
pub async fn test_external_check(
    State(app): State<App>,
    staff: TeamMember,
    Path(kind): Path<String>,
) -> Result<Answer<IntegrationTestResult>> {
    staff.require(Right::Set)?;
    app.limits.test(&staff.member.site)?;
    let failure = match external_checks::test(&app, &staff.member.site, &kind).await? {
        Ok(CheckVerdict::Fine) => None,
        Ok(CheckVerdict::Warns) => Some(DeliveryFailure::FalseAlarm),
        Err(why) => Some(why.code()),
    };
    Ok(Answer(IntegrationTestResult { works: failure.is_none(), status: None, failure }))
}
