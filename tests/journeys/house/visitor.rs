//! Somebody with a browser of their own: where they go, and what their browser says.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::{Key, TypingData, WebDriver, WebElement};

use super::wait::{PATIENCE, within};

/// What every question to a page begins with: the conversation looked at, and small words for finding things in it.
const WORDS: &str = r#"
const thread = document.querySelector(arguments[0]), root = thread?.shadowRoot;
const all = (selector, within = root) => [...(within?.querySelectorAll(selector) ?? [])];
const shown = (one) => one.checkVisibility({ contentVisibilityAuto: false, visibilityProperty: true });
const words = (one) => one.querySelector(":scope > [part=body]")?.textContent.trim();
const articles = () => all("article");
const article = (said) => articles().find((one) => words(one)?.includes(said));
// A summary has words for each of its two states.
const called = (one) => (one.localName === "summary" ? one.innerText.replace(/\s+/g, " ") : one.textContent).trim();
const button = (label, within = root) =>
  all("button, summary, a", within).find((one) => called(one) === label && shown(one));
const composer = () => root?.querySelector("form[part=composer]");
const given = [...arguments].slice(1);
"#;

/// What there is to see, in short.
const SCENE: &str = r#"
const at = root?.activeElement ?? document.activeElement;
return JSON.stringify({
  url: location.href,
  state: thread?.state,
  errors: globalThis.witness?.errors,
  alive: !!composer()?.querySelector("[role=toolbar]"),
  focus: at && `${at.localName}#${at.id} ${at.textContent.slice(0, 80)}`,
  marked: all("[data-mark]").map((one) => one.id),
  notices: all("[role=status]").map((one) => one.textContent).filter((said) => said),
  typed: composer()?.elements.body.value,
  buttons: [...new Set(all("button, summary").filter(shown).map((one) => one.textContent))].slice(0, 30),
  comments: articles().length,
  said: articles().slice(0, 12).map((one) => one.innerText.slice(0, 160)),
  text: (thread ? root?.textContent : document.body?.textContent)?.slice(0, 300),
}, null, 1);
"#;

/// A person in front of a browser.
#[derive(Clone)]
pub(crate) struct Visitor {
    pub(crate) driver: WebDriver,
    /// Which conversation of the page they look at.
    element: String,
}

impl Visitor {
    pub(super) fn new(driver: WebDriver) -> Self {
        Self { driver, element: "porch-thread".into() }
    }

    /// The same person, looking at another conversation of the page.
    pub(crate) fn looking_at(&self, element: &str) -> Self {
        Self { element: element.into(), ..self.clone() }
    }

    /// Goes to an address, and waits until the page has loaded.
    pub(crate) async fn goes(&self, url: &str) {
        self.driver.goto(url).await.unwrap();
    }

