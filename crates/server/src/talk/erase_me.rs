//! A visitor erases all that a site has stored about them.

use porch_protocol::{ErrorCode, Timestamp};

use super::browser::{Browser, changed_guest};
use super::{Result, TalkError};
use crate::App;
use crate::erasures;
use crate::visitors::client_address::ClientAddress;
use crate::visitors::visitor_cookie::VisitorToken;
use porch_storage::erase_person::{ErasePerson, ErasureBegun};

/// How recent a sign-in must be, in microseconds: ten minutes. A cookie that somebody else's browser has kept is not enough
/// to erase what belongs to a confirmed person.
const RECENT: i64 = 10 * 60 * Timestamp::SECOND;

/// Erases it. The guest whose cookie the browser gets instead of its own; none for a browser that the site does not know.
///
/// # Errors
/// When the person has confirmed who they are, and this browser has not shown that lately; for a member of the team; when
/// the rate is used up, or the database fails.
pub async fn erase_me(
    app: &App,
    (site, browser): (&str, &Browser),
    from: ClientAddress,
) -> Result<Option<VisitorToken>> {
    app.limits.write(site, from)?;
    if !browser.known {
        // What this browser wrote is still there, and it cannot show any more whose it is.
        return if browser.is_ended() { Err(TalkError::Refused(ErrorCode::SignInAgain)) } else { Ok(None) };
    }
    let now = app.clock.now();
    let is_recent = browser.signed_in_at.is_some_and(|at| now < at.plus(RECENT));
    if !is_recent && app.storage.profile(site, &browser.person).await?.confirmed {
        return Err(TalkError::Refused(ErrorCode::SignInAgain));
    }
    let (guest, change) = changed_guest(app, site, browser).await?;
    let person = ErasePerson {
        site: site.to_owned(),
        person: browser.person.clone(),
        by: None,
        browser: Some(change),
        pseudonym: erasures::pseudonym(),
        now,
    };
    match erasures::erase_person(app, person).await? {
        ErasureBegun::Begun(_) | ErasureBegun::Unknown => Ok(Some(guest)),
        ErasureBegun::Member => Err(TalkError::Refused(ErrorCode::NotPossible)),
    }
}
