//! What the pages behind the links of mails have in common: the language of the browser, a heading, a sentence, and buttons
//! that do what looking at the page does not.

use axum::response::Response;
use http::HeaderMap;
use porch_class_macros::class;

use super::page_shell::{self, escape};
use crate::App;
use crate::language::{self, PageText};

/// A page with this title.
pub(super) struct MailPage<'a> {
    app: &'a App,
    /// The texts in the language of the browser.
    pub(super) text: PageText,
    title: &'static str,
}

/// The language of a mail, as its links name it.
#[derive(Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct MailLanguage {
    /// A tag; the nearest one that there is.
    lang: Option<String>,
}

/// A button: its name and its value in the form, where there are several, and its words.
pub(super) type Button<'b> = (Option<(&'b str, &'b str)>, &'b str);

impl<'a> MailPage<'a> {
    /// A page in the language of the mail, or else in the one that the browser asks for.
    pub(super) fn new(
        app: &'a App,
        (mail, headers): (&MailLanguage, &HeaderMap),
        title: impl FnOnce(PageText) -> &'static str,
    ) -> Self {
        let text = language::pages(language::wanted(mail.lang.as_deref(), headers));
        Self { app, text, title: title(text) }
    }

    /// Asks something, and offers the answers as buttons.
    pub(super) fn asks(&self, (heading, explanation): (&str, &str), buttons: &[Button<'_>]) -> Response {
        let row = class!("page-buttons");
        let buttons: String = buttons.iter().map(button).collect();
        self.says(
            heading,
            &format!("<p>{}</p><form method=\"post\"><div class=\"{row}\">{buttons}</div></form>", escape(explanation)),
        )
    }

    /// Says something. `rest` is HTML without a word of anybody else's.
    pub(super) fn says(&self, heading: &str, rest: &str) -> Response {
        page_shell::page(self.app, self.text, self.title, &format!("<h1>{}</h1>{rest}", escape(heading)))
    }
}

fn button((field, words): &Button<'_>) -> String {
    let field = field.map(|(name, value)| format!(" name=\"{name}\" value=\"{value}\"")).unwrap_or_default();
    format!("<button part=\"button\"{field}>{}</button>", escape(words))
}
