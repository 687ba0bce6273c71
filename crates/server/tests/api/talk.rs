//! The talk as a page of its own: reading without a script, writing by a plain form.

use porch_class_macros::selector;
use porch_domain::moderation::team_decision::DecisionKind;
use porch_protocol::{CommentPosted, Role};
use porch_storage::sites::{Hold, SiteChange};
use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Client, Method, StatusCode, redirect};
use serde_json::json;

use crate::fixture::{BAKERY, Fixture, RYE, key};
use crate::review::Host;

fn client() -> Client {
    Client::builder().redirect(redirect::Policy::none()).build().unwrap()
}

#[tokio::test]
async fn a_form_posts_once_and_leads_back_to_the_words() {
    let fixture = Fixture::open().await;
    let key = key();
    let form =
        [("page", RYE), ("title", "Rye"), ("parent", ""), ("name", "Noor"), ("body", "No script here."), ("key", &key)];
    let url = format!("{}/c/bakery", fixture.address);
    let mut places = Vec::new();
    for _ in 0..2 {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request = client().post(&url).header("origin", &fixture.address).body(body);
        let response = request.header("content-type", "application/x-www-form-urlencoded").send().await.unwrap();
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
        assert!(response.headers().get("set-cookie").is_none(), "always as a newcomer");
        places.push(response.headers()["location"].to_str().unwrap().to_owned());
    }
    assert_eq!(places[0], places[1]);
    let read = fixture.visitor("Ben").reads(RYE).await;
    assert_eq!(read.total, 1);
    assert!(places[0].ends_with(&read.comments[0].id.anchor()));
    let page = reqwest::get(&places[0]).await.unwrap().text().await.unwrap();
    assert!(page.contains("No script here.") && page.contains("<title>Rye · bakery.example</title>"));
}

