//! Judges outside of this server, as the command line and the dashboard set them: the same rules, one place.

use std::time::Duration;

use url::Url;

use super::{DeskError, Result};
use crate::App;
use crate::external_checks::{self, CheckRequest, CheckVerdict};
use crate::storage::external_checks::{Judge, JudgeKey, JudgeKind};

/// Bytes of an address, a key and a model's name.
const MOST_BYTES: usize = 2_048;
/// How long a name is looked up for: somebody looks on.
const PATIENCE: Duration = Duration::from_secs(5);

/// A judge to be asked.
#[derive(Clone)]
pub struct NewJudge {
    /// akismet or openai.
    pub kind: String,
    /// What its addresses begin with; none for the service that has the name.
    pub url: Option<String>,
    /// Which of the service's models; none for its own choice.
    pub model: Option<String>,
    /// The key; empty where none is asked for. It is taken in and never shown again.
    pub key: String,
}

fn sorry(why: impl Into<String>) -> DeskError {
    DeskError::Setting(why.into())
}

/// The kind that a word names.
pub fn kind(word: &str) -> Result<JudgeKind> {
    JudgeKind::from_word(word)
        .ok_or_else(|| sorry(format!("{word:?} is not a spam service: there are akismet and openai")))
}

/// Where the service that has the name listens.
pub fn own_url(kind: JudgeKind) -> &'static str {
    match kind {
        JudgeKind::Akismet => "https://rest.akismet.com/1.1",
        JudgeKind::OpenAi => "https://api.openai.com/v1",
    }
}

/// The host of an address: what may be shown of it.
pub fn host(url: &str) -> String {
    Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
}

/// Asks a judge from now on, in the place of the one of its kind. Answers who is sent what newcomers write: its host.
pub async fn add(app: &App, site: &str, new: NewJudge, by: &str) -> Result<String> {
    let kind = kind(&new.kind)?;
    let url = new.url.as_deref().unwrap_or(own_url(kind)).trim_end_matches('/').to_owned();
    let model = new.model.filter(|model| !model.is_empty());
    if [&url, &new.key].into_iter().chain(&model).any(|text| text.len() > MOST_BYTES) {
        return Err(sorry(format!("an address, a key and a model have at most {MOST_BYTES} bytes each")));
    }
    app.outbound.clone().with_timeout(PATIENCE).check(&url).await.map_err(|why| sorry(why.to_string()))?;
    if Url::parse(&url).is_ok_and(|url| url.query().is_some() || url.fragment().is_some()) {
        return Err(sorry("write the beginning of its addresses, without ? and #, like https://api.openai.com/v1"));
    }
    let key = new.key.trim();
    if key.is_empty() && (kind == JudgeKind::Akismet || new.url.is_none()) {
        return Err(sorry("its key is missing"));
    }
    if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(sorry("a key is one line without spaces"));
    }
    let host = host(&url);
    let judge = Judge { site: site.to_owned(), kind, url, key: JudgeKey(key.to_owned()), model };
    if !app.storage.add_judge(judge, by.to_owned(), app.clock.now()).await? {
        return Err(sorry(format!("there is no site named {site}")));
    }
    app.reload_site(site).await?;
    Ok(host)
}

const NOT_ASKED: DeskError = DeskError::Not("this spam service is not turned on");

/// Asks it no more, and forgets its key and what is owed to it.
pub async fn remove(app: &App, site: &str, word: &str, by: &str) -> Result<()> {
    let removed = app.storage.remove_judge(site.to_owned(), kind(word)?, by.to_owned(), app.clock.now()).await?;
    app.reload_site(site).await?;
    removed.then_some(()).ok_or(NOT_ASKED)
}

/// Asks about a harmless sentence: what was answered, or why nothing was.
pub async fn test(app: &App, site: &str, word: &str) -> Result<std::result::Result<CheckVerdict, String>> {
    let judge = app.external_checks.find(site, kind(word)?).ok_or(NOT_ASKED)?;
    let home = app.site(site).and_then(|site| site.origins.first().cloned()).unwrap_or_default();
    let shown = CheckRequest {
        name: "A test of Porch".into(),
        text: "Is the rye bread still warm at five?".into(),
        page: format!("{home}/"),
        reply: false,
        home,
    };
    Ok(external_checks::ask(app, &judge, &shown).await.map_err(|why| why.to_string()))
}
