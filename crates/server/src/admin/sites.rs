//! Sites and pages, as the operator sets them.

use std::fmt::Write;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};

use super::{Said, Sorry};
use crate::App;
use crate::domain::page::{page_of_site, parse_origin};
use crate::domain::text::clean_name;
use crate::mail::owner::is_address;
use crate::moderation::rules::MOST_NAMES;
use crate::storage::owner_mail::OwnerMailChange;
use crate::storage::sites::{Hold, ProofRule, Site, SiteChange};
use crate::storage::threads::Moved;

/// Addresses of a site that mail goes to.
const MOST_NOTIFIED: usize = 5;

/// `porch site add NAME --origin URL…`
#[derive(Serialize, Deserialize)]
pub struct AddSite {
    /// The name in addresses.
    pub name: String,
    /// Where its pages lie, the first one home.
    pub origins: Vec<String>,
}

/// `porch site set NAME KEY=VALUE…`
#[derive(Serialize, Deserialize)]
pub struct SetSite {
    /// The site.
    pub name: String,
    /// `hold=first|all|off`, `closed=on|off`, `slow=SECONDS`, `reports=NUMBER`, `repeats=on|off`, `spam=on|off`,
    /// `proof=on|off|always`; `origin=URL` and `team-name=NAME`
    /// (repeated: all of them, the first origin home; one `team-name=` alone for none).
    /// `notify=ADDRESS` (repeated: all of them) and `notify=on|off`.
    pub settings: Vec<(String, String)>,
}

/// `porch page move OLD NEW --site S`
#[derive(Serialize, Deserialize)]
pub struct MovePage {
    /// The site.
    pub site: String,
    /// The address, or key, that the page had.
    pub old: String,
    /// The one it has.
    pub new: String,
}

fn origins(texts: &[String]) -> Result<Vec<String>, Sorry> {
    if texts.is_empty() {
        return Err(Sorry("a site needs at least one origin, like --origin https://bakery.example".into()));
    }
    let parse = |text: &String| {
        let why = || format!("{text:?} is not an origin: write https://name, or http:// for a loopback address");
        parse_origin(text).ok_or_else(|| Sorry(why()))
    };
    texts.iter().map(parse).collect()
}

/// Adds a site.
pub async fn add(State(app): State<App>, Json(add): Json<AddSite>) -> Said {
    let letters = |name: &str| name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !(1..=64).contains(&add.name.len()) || !letters(&add.name) || add.name.starts_with('-') {
        return Err(Sorry(format!("{:?} is no name for a site: use a-z, 0-9 and -, up to 64 of them", add.name)));
    }
    let origins = origins(&add.origins)?;
    let snippet = format!(
        "<script type=\"module\" src=\"{}/v1/embed.js\"></script>\n<porch-thread></porch-thread>",
        app.config.public_url
    );
    let site = Site { id: add.name.clone(), origins, hold: Hold::First, closed: false, created_at: app.clock.now() };
    if !app.storage.add_site(site).await? {
        return Err(Sorry(format!("there is a site named {} already", add.name)));
    }
    app.reload_sites().await?;
    Ok(format!("Added {}. Paste this into its pages:\n\n{snippet}\n", add.name))
}

/// Lists the sites, a line each.
pub async fn list(State(app): State<App>) -> Said {
    let sites = app.storage.sites().await?;
    if sites.is_empty() {
        return Ok("No site yet. Add one: porch site add NAME --origin https://…\n".into());
    }
    let mut lines = String::new();
    for site in sites {
        let closed = if site.closed { " closed=on" } else { "" };
        let owner = app.storage.owner_mail(&site.id).await?;
        let notify = owner.map(|owner| match (owner.enabled, owner.addresses.join(",")) {
            (true, addresses) => format!(" notify={addresses}"),
            (false, addresses) => format!(" notify=off ({addresses})"),
        });
        let notify = notify.unwrap_or_default();
        let (id, hold, origins) = (&site.id, site.hold.word(), site.origins.join(" "));
        // Writing to a String cannot fail.
        let _ = writeln!(lines, "{id} hold={hold}{closed}{notify} {origins}");
    }
    Ok(lines)
}

