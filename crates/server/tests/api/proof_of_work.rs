//! Proof of work over the socket: when it is asked for, of whom, and what becomes of those who did it, or not.

use altcha::{Challenge, Payload, SolveChallengeOptions};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use porch_domain::moderation::newcomer_rate::ProofLevel;
use porch_protocol::{CommentPosted, Status};
use porch_storage::sites::{Hold, ProofRule, SiteChange};
use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::fixture::{BAKERY, Fixture, Person, RYE, key, problem};

const SPELT: &str = "https://bakery.example/spelt";

/// The work, done, and how many tries it took.
pub(crate) fn solved(challenge: Challenge) -> (String, u64) {
    let solution = altcha::solve_challenge(SolveChallengeOptions::new(&challenge)).unwrap().unwrap();
    let tries = u64::from(solution.counter) + 1;
    (STANDARD.encode(serde_json::to_vec(&Payload { challenge, solution }).unwrap()), tries)
}

/// An address of one's own, as a trusted proxy names it.
pub(crate) fn from(number: u32) -> HeaderMap {
    let [_, a, b, c] = number.to_be_bytes();
    HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), format!("10.{a}.{b}.{c}").parse().unwrap())])
}

impl Person {
    /// What the server asks of this person's browser, if anything.
    pub(crate) async fn is_asked(&self, page: &str, headers: HeaderMap) -> Option<Challenge> {
        let response = self.asks(Method::GET, &self.url(&format!("challenge?page={page}")), headers, None).await;
        assert_eq!(response.headers()["cache-control"], "private, no-store");
        assert_eq!(response.headers()["access-control-allow-origin"], self.origin);
        match response.status() {
            StatusCode::NO_CONTENT => None,
            StatusCode::OK => Some(response.json().await.unwrap()),
            other => panic!("{other}"),
        }
    }

    /// Does what is asked.
    async fn works(&self, page: &str) -> String {
        solved(self.is_asked(page, HeaderMap::new()).await.expect("work is asked for")).0
    }

    async fn brings(&self, page: &str, body: &str, proof: &str, key: &str) -> CommentPosted {
        let mut words = self.words(page, body);
        words["proof"] = json!(proof);
        let response = self.sends(Method::POST, "comments", key, words).await;
        assert!(response.status().is_success(), "{}", response.text().await.unwrap());
        response.json().await.unwrap()
    }
}

impl Fixture {
    /// A server whose site asks every newcomer.
    async fn that_always_asks() -> Self {
        let fixture = Self::open().await;
        fixture.set(SiteChange { proof: Some(ProofRule::Always), ..SiteChange::default() }).await;
        fixture
    }

    /// So many newcomers, each from a network of their own.
    fn is_pressed_by(&self, count: u32) -> ProofLevel {
        let now = self.app.clock.now();
        (0..count).fold(ProofLevel::Quiet, |_, number| self.app.newcomer_rate.count("bakery", &number.to_string(), now))
    }

    async fn why(&self, posted: &CommentPosted) -> (Status, Option<&'static str>) {
        let stored = self.app.storage.comment("bakery", posted.comment.id).await.unwrap().unwrap();
        assert_eq!(posted.reason, None, "nothing is told that teaches a robot");
        (posted.comment.status, stored.hold.map(porch_protocol::held::HoldReason::word))
    }
}

const UP: (Status, Option<&str>) = (Status::Published, None);
const NO_PROOF: (Status, Option<&str>) = (Status::Held, Some("no_proof"));

#[tokio::test]
async fn a_quiet_site_asks_nobody_and_a_busy_one_only_newcomers() {
    let fixture = Fixture::with_limits().await;
    let amira = fixture.visitor("Amira");
    assert!(amira.is_asked(RYE, HeaderMap::new()).await.is_none());
    amira.posts(RYE, "I was here before the crowd").await;
    fixture.is_pressed_by(30);
    assert!(amira.is_asked(RYE, HeaderMap::new()).await.is_none(), "she is known");
    assert_eq!(fixture.why(&amira.tries("And I still am", json!({})).await).await, UP);
    let ben = fixture.visitor("Ben");
    let proof = ben.works(RYE).await;
    let without = fixture.visitor("Noor").tries("Nobody told my script", json!({})).await;
    assert_eq!(fixture.why(&without).await, NO_PROOF);
    assert_eq!(fixture.why(&ben.brings(RYE, "My browser did something", &proof, &key()).await).await, UP);
    assert!(ben.is_asked(RYE, HeaderMap::new()).await.is_none(), "known from now on");
}

