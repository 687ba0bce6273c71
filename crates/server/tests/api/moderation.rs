//! The list of checks over the real socket: what is held, what is refused, who is told, and what an edit cannot bring in.

use porch_domain::moderation::site_rules::{BanKind, RuleKind};
use porch_domain::moderation::team_decision::DecisionKind;
use porch_protocol::{CommentPosted, DisclosedHoldReason, ErrorCode, Role, Status, TrustLevel};
use porch_server::team::thread_controls::{self, BanTarget, NewBan, PageChanges};
use porch_server::team::{OPERATOR, decisions};
use porch_storage::sites::{Hold, SiteChange};
use porch_storage::team::Member;
use reqwest::Method;
use serde_json::{Value, json};

use crate::fixture::{Fixture, Person, RYE, key, problem};

const PROMO: &str =
    "We bake together on Thursday evening in the old mill behind the station, and whoever likes brings a loaf along.";

impl Fixture {
    pub(crate) async fn set(&self, change: SiteChange) {
        assert!(self.app.storage.set_site("bakery".into(), change, self.clock.now()).await.unwrap());
    }

    pub(crate) async fn decides(
        &self,
        kind: DecisionKind,
        posted: &CommentPosted,
        why: &str,
    ) -> porch_server::team::Result<()> {
        let decision = decisions::Decision {
            by: OPERATOR.into(),
            kind,
            reason: Some(why.into()),
            site: "bakery".into(),
            comment: posted.comment.id,
            version: None,
        };
        decisions::decide(&self.app, decision).await.map(|_| ())
    }

    /// Why the host is told that a comment waits.
    async fn hold_of(&self, posted: &CommentPosted) -> Option<&'static str> {
        let stored = self.app.storage.comment("bakery", posted.comment.id).await.unwrap().unwrap();
        assert_eq!(stored.hold.is_some(), stored.status == Status::Held);
        stored.hold.map(porch_protocol::held::HoldReason::word)
    }
}

impl Person {
    /// Sends words with more fields than most, and must be let in or held.
    pub(crate) async fn tries(&self, body: &str, more: Value) -> CommentPosted {
        let mut words = self.words(RYE, body);
        words.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let response = self.sends(Method::POST, "comments", &key(), words).await;
        assert!(response.status().is_success(), "{}", response.text().await.unwrap());
        response.json().await.unwrap()
    }

    /// Sends words that must be refused.
    pub(crate) async fn is_refused(&self, body: &str, status: u16) -> porch_protocol::Problem {
        problem(self.sends(Method::POST, "comments", &key(), self.words(RYE, body)).await, status).await
    }
}

#[tokio::test]
async fn a_trap_and_a_hurry_hold_and_teach_nothing() {
    let fixture = Fixture::open().await;
    let bot = fixture.visitor("Bot");
    let trapped = bot.tries("Nice post", json!({ "website": "https://spam.example" })).await;
    assert_eq!((trapped.comment.status, trapped.reason), (Status::Held, None));
    assert_eq!(fixture.hold_of(&trapped).await, Some("trap"));
    let hurried = bot.tries("Nice post too", json!({ "opened": 40 })).await;
    assert_eq!((hurried.comment.status, hurried.reason), (Status::Held, None));
    assert_eq!(fixture.hold_of(&hurried).await, Some("too_fast"));
    let amira = fixture.visitor("Amira");
    let slow = amira.tries("I typed this", json!({ "opened": 12_000, "website": "" })).await;
    assert_eq!(slow.comment.status, Status::Published);
    let quick = amira.tries("So did I", json!({ "opened": 40 })).await;
    assert_eq!(quick.comment.status, Status::Published, "she is known by now");
    assert_eq!(fixture.visitor("Ben").reads(RYE).await.total, 2);
}

#[tokio::test]
async fn a_repeat_with_another_time_taken_is_the_same_request() {
    let fixture = Fixture::open().await;
    let (amira, key) = (fixture.visitor("Amira"), key());
    let words = |opened: u64| {
        let mut words = amira.words(RYE, "once");
        words["opened"] = json!(opened);
        words
    };
    let first: Value = amira.sends(Method::POST, "comments", &key, words(9_000)).await.json().await.unwrap();
    let again: Value = amira.sends(Method::POST, "comments", &key, words(70_000)).await.json().await.unwrap();
    assert_eq!(first, again);
}

