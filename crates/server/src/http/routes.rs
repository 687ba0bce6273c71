//! Every route on one screen, and the layers that all of a class share.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, delete, get, patch, post, put};
use http::{HeaderValue, header};
use porch_protocol::ErrorCode;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;

use super::class::{Class, Told};
use super::error::AppError;
use super::request::MOST_BYTES;
use super::site::NamedSite;
use super::{
    asks, challenge, comments, edits, files, for_people, fragment, front, health, host, me, openapi, plain, preview,
    stream, talk, threads, unsubscribe, writing,
};
use crate::App;

/// All that the server answers.
pub fn router(app: App) -> Router {
    let bounds = &app.config.bounds;
    let reads = Router::new()
        .route("/v1/sites/{site}/fragment", read(get(fragment::get_fragment)))
        .route("/v1/sites/{site}/thread", read(get(threads::get_thread)))
        .route("/v1/sites/{site}/changes", read(get(threads::get_changes)))
        .route("/v1/openapi.json", get(openapi::get_openapi))
        .route("/v1/embed.js", get(files::get_loader))
        .route("/c/{site}/{thread}", get(talk::get_thread_talk))
        .route("/c/{site}/{thread}/feed", get(super::feed::get_feed));
    let personal = Router::new()
        .route("/v1/sites/{site}/me", get(me::get_me).post(me::introduce))
        .route("/v1/sites/{site}/writing", post(writing::tell_writing))
        .route("/v1/sites/{site}/challenge", get(challenge::get_challenge))
        .route("/v1/sites/{site}/comments", post(comments::post_comment).options(comments::preflight))
        .route(
            "/v1/sites/{site}/comments/{id}",
            patch(edits::edit_comment).delete(edits::withdraw_comment).options(comments::preflight),
        )
        .route("/v1/sites/{site}/comments/{id}/reports", post(asks::report_comment).options(comments::preflight))
        .route("/v1/sites/{site}/comments/{id}/second-look", post(asks::ask_second_look).options(comments::preflight))
        .route("/v1/sites/{site}/preview", post(preview::preview_comment).options(comments::preflight))
        .layer(RequestBodyTimeoutLayer::new(bounds.request));
    let plain = Router::new()
        .route(
            "/c/{site}",
            get(talk::get_talk).merge(post(plain::post_talk).layer(DefaultBodyLimit::max(plain::MOST_BYTES))),
        )
        .route("/mail/{site}/{token}", get(unsubscribe::get_unsubscribe).post(unsubscribe::post_unsubscribe))
        .layer(RequestBodyTimeoutLayer::new(bounds.request));
    let doors = Router::new()
        .route("/v1/host/session", post(host::session::enter_house))
        .route("/v1/host/session/link", post(host::session::check_link))
        .route("/v1/host/session/begin", post(host::passkeys::begin_sign_in))
        .route("/v1/host/session/passkey", post(host::passkeys::sign_in))
        .route("/v1/host/session/mail", post(host::mail::ask_for_link))
        .layer(middleware::from_fn_with_state(app.clone(), host::own_origin))
        .layer(RequestBodyTimeoutLayer::new(bounds.request));
    let house = rooms()
        .layer(middleware::from_fn_with_state(app.clone(), host::own_origin))
        .layer(RequestBodyTimeoutLayer::new(bounds.request));
    let writing = Class::new(&app, &app.rooms.writes, Told::OwnOrigin);
    // Around the class: the page that asked may read that there was no room, too, and say when to come back.
    let personal = writing.holds(personal).layer(middleware::from_fn_with_state(app.clone(), let_own_page_read));
    let streams = Router::new().route("/v1/sites/{site}/live", read(get(stream::get_live)));
    Router::new()
        .merge(Class::new(&app, &app.rooms.reads, Told::Everybody).holds(reads))
        .merge(personal)
        .merge(writing.holds(plain))
        .merge(Class::new(&app, &app.rooms.house, Told::OwnOrigin).holds(house))
        .merge(Class::new(&app, &app.rooms.doors, Told::OwnOrigin).holds(doors))
        .merge(streams)
        .route("/", get(front::get_front))
        .route("/host", get(host::page::go_to_house))
        .route("/host/", get(host::page::get_house))
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .fallback(files::get_file)
        .method_not_allowed_fallback(async || AppError::Refused(ErrorCode::MethodNotAllowed))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(CatchPanicLayer::custom(|_| AppError::Internal("a handler panicked".into()).into_response()))
        .layer(middleware::from_fn_with_state(app.clone(), for_people::show_errors))
        .layer(middleware::from_fn_with_state(app.clone(), not_a_page))
        .with_state(app)
}

