//! The calls about the site: its rules, settings, addresses and history.

use porch_protocol::WelcomeWords;
use porch_protocol::site_settings::{
    InstallCheck, PromptAndRules, SetSite, SetWelcome, Setting, SiteSettings, TriedRule, TryRule, WordRule,
};
use porch_protocol::team_api::{HistoryEntry, SecondLooks};

use super::{Result, get, patch, post, put, url_encoded};

/// The opening question and all rules.
pub(crate) async fn rules() -> Result<PromptAndRules> {
    get("/v1/host/rules").await
}

/// Changes the opening question and house rules of the site or of a page.
pub(crate) async fn set_welcome(set: &SetWelcome) -> Result<WelcomeWords> {
    put("/v1/host/rules/welcome", set).await
}

/// Adds a word rule.
pub(crate) async fn add_rule(rule: &WordRule) -> Result<()> {
    post("/v1/host/rules/words", rule).await
}

/// Removes a word rule.
pub(crate) async fn remove_rule(rule: &WordRule) -> Result<()> {
    post("/v1/host/rules/words/remove", rule).await
}

/// Tests a word rule.
pub(crate) async fn try_rule(rule: &TryRule) -> Result<TriedRule> {
    post("/v1/host/rules/try", rule).await
}

/// The site's settings.
pub(crate) async fn site() -> Result<SiteSettings> {
    get("/v1/host/site").await
}

/// Changes the site's settings.
pub(crate) async fn set_site(settings: Vec<Setting>) -> Result<SiteSettings> {
    patch("/v1/host/site", &SetSite { settings }).await
}

/// The outcomes of second looks: of one outcome or of all, before a sequence number.
pub(crate) async fn second_looks(pause: &str, before: Option<i64>) -> Result<SecondLooks> {
    let before = before.map(|seq| format!("&before={seq}")).unwrap_or_default();
    get(&format!("/v1/host/pauses?pause={pause}{before}")).await
}

/// The hash of the loader of a version for `integrity`: the server uses it as the entity tag.
pub(crate) async fn loader_hash(version: &str) -> Result<String> {
    super::tag(&format!("/v{version}/embed.js")).await
}

/// The reports that the server has received from pages.
pub(crate) async fn install_check() -> Result<InstallCheck> {
    get("/v1/host/site/heard").await
}

/// The history: by one member or all, of one kind of action or all, before a sequence number.
pub(crate) async fn history(by: &str, what: &str, before: Option<i64>) -> Result<Vec<HistoryEntry>> {
    let before = before.map(|seq| format!("&before={seq}")).unwrap_or_default();
    get(&format!("/v1/host/settled?by={}&what={what}{before}", url_encoded(by))).await
}
