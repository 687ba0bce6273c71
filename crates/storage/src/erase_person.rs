//! Erasing all that is stored about a person; [`TABLES`] says what is done with each table.
//!
//! What a person wrote may be much, so it goes in steps: the first one takes what is private and every way to come back as
//! this person, later ones a number of comments or of lines of the log each. What is under way is a row, and goes on after a
//! restart.
//!
//! A request that was under way may write afterwards. So there is a second pass, [`SECOND_PASS_AFTER`] the first one: it
//! erases what came meanwhile, in the same steps, and then the row.

use porch_protocol::{Status, Timestamp};
use serde_json::json;

use super::changes::find;
use super::database;
use super::erase_comment::{ErasedAs, erase_whole};
use super::erased_tables::{TABLES, Treatment};
use super::events::{self, NewEvent, kinds_json};
use super::visitor_sessions::{self, GuestChange};
use super::{Result, Storage, Tx, WriteError, WriteScope};
use porch_domain::erased_person::SECOND_PASS_AFTER;
use porch_domain::event::data::ErasedData;
use porch_domain::event::{EventData, EventKind};

/// Comments that are erased in one step.
const COMMENTS: u32 = 50;
/// Lines of the log that are looked through in one step.
const LINES: i64 = 10_000;

/// What is under way for one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// The site.
    pub site: String,
    /// The person, as they were known.
    pub person: String,
    /// What stands for them from now on.
    pub pseudonym: String,
    ids: String,
    actor: String,
    log_seq: i64,
    again_at: Option<Timestamp>,
}

impl Erasure {
    /// Whether all was erased once, and what came meanwhile is left.
    pub fn is_second_pass(&self) -> bool {
        self.again_at.is_some()
    }
}

/// A person is to be erased.
#[derive(Clone, Debug)]
pub struct ErasePerson {
    /// The site.
    pub site: String,
    /// The person.
    pub person: String,
    /// Who wants it: a member of the team, or `operator`; none for the person.
    pub by: Option<String>,
    /// The change of the cookie of the browser that asks for it; none where it is no browser of the person.
    pub browser: Option<GuestChange>,
    /// What stands for the person from now on: random, and beginning with `erased-`.
    pub pseudonym: String,
    /// When.
    pub now: Timestamp,
}

/// The beginning of an erasure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErasureBegun {
    /// What was private is erased; the rest is left to [`Storage::continue_erasure`].
    Begun(Erasure),
    /// The person belongs, or belonged, to the team.
    Member,
    /// Nobody of this id is known.
    Unknown,
}

const COLUMNS: &str = "site_id, person_id, ids, pseudonym, actor, log_seq, again_at";

impl Storage {
    /// Erases what is private about a person, and signs them out everywhere.
    pub async fn begin_erasure(&self, new: ErasePerson) -> std::result::Result<ErasureBegun, WriteError> {
        let begun = self.writer.write(WriteScope::site(&new.site), new, |tx, new| Box::pin(begin(tx, new))).await;
        self.note_erased();
        begun
    }

    /// Erases the next comments of a person, then goes through the next lines of the log. Returns whether all is done, but for
    /// the second pass.
    pub async fn continue_erasure(&self, erasure: &Erasure, now: Timestamp) -> std::result::Result<bool, WriteError> {
        let (site, person) = (erasure.site.clone(), erasure.person.clone());
        let done = self
            .writer
            .write_low_priority(WriteScope::site(&site), (site, person), move |tx, (site, person)| {
                Box::pin(async move {
                    let Some(erasure) = under_way(tx, site, person).await? else { return Ok(true) };
                    step(tx, &erasure, now).await
                })
            })
            .await;
        self.note_erased();
        done
    }

    /// The erasures with something to do now: those that are not done yet, and those whose second pass is due. The oldest come
    /// first.
    pub async fn pending_erasures(&self, now: Timestamp) -> Result<Vec<Erasure>> {
        let sql =
            format!("select {COLUMNS} from erasures where again_at is null or again_at <= $1 order by created_at");
        let rows = database::query(database::Composed(sql)).bind(now.0).fetch_all(&self.readers).await?;
        rows.iter().map(read).collect()
    }
}

fn read(row: &database::Row) -> Result<Erasure> {
    Ok(Erasure {
        site: row.try_get("site_id")?,
        person: row.try_get("person_id")?,
        ids: row.try_get("ids")?,
        pseudonym: row.try_get("pseudonym")?,
        actor: row.try_get("actor")?,
        log_seq: row.try_get("log_seq")?,
        again_at: row.maybe_time("again_at")?,
    })
}

async fn under_way(tx: &mut Tx, site: &str, person: &str) -> Result<Option<Erasure>> {
    let sql = format!("select {COLUMNS} from erasures where site_id = $1 and person_id = $2");
    let row = database::query(database::Composed(sql)).bind(site).bind(person).fetch_optional(tx).await?;
    row.as_ref().map(read).transpose()
}

