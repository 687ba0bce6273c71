//! Whether replies are mailed to the person who is signed in.

use porch_protocol::ErrorCode;

use super::browser::Browser;
use super::{Result, TalkError};
use crate::App;

/// Turns the mail on or off.
///
/// # Errors
/// When the browser is not signed in, its person has confirmed no address, or the database fails.
pub async fn set(app: &App, (site, browser): (&str, &Browser), replies: bool) -> Result<()> {
    let (site, person) = (site.to_owned(), browser.person.clone());
    // Whoever only knows a guest's cookie has shown nothing.
    let stored = browser.signed_in && app.storage.set_reply_mail(site, person, replies).await?;
    stored.then_some(()).ok_or(TalkError::Refused(ErrorCode::MailNotConfirmed))
}
