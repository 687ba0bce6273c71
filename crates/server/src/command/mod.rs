//! What can be typed, and what it asks of the verbs.

mod desk;
mod import;
mod judge;
mod serve;
mod spam;
mod webhook;
mod welcome;

use std::io::Write;
use std::path::PathBuf;

use axum::body::Body;
use clap::{Parser, Subcommand};
use desk::{BanCommand, CommentCommand, PageCommand, RuleCommand};
use futures_util::StreamExt;
use http::Method;
use porch_server::admin::desk::OfSite;
use porch_server::admin::door::Door;
use porch_server::admin::exports::ExportSite;
use porch_server::admin::imports::ImportFile;
use porch_server::admin::sites::{AddSite, SetSite};
use porch_server::admin::team::{AskTeam, AskToken};
use porch_server::admin::{Sorry, copies};
use porch_server::config::{DEFAULT_FILE, Settings};
use porch_server::lock::Lock;

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
    /// Adds, lists and sets sites.
    #[command(subcommand)]
    Site(SiteCommand),
    /// Decides about a comment: lets it in, sends it back, declines it, takes it down, and takes that back.
    #[command(subcommand)]
    Comment(CommentCommand),
    /// Makes a one-time link into the host's house.
    Token {
        /// The site.
        #[arg(long)]
        site: String,
        /// Whom it is for, like "Marta"; may be left away where the site has one person only.
        #[arg(long)]
        name: Option<String>,
        /// owner, host, moderator or guest, for somebody new [default: owner].
        #[arg(long)]
        role: Option<String>,
        /// The page on whose thread a guest expert speaks.
        #[arg(long)]
        page: Option<String>,
    },
    /// Lists the people of the business, and lets them go.
    Team {
        /// The site.
        #[arg(long)]
        site: String,
        /// Who loses every right, at once.
        #[arg(long, value_name = "NAME")]
        end: Option<String>,
    },
    /// Asks an opening question and names up to three house rules; without either, lists what is said.
    Welcome(welcome::WelcomeCommand),
    /// Moves, closes, opens or slows the talk of a page.
    #[command(subcommand)]
    Page(PageCommand),
    /// Asks people and networks to stay away.
    #[command(subcommand)]
    Ban(BanCommand),
    /// Words and patterns whose comments are read first.
    #[command(subcommand)]
    Rule(RuleCommand),
    /// Lists what waits for the host.
    Waiting {
        /// The site.
        #[arg(long)]
        site: String,
    },
    /// Lists what was decided: who, what, why and when.
    Log {
        /// The site.
        #[arg(long)]
        site: String,
    },
    /// Shows, takes along, forgets and learns anew what a site's decisions taught about spam.
    #[command(subcommand)]
    Spam(spam::SpamCommand),
    /// Adds, lists, removes, rotates and tests receivers of a site's events.
    #[command(subcommand)]
    Webhook(webhook::WebhookCommand),
    /// Lists what waits to be sent, and what was given up.
    Outbox,
    /// Brings comments along from another system, or from an export of this one. Doing it twice changes nothing.
    Import {
        /// disqus, wordpress or porch.
        format: String,
        /// The file, as the other system exported it; packed with gzip or zip, it is unpacked.
        file: PathBuf,
        /// The site.
        #[arg(long)]
        site: String,
        /// Addresses that began with OLD begin with NEW now, by whole segments of the path and whole values of the query.
        /// Repeat for more.
        #[arg(long, value_name = "OLD=NEW")]
        map: Vec<String>,
        /// Pages of hosts that are none of the site's come in under its own without a question.
        #[arg(long)]
        yes: bool,
        /// People of the team, as the file knows them, come in without its mark.
        #[arg(long)]
        no_roles: bool,
        /// Only says what would come in.
        #[arg(long)]
        dry_run: bool,
    },
    /// Reads a file for `import`, in a process of its own. Only the program itself calls it.
    #[command(name = porch_server::import::reader::COMMAND, hide = true)]
    ReadImport {
        /// What is to be read, as JSON in pieces.
        task: Vec<String>,
    },
    /// Prints all that was ever said on a site, a line of JSON each.
    Export {
        /// The site.
        #[arg(long)]
        site: String,
    },
    /// Writes a whole copy of the database to FILE, while serving or not.
    Backup {
        /// A file that does not exist yet.
        file: PathBuf,
    },
    /// Puts a backup in the place of the database. Stop the server first.
    Restore {
        /// What `porch backup` wrote.
        file: PathBuf,
        /// Sends what was to be sent when the backup was made, even if it has arrived since.
        #[arg(long)]
        send_pending: bool,
    },
    /// Says whether the database is whole, and what to do when it is not.
    Check,
}

