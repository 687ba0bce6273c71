//! The writing transaction, and its savepoints.

use super::connection::{Connection, On, OnWriter};
use super::{Result, query};

/// A connection inside the writing transaction.
#[derive(Debug)]
pub struct Tx {
    connection: Connection,
}

impl Tx {
    /// Prepares a connection for transactions.
    pub(crate) fn new(connection: Connection) -> Self {
        Self { connection }
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
        self.run("savepoint part").await
    }

    /// Ends the innermost savepoint: what was done in it belongs to the transaction.
    pub(crate) async fn release(&mut self) -> Result<()> {
        self.run("release savepoint part").await
    }

    /// Ends the innermost savepoint and undoes what was done in it.
    pub(crate) async fn roll_back(&mut self) -> Result<()> {
        self.run("rollback to savepoint part").await?;
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