#[tokio::test]
async fn words_of_the_site_hold_a_post_and_an_edit() {
    let fixture = Fixture::open().await;
    thread_controls::add_rule(&fixture.app, "bakery", (RuleKind::Word, "casino*".into()), OPERATOR).await.unwrap();
    thread_controls::add_rule(&fixture.app, "bakery", (RuleKind::Pattern, r"\bt\.me/".into()), OPERATOR).await.unwrap();
    let amira = fixture.visitor("Amira");
    for held in ["Best CASINOS here", "Best 𝐜𝐚𝐬𝐢𝐧𝐨 here", "write to t.me/ronald", "[here](https://casino.example/)"]
    {
        let posted = amira.tries(held, json!({})).await;
        assert_eq!(fixture.hold_of(&posted).await, Some("words"), "{held}");
    }
    let posted = amira.posts(RYE, "An honest question about rye").await;
    let edited: CommentPosted = {
        let response = amira.edits(&posted, 1, "An honest casino about rye").await;
        assert_eq!(response.status(), 202);
        response.json().await.unwrap()
    };
    assert_eq!((edited.comment.status, edited.reason), (Status::Held, None));
    assert_eq!(fixture.visitor("Ben").reads(RYE).await.total, 0);
    thread_controls::remove_rule(&fixture.app, "bakery", (RuleKind::Word, "casino*".into()), OPERATOR).await.unwrap();
    assert_eq!(amira.tries("casino", json!({})).await.comment.status, Status::Published);
}

#[tokio::test]
async fn a_harmless_comment_that_is_given_a_link_later_goes_out_of_sight() {
    let fixture = Fixture::open().await;
    let (mallory, ben) = (fixture.visitor("Mallory"), fixture.visitor("Ben"));
    let posted = mallory.posts(RYE, "Such a lovely page").await;
    let before = ben.reads(RYE).await.cursor;
    let response = mallory.edits(&posted, 1, "Such a lovely page https://spam.example/canary").await;
    let edited: CommentPosted = response.json().await.unwrap();
    assert_eq!((edited.comment.status, edited.reason), (Status::Held, Some(DisclosedHoldReason::Links)));
    assert_eq!(ben.reads(RYE).await.total, 0);
    let changes = ben.hears_since(RYE, &before.0).await;
    assert_eq!((changes.total, changes.changes.len()), (0, 1), "whoever looks at it sees it go");
    let stub = &changes.changes[0].comment;
    assert_eq!((stub.id, &stub.author, &stub.body), (posted.comment.id, &None, &None));
    fixture.decides(DecisionKind::Approve, &posted, "").await.unwrap();
    assert_eq!(ben.reads(RYE).await.total, 1);
    let again = mallory.edits(&posted, 3, "Such a lovely site https://spam.example/canary").await;
    assert_eq!(again.status(), 200, "the host has let this link in");
}

#[tokio::test]
async fn links_of_newcomers_wait_and_of_known_people_do_not() {
    let fixture = Fixture::open().await;
    let two = "See https://a.example/1 and https://b.example/2";
    let new = fixture.visitor("New");
    let held = new.tries(two, json!({})).await;
    assert_eq!((held.comment.status, held.reason), (Status::Held, Some(DisclosedHoldReason::Links)));
    fixture.decides(DecisionKind::Approve, &held, "").await.unwrap();
    let known = new.tries("And https://c.example/1 and https://d.example/2", json!({})).await;
    assert_eq!(known.comment.status, Status::Published);
    let one = fixture
        .visitor("Other")
        .tries(
            "I follow the recipe at https://a.example/1 and my crust stays soft. What do you do differently?",
            json!({}),
        )
        .await;
    assert_eq!(one.comment.status, Status::Published);
}

