//! Mail that lets a member of a team in, and mail that confirms where such mail goes. What is in a link is drawn when the
//! mail is sent: it stands in no table and in no copy of one.

use porch_protocol::Timestamp;
use serde::{Deserialize, Serialize};

use super::layout::{Envelope, MailBlock, MailBody, message};
use crate::App;
use crate::backoff::next_try;
use crate::domain::team::{CONFIRM_LIFE, MAILED_LINK_LIFE};
use crate::domain::text::quoted;
use crate::secrets::Token;
use crate::storage::WriteError;
use crate::storage::outbox::{DeliveryResult, OutboxMessage};

/// Seconds before each try: a link that comes late is of no use.
const WAITS: [i64; 4] = [0, 10, 30, 120];

/// What such a mail is about.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum SignInMailKind {
    /// A link that lets a member in.
    SignIn {
        /// Whom.
        person: String,
    },
    /// A link that confirms where a member's links go.
    ConfirmAddress {
        /// Whose.
        person: String,
    },
}

/// What a mail that is owed is about, if it is one of these.
pub fn about(payload: &str) -> Option<SignInMailKind> {
    serde_json::from_str(payload).ok()
}

/// Tries once, and notes what came of it.
pub async fn deliver(app: &App, owed: &OutboxMessage, about: SignInMailKind) -> Result<(), WriteError> {
    let Some(mailer) = &app.mailer else { return Ok(()) };
    let now = app.clock.now();
    // A link that comes too late lets nobody in.
    let late = owed.created_at.plus(MAILED_LINK_LIFE) <= now;
    let settled = match Token::random() {
        _ if late => DeliveryResult::Done,
        Err(error) => again(owed, now, error.to_string(), true),
        Ok(token) => match letter(app, owed, about, (&token, now)).await? {
            None => DeliveryResult::Done,
            Some(letter) => {
                let (to, at) = (&owed.target, owed.created_at);
                let envelope = Envelope { id: &owed.id, from: mailer.from(), to, at, unsubscribe: None };
                match message(&letter, &envelope) {
                    None => DeliveryResult::GaveUp("this is not an address that mail can be sent to".into()),
                    Some(message) => match mailer.send(message).await {
                        Ok(()) => DeliveryResult::Done,
                        Err(untaken) => again(owed, now, untaken.why, untaken.again),
                    },
                }
            }
        },
    };
    app.storage.settle(owed.id.clone(), settled, app.clock.now()).await
}

fn again(owed: &OutboxMessage, now: Timestamp, why: String, again: bool) -> DeliveryResult {
    match next_try(now, owed.attempts + 1, &WAITS).filter(|_| again) {
        Some(due) => DeliveryResult::Again(due, why),
        None => DeliveryResult::GaveUp(why),
    }
}

/// The letter with its link; none where it is wanted no more.
async fn letter(
    app: &App,
    owed: &OutboxMessage,
    about: SignInMailKind,
    (token, now): (&Token, Timestamp),
) -> Result<Option<MailBody>, WriteError> {
    let (site, address) = (owed.site.clone(), owed.target.clone());
    let link = |what: &str| format!("{}/host/#{what}={}", app.config.public_url, token.secret());
    match about {
        SignInMailKind::SignIn { person } => {
            let noted = (token.hash(), now.plus(MAILED_LINK_LIFE));
            let there = app.storage.note_sign_in((site, person), address, noted).await?;
            Ok(there.then(|| sign_in(&app.name_of_site(&owed.site), link("enter"))))
        }
        SignInMailKind::ConfirmAddress { person } => {
            let name = app.storage.name_of(&site, &person).await?.unwrap_or_default();
            let noted = (token.hash(), now.plus(CONFIRM_LIFE));
            let there = app.storage.note_confirmation((site, person), address, noted).await?;
            Ok(there.then(|| confirm(&app.name_of_site(&owed.site), &name, link("confirm"))))
        }
    }
}

fn sign_in(site: &str, link: String) -> MailBody {
    let words = format!(
        "Somebody asked to sign in to the dashboard of {site} with this address. If it was you, open this link within 15 \
         minutes and press the button there. It works once."
    );
    let parts = vec![
        MailBlock::Words(words),
        MailBlock::Link("Sign in", link),
        MailBlock::Words("If it was not you, do nothing: nobody can sign in without this link.".into()),
    ];
    MailBody { subject: format!("Sign in to the dashboard of {site}"), parts }
}

fn confirm(site: &str, name: &str, link: String) -> MailBody {
    let words = format!(
        "{} of the team of {site} wants to get sign-in links at this address. If that is you, open this link within a day, \
         in a browser in which you are signed in.",
        quoted(name)
    );
    let parts = vec![
        MailBlock::Words(words),
        MailBlock::Link("Confirm this address", link),
        MailBlock::Words("If it is not you, do nothing: you get no more mail.".into()),
    ];
    MailBody { subject: format!("Confirm your address for the dashboard of {site}"), parts }
}
