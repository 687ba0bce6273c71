//! Every route on one screen, by the class that holds it.

use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::response::Response;
use axum::routing::get;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter, UtoipaMethodRouterExt};
use utoipa_axum::routes;

use super::{
    about_me, author_card, challenge, comments, conversation_page, edits, feed, files, fragment, health, home_page,
    include, install_report, mail_link, me, missed_search, oembed, own_data, plain_forms, preview, provider_sign_in,
    related, reply_mail, reports_and_appeals, search, sign_in_window, sitemap, sso, stream, team, threads, unsubscribe,
    visitor_mail,
};
use crate::App;
use crate::read::cross_origin;

/// Adds what is documented about all routes. A route by `routes!` is documented, one by `route` is not.
pub(super) fn document(mut all: OpenApi) -> OpenApi {
    for routes in [reads(), personal(), plain(), sign_in(), dashboard(), open()] {
        all.merge(routes.into_openapi());
    }
    all
}

/// What every page reads, and every visitor alike. The feed of a page and `robots.txt` are for machines that know where they are.
pub(super) fn reads() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(read(routes!(fragment::get_fragment)))
        .routes(read(routes!(threads::get_thread)))
        .routes(read(routes!(threads::get_thread_changes)))
        .routes(read(routes!(author_card::get_author_card)))
        .routes(read(routes!(author_card::get_author_comments)))
        .routes(read(routes!(search::search_comments)))
        .routes(routes!(files::get_loader))
        .routes(routes!(conversation_page::get_thread_page))
        .routes(routes!(include::get_include))
        .routes(routes!(oembed::get_oembed))
        .routes(routes!(feed::get_site_feed))
        .routes(routes!(sitemap::get_sitemap))
        .route("/robots.txt", get(sitemap::get_robots))
        .route("/c/{site}/{thread}/feed", get(feed::get_feed))
}

/// What is about one visitor.
pub(super) fn personal() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(preflighted(routes!(me::get_me, me::register_visitor, own_data::erase_me)))
        .routes(preflighted(routes!(me::make_token)))
        .routes(preflighted(routes!(own_data::export_me)))
        .routes(preflighted(routes!(visitor_mail::request_mail_code)))
        .routes(preflighted(routes!(visitor_mail::confirm_visitor_mail)))
        .routes(preflighted(routes!(visitor_mail::set_reply_mail)))
        .routes(preflighted(routes!(visitor_mail::sign_out_visitor)))
        .routes(preflighted(routes!(about_me::set_about)))
        .routes(preflighted(routes!(sso::sign_in_with_site_token)))
        .routes(preflighted(routes!(provider_sign_in::begin_provider_sign_in)))
        .routes(preflighted(routes!(provider_sign_in::redeem_provider_sign_in)))
        .routes(routes!(install_report::report_writing_check))
        .routes(preflighted(routes!(missed_search::report_search_miss)))
        .routes(preflighted(routes!(related::get_related)))
        .routes(preflighted(routes!(challenge::get_challenge)))
        .routes(preflighted(routes!(comments::post_comment)))
        .routes(preflighted(routes!(edits::edit_comment, edits::withdraw_comment)))
        .routes(preflighted(routes!(reports_and_appeals::report_comment)))
        .routes(preflighted(routes!(reports_and_appeals::appeal_decision)))
        .routes(preflighted(routes!(preview::preview_comment)))
}

/// The pages of visitors without scripts, and those that a mail links to.
pub(super) fn plain() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(conversation_page::get_conversation_page))
        .routes(routes!(plain_forms::post_plain_comment).layer(DefaultBodyLimit::max(plain_forms::MOST_BYTES)))
        .routes(routes!(unsubscribe::get_unsubscribe, unsubscribe::post_unsubscribe))
        .routes(routes!(mail_link::get_mail_code, mail_link::use_mail_code))
        .routes(routes!(sign_in_window::open_sign_in_window))
        .routes(routes!(sign_in_window::return_from_provider))
        .routes(routes!(sign_in_window::approve_sign_in))
        .routes(routes!(sign_in_window::show_sign_in_code))
        .routes(routes!(reply_mail::get_stop_page, reply_mail::stop_reply_mail))
}

/// Signing in.
pub(super) fn sign_in() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(team::session::sign_in_with_link))
        .routes(routes!(team::session::check_sign_in_link))
        .routes(routes!(team::passkeys::begin_passkey_sign_in))
        .routes(routes!(team::passkeys::sign_in_with_passkey))
        .routes(routes!(team::sign_in_mail::request_sign_in_link))
}

