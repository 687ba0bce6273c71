//! What a visitor may do with everything of theirs: take it along as a file, and erase it.

use std::collections::HashMap;

use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use futures_util::{Stream, StreamExt};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use porch_protocol::own_data::{OwnComment, OwnData, OwnReport, OwnText};
use porch_protocol::{CommentId, Problem, Timestamp};

use super::error;
use super::me::RequestedMe;
use super::site::WritableSite;
use super::{asking_browser, origin, stored_about_me};
use crate::App;
use crate::talk::browser::Browser;
use crate::talk::erase_me;
use crate::visitors::client_address::ClientAddress;
use porch_domain::visibility::Viewer;
use porch_storage::earlier_texts::EarlierSource;
use porch_storage::person_comments::{CommentOnPage, PersonCommentQuery};

/// Comments that are read at a time.
const PART: u32 = 100;
/// Reports that the file holds at most.
const MOST_REPORTS: u32 = 1_000;

/// Everything of one's own as one file. It holds no address: scripts of the embedding page can read it. Where reading fails,
/// it ends without its last part, which the browser notices.
#[utoipa::path(
    get, path = "/v1/sites/{site}/me/export", tag = "writing",
    params(("site" = String, Path, description = "the site's name, or `-`")),
    responses((status = 200, body = OwnData), (status = 403, body = Problem), (status = 429, body = Problem))
)]
pub async fn export_me(
    State(app): State<App>,
    requested: RequestedMe,
    from: ClientAddress,
    headers: HeaderMap,
) -> error::Result<Response> {
    let (site, origin) = (requested.site().id.clone(), requested.origin(&app, &headers)?);
    app.limits.own_data(&site, from)?;
    let browser = asking_browser::load(&app, (&site, origin), &headers).await?;
    let now = app.clock.now();
    let (begin, end) = around_comments(&facts(&app, &site, &browser, now).await?)?;
    let comments = comments(app.clone(), site.clone(), browser);
    let begin = futures_util::stream::iter([Ok(begin)]);
    let all = begin.chain(comments).chain(futures_util::stream::iter([Ok(end)]));
    let mut response = Body::from_stream(all).into_response();
    if let Some(origin) = origin {
        origin::allow_cors(&mut response, origin);
    }
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    let day = now.to_string().chars().take(10).collect::<String>();
    let name = format!("attachment; filename=\"comments-{site}-{day}.json\"");
    headers.insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment")),
    );
    Ok(response)
}

