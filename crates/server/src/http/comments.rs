//! Posting: who, load, ask the rule, commit, ring, answer. Editing and taking back live in `edits`.

use std::sync::Arc;

use axum::extract::{FromRequestParts, State};
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderMap, StatusCode, header};
use porch_protocol::{
    Author, Comment, CommentId, CommentPosted, ErrorCode, NewComment, Problem, Status, ThreadId, Tree,
};
use serde::Serialize;

use super::error::{AppError, Result};
use super::moderate::{Sent, forget, pace, refusal, weigh};
use super::origin;
use super::proof_of_work::{ChallengePolicy, asked};
use super::request::{IdempotencyKey, Json};
use super::sender::Sender;
use super::site::{WrittenSite, follow};
use crate::App;
use crate::domain::comment;
use crate::domain::page::page_of_site;
use crate::live::WatchedPage;
use crate::moderation::checks::{Act, Verdict, seconds_until};
use crate::moderation::reasons::HoldReason;
use crate::storage::idempotency::Used;
use crate::storage::posts::{Arrival, Pace, PostJob, PostOutcome, StoredPost, fresh_id};
use crate::storage::sites::Site;
use crate::visitors::client_address::ClientAddress;
use crate::visitors::guest::Guest;
use crate::visitors::rate_limits::Reservation;

/// Posts an opening or a reply.
#[utoipa::path(
    post, path = "/v1/sites/{site}/comments", tag = "writing", request_body = NewComment,
    params(("site" = String, Path, description = "the site's name, or `-`"),
           ("Idempotency-Key" = String, Header, description = "22 to 128 random characters, one for each draft")),
    responses((status = 201, description = "everyone sees it", body = CommentPosted),
              (status = 202, description = "held for the team", body = CommentPosted),
              (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem),
              (status = 429, body = Problem), (status = 503, body = Problem))
)]
pub async fn post_comment(writer: RequestAuthor, Json(new): Json<NewComment>) -> Result<Response> {
    let (code, posted, who) = writer.post(&new).await?;
    Ok(writer.answer(code, &posted, who))
}

/// Somebody who changes something on a site.
pub struct RequestAuthor {
    pub(super) app: App,
    pub(super) site: Arc<Site>,
    /// Where the request comes from: on the site's list.
    origin: String,
    pub(super) key: IdempotencyKey,
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
pub enum Certainty {
    /// It was done just now, by this very request.
    Doer,
    /// A repeat, perhaps by somebody who overheard the first one: gets the answer, but never the guest's cookie.
    Unsure,
}

impl FromRequestParts<App> for RequestAuthor {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let written = WrittenSite::from_request_parts(parts, app).await?;
        let key = IdempotencyKey::from_request_parts(parts, app).await?;
        let from = ClientAddress::from_request_parts(parts, app).await?;
        Self::new(app, written, key, from, app.guests.of_request(&parts.headers))
    }
}

impl RequestAuthor {
    /// The guest of the cookie, or a newcomer.
    pub fn new(
        app: &App,
        WrittenSite { site, origin }: WrittenSite,
        key: IdempotencyKey,
        from: ClientAddress,
        guest: Option<Guest>,
    ) -> Result<Self> {
        let known = guest.is_some();
        let guest = guest.map_or_else(Guest::random, Ok)?;
        let person = app.guests.person(&site.id, &guest);
        let network = app.guests.network(&site.id, from);
        Ok(Self { app: app.clone(), site, origin, key, from, guest, known, person, network })
    }

