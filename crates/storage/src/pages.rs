//! Pages for the team's list: published comments, their number, and the controls of the thread.

use porch_protocol::{ClosedNote, CommentId, Status, ThreadId, Timestamp};

use super::comments::{COLUMNS, StoredComment, read};
use super::database;
use super::owner_mail::NEEDS_REVIEW;
use super::people::{escaped, part_of_name};
use super::threads::{TITLE, note_of};
use super::{Result, Storage};
use porch_domain::page::{beginning_of_keys, host_as_read};

/// The characters of a host's name and its port in the address of a page.
const OF_HOSTS: &str = "abcdefghijklmnopqrstuvwxyz0123456789-_.:";

/// A published comment, and its page.
#[derive(Clone, Debug)]
pub struct CommentOnPage {
    /// The comment.
    pub comment: StoredComment,
    /// The cleaned address of its page.
    pub page: String,
    /// The address to link to.
    pub url: String,
    /// The page's title.
    pub title: Option<String>,
}

/// A selection of published comments.
#[derive(Clone, Debug, Default)]
pub struct PublishedFilter {
    /// Only those of this thread.
    pub thread: Option<ThreadId>,
    /// Only those of the page with this address.
    pub page: Option<String>,
    /// Only those that were posted by then.
    pub posted_before: Option<Timestamp>,
    /// Whether the oldest comes first; otherwise the latest does.
    pub oldest: bool,
    /// Only those after this one: when it was posted, and its id.
    pub after: Option<(Timestamp, CommentId)>,
}

/// A page with comments.
#[derive(Clone, Debug)]
pub struct PageSummary {
    /// Its thread.
    pub thread: ThreadId,
    /// The address to link to.
    pub url: String,
    /// The page's title.
    pub title: Option<String>,
    /// Whether it takes no comments, whatever the site's setting is.
    pub closed: bool,
    /// The note that visitors read on a closed page.
    pub closed_note: Option<ClosedNote>,
    /// Seconds between two comments of one person; 0 for none.
    pub slow: u32,
    /// The number of published comments.
    pub up: u32,
    /// The number of comments in Review: held, reported by readers, or their author asks for a second look.
    pub waiting: u32,
    /// When the latest published comment was posted; without one, when the first comment was posted.
    pub last: Timestamp,
    /// When the latest comment of any status was posted: the order of the list.
    pub order: Timestamp,
}

/// A selection of pages.
#[derive(Clone, Debug, Default)]
pub struct PageQuery {
    /// Only this page.
    pub thread: Option<ThreadId>,
    /// A part of its address or title.
    pub find: Option<String>,
    /// Only those after this one: its `order`, and its id.
    pub after: Option<(Timestamp, ThreadId)>,
}

impl Storage {
    /// The published comments of a site or of a part of it, in the requested order; at most `limit`.
    pub async fn published_comments(
        &self,
        site: &str,
        query: &PublishedFilter,
        limit: u32,
    ) -> Result<Vec<CommentOnPage>> {
        let columns = COLUMNS.split(',').map(|name| format!("c.{}", name.trim())).collect::<Vec<_>>().join(", ");
        let up = Status::Published.word();
        // Two queries, so that each uses an index.
        let of_thread = if query.thread.is_some() { "c.thread_id = $2" } else { "$2 is null" };
        let (way, than) = if query.oldest { ("asc", ">") } else { ("desc", "<") };
        let sql = format!(
            "select {columns}, t.page_key, t.url, t.title from comments c
             join threads t on t.site_id = c.site_id and t.id = c.thread_id
             where c.site_id = $1 and {of_thread} and c.status = '{up}'
               and ($3 is null or (c.posted_at, c.id) {than} ($3, $4))
               and ($6 is null or t.url = $6) and ($7 is null or c.posted_at <= $7)
             order by c.posted_at {way}, c.id {way} limit $5"
        );
        let rows = database::query(database::Composed(sql))
            .bind(site)
            .bind(query.thread.map(|thread| thread.to_string()))
            .bind(query.after.map(|(at, _)| at.0))
            .bind(query.after.map(|(_, id)| id.to_string()))
            .bind(limit)
            .bind(query.page.as_deref())
            .bind(query.posted_before.map(|until| until.0))
            .fetch_all(&self.readers)
            .await?;
        let up = rows.iter().map(|row| {
            Ok(CommentOnPage {
                comment: read(row)?,
                page: row.try_get("page_key")?,
                url: row.try_get("url")?,
                title: row.try_get("title")?,
            })
        });
        up.collect()
    }

