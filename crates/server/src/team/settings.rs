//! A site's settings. The command line and the dashboard set them with the same names and the same limits.

use std::sync::Arc;

use porch_protocol::{Cause, limits};

use super::{OPERATOR, Result, TeamError};
use crate::App;
use crate::language;
use crate::mail::owner::is_address;
use porch_domain::moderation::site_rules::{Hold, MOST_NAMES, MOST_REPORTS, ProofRule};
use porch_domain::origin::{origin_cause, parse_origin, why_no_origin};
use porch_domain::site_name;
use porch_domain::text::{NameError, clean_name};
use porch_storage::owner_mail::OwnerMailChange;
use porch_storage::sites::{Site, SiteChange};

/// Mail addresses of a site at most.
const MAX_NOTIFIED: usize = 5;
/// Origins of a site at most, when a team member sets them. The operator has no limit.
const MAX_ORIGINS: usize = 50;

fn setting_error(cause: Cause, why: impl Into<String>) -> TeamError {
    TeamError::Setting(cause, why.into())
}

/// The error for a value that a setting does not take.
fn value_error(setting: &str, why: impl Into<String>) -> TeamError {
    setting_error(Cause::SettingValue { setting: setting.to_owned() }, why)
}

/// Changes a site's settings: all that are given, or none when one is invalid. `by` is a team member, or [`OPERATOR`].
///
/// The settings are `name=NAME` (an empty one for the site's address), `hold=first|all|off`, `closed=on|off`,
/// `slow=SECONDS`, `reports=NUMBER`, `repeats=on|off`, `links=on|off`, `spam=on|off`, `proof=on|off|always`;
/// `origin=URL` and `team-name=NAME` (repeated for a list, which replaces the old one; the first origin is the site's home; a
/// single `team-name=` empties the list); `notify=ADDRESS` (repeated for a list; a single `notify=` empties it),
/// `notify=on|off` and `mail-language=LANGUAGE` (of mails to the addresses that are named beside it, or to all).
pub async fn set(app: &App, site: &str, settings: &[(String, String)], by: &str) -> Result<()> {
    set_from(app, site, settings, by, None).await
}

/// The same from a browser in this language: mails to an address that is added are in it.
pub async fn set_from(
    app: &App,
    site: &str,
    settings: &[(String, String)],
    by: &str,
    language: Option<&str>,
) -> Result<()> {
    let mut change = SiteChange { by: Some(by.to_owned()), ..SiteChange::default() };
    let mut origin_texts = Vec::new();
    let mut team: Option<Vec<String>> = None;
    let mut owner = OwnerMailChange { new_language: language.map(str::to_owned), ..OwnerMailChange::default() };
    for (key, value) in settings {
        match (key.as_str(), value.as_str()) {
            ("hold", word) => {
                let why = "hold is first, all or off";
                change.hold = Some(Hold::from_word(word).ok_or_else(|| value_error(key, why))?);
            }
            ("closed", word) => change.closed = Some(on_or_off(key, word)?),
            ("repeats", word) => change.repeats = Some(on_or_off(key, word)?),
            ("links", word) => change.links = Some(on_or_off(key, word)?),
            ("name", name) => change.name = Some(name_of_site(name)?),
            ("spam", word) => change.spam = Some(on_or_off(key, word)?),
            ("proof", word) => {
                let why = "proof is on, off or always";
                change.proof = Some(ProofRule::from_word(word).ok_or_else(|| value_error(key, why))?);
            }
            ("origin", _) => origin_texts.push(value.clone()),
            ("team-name", name) => team.get_or_insert_with(Vec::new).extend(team_name(name)?),
            ("slow", number) => {
                change.slow = Some(count(key, number, 86_400, "slow is a number of seconds, up to a day")?);
            }
            ("reports", number) => {
                change.reports = Some(count(key, number, MOST_REPORTS, "reports is a number up to 1000")?);
            }
            ("notify", word) => notify(&mut owner, word)?,
            ("mail-language", tag) => {
                let why = format!("mail-language is one of {}", language::tags().collect::<Vec<_>>().join(", "));
                let tag = language::tags().find(|known| *known == tag).ok_or_else(|| value_error(key, why))?;
                owner.language = Some(tag.to_owned());
            }
            _ => {
                let known = "there are name, hold, closed, slow, reports, repeats, links, spam, proof, origin, team-name, notify and mail-language";
                let cause = Cause::SettingUnknown { setting: key.clone() };
                return Err(setting_error(cause, format!("{key:?} is not a setting of a site: {known}")));
            }
        }
    }
    if !origin_texts.is_empty() {
        let origins = origins(&origin_texts)?;
        require_unclaimed_origins(app, site, &origins, by)?;
        change.origins = Some(origins);
    }
    if team.as_ref().is_some_and(|team| team.len() > MOST_NAMES) {
        let cause = Cause::TooManyNames { most: MOST_NAMES };
        return Err(setting_error(cause, format!("a team has at most {MOST_NAMES} names")));
    }
    change.team = team;
    let is_changed = owner.enabled.is_some() || owner.addresses.is_some() || owner.language.is_some();
    change.owner = is_changed.then_some(owner);
    change.name = change.name.map(|name| name.filter(|name| *name != usual_name(app, site, change.origins.as_deref())));
    if !app.storage.set_site(site.to_owned(), change, app.clock.now()).await? {
        return Err(setting_error(Cause::SiteGone, format!("there is no site named {site}")));
    }
    Ok(())
}

