//! Which person a browser's cookie stands for, and the change of a browser's cookie.

use porch_protocol::Timestamp;

use super::database;
use super::{Result, Storage, Tx, WriteError, WriteScope};

/// How a browser came to its person: by a code that was mailed.
pub(super) const BY_MAIL: &str = "mail";
/// The same: it only has a new cookie.
const BY_COOKIE: &str = "guest";

const SESSION: &str =
    "select person_id, method, seen_at, ended_at from visitor_sessions where site_id = $1 and guest_id = $2";

/// What is known of a guest's cookie on a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GuestSession {
    /// Nothing: the guest is a person of its own.
    Unknown,
    /// It stands for a person.
    Active {
        /// The person.
        person: String,
        /// When the browser was last here, to the day.
        seen_at: Timestamp,
        /// Whether the person has confirmed something in this browser.
        signed_in: bool,
    },
    /// It is worth nothing any more.
    Ended,
}

/// A browser gets another cookie on a site.
#[derive(Clone, Debug)]
pub struct GuestChange {
    /// The site.
    pub site: String,
    /// The guest of before, whose cookie is worth nothing any more.
    pub old: String,
    /// The guest of now.
    pub new: String,
    /// When.
    pub now: Timestamp,
}

impl Storage {
    /// What a guest's cookie stands for on a site.
    pub async fn guest_session(&self, site: &str, guest: &str) -> Result<GuestSession> {
        let row = database::query(SESSION);
        session(row.bind(site).bind(guest).fetch_optional(&self.readers).await?.as_ref())
    }

    /// Signs a browser out of a site, or with `everywhere` all browsers of its person.
    pub async fn sign_out(&self, change: GuestChange, everywhere: bool) -> std::result::Result<(), WriteError> {
        self.writer
            .write(WriteScope::site(&change.site), move |tx| {
                Box::pin(async move {
                    let session = session_in(tx, &change.site, &change.old).await?;
                    if let (GuestSession::Active { person, .. }, true) = (session, everywhere) {
                        let ended = database::query(
                            "update visitor_sessions set person_id = null, ended_at = $3
                             where site_id = $1 and person_id = $2",
                        );
                        ended.bind(&change.site).bind(person).bind(change.now.0).execute(&mut *tx).await?;
                    }
                    end(tx, &change).await
                })
            })
            .await
    }

    /// Stores that a browser was here, once a day is enough.
    pub async fn see_guest(&self, site: String, guest: String, now: Timestamp) -> std::result::Result<(), WriteError> {
        self.writer
            .write(WriteScope::site(&site), move |tx| {
                Box::pin(async move {
                    let seen = database::query(
                        "update visitor_sessions set seen_at = $3
                         where site_id = $1 and guest_id = $2 and ended_at is null and seen_at < $3",
                    );
                    seen.bind(site).bind(guest).bind(now.0).execute(tx).await.map(|_| ())
                })
            })
            .await
    }
}

fn session(row: Option<&database::Row>) -> Result<GuestSession> {
    let Some(row) = row else { return Ok(GuestSession::Unknown) };
    Ok(match (row.maybe_time("ended_at")?, row.try_get::<Option<String>>("person_id")?) {
        (None, Some(person)) => {
            let signed_in = row.try_get::<&str>("method")? != BY_COOKIE;
            GuestSession::Active { person, seen_at: row.time("seen_at")?, signed_in }
        }
        _ => GuestSession::Ended,
    })
}

/// What a guest's cookie stands for, inside a transaction.
pub(super) async fn session_in(tx: &mut Tx, site: &str, guest: &str) -> Result<GuestSession> {
    let row = database::query(SESSION);
    session(row.bind(site).bind(guest).fetch_optional(tx).await?.as_ref())
}

/// Ends the session of the old guest.
pub(super) async fn end(tx: &mut Tx, change: &GuestChange) -> Result<()> {
    let ended = database::query(
        "insert into visitor_sessions (site_id, guest_id, person_id, method, created_at, seen_at, ended_at)
         values ($1, $2, null, $4, $3, $3, $3)
         on conflict (site_id, guest_id) do update set person_id = null, ended_at = excluded.ended_at
           where visitor_sessions.ended_at is null",
    );
    ended.bind(&change.site).bind(&change.old).bind(change.now.0).bind(BY_COOKIE).execute(tx).await.map(|_| ())
}

/// Ends the session of the old guest; the new one stands for the person from now on.
pub(super) async fn replace(tx: &mut Tx, change: &GuestChange, person: &str, method: &str) -> Result<()> {
    end(tx, change).await?;
    let begun = database::query(
        "insert into visitor_sessions (site_id, guest_id, person_id, method, created_at, seen_at)
         values ($1, $2, $3, $4, $5, $5)",
    );
    let begun = begun.bind(&change.site).bind(&change.new).bind(person).bind(method).bind(change.now.0);
    begun.execute(tx).await.map(|_| ())
}
