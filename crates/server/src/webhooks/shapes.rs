//! Messages for chats. Visitors' texts are escaped, so that they cannot mention people, hide a link's target or imitate
//! Porch's own lines.

use std::fmt::Write;

use serde_json::{Value, json};
use url::Url;

use porch_domain::text::{one_line, quoted};
use porch_storage::webhooks::Shape;

/// Characters of a comment that a message shows.
const SHOWN_CHARS: usize = 600;

/// The parts of a message.
pub(super) struct Message<'a> {
    /// What happened, in Porch's words.
    pub(super) what: &'a str,
    /// The author's name, which a visitor chooses.
    pub(super) name: &'a str,
    /// The comment's text, or an empty one.
    pub(super) text: &'a str,
    /// The page's title, which often comes from a visitor's browser.
    pub(super) title: Option<&'a str>,
    /// The page's address.
    pub(super) page: &'a str,
}

/// The address and the body of the request for a message. None for a format that is no chat, or an invalid address.
pub(super) fn request(shape: Shape, url: &str, message: &Message<'_>) -> Option<(String, Value)> {
    match shape {
        Shape::Standard => None,
        // `mrkdwn: false` leaves `*` and `_` as they are; only `<…>` is still markup, and it is escaped.
        Shape::Slack => {
            let text = lay_out(message, slack);
            let body = json!({ "text": text, "mrkdwn": false, "link_names": false, "unfurl_links": false, "unfurl_media": false });
            Some((url.to_owned(), body))
        }
        // Flag 4 shows no previews of links.
        Shape::Discord => {
            let text = lay_out(message, discord);
            Some((url.to_owned(), json!({ "content": text, "allowed_mentions": { "parse": [] }, "flags": 4 })))
        }
        // Without a parse mode the text is shown as it is.
        Shape::Telegram => {
            let mut url = Url::parse(url).ok()?;
            let chat = url.query_pairs().find(|(key, _)| key == "chat_id").map(|(_, value)| value.into_owned())?;
            url.set_query(None);
            let text = lay_out(message, telegram);
            let body = json!({ "chat_id": chat, "text": text, "link_preview_options": { "is_disabled": true } });
            Some((url.into(), body))
        }
    }
}

/// The lines of a message. Each line of a visitor's text begins with a bar, and the name and the page's title are in
/// quotation marks, so that no text of a visitor looks like Porch's own.
fn lay_out(message: &Message<'_>, escape: fn(&str) -> String) -> String {
    let mut out = format!("{}: {}\n", message.what, escape(&quoted(message.name)));
    let mut text: String = message.text.chars().take(SHOWN_CHARS).collect();
    if text.len() < message.text.len() {
        text.push('…');
    }
    // `str::lines` does not split at the other line ends of Unicode.
    let lines = text.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']);
    for line in lines.filter(|line| !line.trim().is_empty()) {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "│ {}", escape(&one_line(line)));
    }
    if let Some(title) = message.title {
        let _ = writeln!(out, "On the page {}", escape(&quoted(title)));
    }
    // A page's address begins with an origin of the site; these characters would end the link early or change its text.
    let page = message.page.replace('|', "%7C").replace('<', "%3C").replace('>', "%3E").replace(')', "%29");
    out.push_str(&page);
    out
}

fn slack(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn discord(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(c);
        if c == '@' {
            out.push('\u{200b}');
        }
    }
    out
}

fn telegram(text: &str) -> String {
    // Telegram makes links of names, commands and tags; a zero-width space behind the sign prevents it.
    text.replace('@', "@\u{200b}").replace('/', "/\u{200b}").replace('#', "#\u{200b}").replace('$', "$\u{200b}")
}

#[cfg(test)]
mod tests {
    use super::{Message, request};
    use porch_storage::webhooks::Shape;

    const HOSTILE: &str = "@everyone <!here> <@U1> <https://evil.example|https://bank.example> [bank](https://evil.example) \
                           `x` **b** ||s||\n# big\nNew comment: Owner\r\u{2028}https://evil.example";

    fn text_of(shape: Shape, field: &str) -> String {
        let url = "https://api.telegram.org/bot1:x/sendMessage?chat_id=-42";
        let message = Message {
            what: "New comment",
            name: "Ada @here\n<!channel>",
            text: HOSTILE,
            title: Some("<b>\u{2028}Porch: your site is blocked”. Log in at https://evil.example"),
            page: "https://a.example/x?y=|<>",
        };
        let (_, body) = request(shape, url, &message).unwrap();
        body[field].as_str().unwrap().to_owned()
    }

    #[test]
    fn a_visitor_cannot_write_a_line_that_looks_like_porchs_own() {
        for (shape, field) in [(Shape::Slack, "text"), (Shape::Discord, "content"), (Shape::Telegram, "text")] {
            let text = text_of(shape, field);
            let lines: Vec<_> = text.lines().collect();
            assert!(lines[0].starts_with("New comment: “Ada") && lines[0].ends_with('”'), "{text}");
            assert!(lines[1..lines.len() - 2].iter().all(|line| line.starts_with("│ ")), "{text}");
            let title = lines[lines.len() - 2];
            assert!(title.starts_with("On the page “") && title.ends_with('”'), "{title}");
            assert_eq!(title.matches(['“', '”', '"']).count(), 2, "{title}");
            assert!(!title.contains("https://") && !title.contains("evil.example"), "{title}");
            assert_eq!(lines[lines.len() - 1], "https://a.example/x?y=%7C%3C%3E");
            assert!(!text.contains(['\r', '\u{2028}']), "{text:?}");
        }
    }

    #[test]
    fn slack_gets_no_mention_and_no_link_with_another_text() {
        let text = text_of(Shape::Slack, "text");
        assert!(!text.contains(['<', '>']), "{text}");
    }

    #[test]
    fn discord_gets_no_markup() {
        let text = text_of(Shape::Discord, "content");
        for sign in ["@everyone", "[bank](", "**b**", "||s||", " `x`", "│ #", "<@", "<!"] {
            assert!(!text.contains(sign), "{sign} in {text}");
        }
    }

    #[test]
    fn telegram_takes_the_chat_from_the_address_and_gets_no_mention() {
        let text = text_of(Shape::Telegram, "text");
        assert!(!text.contains("@everyone") && !text.contains("@here"), "{text}");
        let url = "https://api.telegram.org/bot1:x/sendMessage?chat_id=-42";
        let message = Message { what: "Test", name: "", text: "", title: None, page: "https://a.example/" };
        let (url, body) = request(Shape::Telegram, url, &message).unwrap();
        assert_eq!((url.as_str(), &body["chat_id"]), ("https://api.telegram.org/bot1:x/sendMessage", &"-42".into()));
        assert!(request(Shape::Telegram, "https://api.telegram.org/bot1:x/sendMessage", &message).is_none());
    }
}
