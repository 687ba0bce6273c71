//! What others try with the codes of visitors: guessing, racing, phishing, flooding, robots that click, and headers in
//! addresses.

use std::process::{Command, Stdio};

use porch_server::config::{Limits, Settings};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::browser::{ADA, Browser, code, link, mailing, two_sites, wrong};
use super::fixture::Fixture;
use super::sink::Sink;
use super::wait::until;

#[tokio::test]
async fn whoever_asks_in_one_browser_is_not_signed_in_by_another() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let (attacker, victim) = (Browser::new(&fixture.address, "bakery"), Browser::new(&fixture.address, "bakery"));
    victim.posts("Ada", "words").await;
    assert_eq!(attacker.asks_for_code(ADA).await, StatusCode::ACCEPTED);
    let mail = sink.next().await;
    // The victim opens the attacker's link and presses the button: that signs nobody in.
    assert_eq!(victim.requests(Method::POST, &link(&mail), None).await.status(), StatusCode::OK);
    for browser in [&attacker, &victim] {
        assert!(!browser.me().await.signed_in);
    }
    assert_eq!(victim.types(ADA, &code(&mail)).await, StatusCode::FORBIDDEN, "a code of another browser");
    let body = attacker.sends("me/mail/confirm", json!({ "mail": ADA, "code": wrong(&code(&mail)) })).await;
    let problem: Value = body.json().await.unwrap();
    assert_eq!((problem["status"].as_u64(), problem["code"].as_str()), (Some(403), Some("mail-code-refused")));
}

#[tokio::test]
async fn a_cookie_that_somebody_knew_before_is_worth_nothing_afterwards() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let ada = Browser::new(&fixture.address, "bakery");
    ada.sends("me", json!({})).await;
    let planted = ada.copy();
    ada.confirms(&mut sink, ADA).await;
    assert!(!planted.me().await.signed_in);
    assert_eq!(planted.posts("Eve", "words").await.comment.author.unwrap().name, "Eve");
    assert_eq!(ada.me().await.comments.len(), 0, "they are another's");
}

#[tokio::test]
async fn another_address_in_the_browser_of_somebody_known_signs_nobody_in_as_them() {
    const EVE: &str = "eve@evil.example";
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let ada = Browser::new(&fixture.address, "bakery");
    ada.confirms(&mut sink, ADA).await;
    let words = ada.posts("Ada", "words").await;
    let home = Browser::new(&fixture.address, "bakery");
    home.confirms(&mut sink, ADA).await;
    // A script of the page has Ada's browser confirm an address of Eve; or Eve comes after her and does it.
    let confirmed = ada.confirms(&mut sink, EVE).await;
    assert_eq!((confirmed["known"].as_bool(), confirmed["name"].as_str()), (None, None), "somebody new");
    let eve = Browser::new(&fixture.address, "bakery");
    eve.confirms(&mut sink, EVE).await;
    for browser in [&ada, &eve] {
        assert_eq!(browser.me().await.comments.len(), 0);
        assert_eq!(browser.edits(&words, "Eve's").await, StatusCode::NOT_FOUND);
        assert_eq!(browser.stored().await.mail.unwrap().masked, "e…@e….example");
    }
    assert_eq!((home.me().await.comments.len(), home.edits(&words, "mine").await), (1, StatusCode::OK));
    let again = Browser::new(&fixture.address, "bakery");
    assert_eq!(again.confirms(&mut sink, ADA).await["known"], true, "her address is hers");
    assert_eq!(again.me().await.comments.len(), 1);
}

#[tokio::test]
async fn the_sixth_try_is_refused_though_it_is_right() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let ada = Browser::new(&fixture.address, "bakery");
    let first = ada.gets_code(&mut sink, ADA).await;
    for typed in [wrong(&first).as_str(), "", "12", "nonsense"] {
        assert_eq!(ada.types(ADA, typed).await, StatusCode::FORBIDDEN, "{typed}");
    }
    assert_eq!(ada.types("eve@evil.example", &first).await, StatusCode::FORBIDDEN, "of another address");
    assert_eq!(ada.types(ADA, &first).await, StatusCode::FORBIDDEN);
    let second = ada.gets_code(&mut sink, ADA).await;
    assert_eq!(ada.types(ADA, &first).await, StatusCode::FORBIDDEN, "the newest counts");
    assert_eq!(ada.types(ADA, &second).await, StatusCode::OK);
    assert_eq!(ada.types(ADA, &second).await, StatusCode::FORBIDDEN, "once");
}

