//! One attempt to send a mail, and what its result means for the next one.

use lettre::message::Mailbox;

use super::layout::{Envelope, MailBody, MailThread, message};
use crate::App;
use crate::backoff::next_try;
use crate::smtp::Mailer;
use porch_storage::outbox::{DeliveryResult, OutboxMessage};

/// A mail that is ready to be sent.
pub(super) struct ReadyMail<'a> {
    /// Its texts.
    pub(super) body: &'a MailBody,
    /// The address.
    pub(super) to: &'a str,
    /// The name of whom it comes from: the site, in mails to its visitors; none for the name of this program.
    pub(super) sender: Option<String>,
    /// The link that ends mail of this kind, where there is one.
    pub(super) unsubscribe: Option<&'a str>,
    /// What mail programs group mails of this kind by, where they do.
    pub(super) thread: Option<&'a MailThread>,
    /// Seconds before each attempt.
    pub(super) retry_seconds: &'a [i64],
}

/// Sends a mail once.
pub(super) async fn send(app: &App, mailer: &Mailer, queued: &OutboxMessage, mail: ReadyMail<'_>) -> DeliveryResult {
    let ReadyMail { body, to, sender, unsubscribe, thread, retry_seconds } = mail;
    let own = mailer.from();
    let from = &sender.map_or_else(|| own.clone(), |name| Mailbox::new(Some(name), own.email.clone()));
    let envelope = Envelope { id: &queued.id, from, to, at: queued.created_at, unsubscribe, thread };
    match message(body, &envelope) {
        None => DeliveryResult::GaveUp("this is not an address that mail can be sent to".into()),
        Some(message) => match mailer.send(message).await {
            Ok(()) => DeliveryResult::Done,
            Err(failure) if failure.again => again(app, queued, retry_seconds, failure.why),
            Err(failure) => DeliveryResult::GaveUp(failure.why),
        },
    }
}

/// The result of an attempt that failed and makes sense again: at a later time, unless it was the last one.
pub(super) fn again(app: &App, queued: &OutboxMessage, retry_seconds: &[i64], why: String) -> DeliveryResult {
    match next_try(app.clock.now(), queued.attempts + 1, retry_seconds) {
        Some(due) => DeliveryResult::Again(due, why),
        None => DeliveryResult::GaveUp(why),
    }
}
