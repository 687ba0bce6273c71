//! One comment for another site that somebody links it on (oEmbed 1.0): HTML without a script, and only what everyone reads.

use std::rc::Rc;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode};
use porch_protocol::{Comment, CommentId, ErrorCode, ThreadId};
use serde_json::json;
use url::Url;

use super::error::{AppError, Result};
use super::fragment::{QuotedComment, QuotedCommentProps, render_plain};
use super::page_links::PageLinks;
use super::request::Query;
use super::site::{RequestedPage, live_page};
use super::thread_snapshot::current_snapshot;
use crate::App;
use crate::read::cache::{REVALIDATED, Representation};
use crate::read::cached_response::CachedResponse;
use crate::read::snapshot::Snapshot;
use porch_domain::markup::plain_text;
use porch_domain::page::{PageAddress, origin_of, page_of_site};

/// Pixels that a comment is wide, where nobody asks for fewer.
const WIDE: u16 = 600;
/// Pixels that a comment is high at most.
const HIGH: u16 = 1_000;
/// Room is counted in such steps, so that the number of answers is bounded.
const STEP: u16 = 20;

/// What a consumer of oEmbed asks.
#[derive(serde::Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct OEmbedQuery {
    /// The address of a comment, on the owner's page or on the server's own, or of a conversation's own page: then its
    /// first comment is meant.
    url: String,
    /// `json`, the default. Nothing else is offered.
    format: Option<String>,
    /// The most pixels that it may be wide.
    maxwidth: Option<u32>,
    /// The most pixels that it may be high.
    maxheight: Option<u32>,
}

/// One comment, to be shown on another site.
#[utoipa::path(get, path = "/oembed", tag = "reading", params(OEmbedQuery),
    responses((status = 200, description = "an oEmbed response of the type `rich`", content_type = "application/json"),
              (status = 404, description = "no published comment has this address", body = porch_protocol::Problem),
              (status = 501, description = "a format that is not offered")))]
pub async fn get_oembed(
    State(app): State<App>,
    Query(query): Query<OEmbedQuery>,
    headers: HeaderMap,
) -> Result<Response> {
    if query.format.as_deref().is_some_and(|format| format != "json") {
        return Ok(StatusCode::NOT_IMPLEMENTED.into_response());
    }
    let nothing = || AppError::Refused(ErrorCode::NotFound);
    let (requested, comment) = meant(&app, &query.url).await?.ok_or_else(nothing)?;
    let page = live_page(&app, &requested).await?;
    let room = (in_steps(query.maxwidth, WIDE), in_steps(query.maxheight, HIGH));
    // What is not there is kept nowhere: an address may name any comment.
    let make = async {
        let snapshot = current_snapshot(&app, &page).await?;
        let comment = find(&snapshot, comment).ok_or_else(nothing)?;
        answer(&app, &requested, &snapshot, (comment, room)).await
    };
    let answer = app.cached.answer(&page, Representation::OEmbed { comment, room }, make).await?;
    Ok(answer.respond(&headers))
}

/// Room in whole steps: what is asked for, or less.
fn in_steps(asked: Option<u32>, most: u16) -> u16 {
    let asked = asked.and_then(|asked| u16::try_from(asked).ok()).unwrap_or(most).min(most);
    (asked - asked % STEP).max(STEP.min(asked))
}

/// The page that an address is of, and the comment that it names.
async fn meant(app: &App, address: &str) -> Result<Option<(RequestedPage, Option<CommentId>)>> {
    let Ok(url) = Url::parse(address) else { return Ok(None) };
    let comment = comment_of(&url);
    let own = address.strip_prefix(app.config.public_url.as_str()).and_then(|rest| rest.strip_prefix("/c/"));
    if let Some(rest) = own {
        let page = own_page(app, rest, &url).await?;
        return Ok(page.map(|page| (page, comment)));
    }
    // A page of the owner's has other things to show than its first comment.
    let Some(comment) = comment else { return Ok(None) };
    let site = origin_of(address).and_then(|origin| app.live.sites.site_of_origin(&origin));
    let Some(site) = site else { return Ok(None) };
    let mut page = url;
    page.set_fragment(None);
    let page = page_of_site(page.as_str(), &site.origins).ok();
    Ok(page.map(|page| (RequestedPage { site, page }, Some(comment))))
}

/// The comment that an address names: behind `#`, or as a parameter of the server's own page.
fn comment_of(url: &Url) -> Option<CommentId> {
    let anchor = url.fragment().and_then(|fragment| fragment.strip_prefix(CommentId::ANCHOR));
    let named = || url.query_pairs().find(|(name, _)| name == "comment").map(|(_, value)| value.into_owned());
    anchor.map(str::to_owned).or_else(named)?.parse().ok()
}