#[tokio::test]
async fn the_page_reads_from_where_its_title_does_and_every_field_from_where_its_words_do() {
    let fixture = Fixture::open().await;
    let talk = |title: &str| {
        let form = [("page", RYE), ("title", title), ("name", "אורי"), ("body", "טעים")];
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request =
            client().post(format!("{}/c/bakery", fixture.address)).header("origin", &fixture.address).body(body);
        request.header("content-type", "application/x-www-form-urlencoded").send()
    };
    let answer = talk("לחם <שיפון>").await.unwrap();
    let page = reqwest::get(answer.headers()["location"].to_str().unwrap()).await.unwrap().text().await.unwrap();
    // The browser takes the first letter below an element that is told to look for itself, but for those in a `bdi`.
    let (_, body) = page.split_once("<body ").unwrap();
    assert!(body.split('>').next().unwrap().contains("dir=\"auto\""), "{body}");
    let first = body.split(['<', '>']).skip(1).step_by(2).find(|text| !text.trim().is_empty());
    assert_eq!(first, Some("לחם &lt;שיפון&gt;"), "{body}");
    // An empty field that is told to look for itself reads from the left whatever the page does: the style says it.
    let fields = body.split('<').filter(|tag| tag.starts_with("textarea") || tag.contains("name=\"name\""));
    assert!(fields.clone().count() > 3 && fields.clone().all(|tag| !tag.contains("dir=")), "{body}");
    let styles = page.split("rel=\"stylesheet\" href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let mut plain = Vec::new();
    for style in styles {
        let style = reqwest::get(format!("{}{style}", fixture.address)).await.unwrap().text().await.unwrap();
        for (field, rule) in [
            (selector!(".composer-card textarea:not(:placeholder-shown)"), "{unicode-bidi:plaintext}"),
            (selector!(".composer-foot input"), "{unicode-bidi:plaintext"),
        ] {
            plain.extend(style.contains(&format!("{field}{rule}")).then_some(field));
        }
    }
    assert_eq!(plain.len(), 2, "a field reads from where its words do: {plain:?}");
    assert!(body.contains("<bdi part=\"author\">אורי</bdi>") && body.contains("<div part=\"body\" dir=\"auto\">"));
}

#[tokio::test]
async fn a_refused_form_keeps_the_words() {
    let fixture = Fixture::open().await;
    let body = "page=https%3A%2F%2Fbakery.example%2Frye&name=&body=precious+%3Cwords%3E";
    let request = client().post(format!("{}/c/bakery", fixture.address)).header("origin", BAKERY).body(body);
    let response = request.header("content-type", "application/x-www-form-urlencoded").send().await.unwrap();
    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = response.text().await.unwrap();
    assert!(page.contains("precious &lt;words&gt;"), "{page}");
}

/// Sends a plain form from a page of the bakery; `accept` is what its sender can read.
async fn sends(fixture: &Fixture, fields: &[(&str, &str)], accept: &str) -> reqwest::Response {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request =
        client().post(format!("{}/c/bakery", fixture.address)).header("origin", BAKERY).header("accept", accept);
    request.header("content-type", "application/x-www-form-urlencoded").body(body).send().await.unwrap()
}

#[tokio::test]
async fn words_that_wait_lead_to_a_sentence_that_says_who_reads_them() {
    let fixture = Fixture::open().await;
    let (ahead, yours) = ("Everyone can see this once the team has read it", ": it is your first comment here");
    for (hold, ahead, first) in [
        (Hold::First, format!("{ahead}{yours}."), "The team reads first comments before others see them."),
        (Hold::All, format!("{ahead}."), "The team reads comments before others see them."),
    ] {
        fixture.set(SiteChange { hold: Some(hold), ..SiteChange::default() }).await;
        let before =
            reqwest::get(format!("{}/c/bakery?page={RYE}", fixture.address)).await.unwrap().text().await.unwrap();
        assert!(before.contains(&format!("<small>{ahead}")) && !before.contains("id=\"held\""), "{before}");
        let form = [("page", RYE), ("name", "Noor"), ("body", "No script here.")];
        let answer = sends(&fixture, &form, "text/html").await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        let place = answer.headers()["location"].to_str().unwrap().to_owned();
        assert!(place.ends_with("#held"), "{place}");
        let page = reqwest::get(place).await.unwrap().text().await.unwrap();
        let (_, said) = page.split_once("id=\"held\"").unwrap();
        let said = said.split_once("<p>").unwrap().1;
        assert!(said.starts_with(&format!("Thank you. {first}<")), "{said}");
    }
    // Whatever the address says, the page says nothing but its own sentences.
    let odd = format!("{}/c/bakery?page={RYE}&held=<blink>", fixture.address);
    let page = reqwest::get(odd).await.unwrap().text().await.unwrap();
    assert!(page.contains("Thank you. The team reads this one before others see it.") && !page.contains("<blink>"));
}

#[tokio::test]
async fn a_script_without_webassembly_is_answered_with_a_sentence() {
    let fixture = Fixture::open().await;
    let json = "application/json";
    let read = async |answer: reqwest::Response| {
        assert_eq!(answer.headers()["access-control-allow-origin"], BAKERY);
        assert!(answer.headers().get("set-cookie").is_none(), "always as a newcomer");
        (answer.status().as_u16(), answer.json::<serde_json::Value>().await.unwrap())
    };
    let words = "粉".repeat(5_000);
    let form = [("page", RYE), ("name", "Noor"), ("body", &*words)];
    let (code, said) = read(sends(&fixture, &form, json).await).await;
    assert_eq!((code, said["said"].as_str()), (201, Some("Your comment is up.")), "they fit in every script");
    let id = fixture.visitor("Ben").reads(RYE).await.comments[0].id;
    assert_eq!(said["id"], json!(id));
    let nameless = [("page", RYE), ("name", ""), ("body", "hello")];
    let expected = json!({ "said": "Which name shall we show?", "field": "name" });
    assert_eq!(read(sends(&fixture, &nameless, json).await).await, (422, expected));
    fixture.set(SiteChange { hold: Some(Hold::All), ..SiteChange::default() }).await;
    let held = [("page", RYE), ("name", "Noor"), ("body", "And the crust?")];
    let expected = json!({ "said": "Thank you, Noor. The team reads comments before others see them." });
    assert_eq!(read(sends(&fixture, &held, json).await).await, (202, expected));
    // A key that is none, or was used for other words: no script is there that a reload would renew.
    let odd = [("page", RYE), ("name", "Noor"), ("body", "Other words"), ("key", "not one of ours, twice as long")];
    sends(&fixture, &odd, json).await;
    let odd = [("page", RYE), ("name", "Noor"), ("body", "Once more"), ("key", "not one of ours, twice as long")];
    for accept in [json, "text/html"] {
        let answer = sends(&fixture, &odd, accept).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let said = answer.text().await.unwrap();
        assert!(said.contains("send it once more") && !said.contains("eload"), "{said}");
    }
}

#[tokio::test]
async fn somebody_of_the_team_who_is_refused_by_a_plain_form_is_led_to_the_dashboard() {
    let fixture = Fixture::open().await;
    let asked = fixture.visitor("Amira").posts(RYE, "How sour is it?").await;
    crate::host::invited(&fixture, "Marta", Role::Owner).await;
    let parent = asked.comment.id.to_string();
    let page = format!("{}/host/?site=bakery#page=", fixture.address);
    let comment = format!("{}/host/?site=bakery#comment={parent}", fixture.address);
    for (parent, place) in [("", page.as_str()), (parent.as_str(), comment.as_str())] {
        let form = [("page", RYE), ("parent", parent), ("name", "Marta"), ("body", "Quite sour.")];
        let answer = sends(&fixture, &form, "text/html").await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let html = answer.text().await.unwrap();
        let link = html.split("<a ").find(|link| link.contains("Is it you?"));
        // The page lies on the same server.
        let own = place.strip_prefix(&fixture.address).unwrap();
        assert!(link.is_some_and(|link| link.contains(&format!("href=\"{own}"))), "{place}: {html}");
        assert!(html.contains("Quite sour."), "the words are there");
        let said: serde_json::Value = sends(&fixture, &form, "application/json").await.json().await.unwrap();
        assert!(said["said"].as_str().unwrap().contains(place), "{said}");
    }
    // Any other refusal leads nowhere else.
    for name in ["", &"n".repeat(65)] {
        let form = [("page", RYE), ("name", name), ("body", "Quite sour.")];
        assert!(!sends(&fixture, &form, "text/html").await.text().await.unwrap().contains("Is it you?"));
        assert!(!sends(&fixture, &form, "application/json").await.text().await.unwrap().contains("/host/"));
    }
}

#[tokio::test]
async fn a_form_that_comes_when_the_page_has_closed_keeps_the_words() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    fixture.visitor("Amira").posts(RYE, "How sour is it?").await;
    let thread = fixture.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap().unwrap().id;
    marta.asks(Method::PATCH, &format!("pages/{thread}"), Some(json!({ "closed": true }))).await;
    let body = "page=https%3A%2F%2Fbakery.example%2Frye&name=Noor&body=precious+%3Cwords%3E";
    let request = client().post(format!("{}/c/bakery", fixture.address)).header("origin", BAKERY).body(body);
    let response = request.header("content-type", "application/x-www-form-urlencoded").send().await.unwrap();
    assert_eq!(response.status(), StatusCode::CONFLICT);
    let page = response.text().await.unwrap();
    assert!(page.contains("Comments are closed") && page.contains("precious &lt;words&gt;"), "{page}");
}

