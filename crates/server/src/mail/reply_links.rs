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

/// The address of the page that such a link opens.
pub(super) fn address(app: &App, site: &str, secret: &Token) -> String {
    format!("{}/mail/{site}/replies/{}", app.config.public_url, secret.secret())
}

/// What a link is about; none for a link of nobody's.
pub async fn read(app: &App, site: &str, given: &str) -> Result<Option<StopLink>> {
    let Some(secret) = Token::parse(given) else { return Ok(None) };
    app.storage.reply_stop_link(site, &secret.hash()).await
}

/// Stops the mail to the person of a link: about its conversation, or about all of the site.
pub async fn stop(app: &App, site: &str, link: StopLink) -> std::result::Result<(), WriteError> {
    let (site, now) = (site.to_owned(), app.clock.now());
    metrics::counter!("porch_reply_mail_stopped_total").increment(1);
    match link.conversation {
        Some(conversation) => app.storage.stop_replies_in(site, link.person, conversation, now).await,
        None => app.storage.set_reply_mail(site, link.person, false).await.map(drop),
    }
}

/// What the button carries that takes a stop back: it counts for an hour, and for what was stopped. A mail that somebody has
/// forwarded turns nothing on again.
pub fn undo_word(app: &App, (site, given): (&str, &str), whole_site: bool) -> String {
    let expires = app.clock.now().plus(UNDO_LIFE).0;
    format!("{expires}.{}", undo_mark(app, (site, given), whole_site, expires))
}

/// Takes a stop back, if the word is of the button behind it. False where it is not, or too old.
///
/// # Errors
/// If the database fails.
pub async fn undo(
    app: &App,
    (site, given): (&str, &str),
    link: Option<StopLink>,
    word: &str,
) -> std::result::Result<bool, WriteError> {
    let Some((expires, mark)) = word.split_once('.') else { return Ok(false) };
    let expires: i64 = expires.parse().unwrap_or_default();
    let fits = |whole_site| undo_mark(app, (site, given), whole_site, expires) == mark;
    let whole_site = fits(true);
    if expires <= app.clock.now().0 || !(whole_site || fits(false)) {
        return Ok(false);
    }
    if let Some(link) = link {
        let conversation = link.conversation.filter(|_| !whole_site);
        app.storage.resume_replies(site.to_owned(), link.person, conversation).await?;
    }
    Ok(true)
}

fn undo_mark(app: &App, (site, given): (&str, &str), whole_site: bool, expires: i64) -> String {
    let parts =
        [&app.identity.secret, site.as_bytes(), given.as_bytes(), &[u8::from(whole_site)], &expires.to_be_bytes()];
    Token::derived(UNDO_PURPOSE, &parts).secret().to_owned()
}
