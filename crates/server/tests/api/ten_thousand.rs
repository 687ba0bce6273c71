//! Ten thousand robots that do the work they are asked for, from as many addresses, with real spam; and people among them.
//!
//! `cargo test -p porch-server --test api ten_thousand -- --ignored --nocapture` prints the figures. It needs the cases.

use std::collections::{BTreeMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures_util::{StreamExt, stream};
use porch_protocol::held::HoldReason;
use porch_protocol::{CommentPosted, Status, Timestamp};
use porch_server::config::Limits;
use porch_server::team::review_queue;
use porch_spam_cases as cases;
use porch_storage::sites::{Hold, SiteChange};
use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Client, StatusCode};
use serde_json::json;

use crate::fixture::{BAKERY, Fixture, Person, key};
use crate::proof_of_work::{from, solved};

const ROBOTS: usize = 10_000;
/// People of whom something is published before the flood, and what each of them says during it.
const KNOWN: usize = 250;
const EACH: usize = 8;
/// People who come for the first time during it.
const NEWCOMERS: usize = 500;
const PAGES: usize = 400;
/// The flood lasts six minutes by the server's clock.
const LASTS: i64 = 360 * Timestamp::SECOND;
/// How many speak at once.
const AT_ONCE: usize = 8;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Kind {
    Robot,
    Known,
    Newcomer,
}

/// Something that is said, by whom.
struct Line {
    kind: Kind,
    number: usize,
    text: String,
}

/// What became of the lines of one kind, by the reason that they are held for.
type Tally = BTreeMap<(Kind, &'static str), usize>;

/// The real words: spam, and what honest people said in the same places.
fn words() -> Option<(Vec<String>, Vec<String>)> {
    let Some(folder) = cases::folder() else {
        eprintln!("skipped: no cases");
        return None;
    };
    let mut all = cases::gambling(&folder);
    all.extend(cases::videos(&folder).into_iter().flatten());
    all.extend(cases::messages(&folder));
    all.extend(cases::blogs::flagged(&folder));
    let (spam, honest): (Vec<_>, Vec<_>) = all.into_iter().partition(|case| case.is_spam);
    let texts = |cases: Vec<cases::Case>| {
        let mut seen = HashSet::new();
        let all = cases.into_iter().map(|case| case.text.trim().to_owned());
        let fitting = all.filter(|text| (1..4_000).contains(&text.len()) && seen.insert(text.clone()));
        let mut all: Vec<String> = fitting.collect();
        // Not source by source: by a hash of the words, so always in the same order.
        all.sort_by_key(|text| *blake3::hash(text.as_bytes()).as_bytes());
        all
    };
    Some((texts(spam), texts(honest)))
}

/// Robots, known people and newcomers by turns; the robots begin again with their texts when they have used them all.
fn lines(spam: &[String], honest: &[String]) -> Vec<Line> {
    let mut honest = honest.iter().cloned();
    let mut lines = Vec::new();
    for number in 0..ROBOTS {
        lines.push(Line { kind: Kind::Robot, number, text: spam[number % spam.len()].clone() });
        let mut speaks = |kind, every: usize| {
            if number % every == 0 {
                lines.push(Line { kind, number: number / every, text: honest.next().unwrap() });
            }
        };
        speaks(Kind::Known, ROBOTS / (KNOWN * EACH));
        speaks(Kind::Newcomer, ROBOTS / NEWCOMERS);
    }
    lines
}

/// A server on which `KNOWN` people have spoken, on all pages, and which holds people to rates from now on.
async fn lived_in(hold: Hold) -> (Fixture, Vec<Person>) {
    let fixture = Fixture::open().await;
    let mut known: Vec<Person> = (0..KNOWN).map(|number| fixture.visitor(&format!("Known {number}"))).collect();
    for page in 0..PAGES {
        known[page % KNOWN].posts(&format!("{BAKERY}/{page}"), &format!("I am on page {page}")).await;
    }
    let fixture = Fixture::at(fixture.end().await, Limits::On).await;
    fixture.set(SiteChange { hold: Some(hold), ..SiteChange::default() }).await;
    for person in &mut known {
        person.address.clone_from(&fixture.address);
    }
    (fixture, known)
}

/// Says one line, and tries again while the server is busy. Answers what became of it.
async fn says(
    fixture: &Fixture,
    client: &Client,
    known: &[Person],
    line: &Line,
    tries: &AtomicU64,
) -> Option<CommentPosted> {
    let place = match line.kind {
        Kind::Robot => line.number,
        Kind::Newcomer => 20_000 + line.number,
        Kind::Known => 40_000 + line.number % KNOWN,
    };
    let page = format!("{BAKERY}/{}", place % PAGES);
    let url = |call: &str| format!("{}/v1/sites/bakery/{call}", fixture.address);
    let name = format!("{:?} {place}", line.kind);
    let mut words = json!({ "page": page, "name": name, "body": line.text, "opened": 9_000 });
    if line.kind != Kind::Known {
        let asked = client.get(url(&format!("challenge?page={page}"))).header("origin", BAKERY);
        let asked = asked.headers(from(u32::try_from(place).unwrap())).send().await.unwrap();
        if asked.status() == StatusCode::OK {
            let (proof, count) = solved(asked.json().await.unwrap());
            tries.fetch_add(count, Ordering::Relaxed);
            words["proof"] = json!(proof);
        }
    }
    let key = key();
    loop {
        let mut headers: HeaderMap = from(u32::try_from(place).unwrap());
        headers.insert("idempotency-key", HeaderValue::from_str(&key).unwrap());
        let response = match line.kind {
            Kind::Known => {
                let person = &known[line.number % KNOWN];
                person.asks(reqwest::Method::POST, &url("comments"), headers, Some(words.clone())).await
            }
            Kind::Robot | Kind::Newcomer => {
                let request = client.post(url("comments")).header("origin", BAKERY).headers(headers);
                request.json(&words).send().await.unwrap()
            }
        };
        match response.status() {
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
                let after = response.headers().get("retry-after").and_then(|after| after.to_str().ok()?.parse().ok());
                fixture.pass(after.unwrap_or(1));
            }
            status if status.is_success() => return Some(response.json().await.unwrap()),
            // Words that nobody may send, such as those that hide their direction.
            status => {
                assert!(status.is_client_error(), "{status}");
                return None;
            }
        }
    }
}

