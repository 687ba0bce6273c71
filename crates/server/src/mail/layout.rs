//! The layout of a mail: plain text and a simple HTML page. No text of a visitor becomes a link or a header.

use std::fmt::Write;
use std::time::{Duration, SystemTime};

use lettre::Message;
use lettre::message::{Mailbox, MultiPart};
use porch_protocol::{Timestamp, Tree};

use super::headers::{AutoSubmitted, ListId, ListUnsubscribe, ListUnsubscribePost};
use super::tree_html;
use crate::language::MailText;
use porch_domain::markup::plain_text;
use porch_domain::text::{self, one_line};

/// Characters of a comment that a mail shows.
const SHOWN_CHARS: usize = 2_000;

/// Part of a mail.
pub(super) enum MailBlock {
    /// Porch's own text.
    Words(String),
    /// A visitor's text, shown as a quotation.
    Quote(String),
    /// A whole comment, shown as a quotation, below the beginning of the comment that it replies to.
    Comment {
        /// The comment.
        words: Tree,
        /// The text of the other one; none where that is not public.
        parent: Option<String>,
    },
    /// A code, alone in its line so that it can be copied.
    Code(String),
    /// A link of this server: its purpose and its address.
    Link(&'static str, String),
}

/// The content of a mail before it is laid out.
pub(super) struct MailBody {
    pub(super) subject: String,
    pub(super) parts: Vec<MailBlock>,
    /// The texts of its language.
    pub(super) text: MailText,
}

/// The sender, the receiver and the other headers of a mail.
pub(super) struct Envelope<'a> {
    pub(super) id: &'a str,
    pub(super) from: &'a Mailbox,
    pub(super) to: &'a str,
    pub(super) at: Timestamp,
    /// The address at which the receiver unsubscribes, by hand or by one request of the mail program; none for mail that
    /// the receiver requested.
    pub(super) unsubscribe: Option<&'a str>,
    /// The conversation that the mail is about; none for mail of another kind.
    pub(super) thread: Option<&'a MailThread>,
}

/// What mail programs group mails by.
pub(super) struct MailThread {
    /// The mailing list, as a name below the sender's domain.
    pub(super) list: String,
    /// The conversation, as the local part of a Message-ID that no mail has; none for several.
    pub(super) conversation: Option<String>,
}

/// The complete message. None when the receiver's address is invalid.
///
/// The Message-ID is made of the envelope's id, so that mail programs recognize a mail that is sent twice.
pub(super) fn message(body: &MailBody, envelope: &Envelope<'_>) -> Option<Message> {
    let to: Mailbox = envelope.to.parse().ok()?;
    let micros = u64::try_from(envelope.at.0).unwrap_or(0);
    let domain = envelope.from.email.domain();
    let mut builder = Message::builder()
        .from(envelope.from.clone())
        .to(to)
        .subject(one_line(&body.subject))
        .date(SystemTime::UNIX_EPOCH + Duration::from_micros(micros))
        .message_id(Some(format!("<{}@{domain}>", envelope.id)))
        .header(AutoSubmitted("auto-generated".into()));
    if let Some(unsubscribe) = envelope.unsubscribe {
        let one_click = ListUnsubscribePost("List-Unsubscribe=One-Click".into());
        builder = builder.header(ListUnsubscribe(format!("<{unsubscribe}>"))).header(one_click);
    }
    if let Some(thread) = envelope.thread {
        builder = builder.header(ListId(format!("<{}.{domain}>", thread.list)));
    }
    if let Some(conversation) = envelope.thread.and_then(|thread| thread.conversation.as_ref()) {
        let conversation = format!("<{conversation}@{domain}>");
        builder = builder.in_reply_to(conversation.clone()).references(conversation);
    }
    builder.multipart(MultiPart::alternative_plain_html(plain(&body.parts), html(body))).ok()
}

/// A text shortened to what a mail shows, without control characters, and changed where mail programs would make a
/// link.
pub(super) fn inert(text: &str) -> String {
    match text.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", text::inert(&text[..end])),
        None => text::inert(text),
    }
}

fn quoted(text: &str) -> impl Iterator<Item = String> {
    text.split(['\n', '\u{2028}', '\u{2029}']).map(one_line)
}

fn plain(parts: &[MailBlock]) -> String {
    let mut out = String::new();
    for part in parts {
        // Writing to a String cannot fail.
        let _ = match part {
            MailBlock::Words(words) | MailBlock::Code(words) => writeln!(out, "{words}"),
            MailBlock::Quote(text) => quoted(text).try_for_each(|line| writeln!(out, "> {line}")),
            MailBlock::Comment { words, parent } => {
                let above = parent.iter().flat_map(|parent| quoted(parent)).map(|line| format!("> > {line}"));
                let words = text::inert(&plain_text(words));
                let lines = quoted(&words).map(|line| format!("> {line}"));
                above.chain(lines).try_for_each(|line| writeln!(out, "{line}"))
            }
            MailBlock::Link(what, address) => writeln!(out, "{what}: {address}"),
        };
        out.push('\n');
    }
    out
}

