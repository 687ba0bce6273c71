//! What authors did when the composer asked them to reconsider their text; the log has it with the comment's event.

use std::sync::LazyLock;

use porch_protocol::team_api::SecondLookCounts;
use porch_protocol::{CommentId, SecondLook, Timestamp};

use super::database;
use super::{Result, Storage};
use porch_domain::event::EventKind;

/// A comment that was sent after such a question.
#[derive(Clone, Debug)]
pub struct SecondLookComment {
    /// The position in the log.
    pub seq: i64,
    /// When it was sent.
    pub at: Timestamp,
    /// What the author did.
    pub second_look: SecondLook,
    /// The comment.
    pub comment: CommentId,
    /// The address of its page.
    pub url: String,
    /// The title of its page.
    pub title: Option<String>,
}

/// Events of such comments, in the form of the index, so that SQLite uses it.
static IS_SECOND_LOOK: LazyLock<String> = LazyLock::new(|| {
    let (published, held) = (EventKind::CommentPublished.as_str(), EventKind::CommentHeld.as_str());
    format!("e.kind in ('{published}', '{held}') and e.data ->> 'pause' is not null")
});

impl Storage {
    /// The number of such comments of a site, by what the authors did.
    pub async fn second_look_counts(&self, site: &str) -> Result<SecondLookCounts> {
        let sql = format!(
            "select e.data ->> 'pause' as pause, count(*) as many from events e
             where e.site_id = $1 and {} group by 1",
            *IS_SECOND_LOOK
        );
        let mut counts = SecondLookCounts::default();
        for row in database::query(database::Composed(sql)).bind(site).fetch_all(&self.readers).await? {
            let many = row.count("many")?;
            match SecondLook::from_word(row.try_get("pause")?) {
                Some(SecondLook::Edited) => counts.edited = many,
                Some(SecondLook::Kept) => counts.kept = many,
                Some(SecondLook::Slept) => counts.slept = many,
                None => {}
            }
        }
        Ok(counts)
    }

    /// Such comments, the latest first: of one kind, and before a position of the log, if given.
    pub async fn second_looks(
        &self,
        site: &str,
        pause: Option<SecondLook>,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<SecondLookComment>> {
        let sql = format!(
            "select e.seq, e.at, e.comment_id, e.data ->> 'pause' as pause, t.url, t.title from events e
             join threads t on t.site_id = e.site_id and t.id = e.thread_id
             where e.site_id = $1 and {} and ($2 is null or e.data ->> 'pause' = $2) and ($3 is null or e.seq < $3)
             order by e.seq desc limit $4",
            *IS_SECOND_LOOK
        );
        let query = database::query(database::Composed(sql)).bind(site).bind(pause.map(SecondLook::word));
        let rows = query.bind(before).bind(limit).fetch_all(&self.readers).await?;
        let mut comments = Vec::with_capacity(rows.len());
        for row in rows {
            let Some(pause) = SecondLook::from_word(row.try_get("pause")?) else { continue };
            comments.push(SecondLookComment {
                seq: row.try_get("seq")?,
                at: row.time("at")?,
                second_look: pause,
                comment: row.comment_id("comment_id")?,
                url: row.try_get("url")?,
                title: row.try_get("title")?,
            });
        }
        Ok(comments)
    }
}

#[cfg(test)]
mod tests {
    use porch_protocol::SecondLook;

    use super::IS_SECOND_LOOK;
    use porch_domain::event::EventData;
    use porch_domain::event::data::PostedData;

    #[test]
    fn the_question_is_that_of_the_index_and_of_what_is_written() {
        let index = include_str!("../migrations/sqlite/0014_arrived.sql");
        assert!(index.contains(&format!("where {};", IS_SECOND_LOOK.replace("e.", ""))), "{}", *IS_SECOND_LOOK);
        let event = EventData::CommentPublished(PostedData { pause: Some(SecondLook::Kept) });
        assert_eq!(event.to_json().unwrap().as_deref(), Some(r#"{"pause":"kept"}"#));
    }
}
