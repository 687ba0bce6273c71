//! Which person a browser's cookie stands for, and the change of a browser's cookie.

use porch_protocol::Timestamp;
use serde_json::{Value, json};

use super::database;
use super::merges;
use super::profiles;
use super::{Result, Storage, Tx, WriteError, WriteScope};
use porch_domain::visitor_mail::{COOKIE_LIFE, SIGNED_IN_LIFE};

/// How a browser came to its person: by a code that was mailed.
pub(super) const BY_MAIL: &str = "mail";
/// The same: by a token of the site's own server.
pub(super) const BY_SITE: &str = "sso";
/// The same: by an identity provider.
pub(super) const BY_PROVIDER: &str = "provider";
/// The same: it only has a new cookie.
const BY_COOKIE: &str = "guest";

const SESSION: &str = "select person_id, method, created_at, seen_at, ended_at, replaces from visitor_sessions
     where site_id = $1 and guest_id = $2";

/// What is known of a guest's cookie on a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GuestSession {
    /// Nothing: the guest is a person of its own.
    Unknown,
    /// It stands for a person.
    Active {
        /// The person.
        person: String,
        /// When the person confirmed something in this browser, or the browser got the cookie.
        since: Timestamp,
        /// When the browser was last here, to the day.
        seen_at: Timestamp,
        /// Whether the person has confirmed something in this browser.
        signed_in: bool,
        /// Whether the cookie of before, which the browser had until it did something on another site, counts here still:
        /// until the new one has come here. An answer with a new cookie may be lost.
        replaces_other: bool,
    },
    /// It is worth nothing any more.
    Ended,
}

/// A browser that stands for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonBrowser {
    /// The guest of its cookie.
    pub guest: String,
    /// How it came to the person, as a word.
    pub method: String,
    /// Since when.
    pub since: Timestamp,
    /// When it was last here, to the day.
    pub seen_at: Timestamp,
}

/// A guest on one site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuestOnSite {
    /// The site.
    pub site: String,
    /// The guest of before.
    pub old: String,
    /// The guest of now.
    pub new: String,
}

/// A browser gets another cookie, because of what it does on one site.
#[derive(Clone, Debug)]
pub struct GuestChange {
    /// The site.
    pub site: String,
    /// The guest of before, whose cookie is worth nothing any more.
    pub old: String,
    /// The guest of now.
    pub new: String,
    /// The other sites of the server that know the guest of before: the cookie is one for all sites of one address, and
    /// who somebody is there stays as it is.
    pub others: Vec<GuestOnSite>,
    /// When.
    pub now: Timestamp,
}

impl Storage {
    /// What a guest's cookie stands for on a site.
    pub async fn guest_session(&self, site: &str, guest: &str) -> Result<GuestSession> {
        let row = database::query(SESSION);
        session(row.bind(site).bind(guest).fetch_optional(&self.readers).await?.as_ref())
    }

    /// The browsers that stand for a person, as the browser of the guest `asking` sees them: the latest first, at most `limit`.
    /// Those of a guest who has confirmed nothing are not stored. A browser counts once, whichever of its cookies it has kept.
    pub async fn browsers_of(
        &self,
        site: &str,
        (person, asking): (&str, &str),
        limit: u32,
    ) -> Result<Vec<PersonBrowser>> {
        let rows = database::query(
            "select v.guest_id, v.method, v.created_at, v.seen_at from visitor_sessions v
             where v.site_id = $1 and v.person_id = $2 and (v.replaces is null or v.guest_id = $3)
               and not exists (select 1 from visitor_sessions n
                 where n.site_id = $1 and n.guest_id = $3 and n.replaces = v.guest_id)
             order by v.created_at desc, v.guest_id limit $4",
        );
        let rows = rows.bind(site).bind(person).bind(asking).bind(limit).fetch_all(&self.readers).await?;
        let browsers = rows.iter().map(|row| {
            Ok(PersonBrowser {
                guest: row.try_get("guest_id")?,
                method: row.try_get("method")?,
                since: row.time("created_at")?,
                seen_at: row.time("seen_at")?,
            })
        });
        browsers.collect()
    }

    /// Those of these guests that their sites know: who wrote or reported there, or has a session.
    pub async fn known_guests(&self, guests: Vec<GuestOnSite>) -> Result<Vec<GuestOnSite>> {
        let rows: Value = guests.iter().map(|guest| json!([guest.site, guest.old, guest.new])).collect();
        let known = database::query(
            "select j.value ->> 0 as site_id, j.value ->> 1 as old, j.value ->> 2 as new from json_each($1) j
             where exists (select 1 from visitor_sessions s
                 where s.site_id = j.value ->> 0 and s.guest_id = j.value ->> 1 and s.ended_at is null)
               or exists (select 1 from people p where p.site_id = j.value ->> 0 and p.id = j.value ->> 1)
               or exists (select 1 from reports r where r.site_id = j.value ->> 0 and r.person_id = j.value ->> 1)",
        );
        let known = known.bind(rows.to_string()).fetch_all(&self.readers).await?;
        let read = |row: &database::Row| {
            Ok(GuestOnSite { site: row.try_get("site_id")?, old: row.try_get("old")?, new: row.try_get("new")? })
        };
        known.iter().map(read).collect()
    }

