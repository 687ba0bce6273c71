//! What is personal in the address of a page is stored nowhere; and browsers are told to come by https.

use porch_server::clock::Clock;
use porch_server::config::Settings;
use porch_server::http::router;
use porch_server::{App, config::Limits};
use reqwest::Method;
use tower::ServiceExt;

use crate::attacks::changed;
use crate::fixture::{BAKERY, Fixture, RYE, key};

/// What no file may hold.
const SECRETS: [&str; 4] = [
    "s3cr3t-of-a-link",
    "amira.lovelace@example.org",
    "amira.lovelace%40example.org",
    "amira.lovelace%2540example.org",
];

fn address() -> String {
    let [secret, _, mail, mail_again] = SECRETS;
    format!("{RYE};token={secret}?token={secret}&p=7;oobCode={secret}&user[email]=x&email={mail}&next={mail_again}")
}

#[tokio::test]
async fn a_token_and_a_mail_address_in_a_page_are_in_no_file_and_make_no_page_of_their_own() {
    let fixture = Fixture::open().await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    let encoded: String = url::form_urlencoded::byte_serialize(address().as_bytes()).collect();
    let mut words = amira.words(&address(), "from a mailed link");
    words["title"] = serde_json::json!("Rye");
    assert_eq!(amira.sends(Method::POST, "comments", &key(), words).await.status(), 201);
    for rest in ["fragment", "thread", "me"] {
        let text = amira.gets(&format!("{rest}?page={encoded}")).await.text().await.unwrap();
        assert!(SECRETS.iter().all(|secret| !text.contains(secret)), "{rest}: {text}");
    }
    let page =
        reqwest::get(format!("{}/c/bakery?page={encoded}", fixture.address)).await.unwrap().text().await.unwrap();
    assert!(page.contains("from a mailed link") && SECRETS.iter().all(|secret| !page.contains(secret)));
    assert_eq!(ben.reads(&format!("{RYE}?p=7")).await.total, 1, "the page is everybody's");
    let folder = fixture.end().await;
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            let holds = |secret: &str| bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(SECRETS.iter().all(|secret| !holds(secret)), "{}", path.display());
        }
    }
}

#[tokio::test]
async fn addresses_that_were_kept_with_somebodys_own_in_them_are_cleaned_at_the_next_start() {
    let fixture = Fixture::open().await;
    for (page, body) in [("a", "the first"), ("b", "the second"), ("c", "elsewhere")] {
        fixture.visitor("Amira").posts(&format!("{BAKERY}/{page}"), body).await;
        fixture.pass(60);
    }
    let old = "update threads set page_key = 'bakery.example/rye?email=' || substr(page_key, 16) || '%40example.org',
                 url = 'https://bakery.example/rye?email=' || substr(page_key, 16) || '%40example.org'
               where page_key <> 'bakery.example/c' and $1 = 0";
    let fixture = changed(fixture, old, 0).await;
    let fixture = changed(fixture, "delete from meta where key = 'addresses' and $1 = 0", 0).await;
    let ben = fixture.visitor("Ben");
    // The one on which somebody spoke last is the page's; the other is kept, and found by the team.
    assert_eq!(ben.reads(RYE).await.comments.iter().map(crate::fixture::said).collect::<Vec<_>>(), ["the second"]);
    assert_eq!(ben.reads(&format!("{BAKERY}/c")).await.total, 1);
    let query = porch_storage::pages::PageQuery::default();
    let pages = fixture.app.storage.pages("bakery", &query, 10).await.unwrap();
    assert_eq!(pages.iter().map(|page| page.url.as_str()).collect::<Vec<_>>(), [&*format!("{BAKERY}/c"), RYE, RYE]);
    let kept = reqwest::get(format!("{}/c/bakery/{}", fixture.address, pages[2].thread)).await.unwrap();
    assert!(kept.text().await.unwrap().contains("the first"));
}

#[tokio::test]
async fn browsers_are_told_to_come_by_https_where_that_is_how_they_come() {
    for (url, told) in [("https://talk.example", true), ("http://127.0.0.1:8080", false)] {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings { public_url: Some(url.into()), limits: Some(Limits::Off), ..Settings::default() };
        let app = App::open(folder.path(), settings.check().unwrap(), Clock::default()).await.unwrap();
        let site = porch_storage::sites::Site {
            name: None,
            id: "bakery".into(),
            origins: vec![BAKERY.into()],
            hold: porch_storage::sites::Hold::Off,
            closed: false,
            created_at: app.clock.now(),
        };
        app.storage.add_site(site).await.unwrap();
        for path in
            [format!("/c/bakery?page={RYE}"), "/mail/bakery/x".into(), format!("/v1/sites/bakery/fragment?page={RYE}")]
        {
            let request = http::Request::get(&path).body(axum::body::Body::empty()).unwrap();
            let answer = router(app.clone()).oneshot(request).await.unwrap();
            assert_eq!(answer.status(), 200, "{path}");
            let year = answer.headers().get("strict-transport-security").map(|value| value.to_str().unwrap());
            assert_eq!(year, told.then_some("max-age=31536000"), "{url}{path}");
        }
    }
}
