//! One round of a comment over HTTP: written, edited, read, withdrawn. What watches a server does a round a minute.

use std::time::Duration;

use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::{Value, json};

use crate::wait::PATIENCE;

/// Somebody who writes on the bakery's pages, over connections that stay open.
#[derive(Clone)]
pub(crate) struct Writer {
    client: Client,
    address: String,
}

impl Writer {
    pub(crate) fn new(address: &str) -> Self {
        let client = Client::builder().timeout(PATIENCE).pool_idle_timeout(Duration::from_secs(5)).build().unwrap();
        Self { client, address: address.into() }
    }

    /// The address of the server.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    fn asks(&self, method: Method, rest: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}/v1/sites/bakery/{rest}", self.address));
        let request = request.header("origin", "https://bakery.example");
        request.header("idempotency-key", uuid::Uuid::new_v4().to_string())
    }

    /// Does a round on this page. The error says which step went wrong, and with which status; none where the server was
    /// not reached.
    pub(crate) async fn round(&self, page: &str) -> Result<(), (&'static str, Option<u16>)> {
        let unreached = |step| move |_: reqwest::Error| (step, None);
        let good = |step, answer: Response| {
            let status = answer.status();
            if status.is_success() { Ok(answer) } else { Err((step, Some(status.as_u16()))) }
        };
        let words = json!({ "page": page, "name": "Canary", "body": format!("words {}", uuid::Uuid::new_v4()) });
        let posted = self.asks(Method::POST, "comments").json(&words).send().await.map_err(unreached("post"))?;
        let posted = good("post", posted)?;
        let cookie = posted.headers().get("set-cookie").and_then(|cookie| cookie.to_str().ok()).unwrap_or_default();
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        let posted: Value = posted.json().await.map_err(unreached("post"))?;
        let own = format!("comments/{}", posted["comment"]["id"].as_str().unwrap_or_default());
        let edit = json!({ "version": 1, "body": format!("other words {}", uuid::Uuid::new_v4()) });
        let edited = self.asks(Method::PATCH, &own).header("cookie", &cookie).json(&edit);
        good("edit", edited.send().await.map_err(unreached("edit"))?)?;
        let read = self.asks(Method::GET, &format!("thread?page={page}")).send().await.map_err(unreached("read"))?;
        let read = good("read", read)?.text().await.map_err(unreached("read"))?;
        if !read.contains(edit["body"].as_str().unwrap_or_default()) {
            return Err(("read", Some(200)));
        }
        let withdrawn = self.asks(Method::DELETE, &own).header("cookie", &cookie).json(&json!({ "version": 2 }));
        good("withdraw", withdrawn.send().await.map_err(unreached("withdraw"))?).map(drop)
    }
}