#[tokio::test]
async fn the_same_words_from_many_are_held_and_stand_in_one_row() {
    let fixture = Fixture::open().await;
    let mut held = Vec::new();
    for number in 0..8 {
        let words = format!("{PROMO} https://mill.example/");
        let posted = fixture.visitor(&format!("Bot {number}")).tries(&words, json!({})).await;
        if posted.comment.status == Status::Held {
            assert_eq!(fixture.hold_of(&posted).await, Some("repeated"));
            held.push(posted);
        }
    }
    assert_eq!(held.len(), 7, "all but the first");
    let honest = fixture.visitor("Amira").tries("Thank you!", json!({ "website": "x" })).await;
    let (rows, count) = porch_server::team::review_queue::rows(&fixture.app, "bakery", 10).await.unwrap();
    assert_eq!((rows.len(), count), (2, 8));
    assert_eq!((rows[0].alike.len(), rows[0].people), (7, 7));
    assert_eq!(rows[1].first.comment.id, honest.comment.id);
    fixture.pass(2 * 86_400);
    let next = fixture.visitor("Next").tries(&format!("{PROMO} https://mill.example/"), json!({})).await;
    assert_eq!(fixture.hold_of(&next).await, Some("spam"), "it is no repeat of the day, but so many led there");
    fixture.pass(31 * 86_400);
    let later = fixture.visitor("Late").tries(&format!("{PROMO} https://mill.example/"), json!({})).await;
    assert_eq!(later.comment.status, Status::Published, "a month is remembered, and no more");
    fixture.set(SiteChange { repeats: Some(false), ..SiteChange::default() }).await;
    let off = fixture.visitor("Off").tries(&format!("{PROMO} https://mill.example/"), json!({})).await;
    assert_eq!(off.comment.status, Status::Published);
}

#[tokio::test]
async fn of_many_that_come_at_once_only_the_first_is_the_first() {
    let fixture = Fixture::open().await;
    let words = format!("{PROMO} https://mill.example/");
    let robots: Vec<Person> = (0..40).map(|number| fixture.visitor(&format!("Bot {number}"))).collect();
    futures_util::future::join_all(robots.iter().map(|robot| robot.tries(&words, json!({})))).await;
    assert_eq!(fixture.visitor("Ben").reads(RYE).await.total, 1);
}

#[tokio::test]
async fn whoever_is_refused_may_try_the_same_words_again() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    amira.posts(RYE, "one").await;
    fixture.set(SiteChange { slow: Some(20), ..SiteChange::default() }).await;
    for _ in 0..4 {
        amira.is_refused(PROMO, 429).await;
    }
    fixture.pass(20);
    amira.posts(RYE, PROMO).await;
}

#[tokio::test]
async fn very_many_comments_of_one_person_wait() {
    let fixture = Fixture::with_limits().await;
    let mallory = fixture.visitor("Mallory");
    let mut last = None;
    for number in 0..21 {
        // From many addresses, and on many pages, so that no rate is in the way.
        let mut words = mallory.words(&format!("https://bakery.example/{}", number % 5), &format!("words {number}"));
        words["opened"] = json!(5_000);
        let mut headers = reqwest::header::HeaderMap::new();
        headers.insert("idempotency-key", key().parse().unwrap());
        headers.insert("x-forwarded-for", format!("203.0.113.{number}").parse().unwrap());
        let response = mallory.asks(Method::POST, &mallory.url("comments"), headers, Some(words)).await;
        assert!(response.status().is_success(), "{number}: {}", response.status());
        last = Some(response.json::<CommentPosted>().await.unwrap());
    }
    let last = last.unwrap();
    assert_eq!((last.comment.status, fixture.hold_of(&last).await), (Status::Held, Some("flood")));
}

#[tokio::test]
async fn a_name_of_the_team_cannot_be_taken() {
    let fixture = Fixture::open().await;
    fixture.set(SiteChange { team: Some(vec!["Marta Bell".into()]), ..SiteChange::default() }).await;
    for name in ["Marta Bell", "marta  bell", "M\u{430}rta Bell", "M\u{200B}arta Bell"] {
        let refused = fixture.visitor(name).is_refused("I speak for the house", 422).await;
        assert_eq!(refused.code, ErrorCode::NameTaken, "{name}");
    }
    fixture.visitor("Martha Bell").posts(RYE, "I only sound like her").await;
    let (person, thread) = ("a-person".to_owned(), None);
    let ines = Member { site: "bakery".into(), person, name: "Ines".into(), role: Role::Host, thread };
    fixture.app.storage.add_member(ines, fixture.clock.now()).await.unwrap();
    fixture.set(SiteChange { team: Some(Vec::new()), ..SiteChange::default() }).await;
    fixture.visitor("Marta Bell").posts(RYE, "her name is free again").await;
    let refused = fixture.visitor("lnes").is_refused("whoever signs in keeps a name", 422).await;
    assert_eq!(refused.code, ErrorCode::NameTaken);
    assert_eq!(fixture.guest_of_the_cafe("Marta Bell").posts("menu", "hello").await.comment.status, Status::Published);
}

