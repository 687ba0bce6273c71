//! The calls about who is told of events, and whom the site asks.

use porch_protocol::plugs::{AddWebhook, AskJudge, Judges, Tested, WebhookSecret, Webhooks};

use super::{Request, Result, done, get, open, post, quoted, send};

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
    done(Request::delete(&format!("/v1/host/webhooks/{}", quoted(id))).send().await).await
}

/// Makes a new secret.
pub(crate) async fn rotate_webhook(id: &str) -> Result<WebhookSecret> {
    open(Request::post(&format!("/v1/host/webhooks/{}/secret", quoted(id))).send().await).await
}

/// Sends a test.
pub(crate) async fn test_webhook(id: &str) -> Result<Tested> {
    open(Request::post(&format!("/v1/host/webhooks/{}/test", quoted(id))).send().await).await
}

/// Whom the site asks.
pub(crate) async fn judges() -> Result<Judges> {
    get("/v1/host/judges").await
}

/// Asks one from now on.
pub(crate) async fn ask_judge(kind: &str, ask: &AskJudge) -> Result<Judges> {
    send(Request::put(&format!("/v1/host/judges/{}", quoted(kind))), ask).await
}

/// Asks it no more.
pub(crate) async fn remove_judge(kind: &str) -> Result<Judges> {
    open(Request::delete(&format!("/v1/host/judges/{}", quoted(kind))).send().await).await
}

/// Tries one.
pub(crate) async fn test_judge(kind: &str) -> Result<Tested> {
    open(Request::post(&format!("/v1/host/judges/{}/test", quoted(kind))).send().await).await
}