#[tokio::test]
async fn each_level_asks_for_more_and_the_last_one_holds_newcomers_too() {
    let fixture = Fixture::with_limits().await;
    let asked = async |name: &str| {
        let challenge = fixture.visitor(name).is_asked(RYE, HeaderMap::new()).await;
        challenge.map(|challenge| challenge.parameters.algorithm)
    };
    let known = fixture.visitor("Known");
    known.posts(RYE, "I was here before the crowd").await;
    assert_eq!(asked("a").await, None);
    for (pressed, level, algorithm) in [
        (30, ProofLevel::Busy, "PBKDF2/SHA-256"),
        (60, ProofLevel::Flood, "PBKDF2/SHA-256"),
        (300, ProofLevel::Attack, "PBKDF2/SHA-512"),
    ] {
        assert_eq!(fixture.is_pressed_by(pressed), level);
        assert_eq!(asked("b").await.as_deref(), Some(algorithm));
    }
    let noor = fixture.visitor("Noor");
    let proof = noor.works(RYE).await;
    let posted = noor.brings(RYE, "I came at a bad time", &proof, &key()).await;
    assert_eq!(fixture.why(&posted).await, (Status::Held, Some("attack")));
    assert_eq!(fixture.why(&known.tries("I did not notice", json!({})).await).await, UP);
    fixture.pass(3_600);
    assert_eq!(asked("c").await, None, "it is over");
    assert_eq!(fixture.why(&fixture.visitor("Late").tries("Good evening", json!({})).await).await, UP);
}

#[tokio::test]
async fn one_network_that_sends_many_newcomers_is_asked_and_others_are_not() {
    let fixture = Fixture::with_limits().await;
    for number in 0..4 {
        let mut headers = from(7);
        headers.insert("idempotency-key", key().parse().unwrap());
        let robot = fixture.visitor(&format!("Robot {number}"));
        let words = robot.words(&format!("{RYE}{}", number % 3), &format!("words {number}"));
        robot.asks(Method::POST, &robot.url("comments"), headers, Some(words)).await;
    }
    let next = fixture.visitor("Next");
    assert!(next.is_asked(RYE, from(7)).await.is_some());
    assert!(next.is_asked(RYE, from(8)).await.is_none());
}

#[tokio::test]
async fn a_proof_counts_once_and_a_repeat_of_the_same_request_is_the_same() {
    let fixture = Fixture::that_always_asks().await;
    let (noor, key) = (fixture.visitor("Noor"), key());
    let proof = noor.works(RYE).await;
    let first = noor.brings(RYE, "Good morning", &proof, &key).await;
    let again = noor.brings(RYE, "Good morning", &proof, &key).await;
    assert_eq!(first, again);
    assert_eq!(fixture.why(&first).await, UP);
    let replayed = fixture.visitor("Robot").brings(RYE, "Buy this", &proof, &crate::fixture::key()).await;
    assert_eq!(fixture.why(&replayed).await, NO_PROOF);
    assert_eq!(fixture.visitor("Reader").reads(RYE).await.total, 1);
}

#[tokio::test]
async fn of_many_that_bring_one_proof_at_once_one_is_let_in() {
    let fixture = Fixture::that_always_asks().await;
    let proof = fixture.visitor("Robot").works(RYE).await;
    let robots: Vec<Person> = (0..20).map(|number| fixture.visitor(&format!("Robot {number}"))).collect();
    let sent = robots.iter().enumerate().map(|(number, robot)| {
        let proof = &proof;
        async move { robot.brings(RYE, &format!("words of number {number}"), proof, &key()).await.comment.status }
    });
    let met = futures_util::future::join_all(sent).await;
    assert_eq!(met.iter().filter(|status| **status == Status::Published).count(), 1);
}

