//! A spam service outside of the server: a real one that notes its requests and responds as it is told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use tokio::sync::{mpsc, watch};

use crate::wait::PATIENCE;

/// What it answers next.
#[derive(Clone, Debug)]
pub(crate) enum Says {
    /// These words with this status.
    Words(u16, String),
    /// Nothing, until its silence is broken.
    Silence,
    /// That somebody else knows.
    Elsewhere(String),
}

pub(crate) fn words(text: &str) -> Says {
    Says::Words(200, text.to_owned())
}

/// What it was asked.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Asked {
    /// A field of the form that it was sent.
    pub(crate) fn field(&self, name: &str) -> Option<String> {
        let mut fields = url::form_urlencoded::parse(self.body.as_bytes());
        fields.find(|(field, _)| field == name).map(|(_, value)| value.into_owned())
    }
}

#[derive(Clone)]
struct Bench {
    answers: Arc<Mutex<VecDeque<Says>>>,
    asked: mpsc::UnboundedSender<Asked>,
    speaks: watch::Receiver<bool>,
}

pub(crate) struct ExternalCheck {
    pub(crate) url: String,
    answers: Arc<Mutex<VecDeque<Says>>>,
    asked: mpsc::UnboundedReceiver<Asked>,
    speaks: watch::Sender<bool>,
}

impl ExternalCheck {
    pub(crate) async fn open() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/v1", listener.local_addr().unwrap());
        let (sender, asked) = mpsc::unbounded_channel();
        let answers: Arc<Mutex<VecDeque<Says>>> = Arc::default();
        let (speaks, heard) = watch::channel(false);
        let bench = Bench { answers: answers.clone(), asked: sender, speaks: heard };
        let routes = Router::new().fallback(answer).with_state(bench);
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self { url, answers, asked, speaks }
    }

    /// Has nothing against all that it was silent about.
    pub(crate) fn breaks_its_silence(&self) {
        self.speaks.send_replace(true);
    }

    /// The next answers; `false` when there is none left.
    pub(crate) fn says(&self, answers: impl IntoIterator<Item = Says>) {
        self.answers.lock().unwrap().extend(answers);
    }

    /// Waits for the next question.
    pub(crate) async fn next(&mut self) -> Asked {
        tokio::time::timeout(PATIENCE, self.asked.recv()).await.unwrap().unwrap()
    }

    /// What it has been asked by now.
    pub(crate) fn was_asked(&mut self) -> Option<Asked> {
        self.asked.try_recv().ok()
    }
}

async fn answer(State(mut bench): State<Bench>, uri: Uri, headers: HeaderMap, body: String) -> Response {
    let says = bench.answers.lock().unwrap().pop_front().unwrap_or_else(|| words("false"));
    let _ = bench.asked.send(Asked { path: uri.path().to_owned(), headers, body });
    match says {
        Says::Words(status, words) => (StatusCode::from_u16(status).unwrap(), words).into_response(),
        Says::Silence => {
            // A judge that is gone says nothing either; nobody listens to it then.
            _ = bench.speaks.wait_for(|speaks| *speaks).await;
            "false".into_response()
        }
        Says::Elsewhere(url) => (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, url)]).into_response(),
    }
}
