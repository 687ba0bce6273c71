//! The calls about webhooks and external spam services.

use porch_protocol::integrations::{
    AddWebhook, ExternalCheckList, SetExternalCheck, WebhookSecret, WebhookTestResult, Webhooks,
};

use super::{Request, delete, get, post, post_empty, put, url_encoded};

/// The webhooks.
pub(crate) fn webhooks() -> Request<Webhooks> {
    get("/v1/host/webhooks")
}

/// Adds a webhook.
pub(crate) fn add_webhook(add: &AddWebhook) -> Request<WebhookSecret> {
    post("/v1/host/webhooks", add)
}

/// Removes a webhook.
pub(crate) fn remove_webhook(id: &str) -> Request<()> {
    delete(&format!("/v1/host/webhooks/{}", url_encoded(id)))
}

/// Makes a new secret.
pub(crate) fn rotate_webhook(id: &str) -> Request<WebhookSecret> {
    post_empty(&format!("/v1/host/webhooks/{}/secret", url_encoded(id)))
}

/// Sends a test event.
pub(crate) fn test_webhook(id: &str) -> Request<WebhookTestResult> {
    post_empty(&format!("/v1/host/webhooks/{}/test", url_encoded(id)))
}

/// The external spam services.
pub(crate) fn spam_services() -> Request<ExternalCheckList> {
    get("/v1/host/judges")
}

/// Switches a service on.
pub(crate) fn set_spam_service(kind: &str, ask: &SetExternalCheck) -> Request<ExternalCheckList> {
    put(&format!("/v1/host/judges/{}", url_encoded(kind)), ask)
}

/// Switches a service off.
pub(crate) fn remove_spam_service(kind: &str) -> Request<ExternalCheckList> {
    delete(&format!("/v1/host/judges/{}", url_encoded(kind)))
}

/// Tests a service.
pub(crate) fn test_spam_service(kind: &str) -> Request<WebhookTestResult> {
    post_empty(&format!("/v1/host/judges/{}/test", url_encoded(kind)))
}