    /// Takes this browser's line away, or gives it back.
    pub(crate) async fn has_a_line(&self, there: bool) {
        let dev = self.driver.cdp();
        dev.send_raw("Network.enable", json!({})).await.unwrap();
        let line = json!({ "offline": !there, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        dev.send_raw("Network.emulateNetworkConditions", line).await.unwrap();
        self.until("the browser to notice", "return navigator.onLine === given[0]", &[there.into()]).await;
    }

    pub(crate) async fn reloads(&self) {
        self.driver.refresh().await.unwrap();
    }

    /// Asks the page. The script knows the small words above, and `given` for what was given along.
    pub(crate) async fn asks<T: DeserializeOwned>(&self, script: &str, given: &[Value]) -> T {
        let answer = self.run(script, given).await.unwrap_or_else(|error| panic!("{error}, asking: {script}"));
        serde_json::from_value(answer.clone()).unwrap_or_else(|error| panic!("{error}: {answer}, asking: {script}"))
    }

    /// Finds an element by a script. Waits until it is there.
    pub(crate) async fn finds(&self, what: &str, script: &str, given: &[Value]) -> WebElement {
        let found = self.until(what, script, given).await;
        WebElement::from_json(found, self.driver.handle().clone()).unwrap()
    }

    /// Waits until the script answers something true, and answers that.
    pub(crate) async fn until(&self, what: &str, script: &str, given: &[Value]) -> Value {
        let mut last = Value::Null;
        let found = within(PATIENCE, async || {
            // While a page changes to the next, nobody answers.
            last = self.run(script, given).await.unwrap_or_else(|error| Value::from(format!("{error:?}")));
            let nothing = matches!(last, Value::Null | Value::Bool(false)) || last == 0 || last == "";
            let failed = last.as_str().is_some_and(|said| said.starts_with("WebDriverError"));
            (!nothing && !failed).then(|| last.clone())
        })
        .await;
        match found {
            Some(found) => found,
            None => panic!("waited in vain for {what}; last: {last}\n{}", self.scene().await),
        }
    }

    /// Waits until the script answers just this.
    pub(crate) async fn settles(&self, what: &str, script: &str, expected: Value) {
        let mut last = Value::Null;
        let same = within(PATIENCE, async || {
            last = self.run(script, &[]).await.unwrap_or_else(|error| Value::from(format!("{error:?}")));
            (last == expected).then_some(())
        });
        let found = same.await.is_some();
        assert!(found, "{what} is {last} and not {expected}\n{}", self.scene().await);
    }

    async fn run(&self, script: &str, given: &[Value]) -> thirtyfour::error::WebDriverResult<Value> {
        let mut arguments = vec![Value::from(self.element.as_str())];
        arguments.extend(given.iter().cloned());
        let ret = self.driver.execute(format!("{WORDS}\n{script}"), arguments).await?;
        Ok(ret.json().clone())
    }

    /// Keeps this browser from ever getting addresses like this.
    pub(crate) async fn never_gets(&self, pattern: &str) {
        let cdp = self.driver.cdp();
        cdp.send_raw("Network.enable", json!({})).await.unwrap();
        cdp.send_raw("Network.setBlockedURLs", json!({ "urls": [pattern] })).await.unwrap();
    }

    /// Makes this machine that many times slower than it is.
    pub(crate) async fn is_slower(&self, times: u32) {
        let rate = json!({ "rate": times });
        self.driver.cdp().send_raw("Emulation.setCPUThrottlingRate", rate).await.unwrap();
    }

    /// Types wherever the focus is.
    pub(crate) async fn types(&self, keys: impl Into<TypingData>) {
        self.driver.action_chain().send_keys(keys).perform().await.unwrap();
    }

    /// Presses a key while another is held down.
    pub(crate) async fn holds(&self, held: Key, pressed: Key) {
        let keys = self.driver.action_chain().key_down(held.clone()).send_keys(pressed + "").key_up(held);
        keys.perform().await.unwrap();
    }

    /// What went wrong in the page so far, by its own account.
    pub(crate) async fn errors(&self) -> Vec<String> {
        self.asks("return globalThis.witness?.errors ?? []", &[]).await
    }

    /// What the browser wrote to its console since it was last asked, as `source: message`; failed requests left out.
    pub(crate) async fn console(&self) -> Vec<String> {
        let entries = self.driver.browser_log().await.unwrap_or_default();
        let loud = entries.into_iter().filter(|entry| entry.level == "SEVERE");
        let named = loud.map(|entry| (entry.source.unwrap_or_default(), entry.message));
        named.filter(|(source, _)| source != "network").map(|(source, said)| format!("{source}: {said}")).collect()
    }

    /// What the page warned of in the console since it was last asked: waits for that many warnings.
    pub(crate) async fn warnings(&self, least: usize) -> Vec<String> {
        let mut said = Vec::new();
        let enough = within(PATIENCE, async || {
            let entries = self.driver.browser_log().await.unwrap_or_default();
            said.extend(entries.into_iter().filter(|entry| entry.level == "WARNING").map(|entry| entry.message));
            (said.len() >= least).then_some(())
        });
        assert!(enough.await.is_some(), "only {said:?}");
        said
    }

    /// The addresses that the browser asked for since it was last asked.
    pub(crate) async fn requests(&self) -> Vec<String> {
        let entries = self.driver.get_log("performance").await.unwrap();
        let messages = entries.iter().filter_map(|entry| serde_json::from_str::<Value>(&entry.message).ok());
        let sent = messages.filter(|message| message["message"]["method"] == "Network.requestWillBeSent");
        let url = |message: Value| message["message"]["params"]["request"]["url"].as_str().map(str::to_owned);
        sent.filter_map(url).collect()
    }

    /// The addresses that the browser asked for since it was last asked, each with the one it named as where it was.
    pub(crate) async fn requests_and_referrers(&self) -> Vec<String> {
        let entries = self.driver.get_log("performance").await.unwrap();
        let messages = entries.iter().filter_map(|entry| serde_json::from_str::<Value>(&entry.message).ok());
        let sent = messages.filter(|message| message["message"]["method"] == "Network.requestWillBeSent");
        sent.map(|message| {
            let request = &message["message"]["params"]["request"];
            let referrer = request["headers"].as_object().and_then(|all| {
                all.iter().find(|(name, _)| name.eq_ignore_ascii_case("referer")).map(|(_, value)| value.clone())
            });
            format!("{} from {}", request["url"], referrer.unwrap_or_default())
        })
        .collect()
    }

    /// The values of the cookies that this browser keeps.
    pub(crate) async fn cookies(&self) -> Vec<String> {
        let kept = self.driver.cdp().send_raw("Storage.getCookies", json!({})).await.unwrap();
        let all = kept["cookies"].as_array().unwrap().iter();
        all.map(|cookie| cookie["value"].as_str().unwrap().to_owned()).collect()
    }

    /// What there is to see, for a journey that gives up.
    pub(crate) async fn scene(&self) -> String {
        let seen = self.run(SCENE, &[]).await;
        let seen = seen.map_or_else(|error| error.to_string(), |seen| seen.as_str().unwrap_or_default().into());
        format!("the page: {seen}\nits console: {:#?}", self.console().await)
    }
}
