//! The operator's verbs, in this process and over the socket: files come in once, go out the same, and break nothing.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod cases;

use std::path::Path;

use axum::body::Body;
use cases::case;
use http::Method;
use http_body_util::BodyExt;
use porch_protocol::{CommentId, Status, Timestamp};
use porch_server::App;
use porch_server::admin::Sorry;
use porch_server::admin::comments::{ChangeComment, CoolBranch, Verb};
use porch_server::admin::desk::{AddBan, ChangeRule, OfSite, RemoveBan};
use porch_server::admin::door::{self, Door};
use porch_server::admin::imports::Progress;
use porch_server::admin::sites::{AddSite, SetSite};
use porch_server::admin::team::{AskTeam, AskToken};
use porch_server::clock::Clock;
use porch_server::config::Settings;
use porch_server::lock::Lock;
use porch_server::moderation::reasons::HoldReason;
use porch_server::storage::comments::{CommentChange, To};

const DISQUS: &[u8] = include_bytes!("samples/disqus.xml");
const WORDPRESS: &[u8] = include_bytes!("samples/wordpress.xml");
const PORCH: &[u8] = include_bytes!("samples/porch.jsonl");

/// A folder with the site `bakery`, and the way to its verbs.
async fn bakery(folder: &Path) -> Door {
    porch_server::import::reader::use_program(env!("CARGO_BIN_EXE_porch"));
    let mut door = Door::open(folder).await.unwrap();
    let site = AddSite { name: "bakery".into(), origins: vec!["https://bakery.example".into()] };
    door.say("/site/add", Some(&site)).await.unwrap();
    door
}

/// What was said last, or why it was refused.
async fn import(door: &mut Door, format: &str, file: &[u8], dry_run: bool) -> Result<String, String> {
    let path = format!("/import?format={format}&site=bakery&map=&yes=true&dry_run={dry_run}");
    let body = door.ask(Method::POST, &path, Body::from(file.to_vec())).await.map_err(|sorry| sorry.0)?;
    let text = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
    match serde_json::from_str(text.lines().last().unwrap()).unwrap() {
        Progress::Said(said) => Ok(said),
        other => panic!("{other:?}"),
    }
}

async fn export(door: &mut Door) -> String {
    let body = door.ask(Method::GET, "/export?site=bakery", Body::empty()).await.unwrap();
    String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap()
}

async fn assert_whole(door: &mut Door) {
    let said = door.say::<()>("/check", None).await.map_err(|sorry| sorry.0);
    assert!(said.as_ref().is_ok_and(|said| said.contains("The database is complete and undamaged")), "{said:?}");
}

fn lines(export: &str, kind: &str) -> usize {
    export.lines().filter(|line| line.starts_with(&format!("{{\"v\":1,\"kind\":\"{kind}\""))).count()
}

#[tokio::test]
async fn an_export_that_is_imported_elsewhere_gives_the_same_bytes_again() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut door = bakery(here.path()).await;
    import(&mut door, "wordpress", WORDPRESS, false).await.unwrap();
    import(&mut door, "disqus", DISQUS, false).await.unwrap();
    let before = export(&mut door).await;
    let first = before.lines().find(|line| line.contains("\"published\"")).unwrap();
    let id: CommentId = first.split("\"id\":\"").nth(1).unwrap()[..36].parse().unwrap();
    let remove = ChangeComment { verb: Verb::Remove, id, why: Some("Off topic".into()) };
    door.say("/comment/change", Some(&remove)).await.unwrap();
    let written = export(&mut door).await;
    assert_whole(&mut door).await;
    door.close().await;
    assert_eq!((lines(&written, "page"), lines(&written, "comment")), (4, 16));
    // The site was added, twice something came in, and one comment was taken down.
    assert_eq!(lines(&written, "event"), 1 + 16 + 2 + 1);
    assert!(written.contains("\"spam\"") && written.contains("comment_removed"));
    let mut door = bakery(there.path()).await;
    let said = import(&mut door, "porch", written.as_bytes(), false).await.unwrap();
    assert!(said.starts_with("Imported: 16. "), "{said}");
    assert_eq!(export(&mut door).await, written);
    assert_whole(&mut door).await;
    let again = import(&mut door, "porch", written.as_bytes(), false).await.unwrap();
    assert!(again.starts_with("Imported: 0. Here already: 16. "), "{again}");
    assert_eq!(export(&mut door).await, written);
    door.close().await;
}

