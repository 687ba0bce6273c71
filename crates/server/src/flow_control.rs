//! HTTP/2 responses, where the reader controls per stream how many bytes are sent.
//!
//! A client that accepts nothing keeps the response in our memory. So a response is sent in small pieces, a stream of
//! which no piece is accepted for too long is reset, and the bytes of unsent responses are limited per network.

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

/// Bytes of a piece: one whole HTTP/2 frame of the default size.
const PIECE: usize = 16 * 1_024;

tokio::task_local! {
    /// The progress of this stream's response.
    static PROGRESS: Arc<Progress>;
}

/// Rises by one when a piece is handed to the connection, and by one when the next is requested: while it is odd, a
/// piece waits for its reader.
#[derive(Default)]
struct Progress(AtomicU64);

/// A response body that is sent in pieces.
struct ChunkedBody<T> {
    body: Body,
    /// Bytes that were read from the body and not sent yet.
    rest: Bytes,
    progress: Arc<Progress>,
    _permit: Option<BufferPermit>,
    _under_way: T,
}

/// The reader of a response.
pub struct Connection {
    /// The reader's address.
    pub from: ClientAddress,
    /// The unsent bytes of the reader's connection; none for a trusted proxy, whose connection carries many readers.
    pub connection: Option<Arc<Concurrency>>,
}

/// The share of the limits that a response takes, of its connection and of its network.
struct BufferPermit {
    _of_connection: Option<Permit>,
    _of_network: Permit,
}

impl Connection {
    /// Takes a permit for a response of so many bytes.
    fn acquire(&self, app: &App, size: usize) -> Result<BufferPermit, Full> {
        let of_connection = self.connection.as_ref().map(|bytes| bytes.acquire_sized(None, size)).transpose();
        Ok(BufferPermit {
            _of_connection: of_connection.map_err(|_| Full::Network)?,
            _of_network: app.bytes_in_flight.acquire_sized(app.config.limits.then_some(self.from), size)?,
        })
    }
}

/// Makes the response of a stream one that is sent in pieces, if the limits allow it. `under_way` is dropped with its
/// body.
pub fn in_pieces<T: Send + Unpin + 'static>(
    app: &App,
    reader: &Connection,
    response: Response,
    under_way: T,
) -> Response {
    let size = http_body::Body::size_hint(response.body()).exact().and_then(|size| usize::try_from(size).ok());
    let permit = size.filter(|size| *size > 0).map(|size| reader.acquire(app, size)).transpose();
    // A reader who accepts nothing does not read the refusal either: it is sent like any response.
    let (permit, response) = match permit {
        Ok(permit) => (permit, response),
        Err(Full::All) => (None, refusal(AppError::Overloaded, &response)),
        Err(Full::Network) => (None, refusal(AppError::TooMany(1), &response)),
    };
    // Outside of a watched stream, as in a test, the progress is not read.
    let progress = PROGRESS.try_with(Arc::clone).unwrap_or_default();
    response.map(|body| {
        Body::new(ChunkedBody { body, rest: Bytes::new(), progress, _permit: permit, _under_way: under_way })
    })
}

/// The refusal, with the cross-origin headers of the response that it replaces.
fn refusal(error: AppError, instead_of: &Response) -> Response {
    let mut response = error.into_response();
    for name in [header::ACCESS_CONTROL_ALLOW_ORIGIN, header::ACCESS_CONTROL_ALLOW_CREDENTIALS, header::VARY] {
        if let Some(value) = instead_of.headers().get(&name) {
            response.headers_mut().insert(name, value.clone());
        }
    }
    response
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
        // The last byte goes alone. hyper forgets a stream as soon as the connection has its last piece, which the
        // connection takes whole when one byte of it may be sent: nothing would watch the rest.
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

/// Runs the streams of a connection, and resets those that are not read.
#[derive(Clone, Copy)]
pub struct Streams {
    unread: Duration,
}

impl Streams {
    /// How long a piece may wait for its reader.
    pub fn new(unread: Duration) -> Self {
        Self { unread }
    }
}

impl<F: Future<Output = ()> + Send + 'static> hyper::rt::Executor<F> for Streams {
    fn execute(&self, stream: F) {
        tokio::spawn(watched(stream, self.unread));
    }
}

/// The stream, until it has ended, or until it is dropped: then hyper resets it.
async fn watched<F: Future<Output = ()>>(stream: F, unread: Duration) {
    let progress = Arc::new(Progress::default());
    let mut stream = std::pin::pin!(PROGRESS.scope(progress.clone(), stream));
    let mut deadline: Option<(u64, Pin<Box<tokio::time::Sleep>>)> = None;
    std::future::poll_fn(|context| {
        if stream.as_mut().poll(context).is_ready() {
            return Poll::Ready(());
        }
        let count = progress.0.load(Ordering::Relaxed);
        if count.is_multiple_of(2) {
            // No piece waits to be read.
            deadline = None;
            return Poll::Pending;
        }
        let (since, sleep) = deadline.get_or_insert_with(|| (count, Box::pin(tokio::time::sleep(unread))));
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
