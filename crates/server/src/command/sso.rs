//! The arguments of `porch sso`.

use std::path::PathBuf;

use clap::Subcommand;
use porch_server::control::endpoints;
use porch_server::control::error::CommandError;
use porch_server::control::moderation::SiteQuery;
use porch_server::control::socket::ControlClient;
use porch_server::control::sso_keys::{AddSsoKey, RemoveSsoKey, SetSsoKey};

#[derive(Subcommand)]
pub(super) enum SsoCommand {
    /// The keys that check the tokens with which a site's own server signs its visitors in.
    #[command(subcommand)]
    Key(SsoKeyCommand),
}

#[derive(Subcommand)]
pub(super) enum SsoKeyCommand {
    /// Adds a key: a public one, or a new secret for both servers, which is printed once. The first one is current.
    Add {
        #[command(flatten)]
        key: AddSsoKey,
        /// A PEM file with a public key of Ed25519 or P-256. [default: a secret is made]
        #[arg(long, value_name = "FILE")]
        public_key: Option<PathBuf>,
    },
    /// Lists the keys of a site.
    List(SiteQuery),
    /// Changes the state of a key. When one becomes current, the one before is retiring and counts for one more day.
    State(SetSsoKey),
    /// Removes a key. Its tokens do not count from then on.
    Remove(RemoveSsoKey),
}

pub(super) async fn call(client: &mut ControlClient, command: SsoCommand) -> Result<String, CommandError> {
    let SsoCommand::Key(command) = command;
    match command {
        SsoKeyCommand::Add { key, public_key } => {
            let public_key = public_key.map(|file| {
                std::fs::read_to_string(&file)
                    .map_err(|error| CommandError(format!("{} cannot be read: {error}", file.display())))
            });
            let key = AddSsoKey { public_key: public_key.transpose()?, ..key };
            client.command_for_site(endpoints::ADD_SSO_KEY, &key).await
        }
        SsoKeyCommand::List(site) => client.command_for_site(endpoints::LIST_SSO_KEYS, &site).await,
        SsoKeyCommand::State(set) => client.command_for_site(endpoints::SET_SSO_KEY, &set).await,
        SsoKeyCommand::Remove(key) => client.command_for_site(endpoints::REMOVE_SSO_KEY, &key).await,
    }
}
