//! The `OpenAPI` document, made from the handlers.

use std::sync::OnceLock;

use axum::response::Response;
use http::{HeaderMap, HeaderValue};
use utoipa::OpenApi;

use super::answer::Answer;
use super::error::Result;

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
        super::asks::report_comment,
        super::asks::ask_second_look,
        super::preview::preview_comment,
        super::challenge::get_challenge,
        super::me::get_me,
        super::me::introduce,
        super::writing::tell_writing,
        super::host::session::enter_house,
        super::host::session::check_link,
        super::host::session::get_session,
        super::host::session::get_sites,
        super::host::session::leave_house,
        super::host::passkeys::begin_sign_in,
        super::host::passkeys::sign_in,
        super::host::passkeys::get_passkeys,
        super::host::passkeys::begin_passkey,
        super::host::passkeys::add_passkey,
        super::host::passkeys::remove_passkey,
        super::host::team::get_team,
        super::host::team::invite_member,
        super::host::team::change_role,
        super::host::team::end_member,
        super::host::desk::get_to_read,
        super::host::desk::get_waiting,
        super::host::log::get_settled,
        super::host::up_now::get_up_now,
        super::host::up_now::get_comment,
        super::host::mail::ask_for_link,
        super::host::mail::get_mail,
        super::host::mail::set_mail,
        super::host::mail::confirm_mail,
        super::host::mail::end_mail,
        super::host::conversations::get_around,
        super::host::conversations::edit_own,
        super::host::conversations::withdraw_own,
        super::host::conversations::say_answer_needed,
        super::host::pace::cool_branch,
        super::host::pace::get_pages,
        super::host::pace::set_pace,
        super::host::pace::close_page,
        super::host::desk::decide,
        super::host::desk::undo_decision,
        super::host::desk::answer_comment,
        super::host::search::search,
        super::host::pauses::get_pauses,
        super::host::people::get_people,
        super::host::people::get_person,
        super::host::people::get_bans,
        super::host::people::ban_person,
        super::host::people::end_ban,
        super::host::rules::get_rules,
        super::host::rules::set_welcome,
        super::host::rules::add_rule,
        super::host::rules::remove_rule,
        super::host::rules::try_rule,
        super::host::site::get_site,
        super::host::site::set_site,
        super::host::site::get_heard,
        super::host::webhooks::get_webhooks,
        super::host::webhooks::add_webhook,
        super::host::webhooks::remove_webhook,
        super::host::webhooks::rotate_webhook,
        super::host::webhooks::test_webhook,
        super::host::judges::get_judges,
        super::host::judges::ask_judge,
        super::host::judges::remove_judge,
        super::host::judges::test_judge,
        super::host::preview::get_preview,
        super::talk::get_talk,
        super::plain::post_talk,
        super::talk::get_thread_talk,
        super::unsubscribe::get_unsubscribe,
        super::unsubscribe::post_unsubscribe,
        super::health::healthz,
        super::health::readyz,
    )
)]
struct Document;

/// The document, which is the same for as long as the program is.
pub async fn get_openapi(headers: HeaderMap) -> Result<Response> {
    static ANSWER: OnceLock<Answer> = OnceLock::new();
    let answer = if let Some(answer) = ANSWER.get() {
        answer
    } else {
        let made = Answer::json(HeaderValue::from_static("public, max-age=300"), &Document::openapi())?;
        ANSWER.get_or_init(|| made)
    };
    Ok(answer.respond(&headers))
}

/// The same, for those who compare it with the route table.
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
