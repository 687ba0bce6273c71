//! The `OpenAPI` document, made from the handlers.

use std::sync::OnceLock;

use axum::response::Response;
use http::{HeaderMap, HeaderValue};
use utoipa::OpenApi;

use super::error::Result;
use crate::read::cached_response::CachedResponse;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Porch",
        description = "The conversation of a page. Errors are RFC 9457 problem details with a code."
    ),
    // Relative to this document, which lies in /v1/: the server may be reached under a sub-path.
    servers((url = "..")),
    paths(
        super::files::get_loader,
        super::fragment::get_fragment,
        super::threads::get_thread,
        super::threads::get_changes,
        super::stream::get_live,
        super::comments::post_comment,
        super::edits::edit_comment,
        super::edits::withdraw_comment,
        super::reports_and_appeals::report_comment,
        super::reports_and_appeals::ask_second_look,
        super::preview::preview_comment,
        super::challenge::get_challenge,
        super::me::get_me,
        super::me::introduce,
        super::install_report::tell_writing,
        super::team::session::enter_house,
        super::team::session::check_link,
        super::team::session::get_session,
        super::team::session::get_sites,
        super::team::session::leave_house,
        super::team::passkeys::begin_sign_in,
        super::team::passkeys::sign_in,
        super::team::passkeys::get_passkeys,
        super::team::passkeys::begin_passkey,
        super::team::passkeys::add_passkey,
        super::team::passkeys::remove_passkey,
        super::team::members::get_team,
        super::team::members::invite_member,
        super::team::members::change_role,
        super::team::members::set_own_name,
        super::team::members::end_member,
        super::team::queues::get_to_read,
        super::team::queues::get_waiting,
        super::team::history::get_settled,
        super::team::published::get_up_now,
        super::team::published::get_comment,
        super::team::sign_in_mail::ask_for_link,
        super::team::sign_in_mail::get_mail,
        super::team::sign_in_mail::set_mail,
        super::team::sign_in_mail::confirm_mail,
        super::team::sign_in_mail::end_mail,
        super::team::conversations::get_around,
        super::team::conversations::edit_own,
        super::team::conversations::withdraw_own,
        super::team::conversations::say_answer_needed,
        super::team::thread_controls::cool_branch,
        super::team::thread_controls::get_pages,
        super::team::thread_controls::set_pace,
        super::team::thread_controls::close_page,
        super::team::queues::decide,
        super::team::queues::undo_decision,
        super::team::queues::answer_comment,
        super::team::search::search,
        super::team::second_looks::get_pauses,
        super::team::people::get_people,
        super::team::people::get_person,
        super::team::people::get_person_comments,
        super::team::people::get_bans,
        super::team::people::ban_person,
        super::team::people::end_ban,
        super::team::rules::get_rules,
        super::team::rules::set_welcome,
        super::team::rules::add_rule,
        super::team::rules::remove_rule,
        super::team::rules::try_rule,
        super::team::site::get_site,
        super::team::site::set_site,
        super::team::site::get_heard,
        super::team::webhooks::get_webhooks,
        super::team::webhooks::add_webhook,
        super::team::webhooks::remove_webhook,
        super::team::webhooks::rotate_webhook,
        super::team::webhooks::test_webhook,
        super::team::external_checks::get_judges,
        super::team::external_checks::ask_judge,
        super::team::external_checks::remove_judge,
        super::team::external_checks::test_judge,
        super::team::install_preview::get_preview,
        super::conversation_page::get_talk,
        super::plain_forms::post_talk,
        super::conversation_page::get_thread_talk,
        super::unsubscribe::get_unsubscribe,
        super::unsubscribe::post_unsubscribe,
        super::health::healthz,
        super::health::readyz,
    )
)]
struct Document;

/// The document, which is the same for as long as the program is.
pub async fn get_openapi(headers: HeaderMap) -> Result<Response> {
    static ANSWER: OnceLock<CachedResponse> = OnceLock::new();
    let answer = if let Some(answer) = ANSWER.get() {
        answer
    } else {
        let made = CachedResponse::json(HeaderValue::from_static("public, max-age=300"), &Document::openapi())?;
        ANSWER.get_or_init(|| made)
    };
    Ok(answer.respond(&headers))
}

/// The same, for those who compare it with the route table.
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