#[tokio::test]
async fn a_code_is_too_old_after_ten_minutes_and_a_late_mail_is_not_sent() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let ada = Browser::new(&fixture.address, "bakery");
    ada.asks_for_code(ADA).await;
    let mail = sink.next().await;
    fixture.pass(10 * 60);
    assert_eq!(ada.types(ADA, &code(&mail)).await, StatusCode::FORBIDDEN);
    assert_eq!(ada.requests(Method::POST, &link(&mail), None).await.status(), StatusCode::GONE);
    sink.answers(&["451 later"]);
    ada.gets_code(&mut sink, ADA).await;
    fixture.outbox_says(|said| said.contains("451")).await;
    fixture.pass(20 * 60);
    fixture.has_told_all().await;
    assert!(sink.has().is_none(), "nobody waits for it any more");
}

#[tokio::test]
async fn of_twenty_who_confirm_at_once_one_is_signed_in() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let ada = Browser::new(&fixture.address, "bakery");
    let code = ada.gets_code(&mut sink, ADA).await;
    let browsers: Vec<_> = (0..20).map(|_| ada.copy()).collect();
    let tries = browsers.iter().map(|browser| browser.types(ADA, &code));
    let statuses = futures_util::future::join_all(tries).await;
    assert_eq!(statuses.iter().filter(|status| **status == StatusCode::OK).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|status| [StatusCode::OK, StatusCode::FORBIDDEN].contains(status)), "{statuses:?}");
}

#[tokio::test]
async fn a_robot_that_opens_and_presses_everything_uses_nothing_up() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let ada = Browser::new(&fixture.address, "bakery");
    ada.asks_for_code(ADA).await;
    let mail = sink.next().await;
    let robot = reqwest::Client::new();
    for _ in 0..8 {
        for method in [Method::HEAD, Method::GET, Method::POST] {
            let answer = robot.request(method, link(&mail)).send().await.unwrap();
            assert_eq!((answer.status(), answer.headers().get("set-cookie")), (StatusCode::OK, None));
        }
    }
    assert_eq!(ada.types(ADA, &code(&mail)).await, StatusCode::OK);
}

#[tokio::test]
async fn the_answer_is_the_same_whether_the_address_is_known_or_not() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    Browser::new(&fixture.address, "bakery").confirms(&mut sink, ADA).await;
    let mut answers = Vec::new();
    for address in [ADA, "nobody@lovelace.example"] {
        let ada = Browser::new(&fixture.address, "bakery");
        let answer = ada.sends("me/mail", json!({ "mail": address })).await;
        let names: Vec<_> = answer.headers().keys().map(ToString::to_string).collect();
        let mail = sink.next().await;
        let text = mail.text().replace(&code(&mail), "CODE").replace(&link(&mail), "LINK");
        answers.push((answer.status(), names, answer.text().await.unwrap(), mail.subject(), text));
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn an_address_gets_three_codes_in_an_hour_whoever_asks() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let asks = async |site, address: &str| {
        assert_eq!(Browser::new(&fixture.address, site).asks_for_code(address).await, StatusCode::ACCEPTED);
    };
    for site in ["bakery", "cafe", "bakery", "bakery", "cafe"] {
        asks(site, ADA).await;
    }
    asks("bakery", "Ada@LOVELACE.example").await;
    asks("bakery", "ada+more@lovelace.example").await;
    fixture.has_told_all().await;
    let sent: Vec<_> = std::iter::from_fn(|| sink.has()).collect();
    assert_eq!(sent.len(), 3);
    fixture.pass(3_601);
    asks("bakery", ADA).await;
    sink.next().await;
}

#[tokio::test]
async fn one_network_asks_for_few_codes_and_is_answered_the_same() {
    let mut sink = Sink::open().await;
    let fixture = Fixture::with(Settings { limits: Some(Limits::On), ..mailing(&sink) }).await;
    for one in 0..9 {
        let browser = Browser::new(&fixture.address, "bakery");
        assert_eq!(browser.asks_for_code(&format!("{one}@lovelace.example")).await, StatusCode::ACCEPTED);
    }
    fixture.has_told_all().await;
    assert_eq!(std::iter::from_fn(|| sink.has()).count(), 5);
    let guesser = Browser::new(&fixture.address, "bakery");
    let mut statuses = Vec::new();
    for _ in 0..40 {
        statuses.push(guesser.types(ADA, "12345678").await);
    }
    assert_eq!(statuses[0], StatusCode::FORBIDDEN);
    assert!(statuses.contains(&StatusCode::TOO_MANY_REQUESTS), "tries of one network have a limit, too");
}

