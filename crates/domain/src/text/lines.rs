//! Texts of visitors on one line of our messages: in mails, in chats, on the command line.

use super::letters::{is_dropped, is_forbidden};

/// A text for one line of a message: white space of any kind becomes a space, controls and changes of direction are
/// removed.
pub fn one_line(text: &str) -> String {
    let spaced = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    spaced.filter(|c| !is_forbidden(*c) && !is_dropped(*c)).collect()
}

/// A text in quotation marks that it cannot close itself, on one line and without links, so that a name or a title
/// cannot imitate our own text.
pub fn quoted(text: &str) -> String {
    let mark = |c: char| matches!(c, '“' | '”' | '„' | '‟' | '〝' | '〞' | '〟' | '"' | '＂');
    let line: String = one_line(text).chars().map(|c| if mark(c) { '\'' } else { c }).collect();
    format!("“{}”", inert(line.trim()))
}

/// A text in which a mail or chat program finds no address and no name to link: a zero-width space separates what it
/// would join.
pub fn inert(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut letters = text.chars().filter(|c| !is_forbidden(*c)).peekable();
    while let Some(c) = letters.next() {
        out.push(c);
        if matches!(c, ':' | '@') || (c == '.' && letters.peek().is_some_and(|next| next.is_alphanumeric())) {
            out.push('\u{200B}');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{inert, one_line, quoted};

    #[test]
    fn a_text_stays_on_its_line_and_inside_its_quotation_marks() {
        assert_eq!(one_line("a\r\nb\u{85}c\u{2028}d\u{202E}\0"), "a  b c d");
        assert_eq!(quoted("  Rye\nbread  "), "“Rye bread”");
        assert_eq!(quoted("x” – approved. Log in at „here\""), "“x' – approved. Log in at 'here'”");
        assert_eq!(quoted("evil.example"), "“evil.\u{200B}example”");
    }

    #[test]
    fn addresses_and_names_become_no_links() {
        assert_eq!(
            inert("see https://evil.example or ada@b.c, 1.5 e.g. x"),
            "see https:\u{200b}//evil.\u{200b}example or ada@\u{200b}b.\u{200b}c, 1.\u{200b}5 e.\u{200b}g. x"
        );
    }
}
