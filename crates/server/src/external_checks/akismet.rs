//! Akismet and compatible services: `comment-check`, and `submit-spam` and `submit-ham` after a decision of the team.
//!
//! <https://akismet.com/developers/comment-check/>. The API also has a field for the author's IP address; Porch stores
//! none and sends none.

use http::HeaderMap;
use http::header::{CONTENT_TYPE, HeaderValue};
use url::form_urlencoded::Serializer;

use super::check::{CheckFailure, CheckRequest, CheckVerdict, Question};
use crate::outbound::OutboundResponse;
use porch_storage::external_checks::ExternalCheck;

/// The request for a check, or for feedback about an earlier one: both have the same fields, by which the service
/// recognizes the comment.
pub(super) fn question(service: &ExternalCheck, action: &str, request: &CheckRequest) -> Question {
    let body = Serializer::new(String::new())
        .append_pair("api_key", &service.key.0)
        .append_pair("blog", &request.home)
        .append_pair("blog_charset", "UTF-8")
        .append_pair("permalink", &request.page)
        .append_pair("comment_type", if request.reply { "reply" } else { "comment" })
        .append_pair("comment_author", &request.name)
        .append_pair("comment_content", &request.text)
        .finish();
    let form = HeaderValue::from_static("application/x-www-form-urlencoded; charset=utf-8");
    let headers = HeaderMap::from_iter([(CONTENT_TYPE, form)]);
    Question { url: format!("{}/{action}", service.url), headers, body: body.into() }
}

/// `true` is spam, `false` is not, and everything else is an invalid answer.
pub(super) fn opinion(answer: &OutboundResponse) -> Result<CheckVerdict, CheckFailure> {
    match answer.body.trim_ascii() {
        b"true" => Ok(CheckVerdict::Warns),
        b"false" => Ok(CheckVerdict::Fine),
        b"invalid" => Err(CheckFailure::Key),
        _ => Err(CheckFailure::Nonsense),
    }
}
