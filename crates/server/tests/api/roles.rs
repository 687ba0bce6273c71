//! The matrix of roles: every route of the dashboard × who of a team asks. A handler that forgets to ask for a right fails here,
//! and so does a refusal that changes something.

use std::collections::BTreeSet;

use porch_protocol::{CommentPosted, ErrorCode, Problem, Role, ThreadId};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, SqliteConnection};

use crate::fixture::{Fixture, RYE, key};
use crate::host::{asks_for, cookie, enters, invites_to};

/// A page of the bakery where the guest expert is no guest.
const WHEAT: &str = "https://bakery.example/wheat";

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Who {
    Owner,
    Host,
    Moderator,
    /// A guest expert, about the conversation that they are a guest of.
    Guest,
    /// A guest expert, about another conversation of the site.
    GuestElsewhere,
    /// Nobody who is signed in.
    Nobody,
    /// An owner of another site, about what belongs to this one.
    OtherSite,
}

const WHO: [Who; 7] =
    [Who::Owner, Who::Host, Who::Moderator, Who::Guest, Who::GuestElsewhere, Who::Nobody, Who::OtherSite];

/// What somebody gets: what was asked for, or a refusal.
type Gets = Result<(), ErrorCode>;

/// One route, and what each of [`WHO`] gets.
struct Row {
    method: Method,
    path: &'static str,
    query: &'static str,
    body: fn(&There) -> Option<Value>,
    gets: [Gets; 7],
}

impl Row {
    /// With a body.
    fn of(self, body: fn(&There) -> Option<Value>) -> Self {
        Self { body, ..self }
    }

    /// Whoever has the right gets this refusal: what is asked for is not there.
    fn but(self, code: ErrorCode) -> Self {
        Self { gets: self.gets.map(|gets| gets.and(Err(code))), ..self }
    }
}

fn row(method: Method, path: &'static str, gets: [Gets; 7]) -> Row {
    Row { method, path, query: "", body: |_| None, gets }
}

const NOBODY: Gets = Err(ErrorCode::SignInNeeded);
const NO: Gets = Err(ErrorCode::RoleNotAllowed);

/// Who is signed in, and about themselves.
const SIGNED_IN: [Gets; 7] = [Ok(()), Ok(()), Ok(()), Ok(()), Ok(()), NOBODY, Ok(())];
/// What a guest expert neither sees nor decides. Whoever is of another site sees their own.
const TEAM: [Gets; 7] = [Ok(()), Ok(()), Ok(()), NO, NO, NOBODY, Ok(())];
/// What a moderator doesn't set.
const SETTINGS: [Gets; 7] = [Ok(()), Ok(()), NO, NO, NO, NOBODY, Ok(())];
/// What only an owner sees and changes.
const OWNERS: [Gets; 7] = [Ok(()), NO, NO, NO, NO, NOBODY, Ok(())];

/// About something in one conversation: it is not there for a guest of another one, nor for another site.
fn within(code: ErrorCode) -> [Gets; 7] {
    [Ok(()), Ok(()), Ok(()), Ok(()), Err(code), NOBODY, Err(code)]
}

fn rows() -> Vec<Row> {
    let mut rows = rows_about_oneself();
    rows.extend(rows_about_the_team());
    rows.extend(rows_about_comments());
    rows.extend(rows_about_people());
    rows.extend(rows_about_the_site());
    rows
}

