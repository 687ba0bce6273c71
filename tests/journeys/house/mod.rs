//! The house that a journey takes place in: a real server, a business site on another origin, and real browsers.
//!
//! `journey` opens one for each test and closes it whatever happens, so that no process stays behind.

mod browser;
mod server;
mod site;
mod visitor;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tokio::sync::Mutex;

use browser::Driver;
pub(crate) use browser::Wishes;
pub(crate) use server::SITE;
use server::Server;
pub(crate) use site::Page;
use site::Site;
pub(crate) use visitor::Visitor;

/// Longer than anything here takes on a busy machine; a wait that ends sooner never costs it.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a journey has around it.
pub(crate) struct House {
    pub(crate) server: Server,
    pub(crate) site: Site,
    driver: Driver,
    visitors: Mutex<Vec<thirtyfour::WebDriver>>,
}

impl House {
    async fn open(porch: PathBuf) -> Result<Self> {
        let site = Site::open().await?;
        let server = Server::open(porch, &site.origin).await?;
        site.show_porch_at(&server.url);
        Ok(Self { server, site, driver: Driver::start().await?, visitors: Mutex::default() })
    }

    /// Somebody with a browser of their own, in the middle of a desktop.
    pub(crate) async fn visitor(&self) -> Result<Visitor> {
        self.visitor_with(Wishes::default()).await
    }

    /// Somebody whose browser is special.
    pub(crate) async fn visitor_with(&self, wishes: Wishes) -> Result<Visitor> {
        let browser = self.driver.browser(&wishes).await?;
        self.visitors.lock().await.push(browser.clone());
        Ok(Visitor::new(browser, self.site.origin.clone()))
    }

    /// An address of the business site.
    pub(crate) fn address(&self, path: &str) -> String {
        format!("{}{path}", self.site.origin)
    }

    /// Says something without a browser; answers with the comment's id.
    pub(crate) async fn says(&self, path: &str, name: &str, words: &str, parent: Option<&str>) -> Result<String> {
        self.server.post(&self.site.origin, &self.address(path), name, words, parent).await
    }

    /// What everybody saw when it went wrong: a picture each, and what the consoles say.
    async fn tell(&self) {
        let test = std::thread::current().name().unwrap_or("journey").replace("::", "-");
        let folder = std::env::temp_dir().join("porch-journeys");
        std::fs::create_dir_all(&folder).ok();
        for (number, browser) in self.visitors.lock().await.iter().enumerate() {
            let picture = folder.join(format!("{test}-{number}.png"));
            browser.screenshot(&picture).await.ok();
            println!("visitor {number}: {}", picture.display());
            for entry in browser.browser_log().await.unwrap_or_default() {
                println!("  {}: {}", entry.level, entry.message);
            }
        }
    }

    async fn close(&self) {
        for browser in self.visitors.lock().await.drain(..) {
            // A browser that is gone already is closed enough.
            browser.quit().await.ok();
        }
        self.server.kill().await.ok();
    }
}

/// Runs a journey in a house of its own, and closes the house whatever happens.
pub(crate) async fn journey<Way>(way: impl FnOnce(Arc<House>) -> Way)
where
    Way: Future<Output = Result<()>> + 'static,
{
    let Some(porch) = std::env::var_os("PORCH_BIN").map(PathBuf::from) else {
        println!("skipped: PORCH_BIN names no server; `cargo xtask test --only journeys` does");
        return;
    };
    let house = match House::open(porch).await {
        Ok(house) => Arc::new(house),
        Err(error) => panic!("the house does not open: {error:?}"),
    };
    // A task of its own, so that a panic ends the way and not the house.
    let tasks = tokio::task::LocalSet::new();
    let task = tasks.spawn_local(way(Arc::clone(&house)));
    let end = tasks.run_until(task).await;
    if !matches!(end, Ok(Ok(()))) {
        house.tell().await;
    }
    house.close().await;
    match end {
        Ok(Ok(())) => {}
        Ok(Err(error)) => panic!("{error:?}"),
        Err(panicked) => std::panic::resume_unwind(panicked.into_panic()),
    }
}

/// Asks again and again until there is an answer; gives up with the name of what it waited for.
pub(crate) async fn until<T>(what: &str, mut ask: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    let begun = Instant::now();
    loop {
        // An element that is replaced while it is asked is no failure; the next one is asked.
        let last = match ask().await {
            Ok(Some(answer)) => return Ok(answer),
            Ok(None) => None,
            Err(error) => Some(error),
        };
        if begun.elapsed() > PATIENCE {
            let waited = format!("waited in vain: {what}");
            return match last {
                Some(error) => Err(error).context(waited),
                None => bail!(waited),
            };
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
}
