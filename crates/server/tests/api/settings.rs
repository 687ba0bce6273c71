//! What the team sets in the dashboard: rules, words, switches, addresses; and the history of it all.

use porch_protocol::site_settings::{InstallCheck, PromptAndRules, SiteSettings, WordRuleTestResult};
use porch_protocol::team_api::{HistoryEntry, Member};
use porch_protocol::{ErrorCode, Role, WelcomeWords};
use porch_server::config::Limits;
use porch_server::team::{OPERATOR, settings};
use porch_storage::sites::SiteChange;
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use crate::fixture::{BAKERY, CAFE, Fixture, RYE, key, problem};
use crate::host::{asks_for, expert_comes_in};
use crate::review::{Host, held, holding_first_comments};

async fn sets(host: &Host<'_>, settings: &[(&str, &str)]) -> Response {
    let settings: Vec<_> = settings.iter().map(|(key, value)| json!({ "key": key, "value": value })).collect();
    host.asks(Method::PATCH, "site", Some(json!({ "settings": settings }))).await
}

async fn posts(host: &Host<'_>, what: &str, body: Value) -> Response {
    host.asks(Method::POST, what, Some(body)).await
}

fn value<'s>(site: &'s SiteSettings, key: &str) -> &'s str {
    site.settings.iter().find(|setting| setting.key == key).map(|setting| setting.value.as_str()).unwrap()
}

#[tokio::test]
async fn the_team_sets_house_rules_and_pages_show_them() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Host).await;
    let words = json!({ "words": { "question": " What did  you bake? ", "rules": ["be concrete", "no ads"] } });
    let kept: WelcomeWords = marta.asks(Method::PUT, "rules/welcome", Some(words)).await.json().await.unwrap();
    assert_eq!((kept.question.as_deref(), kept.by.as_deref()), (Some("What did you bake?"), Some("Marta")));
    let own = json!({ "page": RYE, "words": { "question": "Rye or wheat?", "by": "Jan" } });
    assert_eq!(marta.asks(Method::PUT, "rules/welcome", Some(own)).await.status(), StatusCode::OK);
    let rules: PromptAndRules = marta.reads("rules").await;
    assert_eq!(rules.site.rules.as_deref(), Some(&["be concrete".to_owned(), "no ads".to_owned()][..]));
    assert_eq!((rules.pages.len(), rules.pages[0].page.as_str()), (1, "bakery.example/rye"));
    assert!(rules.may_change);
    let seen = fixture.visitor("Amira").reads(RYE).await.welcome;
    assert_eq!((seen.question.as_deref(), seen.asked_by.as_deref()), (Some("Rye or wheat?"), Some("Jan")));
    assert_eq!((seen.rules.len(), seen.rules_by.as_deref()), (2, Some("Marta")));
    let spelt = fixture.visitor("Ben").reads("https://bakery.example/spelt").await.welcome;
    assert_eq!(spelt.question.as_deref(), Some("What did you bake?"));
    let as_site = json!({ "page": "bakery.example/rye", "words": {} });
    assert_eq!(marta.asks(Method::PUT, "rules/welcome", Some(as_site)).await.status(), StatusCode::OK);
    assert!(marta.reads::<PromptAndRules>("rules").await.pages.is_empty(), "it says what the site says again");
    let many = json!({ "words": { "rules": ["a", "b", "c", "d"] } });
    let refused = problem(marta.asks(Method::PUT, "rules/welcome", Some(many)).await, 422).await;
    assert_eq!(refused.code, ErrorCode::SettingInvalid);
    assert!(refused.detail.unwrap().contains("at most 3 rules"));
    let foreign = json!({ "page": "https://cafe.example/menu", "words": { "question": "Tea?" } });
    assert_eq!(marta.asks(Method::PUT, "rules/welcome", Some(foreign)).await.status(), StatusCode::BAD_REQUEST);
    let log: Vec<HistoryEntry> = marta.reads("settled?what=rules").await;
    assert_eq!((log.len(), log[0].what.as_str(), log[0].by.name().unwrap_or_default()), (3, "welcome_set", "Marta"));
    assert!(log[1].detail.iter().any(|one| one.key == "question" && one.value == "Rye or wheat?"));
}

