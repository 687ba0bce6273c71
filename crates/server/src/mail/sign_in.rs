//! Mail with a sign-in link for a team member, and mail that confirms a member's address. The token in a link is
//! created when the mail is sent: the database and its backups hold only its hash.

use porch_protocol::Timestamp;
use serde::{Deserialize, Serialize};

use super::attempt::{self, ReadyMail};
use super::layout::{MailBlock, MailBody};
use crate::App;
use crate::language::{self, MailText};
use crate::secrets::Token;
use porch_domain::team::{CONFIRM_LIFE, MAILED_LINK_LIFE};
use porch_domain::text::quoted;
use porch_storage::WriteError;
use porch_storage::outbox::{DeliveryResult, OutboxMessage};

/// Seconds before each attempt. They are short because a link expires soon.
const RETRY_SECONDS: [i64; 4] = [0, 10, 30, 120];

/// The purpose of such a mail.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum SignInMailKind {
    /// A link that signs a member in.
    SignIn {
        /// The member.
        person: String,
        /// The language of the browser that asked.
        #[serde(default)]
        lang: String,
    },
    /// A link that confirms the address of a member.
    ConfirmAddress {
        /// The member.
        person: String,
        /// The language of the browser that asked.
        #[serde(default)]
        lang: String,
    },
}

/// The purpose of a pending mail, if it is one of these.
pub fn about(payload: &str) -> Option<SignInMailKind> {
    serde_json::from_str(payload).ok()
}

/// Makes one attempt. Returns its result, if there was one.
pub async fn deliver(
    app: &App,
    queued: &OutboxMessage,
    about: SignInMailKind,
) -> Result<Option<DeliveryResult>, WriteError> {
    let Some(mailer) = &app.mailer else { return Ok(None) };
    let now = app.clock.now();
    // The link in this mail would have expired.
    let expired = queued.created_at.plus(MAILED_LINK_LIFE) <= now;
    let settled = match Token::random() {
        _ if expired => DeliveryResult::Done,
        Err(error) => attempt::again(app, queued, &RETRY_SECONDS, error.to_string()),
        Ok(token) => match mail_body(app, queued, about, (&token, now)).await? {
            None => DeliveryResult::Done,
            Some(body) => {
                let to = &queued.target;
                let ready = ReadyMail {
                    body: &body,
                    to,
                    sender: None,
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

/// The mail with its link; none when the member or the address is no longer current.
async fn mail_body(
    app: &App,
    queued: &OutboxMessage,
    about: SignInMailKind,
    (token, now): (&Token, Timestamp),
) -> Result<Option<MailBody>, WriteError> {
    let (site, address) = (queued.site.clone(), queued.target.clone());
    let link = |what: &str| format!("{}/host/#{what}={}", app.config.public_url, token.secret());
    match about {
        SignInMailKind::SignIn { person, lang } => {
            let noted = (token.hash(), now.plus(MAILED_LINK_LIFE));
            let current = app.storage.note_sign_in((site, person), address, noted).await?;
            Ok(current.then(|| sign_in(language::mail(&lang), &app.name_of_site(&queued.site), link("enter"))))
        }
        SignInMailKind::ConfirmAddress { person, lang } => {
            let name = app.storage.name_of(&site, &person).await?.unwrap_or_default();
            let noted = (token.hash(), now.plus(CONFIRM_LIFE));
            let current = app.storage.note_confirmation((site, person), address, noted).await?;
            Ok(current
                .then(|| confirm(language::mail(&lang), (&app.name_of_site(&queued.site), &name), link("confirm"))))
        }
    }
}

fn sign_in(text: MailText, site: &str, link: String) -> MailBody {
    let parts = vec![
        MailBlock::Words(text.sign_in_asked(site)),
        MailBlock::Link(text.sign_in(), link),
        MailBlock::Words(text.sign_in_not_you().into()),
    ];
    MailBody { subject: text.sign_in_subject(site), parts, text }
}

fn confirm(text: MailText, (site, name): (&str, &str), link: String) -> MailBody {
    let parts = vec![
        MailBlock::Words(text.confirm_asked(&quoted(name), site)),
        MailBlock::Link(text.confirm(), link),
        MailBlock::Words(text.confirm_not_you().into()),
    ];
    MailBody { subject: text.confirm_subject(site), parts, text }
}
