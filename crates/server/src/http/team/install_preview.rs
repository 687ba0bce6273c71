//! A picture of the comments for the dashboard's Install view: an example conversation, drawn by the renderer of the real
//! ones. Nothing runs in it, and nothing in it can be pressed or sent.

use axum::extract::State;
use axum::response::Response;
use http::header;
use porch_protocol::{Author, Comment, CommentId, Cursor, ErrorCode, Order, Problem, Status, ThreadPage, Timestamp};
use uuid::Uuid;

use super::signed_in_member::TeamMember;
use crate::App;
use crate::http::document::{self, Document};
use crate::http::error::{AppError, Result};
use crate::http::fragment::{EmbedKind, PlainFormValues, props, render};
use crate::http::request::Query;
use crate::team::prompt_and_rules;
use porch_domain::markup::markdown;
use porch_domain::team::Right;

/// Nothing but our style: nothing runs, nothing is sent, and only the dashboard frames the page.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";
/// In microseconds.
const HOUR: i64 = 3_600 * Timestamp::SECOND;
/// The most that a clock is away from UTC, in minutes.
const FARTHEST: i16 = 14 * 60;

/// Which colours it is shown in.
#[derive(Clone, Copy, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scheme {
    /// Dark letters on a light page.
    Light,
    /// Light letters on a dark page.
    Dark,
}

/// How it is shown.
#[derive(Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct PreviewQuery {
    /// `light` or `dark`; by default as the system is.
    scheme: Option<Scheme>,
    /// How many minutes the clock of whoever looks is ahead of UTC: nothing runs in the page that could write their time.
    minutes: i16,
}

/// An example conversation of the site's team, as its pages show one.
#[utoipa::path(get, path = "/host/preview", tag = "host", params(PreviewQuery),
    responses((status = 200, description = "a page to look at", content_type = "text/html"),
              (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn get_install_preview(
    State(app): State<App>,
    staff: TeamMember,
    Query(query): Query<PreviewQuery>,
) -> Result<Response> {
    staff.require(Right::See)?;
    let site = app.site(&staff.member.site).ok_or(AppError::Refused(ErrorCode::SiteUnknown))?;
    let ahead = i64::from(query.minutes.clamp(-FARTHEST, FARTHEST)) * 60 * Timestamp::SECOND;
    let thread = ThreadPage {
        hold: site.hold.to_protocol(),
        welcome: prompt_and_rules::shown(&app, &site.id, "").await?,
        ..example(&staff, app.clock.now().plus(ahead))
    };
    let (site, server) = (site.id.clone(), app.config.public_path.clone());
    let words = PlainFormValues { shut: true, ..PlainFormValues::default() };
    let html =
        render(move || props(thread, &site, &server, (Order::default(), 1, "en"), EmbedKind::Alone(words))).await?;
    // The time is that of whoever looks.
    let html = html.replace(" UTC</time>", "</time>");
    let scheme = match query.scheme {
        None => "light dark",
        Some(Scheme::Light) => "light",
        Some(Scheme::Dark) => "dark",
    };
    let document = Document {
        lang: "en",
        direction: None,
        listed: false,
        color_scheme: Some(scheme),
        title: "Example comments",
        head: &document::whole_comment_style(&app.config.public_path),
        attributes: "class=\"porch-page\"",
    };
    let page = document.html(&format!("<main inert>{html}</main>"));
    Ok(document::respond(page, POLICY, [(header::REFERRER_POLICY, "no-referrer")]))
}

/// Three comments: a visitor's, the answer of whoever looks, and another visitor's.
fn example(staff: &TeamMember, now: Timestamp) -> ThreadPage {
    let own = Author::with_role(&*staff.member.name, Some(staff.member.role));
    let visitor = |name: &str| Author::visitor(name);
    let comments = vec![
        comment(
            1,
            None,
            visitor("Amira"),
            "This helped me a lot, thank you. Where would you begin?",
            now.plus(-26 * HOUR),
        ),
        comment(
            2,
            Some(1),
            own,
            "Begin **small**, and ask here when you get stuck. We read everything.",
            now.plus(-25 * HOUR),
        ),
        comment(3, Some(2), visitor("Noor"), "It took me three tries, and it was worth it.", now.plus(-2 * HOUR)),
    ];
    ThreadPage {
        page_key: String::new(),
        title: None,
        version: String::new(),
        cursor: Cursor(String::new()),
        total: 3,
        conversations: 1,
        closed: false,
        closed_note: None,
        hold: porch_protocol::HoldRule::default(),
        reply_pauses: Vec::new(),
        welcome: porch_protocol::Welcome::default(),
        comments,
        next: None,
        next_count: 0,
    }
}

fn comment(number: u128, parent: Option<u128>, author: Author, words: &str, posted_at: Timestamp) -> Comment {
    let id = |number| CommentId(Uuid::from_u128(number));
    Comment {
        id: id(number),
        parent: parent.map(id),
        author: Some(author),
        body: markdown(words).ok(),
        posted_at,
        undated: false,
        edited_at: None,
        version: 1,
        status: Status::Published,
        reason: None,
    }
}
