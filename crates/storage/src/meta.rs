//! The database's identity: its secret and its epoch (`life` in the table).

use super::database;
use super::{Result, Storage, WriteError, WriteScope, writer_connection};

/// Two values that are created with the database. A restored copy gets a new epoch, so that cursors of the other one
/// are invalid.
#[derive(Clone)]
pub struct Identity {
    /// 32 random bytes; keys every hash of a cookie and of an address.
    pub secret: [u8; 32],
    /// Identifies this database in cursors and versions.
    pub database_epoch: String,
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Identity").field("secret", &"***").field("database_epoch", &self.database_epoch).finish()
    }
}

impl Storage {
    /// The database's identity; when it has none yet, `fresh` is stored and used.
    pub async fn identity(&self, fresh: Identity) -> std::result::Result<Identity, WriteError> {
        let secret = hex(&fresh.secret);
        self.writer
            .write(WriteScope::Server, (fresh, secret), |tx, (fresh, secret)| {
                Box::pin(async move {
                    for (key, value) in [("secret", secret), ("life", &fresh.database_epoch)] {
                        database::query("insert into meta (key, value) values ($1, $2) on conflict (key) do nothing")
                            .bind(key)
                            .bind(value)
                            .execute(&mut *tx)
                            .await?;
                    }
                    Ok(())
                })
            })
            .await?;
        Ok(self.read_identity().await?)
    }

    async fn read_identity(&self) -> Result<Identity> {
        let row = database::query(
            "select (select value from meta where key = 'secret') as secret,
                    (select value from meta where key = 'life') as life",
        )
        .fetch_one(&self.readers)
        .await?;
        let text: String = row.try_get("secret")?;
        let mut secret = [0; 32];
        for (byte, digits) in secret.iter_mut().zip(text.as_bytes().chunks(2)) {
            let digits = std::str::from_utf8(digits).unwrap_or("00");
            *byte = u8::from_str_radix(digits, 16).unwrap_or(0);
        }
        Ok(Identity { secret, database_epoch: row.try_get("life")? })
    }

    /// The public address of the last server of this database.
    pub async fn public_url(&self) -> Result<Option<String>> {
        let row =
            database::query("select value from meta where key = 'public_url'").fetch_optional(&self.readers).await?;
        row.map(|row| row.try_get("value")).transpose()
    }

    /// Stores the public address, for commands while no server runs.
    pub async fn store_public_url(&self, url: String) -> std::result::Result<(), WriteError> {
        self.writer
            .write(WriteScope::Server, url, |tx, url| {
                Box::pin(async move {
                    let kept = database::query(
                        "insert into meta (key, value) values ('public_url', $1)
                         on conflict (key) do update set value = $1 where meta.value <> $1",
                    );
                    kept.bind(url).execute(tx).await.map(|_| ())
                })
            })
            .await
    }

    /// Whether the database can be read.
    pub async fn is_ready(&self) -> bool {
        // Reads a table: a query without one is answered without the file.
        database::query("select 1 from meta limit 1").fetch_optional(&self.readers).await.is_ok()
    }

    /// Writes a little and rolls it back, which shows whether the database can be written before a visitor writes.
    pub async fn try_writing(&self) -> std::result::Result<(), WriteError> {
        self.writer.write(WriteScope::Server, (), |tx, ()| Box::pin(writer_connection::probe(tx.connection()))).await
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
