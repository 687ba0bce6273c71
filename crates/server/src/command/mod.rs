//! The arguments of the command line, and the commands that they call.

#[cfg(test)]
mod docs_tests;
mod download;
mod external_check;
mod import;
mod moderation;
mod prompt_and_rules;
mod serve;
mod spam;
mod webhook;

use std::io::Write;
use std::path::PathBuf;

use axum::body::Body;
use clap::{Parser, Subcommand};
use download::download;
use http::Method;
use moderation::{BanCommand, CommentCommand, PageCommand, RuleCommand};
use porch_server::config::{DEFAULT_FILE, Settings};
use porch_server::control::backups;
use porch_server::control::backups::CheckData;
use porch_server::control::error::CommandError;
use porch_server::control::exports::ExportSite;
use porch_server::control::imports::ImportFile;
use porch_server::control::moderation::SiteQuery;
use porch_server::control::sites::{AddSite, SetSite};
use porch_server::control::socket::ControlClient;
use porch_server::control::team::{AskTeam, AskToken};
use porch_server::lock::{Lock, LockError};

/// A front porch for any web site.
#[derive(Parser)]
#[command(name = "porch", version, about)]
pub(crate) struct Arguments {
    /// The folder that holds the database.
    #[arg(long, env = "PORCH_DATA", default_value = "porch-data", global = true)]
    data: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves until it is stopped.
    Serve {
        /// A TOML file with settings; `porch config` prints the default one.
        #[arg(long, env = "PORCH_CONFIG")]
        config: Option<PathBuf>,
        #[command(flatten)]
        settings: Settings,
    },
    /// Prints the default settings, commented.
    Config,
    /// Adds and lists sites, and changes their settings.
    #[command(subcommand)]
    Site(SiteCommand),
    /// Decides about a comment: approves it, asks for changes, declines it, removes it, and undoes that.
    #[command(subcommand)]
    Comment(CommentCommand),
    /// Makes a link that signs one person in to the dashboard, once.
    Token {
        /// The site. Needed only if there is more than one.
        #[arg(long)]
        site: Option<String>,
        /// Whom it is for, like "Marta". Needed only if the site has more than one person.
        #[arg(long)]
        name: Option<String>,
        /// owner, host, moderator or guest: adds somebody new. Needed for everybody but the first owner of a site.
        #[arg(long)]
        role: Option<String>,
        /// The page on which a guest expert may reply.
        #[arg(long)]
        page: Option<String>,
    },
    /// Lists the team, and ends memberships.
    Team {
        /// The site. Needed only if there is more than one.
        #[arg(long)]
        site: Option<String>,
        /// Whose membership ends, at once.
        #[arg(long, value_name = "NAME")]
        end: Option<String>,
    },
    /// Sets the opening question and up to three rules. Without either, lists those that are set.
    Welcome(prompt_and_rules::WelcomeCommand),
    /// Closes or opens comments on a page, sets its slow mode, or moves its comments to another address.
    #[command(subcommand)]
    Page(PageCommand),
    /// Bans people and networks.
    #[command(subcommand)]
    Ban(BanCommand),
    /// Words and patterns to hold: comments with them are held for review.
    #[command(subcommand)]
    Rule(RuleCommand),
    /// Lists the comments that are held for review, and says how many are unanswered.
    Waiting {
        /// The site. Needed only if there is more than one.
        #[arg(long)]
        site: Option<String>,
    },
    /// Lists the history: who decided or changed what, why and when.
    Log {
        /// The site. Needed only if there is more than one.
        #[arg(long)]
        site: Option<String>,
    },
    /// Shows, exports, imports, resets or rebuilds what a site's spam filter has learned from decisions.
    #[command(subcommand)]
    Spam(spam::SpamCommand),
    /// Adds, lists, removes and tests webhooks and chats, and changes their secrets.
    #[command(subcommand)]
    Webhook(webhook::WebhookCommand),
    /// Lists mails and events that are still to be sent, and those that could not be sent.
    Outbox,
    /// Imports comments from another system, or from an export of this one. Doing it twice changes nothing.
    Import {
        /// disqus, wordpress or porch.
        format: String,
        /// The file, as the other system exported it; packed with gzip or zip, it is unpacked.
        file: PathBuf,
        /// The site. Needed only if there is more than one.
        #[arg(long)]
        site: Option<String>,
        /// Changes addresses that begin with OLD to begin with NEW, by whole segments of the path and whole values of the query.
        /// Repeat for more.
        #[arg(long, value_name = "OLD=NEW")]
        map: Vec<String>,
        /// Imports pages of other hosts under the site's own address, without asking.
        #[arg(long)]
        yes: bool,
        /// Imports comments of the team, as the file knows it, without the team's mark.
        #[arg(long)]
        no_roles: bool,
        /// Only says what would be imported.
        #[arg(long)]
        dry_run: bool,
    },
    /// Reads a file for `import`, in a process of its own. Only the program itself calls it.
    #[command(name = porch_import::reader::COMMAND, hide = true)]
    ReadImport {
        /// What is to be read, as JSON in pieces.
        task: Vec<String>,
    },
    /// Prints all comments of a site, and its settings, as lines of JSON.
    Export {
        /// The site. Needed only if there is more than one.
        #[arg(long)]
        site: Option<String>,
    },
    /// Writes a whole copy of the database to FILE, while serving or not.
    Backup {
        /// A file that does not exist yet.
        file: PathBuf,
    },
    /// Replaces the database with a backup. Stop the server first.
    Restore {
        /// What `porch backup` wrote.
        file: PathBuf,
        /// Sends what was to be sent when the backup was made, even if it has arrived since.
        #[arg(long)]
        send_pending: bool,
    },
    /// Says whether the running server is ready: for health checks.
    Ready,
    /// Checks whether the database is complete and undamaged, and says what to do if it is not.
    Check {
        /// Accepts that data is missing, and does not report it again.
        #[arg(long)]
        accept_loss: bool,
    },
}

