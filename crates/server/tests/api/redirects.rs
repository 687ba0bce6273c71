//! Where the server leads (THREATS, T23): to addresses of its own, or of the site's pages, whatever a request says.

use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use url::Url;

use crate::fixture::{BAKERY, Fixture, RYE, key};
use crate::wait::PATIENCE;

/// Addresses that a browser takes for another host's, or that begin like one.
const ELSEWHERE: [&str; 15] = [
    "//evil.example",
    "///evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https://evil.example/",
    "HTTPS://EVIL.EXAMPLE/",
    "/\\evil.example",
    "\\\\evil.example",
    "/%09/evil.example",
    "%2F%2Fevil.example",
    "%5C%5Cevil.example",
    "https://bakery.example@evil.example/",
    "https://bakery.example.evil.example/",
    "javascript:alert(1)//evil.example",
    "data:text/html,evil.example",
];
/// What programs call the address to which they lead on.
const NAMES: [&str; 12] = [
    "next",
    "return_to",
    "return",
    "redirect",
    "redirect_uri",
    "continue",
    "back",
    "url",
    "to",
    "dest",
    "server",
    "page",
];

/// A request as it stands on the wire: libraries would mend its address first. Returns the head and the body.
async fn says(fixture: &Fixture, target: &str) -> (String, String) {
    let mut connection =
        TcpStream::connect(fixture.app.config.public_origin.trim_start_matches("http://")).await.unwrap();
    let request = format!(
        "GET {target} HTTP/1.1\r\nhost: evil.example\r\nx-forwarded-host: evil.example\r\nx-forwarded-proto: https\r\n\
         forwarded: host=evil.example;proto=https\r\nx-original-url: //evil.example\r\nreferer: https://evil.example/\r\n\
         connection: close\r\n\r\n"
    );
    connection.write_all(request.as_bytes()).await.unwrap();
    let mut said = Vec::new();
    let reading = async {
        while connection.read_buf(&mut said).await.unwrap() > 0 {
            // A stream has no end; its head says all that is asked for here.
            let text = String::from_utf8_lossy(&said);
            if text.contains("text/event-stream") && text.contains("\r\n\r\n") {
                break;
            }
        }
    };
    assert!(tokio::time::timeout(PATIENCE, reading).await.is_ok(), "{target} has no end");
    let said = String::from_utf8_lossy(&said).into_owned();
    let (head, body) = said.split_once("\r\n\r\n").unwrap_or((&said, ""));
    (head.to_ascii_lowercase(), body.to_owned())
}

/// The addresses that an answer leads to: in its head, and in the attributes of a page or feed.
fn addresses(head: &str, body: &str) -> Vec<String> {
    let named = ["location", "refresh", "link", "content-location"];
    let lines = head.lines().filter_map(|line| line.split_once(": "));
    let in_head = lines.filter(|(name, _)| named.contains(name)).map(|(_, value)| value.to_owned());
    let mut all: Vec<String> = in_head.collect();
    if head.contains("content-type: text/html") || head.contains("xml") {
        for name in ["href", "src", "action", "formaction", "server"] {
            let begin = format!(" {name}=\"");
            let parts = body.split(begin.as_str()).skip(1).filter_map(|part| part.split('"').next());
            all.extend(parts.map(|part| part.replace("&amp;", "&")));
        }
        assert!(!body.contains("http-equiv=\"refresh\""), "{body}");
    }
    all
}

/// Whether an address that stands in an answer of this server leads to the server, or to a page of the site.
fn is_home(fixture: &Fixture, address: &str) -> bool {
    let own = Url::parse(&fixture.address).unwrap();
    let led = own.join(address).unwrap();
    led.origin() == own.origin() || led.origin().ascii_serialization() == BAKERY || address == "data:,"
}

/// Every address that is asked for with GET, those of the table and those that are not documented.
async fn places(fixture: &Fixture) -> Vec<String> {
    let posted = fixture.visitor("Amira").posts(RYE, "How sour is it?").await;
    let thread = fixture.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap().unwrap().id;
    let document: Value = serde_json::to_value(porch_server::http::openapi::document()).unwrap();
    let documented = document["paths"].as_object().unwrap().iter().filter(|(_, item)| item.get("get").is_some());
    let documented = documented.map(|(path, _)| {
        path.replace("{site}", "bakery")
            .replace("{thread}", &thread.to_string())
            .replace("{id}", &posted.comment.id.to_string())
            .replace("{token}", "nobodys")
            .replace("{person}", "somebody")
            .replace("{kind}", "akismet")
    });
    ["/", "/host", "/host/", "/nothing"].into_iter().map(str::to_owned).chain(documented).collect()
}

