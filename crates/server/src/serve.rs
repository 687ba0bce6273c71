//! Listening: header, body and idle timeouts, and an end in good order with streams open.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::response::Response;
use http::Request;
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::net::{TcpListener, TcpStream};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

use crate::bounds::Bounds;
use crate::http::{router, sub_path};
use crate::{App, cooling, learning, outbox};

/// How often what nobody needs any more is forgotten.
const TIDY: Duration = Duration::from_mins(5);
/// Bytes read ahead of a connection: a stream costs little, a comment still fits in a few reads.
const READ_BUFFER: usize = 8 * 1_024;

/// Serves until `stop` resolves, then lets requests under way finish and closes the database.
pub async fn serve(app: App, listener: TcpListener, stop: impl Future<Output = ()>) -> std::io::Result<()> {
    let routes = router(app.clone());
    let graceful = GracefulShutdown::new();
    let tidy = tokio::spawn(tidy(app.clone()));
    let sending = tokio::spawn(outbox::run(app.clone()));
    let learning = tokio::spawn(learning::run(app.clone()));
    let cooling = tokio::spawn(cooling::run(app.clone()));
    let mut stop = std::pin::pin!(stop);
    loop {
        let (socket, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    // Out of file descriptors, most likely: those that wait are served first.
                    tracing::warn!(%error, "a connection could not be taken");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            () = &mut stop => break,
        };
        connection(&app, routes.clone(), socket, peer, &graceful);
    }
    drop(listener);
    // Streams first: they would never end by themselves.
    app.ending.cancel();
    tokio::select! {
        () = graceful.shutdown() => {}
        () = tokio::time::sleep(app.config.bounds.end) => tracing::warn!("some requests were cut off"),
    }
    tidy.abort();
    // What it left over is over at the next start, too.
    let _ = cooling.await;
    // It ends by itself; should it have panicked, what it owed is still written down.
    let _ = sending.await;
    // The same: what it had not stored is learnt at the next start.
    let _ = learning.await;
    app.storage.close().await;
    Ok(())
}

/// What is done on a connection, for whoever looks at the time.
#[derive(Default)]
struct Activity {
    asked: AtomicBool,
    http1: AtomicBool,
    under_way: AtomicUsize,
}

/// An answer under way; it ends with its body.
struct UnderWay(Arc<Activity>);

impl UnderWay {
    fn new(activity: &Arc<Activity>) -> Self {
        activity.under_way.fetch_add(1, Ordering::Relaxed);
        Self(activity.clone())
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.under_way.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Activity {
    /// Resolves when nothing has been asked for too long. Before it is known which HTTP a connection speaks, and on
    /// HTTP/2, nobody else looks at that: pings alone would keep it open for good.
    async fn silence(&self, bounds: &Bounds) {
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

fn connection(app: &App, routes: axum::Router, socket: TcpStream, peer: SocketAddr, graceful: &GracefulShutdown) {
    // Events are small and must not wait for more.
    let _ = socket.set_nodelay(true);
    let app = app.clone();
    let bounds = app.config.bounds.clone();
    let mut socket = TimeoutStream::new(socket);
    socket.set_write_timeout(Some(bounds.unread));
    let activity = Arc::new(Activity::default());
    let doing = activity.clone();
    let service = hyper::service::service_fn(move |mut request: Request<Incoming>| {
        doing.asked.store(true, Ordering::Relaxed);
        let under_way = if request.version() == http::Version::HTTP_2 {
            Some(UnderWay::new(&doing))
        } else {
            doing.http1.store(true, Ordering::Relaxed);
            None
        };
        sub_path::take_off(&mut request, &app.config.public_path);
        let known = app.cached.swift.answer(&request);
        let routes = routes.clone();
        async move {
            let response = if let Some(response) = known {
                response
            } else {
                request.extensions_mut().insert(ConnectInfo(peer));
                let Ok(response) = routes.oneshot(request.map(Body::new)).await;
                response
            };
            Ok::<Response, Infallible>(match under_way {
                None => response,
                Some(under_way) => response.map(|body| {
                    Body::new(body.map_frame(move |frame| {
                        let _held = &under_way;
                        frame
                    }))
                }),
            })
        }
    });
    let mut builder = Builder::new(TokioExecutor::new());
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
        tokio::select! {
            ended = &mut connection => if let Err(error) = ended {
                tracing::debug!(%error, "a connection ended early");
            },
            () = activity.silence(&bounds) => tracing::debug!("a connection asked for nothing"),
        }
    });
}

async fn tidy(app: App) {
    let mut often = tokio::time::interval(TIDY);
    loop {
        often.tick().await;
        app.limits.tidy();
        if let Err(error) = app.storage.forget_old_keys(app.clock.now()).await {
            tracing::warn!(%error, "old keys could not be forgotten");
        }
        if let Err(error) = app.storage.forget_spent_proofs(app.clock.now()).await {
            tracing::warn!(%error, "spent proofs could not be forgotten");
        }
        if let Err(error) = app.storage.forget_old_sessions(app.clock.now()).await {
            tracing::warn!(%error, "old sessions could not be forgotten");
        }
        if let Err(error) = outbox::tidy(&app).await {
            tracing::warn!(%error, "what was sent could not be forgotten");
        }
    }
}

/// Installs the recorder of metrics. None when there is one already.
pub fn record_metrics() -> Option<PrometheusHandle> {
    PrometheusBuilder::new().install_recorder().ok()
}

/// Serves metrics on a listener of their own: they are nobody's business but the operator's.
pub async fn serve_metrics(app: App, handle: PrometheusHandle, listener: TcpListener) -> std::io::Result<()> {
    let text = move || {
        let (app, handle) = (app.clone(), handle.clone());
        async move {
            // A gauge holds a float; more streams than it can tell apart do not fit into a process.
            metrics::gauge!("porch_streams_open")
                .set(f64::from(u32::try_from(app.streams.taken()).unwrap_or(u32::MAX)));
            handle.run_upkeep();
            handle.render()
        }
    };
    axum::serve(listener, axum::Router::new().route("/metrics", axum::routing::get(text))).await
}
