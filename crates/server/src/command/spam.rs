//! The arguments of `porch spam`.

use std::path::PathBuf;

use axum::body::Body;
use clap::Subcommand;
use http::Method;
use porch_server::control::error::CommandError;
use porch_server::control::moderation::SiteQuery;
use porch_server::control::socket::ControlClient;
use porch_server::control::spam::ImportLearning;

use super::download::download;

#[derive(Subcommand)]
pub(super) enum SpamCommand {
    /// Says from how many decisions a site's spam filter has learned.
    Show(OneSite),
    /// Writes what a site's spam filter has learned to FILE: numbers, no words.
    Export {
        /// A file that does not exist yet.
        file: PathBuf,
        #[command(flatten)]
        site: OneSite,
    },
    /// Replaces what a site's spam filter has learned with an export of another one.
    Import {
        /// What `porch spam export` wrote.
        file: PathBuf,
        #[command(flatten)]
        site: OneSite,
    },
    /// Deletes what a site's spam filter has learned.
    Reset(OneSite),
    /// Learns again from all decisions since the last reset.
    Relearn(OneSite),
}

#[derive(clap::Args)]
pub(super) struct OneSite {
    /// The site. Needed only if there is more than one.
    #[arg(long)]
    site: Option<String>,
}

pub(super) async fn ask(client: &mut ControlClient, command: SpamCommand) -> Result<String, CommandError> {
    let (path, OneSite { site }) = match command {
        SpamCommand::Export { file, site: OneSite { site } } => {
            let site = client.site(site).await?;
            let query = Body::from(serde_json::to_vec(&SiteQuery { site })?);
            let body = client.request(Method::POST, "/spam/export", query).await?;
            let bytes = download(body, &file).await?;
            return Ok(format!("Wrote {} ({bytes} bytes).\n", file.display()));
        }
        SpamCommand::Import { file, site: OneSite { site } } => {
            let site = client.site(site).await?;
            let unreadable = |error| CommandError(format!("{} cannot be read: {error}", file.display()));
            let bytes = tokio::fs::read(&file).await.map_err(unreadable)?;
            let path = format!("/spam/import?{}", serde_urlencoded::to_string(ImportLearning { site })?);
            let answer =
                http_body_util::BodyExt::collect(client.request(Method::POST, &path, Body::from(bytes)).await?).await?;
            return Ok(String::from_utf8_lossy(&answer.to_bytes()).into_owned());
        }
        SpamCommand::Show(site) => ("/spam/show", site),
        SpamCommand::Reset(site) => ("/spam/reset", site),
        SpamCommand::Relearn(site) => ("/spam/relearn", site),
    };
    let site = client.site(site).await?;
    client.command(path, Some(&SiteQuery { site })).await
}
