//! What a database holds, and what differs between two such looks at it.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::{AssertSqlSafe, Row, SqliteConnection};

/// The rows of a table by their primary key, each column as SQLite's `quote` writes it.
type Rows = BTreeMap<String, BTreeMap<String, String>>;

/// All tables of a database.
#[derive(Debug)]
pub(crate) struct Snapshot(BTreeMap<String, Rows>);

async fn texts(database: &mut SqliteConnection, sql: String) -> Vec<String> {
    let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(database).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

impl Snapshot {
    pub(crate) async fn of(database: &mut SqliteConnection) -> Self {
        let tables = "select name from sqlite_schema where type = 'table' and name not like '\\_sqlx%' escape '\\'
                      and name not like 'sqlite%'";
        let mut all = BTreeMap::new();
        for table in texts(database, tables.into()).await {
            let rows = rows(database, &table).await;
            all.insert(table, rows);
        }
        Self(all)
    }

    pub(crate) fn empty_tables(&self) -> Vec<&str> {
        self.0.iter().filter(|(_, rows)| rows.is_empty()).map(|(name, _)| name.as_str()).collect()
    }
}

async fn rows(database: &mut SqliteConnection, table: &str) -> Rows {
    let columns = texts(database, format!("select name from pragma_table_info('{table}') order by cid")).await;
    let key = texts(database, format!("select name from pragma_table_info('{table}') where pk > 0 order by pk")).await;
    let key = if key.is_empty() { vec!["rowid".into()] } else { key };
    let quoted = |columns: &[String]| columns.iter().map(|column| format!("quote({column})")).collect::<Vec<_>>();
    let sql = format!("select {}, {} from {table}", quoted(&key).join(" || ' ' || "), quoted(&columns).join(", "));
    let found = sqlx::query(AssertSqlSafe(sql)).fetch_all(database).await.unwrap();
    let values = found.iter().map(|row| {
        let values = columns.iter().enumerate().map(|(at, column)| (column.clone(), row.get(at + 1)));
        (row.get(0), values.collect())
    });
    values.collect()
}

/// What a migration changed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Changes {
    /// Tables that came, without rows, and those that went.
    new_tables: BTreeSet<String>,
    lost_tables: BTreeSet<String>,
    /// Columns that came, with their value in each row, and those that went.
    new_columns: BTreeMap<(String, String), Vec<String>>,
    lost_columns: BTreeSet<(String, String)>,
    /// Rows that came or went, as table and key.
    new_rows: BTreeSet<(String, String)>,
    lost_rows: BTreeSet<(String, String)>,
    /// Values that are others now: table, key and column; before and after.
    values: BTreeMap<(String, String, String), (String, String)>,
}

impl Changes {
    pub(crate) fn adds(mut self, tables: &[&str]) -> Self {
        self.new_tables.extend(tables.iter().map(|table| String::from(*table)));
        self
    }

    pub(crate) fn column(mut self, table: &str, column: &str, values: Vec<&str>) -> Self {
        self.new_columns.insert((table.into(), column.into()), values.into_iter().map(Into::into).collect());
        self
    }

    pub(crate) fn row(mut self, table: &str, key: &str) -> Self {
        self.new_rows.insert((table.into(), key.into()));
        self
    }

    pub(crate) fn value(mut self, table: &str, key: &str, column: &str, before: &str, after: &str) -> Self {
        self.values.insert((table.into(), key.into(), column.into()), (before.into(), after.into()));
        self
    }

    pub(crate) fn between(before: &Snapshot, after: &Snapshot) -> Self {
        let mut changes = Self::default();
        for (table, rows) in &after.0 {
            if let Some(earlier) = before.0.get(table) {
                changes.in_table(table, earlier, rows);
            } else {
                changes.new_tables.insert(table.clone());
                changes.new_rows.extend(rows.keys().map(|key| (table.clone(), key.clone())));
            }
        }
        changes.lost_tables.extend(before.0.keys().filter(|table| !after.0.contains_key(*table)).cloned());
        changes
    }

    fn in_table(&mut self, table: &str, before: &Rows, after: &Rows) {
        self.lost_rows
            .extend(before.keys().filter(|key| !after.contains_key(*key)).map(|key| (table.into(), key.clone())));
        for (key, row) in after {
            let Some(earlier) = before.get(key) else {
                self.new_rows.insert((table.into(), key.clone()));
                continue;
            };
            for (column, value) in row {
                match earlier.get(column) {
                    None => self.new_columns.entry((table.into(), column.clone())).or_default().push(value.clone()),
                    Some(was) if was != value => {
                        let place = (table.into(), key.clone(), column.clone());
                        self.values.insert(place, (was.clone(), value.clone()));
                    }
                    Some(_) => {}
                }
            }
            let lost = earlier.keys().filter(|column| !row.contains_key(*column));
            self.lost_columns.extend(lost.map(|column| (table.into(), column.clone())));
        }
    }
}

/// Each table, index and trigger, as it was made.
pub(crate) async fn schema(database: &mut SqliteConnection) -> Vec<String> {
    let sql = "select type || ' ' || name || ' ' || coalesce(sql, '') from sqlite_schema order by type, name";
    texts(database, sql.into()).await
}

/// Nothing is damaged, and no row points to nothing.
pub(crate) async fn is_sound(database: &mut SqliteConnection) {
    assert_eq!(texts(database, "pragma integrity_check".into()).await, ["ok"]);
    let dangling = sqlx::query("pragma foreign_key_check").fetch_all(database).await.unwrap();
    assert!(dangling.is_empty(), "{} rows point to nothing", dangling.len());
}
