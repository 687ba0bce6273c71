//! What visitors looked for and did not find: counted for the team, without who it was.

use porch_domain::missed_search::{LEAST_TIMES, LIFE, MOST_IN_A_DAY, beginning, day};
use porch_protocol::Timestamp;
use porch_protocol::comment_search::MissedSearch;

use super::database;
use super::{Result, Storage, Tx, WriteError, WriteScope};

/// A search that found nothing.
#[derive(Clone, Debug)]
pub struct NewMissedSearch {
    /// The site.
    pub site: String,
    /// The words, as [`porch_domain::missed_search::term`] has them.
    pub term: String,
    /// A keyed hash of who looked for it on that day: it counts once.
    pub mark: String,
    /// When.
    pub now: Timestamp,
}

impl Storage {
    /// Counts a search that found nothing, once for each mark. Beyond the words that a day may have, nothing is counted.
    pub async fn note_missed_search(&self, new: NewMissedSearch) -> std::result::Result<(), WriteError> {
        self.writer.write_low_priority(WriteScope::site(&new.site), new, |tx, new| Box::pin(note(tx, new))).await
    }

    /// What was looked for in vain often enough on a site, the most frequent first, at most `limit`.
    pub async fn missed_searches(&self, site: &str, now: Timestamp, limit: u32) -> Result<Vec<MissedSearch>> {
        let rows = database::query(
            "select term, sum(times) as times, max(day) as day from missed_searches
             where site_id = $1 and day > $2 group by term having sum(times) >= $3
             order by sum(times) desc, max(day) desc, term limit $4",
        );
        let rows = rows.bind(site).bind(day(now.plus(-LIFE))).bind(LEAST_TIMES).bind(limit);
        let rows = rows.fetch_all(&self.readers).await?;
        let missed = rows.iter().map(|row| {
            Ok(MissedSearch {
                term: row.try_get("term")?,
                times: row.count("times")?,
                last_at: beginning(row.try_get("day")?),
            })
        });
        missed.collect()
    }

    /// Deletes what is too old, and who was counted on the days before. Returns the number of both.
    pub async fn forget_missed_searches(&self, now: Timestamp) -> std::result::Result<u64, WriteError> {
        self.writer
            .write_low_priority(WriteScope::Server, (), move |tx, ()| {
                Box::pin(async move {
                    let old = database::query("delete from missed_searches where day <= $1");
                    let old = old.bind(day(now.plus(-LIFE))).execute(&mut *tx).await?;
                    let marks = database::query("delete from missed_search_marks where day < $1");
                    Ok(old + marks.bind(day(now)).execute(tx).await?)
                })
            })
            .await
    }
}

async fn note(tx: &mut Tx, new: &NewMissedSearch) -> Result<()> {
    let today = day(new.now);
    let words = database::query(
        "select count(*) as words, coalesce(sum(case when term = $3 then 1 else 0 end), 0) as known
         from missed_searches where site_id = $1 and day = $2",
    );
    let words = words.bind(&new.site).bind(today).bind(&new.term).fetch_one(&mut *tx).await?;
    if words.count("known")? == 0 && words.count("words")? >= MOST_IN_A_DAY {
        return Ok(());
    }
    let mark = database::query(
        "insert into missed_search_marks (site_id, day, mark) values ($1, $2, $3) on conflict (site_id, day, mark) do nothing",
    );
    if mark.bind(&new.site).bind(today).bind(&new.mark).execute(&mut *tx).await? == 0 {
        return Ok(());
    }
    let counted = database::query(
        "insert into missed_searches (site_id, term, day, times) values ($1, $2, $3, 1)
         on conflict (site_id, term, day) do update set times = missed_searches.times + 1",
    );
    counted.bind(&new.site).bind(&new.term).bind(today).execute(tx).await.map(drop)
}