#[tokio::test]
async fn a_word_is_tried_added_holds_and_is_taken_away() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let amira = fixture.visitor("Amira");
    for words in ["The casino next door is loud", "I like rye", "CASINO, again"] {
        amira.posts(RYE, words).await;
    }
    let rule = json!({ "kind": "word", "text": "casino" });
    let tried = json!({ "rule": rule, "sentence": "Come to our casino" });
    let tried: WordRuleTestResult = posts(&marta, "rules/try", tried).await.json().await.unwrap();
    assert_eq!((tried.sentence, tried.held, tried.of), (true, 2, 3));
    assert_eq!(tried.examples, ["CASINO, again", "The casino next door is loud"]);
    assert!(marta.reads::<PromptAndRules>("rules").await.words.is_empty(), "trying changes nothing");

    assert_eq!(posts(&marta, "rules/words", rule.clone()).await.status(), StatusCode::NO_CONTENT);
    let twice = problem(posts(&marta, "rules/words", rule.clone()).await, 409).await;
    assert_eq!(twice.detail.as_deref(), Some("the site has this rule already"));
    held(&fixture, "Ben", "One more casino").await;
    assert_eq!(marta.reads::<PromptAndRules>("rules").await.words[0].text, "casino");
    assert_eq!(posts(&marta, "rules/words/remove", rule.clone()).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(posts(&marta, "rules/words/remove", rule).await.status(), StatusCode::CONFLICT);
    fixture.visitor("Carl").posts(RYE, "The casino has closed").await;
}

#[tokio::test]
async fn a_pattern_that_cannot_be_says_why() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    for (text, why) in
        [("(", "unclosed group"), ("a*", "everything"), ("(a{900}){900}", "room"), ("", "1 to 200 bytes")]
    {
        for (path, body) in [
            ("rules/words", json!({ "kind": "pattern", "text": text })),
            ("rules/try", json!({ "rule": { "kind": "pattern", "text": text }, "sentence": "a" })),
        ] {
            let refused = problem(posts(&marta, path, body).await, 422).await;
            assert_eq!(refused.code, ErrorCode::RuleInvalid, "{text}");
            assert!(refused.detail.as_ref().unwrap().contains(why), "{text}: {:?}", refused.detail);
        }
    }
    let long = json!({ "rule": { "kind": "word", "text": "a" }, "sentence": "a ".repeat(5_001) });
    assert_eq!(problem(posts(&marta, "rules/try", long).await, 422).await.code, ErrorCode::BodyTooLong);
}

#[tokio::test]
async fn switches_mean_what_the_command_line_means_and_are_set_all_or_none() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Host).await;
    let site: SiteSettings = marta.reads("site").await;
    assert_eq!((value(&site, "hold"), value(&site, "spam"), value(&site, "notify")), ("off", "on", "off"));
    assert!(site.may_change && !site.sends_mail, "nobody has named a mail server");
    assert_eq!((site.server.as_str(), site.origins.as_slice()), (fixture.address.as_str(), &[BAKERY.to_owned()][..]));
    let change = [("hold", "all"), ("slow", "30"), ("notify", "marta@bakery.example"), ("notify", "on")];
    let site: SiteSettings = sets(&marta, &change).await.json().await.unwrap();
    assert_eq!((value(&site, "hold"), value(&site, "slow"), value(&site, "notify")), ("all", "30", "on"));
    assert_eq!(site.notified, ["marta@bakery.example"]);
    held(&fixture, "Amira", "I wait").await;
    for wrong in [("hold", "some"), ("slow", "86401"), ("closed", "maybe"), ("notify", "nobody"), ("colour", "red")] {
        let refused = problem(sets(&marta, &[("reports", "9"), wrong]).await, 422).await;
        assert_eq!(refused.code, ErrorCode::SettingInvalid, "{wrong:?}");
        assert!(refused.detail.is_some());
    }
    assert_eq!(value(&marta.reads::<SiteSettings>("site").await, "reports"), "3", "nothing of a wrong change is done");
    assert_eq!(sets(&marta, &[]).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let log: Vec<HistoryEntry> = marta.reads("settled?what=site").await;
    assert!(log.iter().any(|line| line.what == "site_set" && line.by.name() == Some("Marta")));
    assert!(log.iter().any(|line| line.detail.iter().any(|one| one.key == "hold" && one.value == "all")));
    assert!(!format!("{log:?}").contains("marta@"), "the log is for ever, and has no addresses");
}

