//! Answers on their way over HTTP/2, where the reader says of each stream how much of it may come.
//!
//! Whoever lets nothing come holds the answer in our memory. So an answer goes out in small pieces, a stream of which no
//! piece is taken for too long is ended, and one network has so many bytes of large answers under way and no more.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::header;
use http_body::{Frame, SizeHint};
use tokio::time::Instant;

use crate::App;
use crate::http::error::AppError;
use crate::visitors::client_address::ClientAddress;
use crate::visitors::concurrency::{Concurrency, Full, Permit};

/// Bytes of a piece: a whole frame of HTTP/2 as it is where nothing else is agreed.
const PIECE: usize = 16 * 1_024;

tokio::task_local! {
    /// How far the answer of this stream is.
    static PROGRESS: Arc<Progress>;
}

/// Rises by one when a piece is handed to the connection, and by one when the next is asked for: where it is odd, a piece
/// waits for its reader.
#[derive(Default)]
struct Progress(AtomicU64);

/// An answer that its stream takes piece by piece.
struct ChunkedBody<T> {
    body: Body,
    /// What has been read of the body and not been handed on.
    rest: Bytes,
    progress: Arc<Progress>,
    _room: Option<BufferPermit>,
    _under_way: T,
}

/// Who reads an answer.
pub struct Connection {
    /// Where they are.
    pub from: ClientAddress,
    /// The bytes that their connection has under way; none where a trusted proxy's carries many readers.
    pub connection: Option<Arc<Concurrency>>,
}

/// The room that an answer takes on its connection and of its network.
struct BufferPermit {
    _of_connection: Option<Permit>,
    _of_network: Permit,
}

impl Connection {
    /// Takes room for an answer of so many bytes.
    fn takes(&self, app: &App, size: usize) -> Result<BufferPermit, Full> {
        let of_connection = self.connection.as_ref().map(|bytes| bytes.enter_with(None, size)).transpose();
        Ok(BufferPermit {
            _of_connection: of_connection.map_err(|_| Full::Network)?,
            _of_network: app.bytes_in_flight.enter_with(app.config.limits.then_some(self.from), size)?,
        })
    }
}

/// Makes the answer of a stream one that is sent in pieces, if there is room for it. `under_way` lives as long as its body.
pub fn in_pieces<T: Send + Unpin + 'static>(
    app: &App,
    reader: &Connection,
    response: Response,
    under_way: T,
) -> Response {
    let size = http_body::Body::size_hint(response.body()).exact().and_then(|size| usize::try_from(size).ok());
    let room = size.filter(|size| *size > 0).map(|size| reader.takes(app, size)).transpose();
    // Whoever reads nothing does not read the refusal either: it is sent like any answer.
    let (room, response) = match room {
        Ok(room) => (room, response),
        Err(Full::All) => (None, no_room(AppError::Overloaded, &response)),
        Err(Full::Network) => (None, no_room(AppError::TooMany(1), &response)),
    };
    // Outside of a watched stream, as in a test, nobody looks.
    let progress = PROGRESS.try_with(Arc::clone).unwrap_or_default();
    response
        .map(|body| Body::new(ChunkedBody { body, rest: Bytes::new(), progress, _room: room, _under_way: under_way }))
}

/// The refusal, which whoever could have read the answer can read.
fn no_room(error: AppError, instead_of: &Response) -> Response {
    let mut refusal = error.into_response();
    for name in [header::ACCESS_CONTROL_ALLOW_ORIGIN, header::ACCESS_CONTROL_ALLOW_CREDENTIALS, header::VARY] {
        if let Some(value) = instead_of.headers().get(&name) {
            refusal.headers_mut().insert(name, value.clone());
        }
    }
    refusal
}

impl<T: Unpin> http_body::Body for ChunkedBody<T> {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let count = self.progress.0.load(Ordering::Relaxed);
        self.progress.0.store(count + count % 2, Ordering::Relaxed);
        if self.rest.is_empty() {
            let Some(frame) = ready!(Pin::new(&mut self.body).poll_frame(context)?) else { return Poll::Ready(None) };
            match frame.into_data() {
                Ok(data) => self.rest = data,
                Err(trailers) => return Poll::Ready(Some(Ok(trailers))),
            }
        }
        let last = self.rest.len() <= PIECE && self.body.is_end_stream();
        // The last byte goes alone. hyper is done with a stream as soon as the connection has its last piece, which it takes
        // whole when one byte of it may come: nobody would look after the rest.
        let length = if last && self.rest.len() > 1 { self.rest.len() - 1 } else { self.rest.len().min(PIECE) };
        let piece = self.rest.split_to(length);
        self.progress.0.fetch_add(1, Ordering::Relaxed);
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let rest = u64::try_from(self.rest.len()).unwrap_or(u64::MAX);
        let of_body = self.body.size_hint();
        let mut hint = SizeHint::new();
        hint.set_lower(of_body.lower().saturating_add(rest));
        if let Some(upper) = of_body.upper() {
            hint.set_upper(upper.saturating_add(rest));
        }
        hint
    }
}

/// Runs the streams of a connection, and ends those that nobody reads.
#[derive(Clone, Copy)]
pub struct Streams {
    unread: Duration,
}

impl Streams {
    /// A piece may wait for its reader so long.
    pub fn new(unread: Duration) -> Self {
        Self { unread }
    }
}

impl<F: Future<Output = ()> + Send + 'static> hyper::rt::Executor<F> for Streams {
    fn execute(&self, stream: F) {
        tokio::spawn(watched(stream, self.unread));
    }
}

/// The stream, until it is done, or until it is let go: hyper resets it then.
async fn watched<F: Future<Output = ()>>(stream: F, unread: Duration) {
    let progress = Arc::new(Progress::default());
    let mut stream = std::pin::pin!(PROGRESS.scope(progress.clone(), stream));
    let mut patience: Option<(u64, Pin<Box<tokio::time::Sleep>>)> = None;
    std::future::poll_fn(|context| {
        if stream.as_mut().poll(context).is_ready() {
            return Poll::Ready(());
        }
        let count = progress.0.load(Ordering::Relaxed);
        if count.is_multiple_of(2) {
            // Nothing is there to be read.
            patience = None;
            return Poll::Pending;
        }
        let (since, sleep) = patience.get_or_insert_with(|| (count, Box::pin(tokio::time::sleep(unread))));
        if *since != count {
            *since = count;
            sleep.as_mut().reset(Instant::now() + unread);
        }
        ready!(sleep.as_mut().poll(context));
        metrics::counter!("porch_streams_unread_total").increment(1);
        tracing::debug!("a stream was not read");
        Poll::Ready(())
    })
    .await;
}