fn rows_about_oneself() -> Vec<Row> {
    vec![
        row(Method::GET, "/v1/host/session", SIGNED_IN),
        row(Method::DELETE, "/v1/host/session", SIGNED_IN),
        row(Method::GET, "/v1/host/sites", SIGNED_IN),
        row(Method::GET, "/v1/host/passkeys", SIGNED_IN),
        row(Method::POST, "/v1/host/passkeys/begin", SIGNED_IN).but(ErrorCode::PasskeysUnavailable),
        row(Method::POST, "/v1/host/passkeys", SIGNED_IN)
            .of(|_| Some(json!({ "ceremony": "", "credential": "", "name": "n" })))
            .but(ErrorCode::PasskeysUnavailable),
        row(Method::DELETE, "/v1/host/passkeys/{id}", SIGNED_IN).but(ErrorCode::PasskeyNotFound),
        row(Method::PUT, "/v1/host/name", SIGNED_IN).of(|_| Some(json!({ "name": "Somebody Else" }))),
        row(Method::GET, "/v1/host/mail", SIGNED_IN),
        row(Method::PUT, "/v1/host/mail", SIGNED_IN)
            .of(|_| Some(json!({ "address": "a@b.example" })))
            .but(ErrorCode::NotPossible),
        row(Method::DELETE, "/v1/host/mail", SIGNED_IN),
        row(Method::POST, "/v1/host/mail/confirm", SIGNED_IN)
            .of(|_| Some(json!({ "token": "" })))
            .but(ErrorCode::LinkGone),
    ]
}

/// Those about one member are about Ines, who is invited as a moderator.
fn rows_about_the_team() -> Vec<Row> {
    let gone = Err(ErrorCode::MemberNotFound);
    vec![
        row(Method::GET, "/v1/host/team", TEAM),
        row(Method::POST, "/v1/host/team", SETTINGS).of(|_| Some(json!({ "name": "Jo", "role": "moderator" }))),
        row(Method::PATCH, "/v1/host/team/{id}", [Ok(()), NO, NO, NO, NO, NOBODY, gone])
            .of(|_| Some(json!({ "from": "moderator", "to": "host" }))),
        row(Method::DELETE, "/v1/host/team/{id}", [Ok(()), Ok(()), NO, NO, NO, NOBODY, gone]),
    ]
}

fn rows_about_comments() -> Vec<Row> {
    let comment = within(ErrorCode::CommentNotFound);
    vec![
        row(Method::GET, "/v1/host/to-read", TEAM),
        row(Method::GET, "/v1/host/waiting", SIGNED_IN),
        row(Method::GET, "/v1/host/settled", TEAM),
        row(Method::GET, "/v1/host/comments", TEAM),
        Row { query: "find=sour", ..row(Method::GET, "/v1/host/search", TEAM) },
        row(Method::GET, "/v1/host/missed-searches", TEAM),
        row(Method::GET, "/v1/host/comments/{id}", comment),
        row(Method::GET, "/v1/host/comments/{id}/around", comment),
        row(Method::PUT, "/v1/host/comments/{id}/answer-needed", comment).of(|_| Some(json!({ "needed": false }))),
        row(Method::PUT, "/v1/host/comments/{id}/cooling", comment).of(|_| Some(json!({ "seconds": 60 }))),
        row(
            Method::POST,
            "/v1/host/comments/{id}/erase",
            [Ok(()), Ok(()), NO, NO, NO, NOBODY, Err(ErrorCode::CommentNotFound)],
        )
        .of(|_| Some(json!({ "reason": "r" }))),
        // One's own words.
        row(Method::PATCH, "/v1/host/comments/{id}", comment).of(|_| Some(json!({ "version": 1, "body": "words" }))),
        row(Method::DELETE, "/v1/host/comments/{id}", comment).of(|_| Some(json!({ "version": 1 }))),
        row(Method::POST, "/v1/host/answers", comment)
            .of(|there| Some(json!({ "parent": there.comment.comment.id, "body": "words" }))),
        // Many at once: each that was not there is named in the answer.
        row(Method::POST, "/v1/host/decisions", TEAM).of(|there| {
            let id = there.comment.comment.id;
            Some(json!({ "verb": "remove", "reason": "r", "comments": [{ "id": id, "version": 1 }] }))
        }),
        row(Method::POST, "/v1/host/decisions/undo", TEAM)
            .of(|there| Some(json!({ "comments": [there.comment.comment.id] }))),
        row(Method::GET, "/v1/host/pauses", TEAM),
        row(Method::GET, "/v1/host/pages", SIGNED_IN),
        // An address of this site is none of another one's.
        row(Method::POST, "/v1/host/pages", [Ok(()), Ok(()), Ok(()), NO, NO, NOBODY, Err(ErrorCode::SettingInvalid)])
            .of(|_| Some(json!({ "page": "https://bakery.example/new" }))),
        row(Method::PATCH, "/v1/host/pages/{thread}", within(ErrorCode::ThreadNotFound))
            .of(|_| Some(json!({ "closed": true }))),
    ]
}

