//! What people type, over the real socket: nothing is refused for what nobody sees, nothing seen is lost, nothing poses.

use porch_protocol::{CommentPosted, ErrorCode};
use porch_storage::sites::SiteChange;
use reqwest::Method;
use serde_json::{Value, json};

use crate::fixture::{Fixture, RYE, key, said};
use crate::limits::easy;

impl Fixture {
    /// Posts what is given beside the page, and reads what became of it.
    async fn takes(&self, words: Value) -> CommentPosted {
        let somebody = self.visitor("Amira");
        let mut all = somebody.words(RYE, "words");
        all.as_object_mut().unwrap().extend(words.as_object().unwrap().clone());
        let response = somebody.sends(Method::POST, "comments", &key(), all).await;
        assert_eq!(response.status().as_u16(), 201, "{words}");
        response.json().await.unwrap()
    }

    async fn feed_around(&self, posted: &CommentPosted) -> String {
        let thread = self.app.storage.comment("bakery", posted.comment.id).await.unwrap().unwrap().thread;
        let feed = format!("{}/c/bakery/{thread}/feed", self.address);
        reqwest::get(feed).await.unwrap().text().await.unwrap()
    }
}

#[tokio::test]
async fn what_comes_along_when_people_paste_is_left_out() {
    let fixture = Fixture::open().await;
    for (typed, shown) in [
        ("call \u{202A}+49 170 1234567\u{202C} please", "call +49 170 1234567 please"),
        ("soft\u{B}break", "soft\nbreak"),
        ("a\u{0}b\u{1B}c\u{9F}d\u{FFFE}e", "abcde"),
        ("\u{FEFF}one\u{2028}two\u{2067}\u{2069}", "one\ntwo"),
        ("Thanks[1] and [2].\n\n[1]: Smith\n[2]: Jones", "Thanks[1] and [2].\n[1]: Smith\n[2]: Jones"),
        ("[Update]: https://example.com/new", "[Update]: https://example.com/new"),
    ] {
        assert_eq!(said(&fixture.takes(json!({ "body": typed })).await.comment), shown, "{typed:?}");
    }
    for (typed, shown) in [("evil\u{202E}name", "evilname"), ("a\r\nBcc: x", "a Bcc: x"), ("A\u{7}d\u{FFFF}a", "Ada")] {
        let author = fixture.takes(json!({ "name": typed, "title": typed })).await.comment.author.unwrap();
        assert_eq!(author.name, shown, "{typed:?}");
    }
    let amira = fixture.visitor("Amira");
    let posted = amira.posts(RYE, "words").await;
    assert_eq!(amira.edits(&posted, 1, "other\u{202E} words").await.status().as_u16(), 200);
    let report = json!({ "reason": "this\u{0} is\u{202A} rude" });
    let reports = format!("comments/{}/reports", posted.comment.id);
    let answer = fixture.visitor("Ben").sends(Method::POST, &reports, &key(), report).await;
    assert!(answer.status().is_success(), "{}", answer.status());
}

#[tokio::test]
async fn no_name_title_or_body_carries_a_tower_of_marks() {
    let fixture = easy().await;
    let tower = format!("a{}", "\u{30D}\u{316}\u{302}\u{317}".repeat(12));
    let posted = fixture.takes(json!({ "name": tower, "title": tower, "body": tower })).await;
    let marks = |text: &str| text.chars().filter(|c| ('\u{300}'..='\u{36F}').contains(c)).count();
    assert!(marks(&posted.comment.author.clone().unwrap().name) <= 6);
    assert!(marks(&said(&posted.comment)) <= 6);
    let page = fixture.visitor("Ben").reads_the_page(RYE).await;
    // In the name, in the words, and in what the button of the menu is called.
    assert!(marks(&page) <= 18, "{}", marks(&page));
    let thread = fixture.visitor("Ben").reads(RYE).await;
    assert!(thread.title.is_some_and(|title| marks(&title) <= 6));
}

