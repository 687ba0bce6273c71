//! One connection: header, body and idle timeouts, the limits per network, and the responses that need no router.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::response::Response;
use http::{Request, Version};
use hyper::body::Incoming;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpStream;
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

use crate::App;
use crate::flow_control::{self, Connection, Streams};
use crate::http::request_log::RequestLog;
use crate::server_limits::ServerLimits;
use crate::sub_path;
use crate::visitors::client_address::{ClientAddress, is_trusted};
use crate::visitors::concurrency::{Concurrency, Full, Permit};

/// Bytes of a connection's read buffer: an idle stream costs little, and a comment fits in a few reads.
const READ_BUFFER: usize = 8 * 1_024;

/// A permit for one connection, unless its network has too many already. A connection of a trusted proxy needs none.
pub fn permit(app: &App, peer: SocketAddr) -> Result<Option<Permit>, Full> {
    if !app.config.limits || is_trusted(peer.ip(), &app.config.trusted_proxies) {
        return Ok(None);
    }
    app.connections.acquire(Some(ClientAddress(peer.ip()))).map(Some)
}

/// What happens on a connection, for the idle timeout.
#[derive(Default)]
struct Activity {
    requested: AtomicBool,
    http1: AtomicBool,
    under_way: AtomicUsize,
}

/// A response that is being sent; dropped with its body.
struct ActiveResponse(Arc<Activity>);

impl ActiveResponse {
    fn new(activity: &Arc<Activity>) -> Self {
        activity.under_way.fetch_add(1, Ordering::Relaxed);
        Self(activity.clone())
    }
}

impl Drop for ActiveResponse {
    fn drop(&mut self) {
        self.0.under_way.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Activity {
    /// Resolves when nothing has been requested for too long. Before the HTTP version of a connection is known, and on
    /// HTTP/2, nothing else checks that: pings alone would keep it open for good.
    async fn idle_timeout(&self, bounds: &ServerLimits) {
        let mut timeout = bounds.head;
        loop {
            tokio::time::sleep(timeout).await;
            if self.http1.load(Ordering::Relaxed) {
                std::future::pending::<()>().await;
            }
            let requested = self.requested.swap(false, Ordering::Relaxed);
            if !requested && self.under_way.load(Ordering::Relaxed) == 0 {
                return;
            }
            timeout = bounds.idle;
        }
    }
}

/// Serves one connection, until it ends or is closed.
pub fn serve(
    app: &App,
    routes: axum::Router,
    (socket, peer, permit): (TcpStream, SocketAddr, Option<Permit>),
    graceful: &GracefulShutdown,
) {
    // Events are small and must not wait for more data.
    let _ = socket.set_nodelay(true);
    let app = app.clone();
    let bounds = app.config.bounds.clone();
    let mut socket = TimeoutStream::new(socket);
    socket.set_write_timeout(Some(bounds.unread));
    let activity = Arc::new(Activity::default());
    let service_activity = activity.clone();
    let is_limited = app.config.limits && !is_trusted(peer.ip(), &app.config.trusted_proxies);
    let unsent = is_limited.then(|| Concurrency::new(bounds.unsent_of_connection, usize::MAX));
    let service = hyper::service::service_fn(move |mut request: Request<Incoming>| {
        service_activity.requested.store(true, Ordering::Relaxed);
        sub_path::take_off(&mut request, &app.config.public_path);
        let log = RequestLog::of(&request);
        let cached = app.cached.raw.answer(&request);
        let stream = if request.version() == Version::HTTP_2 {
            let from = ClientAddress::of(peer.ip(), request.headers(), &app.config.trusted_proxies);
            Some((ActiveResponse::new(&service_activity), Connection { from, connection: unsent.clone() }, app.clone()))
        } else {
            service_activity.http1.store(true, Ordering::Relaxed);
            None
        };
        let routes = routes.clone();
        async move {
            let response = if let Some(response) = cached {
                response
            } else {
                request.extensions_mut().insert(ConnectInfo(peer));
                let Ok(response) = routes.oneshot(request.map(Body::new)).await;
                response
            };
            if let Some(log) = log {
                log.answered(response.status());
            }
            Ok::<Response, Infallible>(match stream {
                None => response,
                Some((under_way, reader, app)) => flow_control::in_pieces(&app, &reader, response, under_way),
            })
        }
    });
    let mut builder = Builder::new(Streams::new(bounds.unread));
    builder.http1().timer(TokioTimer::new()).header_read_timeout(bounds.head).max_buf_size(READ_BUFFER);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(100)
        .keep_alive_interval(Duration::from_secs(30))
        .keep_alive_timeout(Duration::from_secs(20));
    let connection = builder.serve_connection(TokioIo::new(Box::pin(socket)), service).into_owned();
    // Boxed, or the task would reserve space for it twice: where it was made, and where it is awaited.
    let mut connection = Box::pin(graceful.watch(connection));
    tokio::spawn(async move {
        let _permit = permit;
        tokio::select! {
            ended = &mut connection => if let Err(error) = ended {
                tracing::debug!(%error, "a connection ended early");
            },
            () = activity.idle_timeout(&bounds) => tracing::debug!("a connection asked for nothing"),
        }
    });
}
