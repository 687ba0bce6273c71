//! Bare addresses in a text: where each one ends, and what follows it.
//!
//! The parser takes everything up to a space. Many scripts use no spaces, and their full stops and quotation marks do
//! not belong to an address.

use linkify::{Link, LinkFinder, LinkKind};
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use super::builder::{Builder, InlineMark};
use super::link;
use super::visible_address::is_unspaced;

/// The schemes of web addresses.
const SCHEMES: [&str; 2] = ["https://", "http://"];

/// Whether a link's text is its own address, as the parser makes links of bare addresses.
pub(super) fn is_bare(words: &str, url: &str) -> bool {
    url == words || url.strip_prefix("http://") == Some(words) || url.strip_prefix("mailto:") == Some(words)
}

/// Writes a text that the parser takes for an address: links for the addresses in it, text for the rest.
pub(super) fn write(builder: &mut Builder, words: &str) {
    let mut pieces = Vec::new();
    part(words, &mut pieces);
    write_pieces(builder, pieces);
}

/// Writes a text of an import, whose bare addresses are links at their origin: blog programs store them as text and
/// make links of them when they show them.
pub(super) fn write_found(builder: &mut Builder, words: &str) {
    write_pieces(builder, found(words));
}

/// A text, and the address of its link, where it has one.
type TextOrLink<'w> = (&'w str, Option<String>);

fn write_pieces(builder: &mut Builder, pieces: Vec<TextOrLink<'_>>) {
    for (words, address) in pieces {
        if let Some(address) = address {
            builder.open_mark(InlineMark::Link(address));
            builder.text(words);
            builder.close_mark();
        } else {
            builder.text(words);
        }
    }
}

/// A text in parts, split where an address begins or ends.
fn found(words: &str) -> Vec<TextOrLink<'_>> {
    if !words.contains("://") && !words.contains('@') && !words.contains("www.") {
        return vec![(words, None)];
    }
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false);
    let mut pieces = Vec::new();
    let mut from = 0;
    // Any two words with a dot between them look like a host's name.
    let is_meant = |found: &Link<'_>| {
        let text = found.as_str();
        *found.kind() == LinkKind::Email || text.starts_with("www.") || text.contains("://")
    };
    for found in finder.links(words).filter(is_meant) {
        pieces.push((&words[from..found.start()], None));
        part(&words[found.start()..found.end()], &mut pieces);
        from = found.end();
    }
    pieces.push((&words[from..], None));
    pieces
}

/// Splits a text that begins with an address: each address in it, and the text after it.
fn part<'w>(words: &'w str, pieces: &mut Vec<TextOrLink<'w>>) {
    let mut rest = words;
    loop {
        let (typed, behind) = rest.split_at(end(rest));
        pieces.push((typed, link::address(&target(typed))));
        let next = SCHEMES.iter().filter_map(|scheme| behind.find(scheme)).min();
        let (between, next) = behind.split_at(next.unwrap_or(behind.len()));
        pieces.push((between, None));
        if next.is_empty() {
            return;
        }
        rest = next;
    }
}

fn target(typed: &str) -> String {
    match typed {
        www if www.starts_with("www.") => format!("http://{www}"),
        mail if mail.contains('@') && !mail.contains(':') => format!("mailto:{mail}"),
        other => other.to_owned(),
    }
}

/// Where the address ends that the text begins with, in bytes.
fn end(words: &str) -> usize {
    let host_at = words.find("://").map_or(0, |at| at + 3);
    if words.is_ascii() {
        return words.len();
    }
    let mut before = '/';
    let mut end = words.len();
    for (at, c) in words.char_indices().skip_while(|(at, _)| *at < host_at) {
        if ends_address(c) || (is_unspaced(c) && before.is_ascii_alphanumeric() && !in_name(&words[host_at..at])) {
            end = at;
            break;
        }
        before = c;
    }
    trimmed(&words[..end]).len()
}

/// Whether the host's name continues: `www.例え.jp` has letters like any other name, `a.example谢谢` has ended.
fn in_name(host: &str) -> bool {
    let ended = |last: &str| last.len() > 1 && last.bytes().all(|b| b.is_ascii_alphabetic());
    !host.contains(['/', '?', '#']) && !host.rsplit_once('.').is_some_and(|(_, last)| ended(last))
}

