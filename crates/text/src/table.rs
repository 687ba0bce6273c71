//! One table: the texts of one surface in one language, and their evaluation.
//!
//! A table is one string of records, separated by [`RECORD`]: six about the language ([`HEADER`]), then one for each
//! message, in the order of the English file. A message is text with marks: [`ARGUMENT`] and the argument's place;
//! [`SELECT`], the argument's place, and for each variant its key, [`KEY`] and its text, with U+0004 between two
//! and [`END`] after the last, which is the default and has an empty key.

use crate::plural::PluralRules;

/// Separates records.
const RECORD: u8 = b'\x06';
/// An argument is inserted.
const ARGUMENT: u8 = b'\x01';
/// A text is selected by an argument.
const SELECT: u8 = b'\x02';
/// Between the key of a variant and its text.
const KEY: u8 = b'\x03';
/// After the last variant.
const END: u8 = b'\x05';
/// The place of the first argument: `0`, the next one `1`, and so on.
const FIRST_PLACE: u8 = b'0';
/// The records about the language: its tag, its direction, the digit zero, what stands between groups of three digits,
/// from how many digits on numbers are grouped, and the tags of languages that it stands for.
const HEADER: usize = 6;

/// Stand for nodes in a sentence, as arguments; [`pieces`] finds them. Control characters, which no text has.
pub const NODES: [&str; 3] = ["\u{e}", "\u{f}", "\u{10}"];

/// The text before the first byte of a range, that byte, and the text after it. Without one, the byte is 0. Written by
/// hand: the standard library's search for a character takes a kilobyte of the widget.
fn cut(text: &str, least: u8, most: u8) -> (&str, u8, &str) {
    for (at, byte) in text.bytes().enumerate() {
        if byte >= least && byte <= most {
            return (text.get(..at).unwrap_or_default(), byte, text.get(at + 1..).unwrap_or_default());
        }
    }
    (text, 0, "")
}

/// An argument of a message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arg<'a> {
    /// A number.
    Number(usize),
    /// A text.
    Text(&'a str),
    /// A text that is missing.
    None,
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Self::Number(number)
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<Option<&'a str>> for Arg<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map_or(Self::None, Self::Text)
    }
}

/// The texts of one surface in one language.
#[derive(Debug)]
pub struct Table {
    source: &'static str,
    records: Vec<&'static str>,
    plural: PluralRules,
}

impl Table {
    /// Reads a compiled table.
    pub fn new(source: &'static str) -> Self {
        let (mut records, mut rest) = (Vec::new(), source);
        loop {
            let (record, mark, after) = cut(rest, RECORD, RECORD);
            records.push(record);
            if mark == 0 {
                break;
            }
            rest = after;
        }
        Self { source, records, plural: PluralRules::default() }
    }

    /// Reads a table that was loaded while the program runs. It is never freed: load each once.
    pub fn leak(source: String) -> &'static Self {
        Box::leak(Box::new(Self::new(source.leak())))
    }

    /// Whether it was read from this source.
    pub fn is(&self, source: &str) -> bool {
        source == self.source
    }

    fn record(&self, index: usize) -> &'static str {
        self.records.get(index).copied().unwrap_or_default()
    }

    /// The language's tag, as in `lang`.
    pub fn lang(&self) -> &'static str {
        self.record(0)
    }

    /// `rtl` where the language is written from right to left: the value for `dir`.
    pub fn direction(&self) -> Option<&'static str> {
        Some(self.record(1)).filter(|direction| *direction == "rtl")
    }

    /// The tags of languages that this one stands for where they are not there, separated by spaces.
    pub fn stands_for(&self) -> &'static str {
        self.record(5)
    }

    /// A message without arguments.
    pub fn plain(&self, index: usize) -> &'static str {
        self.record(HEADER + index)
    }

    /// A message with arguments.
    pub fn format(&self, index: usize, args: &[Arg<'_>]) -> String {
        let mut out = String::new();
        self.evaluate(self.record(HEADER + index), args, true, &mut out);
        out
    }

    /// A number with the language's digits, in groups of three.
    pub fn number(&self, number: usize) -> String {
        let digits = number.to_string();
        let least: usize = self.record(4).parse().unwrap_or(4);
        let group = if digits.len() >= least { self.record(3) } else { "" };
        let zero = self.record(2).chars().next().unwrap_or('0');
        let mut out = String::new();
        for (index, digit) in digits.bytes().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push_str(group);
            }
            out.push(char::from_u32(u32::from(zero) + u32::from(digit - b'0')).unwrap_or('0'));
        }
        out
    }

    /// Evaluates a pattern up to its end, or to the end of the variant that it is. Returns the rest, and the mark before
    /// it. A table with faults gives a wrong text, and never a panic.
    fn evaluate<'t>(&self, pattern: &'t str, args: &[Arg<'_>], shown: bool, out: &mut String) -> (&'t str, u8) {
        let mut rest = pattern;
        loop {
            let (text, mark, after) = cut(rest, ARGUMENT, END);
            if shown {
                out.push_str(text);
            }
            if mark != ARGUMENT && mark != SELECT {
                return (after, mark);
            }
            let place = after.bytes().next().unwrap_or_default().wrapping_sub(FIRST_PLACE);
            let arg = args.get(usize::from(place)).copied().unwrap_or(Arg::None);
            rest = after.get(1..).unwrap_or_default();
            if mark == SELECT {
                rest = self.select(rest, arg, args, shown, out);
            } else if shown {
                match arg {
                    Arg::Number(number) => out.push_str(&self.number(number)),
                    Arg::Text(text) => out.push_str(text),
                    Arg::None => {}
                }
            }
        }
    }

    /// Evaluates the first variant whose key fits, and returns what follows the last one.
    fn select<'t>(&self, variants: &'t str, by: Arg<'_>, args: &[Arg<'_>], shown: bool, out: &mut String) -> &'t str {
        let (mut rest, mut found) = (variants, !shown);
        loop {
            let (key, mark, text) = cut(rest, KEY, KEY);
            if mark == 0 {
                return "";
            }
            let fits = !found && (key.is_empty() || self.fits(by, key));
            found |= fits;
            let (after, mark) = self.evaluate(text, args, fits, out);
            if mark == END || mark == 0 {
                return after;
            }
            rest = after;
        }
    }

    fn fits(&self, arg: Arg<'_>, key: &str) -> bool {
        match arg {
            Arg::Number(number) if key.as_bytes()[0].is_ascii_digit() => key.parse() == Ok(number),
            Arg::Number(number) => self.plural.category(self.lang(), number) == key,
            Arg::Text(text) => text == key,
            Arg::None => key == "none",
        }
    }
}