async fn flood(hold: Hold, spam: &[String], honest: &[String]) -> Tally {
    let (fixture, known) = lived_in(hold).await;
    let client = Client::builder().timeout(Duration::from_mins(1)).build().unwrap();
    let (lines, tries) = (lines(spam, honest), AtomicU64::new(0));
    let begin = fixture.clock.now();
    let count = i64::try_from(lines.len()).unwrap();
    let said = (0_i64..).zip(&lines).map(|(at, line)| {
        let (fixture, client, known, tries) = (&fixture, &client, &known, &tries);
        async move {
            fixture.clock.set(begin.plus(LASTS * at / count));
            (line.kind, says(fixture, client, known, line, tries).await)
        }
    });
    let mut tally = Tally::new();
    let mut said = stream::iter(said).buffer_unordered(AT_ONCE);
    while let Some((kind, posted)) = said.next().await {
        let what = match posted {
            None => "refused",
            Some(posted) if posted.comment.status == Status::Published => "published",
            Some(posted) => {
                let stored = fixture.app.storage.comment("bakery", posted.comment.id).await.unwrap().unwrap();
                stored.hold.map_or("held", HoldReason::word)
            }
        };
        *tally.entry((kind, what)).or_default() += 1;
    }
    let (rows, waiting) = review_queue::rows(&fixture.app, "bakery", usize::MAX).await.unwrap();
    let alike = rows.iter().filter(|row| row.alike.len() > 1);
    let (together, most) = alike.fold((0, 0), |(sum, most), row| (sum + row.alike.len(), most.max(row.alike.len())));
    println!("hold={}:", hold.word());
    for ((kind, what), count) in &tally {
        println!("  {kind:?} {what}: {count}");
    }
    println!("  {waiting} wait in {} rows; {together} of them share a row, at most {most}", rows.len());
    println!("  {} tries were made; each is 5000 rounds of PBKDF2 where nothing is set", tries.load(Ordering::Relaxed));
    tally
}

fn share(tally: &Tally, kind: Kind, what: impl Fn(&str) -> bool) -> f64 {
    let sum = |counts: &dyn Fn(&str) -> bool| -> f64 {
        let of_kind = tally.iter().filter(|((own, said), _)| *own == kind && counts(said));
        f64::from(of_kind.map(|(_, count)| u32::try_from(*count).unwrap()).sum::<u32>())
    };
    100.0 * sum(&what) / sum(&|_| true)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "some minutes; prints the figures of a flood"]
async fn ten_thousand_robots_that_work_stay_outside_and_known_people_do_not_notice() {
    let Some((spam, honest)) = words() else { return };
    println!("{} different spam texts, {} honest ones", spam.len(), honest.len());
    for (hold, most) in [(Hold::First, 1.0), (Hold::Off, 5.0)] {
        let tally = flood(hold, &spam, &honest).await;
        let published = share(&tally, Kind::Robot, |what| what == "published");
        let bothered = share(&tally, Kind::Known, |what| what != "published" && what != "refused");
        let newcomers = share(&tally, Kind::Newcomer, |what| what != "published" && what != "refused");
        println!(
            "  {published:.2} % of spam published, {bothered:.2} % of known people held, {newcomers:.2} % of newcomers\n"
        );
        assert!(published < most && bothered <= 1.0, "{tally:?}");
    }
}