fn rows_about_people() -> Vec<Row> {
    let gone = Err(ErrorCode::PersonUnknown);
    let person = [Ok(()), Ok(()), Ok(()), NO, NO, NOBODY, gone];
    vec![
        row(Method::GET, "/v1/host/people", TEAM),
        row(Method::GET, "/v1/host/people/{person}", person),
        row(Method::GET, "/v1/host/people/{person}/comments", person),
        row(Method::DELETE, "/v1/host/people/{person}/about", TEAM).but(ErrorCode::PersonUnknown),
        row(Method::POST, "/v1/host/merges/{id}/undo", TEAM).but(ErrorCode::PersonUnknown),
        row(Method::POST, "/v1/host/people/{person}/erase", [Ok(()), Ok(()), NO, NO, NO, NOBODY, gone]),
        row(Method::GET, "/v1/host/bans", TEAM),
        row(Method::POST, "/v1/host/bans", person).of(|there| Some(json!({ "person": there.author, "reason": "r" }))),
        row(Method::POST, "/v1/host/bans/end", TEAM)
            .of(|_| Some(json!({ "kind": "person", "who": "somebody" })))
            .but(ErrorCode::NotPossible),
    ]
}

fn rows_about_the_site() -> Vec<Row> {
    let word = |_: &There| Some(json!({ "kind": "word", "text": "casino" }));
    vec![
        row(Method::GET, "/v1/host/rules", TEAM),
        row(Method::PUT, "/v1/host/rules/welcome", SETTINGS).of(|_| Some(json!({ "words": { "question": "Who?" } }))),
        row(Method::POST, "/v1/host/rules/words", SETTINGS).of(word),
        row(Method::POST, "/v1/host/rules/words/remove", SETTINGS).of(word).but(ErrorCode::NotPossible),
        row(Method::POST, "/v1/host/rules/try", SETTINGS)
            .of(|_| Some(json!({ "rule": { "kind": "word", "text": "casino" } }))),
        row(Method::GET, "/v1/host/site", TEAM),
        row(Method::PATCH, "/v1/host/site", SETTINGS)
            .of(|_| Some(json!({ "settings": [{ "key": "name", "value": "Krume" }] }))),
        row(Method::GET, "/v1/host/site/heard", TEAM),
        row(Method::GET, "/v1/host/webhooks", TEAM),
        row(Method::POST, "/v1/host/webhooks", SETTINGS)
            .of(|_| Some(json!({ "url": "no address", "shape": "standard" })))
            .but(ErrorCode::SettingInvalid),
        row(Method::DELETE, "/v1/host/webhooks/{id}", SETTINGS).but(ErrorCode::NotPossible),
        row(Method::POST, "/v1/host/webhooks/{id}/secret", SETTINGS).but(ErrorCode::NotPossible),
        row(Method::POST, "/v1/host/webhooks/{id}/test", SETTINGS).but(ErrorCode::NotPossible),
        row(Method::GET, "/v1/host/sign-in-keys", OWNERS),
        row(Method::POST, "/v1/host/sign-in-keys", OWNERS).of(|_| Some(json!({ "id": "k" }))),
        row(Method::POST, "/v1/host/sign-in-keys/{id}/current", OWNERS).but(ErrorCode::NotPossible),
        row(Method::DELETE, "/v1/host/sign-in-keys/{id}", OWNERS).but(ErrorCode::NotPossible),
        row(Method::GET, "/v1/host/judges", TEAM),
        row(Method::PUT, "/v1/host/judges/{kind}", SETTINGS)
            .of(|_| Some(json!({ "key": "" })))
            .but(ErrorCode::SettingInvalid),
        row(Method::DELETE, "/v1/host/judges/{kind}", SETTINGS).but(ErrorCode::NotPossible),
        row(Method::POST, "/v1/host/judges/{kind}/test", SETTINGS).but(ErrorCode::NotPossible),
    ]
}

