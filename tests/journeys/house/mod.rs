//! One journey's world: a server, somebody's site on another site, a browser for each person, and nothing else.

pub(crate) mod axe;
mod bakery;
mod browser;
mod canary;
pub(crate) mod hostile;
mod neighbour;
mod page;
mod pointer;
mod porch;
mod postbox;
mod proxy;
mod reading;
mod road;
mod tls;
mod visitor;
mod wait;
mod writing;
pub(crate) mod wxr;

use std::sync::Mutex;

pub(crate) use bakery::Bakery;
pub(crate) use browser::Look;
pub(crate) use neighbour::Neighbour;
pub(crate) use page::Page;
pub(crate) use pointer::Hand;
pub(crate) use porch::Porch;
pub(crate) use postbox::Postbox;
pub(crate) use proxy::Kind as ProxyKind;
pub(crate) use reading::{MENU_CLOSED, SORT};
pub(crate) use road::{Fate, Gate, Road};
pub(crate) use visitor::Visitor;
pub(crate) use wait::{PATIENCE, until, within};

use browser::{Driver, World};
use canary::Canary;
use proxy::Proxy;
use tls::{Authority, Guard};

/// Everything of one journey.
pub(crate) struct House {
    pub(crate) porch: Porch,
    pub(crate) bakery: Bakery,
    /// The way between browsers and the server, where the journey watches over it.
    pub(crate) road: Option<Road>,
    /// The address that the two lines name.
    pub(crate) talk: String,
    /// The site's origin.
    pub(crate) site: String,
    canary: Canary,
    authority: Option<(Authority, Vec<Guard>)>,
    /// What stands before the server, where the journey is about that. It ends with the journey.
    #[expect(dead_code, reason = "it is only kept")]
    proxy: Option<Proxy>,
    visitors: Mutex<Vec<Visitor>>,
    // The last, so that browsers end before it does.
    driver: Driver,
}

impl House {
    /// A house whose two sites are `http://localhost` and `http://127.0.0.1`.
    pub(crate) async fn open() -> Self {
        let (program, programs) = found();
        let bakery = Bakery::open().await;
        let site = format!("http://localhost:{}", bakery.port);
        let porch = Porch::open(&program, &[&site], None).await;
        let talk = porch.direct.clone();
        Self::with(porch, bakery, (talk, site), programs).await
    }

    /// The same as it is just after the program was started for the first time: with no site.
    pub(crate) async fn just_begun() -> Self {
        let (program, programs) = found();
        let bakery = Bakery::open().await;
        let site = format!("http://localhost:{}", bakery.port);
        let porch = Porch::open(&program, &[], None).await;
        let talk = porch.direct.clone();
        Self::with(porch, bakery, (talk, site), programs).await
    }

    /// The same, with a road between browsers and the server that can be blocked and cut.
    pub(crate) async fn at_the_end_of_a_road() -> Self {
        let (program, programs) = found();
        let bakery = Bakery::open().await;
        let site = format!("http://localhost:{}", bakery.port);
        let road = Road::build().await;
        let porch = Porch::open(&program, &[&site], Some(&road.address)).await;
        road.leads_to(&porch.direct);
        let talk = road.address.clone();
        let house = Self::with(porch, bakery, (talk, site), programs).await;
        Self { road: Some(road), ..house }
    }

    /// The same over https, between two made-up names that an authority of our own vouches for.
    pub(crate) async fn over_https() -> Self {
        let (program, programs) = found();
        let bakery = Bakery::open().await;
        let authority = Authority::found(&["www.bakery.test", "talk.porch.test", "other.test"]);
        let shop = Guard::stand(&authority, &format!("127.0.0.1:{}", bakery.port)).await;
        let site = format!("https://www.bakery.test:{}", shop.port);
        let gate = Guard::stand(&authority, "").await;
        let talk = format!("https://talk.porch.test:{}", gate.port);
        let porch = Porch::open(&program, &[&site], Some(&talk)).await;
        gate.leads_to(porch.direct.trim_start_matches("http://"));
        let house = Self::with(porch, bakery, (talk, site), programs).await;
        Self { authority: Some((authority, vec![shop, gate])), ..house }
    }

    /// The same, with a proxy before the server as the operator's papers set it up; none where its program is missing.
    pub(crate) async fn behind(kind: ProxyKind) -> Option<Self> {
        let (program, programs) = found();
        let mut proxy = Proxy::found(kind)?;
        let bakery = Bakery::open().await;
        let authority = Authority::found(&["www.bakery.test", "talk.porch.test"]);
        let shop = Guard::stand(&authority, &format!("127.0.0.1:{}", bakery.port)).await;
        let site = format!("https://www.bakery.test:{}", shop.port);
        let talk = format!("https://talk.porch.test:{}", proxy.port);
        let porch = Porch::open(&program, &[&site], Some(&talk)).await;
        proxy.starts(&authority, "talk.porch.test", &porch.direct, bakery.port).await;
        let house = Self::with(porch, bakery, (talk, site), programs).await;
        Some(Self { authority: Some((authority, vec![shop])), proxy: Some(proxy), ..house })
    }

