//! The layout of a mail: plain text and a simple HTML page. No text of a visitor becomes a link or a header.

use std::fmt::Write;
use std::time::{Duration, SystemTime};

use lettre::Message;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use porch_protocol::Timestamp;

use porch_domain::text::{self, one_line};

use crate::language::MailText;

/// Characters of a comment that a mail shows.
const SHOWN_CHARS: usize = 2_000;

/// Part of a mail.
pub(super) enum MailBlock {
    /// Porch's own text.
    Words(String),
    /// A visitor's text, shown as a quotation.
    Quote(String),
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
}

/// RFC 3834: tells other programs not to send automatic answers.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// RFC 2369: the address at which the receiver unsubscribes.
#[derive(Clone)]
struct ListUnsubscribe(String);

impl Header for ListUnsubscribe {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe")
    }

    fn parse(line: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(line.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), format!("<{}>", self.0))
    }
}

/// RFC 8058: one POST request unsubscribes.
#[derive(Clone)]
struct ListUnsubscribePost;

impl Header for ListUnsubscribePost {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe-Post")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "List-Unsubscribe=One-Click".to_owned())
    }
}

/// The complete message. None when the receiver's address is invalid.
///
/// The Message-ID is made of the envelope's id, so that mail programs recognize a mail that is sent twice.
pub(super) fn message(body: &MailBody, envelope: &Envelope<'_>) -> Option<Message> {
    let to: Mailbox = envelope.to.parse().ok()?;
    let micros = u64::try_from(envelope.at.0).unwrap_or(0);
    let mut builder = Message::builder()
        .from(envelope.from.clone())
        .to(to)
        .subject(one_line(&body.subject))
        .date(SystemTime::UNIX_EPOCH + Duration::from_micros(micros))
        .message_id(Some(format!("<{}@{}>", envelope.id, envelope.from.email.domain())))
        .header(AutoSubmitted);
    if let Some(unsubscribe) = envelope.unsubscribe {
        builder = builder.header(ListUnsubscribe(unsubscribe.to_owned())).header(ListUnsubscribePost);
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
            MailBlock::Link(what, address) => writeln!(out, "{what}: {address}"),
        };
        out.push('\n');
    }
    out
}

fn html(MailBody { parts, text, .. }: &MailBody) -> String {
    let escape = |text: &str| quick_xml::escape::escape(text).into_owned();
    let (lang, direction) = (text.table().lang(), text.table().direction().unwrap_or("ltr"));
    let mut out =
        format!("<!doctype html><html lang=\"{lang}\" dir=\"{direction}\"><head><meta charset=\"utf-8\"></head><body>");
    for part in parts {
        let _ = match part {
            MailBlock::Words(words) => write!(out, "<p>{}</p>", escape(words)),
            MailBlock::Code(code) => write!(out, "<p><strong dir=\"ltr\">{}</strong></p>", escape(code)),
            MailBlock::Quote(text) => {
                let lines: Vec<_> = quoted(text).map(|line| escape(&line)).collect();
                write!(out, "<blockquote>{}</blockquote>", lines.join("<br>"))
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

#[cfg(test)]
mod tests {
    use porch_protocol::Timestamp;

    use super::{Envelope, MailBlock, MailBody, inert, message};

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
            let parts = vec![MailBlock::Words(format!("{bad}Ada")), MailBlock::Quote(inert(bad))];
            let text = crate::language::mail("en");
            let body = MailBody { subject: format!("New {bad} comment"), parts, text };
            let unsubscribe = Some("https://talk.example/mail/bakery/x");
            let envelope = Envelope { id: "1", from: &from, to: "owner@bakery.example", at: Timestamp(0), unsubscribe };
            let text = String::from_utf8(message(&body, &envelope).unwrap().formatted()).unwrap();
            let head = text.split("\r\n\r\n").next().unwrap();
            assert!(head.lines().all(|line| !line.to_lowercase().starts_with("bcc")), "{head}");
            assert!(!text.contains("\n.\r\n"), "{text}");
            let envelope = Envelope { to: &format!("owner@bakery.example{bad}"), ..envelope };
            assert!(message(&body, &envelope).is_none(), "{bad:?}");
        }
    }

    #[test]
    fn a_long_text_is_cut() {
        assert_eq!(inert(&"x".repeat(3_000)).chars().count(), 2_001);
    }
}