    /// The pages of a site with comments, and those that are closed or slow; those with the latest comment first; at
    /// most `limit`.
    pub async fn pages(&self, site: &str, query: &PageQuery, limit: u32) -> Result<Vec<PageSummary>> {
        let up = Status::Published.word();
        let of_page = format!("c.site_id = t.site_id and c.thread_id = t.id and c.status = '{up}'");
        let sql = format!(
            "select t.id, t.url, {TITLE} as title, t.closed, t.closed_note, t.closed_note_by, t.slow, t.last_at,
               (select count(*) from comments c where {of_page}) as up,
               (select count(*) from comments c where c.site_id = t.site_id and c.thread_id = t.id
                  and {NEEDS_REVIEW}) as waiting,
               coalesce((select max(c.posted_at) from comments c where {of_page}), t.created_at) as last
             from threads t where t.site_id = $1 and ($2 is null or t.id = $2)
               and ($2 is not null or t.closed = 1 or t.slow > 0
                    or exists (select 1 from comments c where c.site_id = t.site_id and c.thread_id = t.id))
               and ($3 is null or exists (select 1 from json_each($3) w
                    where lower(t.page_key) like lower(w.atom) escape '\\' or lower(t.title) like lower(w.atom) escape '\\'))
               and ($4 is null or (t.last_at, t.id) < ($4, $5))
             order by t.last_at desc, t.id desc limit $6"
        );
        let find = match &query.find {
            Some(find) => Some(self.patterns(site, find).await?),
            None => None,
        };
        let rows = database::query(database::Composed(sql))
            .bind(site)
            .bind(query.thread.map(|thread| thread.to_string()))
            .bind(find)
            .bind(query.after.map(|(at, _)| at.0))
            .bind(query.after.map(|(_, id)| id.to_string()))
            .bind(limit)
            .fetch_all(&self.readers)
            .await?;
        let pages = rows.iter().map(|row| {
            Ok(PageSummary {
                thread: row.thread_id("id")?,
                url: row.try_get("url")?,
                title: row.try_get("title")?,
                closed: row.boolean("closed")?,
                closed_note: note_of(row)?,
                slow: row.count("slow")?,
                up: row.count("up")?,
                waiting: row.count("waiting")?,
                last: row.time("last")?,
                order: row.time("last_at")?,
            })
        });
        pages.collect()
    }

    /// The patterns, as JSON, of which a matching page matches at least one.
    pub(super) async fn patterns(&self, site: &str, find: &str) -> Result<String> {
        let mut patterns: Vec<String> = part_of_name(find).into();
        let encoded: Vec<_> = patterns.iter().map(|pattern| percent_encoded(pattern)).collect();
        patterns.extend(encoded);
        // An address that was copied from the browser selects that page.
        patterns.extend(beginning_of_keys(find).map(|key| format!("{}%", escaped(&key))));
        let hosts = database::query(
            "select distinct substr(page_key, 1, length(page_key) - length(ltrim(page_key, $2))) || '/' as host from threads
             where site_id = $1 and page_key like '%xn--%/%' and page_key not like 'key:%'",
        )
        .bind(site)
        .bind(OF_HOSTS)
        .fetch_all(&self.readers)
        .await?;
        for row in hosts {
            patterns.extend(of_host(row.try_get("host")?, find));
        }
        Ok(serde_json::json!(patterns).to_string())
    }

    /// The paused branches of a site, by their first comment; the one whose pause ends last comes first.
    pub async fn paused_branches(&self, site: &str, now: Timestamp) -> Result<Vec<(StoredComment, Timestamp)>> {
        let columns = COLUMNS.split(',').map(|name| format!("c.{}", name.trim())).collect::<Vec<_>>().join(", ");
        let sql = format!(
            "select {columns}, k.until from cooling k join comments c on c.site_id = k.site_id and c.id = k.comment_id
             where k.site_id = $1 and k.until > $2 order by k.until desc, c.id"
        );
        let rows = database::query(database::Composed(sql)).bind(site).bind(now.0).fetch_all(&self.readers).await?;
        rows.iter().map(|row| Ok((read(row)?, row.time("until")?))).collect()
    }
}

/// The patterns for pages of a host whose name is encoded (punycode), when the search text is a part of the readable
/// host name, or its end and the path.
fn of_host(host: &str, find: &str) -> Vec<String> {
    let Some(read) = host_as_read(host) else { return Vec::new() };
    let small = find.to_lowercase();
    let Some(end) = small.find('/') else {
        return if read.contains(&small) { vec![format!("{}%", escaped(host))] } else { Vec::new() };
    };
    if !read.ends_with(&small[..end]) {
        return Vec::new();
    }
    // The part after the host is matched in all encodings, as elsewhere.
    let rests = [find.split_once('/').map_or("", |(_, rest)| rest), &small[end + 1..]];
    rests.map(|rest| percent_encoded(&format!("{}{}%", escaped(host), escaped(rest)))).into()
}

/// A pattern for stored addresses: they have letters beyond ASCII and spaces percent-encoded, and people type these as
/// they are.
fn percent_encoded(pattern: &str) -> String {
    let mut encoded = String::with_capacity(pattern.len());
    for c in pattern.chars() {
        if c.is_ascii() && c != ' ' {
            encoded.push(c);
        } else {
            encoded.extend(c.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("\\%{byte:02X}")));
        }
    }
    encoded
}
