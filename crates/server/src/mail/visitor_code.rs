//! Mail with the code by which a visitor confirms an address. The code is created when the mail is sent: the database and
//! its backups hold only its keyed hash.

use porch_protocol::Timestamp;
use serde::{Deserialize, Serialize};

use super::layout::{Envelope, MailBlock, MailBody, message};
use crate::App;
use crate::backoff::next_try;
use crate::language::{self, MailText};
use crate::secrets::Token;
use crate::visitors::mail_codes::{code_hash, code_of_link};
use porch_storage::WriteError;
use porch_storage::mail_codes::{DrawnCode, PendingCode};
use porch_storage::outbox::{DeliveryResult, OutboxMessage};

/// Seconds before each attempt. They are short because somebody waits.
const WAITS: [i64; 4] = [0, 10, 30, 120];

/// The purpose of such a mail.
#[derive(Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
enum VisitorMailKind {
    /// A code that confirms an address.
    VisitorCode {
        /// The guest who asked for it.
        guest: String,
    },
}

/// The payload of the mail for this guest.
///
/// # Errors
/// When the id cannot be written as JSON.
pub fn payload(guest: &str) -> serde_json::Result<String> {
    serde_json::to_string(&VisitorMailKind::VisitorCode { guest: guest.to_owned() })
}

/// The guest that a pending mail with a code is for; none for another mail.
pub(super) fn guest_of(payload: &str) -> Option<String> {
    serde_json::from_str(payload).ok().map(|VisitorMailKind::VisitorCode { guest }| guest)
}

/// Makes one attempt and stores its result.
pub(super) async fn deliver(app: &App, queued: &OutboxMessage, guest: String) -> Result<(), WriteError> {
    let Some(mailer) = &app.mailer else { return Ok(()) };
    let now = app.clock.now();
    let settled = match Token::random() {
        Err(error) => again(queued, now, error.to_string(), true),
        Ok(link) => match draw(app, queued, guest, &link).await? {
            // The guest has asked anew, or nobody waits for it any more.
            None => DeliveryResult::Done,
            Some((code, pending)) => {
                let body = mail_body(app, &queued.site, language::mail(&pending.language), (&code, &link));
                let (to, at) = (&pending.address, queued.created_at);
                let envelope = Envelope { id: &queued.id, from: mailer.from(), to, at, unsubscribe: None };
                match message(&body, &envelope) {
                    None => DeliveryResult::GaveUp("this is not an address that mail can be sent to".into()),
                    Some(message) => match mailer.send(message).await {
                        Ok(()) => DeliveryResult::Done,
                        Err(failure) => again(queued, now, failure.why, failure.again),
                    },
                }
            }
        },
    };
    app.storage.store_result(queued.id.clone(), settled, app.clock.now()).await
}

fn again(queued: &OutboxMessage, now: Timestamp, why: String, again: bool) -> DeliveryResult {
    match next_try(now, queued.attempts + 1, &WAITS).filter(|_| again) {
        Some(due) => DeliveryResult::Again(due, why),
        None => DeliveryResult::GaveUp(why),
    }
}

/// Draws the code of a mail and stores its hash.
async fn draw(
    app: &App,
    queued: &OutboxMessage,
    guest: String,
    link: &Token,
) -> Result<Option<(String, PendingCode)>, WriteError> {
    let (secret, site) = (&app.identity.secret, &queued.site);
    let code = code_of_link(secret, site, link);
    let drawn = DrawnCode {
        site: site.clone(),
        code_hash: code_hash(secret, site, &guest, &code),
        guest,
        mail: queued.id.clone(),
        link_hash: link.hash(),
        now: app.clock.now(),
    };
    Ok(app.storage.set_mail_code(drawn).await?.map(|pending| (code, pending)))
}

/// The subject does not have the code: it is shown on locked screens.
fn mail_body(app: &App, site: &str, text: MailText, (code, link): (&str, &Token)) -> MailBody {
    let name = app.name_of_site(site);
    let address = format!("{}/mail/{site}/code/{}", app.config.public_url, link.secret());
    let parts = vec![
        MailBlock::Words(text.code_asked(&name)),
        MailBlock::Code(code.to_owned()),
        MailBlock::Words(text.code_life().into()),
        MailBlock::Link(text.code_open(), address),
        MailBlock::Words(text.code_not_you().into()),
    ];
    MailBody { subject: text.code_subject(&name), parts, text }
}
