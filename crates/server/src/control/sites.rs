//! The operator's commands for sites and pages.

use std::fmt::Write;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};

use super::error::{CommandError, CommandResult, page_named};
use super::first_steps;
use crate::App;
use crate::team::{OPERATOR, settings};
use porch_domain::origin::as_settings;
use porch_domain::site_name;
use porch_storage::sites::{Hold, Site};
use porch_storage::threads::Moved;

/// `porch site add ID --origin URL… --name NAME`
#[derive(Serialize, Deserialize)]
pub struct AddSite {
    /// The site's id, which is part of addresses.
    pub name: String,
    /// The name that people see; none for the site's address.
    #[serde(default)]
    pub called: Option<String>,
    /// The origins of its pages; the first one is the site's home.
    pub origins: Vec<String>,
}

/// `porch site set NAME KEY=VALUE…`
#[derive(Serialize, Deserialize)]
pub struct SetSite {
    /// The site.
    pub name: String,
    /// As [`settings::set`] takes them.
    pub settings: Vec<(String, String)>,
}

/// `porch page move OLD NEW --site S`
#[derive(Serialize, Deserialize)]
pub struct MovePage {
    /// The site.
    pub site: String,
    /// The old address or key of the page.
    pub old: String,
    /// The new address or key.
    pub new: String,
}

/// Adds a site.
pub async fn add(State(app): State<App>, Json(add): Json<AddSite>) -> CommandResult {
    let letters = |name: &str| name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !(1..=64).contains(&add.name.len()) || !letters(&add.name) || add.name.starts_with('-') {
        return Err(CommandError(format!(
            "{:?} can't be the name of a site: use a-z, 0-9 and -, up to 64 characters",
            add.name
        )));
    }
    let origins = settings::origins(&add.origins)?;
    if let Some(existing) = app.site(&add.name) {
        return Err(CommandError(already_added(&app, &existing, &origins)));
    }
    for origin in &origins {
        if let Some(other) = app.site_of_origin(origin) {
            let name = &add.name;
            let words = format!("site set {name} origin=https://ITS-OWN origin={origin}");
            return Err(CommandError(format!(
                "{origin} belongs to the site {} already, and pages find their site by it. To have both sites share it, add \
                 {name} with an address of its own, and then name both to it: {}",
                other.id,
                first_steps::command(&app.folder, &words)
            )));
        }
    }
    let name = add.called.as_deref().map(settings::name_of_site).transpose()?.flatten();
    let name = name.filter(|name| *name != site_name::default_name(&add.name, &origins));
    let site =
        Site { id: add.name.clone(), name, origins, hold: Hold::First, closed: false, created_at: app.clock.now() };
    if !app.storage.add_site(site).await? {
        return Err(CommandError(format!("there is a site named {} already", add.name)));
    }
    app.reload_site(&add.name).await?;
    Ok(format!("Added {}. {}", add.name, to_paste(&app, &add.name)))
}

/// The lines for a site's pages, and the command for a link to sign in to its dashboard.
fn to_paste(app: &App, site: &str) -> String {
    let (lines, address) = (first_steps::lines(app), first_steps::about_the_address(app));
    let token = first_steps::command(&app.folder, &format!("token --site {site}"));
    format!("Paste this into its pages:\n\n{lines}{address}\nFor a link to sign in to its dashboard: {token}\n")
}

/// The error for a site that is added a second time: the lines to paste, or how to add the origins that it does not
/// have.
fn already_added(app: &App, site: &Site, given: &[String]) -> String {
    let id = &site.id;
    if given.iter().all(|origin| site.origins.contains(origin)) {
        return format!("the site {id} is there already. {}", to_paste(app, id).trim_end());
    }
    let all = as_settings(site.origins.iter().chain(given).map(String::as_str));
    let set = first_steps::command(&app.folder, &format!("site set {id} {all}"));
    format!("the site {id} is there already, at {}. To add to its addresses: {set}", site.origins.join(" and "))
}

/// The names of the sites, a line each.
pub async fn names(State(app): State<App>) -> CommandResult {
    Ok(app.storage.sites().await?.into_iter().map(|site| site.id + "\n").collect())
}

/// Lists the sites, a line each.
pub async fn list(State(app): State<App>) -> CommandResult {
    let sites = app.storage.sites().await?;
    if sites.is_empty() {
        let add = first_steps::command(&app.folder, "site add NAME --origin https://…");
        return Ok(format!("No site yet. Add one: {add}\n"));
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
        let name = first_steps::typed(&site.shown_name());
        // Writing to a String cannot fail.
        let _ = writeln!(lines, "{id} name={name} hold={hold}{closed}{notify} {origins}");
    }
    Ok(lines)
}

/// Changes a site's settings.
pub async fn set(State(app): State<App>, Json(set): Json<SetSite>) -> CommandResult {
    settings::set(&app, &set.name, &set.settings, OPERATOR).await?;
    let changed = set.settings.iter().any(|(key, _)| key == "origin");
    let origins = app.site(&set.name).filter(|_| changed).map(|site| site.origins.join("\n  "));
    let origins = origins.map(|all| format!(" Its addresses now, the first one home:\n\n  {all}\n"));
    Ok(format!("Set {}.{}", set.name, origins.unwrap_or_else(|| "\n".into())))
}

/// Moves the comments of a page to a new address.
pub async fn move_page(State(app): State<App>, Json(page): Json<MovePage>) -> CommandResult {
    let site = app.site(&page.site).ok_or_else(|| CommandError(format!("there is no site named {}", page.site)))?;
    let old = page_named(&site, &page.old)?;
    let new = page_named(&site, &page.new)?;
    let target = (new.key.clone(), new.url);
    match app.storage.move_page(page.site.clone(), old.key.clone(), target, app.clock.now()).await? {
        Moved::Done => {
            app.pages.refresh(&page.site).await?;
            Ok(format!("Moved the comments of {} to {}. The old address leads there, too.\n", old.key, new.key))
        }
        Moved::NotFound => Err(CommandError(format!("there are no comments at {}", old.key))),
        Moved::Taken => Err(CommandError(format!("{} has comments of its own already", new.key))),
    }
}