#[tokio::test]
async fn an_import_that_is_repeated_doubles_nothing_and_a_rehearsal_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut door = bakery(folder.path()).await;
    let empty = export(&mut door).await;
    let said = import(&mut door, "disqus", DISQUS, true).await.unwrap();
    assert!(said.contains("Nothing was written") && said.contains("comments: 9 ("), "{said}");
    assert_eq!(export(&mut door).await, empty);
    import(&mut door, "disqus", DISQUS, false).await.unwrap();
    let once = export(&mut door).await;
    import(&mut door, "disqus", DISQUS, false).await.unwrap();
    assert_eq!(export(&mut door).await, once);
    assert_whole(&mut door).await;
    door.close().await;
}

#[tokio::test]
async fn a_file_that_is_refused_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut door = bakery(folder.path()).await;
    let empty = export(&mut door).await;
    for (format, file) in [("disqus", &b"hello"[..]), ("wordpress", DISQUS), ("porch", b"{}"), ("blogger", WORDPRESS)] {
        let why = import(&mut door, format, file, false).await.unwrap_err();
        assert!(!why.is_empty() && why.lines().count() == 1, "{why}");
    }
    assert_eq!(export(&mut door).await, empty);
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().ends_with(".tmp")), "{left:?}");
    door.close().await;
}

#[tokio::test]
async fn an_export_without_its_log_still_leaves_a_log_behind() {
    let folder = tempfile::tempdir().unwrap();
    let mut door = bakery(folder.path()).await;
    let text = String::from_utf8(PORCH.to_vec()).unwrap();
    let silent: String =
        text.lines().filter(|line| !line.contains("\"event\"")).map(|line| line.to_owned() + "\n").collect();
    import(&mut door, "porch", silent.as_bytes(), false).await.unwrap();
    assert_whole(&mut door).await;
    assert_eq!(export(&mut door).await.matches("comment_imported").count(), 3);
    door.close().await;
}

