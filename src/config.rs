//! What stays the same while a conversation is on the page: its place, its language and its settings.

use porch_protocol::{CommentId, Order};
use yew::AttrValue;

use crate::state::InvalidField;
use crate::text::Text;

/// Everything that stays the same while a conversation is on the page.
#[derive(Clone, Debug)]
pub struct Config {
    /// The server's public address, without a slash at its end.
    pub server: AttrValue,
    /// The site's name.
    pub site: AttrValue,
    /// The page's key: its address as the server normalises it.
    pub page_key: AttrValue,
    /// The page's title, if the server knows one.
    pub title: Option<AttrValue>,
    /// The team member named on the page: whose rules they are, or who asks the question; none where nobody is named.
    pub team: Option<AttrValue>,
    /// The order of the comments.
    pub order: Order,
    /// The texts in the visitor's language.
    pub text: Text,
    /// The level of the conversation's heading, 1 to 5; opening comments have the next level.
    pub heading_level: u8,
    /// Whether this is the server's own page, which works with plain forms and links.
    pub standalone: bool,
    /// Values for the forms of that page.
    pub plain: PlainForm,
}

/// Values for the plain forms of the server's own page, also after a refusal.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PlainForm {
    /// The idempotency key of a post; each form derives its own from it.
    pub key: AttrValue,
    /// The initial name.
    pub name: AttrValue,
    /// The initial text, so that a refused post loses nothing.
    pub body: AttrValue,
    /// Which comment that text replies to, and the name on it; none for an opening comment.
    pub reply: Option<(CommentId, AttrValue)>,
    /// Text that can no longer be posted, shown so that it can be copied.
    pub lost: AttrValue,
    /// One sentence about what happened.
    pub message: AttrValue,
    /// The field that the sentence asks to change.
    pub invalid: Option<InvalidField>,
    /// Whether a team member's name was refused: then the form links to the dashboard.
    pub team_name: bool,
    /// The year in which the page is rendered; times of that year are written without it. 0: no time is written with
    /// its year.
    pub year: u16,
    /// Whether the field for new comments begins as one row: in a preview of the comments, where nobody writes.
    pub collapsed: bool,
}

impl Config {
    /// Whether this is the server's own page. In a browser it never is, so the widget carries no code for it.
    pub fn is_standalone(&self) -> bool {
        !cfg!(target_arch = "wasm32") && self.standalone
    }

    /// The values for plain forms; none in a browser, as above.
    pub fn plain_form(&self) -> Option<&PlainForm> {
        (!cfg!(target_arch = "wasm32")).then_some(&self.plain)
    }

    /// The texts for a language tag.
    pub fn texts(lang: &str) -> Text {
        crate::language::text(lang)
    }

    /// The dashboard's address at the comment that is replied to or, for an opening comment, at the page. It reveals
    /// nothing that the page does not: the dashboard asks to sign in first.
    pub fn dashboard(&self, parent: Option<CommentId>) -> String {
        let target = match parent {
            Some(parent) => format!("comment={parent}"),
            None => format!("page={}", escape(&self.page_key)),
        };
        format!("{}/host/?site={}#{target}", self.server, self.site)
    }

    /// The conversation's own page on the server, with one more query parameter (`order=…` or `after=…`).
    pub fn own_page(&self, parameter: &str) -> String {
        let mut href = format!("{}/c/{}?page={}", self.server, self.site, escape(&self.page_key));
        if self.order != Order::default() && !parameter.starts_with("order=") {
            href.push_str("&order=");
            href.push_str(self.order.word());
        }
        // The server takes the visitor's own language where none is named.
        let lang = self.text.lang();
        for part in [parameter, &if lang == "en" { String::new() } else { format!("lang={lang}") }] {
            if !part.is_empty() {
                href.push('&');
                href.push_str(part);
            }
        }
        href
    }

    /// The tag of a heading, `below` levels under the conversation's own.
    pub fn heading(&self, below: u8) -> &'static str {
        ["h1", "h2", "h3", "h4", "h5", "h6"][usize::from((self.heading_level + below).clamp(1, 6)) - 1]
    }
}

/// Percent-encodes a query value. Only characters that are allowed in every query stay.
pub fn escape(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' | b':' => {
                escaped.push(char::from(byte));
            }
            _ => {
                const HEX: [char; 16] =
                    ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
                escaped.push('%');
                escaped.push(HEX[usize::from(byte >> 4)]);
                escaped.push(HEX[usize::from(byte & 15)]);
            }
        }
    }
    escaped
}
