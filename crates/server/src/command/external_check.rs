//! The arguments of `porch site check`.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use porch_server::control::endpoints;
use porch_server::control::error::CommandError;
use porch_server::control::external_checks::{AddExternalCheck, OneExternalCheck};
use porch_server::control::moderation::SiteQuery;
use porch_server::control::socket::ControlClient;

/// The environment variables for a key that is in no file; the second one is the older name.
const KEYS: [&str; 2] = ["PORCH_CHECK_KEY", "PORCH_JUDGE_KEY"];

#[derive(Subcommand)]
pub(super) enum ExternalCheckCommand {
    /// Turns on a service that checks newcomers' comments. It can hold a comment, but never publish one.
    Add {
        #[command(flatten)]
        check: AddExternalCheck,
        /// A file with its API key. [default: the environment's `PORCH_CHECK_KEY`]
        #[arg(long)]
        key_file: Option<PathBuf>,
    },
    /// Lists the spam services of a site.
    List(SiteQuery),
    /// Turns a spam service off.
    Remove(OneExternalCheck),
    /// Tests a spam service with a harmless sentence.
    Test(OneExternalCheck),
}

/// Reads the key from a file or the environment. It is no argument: all users of a machine can read command lines.
fn key(file: Option<&Path>) -> Result<String, CommandError> {
    match file {
        Some(file) => std::fs::read_to_string(file)
            .map_err(|error| CommandError(format!("{} cannot be read: {error}", file.display()))),
        None => Ok(KEYS.iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default()),
    }
}

pub(super) async fn call(client: &mut ControlClient, command: ExternalCheckCommand) -> Result<String, CommandError> {
    match command {
        ExternalCheckCommand::Add { check, key_file } => {
            let key = key(key_file.as_deref())?;
            if key.trim().is_empty() && check.url.is_none() {
                return Err(CommandError(format!("give its key with --key-file FILE, or in {}", KEYS[0])));
            }
            client.command_for_site(endpoints::ADD_EXTERNAL_CHECK, &AddExternalCheck { key, ..check }).await
        }
        ExternalCheckCommand::List(site) => client.command_for_site(endpoints::LIST_EXTERNAL_CHECKS, &site).await,
        ExternalCheckCommand::Remove(check) => client.command_for_site(endpoints::REMOVE_EXTERNAL_CHECK, &check).await,
        ExternalCheckCommand::Test(check) => client.command_for_site(endpoints::TEST_EXTERNAL_CHECK, &check).await,
    }
}