#[derive(Subcommand)]
enum SiteCommand {
    /// Adds a site and prints the two lines to paste.
    Add {
        /// Its name in addresses: a-z, 0-9 and -.
        name: String,
        /// Where its pages lie, like `https://bakery.example`. Repeat for more; the first one is home.
        #[arg(long, required = true)]
        origin: Vec<String>,
    },
    /// Lists the sites.
    List,
    /// Sets hold=first|all|off, closed=on|off, origin=URL, slow=SECONDS, reports=NUMBER, repeats=on|off, spam=on|off, team-name=NAME,
    /// notify=ADDRESS or notify=on|off.
    Set {
        /// The site.
        name: String,
        /// KEY=VALUE, one or more.
        #[arg(required = true)]
        settings: Vec<String>,
    },
    /// Asks judges outside of this server about what newcomers write.
    #[command(subcommand)]
    Judge(judge::JudgeCommand),
}

impl Arguments {
    /// What is to be read, where this process was only started to read a file.
    pub(crate) fn reading(&self) -> Option<&[String]> {
        match &self.command {
            Command::ReadImport { task } => Some(task),
            _ => None,
        }
    }
}

/// Does what was typed. The error is a sentence for the operator.
pub(crate) async fn run(arguments: Arguments) -> Result<(), String> {
    done(arguments).await.map_err(|Sorry(why)| why)
}

async fn done(Arguments { data, command }: Arguments) -> Result<(), Sorry> {
    match command {
        Command::Serve { config, settings } => serve::serve(&data, config, settings).await,
        Command::Config => say(DEFAULT_FILE),
        Command::Restore { file, send_pending } => {
            let busy = || Sorry("a server is running on this data: stop it first".into());
            let _lock = Lock::take(&data)?.ok_or_else(busy)?;
            say(&copies::restore(&data, &file, send_pending).await?)
        }
        other => {
            let mut door = Door::open(&data).await?;
            let asked = ask(&mut door, other).await;
            door.close().await;
            asked
        }
    }
}

async fn ask(door: &mut Door, command: Command) -> Result<(), Sorry> {
    let said = match command {
        Command::Site(SiteCommand::Add { name, origin }) => {
            door.say("/site/add", Some(&AddSite { name, origins: origin })).await?
        }
        Command::Site(SiteCommand::List) => door.say::<()>("/site/list", None).await?,
        Command::Site(SiteCommand::Set { name, settings }) => {
            let pairs = settings.iter().map(|pair| {
                let split = pair.split_once('=').map(|(key, value)| (key.to_owned(), value.to_owned()));
                split.ok_or_else(|| Sorry(format!("{pair:?} is not KEY=VALUE")))
            });
            let settings = pairs.collect::<Result<_, _>>()?;
            door.say("/site/set", Some(&SetSite { name, settings })).await?
        }
        Command::Site(SiteCommand::Judge(command)) => judge::ask(door, command).await?,
        Command::Token { site, name, role, page } => {
            door.say("/token", Some(&AskToken { site, name, role, page })).await?
        }
        Command::Team { site, end } => door.say("/team", Some(&AskTeam { site, end })).await?,
        Command::Welcome(command) => welcome::welcome(door, command).await?,
        Command::Comment(command) => desk::comment(door, command).await?,
        Command::Page(command) => desk::page(door, command).await?,
        Command::Ban(command) => desk::ban(door, command).await?,
        Command::Rule(command) => desk::rule(door, command).await?,
        Command::Waiting { site } => door.say("/waiting", Some(&OfSite { site })).await?,
        Command::Log { site } => door.say("/log", Some(&OfSite { site })).await?,
        Command::Spam(command) => spam::ask(door, command).await?,
        Command::Webhook(command) => webhook::ask(door, command).await?,
        Command::Outbox => door.say::<()>("/outbox", None).await?,
        Command::Backup { file } => {
            let body = door.ask(Method::GET, "/backup", Body::empty()).await?;
            let bytes = receive(body, &file).await?;
            format!("Wrote {} ({bytes} bytes).\n", file.display())
        }
        Command::Check => door.say::<()>("/check", None).await?,
        Command::Import { format, file, site, map, yes, no_roles, dry_run } => {
            let asked = ImportFile { format, site, map: map.join("\n"), yes, no_roles, dry_run };
            import::import(door, asked, &file).await?
        }
        Command::Export { site } => {
            import::export(door, &ExportSite { site }).await?;
            String::new()
        }
        Command::Serve { .. } | Command::Config | Command::Restore { .. } | Command::ReadImport { .. } => String::new(),
    };
    say(&said)
}

/// Writes a body to a new file, and takes it away again when it did not come whole.
async fn receive(body: Body, file: &std::path::Path) -> Result<u64, Sorry> {
    let mut target = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(file)
        .map_err(|error| Sorry(format!("{} cannot be written: {error}", file.display())))?;
    let mut bytes = 0;
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let written = chunk.map_err(std::io::Error::other).and_then(|chunk| {
            bytes += chunk.len() as u64;
            target.write_all(&chunk)
        });
        if let Err(error) = written {
            let _ = std::fs::remove_file(file);
            return Err(Sorry(format!("the copy broke off: {error}")));
        }
    }
    target.sync_all()?;
    Ok(bytes)
}

fn say(text: &str) -> Result<(), Sorry> {
    Ok(std::io::stdout().write_all(text.as_bytes())?)
}