#[tokio::test]
async fn beside_a_link_that_says_another_address_stands_the_real_one_wherever_it_is_shown() {
    let fixture = easy().await;
    let amira = fixture.visitor("Amira");
    let posted = amira.posts(RYE, "[https://bank.example/login](https://evil.example/x)").await;
    let masked = amira.posts(RYE, "see https://p\u{430}ypal.example/ now").await;
    let parted = amira.posts(RYE, "[mybank](https://evil.example/x)**[.com](https://evil.example/x)**/login").await;
    let honest = amira.posts(RYE, "see [the oven](https://oven.example/) at https://bakery.example/rye").await;
    assert_eq!(said(&posted.comment), "https://bank.example/login (evil.example)");
    assert!(said(&masked.comment).contains("(xn--"), "{}", said(&masked.comment));
    assert_eq!(said(&parted.comment), "mybank (evil.example).com (evil.example)/login");
    assert_eq!(said(&honest.comment), "see the oven at https://bakery.example/rye");
    let plain = reqwest::get(format!("{}/c/bakery?page={RYE}", fixture.address)).await.unwrap().text().await.unwrap();
    let feed = fixture.feed_around(&posted).await;
    let fragment = amira.reads_the_page(RYE).await;
    for shown in [&plain, &feed, &fragment] {
        let (one, two) = ("https://bank.example/login", "mybank");
        assert_eq!(
            shown.matches("(evil.example)").count(),
            shown.matches(one).count() + 2 * shown.matches(two).count()
        );
        assert!(shown.contains("(evil.example)") && shown.contains("(xn--"), "{shown}");
        assert!(!shown.contains("(oven.example)"), "{shown}");
    }
    assert!(fragment.contains("rel=\"ugc nofollow noopener noreferrer\""), "{fragment}");
}

#[tokio::test]
async fn a_name_that_claims_to_speak_for_the_site_is_refused_like_one_of_the_team() {
    let fixture = Fixture::open().await;
    fixture.set(SiteChange { team: Some(vec!["Marta Bell".into()]), ..SiteChange::default() }).await;
    for name in [
        "Marta Bell (Owner)",
        "ᴍᴀʀᴛᴀ ʙᴇʟʟ",
        "Marta Bell ✓",
        "Moderator",
        "Support",
        "M\u{43E}d\u{435}rator",
        "Ana (Admin)",
        "Модератор",
        "Мoderator",
        "5upport",
        "Founder",
        "Bakery Team",
    ] {
        let refused = fixture.visitor(name).is_refused("I speak for the site", 422).await;
        assert_eq!(refused.code, ErrorCode::NameTaken, "{name}");
    }
    for name in ["Marta", "Owen Host", "Modesta Bell", "Guest", "Gus (guest)", "Ceola", "Bakery Fan"] {
        fixture.visitor(name).posts(RYE, "I only sound like somebody").await;
    }
}

#[tokio::test]
async fn a_guest_beside_a_name_is_refused_once_the_team_has_one() {
    let fixture = Fixture::open().await;
    fixture.visitor("Gus (guest)").posts(RYE, "I only look by").await;
    let thread = fixture.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap().unwrap();
    crate::host::expert_comes_in(&fixture, "Jonas", thread.id).await;
    for name in ["Gus (guest)", "Jonas (guest)", "Jonas, guest expert"] {
        let refused = fixture.visitor(name).is_refused("I am the expert", 422).await;
        assert_eq!(refused.code, ErrorCode::NameTaken, "{name}");
    }
    fixture.visitor("Guest").posts(RYE, "I only look by").await;
}

#[tokio::test]
async fn the_feed_is_xml_whatever_was_typed() {
    let fixture = Fixture::open().await;
    let posted = fixture.takes(json!({ "body": "a\u{FFFE}b\u{FFFF} &#xFFFE; &#8;", "name": "A\u{FFFE}da" })).await;
    let feed = fixture.feed_around(&posted).await;
    assert!(!feed.chars().any(porch_domain::text::is_outside_xml), "{feed:?}");
    assert!(feed.contains("<name>Ada</name>"), "{feed}");
}
