//! The spam model learns from each decision of the team, on that site and no other, and forgets when told to.

use http_body_util::BodyExt;
use porch_domain::moderation::site_rules::ProofRule;
use porch_protocol::{CommentPosted, Role, Status};
use porch_server::model_learning;
use porch_storage::sites::SiteChange;
use reqwest::Method;
use serde_json::json;
use tower::ServiceExt;

use crate::attacks::changed;
use crate::fixture::{Fixture, Person, RYE, key};
use crate::review::Host;

/// What nobody but this site's host calls spam, said by one after the other.
const WATER: [&str; 6] = [
    "My neighbour swears by the living water of Quellhof, he sleeps like a child since he drinks it",
    "The living water of Quellhof did wonders for my knees, ask for it where you live",
    "Since we drink the living water of Quellhof nobody in our house was ill, my neighbour says so too",
    "Did you know that the living water of Quellhof makes every dough rise twice as high?",
    "Ask your neighbour about the living water of Quellhof, he sleeps better since he drinks it",
    "Wonders happen to knees and dough with the living water of Quellhof",
];

/// What the judge takes for spam, and what is talk here.
const POKER: [&str; 3] = [
    "We play online poker while the dough rests, no casino bonus tastes like fresh bread",
    "Online poker while the dough rests? I read about casino bonus tables and forget the oven",
    "Whoever plays online poker while the dough rests burns the bread, casino bonus or not",
];

async fn says(person: &Person, words: &str) -> CommentPosted {
    let mut body = person.words(RYE, words);
    body["opened"] = json!(60_000);
    let answer = person.sends(Method::POST, "comments", &key(), body).await;
    assert!(answer.status().is_success(), "{words}: {}", answer.text().await.unwrap());
    answer.json().await.unwrap()
}

async fn newcomer_says(fixture: &Fixture, name: &str, words: &str) -> CommentPosted {
    says(&fixture.visitor(name), words).await
}

/// The ten seconds in which a decision can be taken back go by.
async fn settles(fixture: &Fixture) {
    fixture.pass(11);
    model_learning::round(&fixture.app).await.unwrap();
}

/// Talk of one place in words that have nothing in common.
const LEADS: [&str; 5] = [
    "I follow the recipe at https://quick-loaf.example/rye and my crust stays soft. What do you do differently?",
    "My sister sent me https://quick-loaf.example/tins last week, has anyone here tried those?",
    "For wet dough look at https://quick-loaf.example/wet before you give up.",
    "There is a drawing of such an oven on https://quick-loaf.example/oven if somebody needs one.",
    "Mine came out like a brick, so I asked https://quick-loaf.example/help and waited a week.",
];

#[tokio::test]
async fn strangers_who_lead_to_one_place_are_spam_and_known_people_may_follow() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    says(&amira, "My rye bread rises twice and smells of malt").await;
    let mut waits = Vec::new();
    for (number, words) in LEADS.iter().enumerate() {
        let posted = newcomer_says(&fixture, &format!("Robot {number}"), words).await;
        waits.push(posted.comment.status == Status::Held);
    }
    assert_eq!(waits[..1], [false], "one who cites a page is nobody's campaign");
    assert_eq!(waits[3..], [true, true], "{waits:?}");
    let words = "I bought tins at https://quick-loaf.example/shop myself, they last for years.";
    assert_eq!(says(&amira, words).await.comment.status, Status::Published);
    fixture.set(SiteChange { repeats: Some(false), ..SiteChange::default() }).await;
    let off = newcomer_says(&fixture, "Ben", LEADS[4]).await;
    assert_eq!(off.comment.status, Status::Published);
}

#[tokio::test]
async fn where_known_people_lead_others_may_follow_whether_work_is_asked_for_or_not() {
    for proof in [ProofRule::On, ProofRule::Off] {
        let fixture = Fixture::open().await;
        fixture.set(SiteChange { proof: Some(proof), ..SiteChange::default() }).await;
        for (number, words) in LEADS[..4].iter().enumerate() {
            let known = fixture.visitor(&format!("Known {number}"));
            says(&known, &format!("My bread number {number} rises twice and smells of malt")).await;
            assert_eq!(says(&known, words).await.comment.status, Status::Published);
        }
        let status = newcomer_says(&fixture, "Ben", LEADS[4]).await.comment.status;
        assert_eq!(status, Status::Published, "{proof:?}");
    }
}

