//! Sites, links and decisions by command, in this process and over the socket.

use porch_protocol::{CommentId, Timestamp};
use porch_server::App;
use porch_server::clock::Clock;
use porch_server::config::Settings;
use porch_server::control::comments::{ChangeComment, DecisionKind, PauseReplies};
use porch_server::control::endpoints;
use porch_server::control::error::CommandError;
use porch_server::control::moderation::{AddBan, ChangeRule, RemoveBan, SiteQuery};
use porch_server::control::sites::{AddSite, SetSite};
use porch_server::control::socket::{self, ControlClient};
use porch_server::control::team::{SignInLink, TeamCommand};
use porch_server::lock::Lock;

use crate::{DISQUS, assert_whole, bakery, export, import, lines};

#[tokio::test]
async fn a_server_that_runs_does_what_is_asked_over_its_socket() {
    let folder = tempfile::tempdir().unwrap();
    let lock = Lock::take(folder.path(), "porch serve").unwrap();
    let config = Settings::default().check().unwrap();
    let clock = Clock::fixed(Timestamp(1_750_000_000_000_000));
    let app = App::open(folder.path(), config, clock).await.unwrap();
    let serving = tokio::spawn(socket::serve(app.clone(), socket::listen(folder.path()).unwrap()));
    let mut door = bakery(folder.path()).await;
    assert!(matches!(door, ControlClient::Server(_)));
    // A command asks one thing after the other, however fast.
    for _ in 0..100 {
        assert_eq!(door.site(String::new()).await.map_err(|sorry| sorry.0), Ok("bakery".into()));
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
async fn the_operator_keeps_the_talk_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let mut door = bakery(folder.path()).await;
    import(&mut door, "disqus", DISQUS, false).await.unwrap();
    let text = export(&mut door).await;
    let line = text.lines().find(|line| line.contains("\"status\":\"published\"")).unwrap();
    let id: CommentId = line.split("\"id\":\"").nth(1).unwrap()[..36].parse().unwrap();
    let site = || SiteQuery { site: "bakery".into() };
    let waiting = door.command(endpoints::LIST_REVIEW_QUEUE, &site()).await.unwrap();
    assert_eq!(waiting, "Nothing to review on bakery; none unanswered.\n");
    let rule = |text: &str, remove| ChangeRule { site: "bakery".into(), text: text.into(), pattern: false, remove };
    assert!(
        door.command(endpoints::CHANGE_RULE, &rule("casino*", false))
            .await
            .unwrap()
            .contains("are held for review from now on")
    );
    assert!(door.command(endpoints::CHANGE_RULE, &rule("casino*", false)).await.is_err(), "it is there already");
    assert_eq!(door.command(endpoints::LIST_RULES, &site()).await.unwrap(), "word casino*\n");
    assert!(door.command(endpoints::CHANGE_RULE, &rule("casino*", true)).await.is_ok());
    assert!(door.command(endpoints::CHANGE_RULE, &rule("casino*", true)).await.is_err(), "it is gone");
    let ban = |comment, address: Option<&str>, why: &str| AddBan {
        site: "bakery".into(),
        comment,
        network: false,
        address: address.map(|address| address.parse().unwrap()),
        seconds: Some(3_600),
        why: why.into(),
    };
    assert!(door.command(endpoints::ADD_BAN, &ban(Some(id), None, "insults")).await.unwrap().contains("the person"));
    assert!(
        door.command(endpoints::ADD_BAN, &ban(None, Some("203.0.113.7"), "a flood"))
            .await
            .unwrap()
            .contains("the network")
    );
    assert!(door.command(endpoints::ADD_BAN, &ban(None, None, "nobody")).await.is_err());
    assert!(door.command(endpoints::ADD_BAN, &ban(Some(id), None, " ")).await.is_err(), "a reason is kept with each");
    let list = door.command(endpoints::LIST_BANS, &site()).await.unwrap();
    assert!(list.lines().count() == 2 && list.contains("insults") && !list.contains("203.0.113.7"), "{list}");
    let who = list.split_whitespace().nth(1).unwrap().to_owned();
    door.command(endpoints::REMOVE_BAN, &RemoveBan { site: "bakery".into(), who }).await.unwrap();

    let set = |key: &str, value: &str| SetSite { name: "bakery".into(), settings: vec![(key.into(), value.into())] };
    for (key, good, bad) in [("slow", "20", "86401"), ("reports", "2", "-1"), ("repeats", "off", "maybe")] {
        assert!(door.command(endpoints::SET_SITE, &set(key, good)).await.is_ok(), "{key}");
        assert!(door.command(endpoints::SET_SITE, &set(key, bad)).await.is_err(), "{key}");
    }
    door.command(endpoints::SET_SITE, &set("team-name", "Marta")).await.unwrap();
    let change = ChangeComment { decision: DecisionKind::Decline, id, why: Some("It is published".into()) };
    let refused = door.command(endpoints::CHANGE_COMMENT, &change).await.unwrap_err().0;
    assert!(refused.contains("is published already: this action is not possible"), "{refused}");
    door.command(endpoints::PAUSE_REPLIES, &PauseReplies { id, seconds: 600, why: Some("Let it rest".into()) })
        .await
        .unwrap();
    let log = door.command(endpoints::LIST_LOG, &site()).await.unwrap();
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
    let ask = |name: &str, role: Option<&str>, page: Option<&str>| SignInLink {
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
        assert!(
            door.command(endpoints::SIGN_IN_LINK, &refused).await.is_err(),
            "{:?} {:?}",
            refused.role,
            refused.page
        );
    }
    let team = TeamCommand { site: "bakery".into(), end: None };
    assert!(
        door.command(endpoints::TEAM, &team).await.unwrap().starts_with("Nobody yet"),
        "what was refused adds nobody"
    );
    let said = door.command(endpoints::SIGN_IN_LINK, &ask("Dr. Kern", Some("guest"), Some(&page))).await.unwrap();
    assert!(said.starts_with("This link signs Dr. Kern (guest) in") && said.contains("/host/#enter="), "{said}");
    // Whoever mistypes a name makes nobody an owner by it, and reads who is there.
    let mistyped = door.command(endpoints::SIGN_IN_LINK, &ask("Dr. Kren", None, None)).await.unwrap_err().0;
    assert!(
        mistyped.contains("called Dr. Kren. Its members: Dr. Kern (guest).") && mistyped.contains("--role owner"),
        "{mistyped}"
    );
    assert!(!door.command(endpoints::TEAM, &team).await.unwrap().contains("Kren"));
    let second = door.command(endpoints::SIGN_IN_LINK, &ask("Dr. Kren", Some("owner"), None)).await.unwrap();
    assert!(second.starts_with("This link signs Dr. Kren (owner) in"), "{second}");
    // A new link later needs neither, and moves nobody.
    assert!(door.command(endpoints::SIGN_IN_LINK, &ask("Dr. Kern", None, None)).await.is_ok());
    assert!(door.command(endpoints::SIGN_IN_LINK, &ask("Dr. Kern", None, Some(&page))).await.is_err());
}

#[tokio::test]
async fn a_command_needs_no_site_where_there_is_one_and_names_them_where_there_are_several() {
    let folder = tempfile::tempdir().unwrap();
    let mut door = ControlClient::open(folder.path()).await.unwrap();
    let said = |asked: Result<String, CommandError>| asked.map_err(|sorry| sorry.0);
    let none = said(door.site(String::new()).await).unwrap_err();
    assert!(none.contains("porch site add"), "{none}");
    let add = |name: &str, origin: &str| AddSite { name: name.into(), called: None, origins: vec![origin.into()] };
    door.command(endpoints::ADD_SITE, &add("bakery", "https://bakery.example")).await.unwrap();
    assert_eq!(said(door.site(String::new()).await), Ok("bakery".into()));
    door.command(endpoints::ADD_SITE, &add("cafe", "https://cafe.example")).await.unwrap();
    assert_eq!(said(door.site(String::new()).await), Err("name one of the sites with --site: bakery, cafe".into()));
    assert_eq!(said(door.site("cafe".into()).await), Ok("cafe".into()));
    let unknown = said(door.site("kiosk".into()).await).unwrap_err();
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
        let site = AddSite { name: name.into(), called: None, origins: vec![origin.into()] };
        let refused = door.command(endpoints::ADD_SITE, &site).await.unwrap_err().0;
        assert!(refused.contains(why), "{origin}: {refused}");
    }
    assert!(!door.command(endpoints::LIST_SITES, &()).await.unwrap().contains("cafe"));
    for (called, why) in [("x".repeat(65), "more than 64 characters"), ("\u{200B}".into(), "no letters")] {
        let site = AddSite { name: "cafe".into(), called: Some(called), origins: vec!["https://cafe.example".into()] };
        assert!(door.command(endpoints::ADD_SITE, &site).await.unwrap_err().0.contains(why), "{why}");
    }
    let called = Some("Halm & Krume's".into());
    let site = AddSite { name: "cafe".into(), called, origins: vec!["https://cafe.example".into()] };
    door.command(endpoints::ADD_SITE, &site).await.unwrap();
    let list = door.command(endpoints::LIST_SITES, &()).await.unwrap();
    assert!(list.starts_with("bakery name=bakery.example hold="), "{list}");
    assert!(list.contains("\ncafe name='Halm & Krume'\\''s' hold=first https://cafe.example\n"), "{list}");
    let set = SetSite { name: "cafe".into(), settings: vec![("name".into(), "Krume".into())] };
    door.command(endpoints::SET_SITE, &set).await.unwrap();
    assert!(door.command(endpoints::LIST_SITES, &()).await.unwrap().contains("cafe name=Krume "));
}

