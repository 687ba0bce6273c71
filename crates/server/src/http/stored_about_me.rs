//! What a site stores about the visitor who asks.

use porch_protocol::visitor_mail::{StoredAboutMe, StoredMail};

use super::error::Result;
use crate::App;
use crate::talk::browser::Browser;
use porch_domain::visitor_mail::masked;
use porch_storage::visitor_mail::VisitorMail;

/// What is stored about the person that a browser stands for.
pub(super) async fn load(app: &App, site: &str, browser: &Browser) -> Result<StoredAboutMe> {
    let mail_possible = app.mailer.is_some();
    if !browser.known {
        return Ok(StoredAboutMe { mail_possible, ..StoredAboutMe::default() });
    }
    let author = app.storage.author(site, &browser.person).await?;
    let counts = app.storage.counts_of(site, &browser.person, None).await?;
    let mail = app.storage.visitor_mail(site, &browser.person).await?;
    Ok(StoredAboutMe {
        guest: author.is_some(),
        since: author.as_ref().and_then(|author| author.since),
        name: author.map(|author| author.name),
        about: app.storage.profile(site, &browser.person).await?.about,
        comments: counts.iter().map(|status| status.count).sum(),
        signed_in: browser.signed_in,
        mail: mail.as_ref().and_then(stored),
        mail_possible,
    })
}

fn stored(mail: &VisitorMail) -> Option<StoredMail> {
    let confirmed_at = mail.confirmed_at?;
    Some(StoredMail { masked: masked(&mail.address), confirmed_at, replies: mail.replies })
}
