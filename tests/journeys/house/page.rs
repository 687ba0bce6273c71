//! A page of somebody's site, with or without the two lines.

use std::fmt::Write;

/// A page as its owner would write it.
#[derive(Clone)]
pub(crate) struct Page {
    csp: Option<String>,
    root: String,
    head: String,
    before: String,
    elements: String,
    after: String,
    /// Whether the line with the script is put there by the page itself.
    script: bool,
}

impl Page {
    /// A heading, some words, and the two lines.
    pub(crate) fn plain() -> Self {
        Self {
            csp: None,
            root: "lang=\"en\"".into(),
            head: String::new(),
            before: "<p>We bake with rye from the valley, and we like to be asked about it.</p>".into(),
            elements: "<porch-thread></porch-thread>".into(),
            after: "<p id=\"below\">Open from six to two.</p>".into(),
            script: true,
        }
    }

    /// The same with these lines, just as they were printed for pasting.
    pub(crate) fn with_pasted(lines: &str) -> Self {
        Self { elements: lines.into(), script: false, ..Self::plain() }
    }

    /// With this Content-Security-Policy.
    pub(crate) fn guarded_by(mut self, csp: &str) -> Self {
        self.csp = Some(csp.into());
        self
    }

    /// Reading from the right.
    pub(crate) fn right_to_left(mut self) -> Self {
        self.root = "lang=\"ar\" dir=\"rtl\"".into();
        self
    }

    /// Following the reader's wish for light or dark.
    pub(crate) fn light_or_dark(self) -> Self {
        let colours = "color: light-dark(#222, #ddd); background: light-dark(#fff, #17191c)";
        self.styled(&format!(":root {{ color-scheme: light dark; {colours} }} a {{ color: light-dark(#05c, #9cf) }}"))
    }

    /// With this style.
    pub(crate) fn styled(mut self, css: &str) -> Self {
        write!(self.head, "<style>{css}</style>").unwrap();
        self
    }

    /// With this in its head, before the two lines.
    pub(crate) fn beginning_with(mut self, html: &str) -> Self {
        self.head.push_str(html);
        self
    }

    /// With this above the conversation.
    pub(crate) fn below(mut self, html: &str) -> Self {
        self.before.push_str(html);
        self
    }

    /// With these elements instead of the one.
    pub(crate) fn holding(mut self, elements: &str) -> Self {
        self.elements = elements.into();
        self
    }

    /// With this as the policy, if any.
    pub(super) fn csp(&self) -> Option<&str> {
        self.csp.as_deref()
    }

    /// The document, for a server at `talk`.
    pub(super) fn html(&self, talk: &str) -> String {
        let Self { root, head, before, elements, after, .. } = self;
        let script = format!("<script type=\"module\" src=\"{talk}/v1/embed.js\"></script>\n");
        let script = if self.script { script } else { String::new() };
        format!(
            "<!doctype html>\n<html {root}>\n<head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <title>Rye bread – The Bakery</title><link rel=\"icon\" href=\"/icon.svg\">{head}</head>\n\
             <body>\n<main>\n<h1>Rye bread</h1>\n{before}\n{script}{elements}\n{after}\n</main>\n</body>\n</html>\n"
        )
        .replace("{talk}", talk)
    }
}
