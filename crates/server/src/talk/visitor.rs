//! Who acts on a site, and from where.

use std::sync::Arc;

use porch_protocol::Comment;

use super::browser::Browser;
use crate::App;
use crate::visitors::client_address::ClientAddress;
use crate::visitors::visitor_cookie::VisitorToken;
use porch_domain::visibility::Viewer;
use porch_storage::comments::StoredComment;
use porch_storage::sites::Site;

/// A visitor of one site.
#[derive(Clone)]
pub struct Visitor {
    /// The site.
    pub site: Arc<Site>,
    /// The visitor's id on this site.
    pub person: String,
    /// Whether the visitor is signed in: they have confirmed who they are.
    pub confirmed: bool,
    /// The keyed hash of the visitor's network.
    pub network: String,
    /// The address that rates are counted for.
    pub from: ClientAddress,
}

impl Visitor {
    /// A guest who has confirmed nothing: a person of their own.
    pub fn of_token(app: &App, site: Arc<Site>, guest: &VisitorToken, from: ClientAddress) -> Self {
        let person = app.visitor_cookies.id(&site.id, guest);
        Self::of_person(app, site, (person, false), from)
    }

    /// The person that a browser stands for on a site.
    pub fn of_browser(app: &App, site: Arc<Site>, browser: &Browser, from: ClientAddress) -> Self {
        Self::of_person(app, site, (browser.person.clone(), browser.signed_in), from)
    }

    fn of_person(app: &App, site: Arc<Site>, (person, confirmed): (String, bool), from: ClientAddress) -> Self {
        let network = app.visitor_cookies.network(&site.id, from);
        Self { site, person, confirmed, network, from }
    }

    /// A comment of the visitor's own, as its author sees it; none for one that they have withdrawn.
    pub(super) fn own(&self, comment: &StoredComment) -> Option<Comment> {
        let mut seen = comment.seen_by(Viewer::Author)?;
        if let Some(author) = &mut seen.author {
            author.confirmed = self.confirmed && author.role.is_none();
        }
        Some(seen)
    }
}
