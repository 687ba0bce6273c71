//! The arguments of `porch site judge`.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use porch_server::control::error::CommandError;
use porch_server::control::external_checks::{AddJudge, ListJudges, OneJudge};
use porch_server::control::socket::ControlClient;

/// The environment variable for a key that is in no file.
const KEY: &str = "PORCH_JUDGE_KEY";

#[derive(Subcommand)]
pub(super) enum JudgeCommand {
    /// Turns on a service that checks newcomers' comments. It can hold a comment, but never publish one.
    Add {
        /// akismet or openai.
        kind: String,
        /// The site. Needed only if there is more than one.
        #[arg(long)]
        site: Option<String>,
        /// The address of a compatible service, like `https://judge.example/v1`.
        #[arg(long)]
        url: Option<String>,
        /// Which of its models. [default: the service's default]
        #[arg(long)]
        model: Option<String>,
        /// A file with its API key. [default: the environment's `PORCH_JUDGE_KEY`]
        #[arg(long)]
        key_file: Option<PathBuf>,
    },
    /// Lists the spam services of a site.
    List {
        /// The site. Needed only if there is more than one.
        #[arg(long)]
        site: Option<String>,
    },
    /// Turns a spam service off.
    Remove(CheckArgs),
    /// Tests a spam service with a harmless sentence.
    Test(CheckArgs),
}

#[derive(clap::Args)]
pub(super) struct CheckArgs {
    /// akismet or openai.
    kind: String,
    /// The site. Needed only if there is more than one.
    #[arg(long)]
    site: Option<String>,
}

/// Reads the key from a file or the environment. It is no argument: all users of a machine can read command lines.
fn key(file: Option<&Path>) -> Result<String, CommandError> {
    match file {
        Some(file) => std::fs::read_to_string(file)
            .map_err(|error| CommandError(format!("{} cannot be read: {error}", file.display()))),
        None => Ok(std::env::var(KEY).unwrap_or_default()),
    }
}

pub(super) async fn ask(client: &mut ControlClient, command: JudgeCommand) -> Result<String, CommandError> {
    let (path, CheckArgs { kind, site }) = match command {
        JudgeCommand::Add { kind, site, url, model, key_file } => {
            let key = key(key_file.as_deref())?;
            if key.trim().is_empty() && url.is_none() {
                return Err(CommandError(format!("give its key with --key-file FILE, or in {KEY}")));
            }
            let site = client.site(site).await?;
            return client.command("/judge/add", Some(&AddJudge { site, kind, url, model, key })).await;
        }
        JudgeCommand::List { site } => {
            let site = client.site(site).await?;
            return client.command("/judge/list", Some(&ListJudges { site })).await;
        }
        JudgeCommand::Remove(one) => ("/judge/remove", one),
        JudgeCommand::Test(one) => ("/judge/test", one),
    };
    let site = client.site(site).await?;
    client.command(path, Some(&OneJudge { site, kind })).await
}