#[tokio::test]
async fn a_proof_for_another_page_another_site_or_another_time_is_none() {
    let fixture = Fixture::that_always_asks().await;
    let elsewhere = SiteChange { proof: Some(ProofRule::Always), ..SiteChange::default() };
    assert!(fixture.app.storage.set_site("cafe".into(), elsewhere, fixture.clock.now()).await.unwrap());
    let noor = fixture.visitor("Noor");
    let there = fixture.guest_of_the_cafe("Noor").works("https://cafe.example/rye").await;
    assert_eq!(fixture.why(&noor.brings(RYE, "from the cafe", &there, &key()).await).await, NO_PROOF);
    let spelt = noor.works(SPELT).await;
    assert_eq!(fixture.why(&noor.brings(RYE, "from next door", &spelt, &key()).await).await, NO_PROOF);
    let late = noor.works(RYE).await;
    fixture.pass(601);
    assert_eq!(fixture.why(&noor.brings(RYE, "from yesterday", &late, &key()).await).await, NO_PROOF);
    let tracked = noor.works(&format!("{RYE}?utm_source=mail")).await;
    assert_eq!(fixture.why(&noor.brings(RYE, "the same page", &tracked, &key()).await).await, UP);
}

#[tokio::test]
async fn a_spliced_or_nonsensical_proof_holds_and_is_no_error() {
    let fixture = Fixture::that_always_asks().await;
    let noor = fixture.visitor("Noor");
    let proof = noor.works(RYE).await;
    let mut payload: Value = serde_json::from_slice(&STANDARD.decode(&proof).unwrap()).unwrap();
    payload["challenge"]["parameters"]["data"]["expires"] = json!(9_999_999_999_i64);
    let spliced = STANDARD.encode(payload.to_string());
    for (number, wrong) in [spliced.as_str(), "", "e30=", "not base64 at all", &"A".repeat(9_000)].iter().enumerate() {
        let posted = noor.brings(RYE, &format!("try {number}"), wrong, &key()).await;
        assert_eq!(fixture.why(&posted).await, NO_PROOF, "{number}");
    }
    assert_eq!(fixture.why(&noor.brings(RYE, "the true one", &proof, &key()).await).await, UP, "none was spent");
}

#[tokio::test]
async fn a_proof_has_4096_bytes_at_most() {
    let fixture = Fixture::that_always_asks().await;
    // Spaces behind a JSON say nothing; three of its bytes are four of the proof's.
    for (bytes, becomes) in [(4_096, UP), (4_100, NO_PROOF)] {
        let amira = fixture.visitor("Amira");
        let mut json = STANDARD.decode(amira.works(RYE).await).unwrap();
        json.resize(bytes / 4 * 3, b' ');
        let proof = STANDARD.encode(json);
        assert_eq!(proof.len(), bytes);
        let posted = amira.brings(RYE, &format!("A proof of {bytes} bytes"), &proof, &key()).await;
        assert_eq!(fixture.why(&posted).await, becomes, "{bytes}");
    }
}

#[tokio::test]
async fn what_is_refused_spends_nothing() {
    let fixture = Fixture::that_always_asks().await;
    let noor = fixture.visitor("Noor");
    let proof = noor.works(RYE).await;
    let mut words = noor.words(RYE, "to nobody");
    words["proof"] = json!(proof);
    words["parent"] = json!(uuid::Uuid::from_u128(7));
    problem(noor.sends(Method::POST, "comments", &key(), words).await, 409).await;
    assert_eq!(fixture.why(&noor.brings(RYE, "to everybody", &proof, &key()).await).await, UP);
}