#[tokio::test]
async fn an_address_with_a_header_in_it_is_no_address() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let ada = Browser::new(&fixture.address, "bakery");
    for address in [
        "ada@lovelace.example\r\nBcc: eve@evil.example",
        "ada@lovelace.example\n",
        "\rada@lovelace.example",
        "ada@lovelace.example\0",
        "ada\0@lovelace.example",
        "ada@lovelace.example\r\n.\r\nMAIL FROM:<eve@evil.example>",
        "ada@lovelace.example,eve@evil.example",
        "ada@lovelace.example\u{2028}",
        "",
        "ada",
    ] {
        let answer = ada.sends("me/mail", json!({ "mail": address })).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{address:?}");
        assert_eq!(answer.json::<Value>().await.unwrap()["code"], "mail-invalid");
    }
    let answer = ada.sends("me/mail", json!({ "mail": ADA, "lang": "de\r\nBcc: eve@evil.example" })).await;
    assert_eq!(answer.status(), StatusCode::ACCEPTED);
    let mail = sink.next().await;
    assert!(!String::from_utf8_lossy(&mail.raw).contains("evil"), "no header came in");
    fixture.has_told_all().await;
    assert!(sink.has().is_none());
}

#[tokio::test]
async fn a_banned_guest_leaves_the_ban_on_what_they_wrote() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let (ada, troll) = (Browser::new(&fixture.address, "bakery"), Browser::new(&fixture.address, "bakery"));
    ada.confirms(&mut sink, ADA).await;
    let insult = troll.posts("Troll", "insult").await;
    let ban = json!({ "site": "bakery", "comment": insult.comment.id, "network": false, "why": "Insults" });
    fixture.verb("/ban/add", ban).await.unwrap();
    assert_eq!(troll.confirms(&mut sink, ADA).await, json!({ "known": true }));
    assert_eq!(ada.me().await.comments.len(), 0, "what was banned is not hers");
}

#[tokio::test]
async fn neither_code_nor_link_is_in_the_data_folder_or_the_log() {
    let (folder, mut sink) = (tempfile::tempdir().unwrap(), Sink::open().await);
    let porch = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_porch"));
        command.arg("--data").arg(folder.path()).args(arguments);
        command
    };
    let added = porch(&["site", "add", "bakery", "--origin", "https://bakery.example"]).output().unwrap();
    assert!(added.status.success());
    let log = tempfile::NamedTempFile::new().unwrap();
    let url = sink.url.clone();
    let serve = ["serve", "--listen", "127.0.0.1:0", "--smtp", &url, "--mail-from", "porch@talk.example"];
    let mut server = porch(&serve)
        .env("PORCH_LOG", "trace,h2=info,hyper=info,mio=info")
        .stdout(Stdio::piped())
        .stderr(log.reopen().unwrap())
        .spawn()
        .unwrap();
    let mut lines = std::io::BufRead::lines(std::io::BufReader::new(server.stdout.take().unwrap()));
    let address = lines.find_map(|line| line.unwrap().strip_prefix("Porch is open at ").map(str::to_owned)).unwrap();

    let ada = Browser::new(&address, "bakery");
    ada.posts("Ada", "words").await;
    let guest = ada.cookie.lock().unwrap().clone().unwrap();
    ada.asks_for_code(ADA).await;
    let mail = sink.next().await;
    let token = link(&mail).rsplit('/').next().unwrap().to_owned();
    ada.requests(Method::GET, &link(&mail), None).await;
    ada.copy().requests(Method::POST, &format!("{}x", link(&mail)), None).await;
    assert_eq!(ada.types(ADA, &code(&mail)).await, StatusCode::OK);
    let person = ada.cookie.lock().unwrap().clone().unwrap();
    until("the outbox to be empty", async || {
        let said = porch(&["outbox"]).output().unwrap().stdout;
        said.starts_with(b"Nothing is still to be sent").then_some(())
    })
    .await;
    let mut files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.is_file());
    files.push(log.path().to_owned());
    assert!(files.iter().any(|path| path.ends_with("porch.db")), "{files:?}");
    let secret = |cookie: &str| cookie.split_once('=').unwrap().1.to_owned();
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        for marker in [&code(&mail), &token, &secret(&guest), &secret(&person)] {
            let found = bytes.windows(marker.len()).any(|part| part == marker.as_bytes());
            assert!(!found, "{} has {marker}", file.display());
        }
    }
    let log = std::fs::read_to_string(log.path()).unwrap();
    assert!(log.contains("/v1/sites/bakery/me/mail") && !log.contains("lovelace"), "{log}");
    server.kill().unwrap();
    server.wait().unwrap();
}
