//! Akismet and whoever speaks the same: `comment-check`, and `submit-spam` and `submit-ham` once the host has decided.
//!
//! <https://akismet.com/developers/comment-check/>. It asks for the address of whoever wrote, too; we keep none and send
//! none.

use http::HeaderMap;
use http::header::{CONTENT_TYPE, HeaderValue};
use url::form_urlencoded::Serializer;

use super::check::{CheckFailure, CheckRequest, CheckVerdict, Question};
use crate::outbound::OutboundResponse;
use crate::storage::external_checks::Judge;

/// A question, or a word about one that was asked: they have the same fields, so that it can tell which one is meant.
pub(super) fn question(judge: &Judge, verb: &str, shown: &CheckRequest) -> Question {
    let body = Serializer::new(String::new())
        .append_pair("api_key", &judge.key.0)
        .append_pair("blog", &shown.home)
        .append_pair("blog_charset", "UTF-8")
        .append_pair("permalink", &shown.page)
        .append_pair("comment_type", if shown.reply { "reply" } else { "comment" })
        .append_pair("comment_author", &shown.name)
        .append_pair("comment_content", &shown.text)
        .finish();
    let form = HeaderValue::from_static("application/x-www-form-urlencoded; charset=utf-8");
    let headers = HeaderMap::from_iter([(CONTENT_TYPE, form)]);
    Question { url: format!("{}/{verb}", judge.url), headers, body: body.into() }
}

/// `true` is spam, `false` is not, and everything else is no answer.
pub(super) fn opinion(answer: &OutboundResponse) -> Result<CheckVerdict, CheckFailure> {
    match answer.body.trim_ascii() {
        b"true" => Ok(CheckVerdict::Warns),
        b"false" => Ok(CheckVerdict::Fine),
        b"invalid" => Err(CheckFailure::Key),
        _ => Err(CheckFailure::Nonsense),
    }
}
