//! The arguments of `porch webhook`.

use clap::Subcommand;
use porch_server::control::endpoints;
use porch_server::control::error::CommandError;
use porch_server::control::moderation::SiteQuery;
use porch_server::control::socket::ControlClient;
use porch_server::control::webhooks::{AddWebhook, OneWebhook};

#[derive(Subcommand)]
pub(super) enum WebhookCommand {
    /// Adds a webhook or chat, and prints its secret, once.
    Add(AddWebhook),
    /// Lists a site's webhooks and chats.
    List(SiteQuery),
    /// Removes a webhook or chat, and what was still to be sent to it.
    Remove(OneWebhook),
    /// Gives a webhook a new secret. For a day the old one is valid, too.
    Rotate(OneWebhook),
    /// Sends a test now. If it arrives, a paused webhook or chat is active again.
    Test(OneWebhook),
}

pub(super) async fn call(client: &mut ControlClient, command: WebhookCommand) -> Result<String, CommandError> {
    match command {
        WebhookCommand::Add(webhook) => client.command_for_site(endpoints::ADD_WEBHOOK, &webhook).await,
        WebhookCommand::List(site) => client.command_for_site(endpoints::LIST_WEBHOOKS, &site).await,
        WebhookCommand::Remove(webhook) => client.command_for_site(endpoints::REMOVE_WEBHOOK, &webhook).await,
        WebhookCommand::Rotate(webhook) => client.command_for_site(endpoints::ROTATE_WEBHOOK_SECRET, &webhook).await,
        WebhookCommand::Test(webhook) => client.command_for_site(endpoints::TEST_WEBHOOK, &webhook).await,
    }
}
