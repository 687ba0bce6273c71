//! How many queries one act of a visitor sends to the reading connections: each fact is loaded once. The acts are called
//! without a server around them, whose followers would read meanwhile.

use std::net::{IpAddr, Ipv4Addr};

use porch_domain::moderation::site_rules::ProofRule;
use porch_protocol::{CommentPosted, EditComment, NewComment, Timestamp, WithdrawComment};
use porch_server::App;
use porch_server::clock::Clock;
use porch_server::config::{Limits, Settings};
use porch_server::talk::browser::Browser;
use porch_server::talk::{Visitor, edit, post, withdraw};
use porch_server::visitors::client_address::ClientAddress;
use porch_server::visitors::visitor_cookie::VisitorToken;
use porch_storage::external_checks::{ExternalCheck, ExternalCheckKey, ExternalCheckKind};
use porch_storage::sites::{Hold, Site, SiteChange};

use crate::fixture::{BAKERY, RYE, key};

/// An app with one site and no server, in a folder.
struct Bakery {
    app: App,
    _folder: tempfile::TempDir,
}

impl Bakery {
    async fn open(change: SiteChange) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::fixed(Timestamp(1_750_000_000_000_000));
        let settings = Settings { limits: Some(Limits::Off), ..Settings::default() };
        let app = App::open(folder.path(), settings.check().unwrap(), clock.clone()).await.unwrap();
        let (id, origins, created_at) = ("bakery".to_owned(), vec![BAKERY.to_owned()], clock.now());
        let site = Site { name: None, id, origins, hold: Hold::Off, closed: false, created_at };
        app.storage.add_site(site).await.unwrap();
        app.storage.set_site("bakery".into(), change, clock.now()).await.unwrap();
        Self { app, _folder: folder }
    }

    fn visitor(&self) -> Visitor {
        let from = ClientAddress(IpAddr::V4(Ipv4Addr::LOCALHOST));
        Visitor::of_token(&self.app, self.app.site("bakery").unwrap(), &VisitorToken::random().unwrap(), from)
    }

    /// Posts; returns how many queries that took.
    async fn posts(&self, visitor: &Visitor, body: &str) -> (CommentPosted, u64) {
        let new = serde_json::json!({ "page": RYE, "name": "Amira", "body": body });
        let new: NewComment = serde_json::from_value(new).unwrap();
        let before = self.app.storage.queries();
        let posted = post::post(&self.app, visitor, &key(), &new).await.unwrap();
        (posted.answer, self.app.storage.queries() - before)
    }
}

#[tokio::test]
async fn a_post_asks_whether_its_author_is_known_and_nothing_else() {
    let bakery = Bakery::open(SiteChange::default()).await;
    bakery.posts(&bakery.visitor(), "The first words load the page and what the site learnt.").await;
    let (posted, queries) = bakery.posts(&bakery.visitor(), "My rye collapsed after forty minutes.").await;
    assert!(posted.comment.is_published());
    assert_eq!(queries, 1);
}

#[tokio::test]
async fn a_browser_costs_one_query_and_one_without_a_cookie_none() {
    let bakery = Bakery::open(SiteChange::default()).await;
    for (guest, queries) in [(None, 0), (Some(VisitorToken::random().unwrap()), 1)] {
        let before = bakery.app.storage.queries();
        let browser = Browser::load(&bakery.app, "bakery", guest.clone()).await.unwrap();
        assert_eq!((browser.known, bakery.app.storage.queries() - before), (guest.is_some(), queries));
    }
}

#[tokio::test]
async fn each_fact_about_an_author_is_loaded_once_whoever_needs_it() {
    let (slow, proof) = (Some(1), Some(ProofRule::Off));
    let bakery = Bakery::open(SiteChange { slow, proof, ..SiteChange::default() }).await;
    // It cannot be reached, so it has no opinion.
    let (site, url) = ("bakery".into(), "http://127.0.0.1:9".into());
    let judge =
        ExternalCheck { site, kind: ExternalCheckKind::Akismet, url, key: ExternalCheckKey("key".into()), model: None };
    bakery.app.storage.add_external_check(judge, "operator".into(), bakery.app.clock.now()).await.unwrap();
    bakery.posts(&bakery.visitor(), "The first words load the page and what the site learnt.").await;
    let (posted, queries) = bakery.posts(&bakery.visitor(), "My rye collapsed after forty minutes.").await;
    assert!(posted.comment.is_published());
    // Known, last post, history: the spam model, the pace and the service outside turn on the same facts.
    assert_eq!(queries, 3);
}

#[tokio::test]
async fn an_edit_loads_the_comment_and_its_thread_and_a_withdrawal_neither() {
    let bakery = Bakery::open(SiteChange::default()).await;
    let visitor = bakery.visitor();
    let id = bakery.posts(&visitor, "My rye collapsed after forty minutes.").await.0.comment.id;
    let start = bakery.app.storage.queries();
    let words = EditComment { version: 1, body: "My rye collapsed after fifty minutes.".into() };
    edit::edit(&bakery.app, &visitor, &key(), id, &words).await.unwrap();
    let edited = bakery.app.storage.queries();
    withdraw::withdraw(&bakery.app, &visitor, &key(), id, &WithdrawComment { version: 2 }).await.unwrap();
    // Each reads the thread once more after the commit, to notify the page that it lies on.
    assert_eq!((edited - start, bakery.app.storage.queries() - edited), (3, 1));
}