    /// Ends the sign-ins of browsers that have not come back for long. Deletes the sessions of guests who do not come back, and
    /// those that ended so long ago that no browser has the cookie any more, unless a person goes by the id of that guest: the
    /// cookie would count as that person's. Returns the number of both.
    pub async fn forget_old_visitor_sessions(&self, now: Timestamp) -> std::result::Result<u64, WriteError> {
        self.writer
            .write_low_priority(WriteScope::Server, (), move |tx, ()| {
                Box::pin(async move {
                    let idle = database::query(
                        "update visitor_sessions set former_person = person_id, person_id = null, ended_at = $1, replaces = null
                         where (site_id, guest_id) in (select site_id, guest_id from visitor_sessions
                           where ended_at is null and seen_at < $2 and method <> $3 limit 5000)",
                    );
                    let idle = idle.bind(now.0).bind(now.plus(-SIGNED_IN_LIFE).0).bind(BY_COOKIE);
                    let ended = idle.execute(&mut *tx).await?;
                    let old = database::query(
                        "delete from visitor_sessions where (site_id, guest_id) in
                         (select v.site_id, v.guest_id from visitor_sessions v
                          where (v.ended_at < $1 or (v.ended_at is null and v.seen_at < $1))
                            and not exists (select 1 from people p where p.site_id = v.site_id and p.id = v.guest_id)
                            and not exists (select 1 from profiles p
                              where p.site_id = v.site_id and p.person_id = v.guest_id) limit 5000)",
                    );
                    Ok(ended + old.bind(now.plus(-COOKIE_LIFE).0).execute(tx).await?)
                })
            })
            .await
    }

    /// Signs a browser out of a site, or with `everywhere` all browsers of its person.
    pub async fn sign_out(&self, change: GuestChange, everywhere: bool) -> std::result::Result<(), WriteError> {
        self.writer
            .write(WriteScope::site(&change.site), change, move |tx, change| {
                Box::pin(async move {
                    let session = session_in(tx, &change.site, &change.old).await?;
                    if let (GuestSession::Active { person, .. }, true) = (session, everywhere) {
                        let ended = database::query(
                            "update visitor_sessions
                             set former_person = person_id, person_id = null, ended_at = $3, replaces = null
                             where site_id = $1 and person_id = $2",
                        );
                        ended.bind(&change.site).bind(person).bind(change.now.0).execute(&mut *tx).await?;
                    }
                    end(tx, change).await
                })
            })
            .await
    }

    /// A browser has come with its new cookie: those that it replaces count no more.
    pub async fn end_replaced_guests(
        &self,
        site: String,
        guest: String,
        now: Timestamp,
    ) -> std::result::Result<(), WriteError> {
        self.writer
            .write(WriteScope::site(&site), (site, guest), move |tx, (site, guest)| {
                Box::pin(async move {
                    let replaced = database::query(
                        "with recursive before (id) as (
                           select replaces from visitor_sessions where site_id = $1 and guest_id = $2
                           union
                           select v.replaces from before b join visitor_sessions v on v.guest_id = b.id
                           where v.site_id = $1)
                         select id from before where id is not null",
                    );
                    let replaced = replaced.bind(&*site).bind(&*guest).fetch_all(&mut *tx).await?;
                    for row in &replaced {
                        end_on(tx, (site, row.try_get("id")?), now).await?;
                    }
                    let done = database::query(
                        "update visitor_sessions set replaces = null where site_id = $1 and guest_id = $2",
                    );
                    done.bind(&*site).bind(&*guest).execute(tx).await.map(|_| ())
                })
            })
            .await
    }

    /// Stores that a browser was here, once a day is enough.
    pub async fn see_guest(&self, site: String, guest: String, now: Timestamp) -> std::result::Result<(), WriteError> {
        self.writer
            .write(WriteScope::site(&site), (site, guest), move |tx, (site, guest)| {
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
            let replaces_other = row.try_get::<Option<&str>>("replaces")?.is_some();
            let (since, seen_at) = (row.time("created_at")?, row.time("seen_at")?);
            GuestSession::Active { person, since, seen_at, signed_in, replaces_other }
        }
        _ => GuestSession::Ended,
    })
}

/// What a guest's cookie stands for, inside a transaction.
pub(super) async fn session_in(tx: &mut Tx, site: &str, guest: &str) -> Result<GuestSession> {
    let row = database::query(SESSION);
    session(row.bind(site).bind(guest).fetch_optional(tx).await?.as_ref())
}

