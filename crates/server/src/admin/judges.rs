//! Judges outside of this server, as the operator sets and tries them. A key is taken in and never shown again.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use url::Url;

use super::{Said, Sorry};
use crate::App;
use crate::judges::{self, Opinion, Shown};
use crate::storage::judges::{Judge, JudgeKey, JudgeKind};

/// Where Akismet itself listens.
const AKISMET: &str = "https://rest.akismet.com/1.1";
/// Where `OpenAI` itself listens.
const OPENAI: &str = "https://api.openai.com/v1";

/// `porch site judge add KIND --site S [--url URL] [--model NAME] [--key-file FILE]`
#[derive(Serialize, Deserialize)]
pub struct AddJudge {
    /// The site.
    pub site: String,
    /// akismet or openai.
    pub kind: String,
    /// What its addresses begin with; none for the service that has the name.
    pub url: Option<String>,
    /// Which of the service's models; none for its own choice.
    pub model: Option<String>,
    /// The key; empty where none is asked for.
    pub key: String,
}

/// `porch site judge list --site S`
#[derive(Serialize, Deserialize)]
pub struct ListJudges {
    /// The site.
    pub site: String,
}

/// `porch site judge remove|test KIND --site S`
#[derive(Serialize, Deserialize)]
pub struct OneJudge {
    /// The site.
    pub site: String,
    /// akismet or openai.
    pub kind: String,
}

fn kind(word: &str) -> Result<JudgeKind, Sorry> {
    JudgeKind::from_word(word).ok_or_else(|| Sorry(format!("{word:?} is no judge: there are akismet and openai")))
}

fn host(url: &str) -> String {
    Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
}

/// Adds a judge, or puts it in the place of the one of its kind.
pub async fn add(State(app): State<App>, Json(add): Json<AddJudge>) -> Said {
    let kind = kind(&add.kind)?;
    let own = match kind {
        JudgeKind::Akismet => AKISMET,
        JudgeKind::OpenAi => OPENAI,
    };
    let url = add.url.as_deref().unwrap_or(own).trim_end_matches('/').to_owned();
    app.outbound.vet(&url).await?;
    if Url::parse(&url).is_ok_and(|url| url.query().is_some() || url.fragment().is_some()) {
        return Err(Sorry(
            "write the beginning of its addresses, without ? and #, like https://api.openai.com/v1".into(),
        ));
    }
    let key = add.key.trim();
    if key.is_empty() && (kind == JudgeKind::Akismet || add.url.is_none()) {
        return Err(Sorry("give its key with --key-file FILE, or in PORCH_JUDGE_KEY".into()));
    }
    if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Sorry("a key is one line without spaces".into()));
    }
    let key = JudgeKey(key.to_owned());
    let judge = Judge { site: add.site.clone(), kind, url: url.clone(), key, model: add.model };
    if !app.storage.add_judge(judge, app.clock.now()).await? {
        return Err(Sorry(format!("there is no site named {}", add.site)));
    }
    app.reload_sites().await?;
    Ok(format!(
        "From now on {} is asked about what newcomers to {} write: it is sent their name, their words and the page's \
         address. Say so where you tell visitors what becomes of their data.\n",
        host(&url),
        add.site
    ))
}

/// Lists a site's judges, a line each, without keys.
pub async fn list(State(app): State<App>, Json(list): Json<ListJudges>) -> Said {
    let judges = app.judges.of(&list.site);
    if judges.is_empty() {
        return Ok(format!("Nobody outside is asked about what is written on {}.\n", list.site));
    }
    let lines = judges.iter().map(|judge| {
        let model = judge.model.as_ref().map(|model| format!(" model={model}")).unwrap_or_default();
        format!("{} {}{model}\n", judge.kind.word(), host(&judge.url))
    });
    Ok(lines.collect())
}

/// Removes a judge and what is owed to it.
pub async fn remove(State(app): State<App>, Json(one): Json<OneJudge>) -> Said {
    if !app.storage.remove_judge(one.site.clone(), kind(&one.kind)?, app.clock.now()).await? {
        return Err(none(&one));
    }
    app.reload_sites().await?;
    Ok(format!("{} is not asked about {} any more.\n", one.kind, one.site))
}

/// Asks about a harmless sentence and says what was answered.
pub async fn test(State(app): State<App>, Json(one): Json<OneJudge>) -> Said {
    let judge = app.judges.one(&one.site, kind(&one.kind)?).ok_or_else(|| none(&one))?;
    let home = app.site(&one.site).and_then(|site| site.origins.first().cloned()).unwrap_or_default();
    let shown = Shown {
        name: "A test of Porch".into(),
        text: "Is the rye bread still warm at five?".into(),
        page: format!("{home}/"),
        reply: false,
        home,
    };
    match judges::ask(&app, &judge, &shown).await {
        Ok(Opinion::Fine) => Ok(format!("{} has nothing against a harmless sentence.\n", one.kind)),
        Ok(Opinion::Warns) => Ok(format!("{} answers, but warns of a harmless sentence.\n", one.kind)),
        Err(why) => Err(Sorry(format!(
            "{}: {why}. As long as it is like this, comments go on as if it were not asked",
            one.kind
        ))),
    }
}

fn none(one: &OneJudge) -> Sorry {
    Sorry(format!("{} is not asked about {}", one.kind, one.site))
}
