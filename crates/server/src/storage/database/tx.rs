//! The writing transaction, and its savepoints.

use super::connection::{Connection, On, OnWriter};
use super::scope::WriteScope;
use super::{Result, query};

/// A connection inside the writing transaction.
#[derive(Debug)]
pub struct Tx {
    connection: Connection,
}

impl Tx {
    /// Prepares a connection for transactions.
    pub(in crate::storage) fn new(connection: Connection) -> Self {
        Self { connection }
    }

    /// The connection, for a write that concerns no site.
    pub(in crate::storage) fn connection(&mut self) -> &mut Connection {
        &mut self.connection
    }

    /// The connection, after the transaction has ended.
    pub(in crate::storage) fn into_connection(self) -> Connection {
        self.connection
    }

    /// Starts the transaction, which has the lock for writing from now on.
    pub(in crate::storage) async fn begin(&mut self) -> Result<()> {
        self.run("begin immediate").await
    }

    /// Commits the transaction.
    pub(in crate::storage) async fn commit(&mut self) -> Result<()> {
        self.run("commit").await
    }

    /// Starts a savepoint inside the transaction or inside another savepoint.
    pub(in crate::storage) async fn savepoint(&mut self) -> Result<()> {
        self.run("savepoint part").await
    }

    /// Ends the innermost savepoint: what was done in it belongs to the transaction.
    pub(in crate::storage) async fn release(&mut self) -> Result<()> {
        self.run("release savepoint part").await
    }

    /// Ends the innermost savepoint and undoes what was done in it.
    pub(in crate::storage) async fn roll_back(&mut self) -> Result<()> {
        self.run("rollback to savepoint part").await?;
        self.release().await
    }

    /// Ends the innermost savepoint: releases it after success, rolls it back after an error. The outer error means that
    /// the state of the transaction is unknown; the inner one, that only this work was refused.
    pub(in crate::storage) async fn settle<T>(&mut self, outcome: Result<T>) -> Result<Result<T>> {
        match outcome {
            Ok(value) => self.release().await.map(|()| Ok(value)),
            Err(error) if error.fault().is_some() => Err(error),
            // The successful rollback shows that the transaction still exists.
            Err(error) => self.roll_back().await.map(|()| Err(error)),
        }
    }

    /// Locks the rows that a write is about.
    pub(in crate::storage) async fn lock(&mut self, scope: &WriteScope) -> Result<()> {
        match scope {
            WriteScope::Site(site) => self.lock_sites(&[site]).await,
            WriteScope::Server => Ok(()),
        }
    }

    /// Locks the rows of sites, in the order of their names, which is that of all writers.
    #[expect(clippy::unused_async, reason = "a database with several writers asks for the locks here")]
    pub(in crate::storage) async fn lock_sites(&mut self, _in_order: &[&str]) -> Result<()> {
        match &self.connection {
            // `begin immediate` has locked the whole file.
            Connection::Sqlite(_) => Ok(()),
        }
    }

    async fn run(&mut self, statement: &'static str) -> Result<()> {
        query(statement).execute(&mut self.connection).await.map(drop)
    }
}

impl<'c> From<&'c mut Tx> for On<'c> {
    fn from(tx: &'c mut Tx) -> Self {
        (&mut tx.connection).into()
    }
}

impl<'c> From<&'c mut Tx> for OnWriter<'c> {
    fn from(tx: &'c mut Tx) -> Self {
        (&mut tx.connection).into()
    }
}
