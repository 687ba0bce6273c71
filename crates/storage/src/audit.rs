//! The audit log: decisions of the team, requests of authors about them, and comments of the team. Other actions of
//! visitors are not part of it.

use std::collections::HashMap;

use porch_protocol::{CommentId, Decider, Timestamp};

use super::comments::{COLUMNS, StoredComment, read};
use super::database;
use super::events::kinds_json;
use super::threads::TITLE;
use super::{Result, Storage};
use porch_domain::event::EventKind;
use porch_domain::event::listing::{Listing, listing};
use porch_domain::event::logged::LoggedEvent;

/// Events that are read at most to find the latest comments of a site.
const MAX_READ_EVENTS: u32 = 2_000;

/// A line of the audit log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLine {
    /// Its position in the log.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// The actor: `operator`, a team member, or a person's id.
    pub by: String,
    /// The event.
    pub what: LoggedEvent,
    /// The comment.
    pub comment: Option<CommentId>,
    /// The comment's version, if known.
    pub version: Option<u32>,
    /// The page.
    pub page: Option<String>,
    /// The address to link to.
    pub url: Option<String>,
    /// The page's title.
    pub title: Option<String>,
    /// The decision that was undone, if the event is an undo.
    pub undid: Option<EventKind>,
    /// The reason.
    pub reason: Option<String>,
}

/// A selection of lines.
#[derive(Clone, Debug, Default)]
pub struct AuditQuery {
    /// Only actions of this actor.
    pub by: Option<String>,
    /// Only events of these kinds; none for all.
    pub kinds: Vec<EventKind>,
    /// Only events before this position of the log.
    pub before: Option<i64>,
}

/// The kinds that the log lists, for a query. Kinds of a newer version are always listed.
fn listed(so: impl Fn(Listing) -> bool) -> String {
    kinds_json(EventKind::ALL.iter().copied().filter(|kind| so(listing(*kind))))
}

impl Storage {
    /// The log of a site, the latest first.
    pub async fn audit_log(&self, site: &str, limit: u32) -> Result<Vec<AuditLine>> {
        self.audit_lines(site, &AuditQuery::default(), limit).await
    }

    /// Lines of the log of a site, the latest first.
    pub async fn audit_lines(&self, site: &str, query: &AuditQuery, limit: u32) -> Result<Vec<AuditLine>> {
        let [undone, again] = [EventKind::DecisionUndone, EventKind::RemovalUndone].map(EventKind::as_str);
        let sql = format!(
            "select e.seq, e.at, e.actor, e.kind, e.comment_id, e.version, e.reason, e.data, t.page_key, t.url,
               case when t.id is not null then {TITLE} end as title,
               case when e.kind in ('{undone}', '{again}') then
                 (select u.kind from events u where u.site_id = e.site_id and u.seq = cast(e.data ->> 'undid' as bigint)) end as undid
             from events e
             left join threads t on t.site_id = e.site_id and t.id = e.thread_id
             where e.site_id = $1 and e.kind not in (select atom from json_each($6))
               and (e.kind not in (select atom from json_each($7))
                 or e.actor = 'operator' or e.actor in (select person_id from team where site_id = $1))
               and (e.kind not in (select atom from json_each($8)) or e.actor = 'reports')
               and ($3 is null or e.actor = $3) and ($4 = '[]' or e.kind in (select atom from json_each($4)))
               and ($5 is null or e.seq < $5)
             order by e.seq desc limit $2"
        );
        let rows = database::query(database::Composed(sql))
            .bind(site)
            .bind(limit)
            .bind(&query.by)
            .bind(kinds_json(query.kinds.iter().copied()))
            .bind(query.before)
            .bind(listed(|listing| matches!(listing, Listing::Hidden(_))))
            .bind(listed(|listing| matches!(listing, Listing::ByTeam(_))))
            .bind(listed(|listing| matches!(listing, Listing::ByReports(_))))
            .fetch_all(&self.readers)
            .await?;
        rows.iter()
            .map(|row| {
                Ok(AuditLine {
                    seq: row.try_get("seq")?,
                    at: row.time("at")?,
                    by: row.try_get::<Option<String>>("actor")?.unwrap_or_default(),
                    what: LoggedEvent::read(row.try_get("kind")?, row.try_get("data")?),
                    comment: row.maybe_comment_id("comment_id")?,
                    version: row.try_get("version")?,
                    page: row.try_get("page_key")?,
                    url: row.try_get("url")?,
                    title: row.try_get("title")?,
                    undid: row.try_get::<Option<&str>>("undid")?.and_then(|kind| kind.parse().ok()),
                    reason: row.try_get("reason")?,
                })
            })
            .collect()
    }

    /// The comments of a site with these ids.
    pub async fn comments_named(&self, site: &str, ids: &[CommentId]) -> Result<HashMap<CommentId, StoredComment>> {
        let sql =
            format!("select {COLUMNS} from comments where site_id = $1 and id in (select atom from json_each($2))");
        let query = database::query(database::Composed(sql)).bind(site).bind(serde_json::json!(ids).to_string());
        let rows = query.fetch_all(&self.readers).await?;
        rows.iter().map(|row| read(row).map(|comment| (comment.id, comment))).collect()
    }

    /// The position in the log of the decision in force about each of these comments, if there is one.
    pub async fn decided(&self, site: &str, ids: &[CommentId]) -> Result<HashMap<CommentId, i64>> {
        let rows = database::query(
            "select id, decided_seq from comments where site_id = $1 and id in (select atom from json_each($2))
               and decided_seq is not null",
        );
        let rows = rows.bind(site).bind(serde_json::json!(ids).to_string()).fetch_all(&self.readers).await?;
        rows.iter().map(|row| Ok((row.comment_id("id")?, row.try_get("decided_seq")?))).collect()
    }

    /// The team member who decided last about each of these comments.
    pub async fn deciders(&self, site: &str, ids: &[CommentId]) -> Result<Vec<Decider>> {
        let rows = database::query(
            "select c.id, m.name from comments c join events e on e.site_id = c.site_id and e.seq = c.decided_seq
             join team m on m.site_id = c.site_id and m.person_id = e.actor
             where c.site_id = $1 and c.id in (select atom from json_each($2))",
        );
        let rows = rows.bind(site).bind(serde_json::json!(ids).to_string()).fetch_all(&self.readers).await?;
        rows.iter().map(|row| Ok(Decider { comment: row.comment_id("id")?, name: row.try_get("name")? })).collect()
    }

    /// The comments of a site with the latest events, without those whose text was deleted; the latest first.
    pub async fn latest_comments(&self, site: &str, limit: u32) -> Result<Vec<StoredComment>> {
        let sql = format!(
            "select {COLUMNS} from comments where site_id = $1 and source <> '' and id in
               (select comment_id from events where site_id = $1 and comment_id is not null order by seq desc limit $2)
             order by posted_at desc, id desc limit $3"
        );
        let query = database::query(database::Composed(sql)).bind(site).bind(MAX_READ_EVENTS).bind(limit);
        query.fetch_all(&self.readers).await?.iter().map(read).collect()
    }
}

#[cfg(test)]
mod tests {
    use porch_domain::event::EventData;
    use porch_domain::event::data::UndoData;

    #[test]
    fn what_was_taken_back_is_asked_for_by_the_name_that_is_written() {
        let event = EventData::DecisionUndone(UndoData { undid: 7 });
        assert_eq!(event.to_json().unwrap().as_deref(), Some(r#"{"undid":7}"#));
    }
}
