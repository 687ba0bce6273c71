//! The keys that check the sign-in tokens of a site's own server.

use porch_protocol::Timestamp;

use super::database::{self, Row};
use super::events::{self, NewEvent};
use super::{Result, Storage, StorageError, Tx, WriteError, WriteScope};
use porch_domain::event::EventData;
use porch_domain::event::data::SsoKeyData;
use porch_domain::sso::{KeyAlgorithm, KeyState, MOST_KEYS, RETIRING_LIFE};

/// A key, or the secret of both servers.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyBytes(pub Vec<u8>);

impl std::fmt::Debug for KeyBytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeyBytes(***)")
    }
}

/// A key of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SsoKey {
    /// Its id, which tokens name.
    pub id: String,
    /// How tokens are signed with it.
    pub algorithm: KeyAlgorithm,
    /// The key itself.
    pub key: KeyBytes,
    /// Its place in a rotation.
    pub state: KeyState,
    /// From then on it does not count any more.
    pub retires_at: Option<Timestamp>,
}

/// A key to be added.
#[derive(Clone, Debug)]
pub struct NewSsoKey {
    /// The site.
    pub site: String,
    /// Its id.
    pub id: String,
    /// How tokens are signed with it.
    pub algorithm: KeyAlgorithm,
    /// The key itself.
    pub key: KeyBytes,
    /// Who adds it.
    pub by: String,
    /// When.
    pub now: Timestamp,
}

/// The result of adding a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SsoKeyAdded {
    /// It is added, in this state.
    Done(KeyState),
    /// The site has a key of this id.
    Taken,
    /// The site has [`MOST_KEYS`].
    Full,
    /// There is no such site.
    NoSite,
}

/// A change of a key.
#[derive(Clone, Debug)]
pub struct SsoKeyChange {
    /// The site.
    pub site: String,
    /// The key's id.
    pub id: String,
    /// Its new state; none to remove it.
    pub to: Option<KeyState>,
    /// Who changes it.
    pub by: String,
    /// When.
    pub now: Timestamp,
}

impl Storage {
    /// The keys of a site, the oldest first. Those that do not count any more are among them.
    pub async fn sso_keys(&self, site: &str) -> Result<Vec<SsoKey>> {
        let rows = database::query(
            "select id, algorithm, key, state, retires_at from sso_keys where site_id = $1 order by created_at, id",
        );
        rows.bind(site).fetch_all(&self.readers).await?.iter().map(read).collect()
    }

    /// Adds a key. The first one of a site is current, a further one the next.
    pub async fn add_sso_key(&self, new: NewSsoKey) -> std::result::Result<SsoKeyAdded, WriteError> {
        self.writer.write(WriteScope::site(&new.site), new, |tx, new| Box::pin(add(tx, new))).await
    }

    /// Changes the state of a key, or removes it. One that was current is retiring when another one becomes current. False
    /// when there is no such key.
    pub async fn change_sso_key(&self, change: SsoKeyChange) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(WriteScope::site(&change.site), change, |tx, change| {
                Box::pin(async move {
                    match change.to {
                        Some(to) => set_state(tx, change, to).await,
                        None => remove(tx, change).await,
                    }
                })
            })
            .await
    }
}

fn read(row: &Row) -> Result<SsoKey> {
    let (algorithm, state): (&str, &str) = (row.try_get("algorithm")?, row.try_get("state")?);
    let unknown = |word: &str| StorageError::value(format!("{word:?} is no word of a sign-in key"));
    Ok(SsoKey {
        id: row.try_get("id")?,
        algorithm: KeyAlgorithm::from_word(algorithm).ok_or_else(|| unknown(algorithm))?,
        key: KeyBytes(row.try_get("key")?),
        state: KeyState::from_word(state).ok_or_else(|| unknown(state))?,
        retires_at: row.maybe_time("retires_at")?,
    })
}

async fn add(tx: &mut Tx, new: &NewSsoKey) -> Result<SsoKeyAdded> {
    let known = database::query("select 1 from sites where id = $1").bind(&new.site);
    if known.fetch_optional(&mut *tx).await?.is_none() {
        return Ok(SsoKeyAdded::NoSite);
    }
    let retired = database::query("delete from sso_keys where site_id = $1 and retires_at <= $2");
    retired.bind(&new.site).bind(new.now.0).execute(&mut *tx).await?;
    let own = database::query(
        "select count(*) as own, coalesce(sum(case when id = $2 then 1 else 0 end), 0) as same,
           coalesce(sum(case when state = 'current' then 1 else 0 end), 0) as current
         from sso_keys where site_id = $1",
    );
    let own = own.bind(&new.site).bind(&new.id).fetch_one(&mut *tx).await?;
    if own.count("same")? > 0 {
        return Ok(SsoKeyAdded::Taken);
    }
    if own.count("own")? >= MOST_KEYS {
        return Ok(SsoKeyAdded::Full);
    }
    let state = if own.count("current")? == 0 { KeyState::Current } else { KeyState::Next };
    let added = database::query(
        "insert into sso_keys (site_id, id, algorithm, key, state, created_at) values ($1, $2, $3, $4, $5, $6)",
    );
    let added = added.bind(&new.site).bind(&new.id).bind(new.algorithm.word()).bind(&new.key.0);
    added.bind(state.word()).bind(new.now.0).execute(&mut *tx).await?;
    let algorithm = Some(new.algorithm.word().to_owned());
    let data = SsoKeyData { algorithm, key: new.id.clone(), state: Some(state.word().to_owned()) };
    events::append(tx, NewEvent::of_site(&new.site, EventData::SsoKeyAdded(data), &new.by, new.now)).await?;
    Ok(SsoKeyAdded::Done(state))
}

async fn set_state(tx: &mut Tx, change: &SsoKeyChange, to: KeyState) -> Result<bool> {
    let SsoKeyChange { site, id, now, .. } = change;
    let there = database::query("select 1 from sso_keys where site_id = $1 and id = $2").bind(site).bind(id);
    if there.fetch_optional(&mut *tx).await?.is_none() {
        return Ok(false);
    }
    let retires_at = now.plus(RETIRING_LIFE).0;
    if to == KeyState::Current {
        let before = database::query(
            "update sso_keys set state = 'retiring', retires_at = $3
             where site_id = $1 and id <> $2 and state = 'current'",
        );
        before.bind(site).bind(id).bind(retires_at).execute(&mut *tx).await?;
    }
    let set = database::query("update sso_keys set state = $3, retires_at = $4 where site_id = $1 and id = $2");
    let set = set.bind(site).bind(id).bind(to.word());
    set.bind((to == KeyState::Retiring).then_some(retires_at)).execute(&mut *tx).await?;
    record(tx, EventData::SsoKeySet, change).await?;
    Ok(true)
}

async fn remove(tx: &mut Tx, change: &SsoKeyChange) -> Result<bool> {
    let removed = database::query("delete from sso_keys where site_id = $1 and id = $2");
    if removed.bind(&change.site).bind(&change.id).execute(&mut *tx).await? == 0 {
        return Ok(false);
    }
    record(tx, EventData::SsoKeyRemoved, change).await?;
    Ok(true)
}

/// Writes a change of a key to the log.
async fn record(tx: &mut Tx, what: fn(SsoKeyData) -> EventData, change: &SsoKeyChange) -> Result<()> {
    let state = change.to.map(|state| state.word().to_owned());
    let what = what(SsoKeyData { algorithm: None, key: change.id.clone(), state });
    events::append(tx, NewEvent::of_site(&change.site, what, &change.by, change.now)).await.map(|_| ())
}
