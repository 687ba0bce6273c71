//! What somebody with a browser does and sees. Elements are looked for inside the conversation, where not said otherwise.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use super::until;

/// Finds the elements that a selector names inside every conversation of the page.
const INSIDE: &str = "[...document.querySelectorAll('porch-thread')].map(t => t.shadowRoot).filter(r => r)";

/// Somebody with a browser.
pub(crate) struct Visitor {
    pub(crate) browser: WebDriver,
    origin: String,
}

impl Visitor {
    pub(super) fn new(browser: WebDriver, origin: String) -> Self {
        Self { browser, origin }
    }

    /// Opens a page of the business site, by its path.
    pub(crate) async fn opens(&self, path: &str) -> Result<()> {
        Ok(self.browser.goto(format!("{}{path}", self.origin)).await?)
    }

    /// Opens any address.
    pub(crate) async fn goes_to(&self, address: &str) -> Result<()> {
        Ok(self.browser.goto(address).await?)
    }

    /// Loads the page again.
    pub(crate) async fn reloads(&self) -> Result<()> {
        Ok(self.browser.refresh().await?)
    }

    /// Writes a comment and shares it, under this name where the field is asked.
    pub(crate) async fn shares(&self, name: &str, words: &str) -> Result<()> {
        self.types("form[part=composer] textarea", words).await?;
        self.types("form[part=composer] input[name=name]", name).await?;
        self.presses_within("Share it", "form[part=composer]").await
    }

    /// Waits until the widget has taken the conversation over, so that nothing works by the fragment alone.
    pub(crate) async fn wakes(&self) -> Result<()> {
        let element = self.finds("form[part=composer] textarea").await?;
        element.click().await?;
        // The tools under the field are drawn by the widget only.
        self.finds_control("Preview", "").await.map(drop)
    }

    /// Runs a script in the page and answers with what it returns.
    pub(crate) async fn script(&self, script: &str, words: Vec<Value>) -> Result<Value> {
        Ok(self.browser.execute(script, words).await?.json().clone())
    }

    /// All words that the conversations of the page show.
    pub(crate) async fn words(&self) -> Result<String> {
        let script = format!("return {INSIDE}.map(r => [...r.children].map(c => c.innerText).join('\\n')).join('\\n')");
        Ok(self.script(&script, Vec::new()).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until these words are shown.
    pub(crate) async fn sees(&self, words: &str) -> Result<()> {
        until(&format!("{words:?} is seen"), async || Ok(self.words().await?.contains(words).then_some(()))).await
    }

    /// Waits until these words are not shown, or no longer.
    pub(crate) async fn sees_no(&self, words: &str) -> Result<()> {
        until(&format!("{words:?} is gone"), async || Ok((!self.words().await?.contains(words)).then_some(()))).await
    }

    /// Makes sure that these words are not shown now.
    pub(crate) async fn does_not_see(&self, words: &str) -> Result<()> {
        let shown = self.words().await?;
        ensure!(!shown.contains(words), "{words:?} is shown: {shown}");
        Ok(())
    }

    /// The first element of this selector.
    pub(crate) async fn finds(&self, css: &str) -> Result<WebElement> {
        let script = format!("return {INSIDE}.flatMap(r => [...r.querySelectorAll(arguments[0])])[0] ?? null");
        until(&format!("there is a {css}"), async || {
            let found = self.browser.execute(&script, vec![json!(css)]).await?;
            Ok(if found.json().is_null() { None } else { Some(found.element()?) })
        })
        .await
    }

    /// A visible button, link or summary with exactly these words; within `within`, where that is not empty.
    pub(crate) async fn finds_control(&self, words: &str, within: &str) -> Result<WebElement> {
        let script = format!(
            "const within = arguments[1];
             const all = {INSIDE}.flatMap(r => within ? [...r.querySelectorAll(within)] : [r])
               .flatMap(r => [...r.querySelectorAll('button, a, summary, label')]);
             const words = e => (e.innerText || e.ariaLabel || '').trim();
             return all.find(e => words(e) === arguments[0] && e.checkVisibility()) ?? null"
        );
        until(&format!("{words:?} can be pressed"), async || {
            let found = self.browser.execute(&script, vec![json!(words), json!(within)]).await?;
            Ok(if found.json().is_null() { None } else { Some(found.element()?) })
        })
        .await
    }

    /// Presses the control with these words, as a hand does.
    pub(crate) async fn presses(&self, words: &str) -> Result<()> {
        self.presses_within(words, "").await
    }

    /// The same, inside the first element of this selector.
    pub(crate) async fn presses_within(&self, words: &str, within: &str) -> Result<()> {
        until(&format!("{words:?} is pressed"), async || {
            let control = self.finds_control(words, within).await?;
            control.scroll_into_view().await?;
            control.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Clicks into the first element of this selector and types.
    pub(crate) async fn types(&self, css: &str, words: &str) -> Result<()> {
        let element = self.finds(css).await?;
        element.scroll_into_view().await?;
        element.click().await?;
        Ok(element.send_keys(words).await?)
    }

    /// Errors that the browser's console shows: exceptions, refused requests, anything red.
    pub(crate) async fn console_errors(&self) -> Result<Vec<String>> {
        let log = self.browser.browser_log().await.context("no console")?;
        let errors = log.into_iter().filter(|entry| entry.level == "SEVERE");
        Ok(errors.map(|entry| entry.message).collect())
    }
}
