//! What a new operator needs first: the lines to paste, with the server's address, and a link to sign in to the
//! dashboard.

use std::path::Path;

use super::error::CommandError;
use crate::App;
use crate::config::UNKNOWN_PUBLIC_URL;
use crate::secrets::Token;
use porch_domain::team::{BEGIN_LIFE, role_word};
use porch_storage::sites::Site;

/// Sites at most whose sign-in links are printed at the start of a server that nobody has signed in to.
const MAX_SITES: usize = 3;

/// The two lines of HTML that embed the comments in a page.
pub fn lines(app: &App) -> String {
    format!(
        "<script type=\"module\" src=\"{}/v1/embed.js\"></script>\n<porch-thread></porch-thread>\n",
        app.config.public_url
    )
}

/// A hint about the address in the printed lines when it does not work for all visitors; empty when it does.
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

/// A command of this program as it is typed, with the data folder unless it is the default one.
pub fn command(folder: &Path, words: &str) -> String {
    if folder == Path::new("porch-data") {
        return format!("porch {words}");
    }
    format!("porch --data {} {words}", typed(&folder.display().to_string()))
}

/// A word, quoted when it has characters with a meaning in a shell.
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
    if app.storage.any_member_can_sign_in().await? {
        return Ok(String::new());
    }
    let sites = app.storage.sites().await?;
    if sites.is_empty() {
        let add = command(&app.folder, "site add NAME --origin https://YOUR-SITE");
        return Ok(format!("\nThere is no site yet. Add yours, in another terminal:\n\n  {add}\n"));
    }
    let mut sections = Vec::new();
    for site in sites.iter().take(MAX_SITES) {
        sections.push(sign_in_text(app, site).await?);
    }
    if let Some(more) = sites.len().checked_sub(MAX_SITES).filter(|more| *more > 0) {
        let token = command(&app.folder, "token --site NAME");
        sections
            .push(format!("\nThere are {more} more sites. For a link to sign in to the dashboard of one: {token}\n"));
    }
    let lines = lines(app).replace('\n', "\n  ");
    Ok(format!(
        "{}\nThe lines to paste into your pages:\n\n  {}\n{}",
        sections.concat(),
        lines.trim_end(),
        about_the_address(app)
    ))
}

/// What `porch serve` prints below its address when somebody has signed in and nobody has a passkey: the command for
/// another link, and the lines to paste. Empty once somebody has a passkey.
pub async fn way_back(app: &App) -> Result<String, CommandError> {
    if !app.storage.any_member_can_sign_in().await? || app.storage.any_member_has_passkey().await? {
        return Ok(String::new());
    }
    let single_site = app.storage.sites().await?.len() == 1;
    let token = command(&app.folder, if single_site { "token" } else { "token --site NAME" });
    let lines = lines(app).replace('\n', "\n  ");
    Ok(format!(
        "\nFor a link to sign in to the dashboard: {token}\n\nThe lines to paste into your pages:\n\n  {}\n{}",
        lines.trim_end(),
        about_the_address(app)
    ))
}

/// A sign-in link for the first member of a site, or for its first owner when there is none.
async fn sign_in_text(app: &App, site: &Site) -> Result<String, CommandError> {
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

/// A link by which the first owner of a site signs in and chooses a name.
pub(super) async fn begin_link(app: &App, site: &Site) -> Result<String, CommandError> {
    let token = Token::random()?;
    app.storage.make_begin_link(site.id.clone(), token.hash(), app.clock.now().plus(BEGIN_LIFE)).await?;
    // The part after `#` is sent to no server, so the token is in no log.
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
