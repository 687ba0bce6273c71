//! What the database knows of the visitor who acts. Each fact is loaded once, when something first turns on it.

use porch_protocol::{Timestamp, Trust};
use tokio::sync::OnceCell;

use super::{Result, Visitor};
use crate::App;
use porch_domain::moderation::trust::{History, standing};

/// The facts about one visitor during one act.
pub(super) struct VisitorFacts<'a> {
    pub(super) app: &'a App,
    pub(super) visitor: &'a Visitor,
    is_known: OnceCell<bool>,
    history: OnceCell<History>,
}

impl<'a> VisitorFacts<'a> {
    /// Nothing is loaded yet.
    pub(super) fn new(app: &'a App, visitor: &'a Visitor) -> Self {
        Self { app, visitor, is_known: OnceCell::new(), history: OnceCell::new() }
    }

    /// Whether the visitor has a published comment on the site.
    pub(super) async fn is_known(&self) -> Result<bool> {
        let Visitor { site, person, .. } = self.visitor;
        Ok(*self.is_known.get_or_try_init(|| self.app.storage.has_published_comment(&site.id, person)).await?)
    }

    /// How far the visitor is trusted.
    pub(super) async fn standing(&self, now: Timestamp) -> Result<Trust> {
        let Visitor { site, person, .. } = self.visitor;
        let history = self.history.get_or_try_init(|| self.app.storage.history(&site.id, person)).await?;
        Ok(standing(*history, now))
    }
}
