//! One connection: header, body and idle timeouts, who may have how many, and what is answered without the general stack.

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
use crate::limits::ServerLimits;
use crate::sub_path;
use crate::visitors::client_address::{ClientAddress, is_trusted};
use crate::visitors::concurrency::{Concurrency, Full, Permit};

/// Bytes read ahead of a connection: a stream costs little, a comment still fits in a few reads.
const READ_BUFFER: usize = 8 * 1_024;

/// A place for one connection more, unless its network has so many already. Those of a trusted proxy need none.
pub fn place(app: &App, peer: SocketAddr) -> Result<Option<Permit>, Full> {
    if !app.config.limits || is_trusted(peer.ip(), &app.config.trusted_proxies) {
        return Ok(None);
    }
    app.connections.enter(Some(ClientAddress(peer.ip()))).map(Some)
}

/// What is done on a connection, for whoever looks at the time.
#[derive(Default)]
struct Activity {
    asked: AtomicBool,
    http1: AtomicBool,
    under_way: AtomicUsize,
}

/// An answer under way; it ends with its body.
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
    /// Resolves when nothing has been asked for too long. Before it is known which HTTP a connection speaks, and on
    /// HTTP/2, nobody else looks at that: pings alone would keep it open for good.
    async fn silence(&self, bounds: &ServerLimits) {
        let mut patience = bounds.head;
        loop {
            tokio::time::sleep(patience).await;
            if self.http1.load(Ordering::Relaxed) {
                std::future::pending::<()>().await;
            }
            let asked = self.asked.swap(false, Ordering::Relaxed);
            if !asked && self.under_way.load(Ordering::Relaxed) == 0 {
                return;
            }
            patience = bounds.idle;
        }
    }
}

/// Serves one connection, until it ends or is let go.
pub fn serve(
    app: &App,
    routes: axum::Router,
    (socket, peer, place): (TcpStream, SocketAddr, Option<Permit>),
    graceful: &GracefulShutdown,
) {
    // Events are small and must not wait for more.
    let _ = socket.set_nodelay(true);
    let app = app.clone();
    let bounds = app.config.bounds.clone();
    let mut socket = TimeoutStream::new(socket);
    socket.set_write_timeout(Some(bounds.unread));
    let activity = Arc::new(Activity::default());
    let doing = activity.clone();
    let counts = app.config.limits && !is_trusted(peer.ip(), &app.config.trusted_proxies);
    let unsent = counts.then(|| Concurrency::new(bounds.unsent_of_connection, usize::MAX));
    let service = hyper::service::service_fn(move |mut request: Request<Incoming>| {
        doing.asked.store(true, Ordering::Relaxed);
        sub_path::take_off(&mut request, &app.config.public_path);
        let asked = RequestLog::of(&request);
        let known = app.cached.swift.answer(&request);
        let stream = if request.version() == Version::HTTP_2 {
            let from = ClientAddress::of(peer.ip(), request.headers(), &app.config.trusted_proxies);
            Some((ActiveResponse::new(&doing), Connection { from, connection: unsent.clone() }, app.clone()))
        } else {
            doing.http1.store(true, Ordering::Relaxed);
            None
        };
        let routes = routes.clone();
        async move {
            let response = if let Some(response) = known {
                response
            } else {
                request.extensions_mut().insert(ConnectInfo(peer));
                let Ok(response) = routes.oneshot(request.map(Body::new)).await;
                response
            };
            if let Some(asked) = asked {
                asked.answered(response.status());
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
    // Boxed, or the task would have room for it twice: where it was made, and where it is waited for.
    let mut connection = Box::pin(graceful.watch(connection));
    tokio::spawn(async move {
        let _place = place;
        tokio::select! {
            ended = &mut connection => if let Err(error) = ended {
                tracing::debug!(%error, "a connection ended early");
            },
            () = activity.silence(&bounds) => tracing::debug!("a connection asked for nothing"),
        }
    });
}
