//! The mail that this server sends to owners, team members and visitors, and its layout, in which no text of a visitor is a link.

mod attempt;
mod headers;
mod layout;
pub mod owner;
pub mod replies;
pub mod reply_links;
pub mod sign_in;
mod tree_html;
pub mod unsubscribe;
pub mod visitor_code;

use crate::App;
use porch_storage::WriteError;
use porch_storage::outbox::{DeliveryResult, OutboxMessage};

/// Makes one attempt to send a pending mail. Returns its result; none when no attempt was made.
pub async fn deliver(app: &App, queued: &OutboxMessage) -> Result<Option<DeliveryResult>, WriteError> {
    if let Some(guest) = visitor_code::guest_of(&queued.payload) {
        return visitor_code::deliver(app, queued, guest).await;
    }
    if let Some(about) = replies::about(&queued.payload) {
        return replies::deliver(app, queued, about).await;
    }
    match sign_in::about(&queued.payload) {
        Some(about) => sign_in::deliver(app, queued, about).await,
        None => owner::deliver(app, queued).await,
    }
}
