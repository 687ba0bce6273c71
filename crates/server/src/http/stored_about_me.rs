//! What a site stores about the visitor who asks.

use porch_protocol::visitor_mail::{StoredAboutMe, StoredAccount, StoredBrowser, StoredMail};

use super::error::Result;
use super::provider_sign_in::offered;
use crate::App;
use crate::talk::browser::Browser;
use porch_domain::visitor_mail::masked;
use porch_storage::identities::{SITE_PROVIDER, UsedAccount};
use porch_storage::visitor_mail::VisitorMail;
use porch_storage::visitor_sessions::PersonBrowser;

/// Browsers that are named at most.
const MOST_BROWSERS: u32 = 100;

/// What is stored about the person that a browser stands for.
pub(super) async fn load(app: &App, site: &str, browser: &Browser) -> Result<StoredAboutMe> {
    let (mail_possible, providers) = (app.mailer.is_some(), offered(app));
    if !browser.known {
        return Ok(StoredAboutMe { mail_possible, providers, ..StoredAboutMe::default() });
    }
    let (storage, person) = (&app.storage, &browser.person);
    let author = storage.author(site, person).await?;
    let counts = storage.counts_of(site, person, None).await?;
    let mail = storage.visitor_mail(site, person).await?;
    let asked = storage.asked_address(site, &browser.id, app.clock.now()).await?;
    let accounts = storage.accounts_of(site, person).await?;
    let browsers = storage.browsers_of(site, (person, &browser.id), MOST_BROWSERS).await?;
    let (_, reports) = storage.reports_about(site, person, 0).await?;
    Ok(StoredAboutMe {
        guest: author.is_some(),
        kept: true,
        since: author.as_ref().and_then(|author| author.since),
        name: author.map(|author| author.name),
        about: storage.profile(site, person).await?.about,
        comments: counts.iter().map(|status| status.count).sum(),
        by_status: counts,
        earlier_texts: storage.count_earlier_texts(site, person).await?,
        reports,
        signed_in: browser.signed_in,
        mail: mail.as_ref().and_then(stored),
        asked_mail: asked.map(|address| masked(&address)),
        accounts: accounts.into_iter().map(|one| stored_account(app, one)).collect(),
        browsers: browsers.iter().map(|one| stored_browser(one, browser)).collect(),
        mail_possible,
        providers,
    })
}

fn stored(mail: &VisitorMail) -> Option<StoredMail> {
    let confirmed_at = mail.confirmed_at?;
    Some(StoredMail { masked: masked(&mail.address), confirmed_at, replies: mail.replies })
}

fn stored_account(app: &App, UsedAccount { account, name, since }: UsedAccount) -> StoredAccount {
    let by = if account.provider == SITE_PROVIDER { account.issuer } else { app.providers.name(account.provider) };
    StoredAccount { by, name, since }
}

fn stored_browser(one: &PersonBrowser, asking: &Browser) -> StoredBrowser {
    StoredBrowser { by: one.method.clone(), since: one.since, seen_at: one.seen_at, this: one.guest == asking.id }
}
