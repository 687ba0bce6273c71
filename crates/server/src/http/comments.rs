//! Posting, editing, taking back: who, load, ask the rule, commit, ring, answer.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Path, State};
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderMap, StatusCode, header};
use porch_protocol::{
    Author, Comment, CommentId, CommentPosted, EditComment, ErrorCode, NewComment, Problem, Status, ThreadId,
    WithdrawComment,
};

use super::address::ClientAddress;
use super::error::{AppError, Result};
use super::guest::{Guest, Guests, fresh_id};
use super::origin;
use super::request::{IdempotencyKey, Json};
use super::site::{WrittenSite, follow};
use super::snapshot;
use super::weigh::{Sender, Sent, refusal, remember, weigh};
use crate::App;
use crate::domain::comment::{self, EDITABLE, WITHDRAWABLE, edit_mark, words};
use crate::domain::markup::links;
use crate::domain::page::page_of_site;
use crate::domain::visibility::Viewer;
use crate::live::Page;
use crate::moderation::checks::{Act, Verdict};
use crate::moderation::reasons::HoldReason;
use crate::storage::comments::{Changed, CommentChange, To};
use crate::storage::posts::{PostJob, PostOutcome, Stored};
use crate::storage::sites::Site;
use serde::Serialize;

/// Posts an opening or a reply.
#[utoipa::path(
    post, path = "/v1/sites/{site}/comments", tag = "writing", request_body = NewComment,
    params(("site" = String, Path, description = "the site's name, or `-`"),
           ("Idempotency-Key" = String, Header, description = "22 to 128 random characters, one for each draft")),
    responses((status = 201, description = "everyone sees it", body = CommentPosted),
              (status = 202, description = "held for the host", body = CommentPosted),
              (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem),
              (status = 429, body = Problem), (status = 503, body = Problem))
)]
pub async fn post_comment(writer: Writer, Json(new): Json<NewComment>) -> Result<Response> {
    let (code, posted, who) = writer.post(&new).await?;
    Ok(writer.answer(code, &posted, who))
}

/// Gives a comment of one's own new words.
#[utoipa::path(
    patch, path = "/v1/sites/{site}/comments/{id}", tag = "writing", request_body = EditComment,
    params(("site" = String, Path, description = "the site's name, or `-`"), ("id" = String, Path),
           ("Idempotency-Key" = String, Header, description = "22 to 128 random characters, one for each draft")),
    responses((status = 200, body = CommentPosted),
              (status = 202, description = "held for the host: nobody else sees it now", body = CommentPosted),
              (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem))
)]
pub async fn edit_comment(
    writer: Writer,
    Path((_, id)): Path<(String, CommentId)>,
    Json(edit): Json<EditComment>,
) -> Result<Response> {
    let posted = writer.edit(id, &edit).await?;
    let held = posted.comment.status == Status::Held;
    let code = if held { StatusCode::ACCEPTED } else { StatusCode::OK };
    Ok(writer.answer(code, &posted, Who::Unsure))
}

/// Takes a comment of one's own back.
#[utoipa::path(
    delete, path = "/v1/sites/{site}/comments/{id}", tag = "writing", request_body = WithdrawComment,
    params(("site" = String, Path, description = "the site's name, or `-`"), ("id" = String, Path),
           ("Idempotency-Key" = String, Header, description = "22 to 128 random characters, one for each draft")),
    responses((status = 200, body = CommentPosted), (status = 404, body = Problem), (status = 409, body = Problem))
)]
pub async fn withdraw_comment(
    writer: Writer,
    Path((_, id)): Path<(String, CommentId)>,
    Json(withdrawal): Json<WithdrawComment>,
) -> Result<Response> {
    let posted = writer.withdraw(id, &withdrawal).await?;
    Ok(writer.answer(StatusCode::OK, &posted, Who::Unsure))
}