fn html(MailBody { parts, text, .. }: &MailBody) -> String {
    let (lang, direction) = (text.table().lang(), text.table().direction().unwrap_or("ltr"));
    let mut out =
        format!("<!doctype html><html lang=\"{lang}\" dir=\"{direction}\"><head><meta charset=\"utf-8\"></head><body>");
    for part in parts {
        let _ = match part {
            MailBlock::Words(words) => write!(out, "<p>{}</p>", escape(words)),
            MailBlock::Code(code) => write!(out, "<p><strong dir=\"ltr\">{}</strong></p>", escape(code)),
            MailBlock::Quote(text) => write!(out, "{}", quotation(text)),
            MailBlock::Comment { words, parent } => {
                let above = parent.as_deref().map(quotation).unwrap_or_default();
                write!(out, "<blockquote dir=\"auto\">{above}{}</blockquote>", tree_html::html(words))
            }
            MailBlock::Link(what, address) => {
                write!(
                    out,
                    "<p><a href=\"{0}\">{1}</a><br><span dir=\"ltr\">{0}</span></p>",
                    escape(address),
                    escape(what)
                )
            }
        };
    }
    out.push_str("</body></html>");
    out
}

/// A visitor's text as a quotation in HTML.
fn quotation(text: &str) -> String {
    let lines: Vec<_> = quoted(text).map(|line| escape(&line)).collect();
    format!("<blockquote dir=\"auto\">{}</blockquote>", lines.join("<br>"))
}

fn escape(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}

#[cfg(test)]
mod tests {
    use porch_domain::markup::markdown;
    use porch_protocol::Timestamp;

    use super::{Envelope, MailBlock, MailBody, MailThread, html, inert, message, plain};

    #[test]
    fn no_field_can_add_a_header() {
        let from = "porch@talk.example".parse().unwrap();
        for bad in [
            "\r\nBcc: all@evil.example\r\n",
            "\nBcc: all@evil.example",
            "\0Bcc: x",
            "\r.\r\nMAIL FROM:<x>",
            "\u{85}Bcc: x",
        ] {
            let comment = MailBlock::Comment { words: markdown("bread").unwrap(), parent: Some(inert(bad)) };
            let parts = vec![MailBlock::Words(format!("{bad}Ada")), MailBlock::Quote(inert(bad)), comment];
            let text = crate::language::mail("en");
            let body = MailBody { subject: format!("New {bad} comment"), parts, text };
            let unsubscribe = Some("https://talk.example/mail/bakery/x");
            let thread = MailThread { list: "replies.bakery".into(), conversation: Some("replies.1".into()) };
            let (to, at, thread) = ("owner@bakery.example", Timestamp(0), Some(&thread));
            let envelope = Envelope { id: "1", from: &from, to, at, unsubscribe, thread };
            let text = String::from_utf8(message(&body, &envelope).unwrap().formatted()).unwrap();
            let head = text.split("\r\n\r\n").next().unwrap();
            assert!(head.lines().all(|line| !line.to_lowercase().starts_with("bcc")), "{head}");
            assert!(!text.contains("\n.\r\n"), "{text}");
            let envelope = Envelope { to: &format!("owner@bakery.example{bad}"), ..envelope };
            assert!(message(&body, &envelope).is_none(), "{bad:?}");
        }
    }

    #[test]
    fn a_comment_is_whole_and_below_the_beginning_of_what_it_replies_to() {
        let words = markdown(&format!("*{}*\n\n[shop](https://evil.example)", "x".repeat(3_000))).unwrap();
        let text = crate::language::mail("en");
        let parts = vec![MailBlock::Comment { words, parent: Some("Which flour?\nAnd <b>?".into()) }];
        let lines = format!("> > Which flour?\n> > And <b>?\n> {}\n> shop\n\n", "x".repeat(3_000));
        assert_eq!(plain(&parts), lines);
        let html = html(&MailBody { subject: String::new(), parts, text });
        let quoted =
            "<blockquote dir=\"auto\"><blockquote dir=\"auto\">Which flour?<br>And &lt;b&gt;?</blockquote><p><em>xx";
        assert!(html.contains(quoted) && html.contains("</em></p><p>shop</p></blockquote>"), "{html}");
    }

    #[test]
    fn a_long_text_is_cut() {
        assert_eq!(inert(&"x".repeat(3_000)).chars().count(), 2_001);
    }
}