/// An address without the punctuation of the sentence at its end, as the parser does for ASCII.
fn trimmed(address: &str) -> &str {
    let mut address = address;
    while let Some(last) = address.chars().next_back() {
        let of_sentence = match last {
            ')' => address.matches(')').count() > address.matches('(').count(),
            c if c.is_ascii() => "?!.,:;*_~'\"".contains(c),
            c => is_punctuation(c),
        };
        if !of_sentence {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    address
}

/// Punctuation that no address has unescaped: of East Asian scripts, and quotation marks and brackets of all scripts.
fn ends_address(c: char) -> bool {
    let wide = matches!(c, '\u{3000}'..='\u{303F}' | '\u{30FB}' | '\u{FE10}'..='\u{FE1F}' | '\u{FE30}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF65}');
    let breaks = matches!(c, '—' | '…' | '\u{2E3A}' | '\u{2E3B}');
    (wide && !c.is_alphanumeric()) || breaks || (!c.is_ascii() && is_bracket(c))
}

fn is_bracket(c: char) -> bool {
    use GeneralCategory as G;
    matches!(
        c.general_category(),
        G::OpenPunctuation | G::ClosePunctuation | G::InitialPunctuation | G::FinalPunctuation
    )
}

fn is_punctuation(c: char) -> bool {
    use GeneralCategory as G;
    is_bracket(c) || matches!(c.general_category(), G::OtherPunctuation | G::DashPunctuation | G::ConnectorPunctuation)
}

#[cfg(test)]
mod tests {
    use super::{end, found};

    #[test]
    fn an_address_ends_where_a_reader_sees_its_end() {
        for (address, behind) in [
            ("https://example.com/a", "。谢谢"),
            ("https://example.com/a", "谢谢"),
            ("https://example.com", "谢谢"),
            ("https://example.com/a", "、https://b.example"),
            ("https://example.com/a", "에서"),
            ("https://example.com/a", "ขอบคุณ"),
            ("https://example.com/a", "」と言った"),
            ("https://example.com/a", "”"),
            ("https://example.com/a", "»."),
            ("https://example.com/a", ".…"),
            ("https://example.com/a", "）。"),
            ("https://example.com/a", "؟"),
            ("https://ja.wikipedia.org/wiki/パン", "。"),
            ("https://例え.jp/パン", "！"),
            ("https://sub.例子.中国/a", ""),
            ("www.例え.jp", "、"),
            ("https://de.wikipedia.org/wiki/Käse", ""),
            ("https://en.wikipedia.org/wiki/Bread_(food)", "”"),
            ("https://example.com/a_(b", ""),
            ("https://ru.wikipedia.org/wiki/Хлеб?x=ё", ""),
        ] {
            let words = format!("{address}{behind}");
            assert_eq!(&words[..end(&words)], address, "{words}");
        }
    }

    #[test]
    fn bare_addresses_become_links_without_the_punctuation_after_them() {
        for (word, led) in [
            (
                "http://example.com/recipes/rye_(dark)_bread?x=1&y=2,",
                &["http://example.com/recipes/rye_(dark)_bread?x=1&y=2"][..],
            ),
            ("(https://example.com/a).", &["https://example.com/a"]),
            ("see:http://example.com/x!", &["http://example.com/x"]),
            ("www.example.org", &["http://www.example.org/"]),
            ("me@example.org,", &["mailto:me@example.org"]),
            ("<https://example.com/>", &["https://example.com/"]),
            ("https://example.com/a。谢谢", &["https://example.com/a"]),
            ("https://example.com/a、https://example.com/b", &["https://example.com/a", "https://example.com/b"]),
        ] {
            let pieces = found(word);
            let addresses: Vec<_> = pieces.iter().filter_map(|(_, address)| address.as_deref()).collect();
            assert_eq!(addresses, led, "{word}");
            assert_eq!(pieces.iter().map(|(words, _)| *words).collect::<String>(), word);
        }
        for word in ["end.Next", "a@b", "ftp://example.com/x", "javascript://x", "http://", "@ada"] {
            assert!(found(word).iter().all(|(_, address)| address.is_none()), "{word}");
        }
    }
}
