//! What a visitor does with a conversation that they read.

use porch_protocol::CommentPosted;
use serde_json::{Value, json};
use thirtyfour::WebElement;
use thirtyfour::error::{WebDriverError, WebDriverErrorInner, WebDriverResult};

use super::Visitor;
use super::wait::{PATIENCE, within};

/// How a comment offers something: as a button, or in its menu, which differs for one's own.
const OFFERS: &str = "((at) => at && (button(given[1], at) ? 'button' : \
    at.querySelector(given[1] === 'Report' ? '.dots:not([data-own])' : '.dots[data-own]') && shown(at.querySelector('.dots')) && 'menu'))(article(given[0]))";

/// Whether a menu is closed, and what it asked for has been drawn.
pub(crate) const MENU_CLOSED: &str = "return !root.querySelector('.menu') && new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(() => go(1))))";

/// What opens the menu of the orders.
pub(crate) const SORT: &str = "return root.querySelector('.sort > summary')";

impl Visitor {
    /// Waits until the first comments are there, or that there are none.
    pub(crate) async fn arrives(&self) {
        self.until("the conversation", "return ['ready', 'empty', 'closed'].includes(thread?.state)", &[]).await;
    }

    /// The words of every comment, in the order in which they stand.
    pub(crate) async fn reads(&self) -> Vec<String> {
        self.asks("return articles().map(words)", &[]).await
    }

    /// Waits until a comment says this.
    pub(crate) async fn sees(&self, said: &str) {
        self.until(&format!("a comment that says {said:?}"), "return !!article(given[0])", &[said.into()]).await;
    }

    /// Waits until a text stands anywhere in the conversation, visible.
    pub(crate) async fn is_told(&self, text: &str) {
        let look = "return all('p, button, div, span, summary, small, a, h2').some((one) => shown(one) && one.textContent.includes(given[0]))";
        self.until(&format!("the words {text:?}"), look, &[text.into()]).await;
    }

    /// Waits until the live stream is open.
    pub(crate) async fn listens(&self) {
        self.until("the live stream", "return witness.open().some((one) => one.readyState === 1)", &[]).await;
    }

    /// Presses what a script finds, with the mouse, once it is there.
    pub(crate) async fn clicks(&self, what: &str, look: &str, given: &[Value]) {
        let pressed = within(PATIENCE, async || {
            let found = self.finds(what, look, given).await;
            // What is drawn anew, or moves, between the look and the press is looked for again: it was not pressed.
            match try_click(&found).await {
                Ok(()) => Some(()),
                Err(error) if is_gone_or_covered(&error) => None,
                Err(error) => panic!("{what}: {error}"),
            }
        });
        assert!(pressed.await.is_some(), "{what} could not be pressed\n{}", self.scene().await);
    }

    /// Presses a button or link of the conversation by its label, with the mouse.
    pub(crate) async fn presses(&self, label: &str) {
        self.clicks(&format!("the button {label:?}"), "return button(given[0])", &[label.into()]).await;
    }

    /// Presses a button of the comment that says this, or what its menu has of that name.
    pub(crate) async fn presses_at(&self, said: &str, label: &str) {
        let given: [Value; 2] = [said.into(), label.into()];
        let (what, way) = (format!("{label:?} at {said:?}"), format!("return {OFFERS} === given[2]"));
        let offered = format!("return !!{OFFERS}");
        self.until(&what, &offered, &given).await;
        if self.asks::<bool>(&way, &[given[0].clone(), given[1].clone(), "menu".into()]).await {
            self.clicks("the menu", "return article(given[0])?.querySelector('.dots')", &given).await;
            let item = "return all('.menu > *').find((one) => one.textContent === given[1])";
            self.clicks(&what, item, &given).await;
            self.until("the menu to be closed", MENU_CLOSED, &[]).await;
        } else {
            self.clicks(&what, "const at = article(given[0]); return at && button(given[1], at)", &given).await;
        }
    }

    /// Reads the comments in another order.
    pub(crate) async fn sorts_by(&self, order: &str) {
        self.clicks("Sort", SORT, &[]).await;
        self.presses(order).await;
        let sorted = "return root.querySelector('.sort > summary b')?.textContent === given[0]";
        self.until(&format!("the order {order:?}"), sorted, &[order.into()]).await;
    }

    /// Where the focus is: the text of a comment, or what the control is called; empty when it is nowhere.
    pub(crate) async fn focus(&self) -> String {
        let look = "const at = root?.activeElement ?? document.activeElement; \
                    if (!at || at === document.body) return ''; \
                    if (at.localName === 'article') return words(at) ?? at.textContent.trim(); \
                    return at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent.trim() ?? called(at)";
        self.asks(look, &[]).await
    }

    /// Waits until the comment that says this has the focus, is marked and in sight.
    pub(crate) async fn is_led_to(&self, posted: &CommentPosted) {
        // The way there takes a few frames, and whoever pressed something meanwhile would miss it.
        let look = "const at = root?.getElementById(given[0]); \
                    const led = () => at && root.activeElement === at && at.dataset.mark != null && shown(at); \
                    const sees = () => { const { top, bottom } = at.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; }; \
                    return led() && (async () => { \
                      for (let frames = 0; frames < 6; frames++) await new Promise(requestAnimationFrame); \
                      return led() && sees(); \
                    })()";
        let anchor = posted.comment.id.anchor();
        self.until("the comment of the link", look, &[anchor.into()]).await;
    }

    /// What this browser keeps for the page it shows, and for the server: nothing, after reading.
    pub(crate) async fn keeps(&self) -> Value {
        let own = "return { local: { ...localStorage }, session: { ...sessionStorage }, cookie: document.cookie }";
        let mut kept: Value = self.asks(own, &[]).await;
        let bases = "return indexedDB.databases().then((all) => all.map((one) => one.name))";
        kept["bases"] = self.asks(bases, &[]).await;
        let caches = "return globalThis.caches ? caches.keys() : []";
        kept["caches"] = self.asks(caches, &[]).await;
        let cookies = self.driver.cdp().send_raw("Storage.getCookies", json!({})).await.unwrap();
        kept["cookies"] = cookies["cookies"].clone();
        kept
    }
}

/// Whether there was nothing to press any more, or something else in front of it.
fn is_gone_or_covered(error: &WebDriverError) -> bool {
    use WebDriverErrorInner::{ElementClickIntercepted, ElementNotInteractable, NoSuchElement, StaleElementReference};
    let kind = error.as_inner();
    matches!(kind, StaleElementReference(_) | NoSuchElement(_) | ElementClickIntercepted(_) | ElementNotInteractable(_))
}

/// A press by the mouse, with the thing in sight first.
pub(super) async fn click(element: &WebElement) {
    try_click(element).await.unwrap();
}

/// The same. An error says that nothing was pressed.
async fn try_click(element: &WebElement) -> WebDriverResult<()> {
    element.scroll_into_view().await?;
    element.click().await
}