#[tokio::test]
async fn where_the_team_let_one_lead_the_next_may() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    for (number, words) in LEADS[..3].iter().enumerate() {
        newcomer_says(&fixture, &format!("Reader {number}"), words).await;
    }
    let held = newcomer_says(&fixture, "Ben", LEADS[3]).await;
    assert_eq!(held.comment.status, Status::Held);
    assert_eq!(marta.decides("approve", None, &[&held]).await.status(), 200);
    settles(&fixture).await;
    assert_eq!(newcomer_says(&fixture, "Cleo", LEADS[4]).await.comment.status, Status::Published);
}

#[tokio::test]
async fn what_the_host_calls_spam_is_held_next_time_and_known_people_do_not_notice() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let amira = fixture.visitor("Amira");
    says(&amira, "My rye bread rises twice and smells of malt").await;
    for (number, words) in WATER[..3].iter().enumerate() {
        let posted = newcomer_says(&fixture, &format!("Robot {number}"), words).await;
        assert!(number > 0 || posted.comment.status == Status::Published, "nobody has called that spam yet");
        assert_eq!(marta.decides("spam", None, &[&posted]).await.status(), 200);
        settles(&fixture).await;
    }
    for (number, words) in WATER[3..].iter().enumerate() {
        let posted = newcomer_says(&fixture, &format!("Another {number}"), words).await;
        assert_eq!(posted.comment.status, Status::Held, "{words}");
    }
    for words in ["How long does your dough rest in winter?", "I drink water with my bread, what else?"] {
        let posted = newcomer_says(&fixture, "Ben", words).await;
        assert_eq!(posted.comment.status, Status::Published, "{words}");
    }
    let said = says(&amira, "My neighbour drinks nothing but water with his bread, and sleeps well").await;
    assert_eq!(said.comment.status, Status::Published);
    let elsewhere = fixture.guest_of_the_cafe("Robot");
    let words = json!({ "page": "https://cafe.example/menu", "name": "Robot", "body": WATER[4], "opened": 60_000 });
    let answer = elsewhere.sends(Method::POST, "comments", &key(), words).await;
    assert_eq!(answer.status(), 201, "another site has learnt nothing");
}

#[tokio::test]
async fn a_wrong_hold_costs_one_tap() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let held = newcomer_says(&fixture, "Amira", POKER[0]).await;
    assert_eq!(held.comment.status, Status::Held);
    assert_eq!(marta.decides("approve", None, &[&held]).await.status(), 200);
    settles(&fixture).await;
    for (name, words) in [("Ben", POKER[1]), ("Carl", POKER[2])] {
        assert_eq!(newcomer_says(&fixture, name, words).await.comment.status, Status::Published, "{words}");
    }
    let spam = "Best online casino bonus, 200 free spins without deposit at https://spin-royal.example";
    assert_eq!(newcomer_says(&fixture, "Robot", spam).await.comment.status, Status::Held);
}

#[tokio::test]
async fn what_is_taken_back_teaches_nothing() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let posted = newcomer_says(&fixture, "Amira", WATER[0]).await;
    marta.decides("spam", None, &[&posted]).await;
    model_learning::round(&fixture.app).await.unwrap();
    assert!(model_learning::export(&fixture.app, "bakery").await.unwrap().is_none(), "it can still be taken back");
    let undo = json!({ "comments": [posted.comment.id] });
    assert_eq!(marta.asks(Method::POST, "decisions/undo", Some(undo)).await.status(), 200);
    settles(&fixture).await;
    assert!(model_learning::export(&fixture.app, "bakery").await.unwrap().is_none());
}