/// Routes that let somebody in: whoever asks is not signed in. `host.rs`, `passkeys.rs` and `mail.rs` are about them.
const SIGN_IN: [&str; 5] = [
    "POST /v1/host/session",
    "POST /v1/host/session/begin",
    "POST /v1/host/session/link",
    "POST /v1/host/session/mail",
    "POST /v1/host/session/passkey",
];

/// What there is to ask about, all of the bakery.
struct There {
    /// A published comment of a visitor.
    comment: CommentPosted,
    /// Who wrote it.
    author: String,
    thread: ThreadId,
    /// A reply to it: by whoever asks where they may reply, else by Marta.
    reply: String,
    /// Ines of the team.
    ines: String,
}

/// A site of a visitor and a team, and somebody who asks.
struct Scene {
    fixture: Fixture,
    there: There,
    cookie: Option<String>,
}

impl Scene {
    async fn set(who: Who) -> Self {
        let fixture = Fixture::open().await;
        let first = fixture.visitor("Amira").posts(RYE, "How sour is it?").await;
        let rye = thread_of(&fixture, RYE).await;
        let other = fixture.visitor("Ben").posts(WHEAT, "Is it sour at all?").await;
        let (comment, page) = if who == Who::GuestElsewhere { (other, WHEAT) } else { (first, RYE) };
        let marta = signs_in(&fixture, "bakery", "Marta Bell", Role::Owner, None).await;
        let cookie = match who {
            Who::Owner => Some(signs_in(&fixture, "bakery", "Olga", Role::Owner, None).await),
            Who::Host => Some(signs_in(&fixture, "bakery", "Hana", Role::Host, None).await),
            Who::Moderator => Some(signs_in(&fixture, "bakery", "Mona", Role::Moderator, None).await),
            Who::Guest | Who::GuestElsewhere => {
                Some(signs_in(&fixture, "bakery", "Gina", Role::Guest, Some(rye)).await)
            }
            Who::Nobody => None,
            Who::OtherSite => Some(signs_in(&fixture, "cafe", "Carl", Role::Owner, None).await),
        };
        let replies = !matches!(who, Who::GuestElsewhere | Who::Nobody | Who::OtherSite);
        let by = cookie.as_ref().filter(|_| replies).unwrap_or(&marta);
        let reply = asks_for(&fixture, Method::POST, "answers", Some(by)).header("idempotency-key", key());
        let reply = reply.json(&json!({ "parent": comment.comment.id, "body": "Quite sour." })).send().await.unwrap();
        let reply: Value = reply.json().await.unwrap();
        let reply = reply["comment"]["id"].as_str().unwrap().to_owned();
        let ines = invites_to(&fixture, "bakery", ("Ines", Role::Moderator, None)).await.0.person;
        let author = author_of(&fixture, &comment).await;
        let thread = thread_of(&fixture, page).await;
        Self { there: There { comment, author, thread, reply, ines }, fixture, cookie }
    }

    fn request(&self, row: &Row) -> RequestBuilder {
        let there = &self.there;
        let own_words = matches!(row.method, Method::PATCH | Method::DELETE);
        let id = match row.path.split('/').nth(3) {
            Some("team") => there.ines.clone(),
            Some("comments") if own_words => there.reply.clone(),
            Some("comments") => there.comment.comment.id.to_string(),
            _ => "none".to_owned(),
        };
        let path = row.path.trim_start_matches("/v1/host/").replace("{id}", &id);
        let path = path.replace("{thread}", &there.thread.to_string());
        let path = path.replace("{person}", &there.author).replace("{kind}", "akismet");
        let rest = format!("{path}?{}", row.query);
        let request = asks_for(&self.fixture, row.method.clone(), &rest, self.cookie.as_deref());
        let request = request.header("idempotency-key", key());
        match (row.body)(there) {
            Some(body) => request.json(&body),
            None => request,
        }
    }

