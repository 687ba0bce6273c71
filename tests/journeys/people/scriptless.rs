//! Somebody whose browser runs no script.

use serde_json::{Value, json};
use thirtyfour::{By, WebElement};

use crate::fixture::{Fixture, Look, Page, Visitor, axe};

async fn find(person: &Visitor, selector: &str) -> WebElement {
    person.finds(selector, "return document.querySelector(given[0])", &[selector.into()]).await
}

/// Waits until a comment or a sentence of the page says this.
async fn is_shown(person: &Visitor, text: &str) {
    let look = "return all('article, p', document).some((one) => one.textContent.includes(given[0]))";
    person.until(&format!("the words {text:?}"), look, &[text.into()]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_any_script_the_talk_has_a_page_of_its_own_to_read_and_write() {
    let fixture = Fixture::open().await;
    let own =
        "<porch-thread><a id=\"own\" href=\"{talk}/c/bakery?page=SITE/rye\">Join the conversation</a></porch-thread>";
    let page = fixture.shows("/rye", Page::plain().holding(&own.replace("SITE", &fixture.site)));
    let marta = fixture.neighbour("Marta");
    marta.says(&page, "Ask us about [rye](https://rye.example/)").await;
    let amira = fixture.visitor_with(&Look { scripts: false, ..Look::default() }).await;
    amira.goes(&page).await;
    find(&amira, "#own").await.click().await.unwrap();
    is_shown(&amira, "Ask us about rye").await;

    find(&amira, ".composer-root textarea[name=body]").await.send_keys("How sour is it?").await.unwrap();
    find(&amira, ".composer-root input[name=name]").await.send_keys("Amira").await.unwrap();
    find(&amira, ".composer-root button[part=button]").await.click().await.unwrap();
    is_shown(&amira, "How sour is it?").await;
    let at = amira.driver.current_url().await.unwrap();
    assert!(at.fragment().is_some_and(|anchor| anchor.starts_with("porch-c-")), "{at}");

    let opening = find(&amira, "article").await;
    opening.find(By::Css("details summary")).await.unwrap().click().await.unwrap();
    opening.find(By::Css("textarea")).await.unwrap().send_keys("I mean the old one").await.unwrap();
    opening.find(By::Css("input[name=name]")).await.unwrap().send_keys("Amira").await.unwrap();
    opening.find(By::Css("button[part=button]")).await.unwrap().click().await.unwrap();
    is_shown(&amira, "I mean the old one").await;
    let stored = marta.reads(&page).await;
    assert_eq!(stored.total, 3);
    assert_eq!(stored.comments.iter().filter(|comment| comment.parent.is_some()).count(), 1);
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_any_script_refused_words_come_back_with_a_sentence() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor_with(&Look { scripts: false, ..Look::default() }).await;
    amira.goes(&format!("{}/c/bakery?page={}", fixture.talk, fixture.page("/rye"))).await;
    find(&amira, ".composer-root textarea").await.send_keys("How sour is it?").await.unwrap();
    find(&amira, ".composer-root button[part=button]").await.click().await.unwrap();
    is_shown(&amira, "Which name shall we show?").await;
    assert_eq!(find(&amira, ".composer-root textarea").await.value().await.unwrap().unwrap(), "How sour is it?");
    find(&amira, ".composer-root input[name=name]").await.send_keys("Amira").await.unwrap();
    find(&amira, ".composer-root button[part=button]").await.click().await.unwrap();
    is_shown(&amira, "How sour is it?").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_any_script_words_that_wait_are_accounted_for() {
    let fixture = Fixture::open().await;
    fixture.porch.says(&["site", "set", "bakery", "hold=first"]).await;
    let amira = fixture.visitor_with(&Look { scripts: false, width: 360, ..Look::default() }).await;
    amira.goes(&format!("{}/c/bakery?page={}", fixture.talk, fixture.page("/rye"))).await;
    let before = "return document.querySelector('.composer-root small').textContent";
    let ahead = "Everyone can see this once the team has read it: it is your first comment here.";
    assert_eq!(amira.asks::<String>(before, &[]).await, ahead);
    find(&amira, ".composer-root textarea").await.send_keys("How sour is it?").await.unwrap();
    find(&amira, ".composer-root button[part=button]").await.click().await.unwrap();
    is_shown(&amira, "Which name shall we show?").await;
    let led = "const at = document.querySelector('.composer-root [name=name]'); \
               return document.activeElement === at && at.ariaInvalid === 'true' && \
                 document.getElementById(at.getAttribute('aria-describedby')).textContent === 'Which name shall we show?'";
    amira.until("the field that is missing", led, &[]).await;
    find(&amira, ".composer-root input[name=name]").await.send_keys("Amira").await.unwrap();
    find(&amira, ".composer-root button[part=button]").await.click().await.unwrap();
    is_shown(&amira, "Thank you. The team reads first comments before others see them.").await;
    let there = "const at = document.querySelector(location.hash); \
                 return location.hash === '#held' && shown(at) && at.textContent.startsWith('Thank you.')";
    assert!(amira.asks::<bool>(there, &[]).await, "the address leads to the sentence");
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_any_script_a_page_in_hebrew_reads_from_the_right() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let uri = fixture.neighbour("אורי");
    let words = json!({ "page": page, "name": "אורי", "title": "לחם שיפון – המאפייה", "body": "כמה חמוץ הוא?" });
    let opening = uri.posts(words).await;
    fixture.neighbour("Ben").answers(&page, &opening, "Quite sour, after three days.").await;
    for width in [1200, 360] {
        let noor = fixture.visitor_with(&Look { scripts: false, width, ..Look::default() }).await;
        noor.goes(&format!("{}/c/bakery?page={page}", fixture.talk)).await;
        is_shown(&noor, "כמה חמוץ הוא?").await;
        find(&noor, ".composer-root textarea").await.send_keys("Is it yours?").await.unwrap();
        find(&noor, ".composer-root input[name=name]").await.send_keys("סלמא").await.unwrap();
        // Each stands where its own words begin; what belongs to nobody's words begins where the page does.
        let from = "const way = (one) => getComputedStyle(document.querySelector(one)).direction; \
                    return ['body', 'article .comment-head', 'article [part=body]', 'li li article [part=body]', '.composer-root [name=name]'].map(way)";
        assert_eq!(noor.asks::<Value>(from, &[]).await, json!(["rtl", "rtl", "rtl", "ltr", "rtl"]));
        // Each line of a field by its own letters; an empty one as the page.
        let field = "return all('textarea', document).map((one) => getComputedStyle(one)[one.value ? 'unicodeBidi' : 'direction'])";
        let found: Vec<String> = noor.asks(field, &[]).await;
        assert_eq!(found.iter().filter(|way| *way == "plaintext").count(), 1, "{found:?}");
        assert!(found.iter().all(|way| way == "plaintext" || way == "rtl"), "{found:?}");
        let right = "const right = (one) => Math.round(document.querySelector(one).getBoundingClientRect().right); \
                     return right('header a') === right('main') && right('article .comment-head bdi') > right('article .comment-head time')";
        assert!(noor.asks::<bool>(right, &[]).await, "the title and the name stand at the right");
        assert!(noor.asks::<bool>("return document.documentElement.scrollWidth <= innerWidth", &[]).await);
    }
    fixture.closes().await;
}

/// How things are drawn, but for their colours, which the element takes from the page around it.
const DRAWN: &str = "
const within = given[0] ? document : root;
const drawn = (one, part) => {
  const all = getComputedStyle(one, part);
  return ['display', 'position', 'borderTopWidth', 'borderBottomWidth', 'borderBottomStyle', 'borderInlineStartWidth',
    'borderTopLeftRadius', 'paddingTop', 'paddingInlineStart', 'marginInlineStart', 'fontSize', 'fontWeight']
    .map((what) => `${what} ${all[what]}`);
};
return {
  parts: ['.comment-section', '.section-head', '.composer-root textarea', '.composer-root [part=button]', 'li.conversation-item', 'article', '.comment-head', '.conversation-root > details > ol', 'li article']
    .map((one) => [one, ...drawn(within.querySelector(one))]),
  signs: all('article', within).map((one) => [one.dataset.m, one.dataset.h, ...drawn(one, '::before')]),
};";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_of_its_own_is_drawn_as_the_element_is() {
    let fixture = Fixture::open().await;
    let page = fixture.shows("/rye", Page::plain().light_or_dark());
    let opening = fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    for name in ["🦊 Fox", "سلمى", "…"] {
        fixture.neighbour(name).answers(&page, &opening, "How sour is it?").await;
    }
    for (width, dark) in [(1200, false), (1200, true), (320, false)] {
        let ben = fixture.visitor_with(&Look { width, dark, ..Look::default() }).await;
        ben.goes(&page).await;
        ben.arrives().await;
        ben.until("the signs", "return all('[data-m]').length == 4", &[]).await;
        // Else it might come while we look. The page of its own, which no script opens, has its composer open.
        ben.can_write().await;
        ben.asks::<Value>("composer().elements.body.focus(); return 1", &[]).await;
        ben.until("an open composer", "return shown(composer().elements.name)", &[]).await;
        let element: Value = ben.asks(DRAWN, &[json!(false)]).await;
        ben.goes(&format!("{}/c/bakery?page={page}", fixture.talk)).await;
        is_shown(&ben, "Ask us about rye").await;
        let own: Value = ben.asks(DRAWN, &[json!(true)]).await;
        assert_eq!(own, element, "{own:#}\n{element:#}");
        let count = "return document.querySelector('#porch-h').textContent.trim()";
        assert_eq!(ben.asks::<String>(count, &[]).await, "4 comments", "it says how many");
        let line = "const at = document.querySelector('article'), line = getComputedStyle(at, '::after'); \
                    return line.borderInlineStartWidth === '1px' && line.borderInlineStartColor != getComputedStyle(at).color";
        assert!(ben.asks::<bool>(line, &[]).await, "a line is quieter than the words");
        let background: String = ben.asks("return getComputedStyle(document.body).backgroundColor", &[]).await;
        assert_eq!(background, if dark { "rgb(25, 26, 27)" } else { "rgb(255, 255, 255)" });
        assert!(ben.asks::<bool>("return document.documentElement.scrollWidth <= innerWidth", &[]).await);
        let axe = axe::source();
        ben.finds_no_barrier(axe).await;
    }
    fixture.closes().await;
}