#[tokio::test]
async fn a_site_is_called_by_its_address_until_its_people_name_it() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Host).await;
    let called = async || marta.reads::<SiteSettings>("site").await.name;
    assert_eq!(called().await, "bakery.example");
    let named: SiteSettings = sets(&marta, &[("name", "  Halm &  Krume ")]).await.json().await.unwrap();
    assert_eq!(named.name, "Halm & Krume");
    assert_eq!(marta.reads::<Member>("session").await.site_name, "Halm & Krume");
    assert_eq!(marta.reads::<Vec<Member>>("sites").await[0].site_name, "Halm & Krume");
    fixture.visitor("Amira").posts(RYE, "How sour is it?").await;
    let thread = fixture.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap().unwrap();
    let page =
        async |rest: &str| reqwest::get(format!("{}/c/{rest}", fixture.address)).await.unwrap().text().await.unwrap();
    let talk = page(&format!("bakery?page={RYE}")).await;
    assert!(talk.contains("· Halm &amp; Krume</title>") && talk.contains("<bdi>Halm &amp; Krume</bdi>"), "{talk}");
    assert!(page(&format!("bakery/{}/feed", thread.id)).await.contains("· Halm &amp; Krume</title>"));

    for (wrong, why) in [("x".repeat(65), "more than 64 characters"), ("\u{200B}".into(), "no letters")] {
        let refused = problem(sets(&marta, &[("name", &wrong)]).await, 422).await;
        assert_eq!(refused.code, ErrorCode::SettingInvalid, "{wrong}");
        assert!(refused.detail.unwrap().contains(why), "{wrong}");
    }
    assert_eq!(called().await, "Halm & Krume");
    let bold = [("name", "<b>\"Krume\"</b>")];
    assert_eq!(sets(&marta, &bold).await.status(), StatusCode::OK);
    let talk = page(&format!("bakery?page={RYE}")).await;
    assert!(!talk.contains("<b>\"Krume") && talk.contains("&quot;Krume&quot;"), "a name is no markup: {talk}");

    // Whoever speaks for the site in its new name is refused, as in its id and its address.
    sets(&marta, &[("name", "Krume")]).await;
    let twin = fixture.visitor("Krume Team");
    let refused = twin.sends(Method::POST, "comments", &key(), twin.words(RYE, "Closed tomorrow")).await;
    assert_eq!(problem(refused, 422).await.code, ErrorCode::NameTaken);

    // What it is called anyway is no name of its own: it goes on to follow the address.
    for usual in ["bakery.example", "", "  "] {
        sets(&marta, &[("name", "Krume")]).await;
        assert_eq!(sets(&marta, &[("name", usual)]).await.status(), StatusCode::OK);
        assert_eq!(called().await, "bakery.example", "{usual:?}");
    }
    let moved = [("origin", "https://www.halm-krume.example"), ("origin", BAKERY)];
    let moved: SiteSettings = sets(&marta, &moved).await.json().await.unwrap();
    assert_eq!(moved.name, "halm-krume.example");
    let log: Vec<HistoryEntry> = marta.reads("settled?what=site").await;
    assert!(log.iter().any(|line| line.detail.iter().any(|one| one.key == "name" && one.value == "Halm & Krume")));
}