/// Erases all that the site stores about the visitor. The browser is a new visitor then.
#[utoipa::path(
    delete, path = "/v1/sites/{site}/me", tag = "writing",
    params(("site" = String, Path, description = "the site's name, or `-`")),
    responses((status = 204, description = "nothing of theirs is stored any more"),
              (status = 403, description = "`sign-in-again` where the person has confirmed who they are, and this browser \
                                            has not shown that within ten minutes", body = Problem),
              (status = 409, description = "the person belongs to the team", body = Problem),
              (status = 429, body = Problem))
)]
pub async fn erase_me(
    State(app): State<App>,
    written: WritableSite,
    from: ClientAddress,
    headers: HeaderMap,
) -> error::Result<Response> {
    let site = &written.site.id;
    let browser = asking_browser::load(&app, (site, Some(&written.origin)), &headers).await?;
    let guest = erase_me::erase_me(&app, (site, &browser), from).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    origin::allow_cors(&mut response, &written.origin);
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(cookie) = guest.filter(|_| !browser.by_token).and_then(|guest| app.visitor_cookies.cookie(&guest)) {
        headers.insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// All but the comments.
async fn facts(app: &App, site: &str, browser: &Browser, now: Timestamp) -> error::Result<OwnData> {
    let stored = stored_about_me::load(app, site, browser).await?;
    let (reports, other_lines) = if browser.known {
        let reports = app.storage.reports_by(site, &browser.person, MOST_REPORTS).await?;
        (reports, app.storage.lines_of_merged(site, &browser.person).await?)
    } else {
        (Vec::new(), Vec::new())
    };
    let reports = reports.into_iter();
    Ok(OwnData {
        site: site.to_owned(),
        exported_at: now,
        name: stored.name,
        about: stored.about,
        other_lines,
        since: stored.since,
        mail: stored.mail,
        accounts: stored.accounts,
        browsers: stored.browsers,
        reports: reports.map(|one| OwnReport { comment: one.comment, reason: one.reason, at: one.at }).collect(),
        comments: Vec::new(),
    })
}

/// The text before the comments, and the one after them. They are the last field.
fn around_comments(facts: &OwnData) -> serde_json::Result<(String, String)> {
    const END: &str = "]}";
    let text = serde_json::to_string(facts)?;
    Ok((text.strip_suffix(END).unwrap_or(&text).to_owned(), END.to_owned()))
}

/// What has been sent of the comments.
struct Progress {
    app: App,
    site: String,
    person: String,
    after: Option<(Timestamp, String)>,
    is_first: bool,
    ended: bool,
}

/// The comments, as the parts of a JSON array.
fn comments(app: App, site: String, browser: Browser) -> impl Stream<Item = std::io::Result<String>> + Send {
    let progress = Progress { app, site, ended: !browser.known, person: browser.person, after: None, is_first: true };
    futures_util::stream::try_unfold(progress, |mut progress| async move {
        if progress.ended {
            return Ok(None);
        }
        let text = progress.next_part().await.map_err(std::io::Error::other)?;
        Ok(Some((text, progress)))
    })
}

impl Progress {
    async fn next_part(&mut self) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
        let query = PersonCommentQuery { after: self.after.take(), ..PersonCommentQuery::default() };
        let found = self.app.storage.comments_about(&self.site, &self.person, &query, PART).await?;
        self.ended = found.len() < usize::try_from(PART).unwrap_or(usize::MAX);
        self.after = found.last().map(|last| (last.comment.posted_at, last.comment.id.to_string()));
        let ids: Vec<CommentId> = found.iter().map(|one| one.comment.id).collect();
        let mut earlier: HashMap<CommentId, Vec<EarlierSource>> = HashMap::new();
        for text in self.app.storage.earlier_sources(&self.site, &ids).await? {
            earlier.entry(text.comment).or_default().push(text);
        }
        let mut part = String::new();
        for one in found {
            let texts = earlier.remove(&one.comment.id).unwrap_or_default();
            let text = serde_json::to_string(&own_comment(one, texts))?;
            if !std::mem::replace(&mut self.is_first, false) {
                part.push(',');
            }
            part.push_str(&text);
        }
        Ok(part)
    }
}

/// A comment with the reason that its author may read, and all its texts.
fn own_comment(CommentOnPage { comment, url, title }: CommentOnPage, earlier: Vec<EarlierSource>) -> OwnComment {
    let reason = comment.seen_by(Viewer::Author).and_then(|seen| seen.reason);
    let current = OwnText { version: comment.version, source: comment.source };
    let earlier = earlier.into_iter().map(|one| OwnText { version: one.last, source: one.source });
    OwnComment {
        id: comment.id,
        page: url,
        title,
        parent: comment.parent,
        name: comment.name,
        status: comment.status,
        reason,
        posted_at: comment.posted_at,
        edited_at: comment.edited_at,
        second_look_at: comment.second_look_at,
        texts: earlier.chain([current]).collect(),
    }
}

#[cfg(test)]
mod tests {
    use porch_protocol::own_data::OwnData;

    use super::around_comments;

    #[test]
    fn the_comments_come_between_the_two_texts() {
        let facts: OwnData = serde_json::from_str(r#"{"site":"bakery","exported_at":0,"comments":[]}"#).unwrap();
        let (begin, end) = around_comments(&facts).unwrap();
        assert!(begin.ends_with("\"comments\":["), "{begin}");
        assert_eq!(serde_json::from_str::<OwnData>(&format!("{begin}{end}")).unwrap().comments, []);
    }
}
