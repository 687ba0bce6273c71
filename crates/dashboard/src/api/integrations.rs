//! The calls about who is told of events, and whom the site asks.

use porch_protocol::integrations::{
    AddWebhook, ExternalCheckList, SetExternalCheck, WebhookSecret, WebhookTestResult, Webhooks,
};

use super::{Result, delete, get, post, press, put, quoted};

/// Who is told.
pub(crate) async fn webhooks() -> Result<Webhooks> {
    get("/v1/host/webhooks").await
}

/// Tells somebody from now on.
pub(crate) async fn add_webhook(add: &AddWebhook) -> Result<WebhookSecret> {
    post("/v1/host/webhooks", add).await
}

/// Tells them no more.
pub(crate) async fn remove_webhook(id: &str) -> Result<()> {
    delete(&format!("/v1/host/webhooks/{}", quoted(id))).await
}

/// Makes a new secret.
pub(crate) async fn rotate_webhook(id: &str) -> Result<WebhookSecret> {
    press(&format!("/v1/host/webhooks/{}/secret", quoted(id))).await
}

/// Sends a test.
pub(crate) async fn test_webhook(id: &str) -> Result<WebhookTestResult> {
    press(&format!("/v1/host/webhooks/{}/test", quoted(id))).await
}

/// Whom the site asks.
pub(crate) async fn judges() -> Result<ExternalCheckList> {
    get("/v1/host/judges").await
}

/// Asks one from now on.
pub(crate) async fn ask_judge(kind: &str, ask: &SetExternalCheck) -> Result<ExternalCheckList> {
    put(&format!("/v1/host/judges/{}", quoted(kind)), ask).await
}

/// Asks it no more.
pub(crate) async fn remove_judge(kind: &str) -> Result<ExternalCheckList> {
    delete(&format!("/v1/host/judges/{}", quoted(kind))).await
}

/// Tries one.
pub(crate) async fn test_judge(kind: &str) -> Result<WebhookTestResult> {
    press(&format!("/v1/host/judges/{}/test", quoted(kind))).await
}