    pub(super) fn sender(&self) -> Sender<'_> {
        Sender { person: &self.person, network: &self.network }
    }

    /// Posts, and says what became of it.
    pub async fn post(&self, new: &NewComment) -> Result<(StatusCode, CommentPosted, Certainty)> {
        let place = page_of_site(&new.page, &self.site.origins)?;
        // How long somebody took, and the work their browser did, may differ when they send the same words again.
        let said = NewComment { opened: None, proof: None, ..new.clone() };
        let key = self.key.with("post", &self.site.id, &said)?;
        if let Some(used) = self.used_before(&key).await? {
            return self.posted_before(used).await;
        }
        let draft = comment::post_comment(new)?;
        let id = (Arc::from(self.site.id.as_str()), Arc::from(place.key.as_str()));
        let page = follow(&self.app, id).await?;
        let thread = page.thread().map(|thread| thread.id);
        self.app.limits.write(&self.site.id, self.from)?;
        // What is shared is charged for what is stored: until then it is only kept free.
        let room = self.app.limits.comment(&self.site.id, thread, self.from)?;
        let comment = CommentId(fresh_id());
        let asked = asked(&self.app, &self.site, &place.key, self.sender(), new.proof.as_deref()).await?;
        let sent = Sent {
            name: &draft.name,
            tree: &draft.tree,
            act: Act::Post(new.parent),
            comment,
            key: &key.key_hash,
            trapped: new.website.as_ref().is_some_and(|website| !website.is_empty()),
            opened: new.opened,
            asked: asked.as_ref(),
        };
        let (verdict, also) = weigh(&self.app, &self.site, page.thread().as_deref(), self.sender(), sent).await?;
        let verdict = self.hear_judges(verdict, &sent, &place.url).await?;
        let (status, hold) = self.place(verdict, &key.key_hash).await?;
        let pace = pace(&self.app, &self.site.id, page.thread().as_deref());
        let turn = self.turn(pace, thread, asked.as_ref(), &key.key_hash).await?;
        let tree = serde_json::to_string(&draft.tree).map_err(|error| AppError::Internal(error.to_string()))?;
        let (name, body) = (draft.name.clone(), draft.tree);
        let (key_hash, titled) = (key.key_hash.clone(), draft.title.is_some());
        let job = PostJob {
            site: page.id.0.clone(),
            key_hash: key.key_hash,
            request_hash: key.request_hash,
            page_key: page.id.1.clone(),
            url: place.url,
            title: draft.title,
            thread,
            new_thread: ThreadId(fresh_id()),
            id: comment,
            parent: new.parent,
            person: self.person.clone(),
            name: draft.name,
            role: None,
            source: draft.source,
            tree,
            status,
            hold,
            arrival: Arrival { opened: new.opened, also },
            pause: new.pause,
            pace,
            spent: asked.and_then(|asked| asked.done),
            now: self.app.clock.now(),
        };
        match self.app.storage.post_comment(job).await? {
            PostOutcome::Stored(stored) => {
                room.commit();
                turn.commit();
                metrics::counter!("porch_comments_posted_total").increment(1);
                self.notify(&page, &stored, titled).await;
                let author = Author { name, role: None };
                let comment = fresh(&stored, new.parent, author, body);
                let (code, posted) = self.posted(&Used::from(&stored), comment);
                Ok((code, posted, Certainty::Doer))
            }
            PostOutcome::Repeated(stored) => self.posted_before(Used::from(&stored)).await,
            outcome => {
                forget(&self.app, &self.site.id, &key_hash);
                Err(self.not_stored(&outcome))
            }
        }
    }

    /// Why a comment was not stored that the checks had let in.
    fn not_stored(&self, outcome: &PostOutcome) -> AppError {
        match outcome {
            PostOutcome::ParentNotFound => AppError::Refused(ErrorCode::ParentNotFound),
            PostOutcome::Closed => AppError::Refused(ErrorCode::ThreadClosed),
            PostOutcome::TooSoon(until) => AppError::TooMany(seconds_until(self.app.clock.now(), *until)),
            PostOutcome::KeyReused | PostOutcome::Stored(_) | PostOutcome::Repeated(_) => {
                AppError::Refused(ErrorCode::IdempotencyKeyReused)
            }
        }
    }

    /// Where a new comment stands. A refusal is no answer to somebody who only lost the first one: the writer knows.
    async fn place(&self, verdict: Verdict, key_hash: &str) -> Result<(Status, Option<HoldReason>)> {
        match verdict {
            Verdict::Publish => Ok((Status::Published, None)),
            Verdict::Hold(reason) => Ok((Status::Held, Some(reason))),
            Verdict::Decline(reason) => {
                let before = self.app.storage.comment_of_key(&self.site.id, key_hash).await?;
                if before.is_none() {
                    forget(&self.app, &self.site.id, key_hash);
                }
                before.map(|_| (Status::Held, None)).ok_or_else(|| refusal(reason, self.app.clock.now()))
            }
        }
    }

    /// A turn where comments are to come slowly. The cookie's is looked after by the checks and the writer; here the
    /// network's is, since a new cookie is free. Whoever is known here has only their own.
    async fn turn(
        &self,
        pace: Option<Pace>,
        thread: Option<ThreadId>,
        asked: Option<&ChallengePolicy>,
        key_hash: &str,
    ) -> Result<Reservation<'_>> {
        let Some(pace) = pace else { return Ok(Reservation::default()) };
        let known = match asked {
            Some(asked) => asked.known,
            None => self.app.storage.is_known(&self.site.id, &self.person).await?,
        };
        let place = thread.filter(|_| !pace.everywhere);
        let turn = self.app.limits.slow_mode(&self.site.id, place, pace.seconds, self.from);
        if known {
            // Theirs counts for the newcomers beside them, and is not held back by those.
            return Ok(turn.unwrap_or_default());
        }
        Ok(turn.inspect_err(|_| forget(&self.app, &self.site.id, key_hash))?)
    }

    async fn notify(&self, page: &Arc<WatchedPage>, stored: &StoredPost, titled: bool) {
        // The first title that comes with words which are seen is the page's.
        if titled && stored.rev.is_some() && page.thread().is_some_and(|thread| thread.title.is_none()) {
            return self.app.ring_thread(&self.site.id, stored.thread, stored.rev).await;
        }
        if let Err(error) = self.app.pages.notify(&page.id, stored.rev).await {
            // The comment is stored; whoever asks next sees it.
            tracing::warn!(%error, "a ring was lost");
        }
    }

    pub(super) fn answer(&self, code: StatusCode, said: &impl Serialize, who: Certainty) -> Response {
        let mut response = (code, axum::Json(said)).into_response();
        origin::let_read(&mut response, &self.origin);
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, http::HeaderValue::from_static("no-store"));
        if (self.known || who == Certainty::Doer)
            && let Some(cookie) = self.app.guests.cookie(&self.guest)
        {
            headers.insert(header::SET_COOKIE, cookie);
        }
        response
    }
}

/// A comment that was stored just now.
fn fresh(stored: &StoredPost, parent: Option<CommentId>, author: Author, body: Tree) -> Comment {
    Comment {
        id: stored.id,
        parent,
        author: Some(author),
        body: Some(body),
        posted_at: stored.posted_at,
        undated: false,
        edited_at: None,
        version: 1,
        status: stored.status,
        reason: None,
    }
}

/// What a browser asks before it sends one of these.
pub async fn preflight(State(app): State<App>, headers: HeaderMap, site: super::site::NamedSite) -> Result<Response> {
    let asking = origin::of_request(&headers).ok_or(AppError::Refused(ErrorCode::OriginNotAllowed))?;
    let site = site.0.or_else(|| app.site_of_origin(asking)).ok_or(AppError::Refused(ErrorCode::SiteUnknown))?;
    let origin = origin::allowed(&headers, &site, &app.config.public_origin)?;
    Ok(origin::preflight(origin, "GET, POST, PATCH, DELETE"))
}
