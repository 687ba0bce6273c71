//! The calls about the site: its rules, settings, addresses and history.

use porch_protocol::WelcomeWords;
use porch_protocol::site_settings::{
    InstallCheck, PromptAndRules, SetSite, SetWelcome, Setting, SiteSettings, TriedRule, TryRule, WordRule,
};
use porch_protocol::team_api::{HistoryEntry, SecondLooks};

use super::{Request, Result, get, patch, post, put, url_encoded};

/// The opening question and all rules.
pub(crate) fn rules() -> Request<PromptAndRules> {
    get("/v1/host/rules")
}

/// Changes the opening question and house rules of the site or of a page.
pub(crate) fn set_welcome(set: &SetWelcome) -> Request<WelcomeWords> {
    put("/v1/host/rules/welcome", set)
}

/// Adds a word rule.
pub(crate) fn add_rule(rule: &WordRule) -> Request<()> {
    post("/v1/host/rules/words", rule)
}

/// Removes a word rule.
pub(crate) fn remove_rule(rule: &WordRule) -> Request<()> {
    post("/v1/host/rules/words/remove", rule)
}

/// Tests a word rule.
pub(crate) fn try_rule(rule: &TryRule) -> Request<TriedRule> {
    post("/v1/host/rules/try", rule)
}

/// The site's settings.
pub(crate) fn site() -> Request<SiteSettings> {
    get("/v1/host/site")
}

/// Changes the site's settings.
pub(crate) fn set_site(settings: Vec<Setting>) -> Request<SiteSettings> {
    patch("/v1/host/site", &SetSite { settings })
}

/// The outcomes of second looks: of one outcome or of all, before a sequence number.
pub(crate) fn second_looks(pause: &str, before: Option<i64>) -> Request<SecondLooks> {
    let before = before.map(|seq| format!("&before={seq}")).unwrap_or_default();
    get(&format!("/v1/host/pauses?pause={pause}{before}"))
}

/// The hash of the loader of a version for `integrity`: the server uses it as the entity tag.
pub(crate) async fn loader_hash(version: &str) -> Result<String> {
    super::tag(&format!("/v{version}/embed.js")).await
}

/// The reports that the server has received from pages.
pub(crate) fn install_check() -> Request<InstallCheck> {
    get("/v1/host/site/heard")
}

/// The history: by one member or all, of one kind of action or all, before a sequence number.
pub(crate) fn history(by: &str, what: &str, before: Option<i64>) -> Request<Vec<HistoryEntry>> {
    let before = before.map(|seq| format!("&before={seq}")).unwrap_or_default();
    get(&format!("/v1/host/settled?by={}&what={what}{before}", url_encoded(by)))
}
