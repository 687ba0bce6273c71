//! A site's rules, team names and reports: read for an export, and imported into a site without comments.

use serde::Serialize;
use serde_json::json;

use super::database::{self, Snapshot};
use super::{Result, Tx, prompt_and_rules};
use porch_domain::archive::Line;
use porch_domain::archive::imported_settings::Settings;
use porch_domain::archive::settings::{
    BanLine, MemberLine, ReplyPauseLine, ReportLine, RuleLine, TeamNameLine, WelcomeLine,
};

/// All of these except the reports, in the order of the export.
pub(super) async fn lines(tx: &mut Snapshot<'_>, site: &str) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    let welcomes = database::query(
        "select page_key, question, rules, by_name, changed_at from welcomes where site_id = $1 order by page_key",
    );
    for row in welcomes.bind(site).fetch_all(&mut *tx).await? {
        let page: String = row.try_get("page_key")?;
        let page = (!page.is_empty()).then_some(page);
        lines.push(Line::Welcome(WelcomeLine {
            page,
            words: prompt_and_rules::read(&row)?,
            at: row.time("changed_at")?,
        }));
    }
    let names = database::query("select name from team_names where site_id = $1 order by position, name").bind(site);
    for row in names.fetch_all(&mut *tx).await? {
        lines.push(Line::TeamName(TeamNameLine { name: row.try_get("name")? }));
    }
    let members = database::query(
        "select person_id, name, role, thread_id, created_at, joined_at, ended_at from team where site_id = $1
         order by created_at, person_id",
    );
    for row in members.bind(site).fetch_all(&mut *tx).await? {
        let thread = row.try_get::<Option<&str>>("thread_id")?.map(|_| row.thread_id("thread_id")).transpose()?;
        lines.push(Line::Member(MemberLine {
            person: row.try_get("person_id")?,
            name: row.try_get("name")?,
            role: row.try_get("role")?,
            thread,
            created_at: row.time("created_at")?,
            joined_at: row.maybe_time("joined_at")?,
            ended_at: row.maybe_time("ended_at")?,
        }));
    }
    let rules = database::query(
        "select kind, text, actor, created_at from rules where site_id = $1 order by created_at, kind, text",
    );
    for row in rules.bind(site).fetch_all(&mut *tx).await? {
        let (rule, text) = (row.try_get("kind")?, row.try_get("text")?);
        lines.push(Line::Rule(RuleLine { rule, text, by: row.try_get("actor")?, at: row.time("created_at")? }));
    }
    lines.extend(bans(tx, site).await?);
    let reply_pauses =
        database::query("select comment_id, until from cooling where site_id = $1 order by comment_id").bind(site);
    for row in reply_pauses.fetch_all(&mut *tx).await? {
        let (comment, until) = (row.comment_id("comment_id")?, row.time("until")?);
        lines.push(Line::Cooling(ReplyPauseLine { comment, until }));
    }
    Ok(lines)
}

async fn bans(tx: &mut Snapshot<'_>, site: &str) -> Result<Vec<Line>> {
    let rows = database::query(
        "select kind, who, until, reason, actor, created_at from bans where site_id = $1 order by created_at, kind, who",
    );
    let rows = rows.bind(site).fetch_all(tx).await?;
    let bans = rows.iter().map(|row| {
        Ok(Line::Ban(BanLine {
            ban: row.try_get("kind")?,
            who: row.try_get("who")?,
            until: row.maybe_time("until")?,
            reason: row.try_get("reason")?,
            by: row.try_get("actor")?,
            at: row.time("created_at")?,
        }))
    });
    bans.collect()
}

/// Reports after this comment and person, by comment and person, at most `limit`.
pub(super) async fn reports(
    tx: &mut Snapshot<'_>,
    site: &str,
    after: &(String, String),
    limit: i64,
) -> Result<Vec<ReportLine>> {
    let rows = database::query(
        "select comment_id, person_id, reason, settled, created_at from reports
         where site_id = $1 and (comment_id, person_id) > ($2, $3) order by comment_id, person_id limit $4",
    );
    let rows = rows.bind(site).bind(&after.0).bind(&after.1).bind(limit).fetch_all(tx).await?;
    let reports = rows.iter().map(|row| {
        Ok(ReportLine {
            comment: row.comment_id("comment_id")?,
            person: row.try_get("person_id")?,
            reason: row.try_get("reason")?,
            settled: row.boolean("settled")?,
            at: row.time("created_at")?,
        })
    });
    reports.collect()
}

