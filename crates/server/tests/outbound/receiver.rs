//! A receiver of webhooks: a real server that notes what comes and answers as it is told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::sync::mpsc;

use super::wait::PATIENCE;

/// Status of an answer that never comes.
pub(crate) const SILENCE: u16 = 0;

/// What came.
#[derive(Debug)]
pub(crate) struct Came {
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Came {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

#[derive(Clone)]
struct Desk {
    answers: Arc<Mutex<VecDeque<Answer>>>,
    came: mpsc::UnboundedSender<Came>,
}

/// A status, and when it wants to be asked again.
type Answer = (u16, Option<&'static str>);

pub(crate) struct Receiver {
    pub(crate) url: String,
    answers: Arc<Mutex<VecDeque<Answer>>>,
    came: mpsc::UnboundedReceiver<Came>,
}

impl Receiver {
    pub(crate) async fn open() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let (sender, came) = mpsc::unbounded_channel();
        let answers: Arc<Mutex<VecDeque<Answer>>> = Arc::default();
        let desk = Desk { answers: answers.clone(), came: sender };
        let routes = Router::new().fallback(take).with_state(desk);
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self { url, answers, came }
    }

    /// The next answers; 204 when there is none left.
    pub(crate) fn answers(&self, statuses: &[u16]) {
        self.answers.lock().unwrap().extend(statuses.iter().map(|status| (*status, None)));
    }

    /// The next answer, which asks for time.
    pub(crate) fn answers_later(&self, status: u16, retry_after: &'static str) {
        self.answers.lock().unwrap().push_back((status, Some(retry_after)));
    }

    /// Waits for what comes next.
    pub(crate) async fn next(&mut self) -> Came {
        let came = tokio::time::timeout(PATIENCE, self.came.recv()).await;
        came.unwrap().unwrap()
    }

    /// What has come by now.
    pub(crate) fn has(&mut self) -> Option<Came> {
        self.came.try_recv().ok()
    }
}

async fn take(State(desk): State<Desk>, headers: HeaderMap, body: String) -> Response {
    let (answer, retry_after) = desk.answers.lock().unwrap().pop_front().unwrap_or((204, None));
    let _ = desk.came.send(Came { headers, body });
    if answer == SILENCE {
        std::future::pending::<()>().await;
    }
    let headers = retry_after.map(|asked| [(header::RETRY_AFTER, asked)]);
    let status = StatusCode::from_u16(answer).unwrap();
    headers.map_or_else(|| status.into_response(), |headers| (status, headers).into_response())
}
