//! What SQLite alone has: its files, its pragmas, its result codes and its migrations.

mod fault_codes;
mod files;
mod migrations;
mod settings;

pub(super) use fault_codes::fault_of;
pub(crate) use files::{
    Check, QUICK_CHECK, WHOLE_CHECK, allow_writes, copy_into, damaged, dangling, empty_log, has_table, journal_mode,
    version, wait_for_lock,
};
pub(crate) use migrations::{MigrationError, migrate, needs_migration};
pub(crate) use settings::{Settings, pool};