#[tokio::test]
async fn a_site_may_ask_nobody() {
    let fixture = Fixture::with_limits().await;
    fixture.is_pressed_by(400);
    fixture.set(SiteChange { proof: Some(ProofRule::Off), ..SiteChange::default() }).await;
    let noor = fixture.visitor("Noor");
    assert!(noor.is_asked(RYE, HeaderMap::new()).await.is_none());
    assert_eq!(fixture.why(&noor.tries("Typed in no time", json!({ "opened": 40 })).await).await, UP);
    fixture.set(SiteChange { proof: Some(ProofRule::On), hold: Some(Hold::Off), ..SiteChange::default() }).await;
    let held = fixture.visitor("Ben").tries("Typed in its time", json!({})).await;
    assert_eq!(fixture.why(&held).await, NO_PROOF);
}

#[tokio::test]
async fn what_is_spent_is_forgotten_when_nobody_would_take_it() {
    let fixture = Fixture::that_always_asks().await;
    let noor = fixture.visitor("Noor");
    let proof = noor.works(RYE).await;
    noor.brings(RYE, "Good morning", &proof, &key()).await;
    let forgotten = async || fixture.app.storage.forget_spent_proofs(fixture.clock.now()).await.unwrap();
    fixture.pass(3_600);
    assert_eq!(forgotten().await, 0, "the clock may be set back");
    fixture.pass(700);
    assert_eq!(forgotten().await, 1);
}

#[tokio::test]
async fn a_page_of_another_site_and_a_hurried_caller_get_no_challenge() {
    let fixture = Fixture::with_limits().await;
    let noor = fixture.visitor("Noor");
    let foreign = HeaderMap::from_iter([("origin".parse().unwrap(), HeaderValue::from_static("https://evil.example"))]);
    let url = format!("{}/v1/sites/bakery/challenge?page={RYE}", fixture.address);
    let response = reqwest::Client::new().get(&url).headers(foreign).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    let mut refused = 0;
    for _ in 0..40 {
        let response = noor.gets(&format!("challenge?page={RYE}")).await;
        refused += usize::from(response.status() == StatusCode::TOO_MANY_REQUESTS);
    }
    assert!(refused > 0);
}

#[tokio::test]
async fn a_plain_form_brings_no_proof_and_waits_only_where_one_is_asked_for() {
    let fixture = Fixture::open().await;
    let sends = async |body: &str, more: &[(&str, &str)]| {
        let form = [("page", RYE), ("name", "Noor"), ("body", body)];
        let form = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).extend_pairs(more).finish();
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let request = client.post(format!("{}/c/bakery", fixture.address)).header("origin", BAKERY).body(form);
        let response = request.header("content-type", "application/x-www-form-urlencoded").send().await.unwrap();
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
        !response.headers()["location"].to_str().unwrap().ends_with("#held")
    };
    assert!(sends("No script here", &[]).await);
    assert!(sends("An empty trap", &[("website", "")]).await);
    assert!(!sends("A full trap", &[("website", "https://spam.example")]).await);
    let key = async || {
        let page =
            reqwest::get(format!("{}/c/bakery?page={RYE}", fixture.address)).await.unwrap().text().await.unwrap();
        let field = page.split("<input").find(|field| field.contains("name=\"key\"")).unwrap().to_owned();
        field.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let (one, other) = (key().await, key().await);
    assert!(!sends("In no time", &[("key", &one)]).await, "{one}");
    fixture.pass(20);
    assert!(sends("In some time", &[("key", &other)]).await);
    fixture.set(SiteChange { proof: Some(ProofRule::Always), ..SiteChange::default() }).await;
    assert!(!sends("Where work is asked for", &[]).await);
}

#[tokio::test]
async fn whoever_repeats_one_request_is_one_newcomer() {
    let fixture = Fixture::with_limits().await;
    fixture.set(SiteChange { hold: Some(Hold::First), ..SiteChange::default() }).await;
    let (noor, key) = (fixture.visitor("Noor"), key());
    for _ in 0..30 {
        let answer = noor.sends(Method::POST, "comments", &key, noor.words(RYE, "words")).await;
        assert_eq!(answer.status(), 202, "a repeat is free");
    }
    let felt = fixture.app.newcomer_rate.level_for_writing("bakery", "elsewhere", fixture.clock.now());
    assert_eq!(felt, ProofLevel::Quiet);
}
