//! Integrations for the dashboard: webhooks, and the external spam checks that a site uses.

use serde::{Deserialize, Serialize};

use crate::{DeliveryFailure, Timestamp};

/// A webhook, without its address: knowing that is enough to write there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WebhookLine {
    /// Its id.
    pub id: String,
    /// The host of its address; none for those who may not change it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// The format of its messages: `standard`, `slack`, `discord`, `telegram`.
    pub shape: String,
    /// Whether it checks signatures with a public key.
    #[serde(default)]
    pub asymmetric: bool,
    /// Which events it receives; none means all, or for a chat the usual ones.
    pub events: Vec<String>,
    /// Why nothing is sent any more, as a word, if so: `gone` or `failing`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paused: Option<String>,
    /// Since when every delivery has failed, if so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failing_since: Option<Timestamp>,
    /// The last delivery attempt, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<DeliveryAttempt>,
}

/// A delivery attempt.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeliveryAttempt {
    /// When.
    pub at: Timestamp,
    /// Why it failed; none where it succeeded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<DeliveryFailure>,
}

/// The webhooks of a site.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Webhooks {
    /// The webhooks, the oldest first.
    pub receivers: Vec<WebhookLine>,
    /// The event types that can be selected.
    pub events: Vec<String>,
    /// Whether the requesting team member may change them.
    pub may_change: bool,
}

/// Adds a webhook.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AddWebhook {
    /// Its address: https, at most 2,048 bytes. It is never shown again.
    pub url: String,
    /// The format: `standard`, `slack`, `discord`, `telegram`.
    pub shape: String,
    /// Which events; none means all, or for a chat the usual ones.
    #[serde(default)]
    pub events: Vec<String>,
    /// Whether it checks signatures with a public key (`v1a`) instead of a shared secret (`v1`).
    #[serde(default)]
    pub asymmetric: bool,
}

/// What a receiver checks signatures with. A secret is sent only in this response.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WebhookSecret {
    /// The webhook's id.
    pub id: String,
    /// `whsec_…`, or `whpk_…` where it is a public key; none for a chat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
}

/// The result of a test.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IntegrationTestResult {
    /// Whether it worked.
    pub works: bool,
    /// The HTTP status with which a webhook accepted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Why it did not work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<DeliveryFailure>,
}

/// An external spam check that a site may use for newcomers' comments, without its key.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExternalCheckLine {
    /// Its API: `akismet` or `openai`.
    pub kind: String,
    /// Whether it is used.
    #[serde(rename = "asked")]
    pub enabled: bool,
    /// The host of the service, or of the default one.
    pub host: String,
    /// The model; none for the service's default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
}

/// The external spam checks of a site.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExternalCheckList {
    /// One line for each kind, whether it is used or not.
    #[serde(rename = "judges")]
    pub checks: Vec<ExternalCheckLine>,
    /// Whether the requesting team member may change them.
    pub may_change: bool,
}

/// Sets the external check of a kind.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SetExternalCheck {
    /// The beginning of its addresses; none for the kind's default service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The model; none for the service's default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// Its key: stored, and never sent in a response.
    #[serde(default)]
    pub key: String,
}