#[tokio::test]
async fn lines_and_links_name_the_address_that_is_known_or_a_gap_to_fill() {
    let folder = tempfile::tempdir().unwrap();
    let token = SignInLink { site: "bakery".into(), name: None, role: None, page: None };
    // Before the server has ever run: a gap, and a sentence about it. The link is one that makes the owner.
    let mut door = ControlClient::open(folder.path()).await.unwrap();
    let site = AddSite { name: "bakery".into(), called: None, origins: vec!["https://bakery.example".into()] };
    let added = door.command(endpoints::ADD_SITE, &site).await.unwrap();
    assert!(
        added.contains("src=\"https://YOUR-PORCH-ADDRESS/v1/embed.js\"") && added.contains("--public-url"),
        "{added}"
    );
    let link = door.command(endpoints::SIGN_IN_LINK, &token).await.unwrap();
    assert!(link.contains("https://YOUR-PORCH-ADDRESS/host/#begin="), "{link}");
    let ControlClient::InProcess(here) = &door else { panic!("nobody serves") };
    here.1.storage.store_public_url("https://bakery.example/talk".into()).await.unwrap();
    door.close().await;
    // After it has run once: the address under which it did.
    let mut door = ControlClient::open(folder.path()).await.unwrap();
    let link = door.command(endpoints::SIGN_IN_LINK, &token).await.unwrap();
    assert!(link.contains("\nhttps://bakery.example/talk/host/#begin=") && !link.contains("YOUR-PORCH"), "{link}");
    let site = AddSite { name: "cafe".into(), called: None, origins: vec!["https://cafe.example".into()] };
    let added = door.command(endpoints::ADD_SITE, &site).await.unwrap();
    assert!(added.contains("src=\"https://bakery.example/talk/v1/embed.js\""), "{added}");
    door.close().await;
}
