//! The operator's verbs, in this process and over the socket: files come in once, go out the same, and break nothing.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

#[path = "../cases/mod.rs"]
mod cases;
mod files;
mod verbs;

use std::path::Path;

use axum::body::Body;
use http_body_util::BodyExt;
use porch_server::control::backups::CheckData;
use porch_server::control::endpoints;
use porch_server::control::imports::{ImportFile, Progress};
use porch_server::control::moderation::SiteQuery;
use porch_server::control::sites::AddSite;
use porch_server::control::socket::ControlClient;

pub(crate) const DISQUS: &[u8] = include_bytes!("../samples/disqus.xml");
pub(crate) const WORDPRESS: &[u8] = include_bytes!("../samples/wordpress.xml");
pub(crate) const PORCH: &[u8] = include_bytes!("../samples/porch.jsonl");

/// A folder with the site `bakery`, and the way to its verbs.
pub(crate) async fn bakery(folder: &Path) -> ControlClient {
    porch_import::reader::use_program(env!("CARGO_BIN_EXE_porch"));
    let mut door = ControlClient::open(folder).await.unwrap();
    let site = AddSite { name: "bakery".into(), called: None, origins: vec!["https://bakery.example".into()] };
    door.command(endpoints::ADD_SITE, &site).await.unwrap();
    door
}

/// What was said last, or why it was refused.
pub(crate) async fn import(
    door: &mut ControlClient,
    format: &str,
    file: &[u8],
    dry_run: bool,
) -> Result<String, String> {
    let (format, site, map) = (format.into(), "bakery".into(), String::new());
    let asked = ImportFile { format, site, map, no_roles: false, yes: true, dry_run };
    let body = door.stream(endpoints::IMPORT, &asked, Body::from(file.to_vec())).await.map_err(|sorry| sorry.0)?;
    let text = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
    match serde_json::from_str(text.lines().last().unwrap()).unwrap() {
        Progress::Said(said) => Ok(said),
        other => panic!("{other:?}"),
    }
}

pub(crate) async fn export(door: &mut ControlClient) -> String {
    let body = door.stream(endpoints::EXPORT, &SiteQuery { site: "bakery".into() }, Body::empty()).await.unwrap();
    String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap()
}

pub(crate) async fn assert_whole(door: &mut ControlClient) {
    let said = door.command(endpoints::CHECK_DATA, &CheckData::default()).await.map_err(|sorry| sorry.0);
    assert!(said.as_ref().is_ok_and(|said| said.contains("The database is complete and undamaged")), "{said:?}");
}

pub(crate) fn lines(export: &str, kind: &str) -> usize {
    export.lines().filter(|line| line.starts_with(&format!("{{\"v\":1,\"kind\":\"{kind}\""))).count()
}
