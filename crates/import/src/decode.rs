//! Decodes a file of any encoding into clean UTF-8, piece by piece: what no XML or JSON parser accepts is dropped and
//! counted.

use std::cell::RefCell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8};

use super::Refusal;

/// The most bytes of an imported file.
pub const FILE_BYTES: u64 = 200 * 1024 * 1024;
/// The most bytes of one value of a file: a longer one was not written by a person.
const VALUE_BYTES: usize = 16 * 1024 * 1024;
/// Bytes in which the beginning of an export is searched.
const HEAD_BYTES: usize = 65_536;
const PIECE: usize = 64 * 1024;

/// What was dropped or replaced. Shared with the reader of the decoded text.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct DecodeLosses {
    /// Control characters, which XML forbids.
    pub(super) controls: u64,
    /// Byte sequences that are invalid in the file's encoding.
    pub(super) broken: u64,
    /// Bytes before the first `<`.
    pub(super) before: u64,
    /// Complete lines that were handed out.
    lines: u64,
    /// Bytes handed out since the last value ended.
    value: usize,
    /// Lines that had been handed out when the value began.
    begun: u64,
}

impl DecodeLosses {
    /// The number of the current line, from 1.
    pub(super) fn line(&self) -> u64 {
        self.lines + 1
    }
}

/// The shared counters.
#[derive(Clone, Default)]
pub(super) struct LossCounter(Rc<RefCell<DecodeLosses>>);

impl LossCounter {
    pub(super) fn get(&self) -> DecodeLosses {
        *self.0.borrow()
    }

    /// A value has ended: the next one has the full length again.
    pub(super) fn value_ends(&self) {
        let mut tally = self.0.borrow_mut();
        tally.value = 0;
        tally.begun = tally.lines;
    }
}

/// The decoding reader.
pub(super) struct Decode<R> {
    /// None in an empty placeholder.
    inner: Option<R>,
    decoder: Decoder,
    tally: LossCounter,
    raw: Vec<u8>,
    /// Decoded text that has not been handed out yet, from `place` on.
    text: String,
    place: usize,
    read: u64,
    most: u64,
    ended: bool,
}

impl<R: Read> Decode<R> {
    /// Reads the beginning: the declared encoding, and the position of one of `beginnings`, or else of `first`, with
    /// which every file of the format begins. What comes before it is skipped: a server's warning, for instance.
    pub(super) fn new(mut inner: R, beginnings: &[&str], first: char) -> Result<Self, Refusal> {
        let mut head = Vec::with_capacity(HEAD_BYTES);
        inner.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head)?;
        let decoder = declared_encoding(&head).new_decoder();
        let (read, tally) = (head.len() as u64, LossCounter::default());
        let (text, most) = (String::new(), FILE_BYTES);
        let mut this = Self { inner: Some(inner), decoder, tally, raw: head, text, place: 0, read, most, ended: false };
        this.decode();
        let begins = beginnings.iter().filter_map(|beginning| this.text.find(beginning)).min();
        let Some(skip) = begins.or_else(|| this.text.find(first)) else { return Err(Refusal::Beginning(first)) };
        this.place = skip;
        let before = newlines(&this.text.as_bytes()[..skip]);
        {
            let mut tally = this.tally.0.borrow_mut();
            (tally.lines, tally.begun) = (before, before);
        }
        let blank = this.text[..skip].trim().trim_start_matches('\u{FEFF}');
        this.tally.0.borrow_mut().before = blank.len() as u64;
        Ok(this)
    }

    /// A reader of an empty file.
    pub(super) fn empty() -> Self {
        let (decoder, tally) = (UTF_8.new_decoder(), LossCounter::default());
        let (raw, text) = (Vec::new(), String::new());
        Self { inner: None, decoder, tally, raw, text, place: 0, read: 0, most: 0, ended: true }
    }

    /// Puts back text that was read too far.
    pub(super) fn push_back(&mut self, text: &str) {
        self.text.replace_range(..self.place, text);
        self.place = 0;
        let mut tally = self.tally.0.borrow_mut();
        tally.lines = tally.lines.saturating_sub(newlines(text.as_bytes()));
    }

    pub(super) fn tally(&self) -> LossCounter {
        self.tally.clone()
    }

    /// Decodes all of `raw`, dropping forbidden characters.
    fn decode(&mut self) {
        let mut decoded = String::with_capacity(self.raw.len() + 16);
        let mut from = 0;
        let mut broken = 0;
        loop {
            decoded.reserve(self.raw.len() - from + 16);
            let (result, read) =
                self.decoder.decode_to_string_without_replacement(&self.raw[from..], &mut decoded, self.ended);
            from += read;
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => {
                    broken += 1;
                    decoded.push('\u{FFFD}');
                }
            }
        }
        let mut controls = 0;
        if decoded.contains(is_dropped) {
            decoded.retain(|c| {
                let dropped = is_dropped(c);
                controls += u64::from(dropped);
                !dropped
            });
        }
        self.text = decoded;
        self.place = 0;
        let mut tally = self.tally.0.borrow_mut();
        tally.broken += broken;
        tally.controls += controls;
    }

    fn refill(&mut self) -> io::Result<()> {
        while self.place == self.text.len() && !self.ended {
            self.raw.resize(PIECE, 0);
            let read = self.inner.as_mut().map_or(Ok(0), |inner| inner.read(&mut self.raw))?;
            self.raw.truncate(read);
            self.read += read as u64;
            if self.read > self.most {
                return Err(io::Error::other(Refusal::TooLarge));
            }
            self.ended = read == 0;
            self.decode();
        }
        Ok(())
    }
}