#[tokio::test]
async fn links_of_newcomers_are_held_until_somebody_turns_that_off() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Host).await;
    sets(&marta, &[("hold", "off"), ("spam", "off")]).await;
    assert_eq!(value(&marta.reads::<SiteSettings>("site").await, "links"), "on");
    let words = "See https://mill.example/rye and https://oven.example/rye";
    held(&fixture, "Ben", words).await;
    let off: SiteSettings = sets(&marta, &[("links", "off")]).await.json().await.unwrap();
    assert_eq!(value(&off, "links"), "off");
    assert!(fixture.visitor("Cy").posts(RYE, &format!("{words} too")).await.comment.is_published());
}

#[tokio::test]
async fn nobody_takes_another_sites_address() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let refused = problem(sets(&marta, &[("origin", BAKERY), ("origin", CAFE)]).await, 422).await;
    assert!(refused.detail.unwrap().contains("another site"));
    for wrong in ["http://bakery.example", "https://bakery.example/path", "https://*.bakery.example", "nonsense"] {
        assert_eq!(sets(&marta, &[("origin", wrong)]).await.status(), StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let more = [("origin", BAKERY), ("origin", "https://staging.bakery.example")];
    let site: SiteSettings = sets(&marta, &more).await.json().await.unwrap();
    assert_eq!(site.origins.len(), 2);
    let page = "https://staging.bakery.example/rye";
    assert_eq!(fixture.visitor("Amira").gets(&format!("thread?page={page}")).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn the_dashboard_shows_which_pages_embed_the_widget() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    assert!(marta.reads::<InstallCheck>("site/heard").await.pages.is_empty());
    fixture.visitor("Amira").reads_the_page(RYE).await;
    let heard: InstallCheck = marta.reads("site/heard").await;
    assert_eq!(heard.pages.iter().map(|page| page.url.as_str()).collect::<Vec<_>>(), [RYE]);
    assert_eq!(heard.pages[0].canonical, None);

    // A canonical address of elsewhere is named beside the page; one of the site itself, or no address, is not.
    for (said, named) in
        [("http%3A%2F%2Fbakery.example%2Frye%3Ftoken%3Dx", true), (RYE, false), ("javascript%3Aalert(1)", false)]
    {
        let asked = format!("fragment?page={RYE}&canonical={said}");
        assert_eq!(fixture.visitor("Amira").gets(&asked).await.status(), StatusCode::OK);
        let heard: InstallCheck = marta.reads("site/heard").await;
        let canonical = named.then(|| "http://bakery.example/rye".to_owned());
        assert_eq!(heard.pages.iter().map(|page| page.canonical.clone()).collect::<Vec<_>>(), [canonical], "{said}");
    }

    // A page that names another site's address is not shown that site's conversation, in which it could not write.
    let client = reqwest::Client::new();
    for (site, call) in [("-", "fragment"), ("-", "thread"), ("cafe", "fragment"), ("cafe", "changes")] {
        let cafe = format!("{}/v1/sites/{site}/{call}?page={CAFE}/menu&since=", fixture.address);
        let refused = client.get(format!("{cafe}&origin={BAKERY}")).send().await.unwrap();
        assert_eq!(problem(refused, 400).await.code, ErrorCode::PageNotAllowed, "{site} {call}");
        let read = client.get(format!("{cafe}&origin={CAFE}")).send().await.unwrap();
        assert_ne!(read.status(), StatusCode::BAD_REQUEST, "{site} {call}");
    }
    for origin in [BAKERY, fixture.address.as_str()] {
        let read = fixture.visitor("Amira").gets(&format!("fragment?page={RYE}&origin={origin}")).await;
        assert_eq!(read.status(), StatusCode::OK, "{origin}");
    }
    let own = format!("fragment?page={RYE}&canonical={CAFE}/menu");
    assert_eq!(fixture.visitor("Amira").gets(&own).await.status(), StatusCode::OK);
    let heard: InstallCheck = marta.reads("site/heard").await;
    assert_eq!(heard.pages[0].canonical.as_deref(), Some(&*format!("{CAFE}/menu")));

    let asks = async |site: &str, origin: &str| {
        let url = format!("{}/v1/sites/{site}/fragment?page={origin}/hello", fixture.address);
        client.get(url).header("origin", origin).send().await.unwrap().status()
    };
    for origin in ["https://staging.bakery.example", "https://evil.example", "https://notbakery.example"] {
        assert_eq!(asks("-", origin).await, StatusCode::NOT_FOUND);
    }
    assert_eq!(asks("bakery", "https://new.example").await, StatusCode::BAD_REQUEST);
    assert_eq!(asks("bakery", CAFE).await, StatusCode::BAD_REQUEST, "another site's page is no stranger");
    let strangers = |heard: InstallCheck| heard.unlisted_origins.into_iter().map(|one| one.origin).collect::<Vec<_>>();
    let heard = strangers(marta.reads("site/heard").await);
    assert_eq!(heard, ["https://new.example", "https://staging.bakery.example"], "nobody hears of what is not theirs");
    for number in 0..20 {
        asks("bakery", &format!("https://{number}.example")).await;
    }
    assert_eq!(strangers(marta.reads("site/heard").await).len(), 5);
    fixture.pass(2 * 86_400);
    let marta = Host::named(&fixture, "Ines", Role::Owner).await;
    assert!(marta.reads::<InstallCheck>("site/heard").await.pages.is_empty(), "that was long ago");
}

#[tokio::test]
async fn mail_to_an_address_is_in_the_language_of_the_browser_that_added_it() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let adds = async |addresses: &[&str], language: &str| {
        let named: Vec<_> = addresses.iter().map(|one| json!({ "key": "notify", "value": one })).collect();
        let asked = asks_for(&fixture, Method::PATCH, "site", Some(&marta.cookie)).header("accept-language", language);
        assert_eq!(asked.json(&json!({ "settings": named })).send().await.unwrap().status(), StatusCode::OK);
    };
    adds(&["marta@bakery.example"], "de-AT,de;q=0.9").await;
    adds(&["marta@bakery.example", "noor@bakery.example"], "ar").await;
    let owner = fixture.app.storage.owner_mail("bakery").await.unwrap().unwrap();
    let of = |address: &str| owner.languages.get(address).map(String::as_str);
    assert_eq!([of("marta@bakery.example"), of("noor@bakery.example")], [Some("de"), Some("ar")]);
}

#[tokio::test]
async fn settings_are_changed_together_or_not_at_all() {
    let folder = Fixture::open().await.end().await;
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}/porch.db", folder.path().display())).await.unwrap();
    let refuse = "create trigger no_mail before insert on owner_mail begin select raise(abort, 'no'); end";
    sqlx::query(refuse).execute(&pool).await.unwrap();
    pool.close().await;
    let fixture = Fixture::at(folder, Limits::Off).await;
    let before = fixture.app.storage.sites().await.unwrap();
    let both =
        [("hold", "all"), ("notify", "marta@bakery.example")].map(|(key, value)| (key.to_owned(), value.to_owned()));
    assert!(settings::set(&fixture.app, "bakery", &both, OPERATOR).await.is_err());
    assert_eq!(fixture.app.storage.sites().await.unwrap(), before, "the one that could be set is not set alone");
    settings::set(&fixture.app, "bakery", &both[..1], OPERATOR).await.unwrap();
    assert_ne!(fixture.app.storage.sites().await.unwrap(), before);
}

