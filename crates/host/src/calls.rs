//! Talking to the server: one call each, and the sentence that says what went wrong.

pub(crate) mod house;
pub(crate) mod pages;
pub(crate) mod people;
pub(crate) mod plugs;
pub(crate) mod team;

use gloo_net::http::{Request, RequestBuilder, Response};
use porch_protocol::host::{AnswerComment, Decide, Decided, EnterHouse, Member, ToRead, UndoDecision, Waiting};
use porch_protocol::{CommentId, CommentPosted, ErrorCode, Problem};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::words;

/// Why a call brought nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Failure {
    /// Nobody is signed in, or not any more.
    Out,
    /// Anything else, as a sentence.
    Wrong(String),
}

type Result<T> = std::result::Result<T, Failure>;

/// Who is in.
pub(crate) async fn session() -> Result<Member> {
    read(Request::get("/v1/host/session")).await
}

/// Comes in by a link.
pub(crate) async fn enter(token: String) -> Result<Member> {
    send(Request::post("/v1/host/session"), &EnterHouse { token }).await
}

/// Goes.
pub(crate) async fn leave() -> Result<()> {
    done(Request::delete("/v1/host/session").send().await).await
}

/// What is to be read.
pub(crate) async fn to_read() -> Result<ToRead> {
    read(Request::get("/v1/host/to-read")).await
}

/// Who waits.
pub(crate) async fn waiting() -> Result<Waiting> {
    read(Request::get("/v1/host/waiting")).await
}

/// Decides.
pub(crate) async fn decide(decision: &Decide) -> Result<Decided> {
    send(Request::post("/v1/host/decisions"), decision).await
}

/// Takes decisions back.
pub(crate) async fn undo(comments: Vec<CommentId>) -> Result<Decided> {
    send(Request::post("/v1/host/decisions/undo"), &UndoDecision { comments }).await
}

/// Answers under one's own name. The key makes a second press count once.
pub(crate) async fn answer(key: &str, answer: &AnswerComment) -> Result<CommentPosted> {
    send(Request::post("/v1/host/answers").header("idempotency-key", key), answer).await
}

/// Reads what stands at an address of the house.
async fn get<T: DeserializeOwned>(path: &str) -> Result<T> {
    read(Request::get(path)).await
}

/// Sends something to an address of the house.
async fn post<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T> {
    send(Request::post(path), body).await
}

/// The same where nothing is answered.
async fn post_for_nothing(path: &str, body: &impl Serialize) -> Result<()> {
    let request = Request::post(path).json(body).map_err(|error| Failure::Wrong(error.to_string()))?;
    done(request.send().await).await
}

/// A text as a part of an address.
fn quoted(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

async fn read<T: DeserializeOwned>(request: RequestBuilder) -> Result<T> {
    open(request.send().await).await
}

async fn send<T: DeserializeOwned>(request: RequestBuilder, body: &impl Serialize) -> Result<T> {
    let request = request.json(body).map_err(|error| Failure::Wrong(error.to_string()))?;
    open(request.send().await).await
}

/// Nothing is answered but that it was done.
async fn done(answer: std::result::Result<Response, gloo_net::Error>) -> Result<()> {
    let answer = answer.map_err(|_| lost())?;
    if answer.ok() { Ok(()) } else { Err(wrong(answer).await) }
}

async fn open<T: DeserializeOwned>(answer: std::result::Result<Response, gloo_net::Error>) -> Result<T> {
    let answer = answer.map_err(|_| lost())?;
    if !answer.ok() {
        return Err(wrong(answer).await);
    }
    answer.json().await.map_err(|_| Failure::Wrong(words::STRANGE.into()))
}

fn lost() -> Failure {
    Failure::Wrong(words::LOST.into())
}

async fn wrong(answer: Response) -> Failure {
    match answer.json::<Problem>().await {
        Ok(Problem { code: ErrorCode::SignInNeeded, .. }) => Failure::Out,
        // What just this request did wrong is said in its own words.
        Ok(Problem { code, detail: Some(detail), .. }) => Failure::Wrong(words::explained(code, &detail)),
        Ok(problem) => Failure::Wrong(words::wrong(problem.code).into()),
        Err(_) => Failure::Wrong(words::STRANGE.into()),
    }
}
