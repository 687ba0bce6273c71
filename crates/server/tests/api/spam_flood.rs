//! A flood of robots with real spam, mixed with people who are known here: what of it is published, and who pays for it.

use porch_protocol::Status;
use porch_storage::sites::{Hold, SiteChange};
use reqwest::Method;
use serde_json::{Value, json};

use crate::cases::case;
use crate::fixture::{Fixture, Person, key};

/// Robots of the flood.
const SPAM: usize = 400;
/// Comments of known people among it.
const HONEST: usize = 100;
/// People who are known here.
const KNOWN: usize = 25;

/// What came of it.
#[derive(Debug, Default)]
struct Tally {
    published_spam: usize,
    held_honest: usize,
}

/// Words of the one kind and the other, as they were sent to a real place.
fn words() -> Option<(Vec<String>, Vec<String>)> {
    let file = std::fs::read_to_string(case("spam/judol-youtube-id.jsonl")?).unwrap();
    let rows = file.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let (mut spam, mut honest) = (Vec::new(), Vec::new());
    for row in rows {
        let text = row["text"].as_str().unwrap_or_default().to_owned();
        if row["label"] == 1 { spam.push(text) } else { honest.push(text) }
    }
    Some((spam.into_iter().take(SPAM).collect(), honest.into_iter().take(HONEST).collect()))
}

/// None where the words were refused: there are such, and they are not published either.
async fn says(person: &Person, number: usize, text: &str) -> Option<Status> {
    let page = format!("https://bakery.example/{}", number % 40);
    let mut words = person.words(&page, text);
    words["opened"] = json!(9_000);
    let response = person.sends(Method::POST, "comments", &key(), words).await;
    assert!(response.status().as_u16() < 500, "{text}");
    let posted: Value = response.json().await.unwrap();
    serde_json::from_value(posted["comment"]["status"].clone()).ok()
}

async fn flood(hold: Hold, spam: &[String], honest: &[String]) -> Tally {
    let fixture = Fixture::open().await;
    let known: Vec<Person> = (0..KNOWN).map(|number| fixture.visitor(&format!("Known {number}"))).collect();
    for (number, person) in known.iter().enumerate() {
        assert_eq!(says(person, number, &format!("I am number {number}")).await, Some(Status::Published));
    }
    fixture.set(SiteChange { hold: Some(hold), ..SiteChange::default() }).await;
    let mut tally = Tally::default();
    let every = spam.len() / honest.len().max(1);
    for (number, text) in spam.iter().enumerate() {
        let robot = fixture.visitor(&format!("Robot {number}"));
        tally.published_spam += usize::from(says(&robot, number, text).await == Some(Status::Published));
        if let Some(text) = (number % every == 0).then(|| honest.get(number / every)).flatten() {
            let said = says(&known[number / every % KNOWN], number, text).await;
            tally.held_honest += usize::from(said == Some(Status::Held));
        }
    }
    tally
}

#[tokio::test]
async fn a_flood_of_robots_stays_outside_and_known_people_do_not_notice() {
    let Some((spam, honest)) = words() else { return };
    let first = flood(Hold::First, &spam, &honest).await;
    println!("first comments held: {first:?} of {} and {}", spam.len(), honest.len());
    assert!(first.published_spam * 100 < spam.len(), "{first:?}");
    assert!(first.held_honest * 100 <= honest.len(), "{first:?}");
    // Without that switch the words are judged, and what was sent before, and links.
    let off = flood(Hold::Off, &spam, &honest).await;
    println!("nothing held by a switch: {off:?}");
    assert!(off.published_spam * 20 < spam.len(), "{off:?}");
    assert!(off.held_honest * 100 <= honest.len(), "{off:?}");
}