/// Somebody who changes something on a site.
pub struct Writer {
    pub(super) app: App,
    pub(super) site: Arc<Site>,
    /// Where the request comes from: on the site's list.
    origin: String,
    key: IdempotencyKey,
    pub(super) from: ClientAddress,
    guest: Guest,
    /// Whether the request brought the guest's cookie.
    known: bool,
    pub(super) person: String,
    /// The keyed hash of where they come from.
    network: String,
}

/// Whether it is certain that whoever asks is the one who did it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// It was done just now, by this very request.
    Doer,
    /// A repeat, perhaps by somebody who overheard the first one: gets the answer, but never the guest's cookie.
    Unsure,
}

impl FromRequestParts<App> for Writer {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let written = WrittenSite::from_request_parts(parts, app).await?;
        let key = IdempotencyKey::from_request_parts(parts, app).await?;
        let from = ClientAddress::from_request_parts(parts, app).await?;
        Self::new(app, written, key, from, Guests::of_request(&parts.headers))
    }
}

impl Writer {
    /// The guest of the cookie, or a newcomer.
    pub fn new(
        app: &App,
        WrittenSite { site, origin }: WrittenSite,
        key: IdempotencyKey,
        from: ClientAddress,
        guest: Option<Guest>,
    ) -> Result<Self> {
        let known = guest.is_some();
        let guest = guest.map_or_else(Guest::newcomer, Ok)?;
        let person = app.guests.person(&site.id, &guest);
        let network = app.guests.network(&site.id, from);
        Ok(Self { app: app.clone(), site, origin, key, from, guest, known, person, network })
    }

