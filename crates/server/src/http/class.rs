//! Classes of requests: each has room of its own, so that a flood of one leaves the others theirs.

use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};

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
    /// What the browser lets read by itself.
    OwnOrigin,
}

#[derive(Clone)]
struct Class {
    app: App,
    places: Arc<Places>,
    told: Told,
}

/// Lets `most` requests of these routes in at once, and of one network its share. What comes on top is told to come back.
pub(super) fn class(app: &App, routes: Router<App>, most: usize, told: Told) -> Router<App> {
    let places = Places::new(most, most / app.config.bounds.share.max(1));
    routes.layer(middleware::from_fn_with_state(Class { app: app.clone(), places, told }, enter))
}

async fn enter(State(class): State<Class>, request: Request, next: Next) -> Response {
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
