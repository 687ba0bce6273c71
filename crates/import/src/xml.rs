//! A lenient XML reader: element by element, with repairs where possible, and a record of what was repaired.

use std::collections::{BTreeSet, VecDeque};
use std::io::{BufRead, Read};

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Error, Reader};

use super::decode::{Decode, LossCounter};
use super::{Refusal, Repair, Report, UnreadablePart, recover};

/// What exports begin with; a server's output may come before it.
const BEGINNINGS: [&str; 4] = ["<?xml", "<!DOCTYPE", "<rss", "<disqus"];
/// The deepest nesting of elements.
const DEPTH: usize = 64;
/// The most bytes of an element's text that are kept.
const TEXT_BYTES: usize = 1_048_576;
/// Attributes of one element that are read.
const ATTRIBUTES: usize = 64;
/// Errors after which reading continues.
const RECOVERIES: u32 = 200;
/// Errors that are listed in the report.
const NAMED: usize = 20;
/// Prefixes that are stored, declared ones and others: a hostile file could have any number of them.
const PREFIXES: usize = 64;

/// An event of the file.
///
/// Names are local ones, with a colon before those that had a prefix: which prefix it was depends on the exporter, and
/// some files do not declare it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum XmlEvent {
    /// An element opens. `id` is its attribute of that name, whatever its prefix.
    Start { name: String, id: Option<String> },
    /// An element closes, with the text that was directly in it.
    End { name: String, text: String },
}

struct OpenElement {
    name: String,
    text: String,
}

pub(super) struct Xml<R: Read> {
    reader: Reader<Decode<R>>,
    /// Bytes that were read before the present parser began.
    before: u64,
    recovered: u32,
    tally: LossCounter,
    buffer: Vec<u8>,
    open: Vec<OpenElement>,
    ready: VecDeque<XmlEvent>,
    root: String,
    prefixes: BTreeSet<String>,
    undeclared: BTreeSet<String>,
    unclosed: u64,
    stray: u64,
    unread: Vec<UnreadablePart>,
}

impl<R: Read> Xml<R> {
    /// Reads up to the first element.
    pub(super) fn open(file: R) -> Result<Self, Refusal> {
        let decode = Decode::new(file, &BEGINNINGS, '<')?;
        let tally = decode.tally();
        let mut xml = Self {
            reader: lenient(decode),
            before: 0,
            recovered: 0,
            tally,
            buffer: Vec::new(),
            open: Vec::new(),
            ready: VecDeque::new(),
            root: String::new(),
            prefixes: BTreeSet::from(["xml".to_owned()]),
            undeclared: BTreeSet::new(),
            unclosed: 0,
            stray: 0,
            unread: Vec::new(),
        };
        match xml.next_part()? {
            Some(XmlEvent::Start { name, .. }) => name.trim_start_matches(':').clone_into(&mut xml.root),
            _ => return Err(Refusal::Beginning('<')),
        }
        Ok(xml)
    }

    /// The local name of the first element.
    pub(super) fn root(&self) -> &str {
        &self.root
    }

    /// The next event; none at the end of the file, or of its readable part.
    pub(super) fn next_part(&mut self) -> Result<Option<XmlEvent>, Refusal> {
        loop {
            if let Some(part) = self.ready.pop_front() {
                return Ok(Some(part));
            }
            if !self.read()? {
                return Ok(None);
            }
        }
    }

    pub(super) fn note(&self, report: &mut Report) {
        let dropped = self.tally.get();
        report.count_repairs(Repair::Beginning, dropped.before);
        report.count_repairs(Repair::Controls, dropped.controls);
        report.count_repairs(Repair::Letters, dropped.broken);
        report.count_repairs(Repair::Prefixes, self.undeclared.len() as u64);
        report.count_repairs(Repair::Unclosed, self.unclosed);
        report.count_repairs(Repair::Stray, self.stray);
        report.unread.extend(self.unread.iter().cloned());
    }

