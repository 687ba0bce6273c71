//! Somebody who looks through all that is kept, logged and sent, for what must be in none of it.

use std::path::Path;

use serde_json::Value;

use crate::fixture::{Fixture, Page, Postbox, Visitor, until};

use super::colleague::has_a_device;
use super::connector::{Said, fills_in, sends, service, was_told};
use super::host::{goes_to, hears, is_in, opens, presses, presses_at, signs_out};
use super::housekeeper::{focuses, presses_by_key};

/// Where two people come from who write.
const ADDRESSES: [&str; 2] = ["203.0.113.77", "2001:db8:7700:42::1"];

/// A page that keeps what is posted to its window.
const LISTENING: &str = "<script>globalThis.heard = []; \
                         addEventListener('message', (event) => heard.push(JSON.stringify(event.data)));</script>";

/// Keeps what the dashboard's page is answered about passkeys: what their ceremonies turn on.
const KEEPS_CEREMONIES: &str = "globalThis.ceremonies = []; const plain = fetch; globalThis.fetch = async (...asked) => { \
     const answer = await plain(...asked); \
     if (answer.url.includes('/begin')) ceremonies.push(await answer.clone().text()); \
     return answer; }; return 1";

/// What was issued to somebody, under a name that says what it is.
type Issued = Vec<(&'static str, String)>;

/// What is in all files below a folder, with the files' names.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let read = |path: std::path::PathBuf| {
        if path.is_dir() {
            return files(&path);
        }
        // A socket has no content.
        std::fs::read(&path).map(|bytes| (path.display().to_string(), bytes)).into_iter().collect()
    };
    entries.flat_map(read).collect()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// The secret at the end of a link.
fn secret_of(link: &str) -> String {
    link.rsplit(['#', '=']).next().unwrap().to_owned()
}

/// The link in what a command says.
fn link_in(said: &str) -> &str {
    said.lines().find(|line| line.starts_with("http")).expect("a link")
}

/// The owner begins by a link, adds a passkey and signs in by it, and confirms an address by mail.
async fn begins(fixture: &Fixture, post: &Postbox, issued: &mut Issued) -> Visitor {
    let said = fixture.porch.says(&["token", "--site", "bakery"]).await;
    issued.push(("the link that begins", secret_of(link_in(&said))));
    let marta = fixture.visitor().await;
    has_a_device(&marta).await;
    marta.goes(link_in(&said)).await;
    let field = marta.finds("the field", "return document.querySelector('input[name=name]')", &[]).await;
    field.send_keys("Marta").await.unwrap();
    presses(&marta, "Sign in").await;
    hears(&marta, "Sign in with a passkey next time?").await;
    marta.asks::<u32>(KEEPS_CEREMONIES, &[]).await;
    presses(&marta, "Add a passkey").await;
    hears(&marta, "Added. Next time you can sign in with it.").await;
    issued.extend(marta.cookies().await.into_iter().map(|cookie| ("a cookie of the team", cookie)));
    signs_out(&marta).await;
    presses(&marta, "Continue with a passkey").await;
    is_in(&marta, "Marta, owner").await;
    issued.extend(marta.cookies().await.into_iter().map(|cookie| ("a cookie of the team", cookie)));
    let ceremonies = marta.asks::<Vec<String>>("return ceremonies", &[]).await;
    assert_eq!(ceremonies.len(), 2, "one to add it, one to sign in: {ceremonies:?}");
    for ceremony in ceremonies {
        let begun: Value = serde_json::from_str(&ceremony).unwrap();
        let options: Value = serde_json::from_str(begun["options"].as_str().unwrap()).unwrap();
        let challenge = options.pointer("/challenge").or(options.pointer("/publicKey/challenge"));
        issued.push(("a challenge", challenge.and_then(Value::as_str).expect("a challenge").to_owned()));
        issued.push(("a ceremony", begun["ceremony"].as_str().unwrap().to_owned()));
    }

    goes_to(&marta, "Team").await;
    focuses(&marta, "E-mail").await;
    marta.types("marta@bakery.example").await;
    presses_by_key(&marta, "Send a confirmation link").await;
    let confirm = post.link_with("#confirm=").await;
    issued.push(("the link that confirms", secret_of(&confirm)));
    marta.goes(&format!("{}/healthz", fixture.talk)).await;
    marta.goes(&confirm).await;
    hears(&marta, "Confirmed. From now on a link can be mailed to you.").await;
    marta
}

/// A program is told of events, and somebody signs in by a link in a mail.
async fn connects(fixture: &Fixture, post: &Postbox, marta: &Visitor, issued: &mut Issued) -> (Said, String) {
    let (told, address) = service().await;
    goes_to(marta, "Integrations").await;
    fills_in(marta, "webhooks", 0, serde_json::json!({ "url": format!("{address}/hook") })).await;
    sends(marta, "Add").await;
    let shown = "return document.activeElement.value?.startsWith('whsec_') ? document.activeElement.value : null";
    let secret = marta.until("the secret", shown, &[]).await.as_str().unwrap().to_owned();
    presses(marta, "Done").await;
    let phone = fixture.visitor().await;
    phone.goes(&format!("{}/host/", fixture.talk)).await;
    focuses(&phone, "E-mail").await;
    phone.types("marta@bakery.example").await;
    presses_by_key(&phone, "Send me a link").await;
    let link = post.link_with("#enter=").await;
    issued.push(("a mailed link", secret_of(&link)));
    phone.goes(&format!("{}/healthz", fixture.talk)).await;
    phone.goes(&link).await;
    presses(&phone, "Sign in").await;
    is_in(&phone, "Marta, owner").await;
    issued.extend(phone.cookies().await.into_iter().map(|cookie| ("a cookie of the team", cookie)));
    assert!(phone.requests_and_referrers().await.iter().all(|line| !line.contains(&secret_of(&link))));
    (told, secret)
}

