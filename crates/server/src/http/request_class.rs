//! Classes of requests: each has room of its own, so that a flood of one leaves the others theirs. While a body is waited
//! for, its request takes no room of its class: whoever sends slowly keeps nobody out.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use axum::Router;
use axum::body::Body;
use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{Method, header};
use http_body::{Frame, SizeHint};

use super::error::AppError;
use crate::App;
use crate::read::cross_origin;
use crate::visitors::client_address::ClientAddress;
use crate::visitors::concurrency::{Full, Permit};
use crate::visitors::request_classes::ClassLimit;

/// Who may read that there was no room.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum RefusalAudience {
    /// Every page, as with all that is public.
    Everybody,
    /// What the browser lets read by itself, and whom a layer around the class lets read it.
    OwnOrigin,
}

/// Room for so many requests at once. Routes that are held by one class share it.
#[derive(Clone)]
pub(super) struct Class {
    app: App,
    limit: ClassLimit,
    audience: RefusalAudience,
}

impl Class {
    /// The class of this room. Requests beyond its limit are refused with a time to retry.
    pub(super) fn new(app: &App, limit: &ClassLimit, audience: RefusalAudience) -> Self {
        Self { app: app.clone(), limit: limit.clone(), audience }
    }

    /// Lets these routes have no more room than that.
    pub(super) fn holds(&self, routes: Router<App>) -> Router<App> {
        routes.layer(middleware::from_fn_with_state(self.clone(), limit_requests))
    }
}

/// A browser that asks whether it may ask. It waits for nothing and reads no body; without an answer it would know of no
/// refusal either, and take a full server for one that is gone.
fn is_preflight(request: &Request) -> bool {
    request.method() == Method::OPTIONS && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
}

async fn limit_requests(State(class): State<Class>, request: Request, next: Next) -> Response {
    if is_preflight(&request) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let answer = async {
        let from = ClientAddress::from_request_parts(&mut parts, &class.app).await?;
        // With `--limits off` one machine asks for everybody.
        let from = class.app.config.limits.then_some(from);
        let place = class.limit.active.acquire(from).map_err(refusal)?;
        let (stay, body) = ClassPermit::begin(&class.limit, from, place, body);
        let answer = next.run(Request::from_parts(parts, body));
        let answer = tokio::time::timeout(class.app.config.bounds.request, answer).await;
        // The handler only knows that its body broke off.
        stay.refused().map_or(Ok(()), |full| Err(refusal(full)))?;
        answer.map_err(|_| AppError::Overloaded)
    };
    answer.await.unwrap_or_else(|error: AppError| {
        let mut response = error.into_response();
        if class.audience == RefusalAudience::Everybody {
            cross_origin::allow_any_origin(response.headers_mut());
        }
        response
    })
}

fn refusal(full: Full) -> AppError {
    match full {
        Full::All => AppError::Overloaded,
        Full::Network => AppError::TooMany(1),
    }
}

/// Where a request stands.
enum RequestState {
    /// Something is done for it.
    Inside(#[expect(dead_code, reason = "dropping it frees the place")] Permit),
    /// Its body is waited for.
    Waiting(#[expect(dead_code, reason = "dropping it frees the place")] Permit),
    /// There was no room when it had to wait, or when it came back.
    Refused(Full),
}

/// The place of one request, which it gives back while its body is waited for.
struct ClassPermit {
    limit: ClassLimit,
    from: Option<ClientAddress>,
    stands: Mutex<RequestState>,
}

impl ClassPermit {
    fn begin(limit: &ClassLimit, from: Option<ClientAddress>, place: Permit, body: Body) -> (Arc<Self>, Body) {
        let stands = Mutex::new(RequestState::Inside(place));
        let stay = Arc::new(Self { limit: limit.clone(), from, stands });
        // A request without a body, as most are, waits for nothing.
        let ended = http_body::Body::is_end_stream(&body);
        let body = if ended { body } else { Body::new(BodyPermit { body, stay: stay.clone() }) };
        (stay, body)
    }

    fn refused(&self) -> Option<Full> {
        match &*self.stands.lock().unwrap_or_else(PoisonError::into_inner) {
            RequestState::Refused(full) => Some(*full),
            RequestState::Inside(_) | RequestState::Waiting(_) => None,
        }
    }

    /// Goes out to wait, or comes back in.
    fn moves(&self, inside: bool) -> Result<(), Overloaded> {
        let mut stands = self.stands.lock().unwrap_or_else(PoisonError::into_inner);
        match &*stands {
            RequestState::Inside(_) if inside => return Ok(()),
            RequestState::Waiting(_) if !inside => return Ok(()),
            RequestState::Refused(_) => return Err(Overloaded),
            RequestState::Inside(_) | RequestState::Waiting(_) => {}
        }
        let limit = if inside { &self.limit.active } else { &self.limit.receiving };
        *stands = match limit.acquire(self.from) {
            Ok(place) if inside => RequestState::Inside(place),
            Ok(place) => RequestState::Waiting(place),
            Err(full) => RequestState::Refused(full),
        };
        if matches!(*stands, RequestState::Refused(_)) { Err(Overloaded) } else { Ok(()) }
    }
}

/// There was no room for a request while its body came.
#[derive(Debug, thiserror::Error)]
#[error("there was no room for the request")]
struct Overloaded;

/// A body that is waited for outside.
struct BodyPermit {
    body: Body,
    stay: Arc<ClassPermit>,
}

impl http_body::Body for BodyPermit {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        let moved = match &polled {
            Poll::Pending => self.stay.moves(false),
            // Some of it has come; the rest may have to be waited for, too.
            Poll::Ready(Some(Ok(_))) if !http_body::Body::is_end_stream(&self.body) => Ok(()),
            Poll::Ready(_) => self.stay.moves(true),
        };
        match moved {
            Ok(()) => polled,
            Err(refused) => Poll::Ready(Some(Err(axum::Error::new(refused)))),
        }
    }

    fn is_end_stream(&self) -> bool {
        http_body::Body::is_end_stream(&self.body)
    }

    fn size_hint(&self) -> SizeHint {
        http_body::Body::size_hint(&self.body)
    }
}
