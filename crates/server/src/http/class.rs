//! Classes of requests: each has room of its own, so that a flood of one leaves the others theirs.

use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use http::{Method, header};

use super::address::ClientAddress;
use super::error::AppError;
use super::origin;
use super::places::{Full, Places};
use crate::App;

/// Who may read that there was no room.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// Every page, as with all that is public.
    Everybody,
    /// What the browser lets read by itself, and whom a layer around the class lets read it.
    OwnOrigin,
}

/// Room for so many requests at once. Routes that are held by one class share it.
#[derive(Clone)]
pub(super) struct Class {
    app: App,
    places: Arc<Places>,
    told: Told,
}

impl Class {
    /// One for `most` requests at once, and of one network its share. What comes on top is told to come back.
    pub(super) fn new(app: &App, most: usize, told: Told) -> Self {
        let places = Places::new(most, most / app.config.bounds.share.max(1));
        Self { app: app.clone(), places, told }
    }

    /// Lets these routes have no more room than that.
    pub(super) fn holds(&self, routes: Router<App>) -> Router<App> {
        routes.layer(middleware::from_fn_with_state(self.clone(), enter))
    }
}

/// A browser that asks whether it may ask. It waits for nothing and reads no body; without an answer it would know of no
/// refusal either, and take a full house for one that is gone.
fn is_preflight(request: &Request) -> bool {
    request.method() == Method::OPTIONS && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
}

async fn enter(State(class): State<Class>, request: Request, next: Next) -> Response {
    if is_preflight(&request) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let answer = async {
        let from = ClientAddress::from_request_parts(&mut parts, &class.app).await?;
        // With `--limits off` one machine asks for everybody.
        let network = class.app.config.limits.then(|| from.prefix());
        let _place = class.places.enter(network).map_err(|full| match full {
            Full::All => AppError::Overloaded,
            Full::Network => AppError::TooMany(1),
        })?;
        let answer = next.run(Request::from_parts(parts, body));
        tokio::time::timeout(class.app.config.bounds.request, answer).await.map_err(|_| AppError::Overloaded)
    };
    answer.await.unwrap_or_else(|error: AppError| {
        let mut response = error.into_response();
        if class.told == Told::Everybody {
            origin::let_everyone_read(response.headers_mut());
        }
        response
    })
}