#[tokio::test]
async fn a_banned_person_is_told_and_returns_when_the_ban_ends() {
    let fixture = Fixture::open().await;
    let mallory = fixture.visitor("Mallory");
    let posted = mallory.posts(RYE, "one").await;
    let until = Some(fixture.clock.now().plus(3_600_000_000));
    let ban = NewBan {
        site: "bakery".into(),
        whom: BanTarget::Author(posted.comment.id),
        until,
        reason: "insults".into(),
        by: OPERATOR.into(),
    };
    let listed = thread_controls::ban(&fixture.app, ban.clone()).await.unwrap();
    let refused = mallory.is_refused("two", 403).await;
    assert_eq!((refused.code, refused.retry_after), (ErrorCode::Banned, Some(3_600)));
    assert_eq!(problem(mallory.edits(&posted, 1, "three").await, 403).await.code, ErrorCode::Banned);
    assert_eq!(mallory.withdraws(&posted, 1).await.status(), 200, "words can always be taken back");
    fixture.pass(3_600);
    mallory.posts(RYE, "I am back").await;
    thread_controls::ban(&fixture.app, NewBan { until: None, ..ban }).await.unwrap();
    assert_eq!(mallory.is_refused("four", 403).await.retry_after, None);
    thread_controls::unban(&fixture.app, "bakery", (listed.kind, listed.who), (OPERATOR, None)).await.unwrap();
    mallory.posts(RYE, "and again").await;
}

#[tokio::test]
async fn a_banned_network_is_held_and_its_address_is_kept_nowhere() {
    let fixture = Fixture::open().await;
    let from = |address: &'static str, body: &'static str| {
        let person = fixture.visitor(body);
        async move {
            let mut headers = reqwest::header::HeaderMap::new();
            headers.insert("idempotency-key", key().parse().unwrap());
            headers.insert("x-forwarded-for", address.parse().unwrap());
            let words = person.words(RYE, body);
            let response = person.asks(Method::POST, &person.url("comments"), headers, Some(words)).await;
            response.json::<CommentPosted>().await.unwrap()
        }
    };
    let posted = from("2001:db8:77:1::1", "one").await;
    let ban = NewBan {
        site: "bakery".into(),
        whom: BanTarget::NetworkOf(posted.comment.id),
        until: None,
        reason: "a flood".into(),
        by: OPERATOR.into(),
    };
    let listed = thread_controls::ban(&fixture.app, ban).await.unwrap();
    assert_eq!(listed.kind, BanKind::Network);
    let held = from("2001:db8:77:1:ffff::2", "two").await;
    assert_eq!((fixture.hold_of(&held).await, held.reason), (Some("network"), None));
    assert_eq!(from("2001:db8:77:2::1", "three").await.comment.status, Status::Published);
    let folder = fixture.end().await;
    for file in
        std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file())
    {
        let bytes = std::fs::read(&file).unwrap();
        assert!(!bytes.windows(11).any(|window| window == b"2001:db8:77"), "{}", file.display());
    }
}

