//! The language of what the server renders: the page's for a fragment, the visitor's for pages of its own.

use reqwest::{Client, redirect};

use crate::fixture::{BAKERY, Fixture, RYE};

/// Opens an address as a browser with this `Accept-Language` does.
async fn opens(fixture: &Fixture, path: &str, languages: &str) -> String {
    let request = Client::new().get(format!("{}{path}", fixture.address));
    let request = request.header("accept", "text/html").header("accept-language", languages);
    request.send().await.unwrap().text().await.unwrap()
}

#[tokio::test]
async fn a_fragment_is_in_the_nearest_language_to_the_page_s() {
    let fixture = Fixture::open().await;
    fixture.visitor("Amira").posts(RYE, "Which flour?").await;
    for (asked, lang, count) in [
        ("", "<section lang=\"en\" aria", ">1 comment<"),
        ("&lang=de-CH", "<section lang=\"de\" aria", ">1 Kommentar<"),
        ("&lang=ar-EG", "<section lang=\"ar\" dir=\"rtl\" aria", ">تعليق واحد<"),
        ("&lang=eo", "<section lang=\"en\" aria", ">1 comment<"),
    ] {
        let path = format!("/v1/sites/bakery/fragment?page={RYE}{asked}");
        // Twice: the second one comes out of the cache. What the browser asks for says nothing about the page.
        for _ in 0..2 {
            let html = opens(&fixture, &path, "de").await;
            assert!(html.contains(lang) && html.contains(count), "{asked}: {html}");
        }
    }
}

#[tokio::test]
async fn the_page_of_a_conversation_is_in_the_language_that_is_named_or_asked_for() {
    let fixture = Fixture::open().await;
    fixture.visitor("Amira").posts(RYE, "Which flour?").await;
    let path = format!("/c/bakery?page={RYE}");
    for (asked, languages, back) in [
        ("", "", "Back to the page"),
        ("", "fr, de;q=0.5", "Zurück zur Seite"),
        ("&lang=ar", "de", "العودة إلى الصفحة"),
        ("&lang=en", "de", "Back to the page"),
    ] {
        for _ in 0..2 {
            let html = opens(&fixture, &format!("{path}{asked}"), languages).await;
            assert!(html.contains(back), "{asked} {languages}: {html}");
        }
    }
    let german = opens(&fixture, &format!("{path}&lang=de"), "en").await;
    for part in
        ["<html lang=\"de\"", "1 Kommentar", "Sortierung: <b>Gespräche</b>", "order=newest&amp;lang=de", " UTC</time>"]
    {
        assert!(german.contains(part), "{part}: {german}");
    }
}

#[tokio::test]
async fn a_plain_form_is_answered_in_the_language_of_its_page() {
    let fixture = Fixture::open().await;
    let client = Client::builder().redirect(redirect::Policy::none()).build().unwrap();
    let sends = async |body: &str, lang: &str, accept: &str| {
        let fields = [("page", RYE), ("name", "Noor"), ("body", body), ("lang", lang)];
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = client.post(format!("{}/c/bakery", fixture.address)).header("origin", BAKERY).body(body);
        let request = request.header("content-type", "application/x-www-form-urlencoded").header("accept", accept);
        request.send().await.unwrap()
    };
    let refused = sends("", "de", "application/json").await.text().await.unwrap();
    assert!(refused.contains("Schreiben Sie zuerst ein paar Worte."), "{refused}");
    let refused = sends("", "ar", "text/html").await.text().await.unwrap();
    assert!(refused.contains("اكتب كلمة أو كلمتين أولًا."), "{refused}");
    let posted = sends("Ohne Skript.", "de-AT", "text/html").await;
    let place = posted.headers()["location"].to_str().unwrap().to_owned();
    assert!(place.contains("&lang=de"), "{place}");
}

#[tokio::test]
async fn small_pages_are_in_the_language_that_the_browser_asks_for() {
    let fixture = Fixture::open().await;
    for (path, german) in [
        ("/", "Zum Dashboard"),
        ("/nothing", "Unter dieser Adresse gibt es nichts."),
        ("/c/nobody", "Diese Kommentare sind nicht hier."),
        ("/mail/bakery/unknown", "Abbestellen"),
    ] {
        let page = opens(&fixture, path, "de-DE,de;q=0.9").await;
        assert!(page.contains(german) && page.contains("<html lang=\"de\" dir=\"ltr\">"), "{path}: {page}");
        let page = opens(&fixture, path, "ar").await;
        assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">"), "{path}: {page}");
    }
    let home = opens(&fixture, "/", "ar").await;
    assert!(home.contains("<code dir=\"ltr\">porch token --name &quot;اسمك&quot;</code>"), "{home}");
}

#[tokio::test]
async fn the_page_of_the_dashboard_says_in_the_language_of_the_browser_that_it_was_not_loaded() {
    let fixture = Fixture::open().await;
    for (address, languages, parts) in [
        ("", "de-AT, en", ["<html lang=\"de\" dir=\"ltr\">", "Das Dashboard wurde nicht geladen.", "/host/\">Erneut"]),
        ("?site=bakery", "ar", ["<html lang=\"ar\" dir=\"rtl\">", "لم تُحمَّل", "/host/?site=bakery\">إعادة"]),
        // What nobody knows does not come into the page.
        ("?site=\"><b>", "eo", ["<html lang=\"en\" dir=\"ltr\">", "The dashboard didn’t load.", "/host/\">Try again"]),
    ] {
        let html = opens(&fixture, &format!("/host/{address}"), languages).await;
        if html.contains("built without the dashboard") {
            return println!("skipped: built without the dashboard");
        }
        for part in parts {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(html.contains("<code dir=\"ltr\">porch --help</code></noscript>"), "{html}");
    }
}
