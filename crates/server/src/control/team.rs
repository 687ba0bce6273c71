//! The operator's commands for the team: sign-in links, the list of members, and ending a membership.

use axum::Json;
use axum::extract::State;
use clap::Args;
use porch_protocol::{Role, ThreadId};
use serde::{Deserialize, Serialize};

use super::error::{CommandError, CommandResult, page_named};
use super::first_steps;
use crate::App;
use crate::secrets::Token;
use porch_domain::team::{LINK_LIFE, role_from_word, role_word};
use porch_domain::text::clean_name;
use porch_storage::sites::Site;
use porch_storage::team::Member;

/// `porch token --site S [--name NAME] [--role ROLE] [--page URL]`
#[derive(Args, Serialize, Deserialize)]
pub struct SignInLink {
    /// The site. Needed only if there is more than one.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub site: String,
    /// Whom it is for, like "Marta". Needed only if the site has more than one person.
    #[arg(long)]
    pub name: Option<String>,
    /// owner, host, moderator or guest: adds somebody new. Needed for everybody but the first owner of a site.
    #[arg(long)]
    pub role: Option<String>,
    /// The page on which a guest expert may reply.
    #[arg(long)]
    pub page: Option<String>,
}

/// `porch team list|end --site S`
#[derive(Args, Serialize, Deserialize)]
pub struct TeamCommand {
    /// The site. Needed only if there is more than one.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub site: String,
    /// Whose membership ends, at once.
    #[arg(long, value_name = "NAME")]
    pub end: Option<String>,
}

/// Makes a link that signs one person in, once, and adds a new person to the team.
pub async fn token(State(app): State<App>, Json(request): Json<SignInLink>) -> CommandResult {
    let site =
        app.site(&request.site).ok_or_else(|| CommandError(format!("there is no site named {}", request.site)))?;
    let team = app.storage.members(&site.id).await?;
    if team.is_empty() && request.name.is_none() && request.role.is_none() && request.page.is_none() {
        let link = first_steps::begin_link(&app, &site).await?;
        let address = first_steps::about_the_address(&app);
        return Ok(format!(
            "Nobody is in the team of {} yet. This link signs its owner in, once, within an hour:\n\n{link}\n{address}",
            site.shown_name()
        ));
    }
    let member = match &request.name {
        // A mistyped name must not create a new owner.
        Some(name) if request.role.is_none() && !team.is_empty() && team.iter().all(|member| member.name != *name) => {
            return Err(unknown_name(name, &team, &site));
        }
        Some(name) => match team.into_iter().find(|member| member.name == *name) {
            Some(member) => existing(member, &request)?,
            None => add(&app, &site, name, &request).await?,
        },
        None => single_member(team)?,
    };
    let token = Token::random()?;
    app.storage.invite(token.hash(), &member, app.clock.now().plus(LINK_LIFE)).await?;
    // The part after `#` is sent to no server, so the token is in no log.
    let link = format!("{}/host/#enter={}", app.config.public_url, token.secret());
    let address = first_steps::about_the_address(&app);
    let role = role_word(member.role);
    Ok(format!("This link signs {} ({role}) in, once, within a day:\n\n{link}\n{address}", member.name))
}

fn unknown_name(name: &str, team: &[Member], site: &Site) -> CommandError {
    let all: Vec<_> = team.iter().map(|member| format!("{} ({})", member.name, role_word(member.role))).collect();
    CommandError(format!(
        "the team of {} has no member called {name}. Its members: {}. To add a new member, give a role: --role owner, \
         host, moderator or guest",
        site.id,
        all.join(", ")
    ))
}

/// An existing member, when the request does not change the role or the page.
fn existing(member: Member, request: &SignInLink) -> Result<Member, CommandError> {
    if request.page.is_some() {
        return Err(CommandError(format!("{} is in the team already: leave out --page", member.name)));
    }
    match request.role.as_deref() {
        Some(role) if role != role_word(member.role) => {
            Err(CommandError(format!("{} is {} already: leave out --role", member.name, role_word(member.role))))
        }
        _ => Ok(member),
    }
}

fn single_member(team: Vec<Member>) -> Result<Member, CommandError> {
    match <[Member; 1]>::try_from(team) {
        Ok([member]) => Ok(member),
        Err(team) if team.is_empty() => Err(CommandError(
            "the team has no members yet. Give the name of the first one, like --name \"Marta\"".into(),
        )),
        Err(team) => {
            let names: Vec<_> = team.iter().map(|member| member.name.as_str()).collect();
            Err(CommandError(format!(
                "the team has several members. Name one of them with --name: {}",
                names.join(", ")
            )))
        }
    }
}

async fn add(app: &App, site: &Site, name: &str, request: &SignInLink) -> Result<Member, CommandError> {
    let no_role = || CommandError("--role is owner, host, moderator or guest".into());
    let role = request.role.as_deref().map_or(Some(Role::Owner), role_from_word).ok_or_else(no_role)?;
    let name = clean_name(name).map_err(|error| CommandError(format!("{name:?}: {error}")))?;
    let thread = match (role, request.page.as_deref()) {
        (Role::Guest, Some(page)) => Some(thread_of(app, site, page).await?),
        (Role::Guest, None) => {
            return Err(CommandError("a guest expert replies on one page: name it with --page".into()));
        }
        (_, Some(_)) => return Err(CommandError("only a guest expert has a page of their own: --role guest".into())),
        (_, None) => None,
    };
    let person = uuid::Uuid::now_v7().to_string();
    let member = Member { site: site.id.clone(), person, name, role, thread };
    app.storage.add_member(member.clone(), app.clock.now()).await?;
    Ok(member)
}

async fn thread_of(app: &App, site: &Site, page: &str) -> Result<ThreadId, CommandError> {
    let key = page_named(site, page)?.key;
    let thread = app.storage.thread_of_page(&site.id, &key).await?;
    thread.map(|thread| thread.id).ok_or_else(|| {
        CommandError(format!("there are no comments on {page} yet: a guest expert can be added once the page has one"))
    })
}

/// Lists the team, or ends a membership.
pub async fn team(State(app): State<App>, Json(request): Json<TeamCommand>) -> CommandResult {
    let team = app.storage.members(&request.site).await?;
    let Some(name) = request.end else {
        let lines = team.iter().map(|member| format!("{} {}\n", role_word(member.role), member.name));
        return Ok(if team.is_empty() {
            let token = first_steps::command(&app.folder, &format!("token --site {}", request.site));
            format!("Nobody yet. A link for the owner: {token}\n")
        } else {
            lines.collect()
        });
    };
    let list = first_steps::command(&app.folder, &format!("team --site {}", request.site));
    let unknown = || CommandError(format!("there is no {name} in the team of {}. The team: {list}", request.site));
    let member = team.into_iter().find(|member| member.name == name).ok_or_else(unknown)?;
    app.storage.end_member(request.site, member.person, app.clock.now()).await?;
    Ok(format!("The membership of {name} has ended. {name} is signed out everywhere.\n"))
}