/// Deletes what one step deletes, table by table: the last step also what came since the first one.
async fn delete(tx: &mut Tx, (site, ids): (&str, &str), is_last: bool) -> Result<()> {
    for (_, treatment) in TABLES {
        let statement = match *treatment {
            Treatment::DeletedInFirstStep(statement) => statement,
            Treatment::DeletedInLastStep(statement) if is_last => statement,
            _ => continue,
        };
        database::query(statement).bind(site).bind(ids).execute(&mut *tx).await?;
    }
    Ok(())
}

async fn begin(tx: &mut Tx, new: &ErasePerson) -> Result<ErasureBegun> {
    let site = &new.site;
    if let Some(erasure) = under_way(tx, site, &new.person).await? {
        return begin_again(tx, new, erasure).await;
    }
    let ids = ids_of(tx, site, &new.person).await?;
    let member =
        database::query("select 1 from team where site_id = $1 and person_id in (select atom from json_each($2))");
    if member.bind(site).bind(&ids).fetch_optional(&mut *tx).await?.is_some() {
        return Ok(ErasureBegun::Member);
    }
    if new.browser.is_none() && !is_known(tx, site, &new.person).await? {
        return Ok(ErasureBegun::Unknown);
    }
    delete(tx, (site, &ids), false).await?;
    visitor_sessions::end_all(tx, site, &ids, new.now).await?;
    if let Some(change) = &new.browser {
        visitor_sessions::end(tx, change).await?;
    }
    database::query(
        "insert into erasures (site_id, person_id, ids, pseudonym, actor, created_at) values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(site)
    .bind(&new.person)
    .bind(&ids)
    .bind(&new.pseudonym)
    .bind(new.by.as_deref().unwrap_or(&new.pseudonym))
    .bind(new.now.0)
    .execute(&mut *tx)
    .await?;
    let erasure = under_way(tx, site, &new.person).await?;
    Ok(erasure.map_or(ErasureBegun::Unknown, ErasureBegun::Begun))
}

/// A second request for the same person. Where something came after the first pass, that is repeated at once.
async fn begin_again(tx: &mut Tx, new: &ErasePerson, mut erasure: Erasure) -> Result<ErasureBegun> {
    if let Some(change) = &new.browser {
        visitor_sessions::end(tx, change).await?;
    }
    if erasure.is_second_pass() {
        if is_known(tx, &new.site, &new.person).await? {
            let repeated = database::query("update erasures set again_at = null where site_id = $1 and person_id = $2");
            repeated.bind(&new.site).bind(&new.person).execute(tx).await?;
            erasure.again_at = None;
        } else if new.browser.is_none() {
            return Ok(ErasureBegun::Unknown);
        }
    }
    Ok(ErasureBegun::Begun(erasure))
}

/// The person, those who were merged into them, and the guests of their browsers, also of former ones, as a JSON array. A guest
/// whose merge was undone is somebody else.
async fn ids_of(tx: &mut Tx, site: &str, person: &str) -> Result<String> {
    let merged = database::query(
        "with recursive same (id) as (
           select cast($2 as text)
           union
           select m.from_person from same s join merges m on m.to_person = s.id
           where m.site_id = $1 and m.undone_at is null)
         select id from same
         union
         select guest_id from visitor_sessions where site_id = $1 and person_id in (select id from same)
         union
         select v.guest_id from visitor_sessions v where v.site_id = $1 and v.former_person in (select id from same)
           and not exists (select 1 from merges u
             where u.site_id = v.site_id and u.from_person = v.guest_id and u.undone_at is not null)",
    );
    let merged = merged.bind(site).bind(person).fetch_all(tx).await?;
    let ids: Vec<String> = merged.iter().map(|row| row.try_get("id")).collect::<Result<_>>()?;
    Ok(json!(ids).to_string())
}

async fn is_known(tx: &mut Tx, site: &str, person: &str) -> Result<bool> {
    let known = database::query(
        "select 1 from people where site_id = $1 and id = $2 and name <> ''
         union all select 1 from visitor_mail where site_id = $1 and person_id = $2
         union all select 1 from visitor_sessions where site_id = $1 and person_id = $2",
    );
    Ok(known.bind(site).bind(person).fetch_optional(tx).await?.is_some())
}