#[tokio::test]
async fn a_server_that_runs_does_what_is_asked_over_its_socket() {
    let folder = tempfile::tempdir().unwrap();
    let lock = Lock::take(folder.path(), "porch serve").unwrap();
    let config = Settings::default().check().unwrap();
    let clock = Clock::fixed(Timestamp(1_750_000_000_000_000));
    let app = App::open(folder.path(), config, clock).await.unwrap();
    let serving = tokio::spawn(door::serve(app.clone(), door::listen(folder.path()).unwrap()));
    let mut door = bakery(folder.path()).await;
    assert!(matches!(door, Door::There(_)));
    // A command asks one thing after the other, however fast.
    for _ in 0..100 {
        assert_eq!(door.site(None).await.map_err(|sorry| sorry.0), Ok("bakery".into()));
    }
    import(&mut door, "disqus", DISQUS, false).await.unwrap();
    assert_eq!(lines(&export(&mut door).await, "comment"), 9);
    let mode =
        std::os::unix::fs::PermissionsExt::mode(&folder.path().join("porch.sock").metadata().unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
    door.close().await;
    app.ending.cancel();
    serving.await.unwrap().unwrap();
    app.storage.close().await;
    drop(lock);
}

#[tokio::test]
async fn a_real_export_comes_in_whole_and_goes_out_the_same() {
    let Some(folder) = case("") else { return };
    for (format, file, comments) in [
        ("disqus", "import-disqus/chrisrisner-comments-source.xml", 1_166),
        ("wordpress", "import-wxr/cedricporter-zh-nested.xml", 159),
    ] {
        let file = std::fs::read(folder.join(file)).unwrap();
        let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut door = bakery(here.path()).await;
        let said = import(&mut door, format, &file, false).await.unwrap();
        assert!(said.starts_with(&format!("Imported: {comments}. ")), "{said}");
        let written = export(&mut door).await;
        assert_eq!(lines(&written, "comment"), comments);
        assert_whole(&mut door).await;
        door.close().await;
        let mut door = bakery(there.path()).await;
        import(&mut door, "porch", written.as_bytes(), false).await.unwrap();
        assert!(export(&mut door).await == written, "{format}: other bytes");
        assert_whole(&mut door).await;
        door.close().await;
    }
}

#[tokio::test]
async fn what_was_decided_goes_out_with_an_export_and_comes_back() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut door = bakery(here.path()).await;
    import(&mut door, "disqus", DISQUS, false).await.unwrap();
    let published = |export: &str| -> Vec<CommentId> {
        let lines = export.lines().filter(|line| line.contains("\"status\":\"published\""));
        lines.map(|line| line.split("\"id\":\"").nth(1).unwrap()[..36].parse().unwrap()).collect()
    };
    let ids = published(&export(&mut door).await);
    let why = format!("Which oven?\n\n{}", "And how long? ".repeat(40));
    for (verb, id, why) in [
        (Verb::SendBack, ids[0], Some(why.clone())),
        (Verb::Spam, ids[1], None),
        (Verb::Remove, ids[2], Some("Off topic.".into())),
    ] {
        door.say("/comment/change", Some(&ChangeComment { verb, id, why })).await.unwrap();
    }
    let Door::Here(own) = &door else { panic!("nobody serves") };
    let (storage, now) = (&own.1.storage, Timestamp(1_800_000_000_000_000));
    let removed = storage.comment("bakery", ids[2]).await.unwrap().unwrap();
    let looked =
        storage.ask_second_look("bakery".into(), ids[2], removed.person, &[Status::Removed], now).await.unwrap();
    assert!(looked.is_some());
    let held = CommentChange {
        site: "bakery".into(),
        id: ids[3],
        by: None,
        version: None,
        from: vec![Status::Published],
        to: To::Held(HoldReason::Reported, "reports"),
        kind: "comment_held",
        reason: None,
        now,
        key: None,
    };
    storage.change_comment(held).await.unwrap();
    let written = export(&mut door).await;
    door.close().await;
    assert!(written.contains("\"hold\":\"reported\"") && written.contains("\"second_look_at\":1800000000000000"));
    let mut door = bakery(there.path()).await;
    import(&mut door, "porch", written.as_bytes(), false).await.unwrap();
    assert!(export(&mut door).await == written, "other bytes");
    let waiting = door.say("/waiting", Some(&OfSite { site: "bakery".into() })).await.unwrap();
    assert!(waiting.contains("readers reported it") && waiting.contains("asks for a second look"), "{waiting}");
    let Door::Here(own) = &door else { panic!("nobody serves") };
    let sent_back = own.1.storage.comment("bakery", ids[0]).await.unwrap().unwrap();
    assert_eq!((sent_back.status, sent_back.reason.as_deref()), (Status::SentBack, Some(why.trim())));
    assert_whole(&mut door).await;
    door.close().await;
}

