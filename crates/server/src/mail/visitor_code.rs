//! Mail with the code by which a visitor confirms an address. The code is created when the mail is sent: the database and
//! its backups hold only its keyed hash.

use serde::{Deserialize, Serialize};

use super::attempt::{self, ReadyMail};
use super::layout::{MailBlock, MailBody};
use crate::App;
use crate::language;
use crate::secrets::Token;
use crate::visitors::mail_codes::{code_hash, code_of_link};
use porch_storage::WriteError;
use porch_storage::mail_codes::{DrawnCode, PendingCode};
use porch_storage::outbox::{DeliveryResult, OutboxMessage};

/// Seconds before each attempt. They are short because somebody waits.
const RETRY_SECONDS: [i64; 4] = [0, 10, 30, 120];

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

/// Makes one attempt. Returns its result, if there was one.
pub(super) async fn deliver(
    app: &App,
    queued: &OutboxMessage,
    guest: String,
) -> Result<Option<DeliveryResult>, WriteError> {
    let Some(mailer) = &app.mailer else { return Ok(None) };
    let settled = match Token::random() {
        Err(error) => attempt::again(app, queued, &RETRY_SECONDS, error.to_string()),
        Ok(link) => match draw(app, queued, guest, &link).await? {
            // The guest has asked anew, or nobody waits for it any more.
            None => DeliveryResult::Done,
            Some((code, pending)) => {
                let body = mail_body(app, &queued.site, &pending.language, (&code, &link));
                let to = &pending.address;
                let ready = ReadyMail {
                    body: &body,
                    to,
                    sender: Some(app.name_of_site(&queued.site)),
                    unsubscribe: None,
                    thread: None,
                    retry_seconds: &RETRY_SECONDS,
                };
                attempt::send(app, mailer, queued, ready).await
            }
        },
    };
    Ok(Some(settled))
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
fn mail_body(app: &App, site: &str, lang: &str, (code, link): (&str, &Token)) -> MailBody {
    let text = language::mail(lang);
    let name = app.name_of_site(site);
    let address = format!("{}/mail/{site}/code/{}?lang={lang}", app.config.public_url, link.secret());
    let parts = vec![
        MailBlock::Words(text.code_asked(&name)),
        MailBlock::Code(code.to_owned()),
        MailBlock::Words(text.code_life().into()),
        MailBlock::Link(text.code_open(), address),
        MailBlock::Words(text.code_not_you().into()),
    ];
    MailBody { subject: text.code_subject(&name), parts, text }
}