#[derive(Subcommand)]
enum SiteCommand {
    /// Adds a site and prints the two lines to paste.
    Add {
        /// Its id, which stands in addresses and commands: a-z, 0-9 and -.
        #[arg(value_name = "ID")]
        id: String,
        /// What people call it, like "Halm & Krume", shown in the dashboard, in mails and on conversation pages [default: its
        /// address]
        #[arg(long)]
        name: Option<String>,
        /// The address of its pages, like `https://bakery.example`. Repeat for more; the first one is home.
        #[arg(long, required = true)]
        origin: Vec<String>,
    },
    /// Lists the sites.
    List,
    /// Changes settings: name=NAME, hold=first|all|off, closed=on|off, slow=SECONDS, reports=NUMBER, repeats=on|off,
    /// links=on|off, spam=on|off, proof=on|off|always, notify=on|off; and lists, each of which replaces the list that is there: origin=URL, team-name=NAME,
    /// notify=ADDRESS. Repeat them for more: to add an origin, name those that stay, too.
    Set {
        /// The site's name, which may be left away where there is one only; then KEY=VALUE, one or more.
        #[arg(required = true, value_name = "[NAME] KEY=VALUE")]
        words: Vec<String>,
    },
    /// Spam services: services outside of this server that check newcomers' comments.
    #[command(subcommand)]
    Judge(external_check::JudgeCommand),
}

impl Arguments {
    /// The task of this process, if it was only started to read an import file.
    pub(crate) fn reading(&self) -> Option<&[String]> {
        match &self.command {
            Command::ReadImport { task } => Some(task),
            _ => None,
        }
    }
}

/// Runs the command. The error is a sentence for the operator.
pub(crate) async fn run(arguments: Arguments) -> Result<(), String> {
    execute(arguments).await.map_err(|CommandError(why)| why)
}

async fn execute(Arguments { data, command }: Arguments) -> Result<(), CommandError> {
    match command {
        Command::Serve { config, settings } => serve::serve(&data, config, settings).await,
        Command::Config => print(DEFAULT_FILE),
        Command::Restore { file, send_pending } => {
            let _lock = Lock::take(&data, "porch restore").map_err(|error| match error {
                held @ LockError::Held { .. } => CommandError(format!("{held}: stop it first")),
                error => error.into(),
            })?;
            print(&backups::restore(&data, &file, send_pending).await?)
        }
        Command::Ready => print(&ControlClient::to_server(&data).await?.command::<()>("/ready", None).await?),
        other => {
            let creates_data = matches!(other, Command::Site(SiteCommand::Add { .. }));
            // A running server still has a database whose file was removed, and can make a copy.
            if !creates_data && !data.join(backups::DATABASE).exists() && ControlClient::to_server(&data).await.is_err()
            {
                return Err(CommandError(format!(
                    "there is no data of Porch in {}: name its folder with --data or PORCH_DATA, or begin with \
                     `porch site add` or `porch serve`",
                    data.display()
                )));
            }
            let mut client = ControlClient::open_for(&data, work(&other)).await?;
            let list = list_beside(&other);
            let result = call(&mut client, other).await;
            client.close().await;
            result.map_err(|CommandError(why)| match list {
                Some(list) if is_unknown(&why) => CommandError(format!("{why}. Those there are: {list}")),
                _ => CommandError(why),
            })
        }
    }
}