    fn sender(&self) -> Sender<'_> {
        Sender { person: &self.person, network: &self.network }
    }

    /// Posts, and says what became of it.
    pub async fn post(&self, new: &NewComment) -> Result<(StatusCode, CommentPosted, Who)> {
        let draft = comment::post_comment(new)?;
        let place = page_of_site(&new.page, &self.site.origins)?;
        // How long somebody took, and the work their browser did, may differ when they send the same words again.
        let said = NewComment { opened: None, proof: None, ..new.clone() };
        let key = self.key.with("post", &self.site.id, &said)?;
        let id = (Arc::from(self.site.id.as_str()), Arc::from(place.key.as_str()));
        let page = follow(&self.app, id).await?;
        let thread = page.thread().map(|thread| thread.id);
        self.check_rates(&key.key_hash, thread).await?;
        let sent = Sent {
            name: &draft.name,
            tree: &draft.tree,
            act: Act::Post(new.parent),
            edited: None,
            trapped: new.website.as_ref().is_some_and(|website| !website.is_empty()),
            opened: new.opened,
        };
        let (verdict, print) = weigh(&self.app, &self.site, page.thread().as_deref(), self.sender(), sent).await?;
        let (status, hold) = self.place(verdict, &key.key_hash).await?;
        let tree = serde_json::to_string(&draft.tree).map_err(|error| AppError::Internal(error.to_string()))?;
        let (name, body) = (draft.name.clone(), draft.tree);
        let job = PostJob {
            site: page.id.0.clone(),
            key_hash: key.key_hash,
            request_hash: key.request_hash,
            page_key: page.id.1.clone(),
            url: place.url,
            title: draft.title,
            thread,
            new_thread: ThreadId(fresh_id()),
            id: CommentId(fresh_id()),
            parent: new.parent,
            person: self.person.clone(),
            name: draft.name,
            role: None,
            source: draft.source,
            tree,
            status,
            hold,
            now: self.app.clock.now(),
        };
        match self.app.storage.post_comment(job).await? {
            PostOutcome::Stored(stored) => {
                metrics::counter!("porch_comments_posted_total").increment(1);
                remember(&self.app, &self.site.id, self.sender(), stored.id, print);
                self.ring(&page, stored.rev).await;
                let comment = Comment {
                    id: stored.id,
                    parent: new.parent,
                    author: Some(Author { name, role: None }),
                    body: Some(body),
                    posted_at: stored.posted_at,
                    edited_at: None,
                    version: 1,
                    status: stored.status,
                    reason: None,
                };
                let (code, posted) = self.posted(&stored, comment);
                Ok((code, posted, Who::Doer))
            }
            PostOutcome::Repeated(stored) => {
                let comment = self.app.storage.comment(&self.site.id, stored.id).await?;
                let seen = comment.and_then(|comment| comment.seen_by(Viewer::Author));
                let (code, posted) = self.posted(&stored, seen.ok_or(AppError::Refused(ErrorCode::CommentNotFound))?);
                Ok((code, posted, Who::Unsure))
            }
            PostOutcome::KeyReused => Err(AppError::Refused(ErrorCode::IdempotencyKeyReused)),
            PostOutcome::ParentNotFound => Err(AppError::Refused(ErrorCode::ParentNotFound)),
            PostOutcome::Closed => Err(AppError::Refused(ErrorCode::ThreadClosed)),
        }
    }

    /// Where a new comment stands. A refusal is no answer to somebody who only lost the first one: the writer knows.
    async fn place(&self, verdict: Verdict, key_hash: &str) -> Result<(Status, Option<HoldReason>)> {
        match verdict {
            Verdict::Publish => Ok((Status::Published, None)),
            Verdict::Hold(reason) => Ok((Status::Held, Some(reason))),
            Verdict::Decline(reason) => {
                let before = self.app.storage.comment_of_key(&self.site.id, key_hash).await?;
                before.map(|_| (Status::Held, None)).ok_or_else(|| refusal(reason, self.app.clock.now()))
            }
        }
    }

    /// A repeat costs nothing: whoever lost the answer must be able to ask for it again.
    async fn check_rates(&self, key_hash: &str, thread: Option<ThreadId>) -> Result<()> {
        let limits = &self.app.limits;
        let held = limits.write(&self.site.id, self.from).and_then(|()| match thread {
            Some(thread) => limits.comment_in(thread),
            None => limits.new_thread(&self.site.id, self.from),
        });
        match held {
            Err(held) if self.app.storage.comment_of_key(&self.site.id, key_hash).await?.is_none() => Err(held),
            _ => Ok(()),
        }
    }

    /// What was stored, as its author sees it.
    fn posted(&self, stored: &Stored, comment: Comment) -> (StatusCode, CommentPosted) {
        let published = stored.status == Status::Published;
        let code = if published { StatusCode::CREATED } else { StatusCode::ACCEPTED };
        let cursor = stored.rev.map(|rev| snapshot::cursor(&self.app.identity.life, rev));
        (code, CommentPosted { comment, cursor, reason: stored.hold.and_then(HoldReason::told) })
    }

    async fn edit(&self, id: CommentId, edit: &EditComment) -> Result<CommentPosted> {
        let (source, tree) = words(&edit.body)?;
        let gone = || AppError::Refused(ErrorCode::CommentNotFound);
        let before = self.app.storage.comment(&self.site.id, id).await?.ok_or_else(gone)?;
        if before.person != self.person {
            return Err(gone());
        }
        let edited_at = edit_mark(before.posted_at, self.app.clock.now());
        let earlier = links(&before.tree);
        let sent = Sent {
            name: &before.name,
            tree: &tree,
            act: Act::Edit(&earlier),
            edited: Some(id),
            trapped: false,
            opened: None,
        };
        let thread = self.app.storage.thread(&self.site.id, before.thread).await?;
        let (verdict, print) = weigh(&self.app, &self.site, thread.as_ref(), self.sender(), sent).await?;
        let hold = match (verdict, before.status) {
            (Verdict::Decline(reason), _) => return Err(refusal(reason, self.app.clock.now())),
            (Verdict::Hold(reason), _) => Some(reason),
            // What the host has sent back is for the host to let in.
            (Verdict::Publish, Status::SentBack | Status::Declined) => Some(HoldReason::Resent),
            (Verdict::Publish, _) => None,
        };
        let tree = serde_json::to_string(&tree).map_err(|error| AppError::Internal(error.to_string()))?;
        let key = self.key.with("edit", &id.to_string(), edit)?;
        let (to, kind) = match hold {
            Some(hold) if before.status != Status::Held => {
                (To::HeldWords { source, tree, edited_at, hold }, "comment_held")
            }
            Some(hold) => (To::HeldWords { source, tree, edited_at, hold }, "comment_edited"),
            None => (To::Words { source, tree, edited_at }, "comment_edited"),
        };
        let posted = self.change(id, edit.version, &EDITABLE, to, (kind, key)).await?;
        remember(&self.app, &self.site.id, self.sender(), id, print);
        Ok(CommentPosted { reason: hold.and_then(HoldReason::told), ..posted })
    }

    async fn withdraw(&self, id: CommentId, withdrawal: &WithdrawComment) -> Result<CommentPosted> {
        let key = self.key.with("withdraw", &id.to_string(), withdrawal)?;
        let to = To::Status(Status::Withdrawn);
        self.change(id, withdrawal.version, &WITHDRAWABLE, to, ("comment_withdrawn", key)).await
    }

    async fn change(
        &self,
        id: CommentId,
        version: u32,
        from: &[Status],
        to: To,
        (kind, key): (&'static str, crate::storage::idempotency::Key),
    ) -> Result<CommentPosted> {
        self.app.limits.write(&self.site.id, self.from)?;
        let change = CommentChange {
            site: self.site.id.clone(),
            id,
            by: Some(self.person.clone()),
            version: Some(version),
            from: from.to_vec(),
            to,
            kind,
            reason: None,
            now: self.app.clock.now(),
            key: Some(key),
        };
        let (comment, rev) = match self.app.storage.change_comment(change).await? {
            Changed::Done(comment, rev) => (comment, rev),
            Changed::NotFound => return Err(AppError::Refused(ErrorCode::CommentNotFound)),
            Changed::Conflict => return Err(AppError::Refused(ErrorCode::VersionConflict)),
            Changed::KeyReused => return Err(AppError::Refused(ErrorCode::IdempotencyKeyReused)),
        };
        self.app.ring_thread(&self.site.id, comment.thread, rev).await;
        let cursor = rev.map(|rev| snapshot::cursor(&self.app.identity.life, rev));
        let comment = comment.seen_by(Viewer::Author).ok_or(AppError::Refused(ErrorCode::CommentNotFound))?;
        Ok(CommentPosted { comment, cursor, reason: None })
    }

    async fn ring(&self, page: &Arc<Page>, rev: Option<i64>) {
        if let Err(error) = self.app.pages.ring(&page.id, rev).await {
            // The comment is stored; whoever asks next sees it.
            tracing::warn!(%error, "a ring was lost");
        }
    }

    pub(super) fn answer(&self, code: StatusCode, said: &impl Serialize, who: Who) -> Response {
        let mut response = (code, axum::Json(said)).into_response();
        origin::let_read(&mut response, &self.origin);
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, http::HeaderValue::from_static("no-store"));
        if (self.known || who == Who::Doer)
            && let Some(cookie) = self.guest.cookie()
        {
            headers.insert(header::SET_COOKIE, cookie);
        }
        response
    }
}

/// What a browser asks before it sends one of these.
pub async fn preflight(State(app): State<App>, headers: HeaderMap, site: super::site::NamedSite) -> Result<Response> {
    let asking = origin::of_request(&headers).ok_or(AppError::Refused(ErrorCode::OriginNotAllowed))?;
    let site = site.0.or_else(|| app.site_of_origin(asking)).ok_or(AppError::Refused(ErrorCode::SiteUnknown))?;
    let origin = origin::allowed(&headers, &site, &app.config.public_origin)?;
    Ok(origin::preflight(origin, "GET, POST, PATCH, DELETE"))
}