#[tokio::test]
async fn the_operator_keeps_the_talk_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let mut door = bakery(folder.path()).await;
    import(&mut door, "disqus", DISQUS, false).await.unwrap();
    let text = export(&mut door).await;
    let line = text.lines().find(|line| line.contains("\"status\":\"published\"")).unwrap();
    let id: CommentId = line.split("\"id\":\"").nth(1).unwrap()[..36].parse().unwrap();
    let site = || OfSite { site: "bakery".into() };
    let waiting = door.say("/waiting", Some(&site())).await.unwrap();
    assert_eq!(waiting, "Nothing to review on bakery; none unanswered.\n");
    let rule = |text: &str, remove| ChangeRule { site: "bakery".into(), text: text.into(), pattern: false, remove };
    assert!(
        door.say("/rule/change", Some(&rule("casino*", false)))
            .await
            .unwrap()
            .contains("are held for review from now on")
    );
    assert!(door.say("/rule/change", Some(&rule("casino*", false))).await.is_err(), "it is there already");
    assert_eq!(door.say("/rule/list", Some(&site())).await.unwrap(), "word casino*\n");
    assert!(door.say("/rule/change", Some(&rule("casino*", true))).await.is_ok());
    assert!(door.say("/rule/change", Some(&rule("casino*", true))).await.is_err(), "it is gone");
    let ban = |comment, address: Option<&str>, why: &str| AddBan {
        site: "bakery".into(),
        comment,
        network: false,
        address: address.map(|address| address.parse().unwrap()),
        seconds: Some(3_600),
        why: why.into(),
    };
    assert!(door.say("/ban/add", Some(&ban(Some(id), None, "insults"))).await.unwrap().contains("the person"));
    assert!(
        door.say("/ban/add", Some(&ban(None, Some("203.0.113.7"), "a flood"))).await.unwrap().contains("the network")
    );
    assert!(door.say("/ban/add", Some(&ban(None, None, "nobody"))).await.is_err());
    assert!(door.say("/ban/add", Some(&ban(Some(id), None, " "))).await.is_err(), "a reason is kept with each");
    let list = door.say("/ban/list", Some(&site())).await.unwrap();
    assert!(list.lines().count() == 2 && list.contains("insults") && !list.contains("203.0.113.7"), "{list}");
    let who = list.split_whitespace().nth(1).unwrap().to_owned();
    door.say("/ban/remove", Some(&RemoveBan { site: "bakery".into(), who })).await.unwrap();

    let set = |key: &str, value: &str| SetSite { name: "bakery".into(), settings: vec![(key.into(), value.into())] };
    for (key, good, bad) in [("slow", "20", "86401"), ("reports", "2", "-1"), ("repeats", "off", "maybe")] {
        assert!(door.say("/site/set", Some(&set(key, good))).await.is_ok(), "{key}");
        assert!(door.say("/site/set", Some(&set(key, bad))).await.is_err(), "{key}");
    }
    door.say("/site/set", Some(&set("team-name", "Marta"))).await.unwrap();
    let change = ChangeComment { verb: Verb::Decline, id, why: Some("It is published".into()) };
    let refused = door.say("/comment/change", Some(&change)).await.unwrap_err().0;
    assert!(refused.contains("is published already, and this cannot be done"), "{refused}");
    door.say("/comment/cool", Some(&CoolBranch { id, seconds: 600, why: Some("Let it rest".into()) })).await.unwrap();
    let log = door.say("/log", Some(&site())).await.unwrap();
    for told in [
        "the operator added a word to hold (kind word, rule casino*)",
        "removed a word",
        "banned somebody",
        "\"insults\"",
        "ended a ban",
        "changed the site's settings",
        "paused replies to",
        "Let it rest",
    ] {
        assert!(log.contains(told), "{told} in {log}");
    }
    assert!(!log.contains("203.0.113.7"));
    assert_whole(&mut door).await;
    door.close().await;
}

#[tokio::test]
async fn a_link_lets_a_guest_expert_in_to_one_page_where_somebody_has_spoken() {
    let folder = tempfile::tempdir().unwrap();
    let mut door = bakery(folder.path()).await;
    import(&mut door, "disqus", DISQUS, false).await.unwrap();
    let text = export(&mut door).await;
    let thread = text.lines().find(|line| line.contains("\"kind\":\"page\"")).unwrap();
    let thread: serde_json::Value = serde_json::from_str(thread).unwrap();
    let page = thread["url"].as_str().unwrap().to_owned();
    let ask = |name: &str, role: Option<&str>, page: Option<&str>| AskToken {
        site: "bakery".into(),
        name: Some(name.into()),
        role: role.map(str::to_owned),
        page: page.map(str::to_owned),
    };
    for refused in [
        ask("Dr. Kern", Some("guest"), None),
        ask("Dr. Kern", Some("guest"), Some("https://bakery.example/nobody-spoke-here")),
        ask("Dr. Kern", Some("guest"), Some("https://elsewhere.example/")),
        ask("Dr. Kern", Some("moderator"), Some(&page)),
        ask("Dr. Kern", Some("pope"), None),
    ] {
        assert!(door.say("/token", Some(&refused)).await.is_err(), "{:?} {:?}", refused.role, refused.page);
    }
    let team = AskTeam { site: "bakery".into(), end: None };
    assert!(door.say("/team", Some(&team)).await.unwrap().starts_with("Nobody yet"), "what was refused adds nobody");
    let said = door.say("/token", Some(&ask("Dr. Kern", Some("guest"), Some(&page)))).await.unwrap();
    assert!(said.starts_with("This link signs Dr. Kern (guest) in") && said.contains("/host/#enter="), "{said}");
    // A new link later needs neither, and moves nobody.
    assert!(door.say("/token", Some(&ask("Dr. Kern", None, None))).await.is_ok());
    assert!(door.say("/token", Some(&ask("Dr. Kern", None, Some(&page)))).await.is_err());
}

