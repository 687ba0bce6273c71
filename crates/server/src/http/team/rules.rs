//! The rules of a site, as its people change them: what it asks of people, and which words are read first.

use axum::Json as Answer;
use axum::extract::State;
use http::StatusCode;
use porch_protocol::site_settings::{
    PageWelcome, PromptAndRules, SetWelcome, TestWordRule, WordRule, WordRuleTestResult,
};
use porch_protocol::{ErrorCode, Problem, WelcomeWords, limits};

use super::signed_in_member::TeamMember;
use crate::App;
use crate::http::error::{AppError, Result};
use crate::http::request::Json;
use crate::team::{prompt_and_rules, rule_test, thread_controls};
use porch_domain::page::page_of_site;
use porch_domain::team::{Right, may};

/// Pages with words of their own that are listed.
const MOST_PAGES: usize = 200;

/// The house rules, the opening questions, and the words that are read first.
#[utoipa::path(get, path = "/v1/host/rules", tag = "host",
    responses((status = 200, body = PromptAndRules), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn get_rules(State(app): State<App>, staff: TeamMember) -> Result<Answer<PromptAndRules>> {
    staff.require(Right::See)?;
    let site = &staff.member.site;
    let words = app.storage.site_rules(&[site]).await?.remove(site).unwrap_or_default().words;
    let mut all = app.storage.all_welcomes(site).await?;
    let own = all.iter().position(|(page, _)| page.is_empty()).map(|place| all.remove(place).1);
    Ok(Answer(PromptAndRules {
        site: own.unwrap_or_default(),
        pages: all.into_iter().take(MOST_PAGES).map(|(page, words)| PageWelcome { page, words }).collect(),
        words: words.into_iter().map(|(kind, text)| WordRule { kind, text }).collect(),
        may_change: may(staff.member.role, Right::Set),
    }))
}

/// Says something else before anybody else does: on all pages, or on one. Answers what is kept.
#[utoipa::path(put, path = "/v1/host/rules/welcome", tag = "host", request_body = SetWelcome,
    responses((status = 200, body = WelcomeWords), (status = 400, body = Problem), (status = 401, body = Problem),
              (status = 403, body = Problem), (status = 422, description = "setting-invalid", body = Problem)))]
pub async fn set_welcome(
    State(app): State<App>,
    staff: TeamMember,
    Json(request): Json<SetWelcome>,
) -> Result<Answer<WelcomeWords>> {
    staff.require(Right::Set)?;
    let site = app.site(&staff.member.site).ok_or(AppError::Refused(ErrorCode::SiteUnknown))?;
    let known = app.storage.all_welcomes(&site.id).await?;
    let page = match request.page {
        // A page of the list is named as it stands there.
        Some(page) if known.iter().any(|(key, _)| *key == page && !page.is_empty()) => Some(page),
        Some(page) => Some(page_of_site(&page, &site.origins)?.key),
        None => None,
    };
    let by = &staff.member.person;
    // Words are signed by whoever writes them, where nobody else is named.
    let name = request.words.by.clone().or_else(|| Some(staff.member.name.clone()));
    let words = WelcomeWords { by: name, ..request.words };
    Ok(Answer(prompt_and_rules::set(&app, &site.id, page, words, by).await?))
}

/// Adds a word or a pattern whose comments are read first.
#[utoipa::path(post, path = "/v1/host/rules/words", tag = "host", request_body = WordRule,
    responses((status = 204, description = "added"), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 409, description = "there already", body = Problem),
              (status = 422, description = "rule-invalid", body = Problem)))]
pub async fn add_word_rule(
    State(app): State<App>,
    staff: TeamMember,
    Json(rule): Json<WordRule>,
) -> Result<StatusCode> {
    staff.require(Right::Set)?;
    thread_controls::add_rule(&app, &staff.member.site, (rule.kind, rule.text), &staff.member.person).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a word or a pattern away.
#[utoipa::path(post, path = "/v1/host/rules/words/remove", tag = "host", request_body = WordRule,
    responses((status = 204, description = "gone"), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 409, description = "not there", body = Problem)))]
pub async fn remove_word_rule(
    State(app): State<App>,
    staff: TeamMember,
    Json(rule): Json<WordRule>,
) -> Result<StatusCode> {
    staff.require(Right::Set)?;
    thread_controls::remove_rule(&app, &staff.member.site, (rule.kind, rule.text), &staff.member.person).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Tries a rule on a sentence and on the latest comments. Nothing is changed.
#[utoipa::path(post, path = "/v1/host/rules/try", tag = "host", request_body = TestWordRule,
    responses((status = 200, body = WordRuleTestResult), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 422, description = "rule-invalid", body = Problem)))]
pub async fn test_word_rule(
    State(app): State<App>,
    staff: TeamMember,
    Json(request): Json<TestWordRule>,
) -> Result<Answer<WordRuleTestResult>> {
    staff.require(Right::Set)?;
    if request.sentence.chars().count() > limits::BODY_CHARS {
        return Err(AppError::Refused(ErrorCode::BodyTooLong));
    }
    let rule = (request.rule.kind, request.rule.text);
    Ok(Answer(rule_test::test_word_rule(&app, &staff.member.site, rule, &request.sentence).await?))
}