/// One step after the first. Returns whether it was the last one of its pass.
async fn step(tx: &mut Tx, erasure: &Erasure, now: Timestamp) -> Result<bool> {
    if erasure.again_at.is_some_and(|again_at| now < again_at) {
        return Ok(true);
    }
    if erase_comments(tx, erasure, now).await? || !go_through_log(tx, erasure).await? {
        return Ok(false);
    }
    let site = &erasure.site;
    visitor_sessions::end_all(tx, site, &erasure.ids, now).await?;
    delete(tx, (site, &erasure.ids), true).await?;
    if erasure.is_second_pass() {
        let done = database::query("delete from erasures where site_id = $1 and person_id = $2");
        done.bind(site).bind(&erasure.person).execute(tx).await?;
        return Ok(true);
    }
    let again = database::query("update erasures set again_at = $3 where site_id = $1 and person_id = $2");
    again.bind(site).bind(&erasure.person).bind(now.plus(SECOND_PASS_AFTER).0).execute(&mut *tx).await?;
    let erased = EventData::PersonErased(ErasedData { erased: erasure.pseudonym.clone() });
    events::append(tx, NewEvent::of_site(site, erased, &erasure.actor, now)).await?;
    Ok(true)
}

/// Erases the next comments. False when there were none.
async fn erase_comments(tx: &mut Tx, erasure: &Erasure, now: Timestamp) -> Result<bool> {
    let (site, pseudonym) = (&erasure.site, erasure.pseudonym.as_str());
    let next = database::query(
        "select id from comments where site_id = $1 and person_id in (select atom from json_each($2)) limit $3",
    );
    let next = next.bind(site).bind(&erasure.ids).bind(COMMENTS).fetch_all(&mut *tx).await?;
    if !next.is_empty() {
        add_nobody(tx, erasure).await?;
    }
    // The log names the team where it erased a person, in one line and not in one for each comment.
    let to = ErasedAs { status: Status::Withdrawn, person: Some(pseudonym), by: pseudonym, reason: None, now };
    for row in &next {
        if let Some(before) = find(tx, site, row.comment_id("id")?).await? {
            erase_whole(tx, site, &before, &to).await?;
        }
    }
    Ok(!next.is_empty())
}

/// Adds whose the stubs are: a person of their own, without a name.
async fn add_nobody(tx: &mut Tx, erasure: &Erasure) -> Result<()> {
    let nobody = database::query(
        "insert into people (site_id, id, kind, name, created_at) select site_id, $3, kind, '', created_at from people
         where site_id = $1 and id in (select atom from json_each($2)) order by created_at, id limit 1
         on conflict do nothing",
    );
    nobody.bind(&erasure.site).bind(&erasure.ids).bind(&erasure.pseudonym).execute(tx).await.map(drop)
}

/// Replaces the person in the next lines of the log. Returns whether that was its end.
async fn go_through_log(tx: &mut Tx, erasure: &Erasure) -> Result<bool> {
    let site = &erasure.site;
    let last = database::query("select last_seq from sites where id = $1").bind(site).fetch_one(&mut *tx).await?;
    let (from, last): (i64, i64) = (erasure.log_seq, last.try_get("last_seq")?);
    let to = last.min(from.saturating_add(LINES));
    let actors = database::query(
        "update events set actor = $4 where site_id = $1 and seq > $2 and seq <= $3
         and actor in (select atom from json_each($5))",
    );
    let actors = actors.bind(site).bind(from).bind(to).bind(&erasure.pseudonym).bind(&erasure.ids);
    actors.execute(&mut *tx).await?;
    replace_in_data(tx, erasure, (from, to)).await?;
    let reached = database::query("update erasures set log_seq = $3 where site_id = $1 and person_id = $2");
    reached.bind(site).bind(&erasure.person).bind(to).execute(tx).await?;
    Ok(to == last)
}

/// Replaces the person in the data of events about people.
async fn replace_in_data(tx: &mut Tx, erasure: &Erasure, (from, to): (i64, i64)) -> Result<()> {
    let ids: Vec<String> = serde_json::from_str(&erasure.ids).map_err(database::StorageError::value)?;
    let about_people = [EventKind::CommentsMerged, EventKind::MergeUndone, EventKind::Banned, EventKind::BanEnded];
    let lines = database::query(
        "select seq, data from events where site_id = $1 and seq > $2 and seq <= $3 and data is not null
         and kind in (select atom from json_each($4))",
    );
    let lines = lines.bind(&erasure.site).bind(from).bind(to).bind(kinds_json(about_people));
    for row in lines.fetch_all(&mut *tx).await? {
        let data: &str = row.try_get("data")?;
        let replaced = ids.iter().fold(data.to_owned(), |data, id| {
            data.replace(&json!(id).to_string(), &json!(erasure.pseudonym).to_string())
        });
        if replaced != data {
            // Why somebody was banned says something about them.
            let update = database::query("update events set data = $3, reason = null where site_id = $1 and seq = $2");
            update.bind(&erasure.site).bind(row.try_get::<i64>("seq")?).bind(replaced).execute(&mut *tx).await?;
        }
    }
    Ok(())
}
