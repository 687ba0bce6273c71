//! The operator's commands as requests. One line each: the path, how the message travels, its type, and the handler. Whoever
//! sends a command names its endpoint here, so the message is one that the handler takes.

use std::marker::PhantomData;

use axum::body::Body;
use axum::extract::{Query, State};
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, get, post};
use axum::{Json, Router};
use http::{Method, Request};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::backups::CheckData;
use super::comments::{ChangeComment, PauseReplies, UndoComment};
use super::erasing::{EraseComment, ErasePerson};
use super::error::CommandError;
use super::external_checks::{AddExternalCheck, OneExternalCheck};
use super::imports::ImportFile;
use super::moderation::{AddBan, ChangeRule, RemoveBan, SetThread, SiteQuery};
use super::people::{ListMerges, UndoMerge};
use super::prompt_and_rules::SetWelcome;
use super::sites::{AddSite, MovePage, SetSite};
use super::sso_keys::{AddSsoKey, RemoveSsoKey, SetSsoKey};
use super::team::{SignInLink, TeamCommand};
use super::webhooks::{AddWebhook, OneWebhook};
use super::{
    backups, comments, erasing, exports, external_checks, imports, moderation, people, prompt_and_rules, search, sites,
    spam, sso_keys, team, webhooks,
};
use crate::App;

/// Where a command's message `M` goes, and how it travels.
#[derive(Debug)]
pub struct Endpoint<M> {
    path: &'static str,
    carrier: Carrier,
    message: PhantomData<fn(M)>,
}

impl<M> Clone for Endpoint<M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M> Copy for Endpoint<M> {}

/// What carries a message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Carrier {
    /// The body of a `POST`, as JSON.
    Json,
    /// The query of a `GET`; a message without fields makes none.
    Query,
    /// The query of a `POST` whose body is a file.
    Upload,
}

impl<M> Endpoint<M> {
    const fn new(path: &'static str, carrier: Carrier) -> Self {
        Self { path, carrier, message: PhantomData }
    }

    /// The request with a message, which has the fields of `M`, and with a file where the endpoint takes one.
    pub(super) fn request(&self, message: &impl Serialize, file: Body) -> Result<Request<Body>, CommandError> {
        let query = || serde_urlencoded::to_string(message);
        let (method, query, body) = match self.carrier {
            Carrier::Json => (Method::POST, String::new(), Body::from(serde_json::to_vec(message)?)),
            Carrier::Query => (Method::GET, query()?, Body::empty()),
            Carrier::Upload => (Method::POST, query()?, file),
        };
        let path = if query.is_empty() { self.path.to_owned() } else { format!("{}?{query}", self.path) };
        let request = Request::builder().method(method).uri(path).header("host", "porch");
        Ok(request.header("content-type", "application/json").body(body)?)
    }
}

/// Declares the endpoints, [`PATHS`] and [`routes`]: the name, what carries the message, the path, the message and the handler.
macro_rules! endpoints {
    ($($name:ident = $carrier:ident $path:literal, $message:ty => $handler:path;)*) => {
        $(#[doc = concat!("`", $path, "`")]
        pub const $name: Endpoint<$message> = $carrier::endpoint($path);)*

        /// The paths of all endpoints.
        pub const PATHS: &[&str] = &[$($path),*];

        /// The routes of all endpoints.
        pub(super) fn routes() -> Router<App> {
            let router = Router::new();
            $(let router = router.route($path, $carrier::route($name, $handler));)*
            router
        }
    };
}

