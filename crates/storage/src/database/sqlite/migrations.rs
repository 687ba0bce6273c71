//! The migrations of SQLite's schema.

use sqlx::migrate::MigrateError;

use super::super::connection::Connection;
use super::super::error::{Result, StorageError};
use super::super::query::query;
use super::files::has_table;

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("migrations/sqlite");

/// Why a database was not migrated. It is unchanged.
#[derive(Debug)]
pub(crate) enum MigrationError {
    /// It has migrations that this program does not know.
    Newer,
    /// A migration failed.
    Failed(StorageError),
}

/// Whether there are migrations that the database does not have.
pub(crate) async fn needs_migration(connection: &mut Connection) -> Result<bool> {
    if !has_table(connection, "_sqlx_migrations").await? {
        return Ok(true);
    }
    let applied = query("select count(*) as applied from _sqlx_migrations").fetch_one(connection).await?;
    let applied: i64 = applied.try_get("applied")?;
    Ok(usize::try_from(applied).unwrap_or(0) < MIGRATIONS.iter().count())
}

/// Applies the migrations that the database does not have.
pub(crate) async fn migrate(connection: &mut Connection) -> std::result::Result<(), MigrationError> {
    let migrated = match connection {
        Connection::Sqlite(connection) => MIGRATIONS.run(connection).await,
    };
    migrated.map_err(|error| match error {
        MigrateError::VersionMissing(_) => MigrationError::Newer,
        error => MigrationError::Failed(error.into()),
    })
}
