//! Which person a browser stands for on a site: the guest of its cookie, or the one who confirmed a mail address in it.

use porch_protocol::{ErrorCode, Timestamp};

use super::{Result, TalkError};
use crate::App;
use crate::visitors::visitor_cookie::VisitorToken;
use porch_storage::visitor_sessions::{GuestChange, GuestOnSite, GuestSession};

/// How often it is stored that a browser comes back, in microseconds.
const SEEN_EVERY: i64 = 24 * 3_600 * Timestamp::SECOND;

/// A browser on a site.
#[derive(Clone)]
pub struct Browser {
    /// The guest of its cookie: the one that it has, or a new one.
    pub guest: VisitorToken,
    /// The guest's id on the site.
    pub id: String,
    /// The person that it stands for.
    pub person: String,
    /// Whether it has the guest's cookie already, and the cookie is worth something.
    pub known: bool,
    /// Whether the person has confirmed something, and this browser has shown that it is theirs.
    pub signed_in: bool,
    /// When it has shown that.
    pub signed_in_at: Option<Timestamp>,
    /// Whether it keeps no cookie, and has shown who it is by a token.
    pub by_token: bool,
    /// The guest of its cookie where that was signed out of on this site: the cookie may still count on other sites.
    ended: Option<VisitorToken>,
}

impl Browser {
    /// The browser that came with this guest's cookie, or with none. A cookie that was signed out of counts as none.
    ///
    /// # Errors
    /// When the database fails, or the system has no randomness to give.
    pub async fn load(app: &App, site: &str, guest: Option<VisitorToken>) -> Result<Self> {
        let Some(guest) = guest else { return Self::new(app, site) };
        let id = app.visitor_cookies.id(site, &guest);
        match app.storage.guest_session(site, &id).await? {
            GuestSession::Unknown => {
                let (signed_in, signed_in_at) = (false, None);
                let person = id.clone();
                Ok(Self { guest, person, id, known: true, signed_in, signed_in_at, by_token: false, ended: None })
            }
            GuestSession::Ended => Ok(Self { ended: Some(guest), ..Self::new(app, site)? }),
            GuestSession::Active { person, since, seen_at, signed_in, replaces_other } => {
                note_seen(app, site, &id, (seen_at, replaces_other));
                let signed_in_at = signed_in.then_some(since);
                Ok(Self { guest, id, person, known: true, signed_in, signed_in_at, by_token: false, ended: None })
            }
        }
    }

    /// The browser that came with a token for this guest of the site, by the guest's id.
    ///
    /// # Errors
    /// When the guest was signed out, or the database fails.
    pub async fn load_by_token(app: &App, site: &str, id: &str) -> Result<Self> {
        // Nobody gets the cookie of this one.
        let new =
            Self { id: id.to_owned(), person: id.to_owned(), known: true, by_token: true, ..Self::new(app, site)? };
        match app.storage.guest_session(site, id).await? {
            GuestSession::Unknown => Ok(new),
            GuestSession::Ended => Err(TalkError::Refused(ErrorCode::SignInAgain)),
            GuestSession::Active { person, since, signed_in, .. } => {
                Ok(Self { person, signed_in, signed_in_at: signed_in.then_some(since), ..new })
            }
        }
    }

    /// A browser without a cookie.
    fn new(app: &App, site: &str) -> Result<Self> {
        let guest = VisitorToken::random()?;
        let id = app.visitor_cookies.id(site, &guest);
        let (signed_in, signed_in_at) = (false, None);
        let person = id.clone();
        Ok(Self { guest, person, id, known: false, signed_in, signed_in_at, by_token: false, ended: None })
    }

    /// Whether its cookie of before counts somewhere: on this site, or perhaps on another one.
    pub(super) fn had_cookie(&self) -> bool {
        self.known || self.ended.is_some()
    }

    /// Whether its cookie was signed out of on this site.
    pub(super) fn is_ended(&self) -> bool {
        self.ended.is_some()
    }

    /// Has the other sites know it by its new guest, before it gets the cookie of that one: the cookie of before was
    /// signed out of on this site alone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_other_sites(&self, app: &App, site: &str) -> Result<()> {
        let Some(ended) = &self.ended else { return Ok(()) };
        let old = app.visitor_cookies.id(site, ended);
        let others = guests_on_other_sites(app, site, (ended, &self.guest)).await?;
        if others.is_empty() {
            return Ok(());
        }
        let change = GuestChange { site: site.to_owned(), old, new: self.id.clone(), others, now: app.clock.now() };
        app.storage.sign_out(change, false).await?;
        Ok(())
    }
}

/// A new guest for a browser. The cookie is one for all sites of one address, so those that know the guest of before are
/// to know the new one.
///
/// # Errors
/// When the database fails, or the system has no randomness to give.
pub(super) async fn changed_guest(app: &App, site: &str, browser: &Browser) -> Result<(VisitorToken, GuestChange)> {
    let guest = VisitorToken::random()?;
    let others = if browser.had_cookie() {
        guests_on_other_sites(app, site, (browser.ended.as_ref().unwrap_or(&browser.guest), &guest)).await?
    } else {
        Vec::new()
    };
    let (old, new) = (browser.id.clone(), app.visitor_cookies.id(site, &guest));
    Ok((guest, GuestChange { site: site.to_owned(), old, new, others, now: app.clock.now() }))
}

/// The other sites that know the guest of before, and the guest of now there.
async fn guests_on_other_sites(
    app: &App,
    site: &str,
    (before, now): (&VisitorToken, &VisitorToken),
) -> Result<Vec<GuestOnSite>> {
    let id = |site: &str, guest: &VisitorToken| app.visitor_cookies.id(site, guest);
    let others = app.live.sites.ids().into_iter().filter(|other| other != site);
    let others = others.map(|site| GuestOnSite { old: id(&site, before), new: id(&site, now), site });
    Ok(app.storage.known_guests(others.collect()).await?)
}

/// Stores that a browser came back, and that the cookies that its own replaces count no more, behind the request's back.
fn note_seen(app: &App, site: &str, id: &str, (seen_at, replaces_other): (Timestamp, bool)) {
    let now = app.clock.now();
    let is_due = now >= seen_at.plus(SEEN_EVERY);
    if !is_due && !replaces_other {
        return;
    }
    let (app, site, id) = (app.clone(), site.to_owned(), id.to_owned());
    tokio::spawn(async move {
        if replaces_other && let Err(error) = app.storage.end_replaced_guests(site.clone(), id.clone(), now).await {
            tracing::warn!(%error, "the cookie that a visitor had before could not be ended; it will be the next time");
        }
        if is_due && let Err(error) = app.storage.see_guest(site, id, now).await {
            tracing::warn!(%error, "a visitor's session could not be extended");
        }
    });
}
