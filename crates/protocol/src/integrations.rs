//! What travels between the dashboard and the server about others: who is told of a site's events, and whom it asks.

use serde::{Deserialize, Serialize};

use crate::Timestamp;

/// A receiver of events, without its address: whoever knows that may write there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WebhookLine {
    /// Its name.
    pub id: String,
    /// The host of its address; none for those who may not change it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// In which shape it is told: `standard`, `slack`, `discord`, `telegram`.
    pub shape: String,
    /// Whether it checks signatures with a public key.
    #[serde(default)]
    pub asymmetric: bool,
    /// Of which events; none means all, or for a chat what people want to hear of.
    pub events: Vec<String>,
    /// Why nothing is sent any more, as a word, if nothing is: `gone` or `failing`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paused: Option<String>,
    /// Since when nothing has arrived, if nothing has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failing_since: Option<Timestamp>,
    /// What came of the last try, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<DeliveryAttempt>,
}

/// What came of a try to reach a receiver.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeliveryAttempt {
    /// When.
    pub at: Timestamp,
    /// Why it was not taken, as a sentence; none where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// Who is told of a site's events.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Webhooks {
    /// The receivers, the oldest first.
    pub receivers: Vec<WebhookLine>,
    /// The types of events that can be asked for by name.
    pub events: Vec<String>,
    /// Whether whoever asks may change them.
    pub may_change: bool,
}

/// A receiver to be added.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AddWebhook {
    /// Where to send: https, at most 2,048 bytes. It is never shown again.
    pub url: String,
    /// In which shape: `standard`, `slack`, `discord`, `telegram`.
    pub shape: String,
    /// Of which events; none means all, or for a chat what people want to hear of.
    #[serde(default)]
    pub events: Vec<String>,
    /// Whether it checks signatures with a public key (`v1a`) instead of a secret that both sides have (`v1`).
    #[serde(default)]
    pub asymmetric: bool,
}

/// What a receiver checks signatures with. A secret is answered this once.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WebhookSecret {
    /// The receiver's name.
    pub id: String,
    /// `whsec_…`, or `whpk_…` where it is a public key; none for a chat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
}

/// What came of a test.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WebhookTestResult {
    /// Whether it worked.
    pub works: bool,
    /// What was answered, or why nothing was, as a sentence.
    pub said: String,
}

/// A service that a site may ask about what newcomers write, without its key.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExternalCheckLine {
    /// How it is spoken to: `akismet` or `openai`.
    pub kind: String,
    /// Whether it is asked.
    pub asked: bool,
    /// The host of whoever is asked, or would be where no other is named.
    pub host: String,
    /// Which of its models; none for its own choice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
}

/// Whom a site asks.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExternalCheckList {
    /// One line for each kind, whether it is asked or not.
    pub judges: Vec<ExternalCheckLine>,
    /// Whether whoever asks may change them.
    pub may_change: bool,
}

/// Asking a service from now on, in the place of the one of its kind.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SetExternalCheck {
    /// What its addresses begin with; none for the service that has the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Which of its models; none for its own choice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// Its key: taken in, and answered by no call.
    #[serde(default)]
    pub key: String,
}
