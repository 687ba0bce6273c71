//! Mail that this server writes: laying it out so that nothing in it is alive, and what it says to owners and members.

mod layout;
pub mod owner;
pub mod sign_in;
pub mod unsubscribe;

use crate::App;
use crate::storage::WriteError;
use crate::storage::outbox::OutboxMessage;

/// Tries to send a mail that is owed once, and notes what came of it.
pub async fn deliver(app: &App, owed: &OutboxMessage) -> Result<(), WriteError> {
    match sign_in::about(&owed.payload) {
        Some(about) => sign_in::deliver(app, owed, about).await,
        None => owner::deliver(app, owed).await,
    }
}
