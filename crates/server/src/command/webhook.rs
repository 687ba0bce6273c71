//! `porch webhook`: what can be typed.

use clap::Subcommand;
use porch_server::admin::Sorry;
use porch_server::admin::door::Door;
use porch_server::admin::webhooks::{AddWebhook, ListWebhooks, OneWebhook};

#[derive(Subcommand)]
pub(super) enum WebhookCommand {
    /// Adds a receiver and prints its secret, once.
    Add {
        /// Where to send: https, or any address in a network listed with --outbound-allow.
        url: String,
        /// The site; may be left away where there is one only.
        #[arg(long)]
        site: Option<String>,
        /// standard (Standard Webhooks: ids, signed), or a message for slack, discord or telegram.
        #[arg(long, default_value = "standard")]
        shape: String,
        /// Types of events, like comment.held; all without it. Repeat or separate by commas.
        #[arg(long, value_delimiter = ',')]
        events: Vec<String>,
        /// Signs with a key that the receiver cannot sign with (`v1a`, Ed25519), and prints the public one.
        #[arg(long)]
        asymmetric: bool,
    },
    /// Lists a site's receivers.
    List {
        /// The site; may be left away where there is one only.
        #[arg(long)]
        site: Option<String>,
    },
    /// Removes a receiver and what is owed to it.
    Remove(One),
    /// Gives a receiver a new secret; for a day the old one signs beside it.
    Rotate(One),
    /// Sends a test now. A receiver that takes it is not paused any longer.
    Test(One),
}

#[derive(clap::Args)]
pub(super) struct One {
    /// The receiver's id, as `porch webhook list` shows it.
    id: String,
    /// The site; may be left away where there is one only.
    #[arg(long)]
    site: Option<String>,
}

pub(super) async fn ask(door: &mut Door, command: WebhookCommand) -> Result<String, Sorry> {
    let (path, One { id, site }) = match command {
        WebhookCommand::Add { url, site, shape, events, asymmetric } => {
            let site = door.site(site).await?;
            return door.say("/webhook/add", Some(&AddWebhook { site, url, shape, events, asymmetric })).await;
        }
        WebhookCommand::List { site } => {
            let site = door.site(site).await?;
            return door.say("/webhook/list", Some(&ListWebhooks { site })).await;
        }
        WebhookCommand::Remove(one) => ("/webhook/remove", one),
        WebhookCommand::Rotate(one) => ("/webhook/rotate", one),
        WebhookCommand::Test(one) => ("/webhook/test", one),
    };
    let site = door.site(site).await?;
    door.say(path, Some(&OneWebhook { site, id })).await
}