/// Both ends of what could be found: what was issued is nowhere, and what was written is there, so that it was looked for
/// in the right places.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_secret_and_no_address_of_a_visitor_is_kept_logged_or_put_into_an_address() {
    let fixture = Fixture::over_https().await;
    let post = Postbox::open().await;
    fixture.porch.sends_mail_by(&post.url).await;
    fixture.porch.says(&["site", "set", "bakery", "hold=first", "notify=owner@bakery.example"]).await;
    let page = fixture.shows("/rye", Page::plain().beginning_with(LISTENING));
    let mut issued = Issued::new();
    let marta = begins(&fixture, &post, &mut issued).await;
    let (told, webhook) = connects(&fixture, &post, &marta, &mut issued).await;

    // People who come from somewhere: one writes, one is refused.
    let ben = fixture.neighbour("Ben").coming_from(ADDRESSES[0]);
    let posted = ben.says(&page, "Do you ship to Oslo?").await;
    ben.edits(&posted, "Do you ship to Oslo or Bergen?").await;
    issued.push(("a visitor's cookie", ben.secret().await));
    let carla = fixture.neighbour("Carla").coming_from(ADDRESSES[1]);
    carla.says(&page, "I would like to know that too.").await;
    assert!(!carla.tries_to_edit(posted.comment.id, 1, "Not mine").await);
    issued.push(("a visitor's cookie", carla.secret().await));

    // A visitor writes in a browser; the team hears of it by mail, by webhook and in the dashboard, and decides.
    let amira = fixture.visitor().await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.sends("Amira", "How sour is it?").await;
    amira.is_told("Thank you, Amira.").await;
    issued.extend(amira.cookies().await.into_iter().map(|cookie| ("a visitor's cookie", cookie)));
    was_told(&told, "comment.held").await;
    until("the mail to the owner", async || post.mails().iter().any(|mail| mail.contains("Oslo")).then_some(())).await;
    goes_to(&marta, "Review").await;
    opens(&marta, "How sour").await;
    presses_at(&marta, "How sour", "Approve").await;
    hears(&marta, "Approved: Amira’s comment.").await;
    let another = fixture.porch.says(&["token", "--site", "bakery", "--name", "Jonas", "--role", "owner"]).await;
    issued.push(("a link of a command", secret_of(link_in(&another))));

    let kinds: std::collections::BTreeSet<_> = issued.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds.len(), 8, "{kinds:?}");
    assert!(issued.iter().all(|(_, secret)| secret.len() >= 16), "{issued:?}");
    let mut sent = amira.requests_and_referrers().await;
    sent.extend(marta.requests_and_referrers().await);
    sent.extend(amira.asks::<Vec<String>>("return heard", &[]).await);
    assert!(sent.iter().any(|line| line.contains("/comments")), "the browser was listened to: {sent:#?}");
    let log = fixture.porch.log();
    assert!(log.iter().any(|line| line.contains("/comments")), "requests are in the log: {log:#?}");
    let kept = files(&fixture.porch.data());
    assert!(kept.iter().any(|(_, bytes)| holds(bytes, b"ship to Oslo or Bergen")), "the words are in a file");
    let told = [told.lock().unwrap().clone(), post.mails()].concat();
    // A webhook's secret is kept, since messages are signed with it; it is nowhere else.
    for (kind, secret) in issued.iter().map(|(kind, secret)| (*kind, secret)).chain([("a webhook's secret", &webhook)])
    {
        let said: Vec<_> = log.iter().chain(&sent).chain(&told).filter(|line| line.contains(secret)).collect();
        assert!(said.is_empty(), "{kind} was written down: {said:#?}");
    }
    for (kind, secret) in &issued {
        let there: Vec<_> = kept.iter().filter(|(_, bytes)| holds(bytes, secret.as_bytes())).collect();
        assert!(there.is_empty(), "{kind} is in {:?}", there.iter().map(|(name, _)| name).collect::<Vec<_>>());
    }
    for address in ADDRESSES {
        let said: Vec<_> = log.iter().chain(&told).filter(|line| line.contains(address)).collect();
        assert!(said.is_empty(), "an address was told: {said:#?}");
        let raw = match address.parse().unwrap() {
            std::net::IpAddr::V4(address) => address.octets().to_vec(),
            std::net::IpAddr::V6(address) => address.octets()[..8].to_vec(),
        };
        for (name, bytes) in &kept {
            assert!(!holds(bytes, address.as_bytes()) && !holds(bytes, &raw), "an address is in {name}");
        }
    }
    fixture.closes().await;
}
