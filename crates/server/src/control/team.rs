//! The people of the business, as the operator lets them in.

use axum::Json;
use axum::extract::State;
use porch_protocol::{Role, ThreadId};
use serde::{Deserialize, Serialize};

use super::error::{CommandError, CommandResult, page_named};
use super::first_steps;
use crate::App;
use crate::domain::team::{LINK_LIFE, role_from_word, role_word};
use crate::domain::text::clean_name;
use crate::http::team::Token;
use crate::storage::sites::Site;
use crate::storage::team::Member;

/// `porch token --site S [--name NAME] [--role ROLE] [--page URL]`
#[derive(Serialize, Deserialize)]
pub struct AskToken {
    /// The site.
    pub site: String,
    /// Whom the link is for; none where the site has one person only.
    pub name: Option<String>,
    /// `owner`, `host`, `moderator` or `guest`, for somebody new. The first person of a site is its owner without it.
    pub role: Option<String>,
    /// The page on whose thread a guest expert speaks.
    pub page: Option<String>,
}

/// `porch team list|end --site S`
#[derive(Serialize, Deserialize)]
pub struct AskTeam {
    /// The site.
    pub site: String,
    /// Who is to lose every right; none lists the team.
    pub end: Option<String>,
}

/// Makes a link that lets one person in, once, and adds the person where they are new.
pub async fn token(State(app): State<App>, Json(asked): Json<AskToken>) -> CommandResult {
    let site = app.site(&asked.site).ok_or_else(|| CommandError(format!("there is no site named {}", asked.site)))?;
    let team = app.storage.members(&site.id).await?;
    if team.is_empty() && asked.name.is_none() && asked.role.is_none() && asked.page.is_none() {
        let link = first_steps::begin_link(&app, &site).await?;
        let address = first_steps::about_the_address(&app);
        return Ok(format!(
            "Nobody is in the team of {} yet. This link signs its owner in, once, within an hour:\n\n{link}\n{address}",
            site.shown_name()
        ));
    }
    let member = match &asked.name {
        // Who mistypes a name must not become a new owner by it.
        Some(name) if asked.role.is_none() && !team.is_empty() && team.iter().all(|member| member.name != *name) => {
            return Err(unknown(name, &team, &site));
        }
        Some(name) => match team.into_iter().find(|member| member.name == *name) {
            Some(member) => known(member, &asked)?,
            None => add(&app, &site, name, &asked).await?,
        },
        None => only(team)?,
    };
    let token = Token::random()?;
    app.storage.invite(token.hash(), &member, app.clock.now().plus(LINK_LIFE)).await?;
    // Behind `#` it reaches no log and no other server.
    let link = format!("{}/host/#enter={}", app.config.public_url, token.secret());
    let address = first_steps::about_the_address(&app);
    let role = role_word(member.role);
    Ok(format!("This link signs {} ({role}) in, once, within a day:\n\n{link}\n{address}", member.name))
}

fn unknown(name: &str, team: &[Member], site: &Site) -> CommandError {
    let all: Vec<_> = team.iter().map(|member| format!("{} ({})", member.name, role_word(member.role))).collect();
    CommandError(format!(
        "nobody in the team of {} is called {name}. There: {}. To add somebody new, say as what: --role owner, host, \
         moderator or guest",
        site.id,
        all.join(", ")
    ))
}

/// Nobody's role changes by the way.
fn known(member: Member, asked: &AskToken) -> Result<Member, CommandError> {
    if asked.page.is_some() {
        return Err(CommandError(format!("{} is in the team already: leave out --page", member.name)));
    }
    match asked.role.as_deref() {
        Some(role) if role != role_word(member.role) => {
            Err(CommandError(format!("{} is {} already: leave out --role", member.name, role_word(member.role))))
        }
        _ => Ok(member),
    }
}

fn only(team: Vec<Member>) -> Result<Member, CommandError> {
    match <[Member; 1]>::try_from(team) {
        Ok([member]) => Ok(member),
        Err(team) if team.is_empty() => Err(CommandError("nobody is there yet: say who with --name \"Marta\"".into())),
        Err(team) => {
            let names: Vec<_> = team.iter().map(|member| member.name.as_str()).collect();
            Err(CommandError(format!("say who with --name: {}", names.join(", "))))
        }
    }
}

async fn add(app: &App, site: &Site, name: &str, asked: &AskToken) -> Result<Member, CommandError> {
    let no_role = || CommandError("--role is owner, host, moderator or guest".into());
    let role = asked.role.as_deref().map_or(Some(Role::Owner), role_from_word).ok_or_else(no_role)?;
    let name = clean_name(name).map_err(|error| CommandError(format!("{name:?}: {error}")))?;
    let thread = match (role, asked.page.as_deref()) {
        (Role::Guest, Some(page)) => Some(thread_of(app, site, page).await?),
        (Role::Guest, None) => {
            return Err(CommandError("a guest expert replies on one page: say which with --page".into()));
        }
        (_, Some(_)) => return Err(CommandError("only a guest expert has a page of their own: --role guest".into())),
        (_, None) => None,
    };
    let person = uuid::Uuid::now_v7().to_string();
    let member = Member { site: site.id.clone(), person, name, role, thread };
    app.storage.add_member(member.clone(), app.clock.now()).await?;
    app.reload_site(&site.id).await?;
    Ok(member)
}

async fn thread_of(app: &App, site: &Site, page: &str) -> Result<ThreadId, CommandError> {
    let key = page_named(site, page)?.key;
    let thread = app.storage.thread_of_page(&site.id, &key).await?;
    thread.map(|thread| thread.id).ok_or_else(|| {
        CommandError(format!("there are no comments on {page} yet: a guest expert can be added once the page has one"))
    })
}

/// Lists the team, or lets somebody go.
pub async fn team(State(app): State<App>, Json(asked): Json<AskTeam>) -> CommandResult {
    let team = app.storage.members(&asked.site).await?;
    let Some(name) = asked.end else {
        let lines = team.iter().map(|member| format!("{} {}\n", role_word(member.role), member.name));
        return Ok(if team.is_empty() {
            let token = first_steps::command(&app.folder, &format!("token --site {}", asked.site));
            format!("Nobody yet. A link for the owner: {token}\n")
        } else {
            lines.collect()
        });
    };
    let list = first_steps::command(&app.folder, &format!("team --site {}", asked.site));
    let nobody = || CommandError(format!("there is no {name} in the team of {}. The team: {list}", asked.site));
    let member = team.into_iter().find(|member| member.name == name).ok_or_else(nobody)?;
    app.storage.end_member(asked.site, member.person, app.clock.now()).await?;
    Ok(format!("The membership of {name} has ended. {name} is signed out everywhere.\n"))
}