/// The switches of a site as [`set`] takes them.
pub async fn list(app: &App, site: &Arc<Site>) -> Result<Vec<(&'static str, String)>> {
    let rules = app.rules(&site.id);
    let word = |on: bool| if on { "on" } else { "off" }.to_owned();
    let owner = app.storage.owner_mail(&site.id).await?;
    Ok(vec![
        ("hold", site.hold.word().to_owned()),
        ("closed", word(site.closed)),
        ("slow", rules.slow.to_string()),
        ("reports", rules.reports.to_string()),
        ("repeats", word(rules.repeats)),
        ("links", word(!rules.links_pass)),
        ("spam", word(rules.spam)),
        ("proof", rules.proof.word().to_owned()),
        ("notify", word(owner.is_some_and(|owner| owner.enabled))),
    ])
}

/// The name that is shown for a site without one. Setting exactly this name stores none, so that the shown name still
/// follows the site's address.
fn usual_name(app: &App, site: &str, origins: Option<&[String]>) -> String {
    let known = app.site(site);
    let current = known.as_ref().map(|site| site.origins.as_slice()).unwrap_or_default();
    site_name::default_name(site, origins.unwrap_or(current))
}

/// A name of a site, cleaned; none for the empty one.
pub fn name_of_site(name: &str) -> Result<Option<String>> {
    match clean_name(name) {
        Ok(name) => Ok(Some(name)),
        Err(NameError::Empty) if name.trim().is_empty() => Ok(None),
        Err(error @ NameError::Empty) => Err(setting_error(error.cause(), "the name has no letters that can be seen")),
        Err(error @ NameError::TooLong) => {
            Err(setting_error(error.cause(), format!("the name has more than {} characters", limits::NAME_CHARS)))
        }
    }
}

/// Checked origins, as browsers write them.
pub fn origins(texts: &[String]) -> Result<Vec<String>> {
    if texts.is_empty() {
        let why = "a site needs at least one origin, like --origin https://bakery.example";
        return Err(setting_error(Cause::OriginMissing, why));
    }
    let wrong = |text: &String| setting_error(origin_cause(text), format!("{text:?} {}", why_no_origin(text)));
    let parse = |text: &String| parse_origin(text).ok_or_else(|| wrong(text));
    texts.iter().map(parse).collect()
}

/// The operator may let several sites share an origin; a team member may not set an origin of another site.
fn require_unclaimed_origins(app: &App, site: &str, origins: &[String], by: &str) -> Result<()> {
    if by == OPERATOR {
        return Ok(());
    }
    if origins.len() > MAX_ORIGINS {
        let cause = Cause::TooManyOrigins { most: MAX_ORIGINS };
        return Err(setting_error(cause, format!("a site has at most {MAX_ORIGINS} origins")));
    }
    let before = app.site(site).map(|site| site.origins.clone()).unwrap_or_default();
    for origin in origins.iter().filter(|origin| !before.contains(origin)) {
        if app.live.sites.site_of_origin(origin).is_some() {
            let cause = Cause::OriginTaken { origin: origin.clone() };
            return Err(setting_error(cause, format!("{origin} belongs to another site of this server")));
        }
    }
    Ok(())
}

fn on_or_off(key: &str, word: &str) -> Result<bool> {
    match word {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err(value_error(key, format!("{key} is on or off"))),
    }
}

/// A name, cleaned; none for an empty text, which empties the list.
fn team_name(name: &str) -> Result<Option<String>> {
    if name.is_empty() {
        return Ok(None);
    }
    clean_name(name).map(Some).map_err(|error| setting_error(error.cause(), format!("{name:?}: {error}")))
}

fn count(key: &str, text: &str, most: u32, why: &str) -> Result<u32> {
    text.parse().ok().filter(|number| *number <= most).ok_or_else(|| value_error(key, why))
}

/// Sets whether mail about waiting comments is sent, or adds an address for it; a single empty address empties the
/// list.
fn notify(owner: &mut OwnerMailChange, address: &str) -> Result<()> {
    if matches!(address, "on" | "off") {
        owner.enabled = Some(address == "on");
        return Ok(());
    }
    let addresses = owner.addresses.get_or_insert_default();
    if address.is_empty() {
        return Ok(());
    }
    if !is_address(address) {
        let why = format!("{address:?} is not a mail address: write notify=on, notify=off or notify=NAME@HOST");
        return Err(setting_error(Cause::AddressNotMail { address: address.to_owned() }, why));
    }
    if addresses.len() == MAX_NOTIFIED {
        let why = format!("mail goes to {MAX_NOTIFIED} addresses at most");
        return Err(setting_error(Cause::TooManyMailAddresses { most: MAX_NOTIFIED }, why));
    }
    addresses.push(address.to_owned());
    Ok(())
}
