//! `OpenAI`'s `moderations` and compatible services: a classification model, which gets the text and no instructions.
//!
//! Unlike a chat model, it cannot be instructed by the text that it checks: it answers yes or no, and instructions in
//! the text are checked like any other text. <https://platform.openai.com/docs/api-reference/moderations>

use http::HeaderMap;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use serde::Deserialize;

use super::check::{CheckFailure, CheckRequest, CheckVerdict, Question};
use crate::outbound::{BlockedAddress, OutboundResponse};
use porch_storage::external_checks::ExternalCheck;

#[derive(Deserialize)]
struct Moderation {
    results: Vec<Verdict>,
}

#[derive(Deserialize)]
struct Verdict {
    flagged: bool,
}

/// The key as a header value; none when a header cannot hold it.
pub(super) fn bearer(key: &str) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(&format!("Bearer {key}")).ok()?;
    value.set_sensitive(true);
    Some(value)
}

pub(super) fn question(service: &ExternalCheck, request: &CheckRequest) -> Result<Question, CheckFailure> {
    let mut body = serde_json::json!({ "input": format!("{}\n\n{}", request.name, request.text) });
    if let Some(model) = &service.model {
        body["model"] = model.as_str().into();
    }
    let mut headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static("application/json"))]);
    // A self-hosted service may need no key.
    if !service.key.0.is_empty() {
        headers.insert(
            AUTHORIZATION,
            bearer(&service.key.0).ok_or(CheckFailure::Failure(BlockedAddress::Malformed.into()))?,
        );
    }
    Ok(Question { url: format!("{}/moderations", service.url), headers, body: body.to_string().into() })
}

/// A text that is flagged in any category is warned of. An answer without a result is invalid.
pub(super) fn opinion(answer: &OutboundResponse) -> Result<CheckVerdict, CheckFailure> {
    let moderation: Moderation = serde_json::from_slice(&answer.body).map_err(|_| CheckFailure::Nonsense)?;
    if moderation.results.is_empty() {
        return Err(CheckFailure::Nonsense);
    }
    let flagged = moderation.results.iter().any(|verdict| verdict.flagged);
    Ok(if flagged { CheckVerdict::Warns } else { CheckVerdict::Fine })
}
