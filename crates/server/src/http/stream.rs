//! The live stream: cursors and nothing else. What happened is asked for, so that one cached answer serves everybody.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use bytes::Bytes;
use futures_util::stream::{self, SelectAll, StreamExt};
use http::{HeaderMap, HeaderValue, header};
use porch_protocol::ErrorCode;
use serde_json::json;
use tokio_stream::wrappers::WatchStream;

use super::address::ClientAddress;
use super::error::{AppError, Result};
use super::site::{AskedPage, NamedSite, hear_page, live_page};
use super::{origin, snapshot};
use crate::App;
use crate::domain::page::page_of_site;

/// Pages in one stream.
const MOST_PAGES: usize = 20;
/// Streams of one prefix.
const MOST_OF_PREFIX: usize = 20;
/// Streams of the process.
const MOST: usize = 20_000;
/// A line that says nothing, so that proxies and browsers know the stream lives.
const BREATH: Duration = Duration::from_secs(25);

/// Counts the open streams. With `--limits off` only the process's number counts.
#[derive(Default)]
pub struct Streams {
    open: AtomicUsize,
    of_prefix: Mutex<HashMap<[u8; 8], usize>>,
}

/// An open stream; dropping it frees its place.
struct Place {
    streams: Arc<Streams>,
    prefix: Option<[u8; 8]>,
}

impl Streams {
    fn enter(self: &Arc<Self>, prefix: Option<[u8; 8]>) -> Result<Place> {
        // Made first, so that a refusal below gives back what was taken.
        let mut place = Place { streams: self.clone(), prefix: None };
        if self.open.fetch_add(1, Ordering::Relaxed) >= MOST {
            return Err(AppError::Overloaded);
        }
        if let Some(prefix) = prefix {
            let mut of_prefix = self.of_prefix.lock().unwrap_or_else(PoisonError::into_inner);
            let count = of_prefix.entry(prefix).or_default();
            if *count >= MOST_OF_PREFIX {
                return Err(AppError::TooMany(30));
            }
            *count += 1;
            place.prefix = Some(prefix);
        }
        Ok(place)
    }

    /// How many are open.
    pub fn open(&self) -> usize {
        self.open.load(Ordering::Relaxed)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.streams.open.fetch_sub(1, Ordering::Relaxed);
        if let Some(prefix) = self.prefix {
            let mut of_prefix = self.streams.of_prefix.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(count) = of_prefix.get_mut(&prefix) {
                *count -= 1;
                if *count == 0 {
                    of_prefix.remove(&prefix);
                }
            }
        }
    }
}

/// Rings when a page's thread changes: server-sent events named `cursor`.
#[utoipa::path(
    get, path = "/v1/sites/{site}/live", tag = "reading",
    params(("site" = String, Path, description = "the site's name, or `-`"),
           ("page" = Vec<String>, Query, description = "up to 20 raw addresses or keys"),
           ("origin" = Option<String>, Query, description = "where the pages are keys and the site is not named")),
    responses((status = 200, description = "`data: {\"page\": 0, \"cursor\": \"…\"}` at once for each page, and at each \
               change; `page` is the place of the parameter", content_type = "text/event-stream"))
)]
pub async fn get_live(
    State(app): State<App>,
    site: NamedSite,
    from: ClientAddress,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response> {
    let parameters: Vec<(String, String)> =
        url::form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned().collect();
    let value = |name| parameters.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str());
    let pages: Vec<&str> = value("page").take(MOST_PAGES + 1).collect();
    let first = pages.first().filter(|_| pages.len() <= MOST_PAGES);
    let first = first.ok_or(AppError::Refused(ErrorCode::PageNotAllowed))?;
    let site = site.for_page(&app, first, value("origin").next())?;
    let place = app.streams.enter(app.config.limits.then(|| from.prefix()))?;
    let heard = headers.get("last-event-id").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let heard: Vec<&str> = heard.split('.').collect();
    let mut rings = SelectAll::new();
    for (place, raw) in pages.iter().enumerate() {
        let page = page_of_site(raw, &site.origins)?;
        // What is kept rendered is answered without a look at who asks; each page opens a stream of its own.
        hear_page(&app, &site, &page.url, &headers);
        let page = live_page(&app, &AskedPage { site: site.clone(), page }).await?;
        let revs = WatchStream::new(page.hear()).map(move |stamp| (place, stamp));
        rings.push(revs.boxed());
    }
    let life = app.identity.life.clone();
    let known = pages.iter().enumerate().map(|(i, _)| heard.get(i).and_then(|rev| rev.parse().ok())).collect();
    let body = Body::from_stream(told(rings, life, known, app.ending.clone(), place));
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Asks nginx to pass each event on at once.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    origin::let_everyone_read(headers);
    Ok(response)
}

type Rings = SelectAll<futures_util::stream::BoxStream<'static, (usize, crate::live::Stamp)>>;

/// The lines of the stream. Its id is the revs of all its pages, so that a reader who comes back hears only what is new.
fn told(
    rings: Rings,
    life: String,
    known: Vec<Option<i64>>,
    ending: tokio_util::sync::CancellationToken,
    place: Place,
) -> impl futures_util::Stream<Item = std::result::Result<Bytes, Infallible>> {
    // Readers come back after 2 to 10 seconds, each at another moment, so that a restart is no stampede.
    let retry = 2_000 + u64::from(uuid::Uuid::new_v4().as_bytes()[0]) * 30;
    let hello = stream::iter([Ok(Bytes::from(format!("retry: {retry}\n\n")))]);
    let state = (rings, life, known, tokio::time::interval(BREATH), place);
    let events = stream::unfold(state, move |(mut rings, life, mut known, mut breath, place)| {
        let ending = ending.clone();
        async move {
            loop {
                tokio::select! {
                    () = ending.cancelled() => return None,
                    ring = rings.next() => {
                        let (page, stamp) = ring?;
                        if known[page] == Some(stamp.rev) {
                            continue;
                        }
                        known[page] = Some(stamp.rev);
                        let id: Vec<String> =
                            known.iter().map(|rev| rev.map(|rev| rev.to_string()).unwrap_or_default()).collect();
                        let data = json!({ "page": page, "cursor": snapshot::cursor(&life, stamp.rev) });
                        let event = format!("event: cursor\nid: {}\ndata: {data}\n\n", id.join("."));
                        breath.reset();
                        return Some((Ok(Bytes::from(event)), (rings, life, known, breath, place)));
                    }
                    _ = breath.tick() => {
                        return Some((Ok(Bytes::from_static(b":\n\n")), (rings, life, known, breath, place)));
                    }
                }
            }
        }
    });
    hello.chain(events)
}