/// Ends the session of the old guest on the site, who is nobody there any more. On the other sites the new guest stands for the
/// same person from now on; the old one does, too, until the new one has come there.
pub(super) async fn end(tx: &mut Tx, change: &GuestChange) -> Result<()> {
    end_on(tx, (&change.site, &change.old), change.now).await?;
    for other in &change.others {
        match session_in(tx, &other.site, &other.old).await? {
            GuestSession::Ended => {}
            GuestSession::Active { .. } => carry_on(tx, other).await?,
            GuestSession::Unknown => {
                begin(tx, (&other.site, &other.new), (&other.old, BY_COOKIE), change.now).await?;
                let replaces =
                    database::query("update visitor_sessions set replaces = $3 where site_id = $1 and guest_id = $2");
                replaces.bind(&other.site).bind(&other.new).bind(&other.old).execute(&mut *tx).await?;
            }
        }
    }
    Ok(())
}

/// Ends the sessions of a person who is erased in all browsers, and those of the ids that they had as a guest: a JSON array.
/// Nothing leads from these browsers to the person any more.
pub(super) async fn end_all(tx: &mut Tx, site: &str, ids: &str, now: Timestamp) -> Result<()> {
    let ended = database::query(
        "update visitor_sessions
         set person_id = null, former_person = null, ended_at = coalesce(ended_at, $3), replaces = null
         where site_id = $1
           and (person_id in (select atom from json_each($2)) or former_person in (select atom from json_each($2)))",
    );
    ended.bind(site).bind(ids).bind(now.0).execute(&mut *tx).await?;
    let without_session = database::query(
        "insert into visitor_sessions (site_id, guest_id, person_id, method, created_at, seen_at, ended_at)
         select $1, atom, null, $4, cast($3 as bigint), cast($3 as bigint), cast($3 as bigint) from json_each($2) where true
         on conflict (site_id, guest_id) do nothing",
    );
    without_session.bind(site).bind(ids).bind(now.0).bind(BY_COOKIE).execute(tx).await.map(|_| ())
}

/// The new guest stands for the same person as the old one did, and has done so for as long: who confirmed something long ago
/// has not confirmed it again.
async fn carry_on(tx: &mut Tx, GuestOnSite { site, old, new }: &GuestOnSite) -> Result<()> {
    let carried = database::query(
        "insert into visitor_sessions (site_id, guest_id, person_id, method, created_at, seen_at, replaces)
         select site_id, $3, person_id, method, created_at, seen_at, guest_id from visitor_sessions
         where site_id = $1 and guest_id = $2",
    );
    carried.bind(site).bind(old).bind(new).execute(tx).await.map(|_| ())
}

/// Ends the session of the old guest; the new one stands for the person from now on, who has confirmed who they are by
/// `method`.
pub(super) async fn replace(tx: &mut Tx, change: &GuestChange, person: &str, method: &str) -> Result<()> {
    let (site, now) = (&change.site, change.now);
    profiles::confirm(tx, site, person, now).await?;
    let was = session_in(tx, site, &change.old).await?;
    end(tx, change).await?;
    if was == GuestSession::Unknown && change.old != person && merges::may_merge(tx, site, &change.old, now).await? {
        // The guest may have written nothing, so no merge says whose it was.
        let whose =
            database::query("update visitor_sessions set former_person = $3 where site_id = $1 and guest_id = $2");
        whose.bind(site).bind(&change.old).bind(person).execute(&mut *tx).await?;
    }
    begin(tx, (site, &change.new), (person, method), now).await
}

/// The new guest stands for what the old one did, on this site too, and the old one ends.
pub(super) async fn carry_over(tx: &mut Tx, change: &GuestChange) -> Result<()> {
    let own = GuestOnSite { site: change.site.clone(), old: change.old.clone(), new: change.new.clone() };
    carry_on(tx, &own).await?;
    end(tx, change).await
}

async fn end_on(tx: &mut Tx, (site, guest): (&str, &str), now: Timestamp) -> Result<()> {
    let ended = database::query(
        "insert into visitor_sessions (site_id, guest_id, person_id, method, created_at, seen_at, ended_at)
         values ($1, $2, null, $4, $3, $3, $3)
         on conflict (site_id, guest_id) do update set
           former_person = visitor_sessions.person_id, person_id = null, ended_at = excluded.ended_at, replaces = null
           where visitor_sessions.ended_at is null",
    );
    ended.bind(site).bind(guest).bind(now.0).bind(BY_COOKIE).execute(tx).await.map(|_| ())
}

async fn begin(tx: &mut Tx, (site, guest): (&str, &str), (person, method): (&str, &str), now: Timestamp) -> Result<()> {
    let begun = database::query(
        "insert into visitor_sessions (site_id, guest_id, person_id, method, created_at, seen_at)
         values ($1, $2, $3, $4, $5, $5)",
    );
    begun.bind(site).bind(guest).bind(person).bind(method).bind(now.0).execute(tx).await.map(|_| ())
}
