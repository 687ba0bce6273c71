//! What a conversation is told once and never changes: where it stands and in which words it speaks.

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
    /// The page, as the server cleaned its address.
    pub page_key: AttrValue,
    /// The page's title, if the server knows one.
    pub title: Option<AttrValue>,
    /// Who of the team speaks here: whose rules they are, or who asks; none where nobody is named.
    pub team: Option<AttrValue>,
    /// How the comments follow each other.
    pub order: Order,
    /// The words.
    pub text: &'static Text,
    /// The level of the conversation's heading, 1 to 5; openings stand one below.
    pub heading_level: u8,
    /// Whether this is the server's own page, which works by plain forms and links.
    pub standalone: bool,
    /// What the forms of that page carry.
    pub plain: PlainForm,
}

/// What the plain forms of the server's own page carry, and what they say after a refusal.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PlainForm {
    /// The key that makes a repeated post count once; each form makes its own from it.
    pub key: AttrValue,
    /// The name to begin with.
    pub name: AttrValue,
    /// The words to begin with, so that a refused post loses none.
    pub body: AttrValue,
    /// Which comment those words answer, and the name on it; none for an opening.
    pub reply: Option<(CommentId, AttrValue)>,
    /// Words that have nowhere to go any more, to be taken elsewhere.
    pub lost: AttrValue,
    /// One sentence about what happened.
    pub said: AttrValue,
    /// The part of the form that the sentence asks to change.
    pub part: Option<InvalidField>,
    /// Whether a name of the team was refused: whoever bears it is led to the dashboard.
    pub team_name: bool,
    /// The year in which the page is drawn, which its times need not name; 0 where none is to be named.
    pub year: u16,
    /// Whether the field for new comments begins as one row: on a picture of the comments, where nobody writes.
    pub shut: bool,
}

impl Config {
    /// Whether this is the server's own page. In a browser it never is, so the widget carries nothing of it.
    pub fn is_standalone(&self) -> bool {
        !cfg!(target_arch = "wasm32") && self.standalone
    }

    /// What the plain forms carry; nothing in a browser, as above.
    pub fn plain_form(&self) -> Option<&PlainForm> {
        (!cfg!(target_arch = "wasm32")).then_some(&self.plain)
    }

    /// The words for a language as it is written in `lang`.
    pub fn words(lang: &str) -> &'static Text {
        crate::language::text(lang)
    }

    /// The dashboard, at the comment that is answered or, for an opening, at the page. It says nothing that the page does
    /// not: whoever opens it signs in first.
    pub fn dashboard(&self, parent: Option<CommentId>) -> String {
        let place = match parent {
            Some(parent) => format!("comment={parent}"),
            None => format!("page={}", escape(&self.page_key)),
        };
        format!("{}/host/?site={}#{place}", self.server, self.site)
    }

    /// The conversation's own page on the server, with one more thing to say about it (`order=…` or `after=…`).
    pub fn own_page(&self, more: &str) -> String {
        let mut href = format!("{}/c/{}?page={}", self.server, self.site, escape(&self.page_key));
        if self.order != Order::default() && !more.starts_with("order=") {
            href.push_str("&order=");
            href.push_str(self.order.word());
        }
        if !more.is_empty() {
            href.push('&');
            href.push_str(more);
        }
        href
    }

    /// The tag of a heading, `below` levels under the conversation's own.
    pub fn heading(&self, below: u8) -> &'static str {
        ["h1", "h2", "h3", "h4", "h5", "h6"][usize::from((self.heading_level + below).clamp(1, 6)) - 1]
    }
}

/// Percent-encodes a query value. Only what may stay as it is in every query stays.
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
