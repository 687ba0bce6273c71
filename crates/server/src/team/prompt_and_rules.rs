//! Sets and reads the opening question and the house rules.

use porch_protocol::{Welcome, WelcomeWords};

use super::Result;
use crate::App;
use porch_domain::prompt_and_rules;

/// Sets the texts of one page, by its cleaned address, or of all pages without texts of their own. Returns them as
/// saved.
pub async fn set(
    app: &App,
    site: &str,
    page_key: Option<String>,
    words: WelcomeWords,
    actor: &str,
) -> Result<WelcomeWords> {
    let words = prompt_and_rules::clean(words)?;
    app.storage.set_welcome(site.to_owned(), page_key, words.clone(), actor.to_owned(), app.clock.now()).await?;
    Ok(words)
}

/// The texts that a page shows.
pub async fn shown(app: &App, site: &str, page_key: &str) -> Result<Welcome> {
    let (site, page) = app.storage.welcome_words(site, page_key).await?;
    Ok(prompt_and_rules::shown(site, page))
}