async fn leads_home_alone(fixture: &Fixture) {
    let places = places(fixture).await;
    assert!(places.len() > 20, "{places:?}");
    let mut targets: Vec<String> = Vec::new();
    for elsewhere in ELSEWHERE {
        let encoded: String = url::form_urlencoded::byte_serialize(elsewhere.as_bytes()).collect();
        // Each place with all names at once; as it is typed, and encoded.
        for (place, value) in places.iter().flat_map(|place| [(place, elsewhere), (place, &*encoded)]) {
            let query: Vec<String> = NAMES.iter().map(|name| format!("{name}={value}")).collect();
            targets.push(format!("{place}?{}", query.join("&")));
        }
        let path = elsewhere.trim_start_matches('/');
        targets.extend([
            format!("//{path}"),
            format!("//{path}/host"),
            format!("/{path}"),
            format!("/host/{elsewhere}"),
            format!("/host/..//{path}"),
            format!("/c/bakery/{elsewhere}"),
            format!("/c/bakery?page={RYE}&next={elsewhere}&held={elsewhere}&order={elsewhere}"),
            format!("/c/{encoded}?page={elsewhere}"),
        ]);
    }
    let base = &fixture.app.config.public_path;
    if !base.is_empty() {
        // A proxy may take the path off, or pass it on.
        targets = targets.iter().flat_map(|target| [target.clone(), format!("{base}{target}")]).collect();
    }
    let asked = targets.len();
    let (mut led, mut pages) = (0, 0);
    for target in targets {
        let (head, body) = says(fixture, &target).await;
        let all = addresses(&head, &body);
        for address in &all {
            assert!(is_home(fixture, address), "{target} leads to {address}");
        }
        led += usize::from(head.contains("\r\nlocation: "));
        pages += usize::from(all.len() > 2);
    }
    assert!(led >= ELSEWHERE.len() && pages >= ELSEWHERE.len(), "{led} {pages} of {asked}");
}

#[tokio::test]
async fn nothing_that_is_asked_leads_to_another_origin() {
    leads_home_alone(&Fixture::open().await).await;
}

#[tokio::test]
async fn nothing_that_is_asked_below_a_path_leads_to_another_origin() {
    leads_home_alone(&Fixture::under_a_path().await).await;
}

#[tokio::test]
async fn a_plain_form_leads_back_to_this_server_or_nowhere() {
    let fixture = Fixture::open().await;
    let client = Client::builder().redirect(Policy::none()).timeout(PATIENCE + Duration::from_secs(1)).build().unwrap();
    let mut led = 0;
    for page in ELSEWHERE.into_iter().chain([RYE, "a key of the owner's"]) {
        for (number, elsewhere) in ELSEWHERE.into_iter().enumerate().step_by(5) {
            let mut form = vec![("page", page.to_owned()), ("name", "Amira".into()), ("key", key())];
            form.push(("body", format!("words {number} {}", key())));
            form.extend(NAMES.iter().filter(|name| **name != "page").map(|name| (*name, elsewhere.to_owned())));
            let form = serde_urlencoded::to_string(form).unwrap();
            let post = client.post(format!("{}/c/bakery?next={elsewhere}", fixture.address));
            let post =
                post.header("origin", &fixture.app.config.public_origin).header("x-forwarded-host", "evil.example");
            let post = post.header("content-type", "application/x-www-form-urlencoded").header("accept", "text/html");
            let answer = post.body(form).send().await.unwrap();
            let (status, headers) = (answer.status(), answer.headers().clone());
            assert!(!status.is_server_error(), "{page}: {status}");
            assert!(!headers.contains_key("refresh"), "{page}");
            assert_eq!(status == StatusCode::SEE_OTHER, headers.contains_key("location"), "{page}");
            if let Some(location) = headers.get("location") {
                let location = location.to_str().unwrap();
                assert!(location.starts_with(&format!("{}/c/bakery?page=", fixture.address)), "{page}: {location}");
                led += 1;
            }
            let body = answer.text().await.unwrap();
            for address in addresses("content-type: text/html", &body) {
                assert!(is_home(&fixture, &address), "{page} leads to {address}");
            }
        }
    }
    assert!(led >= 3, "{led}");
}
