//! Whatever the team or the operator does is visible in the next read, also where the page was read before: nobody has to
//! remember that.

use axum::body::Body;
use http::Request;
use porch_protocol::team::Team;
use porch_protocol::{CommentPosted, Role};
use porch_server::team::OPERATOR;
use porch_storage::sites::SiteChange;
use porch_storage::thread_changes::ThreadChange;
use reqwest::Method;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::fixture::{Fixture, Person, RYE, key};
use crate::review::Host;
use crate::spam_service::ExternalCheck;

const NEW: &str = "https://bakery.example/new";

/// Who acts.
#[derive(Clone, Copy)]
enum By {
    /// The owner, in the dashboard.
    Team(&'static str),
    /// The operator, on the command line.
    Operator,
}
use By::{Operator, Team as Dashboard};

/// What is read after an act.
#[derive(Clone, Copy)]
enum Read {
    /// A page, as a visitor reads it; at this place of the answer.
    Page(&'static str, &'static str),
    /// How a comment is answered that somebody of this name posts.
    Posted(&'static str),
    /// Something of the dashboard.
    Host(&'static str, &'static str),
    /// Whether a site is there.
    Site(&'static str),
}
use Read::{Page, Posted};

/// An act, what is read after it, and what is there then.
struct Act(By, &'static str, Value, Read, Value);

fn settings(key: &str, value: &str) -> Value {
    json!({ "settings": [{ "key": key, "value": value }] })
}

fn decided(verb: &str) -> Value {
    json!({ "verb": verb, "reason": "Rule 2", "comments": [{ "id": "{id}", "version": "{version}" }] })
}

/// Each line is done in a house of its own, one act after another.
fn acts_about_the_site() -> Vec<Vec<Act>> {
    let patch = |key, value, read, expected| Act(Dashboard("PATCH"), "site", settings(key, value), read, expected);
    let word = json!({ "kind": "word", "text": "pumpkin" });
    let (question, none) = (json!({ "question": "Who bakes?" }), json!({}));
    let asks = |page: Value, words: &Value| json!({ "page": page, "words": words });
    vec![
        vec![patch("hold", "all", Page(RYE, "/hold"), json!("all"))],
        vec![
            patch("closed", "on", Page(RYE, "/closed"), json!(true)),
            patch("closed", "off", Page(RYE, "/closed"), Value::Null),
        ],
        vec![patch("slow", "60", Posted("Amira"), json!(429))],
        vec![
            patch("team-name", "Ines", Posted("Ines"), json!(422)),
            patch("team-name", "", Posted("Ines"), json!(201)),
        ],
        vec![patch("name", "The mill", Read::Host("session", "/site_name"), json!("The mill"))],
        vec![
            Act(Dashboard("POST"), "rules/words", word.clone(), Posted("Ben"), json!(202)),
            Act(Dashboard("POST"), "rules/words/remove", word, Posted("Cy"), json!(201)),
        ],
        vec![
            Act(
                Dashboard("PUT"),
                "rules/welcome",
                asks(Value::Null, &question),
                Page(RYE, "/welcome/question"),
                json!("Who bakes?"),
            ),
            Act(
                Dashboard("PUT"),
                "rules/welcome",
                asks(Value::Null, &none),
                Page(RYE, "/welcome/question"),
                Value::Null,
            ),
            Act(
                Dashboard("PUT"),
                "rules/welcome",
                asks(json!(RYE), &question),
                Page(RYE, "/welcome/question"),
                json!("Who bakes?"),
            ),
        ],
        vec![
            Act(
                Dashboard("PUT"),
                "judges/akismet",
                json!({ "url": "{judge}", "key": "k" }),
                Read::Host("judges", "/judges/0/asked"),
                json!(true),
            ),
            Act(
                Dashboard("DELETE"),
                "judges/akismet",
                Value::Null,
                Read::Host("judges", "/judges/0/asked"),
                json!(false),
            ),
        ],
        vec![Act(
            Operator,
            "site/add",
            json!({ "name": "mill", "origins": ["https://mill.example"] }),
            Read::Site("mill"),
            json!(200),
        )],
    ]
}

fn acts_about_people() -> Vec<Vec<Act>> {
    let ban = json!({ "person": "{person}", "reason": "r" });
    let add = json!({ "site": "bakery", "name": "Ines", "role": "host" });
    vec![
        vec![
            Act(Dashboard("POST"), "bans", ban, Posted("Amira"), json!(403)),
            Act(
                Dashboard("POST"),
                "bans/end",
                json!({ "kind": "person", "who": "{person}" }),
                Posted("Amira"),
                json!(201),
            ),
        ],
        vec![
            Act(Dashboard("POST"), "team", json!({ "name": "Ines", "role": "host" }), Posted("Ines"), json!(422)),
            Act(Dashboard("DELETE"), "team/{Ines}", Value::Null, Posted("Ines"), json!(201)),
        ],
        vec![Act(Dashboard("PUT"), "name", json!({ "name": "Martina" }), Posted("Martina"), json!(422))],
        vec![Act(Operator, "token", add, Posted("Ines"), json!(422))],
    ]
}

fn acts_about_talks() -> Vec<Vec<Act>> {
    let decide =
        |verb, total: u32| Act(Dashboard("POST"), "decisions", decided(verb), Page(RYE, "/total"), json!(total));
    let undo = |total: u32| {
        let what = json!({ "comments": ["{id}"] });
        Act(Dashboard("POST"), "decisions/undo", what, Page(RYE, "/total"), json!(total))
    };
    let page = |what, read, expected| Act(Dashboard("PATCH"), "pages/{thread}", what, Page(RYE, read), expected);
    let cools = |seconds, count: u32| {
        let pauses = if count == 0 { Value::Null } else { json!("{id}") };
        Act(
            Dashboard("PUT"),
            "comments/{id}/cooling",
            json!({ "seconds": seconds }),
            Page(RYE, "/cooling/0/comment"),
            pauses,
        )
    };
    vec![
        vec![decide("remove", 0), undo(1), decide("remove", 0), decide("restore", 1)],
        vec![decide("spam", 0), decide("not_spam", 1)],
        vec![decide("send_back", 0)],
        vec![Act(
            Operator,
            "comment/change",
            json!({ "id": "{id}", "verb": "remove", "why": "r" }),
            Page(RYE, "/total"),
            json!(0),
        )],
        vec![
            Act(
                Dashboard("POST"),
                "answers",
                json!({ "parent": "{id}", "body": "At five." }),
                Page(RYE, "/comments/1/author/name"),
                json!("Marta"),
            ),
            Act(
                Dashboard("PATCH"),
                "comments/{answer}",
                json!({ "version": 1, "body": "At six." }),
                Page(RYE, "/comments/1/version"),
                json!(2),
            ),
            Act(Dashboard("DELETE"), "comments/{answer}", json!({ "version": 2 }), Page(RYE, "/total"), json!(1)),
        ],
        vec![
            page(json!({ "closed": true, "note": "Till May" }), "/closed_note/words", json!("Till May")),
            page(json!({ "note": "Till June" }), "/closed_note/words", json!("Till June")),
            page(json!({ "closed": false }), "/closed", Value::Null),
            Act(Dashboard("PATCH"), "pages/{thread}", json!({ "slow": 60 }), Posted("Amira"), json!(429)),
        ],
        vec![Act(Dashboard("POST"), "pages", json!({ "page": NEW }), Page(NEW, "/closed"), json!(true))],
        vec![cools(600, 1), cools(0, 0)],
        vec![Act(
            Operator,
            "page/move",
            json!({ "site": "bakery", "old": RYE, "new": NEW }),
            Page(NEW, "/total"),
            json!(1),
        )],
        vec![Act(
            Operator,
            "page/move",
            json!({ "site": "bakery", "old": RYE, "new": NEW }),
            Page(RYE, "/page_key"),
            json!("bakery.example/new"),
        )],
    ]
}

/// A house in which one comment was published.
struct House<'f> {
    fixture: &'f Fixture,
    owner: Host<'f>,
    amira: Person,
    first: CommentPosted,
    service: ExternalCheck,
}

impl House<'_> {
    /// The text with the names of what is there now.
    async fn filled(&self, text: &str) -> String {
        let id = self.first.comment.id.to_string();
        let known: Value = self.owner.reads(&format!("comments/{id}")).await;
        let team: Team = self.owner.reads("team").await;
        let ines = team.people.iter().find(|one| one.name == "Ines").map(|one| one.id.clone()).unwrap_or_default();
        let page = self.amira.reads(RYE).await;
        let answer = page.comments.iter().find(|one| one.parent.is_some()).map(|one| one.id.to_string());
        let text = text.replace("\"{version}\"", &known["comment"]["version"].to_string());
        text.replace("{id}", &id)
            .replace("{thread}", known["thread"].as_str().unwrap())
            .replace("{person}", known["person"].as_str().unwrap())
            .replace("{Ines}", &ines)
            .replace("{answer}", &answer.unwrap_or_default())
            .replace("{judge}", &self.service.url)
    }

    async fn acts(&self, Act(by, path, body, ..): &Act) {
        let (path, body) = (self.filled(path).await, self.filled(&body.to_string()).await);
        let status = match by {
            Operator => {
                let request = Request::post(format!("/{path}")).header("content-type", "application/json");
                let request = request.body(Body::from(body.clone())).unwrap();
                porch_server::control::router(self.fixture.app.clone()).oneshot(request).await.unwrap().status()
            }
            Dashboard(method) => {
                let body: Value = serde_json::from_str(&body).unwrap();
                let method: Method = method.parse().unwrap();
                self.owner.asks(method, &path, Some(body).filter(|body| !body.is_null())).await.status()
            }
        };
        assert!(status.is_success(), "{path} with {body}: {status}");
    }

    async fn reads(&self, read: Read) -> Value {
        match read {
            Page(page, place) => {
                let read: Value = self.amira.gets(&format!("thread?page={page}")).await.json().await.unwrap();
                read.pointer(place).cloned().unwrap_or_default()
            }
            Read::Host(path, place) => {
                let read: Value = self.owner.reads(path).await;
                read.pointer(place).cloned().unwrap_or_default()
            }
            Posted(name) => {
                let stranger = self.fixture.visitor(name);
                let person = if name == "Amira" { &self.amira } else { &stranger };
                let words = person.words(RYE, &format!("A pumpkin loaf, {}", key()));
                json!(person.sends(Method::POST, "comments", &key(), words).await.status().as_u16())
            }
            Read::Site(site) => {
                let url = format!("{}/v1/sites/{site}/thread?page=https://mill.example/", self.fixture.address);
                json!(reqwest::get(url).await.unwrap().status().as_u16())
            }
        }
    }
}

async fn shows(lines: Vec<Vec<Act>>) {
    for acts in lines {
        let fixture = Fixture::open().await;
        let owner = Host::named(&fixture, "Marta", Role::Owner).await;
        let amira = fixture.visitor("Amira");
        let first = amira.posts(RYE, "When do you open?").await;
        let house = House { fixture: &fixture, owner, amira, first, service: ExternalCheck::open().await };
        for act in &acts {
            let expected: Value = serde_json::from_str(&house.filled(&act.4.to_string()).await).unwrap();
            assert_ne!(house.reads(act.3).await, expected, "before {} with {}", act.1, act.2);
            house.acts(act).await;
            assert_eq!(house.reads(act.3).await, expected, "after {} with {}", act.1, act.2);
        }
    }
}

#[tokio::test]
async fn what_is_set_about_the_site_is_visible_in_the_next_read() {
    shows(acts_about_the_site()).await;
}

#[tokio::test]
async fn what_is_done_about_people_is_visible_in_the_next_read() {
    shows(acts_about_people()).await;
}

#[tokio::test]
async fn what_is_decided_about_comments_and_pages_is_visible_in_the_next_read() {
    shows(acts_about_talks()).await;
}

#[tokio::test]
async fn of_many_changes_at_once_the_last_one_is_shown() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    amira.posts(RYE, "When do you open?").await;
    let storage = &fixture.app.storage;
    let now = fixture.clock.now();
    let stored = async || storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap().unwrap();
    let thread = stored().await.id;
    let changes = (1..100_u32).map(|seconds| async move {
        let change = ThreadChange { slow: Some(seconds), by: OPERATOR.into(), ..ThreadChange::default() };
        let pace = SiteChange { slow: Some(seconds), ..SiteChange::default() };
        let set = storage.set_thread("bakery".into(), thread, change, now);
        let (set, also) = tokio::join!(set, storage.set_site("bakery".into(), pace, now));
        assert!(set.unwrap() && also.unwrap());
    });
    futures_util::future::join_all(changes).await;
    let page = fixture.app.live.pages.page(("bakery".into(), "bakery.example/rye".into())).await.unwrap();
    assert_eq!(page.thread().unwrap().slow, stored().await.slow);
    let rules = storage.site_rules(&["bakery"]).await.unwrap();
    assert_eq!(fixture.app.rules("bakery").slow, rules["bakery"].slow);
}