    /// The same under the path `/talk` of the site's own host.
    pub(crate) async fn below(kind: ProxyKind) -> Option<Self> {
        let (program, programs) = found();
        let mut proxy = Proxy::found(kind)?;
        let bakery = Bakery::open().await;
        let authority = Authority::found(&["www.bakery.test"]);
        let site = format!("https://www.bakery.test:{}", proxy.port);
        let talk = format!("{site}/talk");
        let porch = Porch::open(&program, &[&site], Some(&talk)).await;
        proxy.starts(&authority, "www.bakery.test", &porch.direct, bakery.port).await;
        let house = Self::with(porch, bakery, (talk, site), programs).await;
        Some(Self { authority: Some((authority, Vec::new())), proxy: Some(proxy), ..house })
    }

    async fn with(
        porch: Porch,
        bakery: Bakery,
        (talk, site): (String, String),
        programs: (std::path::PathBuf, std::path::PathBuf),
    ) -> Self {
        bakery.talks_at(&talk);
        let driver = Driver::start(programs).await;
        let canary = Canary::open().await;
        Self {
            porch,
            bakery,
            road: None,
            talk,
            site,
            canary,
            authority: None,
            proxy: None,
            visitors: Mutex::default(),
            driver,
        }
    }

    /// The way to the server.
    pub(crate) fn road(&self) -> &Road {
        self.road.as_ref().expect("this house has no road")
    }

    /// Puts a page at a path; answers its address.
    pub(crate) fn shows(&self, path: &str, page: Page) -> String {
        self.bakery.shows(path, page);
        self.page(path)
    }

    /// The address of a page.
    pub(crate) fn page(&self, path: &str) -> String {
        format!("{}{path}", self.site)
    }

    /// Lets everything in that waits for the host: what a journey shows must be seen.
    pub(crate) async fn lets_everything_in(&self) {
        let export = self.porch.says(&["export", "--site", "bakery"]).await;
        let lines = export.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        for line in lines.filter(|line| line["kind"] == "comment" && line["status"] == "held") {
            self.porch.says(&["comment", "approve", line["id"].as_str().unwrap()]).await;
        }
    }

    /// Somebody at a desk.
    pub(crate) async fn visitor(&self) -> Visitor {
        self.visitor_with(&Look::default()).await
    }

    /// Somebody at a desk who has the conversation of a page before them.
    pub(crate) async fn visitor_at(&self, page: &str) -> Visitor {
        let visitor = self.visitor().await;
        visitor.goes(page).await;
        visitor.arrives().await;
        visitor
    }

    /// Somebody with a browser like this.
    pub(crate) async fn visitor_with(&self, look: &Look) -> Visitor {
        let trusted = self.authority.as_ref().map(|(authority, _)| authority.fingerprint.as_str());
        let world = World { canary: self.canary.port, trusted };
        let visitor = Visitor::new(self.driver.browser(look, world).await);
        self.visitors.lock().unwrap().push(visitor.clone());
        visitor
    }

    /// Somebody who speaks to the server without a browser: for what was said before.
    pub(crate) fn neighbour(&self, name: &str) -> Neighbour {
        Neighbour::new(name, &self.porch.direct, &self.site)
    }

    /// Ends the journey: nobody's page may have suffered, and nobody but the two sites may have been asked.
    pub(crate) async fn closes(self) {
        let visitors = std::mem::take(&mut *self.visitors.lock().unwrap());
        for visitor in visitors {
            let suffered = [visitor.errors().await, visitor.console().await].concat();
            assert!(suffered.is_empty(), "the page suffered: {suffered:#?}");
            visitor.driver.quit().await.unwrap();
        }
        assert_eq!(self.canary.heard(), Vec::<String>::new(), "somebody else was asked");
    }
}

/// The programs a journey needs.
///
/// # Panics
/// Where one is missing: a journey that nobody went has not succeeded.
fn found() -> (std::path::PathBuf, (std::path::PathBuf, std::path::PathBuf)) {
    let program = porch::program().expect("the server is not built; `cargo xtask test --only journeys` does it");
    let needed = "journeys need chromium and chromedriver; `cargo xtask test --without-browser` leaves them out";
    (program, browser::programs().expect(needed))
}
