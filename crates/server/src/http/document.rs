//! The HTML document around the content of each page that the server sends, and the headers that all of them have.

use axum::body::Body;
use axum::response::Response;
use http::{HeaderName, HeaderValue, header};

use crate::assets;

/// A page, without its content. What is HTML here is made by the caller, who has escaped every text in it.
pub(super) struct Document<'a> {
    /// The tag of its language.
    pub(super) lang: &'a str,
    /// The direction of its texts, where the page has one as a whole: `ltr` or `rtl`.
    pub(super) direction: Option<&'a str>,
    /// Whether search engines may list it.
    pub(super) listed: bool,
    /// The colour schemes it can be shown in, where its style does not say that.
    pub(super) color_scheme: Option<&'a str>,
    /// The title, as HTML.
    pub(super) title: &'a str,
    /// The elements of the head after the title, as HTML.
    pub(super) head: &'a str,
    /// The attributes of the body, as HTML.
    pub(super) attributes: &'a str,
}

impl Document<'_> {
    /// The whole page, with this body.
    pub(super) fn html(&self, body: &str) -> String {
        let Self { lang, title, head, attributes, .. } = self;
        let direction = self.direction.map(|direction| format!(" dir=\"{direction}\"")).unwrap_or_default();
        let robots = if self.listed { "" } else { "<meta name=\"robots\" content=\"noindex\">" };
        let scheme = self.color_scheme.map(|scheme| format!("<meta name=\"color-scheme\" content=\"{scheme}\">"));
        let (scheme, space) = (scheme.unwrap_or_default(), if attributes.is_empty() { "" } else { " " });
        format!(
            "<!doctype html><html lang=\"{lang}\"{direction}><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">{robots}{scheme}\
             <title>{title}</title>{head}</head><body{space}{attributes}>{body}</body></html>"
        )
    }
}

/// The elements that load the style of the comments.
pub(super) fn comment_style(base: &str) -> String {
    stylesheet(base, assets::build().css.path)
}

/// The same, and the part that the comments of an embedding page load later: a page without script loads both at once.
pub(super) fn whole_comment_style(base: &str) -> String {
    comment_style(base) + &stylesheet(base, assets::build().late_css.path)
}

/// The element that loads a style sheet of this build.
pub(super) fn stylesheet(base: &str, path: &str) -> String {
    format!("<link rel=\"stylesheet\" href=\"{base}{path}\">")
}

/// The response with a page, the policy for what it may load and do, and further headers.
pub(super) fn respond<const N: usize>(
    page: impl Into<Body>,
    policy: &'static str,
    headers: [(HeaderName, &'static str); N],
) -> Response {
    let mut response = Response::new(page.into());
    let all = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_SECURITY_POLICY, policy)];
    for (name, value) in all.into_iter().chain(headers) {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::Document;

    #[test]
    fn a_document_has_what_its_page_says_and_nothing_else() {
        let page = Document {
            lang: "ar",
            direction: Some("rtl"),
            listed: false,
            color_scheme: Some("light dark"),
            title: "Rye &amp; spelt",
            head: "<link rel=\"icon\" href=\"data:,\">",
            attributes: "class=\"porch-page\"",
        };
        assert_eq!(
            page.html("<p>Hello</p>"),
            "<!doctype html><html lang=\"ar\" dir=\"rtl\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\">\
             <meta name=\"color-scheme\" content=\"light dark\"><title>Rye &amp; spelt</title>\
             <link rel=\"icon\" href=\"data:,\"></head><body class=\"porch-page\"><p>Hello</p></body></html>"
        );
        let plain = Document { direction: None, listed: true, color_scheme: None, head: "", attributes: "", ..page };
        assert_eq!(
            plain.html(""),
            "<!doctype html><html lang=\"ar\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Rye &amp; spelt</title></head>\
             <body></body></html>"
        );
    }
}
