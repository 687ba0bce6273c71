//! The calls about the site: its rules, its switches, its addresses, its log.

use porch_protocol::WelcomeWords;
use porch_protocol::site_settings::{
    InstallCheck, PromptAndRules, SetSite, SetWelcome, Setting, SiteSettings, TriedRule, TryRule, WordRule,
};
use porch_protocol::team_api::{HistoryEntry, SecondLooks};

use super::{Result, get, patch, post, put, quoted};

/// What the dashboard asks.
pub(crate) async fn rules() -> Result<PromptAndRules> {
    get("/v1/host/rules").await
}

/// Says something else.
pub(crate) async fn set_welcome(set: &SetWelcome) -> Result<WelcomeWords> {
    put("/v1/host/rules/welcome", set).await
}

/// Adds a word.
pub(crate) async fn add_rule(rule: &WordRule) -> Result<()> {
    post("/v1/host/rules/words", rule).await
}

/// Takes a word away.
pub(crate) async fn remove_rule(rule: &WordRule) -> Result<()> {
    post("/v1/host/rules/words/remove", rule).await
}

/// Tries a word.
pub(crate) async fn try_rule(rule: &TryRule) -> Result<TriedRule> {
    post("/v1/host/rules/try", rule).await
}

/// The site as it is set.
pub(crate) async fn site() -> Result<SiteSettings> {
    get("/v1/host/site").await
}

/// Changes the site.
pub(crate) async fn set_site(settings: Vec<Setting>) -> Result<SiteSettings> {
    patch("/v1/host/site", &SetSite { settings }).await
}

/// What people did about a second look: of one outcome or of all, and before a place in the log.
pub(crate) async fn pauses(pause: &str, before: Option<i64>) -> Result<SecondLooks> {
    let before = before.map(|seq| format!("&before={seq}")).unwrap_or_default();
    get(&format!("/v1/host/pauses?pause={pause}{before}")).await
}

/// The hash of the loader of a version, as `integrity` has it: the server names the file by it.
pub(crate) async fn loader_hash(version: &str) -> Result<String> {
    super::tag(&format!("/v{version}/embed.js")).await
}

/// What the server has heard from pages.
pub(crate) async fn heard() -> Result<InstallCheck> {
    get("/v1/host/site/heard").await
}

/// The log: what one of the team did, one part of it, and what was before a line.
pub(crate) async fn settled(by: &str, what: &str, before: Option<i64>) -> Result<Vec<HistoryEntry>> {
    let before = before.map(|seq| format!("&before={seq}")).unwrap_or_default();
    get(&format!("/v1/host/settled?by={}&what={what}{before}", quoted(by))).await
}