endpoints! {
    ADD_SITE = json "/site/add", AddSite => sites::add;
    LIST_SITES = empty "/site/list", () => sites::list;
    SITE_NAMES = empty "/site/names", () => sites::names;
    SET_SITE = json "/site/set", SetSite => sites::set;
    MOVE_PAGE = json "/page/move", MovePage => sites::move_page;
    SET_PAGE = json "/page/set", SetThread => moderation::set_thread;
    CHANGE_COMMENT = json "/comment/change", ChangeComment => comments::change;
    CHANGE_ALIKE = json "/comment/change-alike", ChangeComment => comments::change_alike;
    UNDO_DECISION = json "/comment/undo", UndoComment => comments::undo;
    ERASE_COMMENT = json "/comment/erase", EraseComment => erasing::comment;
    ERASE_PERSON = json "/person/erase", ErasePerson => erasing::person;
    PAUSE_REPLIES = json "/comment/cool", PauseReplies => comments::pause_replies;
    SET_WELCOME = json "/welcome", SetWelcome => prompt_and_rules::welcome;
    SIGN_IN_LINK = json "/token", SignInLink => team::token;
    TEAM = json "/team", TeamCommand => team::team;
    LIST_REVIEW_QUEUE = json "/waiting", SiteQuery => moderation::list_review_queue;
    LIST_LOG = json "/log", SiteQuery => moderation::list_log;
    ADD_BAN = json "/ban/add", AddBan => moderation::add_ban;
    LIST_BANS = json "/ban/list", SiteQuery => moderation::list_bans;
    REMOVE_BAN = json "/ban/remove", RemoveBan => moderation::remove_ban;
    LIST_MERGES = json "/person/merges", ListMerges => people::list_merges;
    UNDO_MERGE = json "/person/unmerge", UndoMerge => people::undo_merge;
    CHANGE_RULE = json "/rule/change", ChangeRule => moderation::change_rule;
    LIST_RULES = json "/rule/list", SiteQuery => moderation::list_rules;
    SHOW_SPAM_MODEL = json "/spam/show", SiteQuery => spam::show;
    EXPORT_SPAM_MODEL = json "/spam/export", SiteQuery => spam::export;
    IMPORT_SPAM_MODEL = upload "/spam/import", SiteQuery => spam::import;
    RESET_SPAM_MODEL = json "/spam/reset", SiteQuery => spam::reset;
    RELEARN_SPAM_MODEL = json "/spam/relearn", SiteQuery => spam::relearn;
    ADD_WEBHOOK = json "/webhook/add", AddWebhook => webhooks::add;
    LIST_WEBHOOKS = json "/webhook/list", SiteQuery => webhooks::list;
    REMOVE_WEBHOOK = json "/webhook/remove", OneWebhook => webhooks::remove;
    ROTATE_WEBHOOK_SECRET = json "/webhook/rotate", OneWebhook => webhooks::rotate;
    TEST_WEBHOOK = json "/webhook/test", OneWebhook => webhooks::test;
    ADD_EXTERNAL_CHECK = json "/check/add", AddExternalCheck => external_checks::add;
    LIST_EXTERNAL_CHECKS = json "/check/list", SiteQuery => external_checks::list;
    REMOVE_EXTERNAL_CHECK = json "/check/remove", OneExternalCheck => external_checks::remove;
    TEST_EXTERNAL_CHECK = json "/check/test", OneExternalCheck => external_checks::test;
    ADD_SSO_KEY = json "/sso/key/add", AddSsoKey => sso_keys::add;
    LIST_SSO_KEYS = json "/sso/key/list", SiteQuery => sso_keys::list;
    SET_SSO_KEY = json "/sso/key/state", SetSsoKey => sso_keys::set;
    REMOVE_SSO_KEY = json "/sso/key/remove", RemoveSsoKey => sso_keys::remove;
    LIST_OUTBOX = empty "/outbox", () => webhooks::outbox;
    IMPORT = upload "/import", ImportFile => imports::import;
    EXPORT = query "/export", SiteQuery => exports::export;
    BACKUP = empty "/backup", () => backups::backup;
    REINDEX = empty "/search/reindex", () => search::reindex;
    CHECK_DATA = query "/check", CheckData => backups::check;
    READY = empty "/ready", () => backups::ready;
}

/// A message as JSON.
mod json {
    use super::{App, Carrier, DeserializeOwned, Endpoint, IntoResponse, Json, MethodRouter, State, post};

    pub(super) const fn endpoint<M>(path: &'static str) -> Endpoint<M> {
        Endpoint::new(path, Carrier::Json)
    }

    pub(super) fn route<M, F, R>(
        _: Endpoint<M>,
        handler: impl Fn(State<App>, Json<M>) -> F + Clone + Send + Sync + 'static,
    ) -> MethodRouter<App>
    where
        M: DeserializeOwned + Send + 'static,
        F: Future<Output = R> + Send,
        R: IntoResponse,
    {
        post(handler)
    }
}

/// A message as a query.
mod query {
    use super::{App, Carrier, DeserializeOwned, Endpoint, IntoResponse, MethodRouter, Query, State, get};

    pub(super) const fn endpoint<M>(path: &'static str) -> Endpoint<M> {
        Endpoint::new(path, Carrier::Query)
    }

    pub(super) fn route<M, F, R>(
        _: Endpoint<M>,
        handler: impl Fn(State<App>, Query<M>) -> F + Clone + Send + Sync + 'static,
    ) -> MethodRouter<App>
    where
        M: DeserializeOwned + Send + 'static,
        F: Future<Output = R> + Send,
        R: IntoResponse,
    {
        get(handler)
    }
}

/// No message.
mod empty {
    use super::{App, Carrier, Endpoint, IntoResponse, MethodRouter, State, get};

    pub(super) const fn endpoint(path: &'static str) -> Endpoint<()> {
        Endpoint::new(path, Carrier::Query)
    }

    pub(super) fn route<F, R>(
        _: Endpoint<()>,
        handler: impl Fn(State<App>) -> F + Clone + Send + Sync + 'static,
    ) -> MethodRouter<App>
    where
        F: Future<Output = R> + Send,
        R: IntoResponse,
    {
        get(handler)
    }
}

/// A message as a query, and a file.
mod upload {
    use super::{App, Body, Carrier, DeserializeOwned, Endpoint, IntoResponse, MethodRouter, Query, State, post};

    pub(super) const fn endpoint<M>(path: &'static str) -> Endpoint<M> {
        Endpoint::new(path, Carrier::Upload)
    }

    pub(super) fn route<M, F, R>(
        _: Endpoint<M>,
        handler: impl Fn(State<App>, Query<M>, Body) -> F + Clone + Send + Sync + 'static,
    ) -> MethodRouter<App>
    where
        M: DeserializeOwned + Send + 'static,
        F: Future<Output = R> + Send,
        R: IntoResponse,
    {
        post(handler)
    }
}
