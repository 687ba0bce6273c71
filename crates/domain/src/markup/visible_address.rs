//! The addresses that a reader sees in a paragraph, in any markup: names that begin in one link and end in another or
//! beside it, names with spaces around their dots, and signs that look like a dot.
//!
//! It recognises too many addresses rather than too few: the only effect is that a link's real host is shown beside it.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::is_blank;

/// A letter as it is read, and the index of its link in the paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Letter {
    pub(super) sign: char,
    pub(super) link: Option<usize>,
}

/// A text that reads as an address, or as a part of one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct VisibleAddress {
    /// The host's name, or the mail address.
    pub(super) name: String,
    /// The links that contain it, or that it continues in.
    pub(super) links: Vec<usize>,
}

/// Top-level domains that are never read as a word of a sentence.
const ENDINGS: [&str; 14] =
    ["com", "net", "org", "info", "biz", "edu", "gov", "io", "co", "app", "dev", "shop", "bank", "online"];
/// The beginnings of web addresses.
const BEGINNINGS: [&str; 3] = ["https://", "http://", "www."];
/// The characters between the host of an address and what follows it.
const SLASHES: [char; 4] = ['/', '\\', '?', '#'];

/// The letters of a text, as they are read: styled letters are plain, and invisible ones are removed.
pub(super) fn letters(words: &str, link: Option<usize>) -> impl Iterator<Item = Letter> {
    let normalised = words.chars().flat_map(|c| std::iter::once(c).nfkc().collect::<Vec<_>>());
    normalised.filter(|c| c.is_whitespace() || !is_blank(*c)).map(move |sign| Letter { sign, link })
}

/// The hosts that a paragraph contains, or seems to contain.
pub(super) fn hosts(paragraph: &[Letter]) -> Vec<VisibleAddress> {
    words_of_lines(paragraph).flat_map(|word| hosts_of_word(&word)).collect()
}

/// The mail addresses that a paragraph contains, and its bare hosts.
pub(super) fn mail_addresses(paragraph: &[Letter]) -> Vec<VisibleAddress> {
    let inside = |c: char| is_of_host(c) || matches!(c, '@' | '+' | '=' | '~' | '%');
    let mut found = Vec::new();
    for word in words_of_lines(paragraph) {
        for piece in word.split(|letter| !inside(letter.sign)) {
            let piece = trimmed(piece);
            if piece.iter().any(|letter| letter.sign == '@') || is_host(&text(piece)) {
                found.push(VisibleAddress { name: text(piece), links: links(piece) });
            }
        }
    }
    found
}

fn words_of_lines(paragraph: &[Letter]) -> impl Iterator<Item = Vec<Letter>> {
    paragraph.split(|letter| letter.sign == '\n').flat_map(words)
}

/// The words of a line. Spaces around the dot of a name do not separate words.
fn words(line: &[Letter]) -> Vec<Vec<Letter>> {
    let line = without_signs_at_dots(&with_dots(line));
    let mut words: Vec<Vec<Letter>> = Vec::new();
    let mut open = false;
    let mut pieces = pieces(&line).into_iter().peekable();
    while let Some((mut piece, spaced)) = pieces.next() {
        let next_ends = pieces.peek().is_some_and(|(next, _)| begins_with_ending(next));
        if next_ends && text(&piece).trim_matches(['(', ')', '[', ']']).eq_ignore_ascii_case("dot") {
            piece = vec![Letter { sign: '.', ..piece[0] }];
        }
        let alone = piece.len() == 1 && piece[0].sign == '.';
        match words.last_mut().filter(|last| spaced && (open || continues_name(last, &piece, alone))) {
            Some(last) => last.extend(piece),
            None => words.push(piece),
        }
        open = alone;
    }
    words
}

/// Whether a name continues after a space.
fn continues_name(before: &[Letter], piece: &[Letter], dot_alone: bool) -> bool {
    if before.last().is_some_and(|last| last.sign == '.') {
        return text(before).eq_ignore_ascii_case("www.") || begins_with_ending(piece);
    }
    let ending = piece.first().filter(|first| first.sign == '.').map(|_| label(&piece[1..]));
    dot_alone || ending.is_some_and(|ending| is_ending(&ending.to_lowercase()) || is_country(&ending))
}

/// The parts between spaces, and between links where a reader sees an end; each with whether a space is before it.
fn pieces(line: &[Letter]) -> Vec<(Vec<Letter>, bool)> {
    let mut pieces: Vec<(Vec<Letter>, bool)> = Vec::new();
    let mut spaced = true;
    for (at, letter) in line.iter().enumerate() {
        if letter.sign.is_whitespace() {
            spaced = true;
            continue;
        }
        let parted = spaced || at.checked_sub(1).is_some_and(|before| ends_at_edge(line[before], &line[at..]));
        match pieces.last_mut().filter(|_| !parted) {
            Some((piece, _)) => piece.push(*letter),
            None => pieces.push((vec![*letter], spaced)),
        }
        spaced = false;
    }
    pieces
}