#[tokio::test]
async fn a_moderator_looks_and_changes_nothing_and_an_expert_does_not_look() {
    let fixture = Fixture::open().await;
    let ines = Host::named(&fixture, "Ines", Role::Moderator).await;
    Host::named(&fixture, "Marta", Role::Owner).await;
    fixture.set(SiteChange { owner: Some(owner_mail()), ..SiteChange::default() }).await;
    assert!(!ines.reads::<PromptAndRules>("rules").await.may_change);
    let site: SiteSettings = ines.reads("site").await;
    assert!(!site.may_change && site.notified.is_empty(), "an address is for those who may change it");
    let rule = json!({ "kind": "word", "text": "casino" });
    let changes = [
        (Method::PATCH, "site", json!({ "settings": [{ "key": "hold", "value": "off" }] })),
        (Method::PATCH, "site", json!({ "settings": [{ "key": "name", "value": "Mine" }] })),
        (Method::PUT, "rules/welcome", json!({ "words": { "question": "Who?" } })),
        (Method::POST, "rules/words", rule.clone()),
        (Method::POST, "rules/words/remove", rule.clone()),
        (Method::POST, "rules/try", json!({ "rule": rule })),
    ];
    fixture.visitor("Amira").posts(RYE, "How sour is it?").await;
    let thread = fixture.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap().unwrap();
    let jonas = Host { fixture: &fixture, cookie: expert_comes_in(&fixture, "Jonas", thread.id).await };
    for (method, path, body) in changes {
        for host in [&ines, &jonas] {
            let answer = host.asks(method.clone(), path, Some(body.clone())).await;
            assert_eq!(problem(answer, 403).await.code, ErrorCode::RoleNotAllowed, "{path}");
        }
    }
    for path in ["rules", "site", "site/heard", "settled"] {
        assert_eq!(jonas.asks(Method::GET, path, None).await.status(), StatusCode::FORBIDDEN, "{path}");
    }
}

