//! The arguments of the command line, and the commands that they call.

#[cfg(test)]
mod docs_tests;
mod download;
#[cfg(test)]
mod endpoint_tests;
mod external_check;
mod import;
mod moderation;
mod person;
mod serve;
mod spam;
mod sso;
mod webhook;

use std::io::Write;
use std::path::PathBuf;

use axum::body::Body;
use clap::{Parser, Subcommand};
use download::download;
use moderation::{BanCommand, CommentCommand, PageCommand, RuleCommand};
use person::PersonCommand;
use porch_server::config::{Settings, default_file};
use porch_server::control::backups;
use porch_server::control::backups::CheckData;
use porch_server::control::endpoints;
use porch_server::control::error::CommandError;
use porch_server::control::imports::ImportFile;
use porch_server::control::moderation::SiteQuery;
use porch_server::control::prompt_and_rules::SetWelcome;
use porch_server::control::sites::{AddSite, SetSite};
use porch_server::control::socket::ControlClient;
use porch_server::control::team::{SignInLink, TeamCommand};
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
    /// Decides about a comment: approves it, asks for changes, declines it, removes it, undoes that; and erases it.
    #[command(subcommand)]
    Comment(CommentCommand),
    /// Erases what is stored about a person; lists whose comments became theirs, and undoes that.
    #[command(subcommand)]
    Person(PersonCommand),
    /// Makes a link that signs one person in to the dashboard, once.
    Token(SignInLink),
    /// Lists the team, and ends memberships.
    Team(TeamCommand),
    /// Sets the opening question and up to three rules. Without either, lists those that are set.
    Welcome(SetWelcome),
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
    Waiting(SiteQuery),
    /// Lists the history: who decided or changed what, why and when.
    Log(SiteQuery),
    /// Shows, exports, imports, resets or rebuilds what a site's spam filter has learned from decisions.
    #[command(subcommand)]
    Spam(spam::SpamCommand),
    /// Adds, lists, removes and tests webhooks and chats, and changes their secrets.
    #[command(subcommand)]
    Webhook(webhook::WebhookCommand),
    /// How a site's own server signs its visitors in (single sign-on).
    #[command(subcommand)]
    Sso(sso::SsoCommand),
    /// Lists mails and events that are still to be sent, and those that could not be sent.
    Outbox,
    /// Imports comments from another system, or from an export of this one. Doing it twice changes nothing.
    Import {
        #[command(flatten)]
        options: ImportFile,
        /// The file, as the other system exported it; packed with gzip or zip, it is unpacked.
        file: PathBuf,
        /// Changes addresses that begin with OLD to begin with NEW, by whole segments of the path and whole values of the query.
        /// Repeat for more.
        #[arg(long, value_name = "OLD=NEW")]
        map: Vec<String>,
    },
    /// Reads a file for `import`, in a process of its own. Only the program itself calls it.
    #[command(name = porch_import::reader::COMMAND, hide = true)]
    ReadImport {
        /// What is to be read, as JSON in pieces.
        task: Vec<String>,
    },
    /// Prints all comments of a site, and its settings, as lines of JSON.
    Export(SiteQuery),
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
    /// Makes the search index anew from the log. The server may run meanwhile.
    Reindex,
    /// Checks whether the database is complete and undamaged, and says what to do if it is not.
    Check(CheckData),
}

