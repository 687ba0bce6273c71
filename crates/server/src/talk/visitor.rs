//! Who acts on a site, and from where.

use std::sync::Arc;

use crate::App;
use crate::visitors::client_address::ClientAddress;
use crate::visitors::visitor_cookie::VisitorToken;
use porch_storage::sites::Site;

/// A visitor of one site.
#[derive(Clone)]
pub struct Visitor {
    /// The site.
    pub site: Arc<Site>,
    /// The visitor's id on this site.
    pub person: String,
    /// The keyed hash of the visitor's network.
    pub network: String,
    /// The address that rates are counted for.
    pub from: ClientAddress,
}

impl Visitor {
    /// A guest who has confirmed nothing: a person of their own.
    pub fn of_token(app: &App, site: Arc<Site>, guest: &VisitorToken, from: ClientAddress) -> Self {
        let person = app.visitor_cookies.id(&site.id, guest);
        Self::of_person(app, site, person, from)
    }

    /// The person that a browser stands for on a site.
    pub fn of_person(app: &App, site: Arc<Site>, person: String, from: ClientAddress) -> Self {
        let network = app.visitor_cookies.network(&site.id, from);
        Self { site, person, network, from }
    }
}