/// Whether an address ends where a link begins or ends: in scripts without spaces, text stands directly beside it, and
/// a link whose text begins like an address begins a new one.
fn ends_at_edge(before: Letter, rest: &[Letter]) -> bool {
    let Some(first) = rest.first().filter(|first| first.link != before.link) else { return false };
    let of_two_scripts = (before.sign.is_ascii() && is_unspaced(first.sign))
        || (is_unspaced(before.sign) && first.sign.is_ascii_alphanumeric());
    let joined = before.sign.is_alphanumeric() || matches!(before.sign, '.' | '-' | '@');
    let beginning: String = rest.iter().take(8).map(|letter| letter.sign.to_ascii_lowercase()).collect();
    of_two_scripts || (first.link.is_some() && !joined && BEGINNINGS.iter().any(|start| beginning.starts_with(start)))
}

/// The line with a dot in place of every sign that a reader takes for the dot of an address.
fn with_dots(line: &[Letter]) -> Vec<Letter> {
    let sign = |at: usize| line.get(at).map_or(' ', |letter| letter.sign);
    let dotted = line.iter().enumerate().map(|(at, letter)| {
        let (before, after) = (at.checked_sub(1).map_or(' ', sign), sign(at + 1));
        let is_dot = match letter.sign {
            '٠' | '۰' | '۔' | 'ꓸ' => true,
            // The end of a sentence in a script without spaces.
            '。' => !is_unspaced(after) && !after.is_whitespace(),
            // Also a letter of Catalan, and a mark between names in Japanese.
            '·' | '•' | '∙' | '⋅' | '‧' | '・' => {
                before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric() && (before, after) != ('l', 'l')
            }
            c if c.is_alphanumeric() || c.is_whitespace() || is_combining_mark(c) => false,
            '.' | '-' | '_' | '/' | '\\' | '@' | '?' | '#' | '&' | '=' | '%' | '+' => false,
            _ => before.is_alphanumeric() && ends_name(&line[at + 1..]),
        };
        if is_dot { Letter { sign: '.', ..*letter } } else { *letter }
    });
    dotted.collect()
}

/// Whether these letters can only be the end of a host's name: a well-known top-level domain, or a country's before a
/// path.
fn ends_name(letters: &[Letter]) -> bool {
    let ending = label(letters);
    let path = letters.get(ending.chars().count()).is_some_and(|letter| letter.sign == '/');
    is_ending(&ending.to_lowercase()) || (path && is_country(&ending))
}

/// The line without brackets, quotation marks and the like beside a dot: `bank[.]com`.
fn without_signs_at_dots(line: &[Letter]) -> Vec<Letter> {
    let wraps =
        |c: char| matches!(c, '"' | '\'' | '`' | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '*' | '|' | '~' | '^');
    let is_dot = |at: Option<usize>| at.and_then(|at| line.get(at)).is_some_and(|letter| letter.sign == '.');
    let beside = |at: usize| is_dot(at.checked_sub(1)) || is_dot(Some(at + 1));
    line.iter()
        .enumerate()
        .filter(|(at, letter)| !wraps(letter.sign) || !beside(*at))
        .map(|(_, letter)| *letter)
        .collect()
}

/// The letters up to the first one that cannot be in a label.
fn label(letters: &[Letter]) -> String {
    letters.iter().map(|letter| letter.sign).take_while(|c| is_of_host(*c) && *c != '.').collect()
}

fn begins_with_ending(piece: &[Letter]) -> bool {
    is_ending(&label(piece))
}

fn is_ending(label: &str) -> bool {
    ENDINGS.contains(&label)
}

