//! The page of the dashboard: an empty element, one style, one module, and the strictest headers.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderValue, StatusCode, header};

use crate::App;
use crate::assets;
use crate::http::error::Result;
use crate::http::request::Query;

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
pub async fn get_dashboard(State(app): State<App>, request: Result<Query<DashboardQuery>>) -> Response {
    let named = request.map(|Query(request)| request.site).unwrap_or_default();
    let build = assets::build();
    if build.dashboard_js.path.is_empty() {
        return (StatusCode::NOT_FOUND, "This program was built without the dashboard: cargo xtask build\n")
            .into_response();
    }
    let passkeys = if app.passkeys.available() { "yes" } else { "no" };
    let site =
        app.site(&named).or_else(|| app.live.sites.only_site()).map(|site| site.shown_name()).unwrap_or_default();
    let site = quick_xml::escape::escape(&site);
    let mail = if app.mailer.is_some() { "yes" } else { "no" };
    let (base, css, js) = (&app.config.public_path, build.dashboard_css.path, build.dashboard_js.path);
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\">\
         <title>Porch</title><link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"{base}{css}\"><script type=\"module\" src=\"{base}{js}\"></script></head>\
         <body><div id=\"dashboard\" data-passkeys=\"{passkeys}\" data-mail=\"{mail}\" data-site=\"{site}\"><noscript>The dashboard needs JavaScript. Everything in it can be done by commands, too: \
         porch --help</noscript></div></body></html>"
    );
    let mut response = page.into_response();
    let headers = response.headers_mut();
    for (name, value) in [
        ("content-type", "text/html; charset=utf-8"),
        ("content-security-policy", POLICY),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", NOTHING),
        ("x-frame-options", "DENY"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
