//! What a site's team taught the judge of words: looked at, taken along, forgotten, learnt anew.

use axum::Json;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::desk::OfSite;
use super::{Said, Sorry};
use crate::App;
use crate::desk::OPERATOR;
use crate::learning;

/// More bytes than any site can learn.
const MOST_BYTES: usize = 300_000;

/// `porch spam import --site S FILE`
#[derive(Serialize, Deserialize)]
pub struct ImportLearning {
    /// The site.
    pub site: String,
}

fn known(app: &App, site: &str) -> Result<(), Sorry> {
    app.site(site).map(|_| ()).ok_or_else(|| Sorry(format!("there is no site named {site}")))
}

/// Says how much was learnt. What can no longer be taken back is learnt first.
pub async fn show(State(app): State<App>, Json(OfSite { site }): Json<OfSite>) -> Said {
    known(&app, &site)?;
    learning::round(&app).await?;
    Ok(match learning::export(&app, &site).await? {
        Some((bytes, decisions)) => {
            format!("The spam filter of {site} has learned from {}, in {} bytes.\n", counted(decisions), bytes.len())
        }
        None => format!("The spam filter of {site} has learned nothing yet: it learns from decisions about spam.\n"),
    })
}

fn counted(decisions: u32) -> String {
    if decisions == 1 { "one decision".into() } else { format!("{decisions} decisions") }
}

/// What was learnt, as bytes.
pub async fn export(State(app): State<App>, Json(OfSite { site }): Json<OfSite>) -> Result<Response, Sorry> {
    known(&app, &site)?;
    learning::round(&app).await?;
    let learnt = learning::export(&app, &site).await?;
    let (bytes, _) = learnt.ok_or_else(|| Sorry(format!("the spam filter of {site} has learned nothing yet")))?;
    Ok(Body::from(bytes).into_response())
}

/// Takes what was learnt elsewhere.
pub async fn import(State(app): State<App>, Query(ImportLearning { site }): Query<ImportLearning>, body: Body) -> Said {
    known(&app, &site)?;
    let bytes = axum::body::to_bytes(body, MOST_BYTES).await;
    let bytes = bytes.map_err(|_| Sorry("this is more than a spam filter can learn".into()))?;
    let decisions = learning::take_over(&app, &site, &bytes, OPERATOR).await?;
    Ok(format!("The spam filter of {site} now has what was learned from {}.\n", counted(decisions)))
}

/// Forgets.
pub async fn reset(State(app): State<App>, Json(OfSite { site }): Json<OfSite>) -> Said {
    known(&app, &site)?;
    learning::reset(&app, &site, OPERATOR).await?;
    Ok(format!("What the spam filter of {site} has learned is deleted. It learns again from decisions from now on.\n"))
}

/// Learns from the log anew.
pub async fn relearn(State(app): State<App>, Json(OfSite { site }): Json<OfSite>) -> Said {
    known(&app, &site)?;
    learning::relearn(&app, &site).await?;
    show(State(app), Json(OfSite { site })).await
}