/// A part of a sentence with nodes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Piece<'a> {
    /// Text.
    Text(&'a str),
    /// The node with this place in [`NODES`].
    Node(usize),
}

/// The parts of a sentence in which [`NODES`] were passed, in their order; no part is empty.
pub fn pieces(sentence: &str) -> Vec<Piece<'_>> {
    let (mut all, mut rest) = (Vec::new(), sentence);
    while !rest.is_empty() {
        let (text, mark, after) = cut(rest, b'\x0e', b'\x10');
        if !text.is_empty() {
            all.push(Piece::Text(text));
        }
        if mark > 0 {
            all.push(Piece::Node(usize::from(mark - b'\x0e')));
        }
        rest = after;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{NODES, Piece, Table, pieces};

    const ENGLISH: &str = "en\u{6}ltr\u{6}0\u{6},\u{6}4\u{6}\u{6}Cancel\u{6}\u{2}00\u{3}No comments\u{4}one\u{3}\u{1}0 comment\
        \u{4}\u{3}\u{1}0 comments\u{5}.\u{6}\u{2}0none\u{3}The team asks\u{4}\u{3}\u{1}0 asks \u{2}1one\u{3}once\u{4}\u{3}\u{1}1 times\u{5}\u{5}!";

    #[test]
    fn a_message_is_selected_by_its_arguments() {
        let table = Table::new(ENGLISH);
        assert_eq!((table.lang(), table.direction(), table.plain(0)), ("en", None, "Cancel"));
        let counts = [0, 1, 2, 12_345].map(|count| table.format(1, &[count.into()]));
        assert_eq!(counts, ["No comments.", "1 comment.", "2 comments.", "12,345 comments."]);
        let asks = |name: Option<&str>, times: usize| table.format(2, &[name.into(), times.into()]);
        assert_eq!(asks(None, 1), "The team asks!");
        assert_eq!(asks(Some("Marta"), 1), "Marta asks once!");
        assert_eq!(asks(Some("Marta"), 2), "Marta asks 2 times!");
    }

    #[test]
    fn numbers_have_the_digits_and_groups_of_their_language() {
        let number = |header: &'static str, number| Table::new(header).number(number);
        assert_eq!(number("fa\u{6}rtl\u{6}۰\u{6}٬\u{6}4", 1_234_567), "۱٬۲۳۴٬۵۶۷");
        assert_eq!(number("es\u{6}ltr\u{6}0\u{6}.\u{6}5", 1_234), "1234");
        assert_eq!(number("es\u{6}ltr\u{6}0\u{6}.\u{6}5", 12_345), "12.345");
        assert_eq!(number("", 7), "7");
    }

    #[test]
    fn a_broken_table_gives_no_panic() {
        for source in ["", "\u{6}", ENGLISH] {
            for end in (0..source.len()).filter(|end| source.is_char_boundary(*end)) {
                let table = Table::new(&source[..end]);
                for index in 0..4 {
                    _ = (table.plain(index), table.format(index, &[2_usize.into()]), table.format(index, &[]));
                }
            }
        }
    }

    #[test]
    fn a_sentence_falls_into_text_and_nodes() {
        let sentence = format!("to {}, {}", NODES[1], NODES[0]);
        let parts = [Piece::Text("to "), Piece::Node(1), Piece::Text(", "), Piece::Node(0)];
        assert_eq!(pieces(&sentence), parts);
        assert_eq!(pieces(""), []);
    }
}
