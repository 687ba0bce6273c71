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

use super::error::AppError;
use super::request::MOST_BYTES;
use super::request_class::{Class, RefusalAudience};
use super::site::NamedSite;
use super::{
    challenge, comments, conversation_page, edits, error_pages, files, fragment, health, home_page, install_report, me,
    openapi, plain_forms, preview, reports_and_appeals, stream, team, threads, unsubscribe,
};
use crate::App;
use crate::read::cross_origin;

/// All that the server answers.
pub fn router(app: App) -> Router {
    let bounds = &app.config.bounds;
    let reads = Router::new()
        .route("/v1/sites/{site}/fragment", read(get(fragment::get_fragment)))
        .route("/v1/sites/{site}/thread", read(get(threads::get_thread)))
        .route("/v1/sites/{site}/changes", read(get(threads::get_changes)))
        .route("/v1/openapi.json", get(openapi::get_openapi))
        .route("/v1/embed.js", get(files::get_loader))
        .route("/c/{site}/{thread}", get(conversation_page::get_thread_talk))
        .route("/c/{site}/{thread}/feed", get(super::feed::get_feed));
    let personal = Router::new()
        .route("/v1/sites/{site}/me", get(me::get_me).post(me::introduce))
        .route("/v1/sites/{site}/writing", post(install_report::tell_writing))
        .route("/v1/sites/{site}/challenge", get(challenge::get_challenge))
        .route("/v1/sites/{site}/comments", post(comments::post_comment).options(comments::preflight))
        .route(
            "/v1/sites/{site}/comments/{id}",
            patch(edits::edit_comment).delete(edits::withdraw_comment).options(comments::preflight),
        )
        .route(
            "/v1/sites/{site}/comments/{id}/reports",
            post(reports_and_appeals::report_comment).options(comments::preflight),
        )
        .route(
            "/v1/sites/{site}/comments/{id}/second-look",
            post(reports_and_appeals::ask_second_look).options(comments::preflight),
        )
        .route("/v1/sites/{site}/preview", post(preview::preview_comment).options(comments::preflight))
        .layer(RequestBodyTimeoutLayer::new(bounds.request));
    let plain = Router::new()
        .route(
            "/c/{site}",
            get(conversation_page::get_talk)
                .merge(post(plain_forms::post_talk).layer(DefaultBodyLimit::max(plain_forms::MOST_BYTES))),
        )
        .route("/mail/{site}/{token}", get(unsubscribe::get_unsubscribe).post(unsubscribe::post_unsubscribe))
        .layer(RequestBodyTimeoutLayer::new(bounds.request));
    let doors = Router::new()
        .route("/v1/host/session", post(team::session::enter_house))
        .route("/v1/host/session/link", post(team::session::check_link))
        .route("/v1/host/session/begin", post(team::passkeys::begin_sign_in))
        .route("/v1/host/session/passkey", post(team::passkeys::sign_in))
        .route("/v1/host/session/mail", post(team::sign_in_mail::ask_for_link))
        .layer(middleware::from_fn_with_state(app.clone(), team::own_origin))
        .layer(RequestBodyTimeoutLayer::new(bounds.request));
    let dashboard = rooms()
        .layer(middleware::from_fn_with_state(app.clone(), team::own_origin))
        .layer(RequestBodyTimeoutLayer::new(bounds.request));
    let writing = Class::new(&app, &app.request_classes.writes, RefusalAudience::OwnOrigin);
    // Around the class: the page that asked may read that there was no room, too, and say when to come back.
    let personal = writing.holds(personal).layer(middleware::from_fn_with_state(app.clone(), let_own_page_read));
    let streams = Router::new().route("/v1/sites/{site}/live", read(get(stream::get_live)));
    Router::new()
        .merge(Class::new(&app, &app.request_classes.reads, RefusalAudience::Everybody).holds(reads))
        .merge(personal)
        .merge(writing.holds(plain))
        .merge(Class::new(&app, &app.request_classes.dashboard, RefusalAudience::OwnOrigin).holds(dashboard))
        .merge(Class::new(&app, &app.request_classes.sign_in, RefusalAudience::OwnOrigin).holds(doors))
        .merge(streams)
        .route("/", get(home_page::get_front))
        .route("/host", get(team::dashboard_page::go_to_house))
        .route("/host/", get(team::dashboard_page::get_house))
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .fallback(files::get_file)
        .method_not_allowed_fallback(async || AppError::Refused(ErrorCode::MethodNotAllowed))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(CatchPanicLayer::custom(|_| AppError::Internal("a handler panicked".into()).into_response()))
        .layer(middleware::from_fn_with_state(app.clone(), error_pages::show_errors))
        .layer(middleware::from_fn_with_state(app.clone(), not_a_page))
        .with_state(app)
}

