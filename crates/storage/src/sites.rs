//! Sites, their origins and settings.

use porch_protocol::Timestamp;

use super::database;
use super::events::{self, NewEvent};
use super::owner_mail::{self, OwnerMailChange};
use super::{Result, Storage, WriteError, WriteScope};
use porch_domain::event::EventData;
use porch_domain::event::data::SiteData;
use porch_domain::site_name;

pub use porch_domain::moderation::site_rules::{Hold, ProofRule};

/// The actor of changes that no team member makes.
const OPERATOR: &str = "operator";

/// A site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Its id, which is part of addresses: `[a-z0-9-]`, 1 to 64 characters.
    pub id: String,
    /// Its name, 1 to 64 characters; none when it was not set.
    pub name: Option<String>,
    /// The origins of its pages; the first one is the site's home.
    pub origins: Vec<String>,
    /// Which comments are held for review.
    pub hold: Hold,
    /// Whether it takes no new comments.
    pub closed: bool,
    /// When it was added.
    pub created_at: Timestamp,
}

impl Site {
    /// The name that is shown: its own, or the default name.
    pub fn shown_name(&self) -> String {
        self.name.clone().unwrap_or_else(|| site_name::default_name(&self.id, &self.origins))
    }
}

/// A change of a site's settings; none leaves one as it is.
#[derive(Clone, Debug, Default)]
pub struct SiteChange {
    /// The site's name; an inner none for the default name.
    pub name: Option<Option<String>>,
    /// Which comments are held for review.
    pub hold: Option<Hold>,
    /// Whether it takes no new comments.
    pub closed: Option<bool>,
    /// All origins, the home first.
    pub origins: Option<Vec<String>>,
    /// Seconds between two comments of one person; 0 for none.
    pub slow: Option<u32>,
    /// How many people with good standing must report a comment before it is held; 0 for never.
    pub reports: Option<u32>,
    /// Whether a repeated text is held.
    pub repeats: Option<bool>,
    /// Whether a new author's links are held.
    pub links: Option<bool>,
    /// Whether a text that looks like spam is held.
    pub spam: Option<bool>,
    /// Whether new authors' browsers must give signs of a human author.
    pub proof: Option<ProofRule>,
    /// All names of the team.
    pub team: Option<Vec<String>>,
    /// The owner's mail settings, changed in the same transaction.
    pub owner: Option<OwnerMailChange>,
    /// Who makes the change; none for the operator.
    pub by: Option<String>,
}

impl Storage {
    /// All sites, by name.
    pub async fn sites(&self) -> Result<Vec<Site>> {
        let rows = database::query("select id, name, hold, closed, created_at from sites order by id");
        let rows = rows.fetch_all(&self.readers).await?;
        let mut sites = Vec::with_capacity(rows.len());
        for row in rows {
            let hold: &str = row.try_get("hold")?;
            sites.push(Site {
                id: row.try_get("id")?,
                name: row.try_get("name")?,
                origins: Vec::new(),
                hold: Hold::from_word(hold).unwrap_or_default(),
                closed: row.boolean("closed")?,
                created_at: Timestamp(row.try_get("created_at")?),
            });
        }
        let origins = database::query("select site_id, origin from origins order by site_id, position");
        for row in origins.fetch_all(&self.readers).await? {
            let id: &str = row.try_get("site_id")?;
            if let Ok(place) = sites.binary_search_by(|site| site.id.as_str().cmp(id)) {
                sites[place].origins.push(row.try_get("origin")?);
            }
        }
        Ok(sites)
    }

    /// Adds a site. False when its id is taken.
    pub async fn add_site(&self, site: Site) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(WriteScope::site(&site.id), site, |tx, site| {
                Box::pin(async move {
                    let added = database::query(
                        "insert into sites (id, hold, closed, created_at, name) values ($1, $2, $3, $4, $5)
                         on conflict (id) do nothing",
                    )
                    .bind(&site.id)
                    .bind(site.hold.word())
                    .bind(i64::from(site.closed))
                    .bind(site.created_at.0)
                    .bind(&site.name)
                    .execute(&mut *tx)
                    .await?;
                    if added == 0 {
                        return Ok(false);
                    }
                    set_origins(tx, &site.id, &site.origins).await?;
                    let event = NewEvent::of_site(&site.id, EventData::SiteAdded, OPERATOR, site.created_at);
                    events::append(tx, event).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// Changes a site's settings. False when there is no such site.
    pub async fn set_site(
        &self,
        id: String,
        change: SiteChange,
        now: Timestamp,
    ) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(WriteScope::site(&id), (id, change), move |tx, (id, change)| {
                Box::pin(async move {
                    let changed = database::query(
                        "update sites set hold = coalesce($2, hold), closed = coalesce($3, closed),
                           slow = coalesce($4, slow), reports = coalesce($5, reports),
                           repeats = coalesce($6, repeats), spam = coalesce($7, spam),
                           proof = coalesce($8, proof), links = coalesce($9, links),
                           name = case when $10 = 1 then $11 else name end where id = $1",
                    )
                    .bind(id)
                    .bind(change.hold.map(Hold::word))
                    .bind(change.closed.map(i64::from))
                    .bind(change.slow)
                    .bind(change.reports)
                    .bind(change.repeats.map(i64::from))
                    .bind(change.spam.map(i64::from))
                    .bind(change.proof.map(ProofRule::word))
                    .bind(change.links.map(i64::from))
                    .bind(i64::from(change.name.is_some()))
                    .bind(change.name.as_ref().and_then(Option::as_deref))
                    .execute(&mut *tx)
                    .await?;
                    if changed == 0 {
                        return Ok(false);
                    }
                    if let Some(origins) = &change.origins {
                        database::query("delete from origins where site_id = $1").bind(id).execute(&mut *tx).await?;
                        set_origins(tx, id, origins).await?;
                    }
                    if let Some(names) = &change.team {
                        super::rules::set_team(tx, id, names).await?;
                    }
                    let by = change.by.as_deref().unwrap_or(OPERATOR);
                    let event = NewEvent::of_site(id, EventData::SiteSet(logged(change)), by, now);
                    events::append(tx, event).await?;
                    if let Some(owner) = &change.owner {
                        owner_mail::set(tx, id, owner, by, now).await?;
                    }
                    Ok(true)
                })
            })
            .await
    }
}

async fn set_origins(tx: &mut super::Tx, site: &str, origins: &[String]) -> Result<()> {
    for (position, origin) in (0_i64..).zip(origins) {
        database::query(
            "insert into origins (site_id, origin, position) values ($1, $2, $3) on conflict (site_id, origin) do nothing",
        )
        .bind(site)
        .bind(origin)
        .bind(position)
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}

/// The event data of a change.
fn logged(change: &SiteChange) -> SiteData {
    let SiteChange { name, hold, closed, origins, slow, reports, repeats, links, spam, proof, team, owner: _, by: _ } =
        change;
    SiteData {
        closed: *closed,
        hold: hold.map(|hold| hold.word().to_owned()),
        links: *links,
        // The default name is logged as the empty one.
        name: name.clone().map(Option::unwrap_or_default),
        origins: origins.clone(),
        proof: proof.map(|proof| proof.word().to_owned()),
        repeats: *repeats,
        reports: *reports,
        slow: *slow,
        spam: *spam,
        team: team.clone(),
    }
}