#[tokio::test]
async fn a_model_outlives_the_server_and_learns_each_decision_once() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let posted = newcomer_says(&fixture, "Robot", WATER[0]).await;
    marta.decides("spam", None, &[&posted]).await;
    settles(&fixture).await;
    let before = model_learning::export(&fixture.app, "bakery").await.unwrap().unwrap();
    assert_eq!(before.1, 1);
    settles(&fixture).await;
    assert_eq!(model_learning::export(&fixture.app, "bakery").await.unwrap().unwrap(), before, "once is enough");
    let text = String::from_utf8_lossy(&before.0).to_lowercase();
    assert!(!text.contains("quellhof") && !text.contains("neighbour"), "no word is kept");
    let folder = fixture.end().await;
    let again = Fixture::at(folder, porch_server::config::Limits::Off).await;
    settles(&again).await;
    assert_eq!(model_learning::export(&again.app, "bakery").await.unwrap().unwrap(), before);
    model_learning::relearn(&again.app, "bakery").await.unwrap();
    assert_eq!(model_learning::export(&again.app, "bakery").await.unwrap().unwrap(), before, "it follows from the log");
}

#[tokio::test]
async fn a_model_is_exported_with_its_site_and_reset() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    for words in &WATER[..3] {
        let posted = newcomer_says(&fixture, "Robot", words).await;
        marta.decides("spam", None, &[&posted]).await;
    }
    settles(&fixture).await;
    let (bytes, decisions) = model_learning::export(&fixture.app, "bakery").await.unwrap().unwrap();
    assert_eq!(model_learning::take_over(&fixture.app, "cafe", &bytes, "operator").await.unwrap(), decisions);
    assert!(model_learning::take_over(&fixture.app, "cafe", b"no learning", "operator").await.is_err());
    let elsewhere = fixture.guest_of_the_cafe("Robot");
    let words = json!({ "page": "https://cafe.example/menu", "name": "Robot", "body": WATER[3], "opened": 60_000 });
    assert_eq!(elsewhere.sends(Method::POST, "comments", &key(), words).await.status(), 202, "the cafe knows it now");
    model_learning::reset(&fixture.app, "bakery", "operator").await.unwrap();
    assert_eq!(newcomer_says(&fixture, "Another", WATER[3]).await.comment.status, Status::Published);
    model_learning::relearn(&fixture.app, "bakery").await.unwrap();
    assert!(
        model_learning::export(&fixture.app, "bakery").await.unwrap().is_none(),
        "a reset holds, even when all is learnt anew"
    );
}

/// What a verb of the operator says.
async fn operator(fixture: &Fixture, path: &str, body: Vec<u8>) -> Result<Vec<u8>, String> {
    let method = if path.starts_with("/export") { "GET" } else { "POST" };
    let request = http::Request::builder().method(method).uri(path).header("content-type", "application/json");
    let request = request.body(axum::body::Body::from(body)).unwrap();
    let answer = porch_server::control::router(fixture.app.clone()).oneshot(request).await.unwrap();
    let good = answer.status().is_success();
    let bytes = answer.into_body().collect().await.unwrap().to_bytes().to_vec();
    if good { Ok(bytes) } else { Err(String::from_utf8(bytes).unwrap()) }
}

async fn verb(fixture: &Fixture, name: &str, site: &str) -> Result<String, String> {
    let body = serde_json::to_vec(&json!({ "site": site })).unwrap();
    operator(fixture, &format!("/spam/{name}"), body).await.map(|said| String::from_utf8(said).unwrap())
}