/// The value of a hidden field.
fn hidden(form: &str, name: &str) -> String {
    let before = form.split(&format!(" type=\"hidden\" name=\"{name}\"")).next().unwrap();
    before.rsplit("value=\"").next().unwrap().trim_end_matches('"').to_owned()
}

#[tokio::test]
async fn a_refused_reply_is_still_a_reply() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let amira = fixture.visitor("Amira <3");
    let opening = amira.posts(RYE, "How sour is it?").await;
    let parent = opening.comment.id.to_string();
    let (key, url) = (key(), format!("{}/c/bakery", fixture.address));
    let sends = async |fields: &[(&str, &str)]| {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = client().post(&url).header("origin", &fixture.address).body(body);
        request.header("content-type", "application/x-www-form-urlencoded").send().await.unwrap()
    };
    let reply = [("page", RYE), ("parent", &*parent), ("key", &*key), ("body", "Very <sour>.")];
    let mut page = sends(&reply).await.text().await.unwrap();
    for _ in 0..2 {
        let composer = page.split("<form").nth(1).unwrap().split("</form>").next().unwrap();
        assert!(composer.contains("Reply to Amira &lt;3") && composer.contains("Very &lt;sour&gt;."), "{composer}");
        let field = |name| hidden(composer, name);
        let keys = page.matches(&format!("value=\"{}\"", field("key"))).count();
        assert_eq!(keys, 1, "the form below what is answered has a key of its own");
        let again = [("page", RYE), ("parent", &*field("parent")), ("key", &*field("key")), ("body", "Very <sour>.")];
        page = sends(&again).await.text().await.unwrap();
    }
    let composer = page.split("<form").nth(1).unwrap();
    let kept = hidden(composer, "parent");
    let named = [("page", RYE), ("parent", &*kept), ("name", "Noor"), ("body", "Very <sour>.")];
    assert_eq!(sends(&named).await.status(), StatusCode::SEE_OTHER);
    let read = fixture.visitor("Ben").reads(RYE).await;
    assert_eq!(
        read.comments.iter().map(|comment| comment.parent).collect::<Vec<_>>(),
        [None, Some(opening.comment.id)]
    );

    // Where it is gone meanwhile, the words are not made into something else.
    marta.decides("remove", Some("Rule 2"), &[&opening]).await;
    let page = sends(&named).await.text().await.unwrap();
    // The reply of before is in the list below.
    let (above, _) = page.split_once("<ol part=\"list\"").unwrap();
    let (_, fields) = above.split_once("<main>").unwrap();
    assert!(fields.contains("any more") && fields.matches("Very &lt;sour&gt;.").count() == 1, "{fields}");
    let given_back = fields.split("</form>").nth(1).unwrap();
    assert!(given_back.contains("readonly") && given_back.contains("Very &lt;sour&gt;."), "{fields}");
}