/// What no class holds: the live stream, the pages that are made once, and health checks.
pub(super) fn open() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(read(routes!(stream::get_event_stream)))
        .route("/", get(home_page::get_home_page))
        .route("/host", get(team::dashboard_page::redirect_to_dashboard))
        .route("/host/", get(team::dashboard_page::get_dashboard))
        .routes(routes!(health::healthz))
        .routes(routes!(health::readyz))
}

/// What the team asks for in its dashboard.
pub(super) fn dashboard() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(team::install_preview::get_install_preview))
        .routes(routes!(team::session::get_session, team::session::sign_out))
        .routes(routes!(team::session::get_sites))
        .routes(routes!(team::passkeys::get_passkeys, team::passkeys::add_passkey))
        .routes(routes!(team::passkeys::begin_passkey_registration))
        .routes(routes!(team::passkeys::remove_passkey))
        .routes(routes!(
            team::sign_in_mail::get_sign_in_mail,
            team::sign_in_mail::set_sign_in_mail,
            team::sign_in_mail::remove_sign_in_mail
        ))
        .routes(routes!(team::sign_in_mail::confirm_sign_in_mail))
        .routes(routes!(team::members::set_own_name))
        .routes(routes!(team::members::get_team, team::members::invite_member))
        .routes(routes!(team::members::set_member_role, team::members::remove_member))
        .routes(routes!(team::queues::get_review_queue))
        .routes(routes!(team::queues::get_unanswered))
        .routes(routes!(team::history::get_history))
        .routes(routes!(team::published::get_published))
        .routes(routes!(
            team::published::get_comment,
            team::conversations::edit_own_comment,
            team::conversations::withdraw_own_comment
        ))
        .routes(routes!(team::conversations::get_conversation))
        .routes(routes!(team::erasing::erase_comment))
        .routes(routes!(team::conversations::set_answer_needed))
        .routes(routes!(team::thread_controls::pause_replies))
        .routes(routes!(team::thread_controls::get_pages, team::thread_controls::close_page))
        .routes(routes!(team::thread_controls::set_page_controls))
        .routes(routes!(team::decisions::decide_comments))
        .routes(routes!(team::decisions::undo_decision))
        .routes(routes!(team::search::search_site))
        .routes(routes!(team::missed_searches::get_missed_searches))
        .routes(routes!(team::second_looks::get_second_looks))
        .routes(routes!(team::people::get_people))
        .routes(routes!(team::people::get_person))
        .routes(routes!(team::erasing::erase_person))
        .routes(routes!(team::people::get_person_comments))
        .routes(routes!(team::people::remove_about))
        .routes(routes!(team::people::undo_merge))
        .routes(routes!(team::people::get_bans, team::people::ban_person))
        .routes(routes!(team::people::remove_ban))
        .routes(routes!(team::rules::get_rules))
        .routes(routes!(team::rules::set_welcome))
        .routes(routes!(team::rules::add_word_rule))
        .routes(routes!(team::rules::remove_word_rule))
        .routes(routes!(team::rules::test_word_rule))
        .routes(routes!(team::site::get_site_settings, team::site::set_site_settings))
        .routes(routes!(team::site::get_install_check))
        .routes(routes!(team::webhooks::get_webhooks, team::webhooks::add_webhook))
        .routes(routes!(team::webhooks::remove_webhook))
        .routes(routes!(team::webhooks::rotate_webhook_secret))
        .routes(routes!(team::webhooks::test_webhook))
        .routes(routes!(team::sign_in_keys::get_sign_in_keys, team::sign_in_keys::add_sign_in_key))
        .routes(routes!(team::sign_in_keys::make_sign_in_key_current))
        .routes(routes!(team::sign_in_keys::remove_sign_in_key))
        .routes(routes!(team::external_checks::get_external_checks))
        .routes(routes!(team::external_checks::set_external_check, team::external_checks::remove_external_check))
        .routes(routes!(team::external_checks::test_external_check))
        .routes(routes!(team::decisions::answer_comment))
}

/// A route that a browser may ask about before it sends.
fn preflighted((schemas, paths, route): UtoipaMethodRouter<App>) -> UtoipaMethodRouter<App> {
    (schemas, paths, route.options(comments::preflight))
}

/// A read that every page may ask for. Its errors may be read by every page too.
fn read(route: UtoipaMethodRouter<App>) -> UtoipaMethodRouter<App> {
    route.layer(middleware::map_response(async |mut response: Response| {
        if response.status().is_client_error() || response.status().is_server_error() {
            cross_origin::allow_any_origin(response.headers_mut());
        }
        response
    }))
}
