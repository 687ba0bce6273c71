//! Withdrawing one's own comment.

use porch_protocol::{CommentId, CommentPosted, WithdrawComment};

use super::change::change;
use super::prior_request::prior_request;
use super::{Result, Visitor};
use crate::App;
use porch_domain::comment::WITHDRAWABLE;
use porch_storage::comments::CommentUpdate;
use porch_storage::idempotency::Key;

/// Withdraws a comment of the visitor's own. A request under the same `key` counts once.
///
/// # Errors
/// When a rule refuses it, a rate is used up, or the database fails.
pub async fn withdraw(
    app: &App,
    visitor: &Visitor,
    key: &str,
    id: CommentId,
    withdrawal: &WithdrawComment,
) -> Result<CommentPosted> {
    let key = Key::of_request(key, "withdraw", &id.to_string(), withdrawal)?;
    if prior_request(app, visitor, &key).await?.is_none() {
        app.limits.write(&visitor.site.id, visitor.from)?;
    }
    change(app, visitor, (id, withdrawal.version), &WITHDRAWABLE, CommentUpdate::Withdrawn, key).await
}