// How lines are inserted: `$1` is the site, `$2` the lines as JSON. Lines about a thread or a comment that was not
// imported are left out.
const PUT_RULES: &str = "insert into rules (site_id, kind, text, actor, created_at)
     select $1, value ->> 'rule', value ->> 'text', value ->> 'by', cast(value ->> 'at' as bigint) from json_each($2) where true
     on conflict do nothing";
const PUT_BANS: &str = "insert into bans (site_id, kind, who, until, reason, actor, created_at)
     select $1, value ->> 'ban', value ->> 'who', cast(value ->> 'until' as bigint), value ->> 'reason', value ->> 'by', cast(value ->> 'at' as bigint)
     from json_each($2) where true on conflict do nothing";
const PUT_NAMES: &str = "insert into team_names (site_id, name, position)
     select $1, value ->> 'name', key from json_each($2) where true on conflict do nothing";
const PUT_PEOPLE: &str = "insert into people (site_id, id, kind, name, created_at)
     select $1, value ->> 'person', 'guest', value ->> 'name', cast(value ->> 'created_at' as bigint) from json_each($2) where true
     on conflict do nothing";
const PUT_MEMBERS: &str = "insert into team (site_id, person_id, name, role, thread_id, created_at, ended_at,
                                                joined_at)
     select $1, value ->> 'person', value ->> 'name', value ->> 'role', value ->> 'thread', cast(value ->> 'created_at' as bigint),
            cast(value ->> 'ended_at' as bigint), cast(value ->> 'joined_at' as bigint) from json_each($2)
     where (value ->> 'role' = 'guest') = (value ->> 'thread' is not null)
       and (value ->> 'thread' is null or exists (select 1 from threads where site_id = $1 and id = value ->> 'thread'))
     on conflict do nothing";
const INSERT_REPLY_PAUSE: &str = "insert into cooling (site_id, comment_id, until)
     select $1, value ->> 'comment', cast(value ->> 'until' as bigint) from json_each($2)
     where exists (select 1 from comments where site_id = $1 and id = value ->> 'comment') on conflict do nothing";
const PUT_REPORTS: &str = "insert into reports (site_id, comment_id, person_id, reason, settled, created_at)
     select $1, value ->> 'comment', value ->> 'person', value ->> 'reason', case when cast(value ->> 'settled' as text) in ('1', 'true') then 1 else 0 end,
            cast(value ->> 'at' as bigint) from json_each($2)
     where exists (select 1 from comments where site_id = $1 and id = value ->> 'comment') on conflict do nothing";

/// Inserts them into a site that has only its initial settings.
pub(super) async fn put(tx: &mut Tx, site: &str, settings: &Settings) -> Result<()> {
    if let Some(name) = &settings.name {
        // The name that the site has here is not changed.
        let named = database::query("update sites set name = coalesce(name, $2) where id = $1");
        named.bind(site).bind(name).execute(&mut *tx).await?;
    }
    if let Some((slow, reports)) = settings.pace {
        let pace = database::query("update sites set slow = $2, reports = $3 where id = $1");
        pace.bind(site).bind(slow).bind(reports).execute(&mut *tx).await?;
    }
    for line in &settings.welcomes {
        let page = line.page.as_deref().unwrap_or_default();
        prompt_and_rules::put(tx, site, page, &line.words, line.at).await?;
    }
    each(tx, site, PUT_NAMES, &settings.team_names).await?;
    each(tx, site, PUT_PEOPLE, &settings.members).await?;
    each(tx, site, PUT_MEMBERS, &settings.members).await?;
    each(tx, site, PUT_RULES, &settings.rules).await?;
    each(tx, site, PUT_BANS, &settings.bans).await?;
    each(tx, site, INSERT_REPLY_PAUSE, &settings.cooling).await?;
    each(tx, site, PUT_REPORTS, &settings.reports).await
}

async fn each<T: Serialize>(tx: &mut Tx, site: &str, put: &'static str, lines: &[T]) -> Result<()> {
    if !lines.is_empty() {
        database::query(put).bind(site).bind(json!(lines).to_string()).execute(tx).await?;
    }
    Ok(())
}