fn is_country(label: &str) -> bool {
    label.len() == 2 && label.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn hosts_of_word(word: &[Letter]) -> Vec<VisibleAddress> {
    let scheme = word.windows(3).position(|three| text(three) == "://");
    let mut found = Vec::new();
    // Text before the address in the same word does not belong to it, and may be an address itself.
    for name in names(word, 0..scheme.unwrap_or(0)).into_iter().filter(|name| is_host(&text(&word[name.clone()]))) {
        found.push(visible_address(word, name.clone(), name));
    }
    let mut at = scheme.map_or(0, |at| at + 1);
    // After leading slashes, whatever follows is meant as a host.
    let meant = word[at..].iter().take_while(|letter| matches!(letter.sign, '/' | '\\')).count() > 1;
    let begins = scheme.map_or(at, |at| scheme_begins(&word[..at]));
    while at < word.len() {
        let end = word[at..].iter().position(|letter| SLASHES.contains(&letter.sign)).map_or(word.len(), |to| at + to);
        let named = hosts_between(word, at..end, meant);
        // The rest is a path, in which names are files.
        if !named.is_empty() {
            found.extend(named.into_iter().map(|name| {
                let whole = begins.min(name.start)..end_of_address(word, name.end);
                visible_address(word, name, whole)
            }));
            break;
        }
        at = end + 1;
    }
    found
}

/// The hosts in a part of a word. Where one is `meant`, it needs no dot.
fn hosts_between(word: &[Letter], part: Range<usize>, meant: bool) -> Vec<Range<usize>> {
    // IPv6 (RFC 3986, 3.2.2).
    let closed = word[part.clone()].iter().position(|letter| letter.sign == ']');
    if let Some(length) = closed.filter(|_| meant && word[part.start].sign == '[') {
        return std::iter::once(part.start..part.start + length + 1).collect();
    }
    let digits = |from: usize| word[from..part.end].iter().take_while(|letter| letter.sign.is_ascii_digit()).count();
    let colon = |at: usize| (part.start..part.end).contains(&at) && word[at].sign == ':';
    let is_named = |name: &Range<usize>| {
        let text = text(&word[name.clone()]);
        let is_port = name.start.checked_sub(1).is_some_and(colon) && digits(name.start) == name.len();
        let with_port =
            colon(name.end) && (2..=5).contains(&digits(name.end + 1)) && text.contains(char::is_alphabetic);
        let lone = !text.contains('.') && (with_port || (meant && !is_port));
        lone || is_host(&text) || text.eq_ignore_ascii_case("localhost")
    };
    names(word, part.clone()).into_iter().filter(is_named).collect()
}

/// The runs of a part of a word that can be names of hosts, without characters at the edges that no name has there.
fn names(word: &[Letter], part: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = part.start;
    for at in part.clone().chain(std::iter::once(part.end)) {
        if at == part.end || !is_of_host(word[at].sign) {
            let (mut start, mut end) = (from, at);
            while start < end && is_trimmed(word[start].sign) {
                start += 1;
            }
            while start < end && is_trimmed(word[end - 1].sign) {
                end -= 1;
            }
            if start < end {
                found.push(start..end);
            }
            from = at + 1;
        }
    }
    found
}

/// Where the scheme before `://` begins.
fn scheme_begins(before: &[Letter]) -> usize {
    before.iter().rposition(|letter| !letter.sign.is_ascii_alphanumeric()).map_or(0, |at| at + 1)
}

/// Where the address ends whose host ends at `host_ends`: a port, a path or a query extends to a bracket or quotation
/// mark.
fn end_of_address(word: &[Letter], host_ends: usize) -> usize {
    let sign = |at: usize| word.get(at).map_or(' ', |letter| letter.sign);
    let continues = SLASHES.contains(&sign(host_ends))
        || sign(host_ends) == '@'
        || (sign(host_ends) == ':' && sign(host_ends + 1).is_ascii_digit());
    if !continues {
        return host_ends;
    }
    let ends = |letter: &Letter| matches!(letter.sign, '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '"' | '|');
    word[host_ends..].iter().position(ends).map_or(word.len(), |to| host_ends + to)
}

fn visible_address(word: &[Letter], name: Range<usize>, whole: Range<usize>) -> VisibleAddress {
    VisibleAddress { name: text(&word[name]), links: links(&word[whole]) }
}

fn links(letters: &[Letter]) -> Vec<usize> {
    let mut links: Vec<usize> = letters.iter().filter_map(|letter| letter.link).collect();
    links.dedup();
    links
}

fn text(letters: &[Letter]) -> String {
    letters.iter().map(|letter| letter.sign).collect()
}

fn trimmed(letters: &[Letter]) -> &[Letter] {
    let start = letters.iter().position(|letter| !is_trimmed(letter.sign)).unwrap_or(letters.len());
    let end = letters.iter().rposition(|letter| !is_trimmed(letter.sign)).map_or(start, |at| at + 1);
    &letters[start..end]
}

fn is_trimmed(c: char) -> bool {
    matches!(c, '.' | '-' | '_')
}

fn is_of_host(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '-' | '_') || is_combining_mark(c)
}

fn is_host(name: &str) -> bool {
    let Some((before, last)) = name.rsplit_once('.') else { return false };
    let named = last.starts_with("xn--") || (last.chars().count() > 1 && last.chars().all(char::is_alphabetic));
    let numbered = name.parse::<std::net::Ipv4Addr>().is_ok();
    numbered || (named && before.split('.').all(|label| !label.is_empty()))
}

/// Letters of scripts without spaces between words, or without spaces before suffixes.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FA}' | '\u{30FC}'..='\u{31FF}' | '\u{3400}'..='\u{9FFF}')
        || matches!(c, '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{2FDF}' | '\u{A960}'..='\u{A97F}')
        || matches!(c, '\u{AC00}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FFDC}')
        || matches!(c, '\u{20000}'..='\u{3FFFF}' | '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}')
}