/// The name of a command for other commands that wait until it has ended.
fn work(command: &Command) -> &'static str {
    match command {
        Command::Import { .. } => "porch import",
        Command::Export { .. } => "porch export",
        Command::Backup { .. } => "porch backup",
        Command::Check { .. } => "porch check",
        _ => "a porch command",
    }
}

/// Whether a command failed because it named something that does not exist.
fn is_unknown(why: &str) -> bool {
    (why.starts_with("there is no ") || why.contains(" no such ")) && !why.starts_with("there is no site")
}

/// The commands that list what a command names.
fn list_beside(command: &Command) -> Option<&'static str> {
    match command {
        Command::Comment(_) => Some("porch waiting, porch log"),
        Command::Webhook(_) => Some("porch webhook list"),
        Command::Ban(_) => Some("porch ban list"),
        Command::Rule(_) => Some("porch rule list"),
        Command::Site(SiteCommand::Judge(_)) => Some("porch site judge list"),
        _ => None,
    }
}

async fn call(client: &mut ControlClient, command: Command) -> Result<(), CommandError> {
    let output = match command {
        Command::Site(SiteCommand::Add { id, name, origin }) => {
            client.command("/site/add", Some(&AddSite { name: id, called: name, origins: origin })).await?
        }
        Command::Site(SiteCommand::List) => client.command::<()>("/site/list", None).await?,
        Command::Site(SiteCommand::Set { words }) => {
            let (name, settings) = match words.split_first() {
                Some((name, rest)) if !name.contains('=') => (Some(name.clone()), rest),
                _ => (None, words.as_slice()),
            };
            if settings.is_empty() {
                return Err(CommandError("say what to set, like hold=off: porch site set NAME hold=off".into()));
            }
            let name = client.site(name).await?;
            let pairs = settings.iter().map(|pair| {
                let split = pair.split_once('=').map(|(key, value)| (key.to_owned(), value.to_owned()));
                split.ok_or_else(|| CommandError(format!("{pair:?} is not KEY=VALUE")))
            });
            let settings = pairs.collect::<Result<_, _>>()?;
            client.command("/site/set", Some(&SetSite { name, settings })).await?
        }
        Command::Site(SiteCommand::Judge(command)) => external_check::ask(client, command).await?,
        Command::Token { site, name, role, page } => {
            let site = client.site(site).await?;
            client.command("/token", Some(&AskToken { site, name, role, page })).await?
        }
        Command::Team { site, end } => {
            let site = client.site(site).await?;
            client.command("/team", Some(&AskTeam { site, end })).await?
        }
        Command::Welcome(command) => prompt_and_rules::welcome(client, command).await?,
        Command::Comment(command) => moderation::comment(client, command).await?,
        Command::Page(command) => moderation::page(client, command).await?,
        Command::Ban(command) => moderation::ban(client, command).await?,
        Command::Rule(command) => moderation::rule(client, command).await?,
        Command::Waiting { site } => {
            let site = client.site(site).await?;
            client.command("/waiting", Some(&SiteQuery { site })).await?
        }
        Command::Log { site } => {
            let site = client.site(site).await?;
            client.command("/log", Some(&SiteQuery { site })).await?
        }
        Command::Spam(command) => spam::ask(client, command).await?,
        Command::Webhook(command) => webhook::ask(client, command).await?,
        Command::Outbox => client.command::<()>("/outbox", None).await?,
        Command::Backup { file } => {
            let body = client.request(Method::GET, "/backup", Body::empty()).await?;
            let bytes = download(body, &file).await?;
            format!("Wrote {} ({bytes} bytes).\n", file.display())
        }
        Command::Check { accept_loss } => {
            let query = serde_urlencoded::to_string(CheckData { accept_loss })?;
            client.command::<()>(&format!("/check?{query}"), None).await?
        }
        Command::Import { format, file, site, map, yes, no_roles, dry_run } => {
            let site = client.site(site).await?;
            let options = ImportFile { format, site, map: map.join("\n"), yes, no_roles, dry_run };
            import::import(client, options, &file).await?
        }
        Command::Export { site } => {
            let site = client.site(site).await?;
            import::export(client, &ExportSite { site }).await?;
            String::new()
        }
        Command::Serve { .. }
        | Command::Config
        | Command::Restore { .. }
        | Command::Ready
        | Command::ReadImport { .. } => String::new(),
    };
    print(&output)
}

fn print(text: &str) -> Result<(), CommandError> {
    Ok(std::io::stdout().write_all(text.as_bytes())?)
}
