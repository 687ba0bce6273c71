//! What somebody needs in their first hour: the lines to paste, with the right address, and a link into the dashboard.

use std::path::Path;

use super::error::CommandError;
use crate::App;
use crate::config::UNKNOWN_PUBLIC_URL;
use crate::domain::team::{BEGIN_LIFE, role_word};
use crate::http::team::Token;
use crate::storage::sites::Site;

/// The most sites that are named to whoever starts a server nobody has signed in to.
const MOST_SITES: usize = 3;

/// The two lines that put a conversation below a page.
pub fn lines(app: &App) -> String {
    format!(
        "<script type=\"module\" src=\"{}/v1/embed.js\"></script>\n<porch-thread></porch-thread>\n",
        app.config.public_url
    )
}

/// What is to be done about the address in a printed line, where it is not one that works for everybody. Empty where it is.
pub fn about_the_address(app: &App) -> String {
    let url = &app.config.public_url;
    if url == UNKNOWN_PUBLIC_URL {
        return "\nThe address at which visitors reach this server is not known yet. Put it in the place of \
                https://YOUR-PORCH-ADDRESS; once you have started `porch serve --public-url https://…`, commands name it \
                by themselves.\n"
            .into();
    }
    if is_loopback(url) {
        return format!(
            "\n{url} works on this machine only. For everybody else, start `porch serve` with --public-url {UNKNOWN_PUBLIC_URL} and the \
             address visitors reach it at.\n"
        );
    }
    String::new()
}

fn is_loopback(url: &str) -> bool {
    let host = url::Url::parse(url).ok();
    match host.as_ref().and_then(url::Url::host) {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// A command of this program as it is to be typed, with the folder where it is not the usual one.
pub fn command(folder: &Path, words: &str) -> String {
    if folder == Path::new("porch-data") {
        return format!("porch {words}");
    }
    format!("porch --data {} {words}", typed(&folder.display().to_string()))
}

/// A word as a shell takes it for one: what means something to it stands in quotes.
pub(super) fn typed(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+@%,:".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// What `porch serve` prints below its address while nobody has signed in to any site's dashboard: a link, and the lines to
/// paste. Empty once somebody has a passkey or a session.
pub async fn first_steps(app: &App) -> Result<String, CommandError> {
    if app.storage.anybody_in().await? {
        return Ok(String::new());
    }
    let sites = app.storage.sites().await?;
    if sites.is_empty() {
        let add = command(&app.folder, "site add NAME --origin https://YOUR-SITE");
        return Ok(format!("\nThere is no site yet. Add yours, in another terminal:\n\n  {add}\n"));
    }
    let mut said = Vec::new();
    for site in sites.iter().take(MOST_SITES) {
        said.push(way_into(app, site).await?);
    }
    if let Some(more) = sites.len().checked_sub(MOST_SITES).filter(|more| *more > 0) {
        let token = command(&app.folder, "token --site NAME");
        said.push(format!("\nThere are {more} more sites. For a link to sign in to the dashboard of one: {token}\n"));
    }
    let lines = lines(app).replace('\n', "\n  ");
    Ok(format!(
        "{}\nThe lines to paste into your pages:\n\n  {}\n{}",
        said.concat(),
        lines.trim_end(),
        about_the_address(app)
    ))
}

/// What `porch serve` prints below its address where somebody has signed in and nobody has a passkey: how to get another
/// link, and the lines to paste. Empty once somebody has a passkey.
pub async fn way_back(app: &App) -> Result<String, CommandError> {
    if !app.storage.anybody_in().await? || app.storage.anybody_has_passkey().await? {
        return Ok(String::new());
    }
    let one = app.storage.sites().await?.len() == 1;
    let token = command(&app.folder, if one { "token" } else { "token --site NAME" });
    let lines = lines(app).replace('\n', "\n  ");
    Ok(format!(
        "\nFor a link to sign in to the dashboard: {token}\n\nThe lines to paste into your pages:\n\n  {}\n{}",
        lines.trim_end(),
        about_the_address(app)
    ))
}

async fn way_into(app: &App, site: &Site) -> Result<String, CommandError> {
    let (link, whose) = match app.storage.members(&site.id).await?.into_iter().next() {
        None => (begin_link(app, site).await?, String::new()),
        Some(member) => {
            let token = Token::random()?;
            app.storage.invite(token.hash(), &member, app.clock.now().plus(BEGIN_LIFE)).await?;
            let link = format!("{}/host/#enter={}", app.config.public_url, token.secret());
            (link, format!(" as {} ({})", member.name, role_word(member.role)))
        }
    };
    let again = command(&app.folder, &format!("token --site {}", site.id));
    Ok(format!(
        "\nNobody has signed in to the dashboard of {} yet. This link signs you in{whose}, once, within an hour:\n\n  {link}\n\n\
         Another one: {again}\n",
        site.shown_name()
    ))
}

/// A link by which the first owner of a site comes in and chooses a name.
pub(super) async fn begin_link(app: &App, site: &Site) -> Result<String, CommandError> {
    let token = Token::random()?;
    app.storage.make_begin_link(site.id.clone(), token.hash(), app.clock.now().plus(BEGIN_LIFE)).await?;
    // Behind `#` it reaches no log and no other server.
    Ok(format!("{}/host/#begin={}", app.config.public_url, token.secret()))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::command;

    #[test]
    fn a_command_can_be_pasted_whatever_the_folder_is_called() {
        for (folder, expected) in [
            ("porch-data", "porch token"),
            ("/var/lib/porch", "porch --data /var/lib/porch token"),
            ("/srv/my data", "porch --data '/srv/my data' token"),
            ("/srv/Marta's $HOME", r"porch --data '/srv/Marta'\''s $HOME' token"),
        ] {
            assert_eq!(command(Path::new(folder), "token"), expected);
        }
    }
}
