//! The calls about webhooks and external spam services.

use porch_protocol::integrations::{
    AddWebhook, ExternalCheckList, SetExternalCheck, WebhookSecret, WebhookTestResult, Webhooks,
};

use super::{Result, delete, get, post, post_empty, put, url_encoded};

/// The webhooks.
pub(crate) async fn webhooks() -> Result<Webhooks> {
    get("/v1/host/webhooks").await
}

/// Adds a webhook.
pub(crate) async fn add_webhook(add: &AddWebhook) -> Result<WebhookSecret> {
    post("/v1/host/webhooks", add).await
}

/// Removes a webhook.
pub(crate) async fn remove_webhook(id: &str) -> Result<()> {
    delete(&format!("/v1/host/webhooks/{}", url_encoded(id))).await
}

/// Makes a new secret.
pub(crate) async fn rotate_webhook(id: &str) -> Result<WebhookSecret> {
    post_empty(&format!("/v1/host/webhooks/{}/secret", url_encoded(id))).await
}

/// Sends a test event.
pub(crate) async fn test_webhook(id: &str) -> Result<WebhookTestResult> {
    post_empty(&format!("/v1/host/webhooks/{}/test", url_encoded(id))).await
}

/// The external spam services.
pub(crate) async fn spam_services() -> Result<ExternalCheckList> {
    get("/v1/host/judges").await
}

/// Switches a service on.
pub(crate) async fn set_spam_service(kind: &str, ask: &SetExternalCheck) -> Result<ExternalCheckList> {
    put(&format!("/v1/host/judges/{}", url_encoded(kind)), ask).await
}

/// Switches a service off.
pub(crate) async fn remove_spam_service(kind: &str) -> Result<ExternalCheckList> {
    delete(&format!("/v1/host/judges/{}", url_encoded(kind))).await
}

/// Tests a service.
pub(crate) async fn test_spam_service(kind: &str) -> Result<WebhookTestResult> {
    post_empty(&format!("/v1/host/judges/{}/test", url_encoded(kind))).await
}