fn owner_mail() -> porch_storage::owner_mail::OwnerMailChange {
    porch_storage::owner_mail::OwnerMailChange {
        addresses: Some(vec!["marta@bakery.example".into()]),
        ..Default::default()
    }
}

#[tokio::test]
async fn the_log_tells_whose_words_it_was_about_and_goes_back_page_by_page() {
    let fixture = holding_first_comments().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let ines = Host::named(&fixture, "Ines", Role::Moderator).await;
    let (_, posted) = held(&fixture, "Amira", "Your baker is a fool, says the miller of the next village").await;
    ines.decides("decline", Some("Rule 2"), &[&posted]).await;
    let log: Vec<HistoryEntry> = marta.reads("settled?what=decisions").await;
    let [line] = <[_; 1]>::try_from(log).unwrap();
    assert_eq!((line.by.name().unwrap_or_default(), line.name.as_deref()), ("Ines", Some("Amira")));
    assert_eq!(line.excerpt.as_deref(), Some("Your baker is a fool, says the miller of the next village"));
    assert_eq!((line.url.as_deref(), line.reason.as_deref()), (Some(RYE), Some("Rule 2")));
    let person = line.person.unwrap();
    let ban = json!({ "person": person, "reason": "Rule 2, again" });
    assert_eq!(posts(&marta, "bans", ban).await.status(), StatusCode::OK);
    let bans: Vec<HistoryEntry> = marta.reads("settled?what=bans").await;
    assert_eq!((bans[0].name.as_deref(), bans[0].person.as_deref()), (Some("Amira"), Some(person.as_str())));
    let by_ines = format!("settled?by={}", line.by_id.unwrap());
    let by_ines: Vec<HistoryEntry> = marta.reads(&by_ines).await;
    assert_eq!(
        by_ines.iter().map(|line| line.what.as_str()).collect::<Vec<_>>(),
        ["comment_declined", "member_entered"]
    );
    for number in 0..100 {
        let rule = json!({ "kind": "word", "text": format!("word{number}") });
        posts(&marta, "rules/words", rule).await;
    }
    let first: Vec<HistoryEntry> = marta.reads("settled").await;
    assert_eq!(first.len(), 100);
    let older: Vec<HistoryEntry> = marta.reads(&format!("settled?before={}", first[99].seq)).await;
    assert_eq!(older[0].what, "banned");
    assert!(older.iter().all(|line| line.seq < first[99].seq));
    let answer = marta.asks(Method::GET, "settled?before=x", None).await;
    assert!(answer.status().is_client_error());
}
