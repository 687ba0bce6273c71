//! Two tenants who do the same on one server: whatever one of them can ask for, no byte of the other is in the answer, and
//! asking changes nothing.

use porch_domain::moderation::site_rules::RuleKind;
use porch_domain::moderation::team_decision::DecisionKind;
use porch_protocol::{Role, WelcomeWords};
use porch_server::team::thread_controls::{self, BanTarget, NewBan};
use porch_server::team::{OPERATOR, prompt_and_rules};
use porch_storage::sites::{Hold, SiteChange};
use porch_storage::team::Member;
use reqwest::Method;
use serde_json::json;

use crate::fixture::{Fixture, Person, RYE, key};
use crate::review::Host;

/// Stands in every field of the cafe's that holds a text.
const CANARY: &str = "kanarienvogel";

/// Ids of one tenant.
struct Twin {
    thread: String,
    comment: String,
    person: String,
}

/// The same deeds on one of the sites, with this word in all of them.
async fn lives(fixture: &Fixture, people: [&Person; 2], page: &str, word: &str) -> Twin {
    let (app, site, now) = (&fixture.app, people[0].site, fixture.clock.now());
    let title = json!({ "title": format!("{word} title") });
    let mut words = people[0].words(page, &format!("{word} opening"));
    words.as_object_mut().unwrap().extend(title.as_object().unwrap().clone());
    let opening = people[0].sends(Method::POST, "comments", &key(), words).await;
    let opening: porch_protocol::CommentPosted = opening.json().await.unwrap();
    let reply = people[1].replies(page, &opening, &format!("{word} reply")).await;
    people[1].posts(page, &format!("{word} to be removed")).await;
    people[0].edits(&opening, 1, &format!("{word} opening, edited")).await;
    let rest = format!("comments/{}/reports", reply.comment.id);
    people[0].sends(Method::POST, &rest, &key(), json!({ "reason": format!("{word} report") })).await;
    thread_controls::add_rule(app, site, (RuleKind::Word, format!("{word}rule")), OPERATOR).await.unwrap();
    let whom = BanTarget::Author(reply.comment.id);
    let reason = format!("{word} ban");
    thread_controls::ban(app, NewBan { site: site.into(), whom, until: None, reason, by: OPERATOR.into() })
        .await
        .unwrap();
    let question = Some(format!("{word} question"));
    let rules = Some(vec![format!("{word} house rule")]);
    let by = Some(format!("{word} by"));
    prompt_and_rules::set(app, site, None, WelcomeWords { question, rules, by }, OPERATOR).await.unwrap();
    let (person, name) = (format!("{word}-member"), format!("{word} member"));
    let member = Member { site: site.into(), person, name, role: Role::Owner, thread: None };
    app.storage.add_member(member, now).await.unwrap();
    let change = SiteChange { hold: Some(Hold::All), ..SiteChange::default() };
    app.storage.set_site(site.into(), change, now).await.unwrap();
    people[0].sends(Method::POST, "comments", &key(), people[0].words(page, &format!("{word} held"))).await;
    let stored = app.storage.comment(site, opening.comment.id).await.unwrap().unwrap();
    Twin { thread: stored.thread.to_string(), comment: opening.comment.id.to_string(), person: stored.person }
}

/// Every address of the server that is read, for the ids of one tenant.
fn addresses(site: &str, page: &str, twin: &Twin, database_epoch: &str) -> Vec<String> {
    let document = serde_json::to_value(porch_server::http::openapi::document()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let read = paths.iter().filter(|(path, item)| item.get("get").is_some() && !path.ends_with("/live"));
    let mut all: Vec<String> = read.map(|(path, _)| path.clone()).collect();
    all.extend(["/c/{site}/{thread}/feed", "/host", "/host/", "/robots.txt", "/v1/openapi.json"].map(str::to_owned));
    let filled = all.into_iter().map(|path| {
        let path = path.replace("{site}", site).replace("{thread}", &twin.thread).replace("{person}", &twin.person);
        let path = path
            .replace("{id}", &twin.comment)
            .replace("{token}", "x")
            .replace("{provider}", "club")
            .replace("{transaction}", "x");
        assert!(!path.contains('{'), "{path} has a part that this test does not know");
        format!(
            "{path}?page={page}&since={database_epoch}-0&before={0}&after={0}&person={1}",
            twin.comment, twin.person
        )
    });
    filled.collect()
}

#[tokio::test]
async fn no_byte_of_a_twin_is_in_any_answer_to_the_other_and_reading_twice_changes_nothing() {
    let fixture = Fixture::open().await;
    let ours = [fixture.visitor("Amira"), fixture.visitor("Ben")];
    let theirs =
        [fixture.guest_of_the_cafe(&format!("{CANARY} Carl")), fixture.guest_of_the_cafe(&format!("{CANARY} Di"))];
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let (rye, menu) = (RYE, "https://cafe.example/menu");
    let bakery = lives(&fixture, [&ours[0], &ours[1]], rye, "rye").await;
    let cafe = lives(&fixture, [&theirs[0], &theirs[1]], menu, CANARY).await;
    let dump = || async { (export(&fixture, "bakery").await, export(&fixture, "cafe").await) };
    let before = dump().await;
    assert!(before.1.contains(CANARY) && !before.0.contains(CANARY));
    // Our own ids, theirs under our name, and ours under our name with their page.
    let database_epoch = &fixture.app.identity.database_epoch;
    let mut asked = addresses("bakery", rye, &bakery, database_epoch);
    asked.extend(addresses("bakery", menu, &cafe, database_epoch));
    asked.extend(addresses("bakery", menu, &bakery, database_epoch));
    let mut answers = 0;
    for _ in 0..2 {
        for address in &asked {
            let url = format!("{}{address}", fixture.address);
            let rest = address.strip_prefix("/v1/host/");
            let response = match rest {
                Some(rest) => marta.asks(Method::GET, rest, None).await,
                // A page of the dashboard that is for those who are in, as its API is.
                None if address.starts_with("/host/preview") => {
                    marta.asks(Method::GET, &format!("../..{address}"), None).await
                }
                None => ours[0].asks(Method::GET, &url, reqwest::header::HeaderMap::new(), None).await,
            };
            let head = format!("{:?}", response.headers());
            let text = response.text().await.unwrap();
            assert!(!text.contains(CANARY) && !head.contains(CANARY), "{address}: {text}");
            answers += usize::from(text.contains("rye"));
        }
    }
    assert!(answers > 10, "hardly anything of ours was read: {answers}");
    assert!(dump().await == before, "reading has changed something");
    for verb in [DecisionKind::Approve, DecisionKind::Remove, DecisionKind::Spam] {
        let body = json!({ "verb": verb, "reason": "r", "comments": [{ "id": cafe.comment, "version": 2 }] });
        let answer = marta.asks(Method::POST, "decisions", Some(body)).await;
        assert!(!answer.text().await.unwrap().contains(CANARY));
    }
    assert!(dump().await == before, "a host has changed another site");
}

async fn export(fixture: &Fixture, site: &str) -> String {
    let (lines, mut read) = tokio::sync::mpsc::channel(10_000);
    fixture.app.storage.export(site, lines).await.unwrap();
    let mut dump = String::new();
    while let Some(line) = read.recv().await {
        dump.push_str(&line.written().unwrap());
    }
    dump
}
