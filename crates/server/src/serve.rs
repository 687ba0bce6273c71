//! The accept loop and the graceful shutdown with open streams. `connection` serves each connection.

use std::time::Duration;

use hyper_util::server::graceful::GracefulShutdown;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;

use crate::model_learning::ModelLearning;
use crate::{App, connection, delivery, erasures, http::router, log_follower, maintenance, resume_replies, search};

/// How often expired entries are removed.
const PRUNE_EVERY: Duration = Duration::from_mins(5);

/// Serves until `stop` resolves, then lets active requests finish and closes the database.
pub async fn serve(app: App, listener: TcpListener, stop: impl Future<Output = ()>) -> std::io::Result<()> {
    let routes = router(app.clone());
    let graceful = GracefulShutdown::new();
    let prune_task = tokio::spawn(prune(app.clone()));
    let delivery_task = tokio::spawn(delivery::run(app.clone()));
    let learning_task = tokio::spawn(log_follower::run(app.clone(), ModelLearning));
    let resume_task = tokio::spawn(resume_replies::run(app.clone()));
    let erasing_task = tokio::spawn(erasures::run(app.clone()));
    let indexing_task = tokio::spawn(search::indexing::run(app.clone()));
    let maintenance_task = tokio::spawn(maintenance::run(app.clone()));
    let mut stop = std::pin::pin!(stop);
    let mut warned = false;
    loop {
        let (socket, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => {
                    warned = false;
                    accepted
                }
                Err(error) => {
                    // Most likely no more file descriptors: those that wait are served first. Logged once.
                    if !std::mem::replace(&mut warned, true) {
                        tracing::warn!(%error, "connections cannot be taken: raise the limit of open files");
                    }
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            () = &mut stop => break,
        };
        let Ok(permit) = connection::permit(&app, peer) else {
            // The network has too many connections.
            metrics::counter!("porch_connections_refused_total").increment(1);
            continue;
        };
        connection::serve(&app, routes.clone(), (socket, peer, permit), &graceful);
    }
    drop(listener);
    // Streams first: they would never end by themselves.
    app.ending.cancel();
    tokio::select! {
        () = graceful.shutdown() => {}
        () = tokio::time::sleep(app.config.bounds.end) => tracing::warn!("some requests were cut off"),
    }
    prune_task.abort();
    maintenance_task.abort();
    // What it did not finish is done at the next start.
    let _ = resume_task.await;
    let _ = erasing_task.await;
    // What is not in the index yet is put there at the next start.
    let _ = indexing_task.await;
    // It ends by itself; should it have panicked, the outbox still has what is to be sent.
    let _ = delivery_task.await;
    // The same: what it had not stored is learned at the next start.
    let _ = learning_task.await;
    app.storage.close().await;
    Ok(())
}

async fn prune(app: App) {
    let mut interval = tokio::time::interval(PRUNE_EVERY);
    loop {
        interval.tick().await;
        app.limits.tidy();
        if let Err(error) = app.storage.forget_old_keys(app.clock.now()).await {
            tracing::warn!(%error, "old idempotency keys could not be deleted");
        }
        if let Err(error) = app.storage.forget_spent_proofs(app.clock.now()).await {
            tracing::warn!(%error, "old proofs of work could not be deleted");
        }
        if let Err(error) = app.storage.forget_old_sessions(app.clock.now()).await {
            tracing::warn!(%error, "expired sessions could not be deleted");
        }
        if let Err(error) = app.storage.forget_old_mail_codes(app.clock.now()).await {
            tracing::warn!(%error, "expired mail codes could not be deleted");
        }
        if let Err(error) = app.storage.forget_missed_searches(app.clock.now()).await {
            tracing::warn!(%error, "old searches that found nothing could not be deleted");
        }
        if let Err(error) = app.storage.forget_old_reply_notices(app.clock.now()).await {
            tracing::warn!(%error, "old notices of replies could not be deleted");
        }
        if let Err(error) = app.storage.forget_old_visitor_sessions(app.clock.now()).await {
            tracing::warn!(%error, "expired sessions of visitors could not be deleted");
        }
        if let Err(error) = app.storage.forget_old_sign_ins(app.clock.now()).await {
            tracing::warn!(%error, "expired sign-ins with identity providers could not be deleted");
        }
        if let Err(error) = app.storage.forget_old_sso_tokens(app.clock.now()).await {
            tracing::warn!(%error, "expired sign-in tokens could not be deleted");
        }
        if let Err(error) = delivery::tidy(&app).await {
            tracing::warn!(%error, "delivered mail and webhooks could not be deleted from the outbox");
        }
    }
}

/// Installs the recorder of metrics. None when there is one already.
pub fn record_metrics() -> Option<PrometheusHandle> {
    PrometheusBuilder::new().install_recorder().ok()
}

/// Serves metrics on a listener of their own: they are for the operator only.
pub async fn serve_metrics(app: App, handle: PrometheusHandle, listener: TcpListener) -> std::io::Result<()> {
    let text = move || {
        let (app, handle) = (app.clone(), handle.clone());
        async move {
            // A gauge holds a float; no process has more streams than it can represent.
            metrics::gauge!("porch_streams_open")
                .set(f64::from(u32::try_from(app.streams.active()).unwrap_or(u32::MAX)));
            app.storage.condition().measure();
            handle.run_upkeep();
            handle.render()
        }
    };
    axum::serve(listener, axum::Router::new().route("/metrics", axum::routing::get(text))).await
}
