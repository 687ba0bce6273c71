//! How many requests of each class are served at once. `http/request_class.rs` holds routes to it.

use std::sync::Arc;

use super::concurrency::Concurrency;
use crate::limits::ServerLimits;

/// Room for requests of one class.
#[derive(Clone)]
pub struct ClassLimit {
    /// Requests that something is done for.
    pub places: Arc<Concurrency>,
    /// Requests whose bodies are waited for.
    pub waiting: Arc<Concurrency>,
}

/// The room of each class.
pub struct RequestClasses {
    /// Public reads.
    pub reads: ClassLimit,
    /// Writes, and what is somebody's own.
    pub writes: ClassLimit,
    /// People who are in the dashboard.
    pub dashboard: ClassLimit,
    /// Tries to come into it.
    pub sign_in: ClassLimit,
}

impl RequestClasses {
    /// Rooms of these sizes.
    pub fn new(bounds: &ServerLimits) -> Self {
        let room = |most: usize| ClassLimit {
            places: Concurrency::new(most, most / bounds.share.max(1)),
            waiting: Concurrency::new(bounds.bodies, bounds.bodies_of_network),
        };
        Self {
            reads: room(bounds.reads),
            writes: room(bounds.writes),
            dashboard: room(bounds.dashboard),
            sign_in: room(bounds.sign_in),
        }
    }
}
