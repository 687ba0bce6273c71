//! The live stream: new cursors, and whether comments are taken. The changes themselves are requested separately, so that one
//! cached response serves all. Nobody is known by it, so it says the same to everybody, and outlasts every sign-in.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use bytes::Bytes;
use futures_util::stream::{self, SelectAll, StreamExt};
use http::{HeaderMap, HeaderValue, header};
use porch_protocol::{ClosedNote, ErrorCode, HoldRule};
use serde_json::json;
use tokio_stream::wrappers::WatchStream;

use super::error::{AppError, Result};
use super::site::{NamedSite, RequestedPage, is_closed, live_page, record_page_signal};
use crate::App;
use crate::install_check::PageSignal;
use crate::live::PageStamp;
use crate::read::{cross_origin, snapshot};
use crate::visitors::client_address::ClientAddress;
use crate::visitors::concurrency::{Full, Permit};
use porch_domain::page::page_of_site;

/// Pages in one stream.
const MOST_PAGES: usize = 20;
/// A line that says nothing, so that proxies and browsers know the stream lives.
const KEEP_ALIVE: Duration = Duration::from_secs(25);

/// Sends an event when a page's thread changes, when it or its whole site is closed or opened, and when another rule says which
/// comments the team reads first: server-sent events named `cursor`.
#[utoipa::path(
    get, path = "/v1/sites/{site}/live", tag = "reading",
    params(("site" = String, Path, description = "the site's name, or `-`"),
           ("page" = Vec<String>, Query, description = "up to 20 raw addresses or keys"),
           ("origin" = Option<String>, Query, description = "where the pages are keys and the site is not named")),
    responses((status = 200, description = "`data: {\"page\": 0, \"cursor\": \"…\"}` at once for each page, and at each \
               change; `page` is the place of the parameter; `\"closed\": true` where no comments are taken, and \
               `\"closed_note\"` with what the team says about that, as in a thread; `\"hold\"` is \
               `first` or `all` where the team reads them first; with `\"tell\": true` the server asks a page to say once that its \
               widget runs (`POST …/writing`)", content_type = "text/event-stream"))
)]
pub async fn get_event_stream(
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
    // With `--limits off` only the process's number counts.
    let permit = app.streams.acquire(app.config.limits.then_some(from)).map_err(|full| match full {
        Full::All => AppError::Overloaded,
        Full::Network => AppError::TooMany(30),
    })?;
    let last_seen = headers.get("last-event-id").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let last_seen: Vec<&str> = last_seen.split('.').collect();
    let mut updates = SelectAll::new();
    for (index, raw) in pages.iter().enumerate() {
        let page = page_of_site(raw, &site.origins)?;
        // What is kept rendered is answered without a look at who asks; each page opens a stream of its own, once it shows
        // the comments.
        record_page_signal(&app, &site, &page.url, PageSignal::Shown, &headers);
        let report_wanted = app.install_reports.needs_writing_check(&site.id, &page.url, app.clock.now());
        let page = live_page(&app, &RequestedPage { site: site.clone(), page }).await?;
        let (receiver, app) = (page.subscribe(), app.clone());
        let state_at = move |stamp: PageStamp| StreamState {
            rev: stamp.rev,
            closed: is_closed(&app, &page.id.0, page.thread().as_deref()),
            note: page.thread().and_then(|thread| thread.closed_note.clone()),
            hold: app.site(&page.id.0).map_or_else(HoldRule::default, |site| site.hold.to_protocol()),
            report_wanted,
        };
        updates.push(WatchStream::new(receiver).map(move |stamp| (index, state_at(stamp))).boxed());
    }
    let database_epoch = app.identity.database_epoch.clone();
    let known = pages.iter().enumerate().map(|(i, _)| StreamState::from_word(last_seen.get(i)?)).collect();
    let body = Body::from_stream(event_lines(updates, database_epoch, known, app.ending.clone(), permit));
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Asks nginx to pass each event on at once.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    cross_origin::allow_any_origin(headers);
    Ok(response)
}

/// The state of a page, as the stream sends it.
#[derive(Clone)]
struct StreamState {
    rev: i64,
    closed: bool,
    /// What is said about that. It never changes alone: the rev rises with it.
    note: Option<ClosedNote>,
    hold: HoldRule,
    /// Whether the page was to tell once the widget runs there, when the stream began. It is said once, and is no news.
    report_wanted: bool,
}

