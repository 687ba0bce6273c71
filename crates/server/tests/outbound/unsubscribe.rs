//! Ending the owner's mail from a mail: by its button or by a mail program, for one address, and by nobody else.

use porch_server::config::Settings;
use serde_json::json;

use super::fixture::Fixture;
use super::sink::{Mail, Sink};

/// A bakery where every comment waits and two people want to know.
async fn bakery(sink: &Sink) -> Fixture {
    let (smtp, mail_from) = (Some(sink.url.clone().into()), Some("porch@talk.example".to_owned()));
    let fixture = Fixture::with(Settings { smtp, mail_from, ..Settings::default() }).await;
    fixture.sets("hold", "all").await;
    let both = [["notify", "owner@bakery.example"], ["notify", "baker@bakery.example"]];
    fixture.verb("/site/set", json!({ "name": "bakery", "settings": both })).await.unwrap();
    fixture
}

/// The two mails about what waits, the owner's first.
async fn both(sink: &mut Sink) -> [Mail; 2] {
    let mut mails = [sink.next().await, sink.next().await];
    mails.sort_by_key(|mail| mail.to[0].contains("baker@"));
    mails
}

/// A header as it travels, unfolded.
fn header(mail: &Mail, name: &str) -> String {
    let raw = String::from_utf8(mail.raw.clone()).unwrap().replace("\r\n ", " ").replace("\r\n\t", " ");
    let line = raw.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
    line.unwrap_or_else(|| panic!("no {name} in {raw}")).trim().to_owned()
}

fn link(mail: &Mail) -> String {
    header(mail, "List-Unsubscribe").trim_matches(['<', '>']).to_owned()
}

/// As mail programs do it (RFC 8058).
async fn one_click(url: &str) -> u16 {
    let form = "application/x-www-form-urlencoded";
    let request = reqwest::Client::new().post(url).header("content-type", form).body("List-Unsubscribe=One-Click");
    request.send().await.unwrap().status().as_u16()
}

async fn notified(fixture: &Fixture) -> Vec<String> {
    fixture.app.storage.owner_mail("bakery").await.unwrap().unwrap().addresses
}

#[tokio::test]
async fn a_mail_names_its_own_end_and_the_link_names_nobody() {
    let mut sink = Sink::open().await;
    let fixture = bakery(&sink).await;
    fixture.hears("Ada", "hello").await;
    let [owner, baker] = both(&mut sink).await;
    assert_eq!(header(&owner, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    let link = link(&owner);
    assert!(link.starts_with(&format!("{}/mail/bakery/", fixture.address)), "{link}");
    assert!(!link.contains("owner") && link != self::link(&baker));
    assert!(owner.text().contains(&format!("Unsubscribe: {link}")), "{}", owner.text());
}

#[tokio::test]
async fn looking_changes_nothing_and_one_request_ends_the_mail_to_one_address() {
    let mut sink = Sink::open().await;
    let fixture = bakery(&sink).await;
    fixture.hears("Ada", "hello").await;
    let [owner, baker] = both(&mut sink).await.map(|mail| link(&mail));
    for _ in 0..2 {
        let page = reqwest::get(&owner).await.unwrap();
        assert_eq!((page.status().as_u16(), page.headers()["cache-control"].to_str().unwrap()), (200, "no-store"));
        let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.starts_with("default-src 'none'") && page.headers()["referrer-policy"] == "no-referrer");
        let page = page.text().await.unwrap();
        assert!(page.contains("<form method=\"post\">") && !page.contains("bakery.example"), "{page}");
    }
    assert_eq!(notified(&fixture).await.len(), 2);
    assert_eq!(one_click(&owner).await, 200);
    assert_eq!(notified(&fixture).await, ["baker@bakery.example"]);
    assert_eq!(one_click(&owner).await, 200, "again, it says the same");
    fixture.pass(16 * 60);
    fixture.hears("Bo", "later").await;
    assert_eq!(sink.next().await.to, ["RCPT TO:<baker@bakery.example>"]);
    // The last one ends the follower, too; the operator turns it on again.
    assert_eq!(one_click(&baker).await, 200);
    fixture.pass(16 * 60);
    fixture.hears("Cy", "nobody hears this").await;
    fixture.has_told_all().await;
    assert!(sink.has().is_none());
    fixture.sets("notify", "owner@bakery.example").await;
    fixture.hears("Di", "on again").await;
    assert!(sink.next().await.text().contains("“Di” wrote"));
    let log = fixture.app.storage.audit_log("bakery", 100).await.unwrap();
    assert!(!format!("{log:?}").contains("@bakery.example"), "the log names an address");
}

#[tokio::test]
async fn a_link_of_another_site_or_of_nobody_ends_nothing() {
    let mut sink = Sink::open().await;
    let fixture = bakery(&sink).await;
    fixture.verb("/site/add", json!({ "name": "cafe", "origins": ["https://cafe.example"] })).await.unwrap();
    let notify = json!({ "name": "cafe", "settings": [["notify", "owner@bakery.example"]] });
    fixture.verb("/site/set", notify).await.unwrap();
    fixture.hears("Ada", "hello").await;
    let [owner, _] = both(&mut sink).await.map(|mail| link(&mail));
    let token = owner.rsplit('/').next().unwrap();
    let nobodys =
        [format!("cafe/{token}"), "bakery/x".into(), "nowhere/x".into(), format!("bakery/{}", "A".repeat(22))];
    for path in nobodys {
        assert_eq!(one_click(&format!("{}/mail/{path}", fixture.address)).await, 200, "{path}");
    }
    assert_eq!(notified(&fixture).await.len(), 2);
    let cafe = fixture.app.storage.owner_mail("cafe").await.unwrap().unwrap();
    assert_eq!(cafe.addresses, ["owner@bakery.example"]);
}
