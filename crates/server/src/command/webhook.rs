//! The arguments of `porch webhook`.

use clap::Subcommand;
use porch_server::control::error::CommandError;
use porch_server::control::socket::ControlClient;
use porch_server::control::webhooks::{AddWebhook, ListWebhooks, OneWebhook};

#[derive(Subcommand)]
pub(super) enum WebhookCommand {
    /// Adds a webhook or chat, and prints its secret, once.
    Add {
        /// Where to send: https, or any address in a network listed with --outbound-allow.
        url: String,
        /// The site. Needed only if there is more than one.
        #[arg(long)]
        site: Option<String>,
        /// standard (Standard Webhooks, signed), or a chat: slack, discord or telegram.
        #[arg(long, default_value = "standard")]
        shape: String,
        /// Types of events, like comment.held. Without it, all. Repeat or separate by commas.
        #[arg(long, value_delimiter = ',')]
        events: Vec<String>,
        /// Signs with a key pair (`v1a`, Ed25519) instead of a shared secret, and prints the public key.
        #[arg(long)]
        asymmetric: bool,
    },
    /// Lists a site's webhooks and chats.
    List {
        /// The site. Needed only if there is more than one.
        #[arg(long)]
        site: Option<String>,
    },
    /// Removes a webhook or chat, and what was still to be sent to it.
    Remove(WebhookArgs),
    /// Gives a webhook a new secret. For a day the old one is valid, too.
    Rotate(WebhookArgs),
    /// Sends a test now. If it arrives, a paused webhook or chat is active again.
    Test(WebhookArgs),
}

#[derive(clap::Args)]
pub(super) struct WebhookArgs {
    /// Its id, as `porch webhook list` shows it.
    id: String,
    /// The site. Needed only if there is more than one.
    #[arg(long)]
    site: Option<String>,
}

pub(super) async fn ask(client: &mut ControlClient, command: WebhookCommand) -> Result<String, CommandError> {
    let (path, WebhookArgs { id, site }) = match command {
        WebhookCommand::Add { url, site, shape, events, asymmetric } => {
            let site = client.site(site).await?;
            return client.command("/webhook/add", Some(&AddWebhook { site, url, shape, events, asymmetric })).await;
        }
        WebhookCommand::List { site } => {
            let site = client.site(site).await?;
            return client.command("/webhook/list", Some(&ListWebhooks { site })).await;
        }
        WebhookCommand::Remove(one) => ("/webhook/remove", one),
        WebhookCommand::Rotate(one) => ("/webhook/rotate", one),
        WebhookCommand::Test(one) => ("/webhook/test", one),
    };
    let site = client.site(site).await?;
    client.command(path, Some(&OneWebhook { site, id })).await
}
