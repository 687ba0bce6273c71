//! Many mails about replies at once: whether they leave in order, and whether posting is slower meanwhile.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::mail_sink::MailSink;
use super::peers::PAGES;
use super::table::{Row, Sample, precise, short};
use crate::server::{SITE, Server};

/// People who are replied to.
const PEOPLE: usize = 1_000;
/// Requests at once while the people are made known and replied to.
const AT_ONCE: usize = 25;
/// Clients that post while the mails leave.
const CLIENTS: usize = 8;
/// How long posting is measured.
const SECONDS: Duration = Duration::from_secs(6);
/// How long anything else may take.
const PATIENCE: Duration = Duration::from_mins(2);

/// Somebody who has confirmed an address.
#[derive(Clone)]
struct Reader {
    address: String,
    cookie: String,
}

/// A server that sends its mail to a sink.
struct Post {
    server: Server,
    metrics: String,
    sink: MailSink,
    client: reqwest::Client,
}

/// Measures posting without mails and while they leave, in turns.
pub(crate) async fn mail(porch: &Path, dir: &Path, rounds: u32) -> Result<Vec<Row>> {
    let sink = MailSink::start().await?;
    let mut server = Server::create(porch, &dir.join("mailing"), PAGES)?;
    let metrics = format!("127.0.0.1:{}", std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port());
    server.add_arguments(&["--smtp", &sink.url, "--mail-from", "porch@talk.example", "--metrics", &metrics]);
    server.start().await?;
    let mut post = Post { server, metrics, sink, client: reqwest::Client::new() };
    let readers = in_batches((0..PEOPLE).map(|number| post.makes_known(number))).await?;
    let (mut quiet, mut busy) = (Posting::default(), Posting::default());
    let (mut ratios, mut drained, mut displaced) = (Sample::default(), Sample::default(), Sample::default());
    for round in 0..rounds {
        let page = format!("{PAGES}/mail-{round}.html");
        let without = post.posts(&format!("{PAGES}/without-{round}.html")).await?;
        let order = post.queues(&readers, &page).await?;
        let begun = Instant::now();
        post.sink.set_open(true);
        let with = post.posts(&format!("{PAGES}/with-{round}.html")).await?;
        drained.0.push(post.all_came(begun).await?.as_secs_f64());
        displaced.0.push(precise(farthest(&order, &post.sink)));
        ratios.0.push(with.rates.median() / without.rates.median());
        quiet.add(without);
        busy.add(with);
    }
    post.server.kill().await?;
    let share = ratios.median();
    Ok(vec![
        Row {
            what: format!("posting, durable, {CLIENTS} clients, while {PEOPLE} mails about replies leave"),
            figure: "≥ 0.8 of the rate without them",
            porch: format!("{}, p99 {} ms: {} ×", busy.rates.shown("/s"), short(busy.p99.median()), short(share)),
            others: format!("without {}, p99 {} ms", quiet.rates.shown("/s"), short(quiet.p99.median())),
            holds: Some(share >= 0.8),
        },
        Row {
            what: format!("{PEOPLE} mails queued at once: places between the order queued and the order sent"),
            figure: "≤ 32, which are sent at once",
            porch: format!("{}; all sent after {}", displaced.shown("places"), drained.shown("s")),
            others: String::new(),
            holds: Some(displaced.max() <= 32.0),
        },
    ])
}

/// What posting measured.
#[derive(Default)]
struct Posting {
    rates: Sample,
    /// Milliseconds.
    p99: Sample,
}

impl Posting {
    fn add(&mut self, other: Self) {
        self.rates.0.extend(other.rates.0);
        self.p99.0.extend(other.p99.0);
    }
}

/// The results of requests of which few are sent at once, in their order.
async fn in_batches<T>(requests: impl Iterator<Item = impl Future<Output = Result<T>>>) -> Result<Vec<T>> {
    let (mut requests, mut done) = (requests.peekable(), Vec::new());
    while requests.peek().is_some() {
        let batch: Vec<_> = requests.by_ref().take(AT_ONCE).collect();
        for result in futures_util::future::join_all(batch).await {
            done.push(result?);
        }
    }
    Ok(done)
}

/// The largest distance between the place of a mail when it was queued and when it came.
fn farthest(order: &[String], sink: &MailSink) -> usize {
    let came: Vec<String> = sink.take().into_iter().map(|mail| mail.to).collect();
    let place = |address: &String| came.iter().position(|other| other == address).unwrap_or(usize::MAX);
    order.iter().enumerate().map(|(number, address)| place(address).abs_diff(number)).max().unwrap_or_default()
}