#[tokio::test]
async fn a_command_needs_no_site_where_there_is_one_and_names_them_where_there_are_several() {
    let folder = tempfile::tempdir().unwrap();
    let mut door = Door::open(folder.path()).await.unwrap();
    let said = |asked: Result<String, Sorry>| asked.map_err(|sorry| sorry.0);
    let none = said(door.site(None).await).unwrap_err();
    assert!(none.contains("porch site add"), "{none}");
    let add = |name: &str, origin: &str| AddSite { name: name.into(), origins: vec![origin.into()] };
    door.say("/site/add", Some(&add("bakery", "https://bakery.example"))).await.unwrap();
    assert_eq!(said(door.site(None).await), Ok("bakery".into()));
    door.say("/site/add", Some(&add("cafe", "https://cafe.example"))).await.unwrap();
    assert_eq!(said(door.site(None).await), Err("say which site with --site: bakery, cafe".into()));
    assert_eq!(said(door.site(Some("cafe".into())).await), Ok("cafe".into()));
    let unknown = said(door.site(Some("kiosk".into())).await).unwrap_err();
    assert!(unknown.contains("kiosk") && unknown.contains("bakery, cafe"), "{unknown}");
}

#[tokio::test]
async fn a_site_is_not_added_with_an_address_of_another_one_or_with_none() {
    let folder = tempfile::tempdir().unwrap();
    let mut door = bakery(folder.path()).await;
    for (name, origin, why) in [
        ("bakery", "https://bakery.example", "the site bakery is there already. Paste"),
        ("bakery", "https://x.example", "set bakery origin=https://bakery.example origin=https://x.example"),
        ("cafe", "https://bakery.example", "belongs to the site bakery"),
        ("cafe", "https://BAKERY.example:443/", "belongs to the site bakery"),
        ("cafe", "bakery.example", "write https://bakery.example"),
        ("cafe", "https://cafe.example/menu", "write https://cafe.example"),
        ("cafe", "http://cafe.example", "write https://cafe.example"),
    ] {
        let site = AddSite { name: name.into(), origins: vec![origin.into()] };
        let refused = door.say("/site/add", Some(&site)).await.unwrap_err().0;
        assert!(refused.contains(why), "{origin}: {refused}");
    }
    assert!(!door.say::<()>("/site/list", None).await.unwrap().contains("cafe"));
}

#[tokio::test]
async fn lines_and_links_name_the_address_that_is_known_or_a_gap_to_fill() {
    let folder = tempfile::tempdir().unwrap();
    let token = AskToken { site: "bakery".into(), name: None, role: None, page: None };
    // Before the server has ever run: a gap, and a sentence about it. The link is one that makes the owner.
    let mut door = Door::open(folder.path()).await.unwrap();
    let site = AddSite { name: "bakery".into(), origins: vec!["https://bakery.example".into()] };
    let added = door.say("/site/add", Some(&site)).await.unwrap();
    assert!(
        added.contains("src=\"https://YOUR-PORCH-ADDRESS/v1/embed.js\"") && added.contains("--public-url"),
        "{added}"
    );
    let link = door.say("/token", Some(&token)).await.unwrap();
    assert!(link.contains("https://YOUR-PORCH-ADDRESS/host/#begin="), "{link}");
    let Door::Here(here) = &door else { panic!("nobody serves") };
    here.1.storage.remember_public_url("https://bakery.example/talk".into()).await.unwrap();
    door.close().await;
    // After it has run once: the address under which it did.
    let mut door = Door::open(folder.path()).await.unwrap();
    let link = door.say("/token", Some(&token)).await.unwrap();
    assert!(link.contains("\nhttps://bakery.example/talk/host/#begin=") && !link.contains("YOUR-PORCH"), "{link}");
    let site = AddSite { name: "cafe".into(), origins: vec!["https://cafe.example".into()] };
    let added = door.say("/site/add", Some(&site)).await.unwrap();
    assert!(added.contains("src=\"https://bakery.example/talk/v1/embed.js\""), "{added}");
    door.close().await;
}