    /// Handles one event of the parser; false at the end.
    fn read(&mut self) -> Result<bool, Refusal> {
        self.buffer.clear();
        let mut buffer = std::mem::take(&mut self.buffer);
        let event = self.reader.read_event_into(&mut buffer);
        self.tally.value_ends();
        let more = match event {
            Ok(Event::Start(start)) if start.contains('<') && recover::boundary(&start).is_some() => {
                let (consumed, what) = (format!("<{}>", &*start), "a tag is not closed");
                self.recover(&consumed, what, false)?
            }
            Ok(Event::Start(start)) => self.start(&start)?,
            Ok(Event::End(end)) if recover::boundary(end.name().as_ref()).is_some() => {
                let (consumed, what) = (format!("</{}>", end.name().as_ref()), "a closing tag is not closed");
                self.recover(&consumed, what, false)?
            }
            Ok(Event::End(end)) => self.end(end.name().as_ref()),
            Ok(Event::Text(text)) => self.text(&text.xml10_content()),
            Ok(Event::CData(text)) => self.section(&text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => self.reference(&reference),
            Ok(Event::DocType(_)) => return Err(Refusal::DocumentType(self.tally.get().line())),
            Ok(Event::Eof) => self.end_of_file(),
            Ok(_) => true,
            Err(Error::Io(error)) => return Err(refusal(&error)),
            Err(error) => {
                let consumed = String::from_utf8_lossy(&buffer).into_owned();
                self.recover(&consumed, &error.to_string(), true)?
            }
        };
        self.buffer = buffer;
        Ok(more)
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<bool, Refusal> {
        if self.open.len() == DEPTH {
            return Err(Refusal::TooDeep(self.tally.get().line()));
        }
        let id = self.attributes(start);
        let name = self.name(start.name().as_ref());
        self.ready.push_back(XmlEvent::Start { name: name.clone(), id });
        self.open.push(OpenElement { name, text: String::new() });
        Ok(true)
    }

    /// Stores the prefixes that an element declares, and returns its id.
    fn attributes(&mut self, start: &BytesStart<'_>) -> Option<String> {
        let mut id = None;
        // Some exporters omit the quotes, which HTML's rules allow. Checking for duplicates would take quadratic time.
        for attribute in start.html_attributes().with_checks(false).flatten().take(ATTRIBUTES) {
            let key: &str = attribute.key.as_ref();
            match key.split_once(':') {
                Some(("xmlns", prefix)) if self.prefixes.len() < PREFIXES => {
                    self.prefixes.insert(prefix.to_owned());
                }
                Some((_, "id")) => id = Some(attribute.value.trim().to_owned()),
                None if key == "id" => id = Some(attribute.value.trim().to_owned()),
                _ => {}
            }
        }
        id
    }

    fn name(&mut self, name: &str) -> String {
        let Some((prefix, local)) = name.split_once(':') else { return name.to_owned() };
        if !self.prefixes.contains(prefix) && self.undeclared.len() < PREFIXES {
            self.undeclared.insert(prefix.to_owned());
        }
        format!(":{local}")
    }

    fn end(&mut self, name: &str) -> bool {
        let name = name.trim();
        let name = name.split_once(':').map_or_else(|| name.to_owned(), |(_, local)| format!(":{local}"));
        let Some(place) = self.open.iter().rposition(|open| open.name == name) else {
            self.stray += 1;
            return true;
        };
        self.unclosed += (self.open.len() - place - 1) as u64;
        while self.open.len() > place
            && let Some(OpenElement { name, text }) = self.open.pop()
        {
            self.ready.push_back(XmlEvent::End { name, text });
        }
        true
    }

    fn text(&mut self, text: &str) -> bool {
        if let Some(open) = self.open.last_mut() {
            let room = TEXT_BYTES.saturating_sub(open.text.len());
            open.text.push_str(&text[..text.floor_char_boundary(room)]);
        }
        true
    }

    fn reference(&mut self, reference: &BytesRef<'_>) -> bool {
        let name: &str = reference;
        if let Ok(Some(c)) = reference.resolve_char_ref() {
            // A control character is dropped as a reference, too.
            return c.is_control() && !matches!(c, '\t' | '\n' | '\r') || self.text(c.encode_utf8(&mut [0; 4]));
        }
        match quick_xml::escape::resolve_predefined_entity(name) {
            Some(text) => self.text(text),
            // The text is mostly HTML, where the entity has a meaning.
            None => self.text(&format!("&{name};")),
        }
    }

    fn end_of_file(&mut self) -> bool {
        if let Some(open) = self.open.last() {
            let what = format!("the file ends inside <{}>", open.name.trim_start_matches(':'));
            self.note_unread(&what);
            self.open.clear();
        }
        false
    }

    /// The text of a CDATA section; one that was never closed continues into the next records.
    fn section(&mut self, text: &str) -> bool {
        let name = self.open.last().map(|open| open.name.trim_start_matches(':').to_owned()).unwrap_or_default();
        match recover::own_part(text, &name).filter(|_| self.may_recover()) {
            None => self.text(text),
            Some(own) => {
                self.note_unread("a CDATA section is not closed");
                self.reader.get_mut().push_back(&format!("{}]]>", &text[own..]));
                self.text(&text[..own])
            }
        }
    }

    /// Continues at the next record in the text that a broken part of the file consumed; false where there is none.
    fn recover(&mut self, consumed: &str, what: &str, ended: bool) -> Result<bool, Refusal> {
        self.note_unread(what);
        let found = recover::boundary(consumed);
        let more = found.is_some() || !self.reader.get_mut().fill_buf()?.is_empty();
        if !more || !self.may_recover() {
            self.open.clear();
            return Ok(false);
        }
        if let Some(found) = found {
            self.reader.get_mut().push_back(&consumed[found.at..]);
        }
        if ended {
            // After an error the parser returns nothing more.
            let empty = Decode::empty();
            self.before += self.reader.buffer_position();
            let decode = std::mem::replace(&mut self.reader, lenient(empty)).into_inner();
            self.reader = lenient(decode);
        }
        Ok(true)
    }

    /// Whether one more error may be recovered from: a hostile file could have one at every letter.
    fn may_recover(&mut self) -> bool {
        self.recovered += 1;
        self.recovered <= RECOVERIES
    }

    fn note_unread(&mut self, what: &str) {
        if self.unread.len() < NAMED {
            self.unread.push(UnreadablePart { at: self.before + self.reader.buffer_position(), what: what.to_owned() });
        }
    }
}

/// A parser with the tolerance that real files need.
fn lenient<R: Read>(decode: Decode<R>) -> Reader<Decode<R>> {
    let mut reader = Reader::from_reader(decode);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    config.expand_empty_elements = true;
    reader
}

/// The refusal inside an I/O error of the decoder, which is only borrowed.
fn refusal(error: &std::io::Error) -> Refusal {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<Refusal>()) {
        Some(Refusal::TooLarge) => Refusal::TooLarge,
        Some(Refusal::LongValue(line)) => Refusal::LongValue(*line),
        Some(Refusal::Bomb) => Refusal::Bomb,
        Some(Refusal::BrokenPacking(why)) => Refusal::BrokenPacking(why.clone()),
        _ => Refusal::Io(std::io::Error::new(error.kind(), error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(source: &str) -> Result<(Vec<String>, Report), Refusal> {
        let mut xml = Xml::open(source.as_bytes())?;
        let mut seen = Vec::new();
        while let Some(part) = xml.next_part()? {
            seen.push(match part {
                XmlEvent::Start { name, id } => format!("<{name}{}", id.map(|id| format!(" {id}")).unwrap_or_default()),
                XmlEvent::End { name, text } => format!("{name}={text}"),
            });
        }
        let mut report = Report::default();
        xml.note(&mut report);
        Ok((seen, report))
    }

    #[test]
    fn what_is_not_well_formed_is_repaired_and_reported() {
        let (seen, report) = parts("x<r><atom:a id=7/><b>1 &amp; 2 &nbsp; &#65; & <![CDATA[<i>]]></x></r>").unwrap();
        assert_eq!(seen, ["<:a 7", ":a=", "<b", "b=1 & 2 &nbsp; A & <i>", "r="]);
        for (mended, times) in
            [(Repair::Beginning, 1), (Repair::Prefixes, 1), (Repair::Unclosed, 1), (Repair::Stray, 1)]
        {
            assert_eq!(report.mended.get(&mended), Some(&times), "{mended:?}");
        }
    }

    #[test]
    fn the_report_of_a_truncated_file_says_where_it_ends() {
        let (seen, report) = parts("<r><a>1</a><b>half").unwrap();
        assert_eq!(seen, ["<a", "a=1", "<b"]);
        assert_eq!(report.unread.len(), 1);
        assert_eq!(report.unread[0].what, "the file ends inside <b>");
    }

    #[test]
    fn bombs_are_refused() {
        assert!(matches!(parts("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"), Err(Refusal::DocumentType(1))));
        assert!(matches!(parts("<a>\n<b>1</b>\n<!DOCTYPE a></a>"), Err(Refusal::DocumentType(3))));
        assert!(matches!(parts(&"<a>".repeat(100)), Err(Refusal::TooDeep(1))));
        assert!(matches!(parts(&"<a>\n".repeat(100)), Err(Refusal::TooDeep(65))));
        assert!(matches!(parts("hello"), Err(Refusal::Beginning('<'))));
        let attributes = " a=''".repeat(200_000);
        assert!(parts(&format!("<r><a{attributes}/></r>")).is_ok());
    }

    #[test]
    fn elements_may_be_nested_sixty_four_deep_and_no_deeper() {
        // The first element is read on opening.
        assert_eq!(parts(&"<a>".repeat(DEPTH)).unwrap().0.len(), DEPTH - 1);
        assert!(matches!(parts(&"<a>".repeat(DEPTH + 1)), Err(Refusal::TooDeep(_))));
    }

    #[test]
    fn a_mebibyte_of_a_text_is_kept_and_what_follows_is_read() {
        let (text, letter) = ("é".repeat(TEXT_BYTES / 2 - 1), "€");
        let (seen, _) = parts(&format!("<r><a>{text}{letter}</a><b>next</b></r>")).unwrap();
        assert_eq!(seen[1].len(), "a=".len() + TEXT_BYTES - 2, "no letter is cut in two");
        assert_eq!(seen[3], "b=next");
        let (seen, _) = parts(&format!("<r><a>{}<![CDATA[{text}]]></a></r>", "é".repeat(10))).unwrap();
        assert_eq!(seen[1].len(), "a=".len() + TEXT_BYTES, "all pieces count together");
    }

    #[test]
    fn the_id_is_searched_in_the_first_attributes_only() {
        for (before, found) in [(ATTRIBUTES - 1, "<a 7"), (ATTRIBUTES, "<a")] {
            let (seen, _) = parts(&format!("<r><a{} id='7'/></r>", " x=''".repeat(before))).unwrap();
            assert_eq!(seen[0], found, "after {before}");
        }
    }

    #[test]
    fn a_file_that_invents_prefixes_fills_no_memory() {
        let elements: Vec<_> = (0..PREFIXES * 2).map(|n| format!("<x{n}:a xmlns:y{n}='y'/>")).collect();
        let file = format!("<r>{}</r>", elements.concat());
        let mut xml = Xml::open(file.as_bytes()).ok().unwrap();
        while xml.next_part().unwrap().is_some() {}
        assert_eq!((xml.prefixes.len(), xml.undeclared.len()), (PREFIXES, PREFIXES));
    }
}
