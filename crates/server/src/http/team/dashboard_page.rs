//! The page of the dashboard: an element for it, one style, one module, and the strictest headers.
//!
//! In the element is the sentence that the dashboard was not loaded. It shows when its module says so, or when nothing has come
//! after a while (`crates/dashboard/src/style/start.css`).

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderMap, HeaderName, StatusCode, header};

use crate::App;
use crate::assets;
use crate::http::document::{self, Document};
use crate::http::error::Result;
use crate::http::page_shell::{escape, with_commands};
use crate::http::request::Query;
use crate::language::{self, PageText};

/// Nothing runs here but our own, nobody frames it, it frames nothing but our own preview, and no text becomes a script.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
                      font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; \
                      object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
/// What a page could ask of the device, and this one never does.
const NOTHING: &str = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), \
                       payment=(), usb=(), publickey-credentials-create=(self), publickey-credentials-get=(self)";

/// `/host` without its slash.
pub async fn redirect_to_dashboard(State(app): State<App>) -> Redirect {
    Redirect::permanent(&format!("{}/host/", app.config.public_path))
}

/// Which dashboard.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct DashboardQuery {
    /// The id of the site, where the address names one.
    site: String,
}

/// The dashboard. The page is the same for everybody; what is in it is asked for by whoever is in. What its site is called is no
/// secret: the conversation pages say it, too.
pub async fn get_dashboard(
    State(app): State<App>,
    headers: HeaderMap,
    request: Result<Query<DashboardQuery>>,
) -> Response {
    let named = request.map(|Query(request)| request.site).unwrap_or_default();
    let build = assets::build();
    if build.dashboard_js.path.is_empty() {
        return (StatusCode::NOT_FOUND, "This program was built without the dashboard: cargo xtask build\n")
            .into_response();
    }
    let text = language::pages(language::wanted(None, &headers));
    let (lang, direction) = (text.table().lang(), text.table().direction().unwrap_or("ltr"));
    let passkeys = if app.passkeys.available() { "yes" } else { "no" };
    let named = app.site(&named);
    let again = named.as_ref().map(|site| format!("?site={}", site.id)).unwrap_or_default();
    let site = named.or_else(|| app.live.sites.only_site()).map(|site| site.shown_name()).unwrap_or_default();
    let site = quick_xml::escape::escape(&site);
    let mail = if app.mailer.is_some() { "yes" } else { "no" };
    let base = &app.config.public_path;
    let (css, js) = (document::stylesheet(base, build.dashboard_css.path), build.dashboard_js.path);
    let not_loaded = not_loaded(text, &format!("{base}/host/{again}"));
    let document = Document {
        lang,
        direction: Some(direction),
        listed: false,
        color_scheme: None,
        title: "Porch",
        head: &format!("<link rel=\"icon\" href=\"data:,\">{css}<script type=\"module\" src=\"{base}{js}\"></script>"),
        attributes: "",
    };
    let page = document.html(&format!(
        "<div id=\"dashboard\" data-passkeys=\"{passkeys}\" data-mail=\"{mail}\" data-site=\"{site}\">{not_loaded}</div>"
    ));
    document::respond(
        page,
        POLICY,
        [
            (header::REFERRER_POLICY, "no-referrer"),
            (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
            (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
            (HeaderName::from_static("permissions-policy"), NOTHING),
            (header::X_FRAME_OPTIONS, "DENY"),
            (header::CACHE_CONTROL, "no-store"),
        ],
    )
}

/// What the element holds until the dashboard replaces it: that it was not loaded, with a link to this address, or that it
/// needs JavaScript.
fn not_loaded(text: PageText, again: &str) -> String {
    let needs_script = with_commands(&text.dashboard_needs_script(porch_text::NODES[0]), &["porch --help"]);
    let (not_loaded, retry) = (escape(text.dashboard_not_loaded()), escape(text.dashboard_retry()));
    format!(
        "<noscript>{needs_script}</noscript><div class=\"start-failure\"><main class=\"sign-in-card\">\
         <div role=\"alert\"><h1>{not_loaded}</h1></div><a class=\"button main\" href=\"{again}\">{retry}</a></main></div>"
    )
}