#[tokio::test]
async fn a_form_of_another_origin_is_refused() {
    let fixture = Fixture::open().await;
    for origin in [Some("https://evil.example"), Some("null"), None] {
        let mut headers = HeaderMap::new();
        headers.insert("content-type", HeaderValue::from_static("application/x-www-form-urlencoded"));
        if let Some(origin) = origin {
            headers.insert("origin", HeaderValue::from_static(origin));
        }
        let request = client().post(format!("{}/c/bakery", fixture.address)).headers(headers);
        let response = request.body("page=https://bakery.example/rye&name=M&body=hi").send().await.unwrap();
        assert_eq!(response.status(), StatusCode::FORBIDDEN, "{origin:?}");
    }
}

#[tokio::test]
async fn nothing_runs_on_the_page_and_its_facts_are_data() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("</script><script>alert(1)</script>");
    let mut words = amira.words(RYE, "</script><img src=x onerror=alert(1)>");
    words["title"] = "</title><script>alert(2)</script>".into();
    amira.sends(Method::POST, "comments", &key(), words).await;
    let response = reqwest::get(format!("{}/c/bakery?page={RYE}", fixture.address)).await.unwrap();
    let policy = response.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("script-src"));
    let page = response.text().await.unwrap();
    assert_eq!(page.matches("<script").count(), 1, "only the facts: {page}");
    assert!(!page.contains("<img"));
    let facts = page.split("application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
    let facts: serde_json::Value = serde_json::from_str(facts).unwrap();
    assert_eq!(facts["mainEntity"][0]["author"]["name"], amira.name);
}

#[tokio::test]
async fn a_feed_names_what_replies_answer() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira & Co");
    let opening = amira.posts(RYE, "A < B").await;
    amira.replies(RYE, &opening, "indeed").await;
    let thread = fixture.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap().unwrap();
    let feed = reqwest::get(format!("{}/c/bakery/{}/feed", fixture.address, thread.id)).await.unwrap();
    assert_eq!(feed.headers()["content-type"], "application/atom+xml; charset=utf-8");
    let feed = feed.text().await.unwrap();
    assert!(feed.contains("A &lt; B") && feed.contains("Amira &amp; Co"));
    assert!(feed.contains(&format!("<thr:in-reply-to ref=\"urn:uuid:{}\"/>", opening.comment.id)));
}

/// What the page's own page says its title is.
async fn title(fixture: &Fixture) -> Option<String> {
    let page = reqwest::get(format!("{}/c/bakery?page={RYE}", fixture.address)).await.unwrap().text().await.unwrap();
    let title = page.split("<title>").nth(1).unwrap().split("</title>").next().unwrap();
    let title = title.strip_suffix(" · bakery.example").unwrap();
    Some(title.to_owned()).filter(|title| title != "Conversation")
}