impl Post {
    async fn sends(&self, rest: &str, cookie: Option<&str>, body: &Value) -> Result<(Value, Option<String>)> {
        let request = self.client.post(format!("{}/v1/sites/{SITE}/{rest}", self.server.url)).header("origin", PAGES);
        let request = request.header("idempotency-key", format!("{:032x}", fastrand::u128(..))).json(body);
        let request = cookie.into_iter().fold(request, |request, cookie| request.header("cookie", cookie));
        let response = request.send().await?.error_for_status()?;
        let cookie = response.headers().get("set-cookie").and_then(|cookie| cookie.to_str().ok());
        let cookie = cookie.and_then(|cookie| cookie.split(';').next()).map(str::to_owned);
        let text = response.text().await?;
        Ok((if text.is_empty() { Value::Null } else { serde_json::from_str(&text)? }, cookie))
    }

    /// Somebody confirms an address.
    async fn makes_known(&self, number: usize) -> Result<Reader> {
        let address = format!("reader-{number}@mail.example");
        let (_, cookie) = self.sends("me", None, &json!({})).await?;
        let cookie = cookie.context("no cookie for a new visitor")?;
        self.sends("me/mail", Some(&cookie), &json!({ "mail": address })).await?;
        let code = until(|| self.sink.code_for(&address)).await.context("no mail with a code")?;
        let confirm = json!({ "mail": address, "code": code });
        let (_, cookie) = self.sends("me/mail/confirm", Some(&cookie), &confirm).await?;
        Ok(Reader { address, cookie: cookie.context("no cookie after confirming")? })
    }

    /// Each opens a conversation and gets a reply, while the sink answers nothing. Returns the addresses in the order of the
    /// replies, once all mails are queued.
    async fn queues(&self, readers: &[Reader], page: &str) -> Result<Vec<String>> {
        let openings = readers.iter().map(|reader| async move {
            let words = format!("Is it {}?", reader.address.replace('@', " "));
            let body = json!({ "page": page, "name": "Reader", "body": words });
            let (posted, _) = self.sends("comments", Some(&reader.cookie), &body).await?;
            Ok(posted["comment"]["id"].clone())
        });
        let openings = in_batches(openings).await?;
        self.sink.take();
        self.sink.set_open(false);
        let before = self.queued().await?;
        for opening in &openings {
            let body = json!({ "page": page, "name": "Ines", "body": "Yes, it is.", "parent": opening });
            self.sends("comments", None, &body).await?;
        }
        let started = Instant::now();
        while self.queued().await? < before + PEOPLE {
            ensure!(started.elapsed() < PATIENCE, "only {} mails were queued", self.queued().await? - before);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(readers.iter().map(|reader| reader.address.clone()).collect())
    }

    /// How many mails about replies were queued since the start.
    async fn queued(&self) -> Result<usize> {
        let text = self.client.get(format!("http://{}/metrics", self.metrics)).send().await?.text().await?;
        let line = text.lines().find_map(|line| line.strip_prefix("porch_reply_mails_queued_total "));
        Ok(line.and_then(|count| count.trim().parse().ok()).unwrap_or_default())
    }

    /// Waits until all mails have come; how long that took.
    async fn all_came(&self, begun: Instant) -> Result<Duration> {
        until(|| (self.sink.count() >= PEOPLE).then_some(())).await.context("not all mails came")?;
        Ok(begun.elapsed())
    }

    /// Posts on a page for a while, with several clients.
    async fn posts(&self, page: &str) -> Result<Posting> {
        let over = &AtomicBool::new(false);
        let clients = (0..CLIENTS).map(|_| async move {
            let mut times = Vec::new();
            while !over.load(Ordering::Relaxed) {
                let text =
                    format!("Load comment {:x}: the cache headers matter more than the size.", fastrand::u64(..));
                let begun = Instant::now();
                self.sends("comments", None, &json!({ "page": page, "name": "Load", "body": text })).await?;
                times.push(begun.elapsed().as_secs_f64() * 1e3);
            }
            Ok::<_, anyhow::Error>(times)
        });
        let stop = async {
            tokio::time::sleep(SECONDS).await;
            over.store(true, Ordering::Relaxed);
        };
        let (clients, ()) = tokio::join!(futures_util::future::join_all(clients), stop);
        let times = clients.into_iter().collect::<Result<Vec<_>>>()?.concat();
        let rate = precise(times.len()) / SECONDS.as_secs_f64();
        Ok(Posting { rates: Sample(vec![rate]), p99: Sample(vec![Sample(times).at(0.99)]) })
    }
}

/// Looks until there is something; none when that takes too long.
async fn until<T>(look: impl Fn() -> Option<T>) -> Option<T> {
    let started = Instant::now();
    while started.elapsed() < PATIENCE {
        if let Some(found) = look() {
            return Some(found);
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    None
}