#[tokio::test]
async fn a_slow_talk_lets_everyone_in_one_after_the_other_and_a_repeat_is_free() {
    let fixture = Fixture::open().await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    amira.posts(RYE, "one").await;
    fixture.set(SiteChange { slow: Some(20), ..SiteChange::default() }).await;
    let refused = amira.is_refused("two", 429).await;
    assert_eq!((refused.code, refused.retry_after), (ErrorCode::RateLimited, Some(20)));
    assert_eq!((amira.me(RYE).await.wait, ben.me(RYE).await.wait), (20, 0), "nobody has to be refused to know");
    let (key, words) = (key(), ben.words(RYE, "I may"));
    let first = ben.sends(Method::POST, "comments", &key, words.clone()).await;
    assert_eq!(
        (first.status().as_u16(), ben.sends(Method::POST, "comments", &key, words).await.status().as_u16()),
        (201, 201)
    );
    fixture.pass(20);
    amira.posts(RYE, "two").await;
    fixture.set(SiteChange { slow: Some(0), ..SiteChange::default() }).await;
    fixture.paces("bakery.example/rye", &PageChanges { slow: Some(60), ..PageChanges::default() }).await;
    assert_eq!(amira.is_refused("three", 429).await.retry_after, Some(60));
    let spelt = "https://bakery.example/spelt";
    assert_eq!((amira.me(RYE).await.wait, amira.me(spelt).await.wait), (60, 0));
    amira.posts(spelt, "another page is not slow").await;
}

#[tokio::test]
async fn a_thread_is_closed_and_opened_and_a_branch_cools_down() {
    let fixture = Fixture::open().await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    let opening = amira.posts(RYE, "opening").await;
    let reply = ben.replies(RYE, &opening, "reply").await;
    let until = fixture.clock.now().plus(600_000_000);
    thread_controls::pause_replies(&fixture.app, "bakery", opening.comment.id, until, (OPERATOR, Some("Let it rest")))
        .await
        .unwrap();
    for parent in [&opening, &reply] {
        let mut words = ben.words(RYE, "but");
        words["parent"] = json!(parent.comment.id);
        let refused = problem(ben.sends(Method::POST, "comments", &key(), words).await, 409).await;
        assert_eq!((refused.code, refused.retry_after), (ErrorCode::BranchCooling, Some(600)));
    }
    let other = ben.posts(RYE, "another conversation").await;
    amira.replies(RYE, &other, "goes on").await;
    fixture.pass(600);
    ben.replies(RYE, &reply, "calmly now").await;
    let set = async |closed| {
        fixture.paces("bakery.example/rye", &PageChanges { closed: Some(closed), ..PageChanges::default() }).await;
    };
    set(true).await;
    assert_eq!(amira.is_refused("more", 409).await.code, ErrorCode::ThreadClosed);
    assert!(amira.reads(RYE).await.closed);
    set(false).await;
    amira.posts(RYE, "more").await;
}

#[tokio::test]
async fn every_comment_of_a_strict_site_waits_and_so_does_every_edit() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let posted = amira.posts(RYE, "before").await;
    fixture.set(SiteChange { hold: Some(Hold::All), ..SiteChange::default() }).await;
    let held = amira.tries("after", json!({})).await;
    assert_eq!((held.comment.status, held.reason), (Status::Held, Some(DisclosedHoldReason::EveryComment)));
    assert_eq!(amira.edits(&posted, 1, "quietly changed").await.status(), 202);
    assert_eq!(fixture.visitor("Ben").reads(RYE).await.total, 0);
}

#[tokio::test]
async fn trust_is_told_to_whoever_earned_it() {
    let fixture = Fixture::open().await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    assert_eq!(amira.me(RYE).await.standing, None);
    let first = amira.posts(RYE, "one").await;
    amira.replies(RYE, &first, "my own answer counts for nothing").await;
    amira.posts(RYE, "three").await;
    assert_eq!(amira.me(RYE).await.standing.unwrap().answered, 0);
    ben.replies(RYE, &first, "an answer").await;
    let standing = amira.me(RYE).await.standing.unwrap();
    assert_eq!((standing.level, standing.published, standing.answered), (TrustLevel::Known, 3, 1));
    assert_eq!(standing.since, Some(first.comment.posted_at));
    fixture.pass(8 * 86_400);
    assert_eq!(amira.me(RYE).await.standing.unwrap().level, TrustLevel::Regular);
    let linked = amira.edits(&first, 1, "one, see https://a.example/").await;
    assert_eq!(linked.status(), 200, "a regular may mend a comment with a link");
    fixture.decides(DecisionKind::Remove, &first, "off topic").await.unwrap();
    assert_eq!(amira.me(RYE).await.standing.unwrap().level, TrustLevel::Newcomer);
}