#[tokio::test]
async fn a_title_is_shown_only_while_the_words_are_that_it_came_with() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let posts = async |name: &str, title: &str| {
        let person = fixture.visitor(name);
        let mut words = person.words(RYE, "Some words");
        words["title"] = title.into();
        person.sends(Method::POST, "comments", &key(), words).await.json::<CommentPosted>().await.unwrap()
    };
    let hold = async |hold| fixture.set(SiteChange { hold: Some(hold), ..SiteChange::default() }).await;
    hold(Hold::All).await;
    let first = posts("Eve", "Eve was here").await;
    assert_eq!(title(&fixture).await, None);
    // A page that is closed for a while stands at another place, and shows no more than before.
    let thread = fixture.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap().unwrap().id;
    for closed in [true, false] {
        marta.asks(Method::PATCH, &format!("pages/{thread}"), Some(json!({ "closed": closed }))).await;
        assert_eq!(title(&fixture).await, None);
    }
    hold(Hold::Off).await;
    fixture.visitor("Ben").posts(RYE, "No title").await;
    assert_eq!(title(&fixture).await, None);
    let shown = posts("Amira", "Rye").await;
    posts("Noor", "Another").await;
    assert_eq!(title(&fixture).await.as_deref(), Some("Rye"));
    // Whoever is let in late finds it said already.
    fixture.decides(DecisionKind::Approve, &first, "").await.unwrap();
    assert_eq!(title(&fixture).await.as_deref(), Some("Rye"));
    fixture.decides(DecisionKind::Remove, &shown, "Rule 2").await.unwrap();
    assert_eq!(title(&fixture).await.as_deref(), Some("Rye"), "a stub is left of it");
    fixture.decides(DecisionKind::Spam, &shown, "").await.unwrap();
    assert_eq!(title(&fixture).await, None);
    fixture.decides(DecisionKind::NotSpam, &shown, "").await.unwrap();
    assert_eq!(title(&fixture).await.as_deref(), Some("Rye"));
}

#[tokio::test]
async fn a_title_waits_with_the_words_that_wait() {
    let fixture = Fixture::open().await;
    fixture.set(SiteChange { hold: Some(Hold::All), ..SiteChange::default() }).await;
    let amira = fixture.visitor("Amira");
    let mut words = amira.words(RYE, "Some words");
    words["title"] = "Rye".into();
    let posted = amira.sends(Method::POST, "comments", &key(), words).await;
    let posted: CommentPosted = posted.json().await.unwrap();
    let edit = json!({ "body": "Better words", "version": posted.comment.version });
    let edited = amira.sends(Method::PATCH, &format!("comments/{}", posted.comment.id), &key(), edit).await;
    assert_eq!(edited.status(), StatusCode::ACCEPTED);
    assert_eq!(title(&fixture).await, None);
    fixture.decides(DecisionKind::Approve, &posted, "").await.unwrap();
    assert_eq!(title(&fixture).await.as_deref(), Some("Rye"));
}

#[tokio::test]
async fn what_comes_back_stands_where_it_stood() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let words = ["first", "second", "third"];
    let first = amira.posts(RYE, words[0]).await;
    for word in &words[1..] {
        amira.posts(RYE, word).await;
    }
    let thread = fixture.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap().unwrap();
    let (feed, page) = (
        format!("{}/c/bakery/{}/feed", fixture.address, thread.id),
        format!("{}/c/bakery?page={RYE}", fixture.address),
    );
    // Each is read in between, so that what is known is carried on rather than loaded again.
    for decided in [None, Some(DecisionKind::Spam), Some(DecisionKind::NotSpam)] {
        if let Some(verb) = decided {
            fixture.decides(verb, &first, "").await.unwrap();
        }
        let read = async |url: &str| reqwest::get(url).await.unwrap().text().await.unwrap();
        let (feed, facts) = (read(&feed).await, read(&page).await);
        let facts = facts.split("application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap().to_owned();
        if decided != Some(DecisionKind::Spam) {
            let places = |text: &str, words: [&str; 3]| words.map(|word| text.find(word).unwrap()).is_sorted();
            // The latest conversation stands first, on the page as in its facts.
            let latest_first = ["third", "second", "first"];
            assert!(places(&facts, latest_first), "{decided:?}: {facts}");
            assert!(places(&feed, latest_first), "{decided:?}: {feed}");
        }
    }
}