/// What the team asks for in its house.
fn rooms() -> Router<App> {
    Router::new()
        .route("/host/preview", get(host::preview::get_preview))
        .route("/v1/host/session", get(host::session::get_session).delete(host::session::leave_house))
        .route("/v1/host/sites", get(host::session::get_sites))
        .route("/v1/host/passkeys", get(host::passkeys::get_passkeys).post(host::passkeys::add_passkey))
        .route("/v1/host/passkeys/begin", post(host::passkeys::begin_passkey))
        .route("/v1/host/passkeys/{id}", delete(host::passkeys::remove_passkey))
        .route("/v1/host/mail", get(host::mail::get_mail).put(host::mail::set_mail).delete(host::mail::end_mail))
        .route("/v1/host/mail/confirm", post(host::mail::confirm_mail))
        .route("/v1/host/team", get(host::team::get_team).post(host::team::invite_member))
        .route("/v1/host/team/{id}", patch(host::team::change_role).delete(host::team::end_member))
        .route("/v1/host/to-read", get(host::desk::get_to_read))
        .route("/v1/host/waiting", get(host::desk::get_waiting))
        .route("/v1/host/settled", get(host::log::get_settled))
        .route("/v1/host/comments", get(host::up_now::get_up_now))
        .route(
            "/v1/host/comments/{id}",
            get(host::up_now::get_comment)
                .patch(host::conversations::edit_own)
                .delete(host::conversations::withdraw_own),
        )
        .route("/v1/host/comments/{id}/around", get(host::conversations::get_around))
        .route("/v1/host/comments/{id}/answer-needed", put(host::conversations::say_answer_needed))
        .route("/v1/host/comments/{id}/cooling", put(host::pace::cool_branch))
        .route("/v1/host/pages", get(host::pace::get_pages).post(host::pace::close_page))
        .route("/v1/host/pages/{thread}", patch(host::pace::set_pace))
        .route("/v1/host/decisions", post(host::desk::decide))
        .route("/v1/host/decisions/undo", post(host::desk::undo_decision))
        .route("/v1/host/search", get(host::search::search))
        .route("/v1/host/pauses", get(host::pauses::get_pauses))
        .route("/v1/host/people", get(host::people::get_people))
        .route("/v1/host/people/{person}", get(host::people::get_person))
        .route("/v1/host/bans", get(host::people::get_bans).post(host::people::ban_person))
        .route("/v1/host/bans/end", post(host::people::end_ban))
        .route("/v1/host/rules", get(host::rules::get_rules))
        .route("/v1/host/rules/welcome", put(host::rules::set_welcome))
        .route("/v1/host/rules/words", post(host::rules::add_rule))
        .route("/v1/host/rules/words/remove", post(host::rules::remove_rule))
        .route("/v1/host/rules/try", post(host::rules::try_rule))
        .route("/v1/host/site", get(host::site::get_site).patch(host::site::set_site))
        .route("/v1/host/site/heard", get(host::site::get_heard))
        .route("/v1/host/webhooks", get(host::webhooks::get_webhooks).post(host::webhooks::add_webhook))
        .route("/v1/host/webhooks/{id}", delete(host::webhooks::remove_webhook))
        .route("/v1/host/webhooks/{id}/secret", post(host::webhooks::rotate_webhook))
        .route("/v1/host/webhooks/{id}/test", post(host::webhooks::test_webhook))
        .route("/v1/host/judges", get(host::judges::get_judges))
        .route("/v1/host/judges/{kind}", put(host::judges::ask_judge).delete(host::judges::remove_judge))
        .route("/v1/host/judges/{kind}/test", post(host::judges::test_judge))
        .route("/v1/host/answers", post(host::desk::answer_comment))
}

/// A read that every page may ask for. Its errors may be read by every page too.
fn read(route: MethodRouter<App>) -> MethodRouter<App> {
    route.layer(middleware::map_response(async |mut response: Response| {
        if response.status().is_client_error() || response.status().is_server_error() {
            super::origin::let_everyone_read(response.headers_mut());
        }
        response
    }))
}

/// An error about something personal is for the page that asked to read, when it is one of the site's.
async fn let_own_page_read(State(app): State<App>, asked: NamedSite, request: Request, next: Next) -> Response {
    let origin = super::origin::of_request(request.headers()).map(str::to_owned);
    let site = asked.0.or_else(|| app.site_of_origin(origin.as_deref()?));
    let mut response = next.run(request).await;
    let own = &app.config.public_origin;
    if let (Some(origin), Some(site)) = (origin, site)
        && (site.origins.contains(&origin) || origin == *own)
    {
        super::origin::let_read(&mut response, &origin);
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
