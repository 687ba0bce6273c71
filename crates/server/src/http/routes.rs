//! The routes with the layers that all of a class share.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{HeaderValue, header};
use porch_protocol::ErrorCode;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;

use super::error::AppError;
use super::request::MOST_BYTES;
use super::request_class::{Class, RefusalAudience};
use super::site::NamedSite;
use super::{error_pages, files, openapi, route_table, team};
use crate::App;

/// All that the server answers.
pub fn router(app: App) -> Router {
    let bounds = &app.config.bounds;
    let bounded = |routes: Router<App>| routes.layer(RequestBodyTimeoutLayer::new(bounds.request));
    let own =
        |routes: Router<App>| bounded(routes.layer(middleware::from_fn_with_state(app.clone(), team::own_origin)));
    let class = |limit, audience| Class::new(&app, limit, audience);
    let classes = &app.request_classes;
    let writing = class(&classes.writes, RefusalAudience::OwnOrigin);
    // Around the class: the page that asked may read that there was no room, too, and say when to come back.
    let personal = writing
        .holds(bounded(route_table::personal().into()))
        .layer(middleware::from_fn_with_state(app.clone(), let_own_page_read));
    // Machines find the document by a link, so it is not in itself.
    let reads = Router::from(route_table::reads()).route("/v1/openapi.json", get(openapi::get_openapi));
    Router::new()
        .merge(class(&classes.reads, RefusalAudience::Everybody).holds(reads))
        .merge(personal)
        .merge(writing.holds(bounded(route_table::plain().into())))
        .merge(class(&classes.dashboard, RefusalAudience::OwnOrigin).holds(own(route_table::dashboard().into())))
        .merge(class(&classes.sign_in, RefusalAudience::OwnOrigin).holds(own(route_table::sign_in().into())))
        .merge(route_table::open())
        .fallback(files::get_file)
        .method_not_allowed_fallback(async || AppError::Refused(ErrorCode::MethodNotAllowed))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(CatchPanicLayer::custom(|_| AppError::Internal("a handler panicked".into()).into_response()))
        .layer(middleware::from_fn_with_state(app.clone(), error_pages::show_errors))
        .layer(middleware::from_fn_with_state(app.clone(), not_a_page))
        .with_state(app)
}

/// An error about something personal is for the page that asked to read, when it is one of the site's.
async fn let_own_page_read(State(app): State<App>, named: NamedSite, request: Request, next: Next) -> Response {
    let origin = super::origin::of_request(request.headers()).map(str::to_owned);
    let site = named.0.or_else(|| app.live.sites.site_of_origin(origin.as_deref()?));
    let mut response = next.run(request).await;
    let own = &app.config.public_origin;
    if let (Some(origin), Some(site)) = (origin, site)
        && (site.origins.contains(&origin) || origin == *own)
    {
        super::origin::allow_cors(&mut response, &origin);
    }
    response
}

/// The API is for programs: a link to it shows nobody anything, and nothing is sniffed. Our own pages are for https, where
/// that is how they are reached.
async fn not_a_page(State(app): State<App>, request: Request, next: Next) -> Response {
    let api = request.uri().path();
    let api = api.starts_with("/v1/sites/") || api.starts_with("/v1/host/");
    let navigates = request.headers().get("sec-fetch-mode").is_some_and(|mode| mode == "navigate");
    if api && navigates {
        return AppError::Refused(ErrorCode::NotAPage).into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static("default-src 'none'; sandbox; frame-ancestors 'none'"));
    let html = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if html && app.config.public_origin.starts_with("https:") {
        // Whoever has been here by https comes no other way for a year. Subdomains are for their owner to decide.
        let year = HeaderValue::from_static("max-age=31536000");
        headers.entry(header::STRICT_TRANSPORT_SECURITY).or_insert(year);
    }
    response
}