/// Changes a site's settings.
pub async fn set(State(app): State<App>, Json(set): Json<SetSite>) -> Said {
    let mut change = SiteChange::default();
    let mut said = Vec::new();
    let mut team: Option<Vec<String>> = None;
    let mut owner = OwnerMailChange::default();
    for (key, value) in &set.settings {
        match (key.as_str(), value.as_str()) {
            ("hold", word) => {
                let hold = Hold::from_word(word).ok_or_else(|| Sorry("hold is first, all or off".into()))?;
                change.hold = Some(hold);
            }
            ("closed", "on" | "off") => change.closed = Some(value == "on"),
            ("closed", _) => return Err(Sorry("closed is on or off".into())),
            ("repeats", "on" | "off") => change.repeats = Some(value == "on"),
            ("repeats", _) => return Err(Sorry("repeats is on or off".into())),
            ("spam", "on" | "off") => change.spam = Some(value == "on"),
            ("spam", _) => return Err(Sorry("spam is on or off".into())),
            ("proof", word) => {
                let proof = ProofRule::from_word(word).ok_or_else(|| Sorry("proof is on, off or always".into()))?;
                change.proof = Some(proof);
            }
            ("origin", _) => said.push(value.clone()),
            ("team-name", name) => team.get_or_insert_with(Vec::new).extend(team_name(name)?),
            ("slow", number) => change.slow = Some(count(number, 86_400, "slow is a number of seconds, up to a day")?),
            ("reports", number) => change.reports = Some(count(number, 1_000, "reports is a number up to 1000")?),
            ("notify", word) => notify(&mut owner, word)?,
            _ => {
                let there = "there are hold, closed, slow, reports, repeats, spam, proof, origin, team-name and notify";
                return Err(Sorry(format!("{key:?} is no setting of a site: {there}")));
            }
        }
    }
    if !said.is_empty() {
        change.origins = Some(origins(&said)?);
    }
    if team.as_ref().is_some_and(|team| team.len() > MOST_NAMES) {
        return Err(Sorry(format!("a team has at most {MOST_NAMES} names")));
    }
    change.team = team;
    if !app.storage.set_site(set.name.clone(), change, app.clock.now()).await? {
        return Err(Sorry(format!("there is no site named {}", set.name)));
    }
    if owner.enabled.is_some() || owner.addresses.is_some() {
        app.storage.set_owner_mail(set.name.clone(), owner, app.clock.now()).await?;
    }
    app.reload_sites().await?;
    app.pages.refresh(&set.name).await?;
    Ok(format!("Set {}.\n", set.name))
}

/// A name, cleaned; none for the empty one, which empties the list.
fn team_name(name: &str) -> Result<Option<String>, Sorry> {
    if name.is_empty() {
        return Ok(None);
    }
    clean_name(name).map(Some).map_err(|error| Sorry(format!("{name:?}: {error}")))
}

fn count(text: &str, most: u32, why: &str) -> Result<u32, Sorry> {
    text.parse().ok().filter(|number| *number <= most).ok_or_else(|| Sorry(why.into()))
}

/// Notes whether mail about waiting comments is sent, or an address that it goes to.
fn notify(owner: &mut OwnerMailChange, address: &str) -> Result<(), Sorry> {
    if matches!(address, "on" | "off") {
        owner.enabled = Some(address == "on");
        return Ok(());
    }
    if !is_address(address) {
        return Err(Sorry(format!("{address:?} is no mail address: write notify=on, notify=off or notify=NAME@HOST")));
    }
    let addresses = owner.addresses.get_or_insert_default();
    if addresses.len() == MOST_NOTIFIED {
        return Err(Sorry(format!("mail goes to {MOST_NOTIFIED} addresses at most")));
    }
    addresses.push(address.to_owned());
    Ok(())
}

/// Gives a page's talk a new address.
pub async fn move_page(State(app): State<App>, Json(page): Json<MovePage>) -> Said {
    let site = app.site(&page.site).ok_or_else(|| Sorry(format!("there is no site named {}", page.site)))?;
    let old = page_of_site(&page.old, &site.origins).map_err(|error| Sorry(format!("{}: {error}", page.old)))?;
    let new = page_of_site(&page.new, &site.origins).map_err(|error| Sorry(format!("{}: {error}", page.new)))?;
    let place = (new.key.clone(), new.url);
    match app.storage.move_page(page.site.clone(), old.key.clone(), place, app.clock.now()).await? {
        Moved::Done => {
            app.pages.refresh(&page.site).await?;
            Ok(format!("Moved the talk of {} to {}. The old address leads there too.\n", old.key, new.key))
        }
        Moved::NotFound => Err(Sorry(format!("nobody has spoken at {}", old.key))),
        Moved::Taken => Err(Sorry(format!("{} has a talk of its own already", new.key))),
    }
}
