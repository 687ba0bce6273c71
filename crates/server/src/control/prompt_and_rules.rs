//! The opening question and the house rules, from the command line.

use std::fmt::Write;

use axum::Json;
use axum::extract::State;
use porch_protocol::WelcomeWords;
use serde::{Deserialize, Serialize};

use super::error::{CommandError, CommandResult, page_named};
use crate::App;
use crate::team::{OPERATOR, prompt_and_rules};

/// `porch welcome --site S [--page URL] [--question TEXT] [--rule TEXT]… [--by NAME] [--as-site]`
#[derive(Serialize, Deserialize)]
pub struct SetWelcome {
    /// The site.
    pub site: String,
    /// The page's address or key; none for the whole site.
    pub page: Option<String>,
    /// What to say; none to leave it as it is.
    pub words: WelcomeWords,
    /// The page gives up its own words first.
    pub as_site: bool,
}

/// Sets what is given and lists what is said.
pub async fn welcome(State(app): State<App>, Json(asked): Json<SetWelcome>) -> CommandResult {
    let site = app.site(&asked.site).ok_or_else(|| CommandError(format!("there is no site named {}", asked.site)))?;
    let page = asked.page.as_deref().map(|page| page_named(&site, page).map(|page| page.key));
    let page = page.transpose()?;
    let said = asked.words.question.is_some() || asked.words.rules.is_some() || asked.words.by.is_some();
    if said || asked.as_site {
        let (whole, own) = app.storage.welcome_words(&site.id, page.as_deref().unwrap_or_default()).await?;
        let before = match &page {
            _ if asked.as_site => WelcomeWords::default(),
            Some(_) => own,
            None => whole,
        };
        let words = WelcomeWords {
            question: asked.words.question.or(before.question),
            rules: asked.words.rules.or(before.rules),
            by: asked.words.by.or(before.by),
        };
        prompt_and_rules::set(&app, &site.id, page, words, OPERATOR).await?;
    }
    let mut list = String::new();
    for (page, words) in app.storage.all_welcomes(&site.id).await? {
        let by = words.by.as_deref().map(|by| format!(" (by {by})")).unwrap_or_default();
        writeln!(list, "{}{by}", if page.is_empty() { "all pages" } else { &page })?;
        match words.question.as_deref() {
            None => {}
            Some("") => writeln!(list, "  no question")?,
            Some(question) => writeln!(list, "  asks: {question}")?,
        }
        for rule in words.rules.iter().flatten() {
            writeln!(list, "  rule: {rule}")?;
        }
        if words.rules.as_ref().is_some_and(Vec::is_empty) {
            writeln!(list, "  no rules")?;
        }
    }
    Ok(if list.is_empty() { "There is no opening question and no rule yet.\n".into() } else { list })
}
