//! The writing transaction, and its savepoints.

use super::connection::{Connection, QueryTarget, WriteTarget};
use super::scope::WriteScope;
use super::{Result, query};
use crate::touched::Touched;

/// A connection inside the writing transaction.
#[derive(Debug)]
pub struct Tx {
    connection: Connection,
    /// What was touched since the innermost savepoint.
    touched: Touched,
    /// The same of those around it, the outermost first.
    around: Vec<Touched>,
}

impl Tx {
    /// Prepares a connection for transactions.
    pub(crate) fn new(connection: Connection) -> Self {
        Self { connection, touched: Touched::default(), around: Vec::new() }
    }

    /// Where a write notes what it touches. What is rolled back touches nothing.
    pub(crate) fn touched(&mut self) -> &mut Touched {
        &mut self.touched
    }

    /// What was touched since the last call. Outside of savepoints.
    pub(crate) fn take_touched(&mut self) -> Touched {
        std::mem::take(&mut self.touched)
    }

    /// The connection, for a write that concerns no site.
    pub(crate) fn connection(&mut self) -> &mut Connection {
        &mut self.connection
    }

    /// The connection, after the transaction has ended.
    pub(crate) fn into_connection(self) -> Connection {
        self.connection
    }

    /// Starts the transaction, which has the lock for writing from now on.
    pub(crate) async fn begin(&mut self) -> Result<()> {
        self.run("begin immediate").await
    }

    /// Commits the transaction.
    pub(crate) async fn commit(&mut self) -> Result<()> {
        self.run("commit").await
    }

    /// Starts a savepoint inside the transaction or inside another savepoint.
    pub(crate) async fn savepoint(&mut self) -> Result<()> {
        self.run("savepoint part").await?;
        self.around.push(std::mem::take(&mut self.touched));
        Ok(())
    }

    /// Ends the innermost savepoint: what was done in it belongs to the transaction.
    pub(crate) async fn release(&mut self) -> Result<()> {
        self.run("release savepoint part").await?;
        let inner = std::mem::replace(&mut self.touched, self.around.pop().unwrap_or_default());
        self.touched.merge(inner);
        Ok(())
    }

    /// Ends the innermost savepoint and undoes what was done in it.
    pub(crate) async fn roll_back(&mut self) -> Result<()> {
        self.run("rollback to savepoint part").await?;
        self.touched = Touched::default();
        self.release().await
    }

    /// Ends the innermost savepoint: releases it after success, rolls it back after an error. The outer error means that
    /// the state of the transaction is unknown; the inner one, that only this work was refused.
    pub(crate) async fn settle<T>(&mut self, outcome: Result<T>) -> Result<Result<T>> {
        match outcome {
            Ok(value) => self.release().await.map(|()| Ok(value)),
            Err(error) if error.fault().is_some() => Err(error),
            // The successful rollback shows that the transaction still exists.
            Err(error) => self.roll_back().await.map(|()| Err(error)),
        }
    }

    /// Locks the rows that a write is about.
    pub(crate) async fn lock(&mut self, scope: &WriteScope) -> Result<()> {
        match scope {
            WriteScope::Site(site) => self.lock_sites(&[site]).await,
            WriteScope::Server => Ok(()),
        }
    }

    /// Locks the rows of sites, in the order of their names, which is that of all writers.
    #[expect(clippy::unused_async, reason = "a database with several writers asks for the locks here")]
    pub(crate) async fn lock_sites(&mut self, _in_order: &[&str]) -> Result<()> {
        match &self.connection {
            // `begin immediate` has locked the whole file.
            Connection::Sqlite(_) => Ok(()),
        }
    }

    async fn run(&mut self, statement: &'static str) -> Result<()> {
        query(statement).execute(&mut self.connection).await.map(drop)
    }
}

impl<'c> From<&'c mut Tx> for QueryTarget<'c> {
    fn from(tx: &'c mut Tx) -> Self {
        (&mut tx.connection).into()
    }
}

impl<'c> From<&'c mut Tx> for WriteTarget<'c> {
    fn from(tx: &'c mut Tx) -> Self {
        (&mut tx.connection).into()
    }
}

#[cfg(test)]
mod tests {
    use porch_protocol::ThreadId;
    use sqlx::ConnectOptions;
    use sqlx::sqlite::SqliteConnectOptions;
    use uuid::Uuid;

    use super::*;
    use porch_domain::event::EventKind;

    #[tokio::test]
    async fn what_is_rolled_back_touches_nothing() {
        let options: SqliteConnectOptions = "sqlite::memory:".parse().unwrap();
        let mut tx = Tx::new(Connection::Sqlite(options.connect().await.unwrap()));
        let edit = |tx: &mut Tx, site: &str, rev| {
            tx.touched().event(EventKind::CommentEdited, site, Some((ThreadId(Uuid::nil()), Some(rev))));
        };
        tx.begin().await.unwrap();
        tx.savepoint().await.unwrap();
        edit(&mut tx, "bakery", 1);
        tx.savepoint().await.unwrap();
        edit(&mut tx, "bakery", 2);
        edit(&mut tx, "cafe", 1);
        tx.roll_back().await.unwrap();
        tx.savepoint().await.unwrap();
        edit(&mut tx, "mill", 3);
        tx.settle(Ok(())).await.unwrap().unwrap();
        tx.settle(Ok(())).await.unwrap().unwrap();
        let touched = tx.take_touched();
        let mut revs: Vec<_> = touched.threads.iter().map(|((site, _), thread)| (&**site, thread.rev)).collect();
        revs.sort_unstable();
        assert_eq!(revs, [("bakery", Some(1)), ("mill", Some(3))]);
        tx.savepoint().await.unwrap();
        edit(&mut tx, "bakery", 2);
        assert!(tx.settle::<()>(Err(super::super::StorageError::NotFound)).await.unwrap().is_err());
        assert!(tx.take_touched().is_empty());
    }
}