impl PartialEq for StreamState {
    fn eq(&self, other: &Self) -> bool {
        (self.rev, self.closed, self.hold) == (other.rev, other.closed, other.hold)
    }
}

impl StreamState {
    /// As the stream's id has it: the rev, with a mark for the rule and one where no comments are taken.
    fn word(&self) -> String {
        let hold = HOLDS.iter().find(|(hold, _)| *hold == self.hold).map_or("", |(_, mark)| mark);
        format!("{}{hold}{}", self.rev, if self.closed { CLOSED } else { "" })
    }

    fn from_word(word: &str) -> Option<Self> {
        let open = word.strip_suffix(CLOSED);
        let (closed, word) = (open.is_some(), open.unwrap_or(word));
        let held = HOLDS.iter().find_map(|(hold, mark)| Some((*hold, word.strip_suffix(mark)?)));
        let (hold, rev) = held.unwrap_or((HoldRule::Off, word));
        Some(Self { rev: rev.parse().ok()?, closed, note: None, hold, report_wanted: false })
    }
}

const CLOSED: &str = "c";
/// The marks of the rules that need a mention.
const HOLDS: [(HoldRule, &str); 2] = [(HoldRule::First, "f"), (HoldRule::All, "a")];

type PageEvents = SelectAll<futures_util::stream::BoxStream<'static, (usize, StreamState)>>;

/// The lines of the stream. Its id says where all its pages stand, so that a reader who reconnects gets only what is new.
fn event_lines(
    updates: PageEvents,
    database_epoch: String,
    known: Vec<Option<StreamState>>,
    ending: tokio_util::sync::CancellationToken,
    permit: Permit,
) -> impl futures_util::Stream<Item = std::result::Result<Bytes, Infallible>> {
    // Readers come back after 2 to 10 seconds, each at another moment, so that a restart is no stampede.
    let retry = 2_000 + u64::from(uuid::Uuid::new_v4().as_bytes()[0]) * 30;
    let hello = stream::iter([Ok(Bytes::from(format!("retry: {retry}\n\n")))]);
    let state = (updates, database_epoch, known, tokio::time::interval(KEEP_ALIVE), permit);
    let events = stream::unfold(state, move |(mut updates, database_epoch, mut known, mut keep_alive, permit)| {
        let ending = ending.clone();
        async move {
            loop {
                tokio::select! {
                    () = ending.cancelled() => return None,
                    update = updates.next() => {
                        let (page, state) = update?;
                        if known[page].as_ref() == Some(&state) {
                            continue;
                        }
                        let first = known[page].replace(state.clone()).is_none();
                        let id: Vec<String> =
                            known.iter().map(|known| known.as_ref().map(StreamState::word).unwrap_or_default()).collect();
                        let mut data = json!({ "page": page, "cursor": snapshot::cursor(&database_epoch, state.rev) });
                        if state.closed {
                            data["closed"] = true.into();
                        }
                        if let Some(note) = &state.note {
                            data["closed_note"] = json!(note);
                        }
                        if !state.hold.is_off() {
                            data["hold"] = json!(state.hold);
                        }
                        if first && state.report_wanted {
                            data["tell"] = true.into();
                        }
                        let event = format!("event: cursor\nid: {}\ndata: {data}\n\n", id.join("."));
                        keep_alive.reset();
                        return Some((Ok(Bytes::from(event)), (updates, database_epoch, known, keep_alive, permit)));
                    }
                    _ = keep_alive.tick() => {
                        return Some((Ok(Bytes::from_static(b":\n\n")), (updates, database_epoch, known, keep_alive, permit)));
                    }
                }
            }
        }
    });
    hello.chain(events)
}

#[cfg(test)]
mod tests {
    use porch_protocol::HoldRule;

    use super::StreamState;

    #[test]
    fn a_place_is_read_as_it_was_written_and_nonsense_is_none() {
        for hold in [HoldRule::Off, HoldRule::First, HoldRule::All] {
            for closed in [false, true] {
                let stands = StreamState { rev: 12, closed, note: None, hold, report_wanted: true };
                let word = stands.word();
                assert!(StreamState::from_word(&word) == Some(stands), "{word}");
            }
        }
        for word in ["", "c", "a", "af", "12ca", "12x", "-"] {
            assert!(StreamState::from_word(word).is_none(), "{word}");
        }
    }
}