/// What the team asks for in its dashboard.
fn rooms() -> Router<App> {
    Router::new()
        .route("/host/preview", get(team::install_preview::get_preview))
        .route("/v1/host/session", get(team::session::get_session).delete(team::session::leave_house))
        .route("/v1/host/sites", get(team::session::get_sites))
        .route("/v1/host/passkeys", get(team::passkeys::get_passkeys).post(team::passkeys::add_passkey))
        .route("/v1/host/passkeys/begin", post(team::passkeys::begin_passkey))
        .route("/v1/host/passkeys/{id}", delete(team::passkeys::remove_passkey))
        .route(
            "/v1/host/mail",
            get(team::sign_in_mail::get_mail).put(team::sign_in_mail::set_mail).delete(team::sign_in_mail::end_mail),
        )
        .route("/v1/host/mail/confirm", post(team::sign_in_mail::confirm_mail))
        .route("/v1/host/name", put(team::members::set_own_name))
        .route("/v1/host/team", get(team::members::get_team).post(team::members::invite_member))
        .route("/v1/host/team/{id}", patch(team::members::change_role).delete(team::members::end_member))
        .route("/v1/host/to-read", get(team::queues::get_to_read))
        .route("/v1/host/waiting", get(team::queues::get_waiting))
        .route("/v1/host/settled", get(team::history::get_settled))
        .route("/v1/host/comments", get(team::published::get_up_now))
        .route(
            "/v1/host/comments/{id}",
            get(team::published::get_comment)
                .patch(team::conversations::edit_own)
                .delete(team::conversations::withdraw_own),
        )
        .route("/v1/host/comments/{id}/around", get(team::conversations::get_around))
        .route("/v1/host/comments/{id}/answer-needed", put(team::conversations::say_answer_needed))
        .route("/v1/host/comments/{id}/cooling", put(team::thread_controls::cool_branch))
        .route("/v1/host/pages", get(team::thread_controls::get_pages).post(team::thread_controls::close_page))
        .route("/v1/host/pages/{thread}", patch(team::thread_controls::set_pace))
        .route("/v1/host/decisions", post(team::queues::decide))
        .route("/v1/host/decisions/undo", post(team::queues::undo_decision))
        .route("/v1/host/search", get(team::search::search))
        .route("/v1/host/pauses", get(team::second_looks::get_pauses))
        .route("/v1/host/people", get(team::people::get_people))
        .route("/v1/host/people/{person}", get(team::people::get_person))
        .route("/v1/host/people/{person}/comments", get(team::people::get_person_comments))
        .route("/v1/host/bans", get(team::people::get_bans).post(team::people::ban_person))
        .route("/v1/host/bans/end", post(team::people::end_ban))
        .route("/v1/host/rules", get(team::rules::get_rules))
        .route("/v1/host/rules/welcome", put(team::rules::set_welcome))
        .route("/v1/host/rules/words", post(team::rules::add_rule))
        .route("/v1/host/rules/words/remove", post(team::rules::remove_rule))
        .route("/v1/host/rules/try", post(team::rules::try_rule))
        .route("/v1/host/site", get(team::site::get_site).patch(team::site::set_site))
        .route("/v1/host/site/heard", get(team::site::get_heard))
        .route("/v1/host/webhooks", get(team::webhooks::get_webhooks).post(team::webhooks::add_webhook))
        .route("/v1/host/webhooks/{id}", delete(team::webhooks::remove_webhook))
        .route("/v1/host/webhooks/{id}/secret", post(team::webhooks::rotate_webhook))
        .route("/v1/host/webhooks/{id}/test", post(team::webhooks::test_webhook))
        .route("/v1/host/judges", get(team::external_checks::get_judges))
        .route(
            "/v1/host/judges/{kind}",
            put(team::external_checks::ask_judge).delete(team::external_checks::remove_judge),
        )
        .route("/v1/host/judges/{kind}/test", post(team::external_checks::test_judge))
        .route("/v1/host/answers", post(team::queues::answer_comment))
}

/// A read that every page may ask for. Its errors may be read by every page too.
fn read(route: MethodRouter<App>) -> MethodRouter<App> {
    route.layer(middleware::map_response(async |mut response: Response| {
        if response.status().is_client_error() || response.status().is_server_error() {
            cross_origin::allow_any_origin(response.headers_mut());
        }
        response
    }))
}

/// An error about something personal is for the page that asked to read, when it is one of the site's.
async fn let_own_page_read(State(app): State<App>, asked: NamedSite, request: Request, next: Next) -> Response {
    let origin = super::origin::of_request(request.headers()).map(str::to_owned);
    let site = asked.0.or_else(|| app.live.sites.site_of_origin(origin.as_deref()?));
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
