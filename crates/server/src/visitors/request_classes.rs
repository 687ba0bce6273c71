//! How many requests of each class are served at once. `http/request_class.rs` applies it to routes.

use std::sync::Arc;

use super::concurrency::Concurrency;
use crate::server_limits::ServerLimits;

/// The limits of one class.
#[derive(Clone)]
pub struct ClassLimit {
    /// Requests that are being handled.
    pub active: Arc<Concurrency>,
    /// Requests whose bodies are being received.
    pub receiving: Arc<Concurrency>,
}

/// The limits of each class.
pub struct RequestClasses {
    /// Public reads.
    pub reads: ClassLimit,
    /// Writes, and reads of what belongs to the visitor.
    pub writes: ClassLimit,
    /// Requests of signed-in team members.
    pub dashboard: ClassLimit,
    /// Attempts to sign in.
    pub sign_in: ClassLimit,
}

impl RequestClasses {
    /// Limits of these sizes.
    pub fn new(bounds: &ServerLimits) -> Self {
        let limit = |most: usize| ClassLimit {
            active: Concurrency::new(most, most / bounds.share.max(1)),
            receiving: Concurrency::new(bounds.bodies, bounds.bodies_of_network),
        };
        Self {
            reads: limit(bounds.reads),
            writes: limit(bounds.writes),
            dashboard: limit(bounds.dashboard),
            sign_in: limit(bounds.sign_in),
        }
    }
}
