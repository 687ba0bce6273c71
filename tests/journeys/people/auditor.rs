//! Somebody who looks through all that is kept, logged and sent, for what must be in none of it.

use std::path::Path;

use crate::house::{House, Page};

use super::host::{comes_in, goes_to, hears, opens, presses_at};

/// Where two people come from who write.
const ADDRESSES: [&str; 2] = ["203.0.113.77", "2001:db8:7700:42::1"];

/// A page that keeps what is posted to its window.
const LISTENING: &str = "<script>globalThis.heard = []; \
                         addEventListener('message', (event) => heard.push(JSON.stringify(event.data)));</script>";

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

/// Both ends of what could be found: what was issued is nowhere, and what was written is there, so that it was looked for
/// in the right places.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_secret_and_no_address_of_a_visitor_is_kept_logged_or_put_into_an_address() {
    let Some(house) = House::open().await else { return };
    house.porch.says(&["site", "set", "bakery", "hold=first"]).await;
    let page = house.shows("/rye", Page::plain().beginning_with(LISTENING));
    let mut secrets = Vec::new();

    // People who come from somewhere: one writes, one is refused.
    let ben = house.neighbour("Ben").coming_from(ADDRESSES[0]);
    let posted = ben.says(&page, "Do you ship to Oslo?").await;
    ben.edits(&posted, "Do you ship to Oslo or Bergen?").await;
    secrets.push(ben.secret().await);
    let carla = house.neighbour("Carla").coming_from(ADDRESSES[1]);
    carla.says(&page, "I would like to know that too.").await;
    assert!(!carla.tries_to_edit(posted.comment.id, 1, "Not mine").await);
    secrets.push(carla.secret().await);

    // A visitor writes in a browser.
    let amira = house.visitor().await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.sends("Amira", "How sour is it?").await;
    amira.is_told("Thank you, Amira.").await;
    secrets.extend(amira.cookies().await);

    // Somebody of the business comes in by a link, decides and answers.
    let marta = comes_in(&house, "Marta").await;
    secrets.extend(marta.cookies().await);
    opens(&marta, "How sour").await;
    hears(&marta, "Held because: first comment").await;
    presses_at(&marta, "How sour", "Let it in").await;
    hears(&marta, "Let in: Amira's words.").await;
    let another = house.porch.says(&["token", "--site", "bakery", "--name", "Jonas"]).await;
    let link = another.lines().find(|line| line.starts_with("http")).unwrap();
    secrets.push(link.rsplit(['#', '=']).next().unwrap().to_owned());
    goes_to(&marta, "Unanswered").await;

    assert!(secrets.len() >= 5 && secrets.iter().all(|secret| secret.len() >= 16), "{secrets:?}");
    let mut sent = amira.requests_and_referrers().await;
    sent.extend(marta.requests_and_referrers().await);
    sent.extend(amira.asks::<Vec<String>>("return heard", &[]).await);
    assert!(sent.iter().any(|line| line.contains("/comments")), "the browser was listened to: {sent:#?}");
    let log = house.porch.log();
    assert!(log.iter().any(|line| line.contains("/comments")), "requests are in the log: {log:#?}");
    let kept = files(&house.porch.data());
    assert!(kept.iter().any(|(_, bytes)| holds(bytes, b"ship to Oslo or Bergen")), "the words are in a file");
    for secret in &secrets {
        let said: Vec<_> = log.iter().chain(&sent).filter(|line| line.contains(secret)).collect();
        assert!(said.is_empty(), "a secret was written down: {said:#?}");
        let there: Vec<_> = kept.iter().filter(|(_, bytes)| holds(bytes, secret.as_bytes())).collect();
        assert!(there.is_empty(), "a secret is in {:?}", there.iter().map(|(name, _)| name).collect::<Vec<_>>());
    }
    for address in ADDRESSES {
        let said: Vec<_> = log.iter().filter(|line| line.contains(address)).collect();
        assert!(said.is_empty(), "an address was logged: {said:#?}");
        let raw = match address.parse().unwrap() {
            std::net::IpAddr::V4(address) => address.octets().to_vec(),
            std::net::IpAddr::V6(address) => address.octets()[..8].to_vec(),
        };
        for (name, bytes) in &kept {
            assert!(!holds(bytes, address.as_bytes()) && !holds(bytes, &raw), "an address is in {name}");
        }
    }
    house.closes().await;
}