    /// All that the bakery is, as the database has it, but for when somebody was last seen.
    async fn bakery(&self) -> Vec<String> {
        let mut database = database(&self.fixture).await;
        let tables = [
            ("events", "seq || kind"),
            ("comments", "id || status || version || source"),
            ("threads", "id || rev || closed"),
            ("team", "person_id || role"),
            ("sites", "id || last_seq"),
            ("sso_keys", "id || state"),
        ];
        let mut all = Vec::new();
        for (table, columns) in tables {
            let site = if table == "sites" { "id" } else { "site_id" };
            let rows = format!("select {columns} from {table} where {site} = 'bakery' order by 1");
            all.extend(
                sqlx::query_scalar::<_, String>(sqlx::AssertSqlSafe(rows)).fetch_all(&mut database).await.unwrap(),
            );
        }
        all
    }
}

async fn database(fixture: &Fixture) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(fixture.folder.path().join("porch.db")).read_only(true);
    SqliteConnection::connect_with(&options).await.unwrap()
}

async fn author_of(fixture: &Fixture, comment: &CommentPosted) -> String {
    let author = sqlx::query_scalar("select person_id from comments where id = ?");
    author.bind(comment.comment.id.to_string()).fetch_one(&mut database(fixture).await).await.unwrap()
}

async fn thread_of(fixture: &Fixture, page: &str) -> ThreadId {
    let key = page.trim_start_matches("https://");
    fixture.app.storage.thread_of_page("bakery", key).await.unwrap().unwrap().id
}

async fn signs_in(fixture: &Fixture, site: &str, name: &str, role: Role, thread: Option<ThreadId>) -> String {
    let (_, token) = invites_to(fixture, site, (name, role, thread)).await;
    cookie(&enters(fixture, token.secret()).await)
}

#[tokio::test]
async fn every_route_of_the_dashboard_does_for_each_role_what_it_may_and_changes_nothing_otherwise() {
    for who in WHO {
        // What is allowed changes what there is to ask about, so each of those has a scene of its own.
        let mut scene = Scene::set(who).await;
        for (row, gets) in rows().iter().map(|row| (row, row.gets[WHO.iter().position(|one| *one == who).unwrap()])) {
            let before = scene.bakery().await;
            let response = scene.request(row).send().await.unwrap();
            let (status, text) = (response.status(), response.text().await.unwrap());
            let got = match serde_json::from_str::<Problem>(&text) {
                Ok(problem) if !status.is_success() => Err(problem.code),
                _ if status.is_success() => Ok(()),
                _ => panic!("{} {} by {who:?}: {status} {text}", row.method, row.path),
            };
            assert_eq!(got, gets, "{} {} by {who:?}: {status} {text}", row.method, row.path);
            if got.is_err() || who == Who::OtherSite {
                assert_eq!(scene.bakery().await, before, "{} {} by {who:?} changed something", row.method, row.path);
            }
            if got.is_ok() && row.method != Method::GET {
                scene = Scene::set(who).await;
            }
        }
    }
}

#[test]
fn every_route_of_the_dashboard_has_a_row() {
    let document = serde_json::to_value(porch_server::http::openapi::document()).unwrap();
    let mut documented = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap().iter().filter(|(path, _)| path.starts_with("/v1/host/"))
    {
        documented.extend(item.as_object().unwrap().keys().map(|method| format!("{} {path}", method.to_uppercase())));
    }
    let rows = rows();
    let rows: BTreeSet<String> = rows.iter().map(|row| format!("{} {}", row.method, row.path)).collect();
    let known: BTreeSet<String> = rows.into_iter().chain(SIGN_IN.map(str::to_owned)).collect();
    assert_eq!(documented, known);
}
