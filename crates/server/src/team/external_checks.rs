//! The external spam services of a site. The command line and the dashboard set them under the same rules.

use std::time::Duration;

use porch_protocol::Cause;
use url::Url;

use super::{Result, TeamError};
use crate::App;
use crate::external_checks::{self, CheckFailure, CheckRequest, CheckVerdict};
use porch_storage::external_checks::{ExternalCheck, ExternalCheckKey, ExternalCheckKind};

/// Bytes of an address, a key and a model's name, at most each.
const MAX_BYTES: usize = 2_048;
/// Time limit for looking up a host name: a person waits for the answer.
const LOOKUP_TIMEOUT: Duration = Duration::from_secs(5);

/// A spam service to be added.
#[derive(Clone)]
pub struct NewExternalCheck {
    /// akismet or openai.
    pub kind: String,
    /// The base address; none for the public service of that kind.
    pub url: Option<String>,
    /// The service's model; none for its default.
    pub model: Option<String>,
    /// The API key; empty when the service needs none. It is stored and never shown again.
    pub key: String,
}

fn setting_error(cause: Cause, why: impl Into<String>) -> TeamError {
    TeamError::Setting(cause, why.into())
}

/// The kind that a word names.
pub fn kind(word: &str) -> Result<ExternalCheckKind> {
    ExternalCheckKind::from_word(word).ok_or_else(|| {
        let why = format!("{word:?} is not a spam service: there are akismet and openai");
        setting_error(Cause::SpamServiceUnknown { service: word.to_owned() }, why)
    })
}

/// The base address of the public service of a kind.
pub fn own_url(kind: ExternalCheckKind) -> &'static str {
    match kind {
        ExternalCheckKind::Akismet => "https://rest.akismet.com/1.1",
        ExternalCheckKind::OpenAi => "https://api.openai.com/v1",
    }
}

/// The host of an address. Only this part may be shown.
pub fn host(url: &str) -> String {
    Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
}

/// Adds a spam service, which replaces the one of its kind. Returns its host: new authors' comments are sent there.
pub async fn add(app: &App, site: &str, new: NewExternalCheck, by: &str) -> Result<String> {
    let kind = kind(&new.kind)?;
    let url = new.url.as_deref().unwrap_or(own_url(kind)).trim_end_matches('/').to_owned();
    let model = new.model.filter(|model| !model.is_empty());
    if [&url, &new.key].into_iter().chain(&model).any(|text| text.len() > MAX_BYTES) {
        let why = format!("an address, a key and a model have at most {MAX_BYTES} bytes each");
        return Err(setting_error(Cause::SpamServiceTooLong { most: MAX_BYTES }, why));
    }
    app.outbound
        .clone()
        .with_timeout(LOOKUP_TIMEOUT)
        .check(&url)
        .await
        .map_err(|why| setting_error(Cause::AddressUnreachable { failure: why.code() }, why.to_string()))?;
    if Url::parse(&url).is_ok_and(|url| url.query().is_some() || url.fragment().is_some()) {
        return Err(setting_error(
            Cause::SpamServiceAddress,
            "write the beginning of its addresses, without ? and #, like https://api.openai.com/v1",
        ));
    }
    let key = new.key.trim();
    if key.is_empty() && (kind == ExternalCheckKind::Akismet || new.url.is_none()) {
        return Err(setting_error(Cause::KeyMissing, "its key is missing"));
    }
    if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(setting_error(Cause::KeyInvalid, "a key is one line without spaces"));
    }
    let host = host(&url);
    let service = ExternalCheck { site: site.to_owned(), kind, url, key: ExternalCheckKey(key.to_owned()), model };
    if !app.storage.add_external_check(service, by.to_owned(), app.clock.now()).await? {
        return Err(setting_error(Cause::SiteGone, format!("there is no site named {site}")));
    }
    Ok(host)
}

const NOT_CONFIGURED: TeamError = TeamError::NotPossible(Cause::SpamServiceOff, "this spam service is not turned on");

/// Removes a spam service, its key and its pending requests.
pub async fn remove(app: &App, site: &str, word: &str, by: &str) -> Result<()> {
    let removed =
        app.storage.remove_external_check(site.to_owned(), kind(word)?, by.to_owned(), app.clock.now()).await?;
    removed.then_some(()).ok_or(NOT_CONFIGURED)
}

/// Sends a harmless sentence to the service. Returns its verdict, or why there is none.
pub async fn test(app: &App, site: &str, word: &str) -> Result<std::result::Result<CheckVerdict, CheckFailure>> {
    let service = app.live.external_checks.find(site, kind(word)?).ok_or(NOT_CONFIGURED)?;
    let home = app.site(site).and_then(|site| site.origins.first().cloned()).unwrap_or_default();
    let request = CheckRequest {
        name: "A test of Porch".into(),
        text: "Is the rye bread still warm at five?".into(),
        page: format!("{home}/"),
        reply: false,
        home,
    };
    Ok(external_checks::check(app, &service, &request).await)
}
