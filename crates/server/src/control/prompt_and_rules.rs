//! The operator's command for the opening question and the house rules.

use std::fmt::Write;

use axum::Json;
use axum::extract::State;
use clap::Args;
use porch_protocol::WelcomeWords;
use serde::{Deserialize, Serialize};

use super::error::{CommandError, CommandResult, page_named};
use crate::App;
use crate::team::{OPERATOR, prompt_and_rules};

/// `porch welcome --site S [--page URL] [--question TEXT] [--rule TEXT]… [--by NAME] [--as-site]`
#[derive(Args, Serialize, Deserialize)]
pub struct SetWelcome {
    /// The site. Needed only if there is more than one.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub site: String,
    /// Only on this page: its address or key.
    #[arg(long)]
    pub page: Option<String>,
    /// The opening question; "" for none.
    #[arg(long)]
    pub question: Option<String>,
    /// A rule. Repeat for more, "" for none at all. All of them are replaced.
    #[arg(long)]
    pub rule: Vec<String>,
    /// In whose name, like "Marta".
    #[arg(long)]
    pub by: Option<String>,
    /// The page uses the site's question and rules again.
    #[arg(long, requires = "page", conflicts_with_all = ["question", "rule", "by"])]
    pub as_site: bool,
}

/// Sets the given texts, and lists all.
pub async fn welcome(State(app): State<App>, Json(request): Json<SetWelcome>) -> CommandResult {
    let site =
        app.site(&request.site).ok_or_else(|| CommandError(format!("there is no site named {}", request.site)))?;
    let page = request.page.as_deref().map(|page| page_named(&site, page).map(|page| page.key));
    let page = page.transpose()?;
    let changes = request.question.is_some() || !request.rule.is_empty() || request.by.is_some();
    if changes || request.as_site {
        let (site_words, own) = app.storage.welcome_words(&site.id, page.as_deref().unwrap_or_default()).await?;
        let before = match &page {
            _ if request.as_site => WelcomeWords::default(),
            Some(_) => own,
            None => site_words,
        };
        let words = WelcomeWords {
            question: request.question.or(before.question),
            rules: (!request.rule.is_empty()).then_some(request.rule).or(before.rules),
            by: request.by.or(before.by),
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
