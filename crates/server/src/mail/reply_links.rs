//! The links that stop mail about replies: in a conversation, or on a whole site, by one request of a mail program too
//! (RFC 8058). Who has the link may do it, and nobody else.

use porch_protocol::{CommentId, Timestamp};

use crate::App;
use crate::secrets::Token;
use porch_storage::reply_stops::StopLink;
use porch_storage::{Result, WriteError};

/// The context of the key that the links' secrets are derived with. No other key has this context.
const PURPOSE: &str = "porch 2026 the link that stops mail about replies";

/// The same of the button that takes a stop back.
const UNDO_PURPOSE: &str = "porch 2026 the button that takes back that mail about replies is stopped";
/// How long that button counts, in microseconds.
const UNDO_LIFE: i64 = 3_600 * Timestamp::SECOND;

/// The secret in the link for a person at an address, of which `address_key` is the hash: about a conversation, or about all of
/// the site. It is the same in all mails to the address about it, so that an old mail stops it as well as the newest one.
pub(super) fn secret(
    app: &App,
    (site, person, address_key): (&str, &str, &str),
    conversation: Option<CommentId>,
) -> Token {
    let conversation = conversation.map(|conversation| conversation.to_string()).unwrap_or_default();
    let parts = [site, person, address_key, &conversation].map(str::as_bytes);
    Token::derived(PURPOSE, &[&[app.identity.secret.as_slice()], parts.as_slice()].concat())
}

/// The address of the page that such a link opens, in the language of the mail.
pub(super) fn address(app: &App, site: &str, secret: &Token, lang: &str) -> String {
    format!("{}/mail/{site}/replies/{}?lang={lang}", app.config.public_url, secret.secret())
}

/// What a link is about; none for a link of nobody's.
pub async fn read(app: &App, site: &str, given: &str) -> Result<Option<StopLink>> {
    let Some(secret) = Token::parse(given) else { return Ok(None) };
    app.storage.reply_stop_link(site, &secret.hash()).await
}

/// Stops the mail to the person of a link: about its conversation, or about all of the site. When, if it was not stopped before.
pub async fn stop(app: &App, site: &str, link: StopLink) -> std::result::Result<Option<Timestamp>, WriteError> {
    let (site, now) = (site.to_owned(), app.clock.now());
    metrics::counter!("porch_reply_mail_stopped_total").increment(1);
    let stopped = match link.conversation {
        Some(conversation) => app.storage.stop_replies_in(site, link.person, conversation, now).await?,
        None => app.storage.stop_replies(site, link.person, now).await?,
    };
    Ok(stopped.then_some(now))
}

/// What the button carries that takes a stop back: it counts for an hour, and for that stop alone. A mail that somebody has
/// forwarded turns nothing on again that its reader has turned off.
pub fn undo_word(app: &App, (site, given): (&str, &str), whole_site: bool, stopped_at: Timestamp) -> String {
    format!("{}.{}", stopped_at.0, undo_mark(app, (site, given), whole_site, stopped_at.0))
}

/// Takes a stop back, if the word is of the button behind it. False where it is not, or too old, or where something else was
/// chosen since.
///
/// # Errors
/// If the database fails.
pub async fn undo(
    app: &App,
    (site, given): (&str, &str),
    link: Option<StopLink>,
    word: &str,
) -> std::result::Result<bool, WriteError> {
    let Some((Some(stopped_at), mark)) = word.split_once('.').map(|(at, mark)| (at.parse().ok(), mark)) else {
        return Ok(false);
    };
    let fits = |whole_site| undo_mark(app, (site, given), whole_site, stopped_at) == mark;
    let (whole_site, stopped_at) = (fits(true), Timestamp(stopped_at));
    let is_late = stopped_at.plus(UNDO_LIFE) <= app.clock.now();
    let Some(link) = link.filter(|_| !is_late && (whole_site || fits(false))) else { return Ok(false) };
    let conversation = link.conversation.filter(|_| !whole_site);
    app.storage.resume_replies(site.to_owned(), link.person, conversation, stopped_at).await
}

fn undo_mark(app: &App, (site, given): (&str, &str), whole_site: bool, stopped_at: i64) -> String {
    let parts =
        [&app.identity.secret, site.as_bytes(), given.as_bytes(), &[u8::from(whole_site)], &stopped_at.to_be_bytes()];
    Token::derived(UNDO_PURPOSE, &parts).secret().to_owned()
}