/// The page behind an address of the server's own: `rest` is what stands behind `/c/`.
async fn own_page(app: &App, rest: &str, url: &Url) -> Result<Option<RequestedPage>> {
    let path = rest.split(['?', '#']).next().unwrap_or_default();
    let (site, thread) = path.split_once('/').unwrap_or((path, ""));
    let Some(site) = app.site(site) else { return Ok(None) };
    if thread.is_empty() {
        let page = url.query_pairs().find(|(name, _)| name == "page").map(|(_, value)| value.into_owned());
        let page = page.and_then(|page| page_of_site(&page, &site.origins).ok());
        return Ok(page.map(|page| RequestedPage { site, page }));
    }
    let Ok(thread) = thread.parse::<ThreadId>() else { return Ok(None) };
    let found = app.storage.thread(&site.id, thread).await?;
    Ok(found.map(|found| RequestedPage { site, page: PageAddress { key: found.page_key, url: found.url } }))
}

/// The published comment of that id, or the one that the conversation's own page begins with.
fn find(snapshot: &Snapshot, id: Option<CommentId>) -> Option<Comment> {
    let published = |comment: &&Comment| comment.is_published();
    match id {
        Some(id) => snapshot.all().iter().map(|one| &**one).find(|one| one.id == id && one.is_published()).cloned(),
        None => snapshot.page(porch_protocol::Order::default(), None).ok()?.comments.iter().find(published).cloned(),
    }
}

async fn answer(
    app: &App,
    requested: &RequestedPage,
    snapshot: &Snapshot,
    (comment, (wide, high)): (Comment, (u16, u16)),
) -> Result<CachedResponse> {
    let nothing = || AppError::Refused(ErrorCode::NotFound);
    let (site, thread) = (&requested.site, snapshot.thread.as_ref().ok_or_else(nothing)?);
    let links = PageLinks::of(app, site, thread);
    let author = comment.author.as_ref().map(|author| author.name.clone()).unwrap_or_default();
    let title = thread.title.as_ref().map_or_else(|| author.clone(), |title| format!("{author} · {title}"));
    let (href, high) = (links.comment(comment.id), height(&comment, wide).min(high));
    let props = move || QuotedCommentProps { comment: Rc::new(comment), href: href.into(), lang: "".into() };
    let html = render_plain::<QuotedComment>(props).await?;
    let home = site.origins.first().unwrap_or(&app.config.public_origin);
    Ok(CachedResponse::json(
        REVALIDATED,
        &json!({
            "version": "1.0",
            "type": "rich",
            "title": title,
            "author_name": author,
            "provider_name": site.shown_name(),
            "provider_url": home,
            "html": html,
            "width": wide,
            "height": high,
        }),
    )?)
}

/// About how many pixels a comment is high: lines of so many letters, in a usual size. Text takes what it needs, but the
/// specification wants a number.
fn height(comment: &Comment, wide: u16) -> u16 {
    let letters = (usize::from(wide) / 8).max(10);
    let text = comment.body.as_ref().map(plain_text).unwrap_or_default();
    let lines: usize = text.lines().map(|line| line.chars().count() / letters + 1).sum();
    u16::try_from(80 + lines * 24).unwrap_or(u16::MAX).min(HIGH)
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{STEP, WIDE, comment_of, in_steps};

    #[test]
    fn room_comes_in_steps_and_is_never_more_than_asked_for() {
        assert_eq!(
            [None, Some(0), Some(13), Some(399), Some(9_999_999)].map(|asked| in_steps(asked, WIDE)),
            [WIDE, 0, 13, 380, WIDE]
        );
        assert!((0..2_000).all(|asked| u32::from(in_steps(Some(asked), WIDE)) <= asked));
        assert_eq!((100..140).map(|asked| in_steps(Some(asked), WIDE)).filter(|room| room % STEP != 0).count(), 0);
    }

    #[test]
    fn a_comment_is_named_behind_the_hash_or_as_a_parameter() {
        let id = "0197f6a0-0000-7000-8000-000000000001";
        for address in [format!("https://a.example/rye#porch-c-{id}"), format!("https://t.example/c/a/b?comment={id}")]
        {
            assert_eq!(comment_of(&Url::parse(&address).unwrap()).unwrap().to_string(), id, "{address}");
        }
        for address in ["https://a.example/rye", "https://a.example/rye#porch-c-x", "https://a.example/rye#top"] {
            assert_eq!(comment_of(&Url::parse(address).unwrap()), None, "{address}");
        }
    }
}