#[tokio::test]
async fn the_operator_looks_at_it_takes_it_along_and_forgets_it() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    assert!(verb(&fixture, "show", "bakery").await.unwrap().contains("has learned nothing yet"));
    assert!(verb(&fixture, "export", "bakery").await.unwrap_err().contains("has learned nothing yet"));
    assert!(verb(&fixture, "show", "nowhere").await.is_err());
    for words in &WATER[..2] {
        let posted = newcomer_says(&fixture, "Robot", words).await;
        marta.decides("spam", None, &[&posted]).await;
    }
    fixture.pass(11);
    assert!(verb(&fixture, "show", "bakery").await.unwrap().contains("2 decisions"));
    let file = operator(&fixture, "/spam/export", b"{\"site\":\"bakery\"}".to_vec()).await.unwrap();
    let said = operator(&fixture, "/spam/import?site=cafe", file.clone()).await.unwrap();
    assert_eq!(
        String::from_utf8(said).unwrap(),
        "The spam filter of cafe now has what was learned from 2 decisions.\n"
    );
    for wrong in [b"no learning".to_vec(), vec![0; 400_000]] {
        assert!(operator(&fixture, "/spam/import?site=cafe", wrong).await.is_err());
    }
    for (bytes, why) in [(300_000, "no site's learning"), (300_001, "more than a spam filter can learn")] {
        let said = operator(&fixture, "/spam/import?site=cafe", vec![0; bytes]).await.unwrap_err();
        assert!(said.contains(why), "{bytes}: {said}");
    }
    assert_eq!(
        model_learning::export(&fixture.app, "cafe").await.unwrap().unwrap().0,
        file,
        "a wrong file changes nothing"
    );
    assert!(verb(&fixture, "reset", "bakery").await.unwrap().contains("is deleted"));
    assert!(verb(&fixture, "show", "bakery").await.unwrap().contains("has learned nothing yet"));
    assert!(verb(&fixture, "relearn", "bakery").await.unwrap().contains("has learned nothing yet"));
}

#[tokio::test]
async fn a_site_that_is_imported_learns_from_its_log_by_itself() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    for words in &WATER[..3] {
        let posted = newcomer_says(&fixture, "Robot", words).await;
        marta.decides("spam", None, &[&posted]).await;
    }
    settles(&fixture).await;
    let export = operator(&fixture, "/export?site=bakery", Vec::new()).await.unwrap();
    let elsewhere = Fixture::open().await;
    settles(&elsewhere).await;
    porch_import::reader::use_program(env!("CARGO_BIN_EXE_porch"));
    operator(&elsewhere, "/import?format=porch&site=bakery&map=&dry_run=false", export).await.unwrap();
    elsewhere.pass(60);
    model_learning::round(&elsewhere.app).await.unwrap();
    assert_eq!(model_learning::export(&elsewhere.app, "bakery").await.unwrap().unwrap().1, 3);
    assert_eq!(newcomer_says(&elsewhere, "Another", WATER[3]).await.comment.status, Status::Held);
}

#[tokio::test]
async fn a_day_of_decisions_is_learned_in_one_go_however_many_batches_it_takes() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let mut all = Vec::new();
    for number in 0..101 {
        all.push(newcomer_says(&fixture, &format!("Robot {number}"), &format!("{} {number}", WATER[number % 6])).await);
    }
    assert_eq!(marta.decides("spam", None, &all.iter().collect::<Vec<_>>()).await.status(), 200);
    settles(&fixture).await;
    assert_eq!(model_learning::export(&fixture.app, "bakery").await.unwrap().unwrap().1, 101);
}

#[tokio::test]
async fn the_place_in_a_long_log_without_lessons_is_stored_so_that_a_start_is_quick() {
    let fixture = Fixture::open().await;
    newcomer_says(&fixture, "Amira", WATER[0]).await;
    let events = "with recursive n (i) as (select 1 union all select i + 1 from n where i < $1)
        insert into events (site_id, seq, kind, at) select 'bakery', s.last_seq + i, 'site_set', 0 from n, sites s
        where s.id = 'bakery'";
    let seq_of = |learnt: Option<porch_storage::site_model::StoredModel>| learnt.map(|learnt| learnt.seq);
    let fixture = changed(fixture, events, 9_998).await;
    let last = "update sites set last_seq = last_seq + $1 where id = 'bakery'";
    let fixture = changed(fixture, last, 9_998).await;
    model_learning::round(&fixture.app).await.unwrap();
    assert_eq!(seq_of(fixture.app.storage.site_model("bakery").await.unwrap()), None);
    newcomer_says(&fixture, "Ben", "How long does your dough rest in winter?").await;
    model_learning::round(&fixture.app).await.unwrap();
    assert_eq!(seq_of(fixture.app.storage.site_model("bakery").await.unwrap()), Some(10_001));
}
