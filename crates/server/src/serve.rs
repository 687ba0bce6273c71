//! Listening, and an end in good order with streams open. What is done on one connection lives in `connection`.

use std::time::Duration;

use hyper_util::server::graceful::GracefulShutdown;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;

use crate::model_learning::ModelLearning;
use crate::{App, connection, delivery, follow, http::router, maintenance, resume_replies};

/// How often what nobody needs any more is forgotten.
const TIDY: Duration = Duration::from_mins(5);

/// Serves until `stop` resolves, then lets requests under way finish and closes the database.
pub async fn serve(app: App, listener: TcpListener, stop: impl Future<Output = ()>) -> std::io::Result<()> {
    let routes = router(app.clone());
    let graceful = GracefulShutdown::new();
    let tidy = tokio::spawn(tidy(app.clone()));
    let sending = tokio::spawn(delivery::run(app.clone()));
    let learning = tokio::spawn(follow::run(app.clone(), ModelLearning));
    let cooling = tokio::spawn(resume_replies::run(app.clone()));
    let care = tokio::spawn(maintenance::run(app.clone()));
    let mut stop = std::pin::pin!(stop);
    let mut short = false;
    loop {
        let (socket, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => {
                    short = false;
                    accepted
                }
                Err(error) => {
                    // Out of file descriptors, most likely: those that wait are served first, and told of once.
                    if !std::mem::replace(&mut short, true) {
                        tracing::warn!(%error, "connections cannot be taken: raise the limit of open files");
                    }
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            () = &mut stop => break,
        };
        let Ok(place) = connection::place(&app, peer) else {
            // Whoever has so many open has been heard.
            metrics::counter!("porch_connections_refused_total").increment(1);
            continue;
        };
        connection::serve(&app, routes.clone(), (socket, peer, place), &graceful);
    }
    drop(listener);
    // Streams first: they would never end by themselves.
    app.ending.cancel();
    tokio::select! {
        () = graceful.shutdown() => {}
        () = tokio::time::sleep(app.config.bounds.end) => tracing::warn!("some requests were cut off"),
    }
    tidy.abort();
    care.abort();
    // What it left over is over at the next start, too.
    let _ = cooling.await;
    // It ends by itself; should it have panicked, what it owed is still written down.
    let _ = sending.await;
    // The same: what it had not stored is learnt at the next start.
    let _ = learning.await;
    app.storage.close().await;
    Ok(())
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
        if let Err(error) = delivery::tidy(&app).await {
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
            app.storage.condition().measure();
            handle.run_upkeep();
            handle.render()
        }
    };
    axum::serve(listener, axum::Router::new().route("/metrics", axum::routing::get(text))).await
}
