//! The arguments of `porch spam`.

use std::path::PathBuf;

use super::download::download;
use axum::body::Body;
use clap::Subcommand;
use http_body_util::BodyExt;
use porch_server::control::endpoints;
use porch_server::control::error::CommandError;
use porch_server::control::moderation::SiteQuery;
use porch_server::control::socket::ControlClient;

#[derive(Subcommand)]
pub(super) enum SpamCommand {
    /// Says from how many decisions a site's spam filter has learned.
    Show(SiteQuery),
    /// Writes what a site's spam filter has learned to FILE: numbers, no words.
    Export {
        /// A file that does not exist yet.
        file: PathBuf,
        #[command(flatten)]
        site: SiteQuery,
    },
    /// Replaces what a site's spam filter has learned with an export of another one.
    Import {
        /// What `porch spam export` wrote.
        file: PathBuf,
        #[command(flatten)]
        site: SiteQuery,
    },
    /// Deletes what a site's spam filter has learned.
    Reset(SiteQuery),
    /// Learns again from all decisions since the last reset.
    Relearn(SiteQuery),
}

pub(super) async fn call(client: &mut ControlClient, command: SpamCommand) -> Result<String, CommandError> {
    match command {
        SpamCommand::Export { file, site } => {
            let site = SiteQuery { site: client.site(site.site).await? };
            let body = client.stream(endpoints::EXPORT_SPAM_MODEL, &site, Body::empty()).await?;
            let bytes = download(body, &file).await?;
            Ok(format!("Wrote {} ({bytes} bytes).\n", file.display()))
        }
        SpamCommand::Import { file, site } => {
            let site = SiteQuery { site: client.site(site.site).await? };
            let unreadable = |error| CommandError(format!("{} cannot be read: {error}", file.display()));
            let bytes = tokio::fs::read(&file).await.map_err(unreadable)?;
            let answer = client.stream(endpoints::IMPORT_SPAM_MODEL, &site, Body::from(bytes)).await?.collect().await?;
            Ok(String::from_utf8_lossy(&answer.to_bytes()).into_owned())
        }
        SpamCommand::Show(site) => client.command_for_site(endpoints::SHOW_SPAM_MODEL, &site).await,
        SpamCommand::Reset(site) => client.command_for_site(endpoints::RESET_SPAM_MODEL, &site).await,
        SpamCommand::Relearn(site) => client.command_for_site(endpoints::RELEARN_SPAM_MODEL, &site).await,
    }
}
