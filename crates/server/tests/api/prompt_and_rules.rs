//! The opening question and the house rules: seen by readers at once, on the site and on single pages.

use porch_domain::page::page_of_site;
use porch_protocol::WelcomeWords;
use porch_server::team::{OPERATOR, prompt_and_rules};

use crate::fixture::{Fixture, RYE};

fn words(question: Option<&str>, rules: Option<&[&str]>) -> WelcomeWords {
    WelcomeWords {
        question: question.map(Into::into),
        rules: rules.map(|rules| rules.iter().map(ToString::to_string).collect()),
        by: Some("Marta".into()),
    }
}

async fn set(fixture: &Fixture, page: Option<&str>, words: WelcomeWords) {
    let origins = &fixture.app.site("bakery").unwrap().origins;
    let page = page.map(|page| page_of_site(page, origins).unwrap().key);
    prompt_and_rules::set(&fixture.app, "bakery", page, words, OPERATOR).await.unwrap();
}

#[tokio::test]
async fn a_question_and_rules_are_on_every_page_before_anybody_has_spoken() {
    let fixture = Fixture::open().await;
    let ben = fixture.visitor("Ben");
    assert!(!ben.reads_the_page(RYE).await.contains("Marta"));
    set(&fixture, None, words(Some("What <b>went</b> wrong?"), Some(&["be concrete", "no ads"]))).await;

    let html = ben.reads_the_page(RYE).await;
    for part in [
        "\u{2068}Marta\u{2069} asks",
        "What &lt;b&gt;went&lt;/b&gt; wrong?",
        "House rules by \u{2068}Marta\u{2069}",
        "be concrete",
        "no ads",
    ] {
        assert!(html.contains(part), "{part} is missing: {html}");
    }
    let page = ben.reads(RYE).await;
    assert_eq!(page.welcome.question.as_deref(), Some("What <b>went</b> wrong?"));

    // The state has a name of its own, so that nobody keeps the old one.
    set(&fixture, None, words(Some("And now?"), None)).await;
    let later = ben.reads(RYE).await;
    assert_ne!(page.version, later.version);
    assert!(later.welcome.rules.is_empty());
}

#[tokio::test]
async fn a_page_has_its_own_words_and_takes_them_along_when_it_moves() {
    let fixture = Fixture::open().await;
    let ben = fixture.visitor("Ben");
    ben.posts(RYE, "Mine fell.").await;
    set(&fixture, None, words(Some("What went wrong?"), Some(&["be concrete"]))).await;
    set(&fixture, Some(RYE), words(Some("Rye or wheat?"), Some(&[]))).await;
    let shown = ben.reads(RYE).await.welcome;
    assert_eq!((shown.question.as_deref(), shown.rules.len()), (Some("Rye or wheat?"), 0));
    let elsewhere = ben.reads("https://bakery.example/wheat").await.welcome;
    assert_eq!((elsewhere.question.as_deref(), elsewhere.rules.len()), (Some("What went wrong?"), 1));

    let origins = &fixture.app.site("bakery").unwrap().origins;
    let key = |page: &str| page_of_site(page, origins).unwrap().key;
    let to = "https://bakery.example/dark-rye";
    fixture.app.storage.move_page("bakery".into(), key(RYE), (key(to), to.into()), fixture.clock.now()).await.unwrap();
    for address in [to, RYE] {
        assert_eq!(ben.reads(address).await.welcome.question.as_deref(), Some("Rye or wheat?"), "{address}");
    }
}

#[tokio::test]
async fn who_has_been_here_a_while_is_not_shown_the_rules_any_more() {
    let fixture = Fixture::open().await;
    let ben = fixture.visitor("Ben");
    for (words, regular) in [("One.", false), ("Two.", false), ("Three.", true)] {
        ben.posts(RYE, words).await;
        assert_eq!(ben.me(RYE).await.regular, regular, "after {words}");
    }
}