#[derive(Subcommand)]
enum SiteCommand {
    /// Adds a site and prints the two lines to paste.
    Add(AddSite),
    /// Lists the sites.
    List,
    /// Changes settings: name=NAME, hold=first|all|off, closed=on|off, slow=SECONDS, reports=NUMBER, repeats=on|off,
    /// links=on|off, spam=on|off, proof=on|off|always, notify=on|off; and lists, each of which replaces the list that is there: origin=URL, team-name=NAME,
    /// notify=ADDRESS. mail-language=LANGUAGE is that of mails to the addresses named beside it. Repeat lists for more: to add an origin, name those that stay, too.
    Set {
        /// The site's name, which may be left away where there is one only; then KEY=VALUE, one or more.
        #[arg(required = true, value_name = "[NAME] KEY=VALUE")]
        words: Vec<String>,
    },
    /// Spam services: services outside of this server that check newcomers' comments.
    #[command(subcommand)]
    #[command(alias = "judge")]
    Check(external_check::ExternalCheckCommand),
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
        Command::Config => print(&default_file()),
        Command::Restore { file, send_pending } => {
            let _lock = Lock::take(&data, "porch restore").map_err(|error| match error {
                held @ LockError::Held { .. } => CommandError(format!("{held}: stop it first")),
                error => error.into(),
            })?;
            print(&backups::restore(&data, &file, send_pending).await?)
        }
        Command::Ready => print(&ControlClient::to_server(&data).await?.command(endpoints::READY, &()).await?),
        other => {
            let creates_data = matches!(other, Command::Site(SiteCommand::Add(_)));
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
        Command::Export(_) => "porch export",
        Command::Backup { .. } => "porch backup",
        Command::Reindex => "porch reindex",
        Command::Check(_) => "porch check",
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
        Command::Sso(_) => Some("porch sso key list"),
        Command::Ban(_) => Some("porch ban list"),
        Command::Rule(_) => Some("porch rule list"),
        Command::Site(SiteCommand::Check(_)) => Some("porch site check list"),
        _ => None,
    }
}

async fn call(client: &mut ControlClient, command: Command) -> Result<(), CommandError> {
    let output = match command {
        Command::Site(SiteCommand::Add(site)) => client.command(endpoints::ADD_SITE, &site).await?,
        Command::Site(SiteCommand::List) => client.command(endpoints::LIST_SITES, &()).await?,
        Command::Site(SiteCommand::Set { words }) => {
            let (name, settings) = match words.split_first() {
                Some((name, rest)) if !name.contains('=') => (name.clone(), rest),
                _ => (String::new(), words.as_slice()),
            };
            if settings.is_empty() {
                return Err(CommandError("give a setting, like hold=off: porch site set NAME hold=off".into()));
            }
            let name = client.site(name).await?;
            let pairs = settings.iter().map(|pair| {
                let split = pair.split_once('=').map(|(key, value)| (key.to_owned(), value.to_owned()));
                split.ok_or_else(|| CommandError(format!("{pair:?} is not KEY=VALUE")))
            });
            let settings = pairs.collect::<Result<_, _>>()?;
            client.command(endpoints::SET_SITE, &SetSite { name, settings }).await?
        }
        Command::Site(SiteCommand::Check(command)) => external_check::call(client, command).await?,
        Command::Token(link) => client.command_for_site(endpoints::SIGN_IN_LINK, &link).await?,
        Command::Team(team) => client.command_for_site(endpoints::TEAM, &team).await?,
        Command::Welcome(welcome) => client.command_for_site(endpoints::SET_WELCOME, &welcome).await?,
        Command::Comment(command) => moderation::comment(client, command).await?,
        Command::Person(command) => person::call(client, command).await?,
        Command::Page(command) => moderation::page(client, command).await?,
        Command::Ban(command) => moderation::ban(client, command).await?,
        Command::Rule(command) => moderation::rule(client, command).await?,
        Command::Waiting(site) => client.command_for_site(endpoints::LIST_REVIEW_QUEUE, &site).await?,
        Command::Log(site) => client.command_for_site(endpoints::LIST_LOG, &site).await?,
        Command::Spam(command) => spam::call(client, command).await?,
        Command::Webhook(command) => webhook::call(client, command).await?,
        Command::Sso(command) => sso::call(client, command).await?,
        Command::Outbox => client.command(endpoints::LIST_OUTBOX, &()).await?,
        Command::Backup { file } => {
            let body = client.stream(endpoints::BACKUP, &(), Body::empty()).await?;
            let bytes = download(body, &file).await?;
            format!("Wrote {} ({bytes} bytes).\n", file.display())
        }
        Command::Reindex => client.command(endpoints::REINDEX, &()).await?,
        Command::Check(check) => client.command(endpoints::CHECK_DATA, &check).await?,
        Command::Import { options, file, map } => {
            let site = client.site(options.site.clone()).await?;
            import::import(client, ImportFile { site, map: map.join("\n"), ..options }, &file).await?
        }
        Command::Export(SiteQuery { site }) => {
            let site = client.site(site).await?;
            import::export(client, &SiteQuery { site }).await?;
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