impl<R: Read> Read for Decode<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(out)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: Read> BufRead for Decode<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.refill()?;
        let tally = self.tally.get();
        if tally.value > VALUE_BYTES {
            return Err(io::Error::other(Refusal::LongValue(tally.begun + 1)));
        }
        Ok(&self.text.as_bytes()[self.place..])
    }

    fn consume(&mut self, amount: usize) {
        let lines = newlines(&self.text.as_bytes()[self.place..self.place + amount]);
        self.place += amount;
        let mut tally = self.tally.0.borrow_mut();
        tally.value += amount;
        tally.lines += lines;
    }
}

fn newlines(text: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', text).count() as u64
}

fn is_dropped(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

/// The encoding of a byte order mark or the XML declaration; UTF-8 when neither gives one that we know.
fn declared_encoding(head: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return encoding;
    }
    let start = head.windows(5).position(|window| window == b"<?xml").unwrap_or_default();
    let start = String::from_utf8_lossy(&head[start..head.len().min(start + 200)]);
    let declared = start.split_once("encoding=").and_then(|(_, rest)| {
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest[1..].split(quote).next()
    });
    declared
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .filter(|e| e.is_ascii_compatible())
        .unwrap_or(UTF_8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, DecodeLosses) {
        let mut decode = Decode::new(bytes, &["<?xml", "<a"], '<').unwrap();
        let mut text = String::new();
        decode.read_to_string(&mut text).unwrap();
        (text, decode.tally().get())
    }

    #[test]
    fn files_of_other_encodings_and_broken_ones_are_read() {
        assert_eq!(decoded("<a>é</a>".as_bytes()).0, "<a>é</a>");
        assert!(decoded(b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9</a>").0.ends_with("<a>é</a>"));
        let utf16: Vec<u8> = "\u{FEFF}<a>é</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(&utf16).0, "<a>é</a>");
        let (text, dropped) = decoded(b"`<a>\0x\xFF\x01</a>");
        assert_eq!(text, "<a>x\u{FFFD}</a>");
        assert_eq!((dropped.before, dropped.controls, dropped.broken), (1, 2, 1));
    }

    #[test]
    fn a_warning_of_a_server_before_the_file_is_skipped_and_counted() {
        let warning = "<br />\n<b>Warning</b>: headers already sent\n";
        let file = [warning.as_bytes(), b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9</a>"].concat();
        let (text, dropped) = decoded(&file);
        assert!(text.starts_with("<?xml") && text.ends_with("<a>\u{e9}</a>"), "{text}");
        assert_eq!(dropped.before, warning.trim().len() as u64);
    }

    #[test]
    fn letters_across_two_pieces_stay_intact() {
        let source = format!("<a>{}</a>", "é€👩".repeat(40_000));
        let (text, dropped) = decoded(source.as_bytes());
        assert!(text == source && dropped.broken == 0);
    }

    #[test]
    fn a_value_that_never_ends_is_refused() {
        let endless = io::Read::chain(&b"\n\n<a>\n"[..], io::repeat(b'x'));
        let mut decode = Decode::new(endless, &[], '<').unwrap();
        let error = io::copy(&mut decode, &mut io::sink()).unwrap_err();
        assert!(matches!(Refusal::from(error), Refusal::LongValue(3)));
    }

    #[test]
    fn a_file_may_have_two_hundred_megabytes_and_not_one_byte_more() {
        let reads = |bytes: usize| {
            let file = vec![b'<'; bytes];
            let mut decode = Decode::new(&file[..], &[], '<').unwrap();
            assert_eq!(decode.most, FILE_BYTES);
            decode.most = 10_000;
            io::copy(&mut decode, &mut io::sink()).map_err(Refusal::from)
        };
        assert!(matches!(reads(10_000), Ok(10_000)));
        assert!(matches!(reads(10_001), Err(Refusal::TooLarge)));
    }
}
