//! Copies of the database, and checking one.

use std::path::Path;

use super::database::{Connection, query, sqlite};
use super::database_fault::DatabaseFault;
use super::{Result, Storage, Tx};
use crate::private_files;

/// Invariants of an undamaged database, as queries for violations: rows of one text column.
const INVARIANTS: [(&str, &str); 5] = [
    (
        "the log's numbers end elsewhere than the site says: ",
        "select s.id as found from sites s
        where s.last_seq <> coalesce((select max(e.seq) from events e where e.site_id = s.id), 0)",
    ),
    (
        "a thread's public changes are not as many as it says: ",
        "select t.id as found from threads t
        where t.rev <> coalesce((select max(e.rev) from events e
                                 where e.site_id = t.site_id and e.thread_id = t.id and e.rev is not null), 0)",
    ),
    (
        "a comment is not in the log: ",
        "select c.id as found from comments c
        where (c.site_id, c.thread_id, c.id) not in (select e.site_id, e.thread_id, e.comment_id from events e
                          where e.thread_id is not null and e.comment_id is not null)",
    ),
    (
        "a comment of the log is gone: ",
        "select distinct e.comment_id as found from events e
        where e.comment_id is not null and e.thread_id is not null
          and (e.site_id, e.comment_id) not in (select c.site_id, c.id from comments c)",
    ),
    (
        "a comment lies before the beginning of its thread's time: ",
        "select c.id as found from comments c
        join threads t on t.site_id = c.site_id and t.id = c.thread_id where c.posted_at > t.last_at",
    ),
];

impl Storage {
    /// Writes a copy to `file`, which must not exist. Writing continues meanwhile.
    pub async fn copy_to(&self, file: &Path) -> Result<()> {
        private_files::ensure_file(file)?;
        let target = file.to_string_lossy().into_owned();
        if self.check_files().is_err() {
            // A file that replaced the database is not ours; the copy must have the data of the opened file.
            return self.writer.copy_to(target).await;
        }
        let mut connection = self.separate_connection().await?;
        sqlite::copy_into(&mut connection, &target).await?;
        connection.close().await
    }

    /// The faults of the database; empty when there are none.
    pub async fn faults(&self) -> Result<Vec<String>> {
        let mut faults = self.condition.record_outcome(self.broken(sqlite::WHOLE_CHECK).await)?;
        faults.extend(self.condition.record_outcome(self.miscounts().await)?);
        Ok(faults)
    }

    /// Reads all pages of the file. When some are damaged, writing ends.
    pub async fn check_pages(&self) -> Result<()> {
        self.condition.record_outcome(self.broken(sqlite::QUICK_CHECK).await).map(drop)
    }

    async fn broken(&self, check: sqlite::Check) -> Result<Vec<String>> {
        let mut connection = self.separate_connection().await?;
        let damage = sqlite::damaged(&mut connection, check).await?;
        if let Some(first) = damage.first() {
            self.condition.record_failure(DatabaseFault::Damaged, first);
        }
        let mut faults = damage;
        faults.extend(sqlite::dangling(&mut connection).await?);
        connection.close().await?;
        Ok(faults)
    }

    /// Counts that differ from the log: rows were removed by hand or with a lost page.
    pub async fn miscounts(&self) -> Result<Vec<String>> {
        let mut connection = self.separate_connection().await?;
        let mut faults = Vec::new();
        for (what, violations) in INVARIANTS {
            let rows = query(violations).fetch_all(&mut connection).await?;
            for row in rows.iter().take(10) {
                faults.push(format!("{what}{}", row.try_get::<String>("found")?));
            }
        }
        connection.close().await?;
        Ok(faults)
    }

    /// A connection beside the readers, for long work.
    pub(super) async fn separate_connection(&self) -> Result<Connection> {
        sqlite::Settings::separate_reading(self.file()).connect().await
    }
}

/// Prepares a backup to become the database: checks that it is an undamaged database of Porch, and gives it a new
/// epoch, so that cursors handed out since are invalid. Its pending messages are deleted unless they are to be sent:
/// most of them were sent after the backup was made. Returns their number. The error is a sentence.
pub async fn adopt(file: &Path, send_pending: bool) -> std::result::Result<u64, String> {
    let connected = sqlite::Settings::adopting(file).connect().await;
    let mut connection = connected.map_err(|_| "it is no database".to_owned())?;
    let no_database = |_| "it is no database".to_owned();
    let mut faults = sqlite::damaged(&mut connection, sqlite::WHOLE_CHECK).await.map_err(no_database)?;
    faults.extend(sqlite::dangling(&mut connection).await.map_err(no_database)?);
    if let Some(fault) = faults.first() {
        return Err(format!("it is damaged ({fault})"));
    }
    let database_epoch = uuid::Uuid::new_v4().simple().to_string();
    let renewed = query("update meta set value = $1 where key = 'life'")
        .bind(&database_epoch[..8])
        .execute(&mut connection)
        .await
        .map_err(|_| "it is no database of this program".to_owned())?;
    if renewed != 1 {
        return Err("it is no database of this program".to_owned());
    }
    let mut tx = Tx::new(connection);
    let pending = async { if send_pending { count_pending(&mut tx).await } else { forget_pending(&mut tx).await } };
    let pending = pending.await.map_err(|error| error.to_string())?;
    tx.into_connection().close().await.map_err(|error| error.to_string())?;
    Ok(pending)
}

/// The query for the number of answers that a mail is due about.
const PENDING_REPLIES: &str = "select count(*) as pending from reply_notices where mail_id is null";

/// The query for the number of other pending messages: those stored, and the events that followers have not read.
const PENDING: &str = "select cast((select count(*) from outbox where done_at is null and gave_up_at is null)
                            + (select count(*) from notices where mailed_at is null)
                            + (select coalesce(sum(s.last_seq - q.seq), 0)
                               from outbox_seq q join sites s on s.id = q.site_id) as bigint) as pending";

async fn count_pending(tx: &mut Tx) -> Result<u64> {
    // A backup of an early version does not have the table.
    if !sqlite::has_table(tx.connection(), "outbox").await? {
        return Ok(0);
    }
    let pending: i64 = query(PENDING).fetch_one(&mut *tx).await?.try_get("pending")?;
    let replies: i64 = if sqlite::has_table(tx.connection(), "reply_notices").await? {
        query(PENDING_REPLIES).fetch_one(tx).await?.try_get("pending")?
    } else {
        0
    };
    Ok(pending.unsigned_abs() + replies.unsigned_abs())
}

async fn forget_pending(tx: &mut Tx) -> Result<u64> {
    let pending = count_pending(tx).await?;
    if pending == 0 {
        return Ok(0);
    }
    let replies = sqlite::has_table(tx.connection(), "reply_notices").await?;
    let waiting = replies.then_some("delete from reply_notices where mail_id is null");
    tx.begin().await?;
    let forget_all = [
        "update outbox set gave_up_at = due_at, last_error = 'it was pending in a backup that was restored'
         where done_at is null and gave_up_at is null",
        "update notices set mailed_at = created_at where mailed_at is null",
        "update outbox_seq set seq = (select last_seq from sites s where s.id = outbox_seq.site_id)",
    ];
    for forget in forget_all.into_iter().chain(waiting) {
        query(forget).execute(&mut *tx).await?;
    }
    tx.commit().await?;
    Ok(pending)
}
