//! Converts imported HTML to the tree: the text is always kept, and formatting where the tree has a node for it.
//!
//! Only html5ever's tokenizer is used, not its tree builder: a document tree is not needed for text and a few marks,
//! and building one by the browsers' rules lets a few kilobytes of open tags grow into gigabytes of nodes.

use std::cell::RefCell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use porch_protocol::Tree;

use super::builder::{Builder, Container, InlineMark};
use super::{autolink, link, tags};

/// The most bytes of an imported comment that are read; the rest is cut.
pub const HTML_BYTES: usize = 65_536;
/// The deepest nesting of elements. Below it only their text counts.
const OPEN_ELEMENTS: usize = 128;

/// The tree of imported HTML. It never fails: elements without a node in the tree are dropped, and their text is kept.
///
/// Blog programs store paragraphs as blank lines, and line breaks as such; sources with `<p>` or `<div>` mark
/// paragraphs by tags, and there a line break is a space.
pub fn html(source: &str) -> Tree {
    read(source).finish()
}

fn read(source: &str) -> HtmlParser {
    let source = tags::without_false_tags(&source[..source.floor_char_boundary(HTML_BYTES)]);
    let reader = HtmlParser {
        builder: Builder::new(),
        open: Vec::new(),
        dropped: None,
        literal: None,
        lines: !has_paragraphs(&source),
        newlines: 0,
        space: false,
        unread: String::new(),
    };
    let tokenizer = Tokenizer::new(Sink(RefCell::new(reader)), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(source.as_str().into());
    // It stops after each script, which is not run here.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

fn has_paragraphs(source: &str) -> bool {
    let source = source.to_ascii_lowercase();
    ["<p>", "<p ", "<p\n", "<div>", "<div "].iter().any(|tag| source.contains(tag))
}

struct Sink(RefCell<HtmlParser>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut reader = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => {
                reader.read_text();
                return reader.tag(&tag);
            }
            Token::CharacterTokens(text) => reader.unread.push_str(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// An open element that has something to close.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Mark,
    Heading,
    Block,
    List,
    Item,
}

struct HtmlParser {
    builder: Builder,
    open: Vec<(String, Kind)>,
    /// The element whose contents are dropped, and how many of its name are open.
    dropped: Option<(String, usize)>,
    /// The element whose text is not interpreted, and that text.
    literal: Option<(String, String)>,
    /// Whether line breaks in the source are shown as such.
    lines: bool,
    /// Line breaks since the last word.
    newlines: usize,
    /// Whether there was white space since the last word.
    space: bool,
    /// Text since the last tag. The tokenizer returns it in pieces, and an address may span several.
    unread: String,
}

impl HtmlParser {
    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = &*tag.name;
        let start = tag.kind == TagKind::StartTag;
        if let Some((dropped, depth)) = &mut self.dropped {
            match (dropped == name, start) {
                (true, true) if !tag.self_closing => *depth += 1,
                (true, false) => *depth -= 1,
                _ => {}
            }
            if *depth == 0 {
                self.dropped = None;
            }
            return TokenSinkResult::Continue;
        }
        if self.literal.is_some() {
            self.tag_in_literal(name, start);
            return TokenSinkResult::Continue;
        }
        if start {
            self.start(tag);
            return match name {
                "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
                "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
                "plaintext" => TokenSinkResult::Plaintext,
                _ => TokenSinkResult::Continue,
            };
        }
        self.end(name);
        TokenSinkResult::Continue
    }

    fn start(&mut self, tag: &Tag) {
        match &*tag.name {
            "script" | "style" | "noembed" | "noframes" => self.dropped = Some((tag.name.to_string(), 1)),
            "iframe" => {
                self.media(tag);
                self.dropped = Some((tag.name.to_string(), 1));
            }
            "template" | "svg" | "math" | "head" | "select" if !tag.self_closing => {
                self.dropped = Some((tag.name.to_string(), 1));
            }
            "br" => {
                self.white_space();
                self.builder.line_break();
            }
            "hr" => self.builder.rule(),
            "p" | "div" | "section" | "article" | "header" | "footer" | "aside" | "main" | "address" | "figure"
            | "figcaption" | "dl" | "dt" | "dd" | "table" | "tr" | "center" | "fieldset" | "form" => self.paragraph(),
            "td" | "th" => self.space = true,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.paragraph();
                self.open_mark(tag, Kind::Heading, InlineMark::Strong);
            }
            "blockquote" => self.open_block(tag, Kind::Block, Container::Quote),
            "ul" | "menu" => self.open_block(tag, Kind::List, Container::List),
            "ol" => {
                let first = attribute(tag, "start").and_then(|n| n.trim().parse().ok()).unwrap_or(1);
                self.open_block(tag, Kind::List, Container::Numbered(first));
            }
            "li" => self.item(tag),
            "pre" | "code" | "tt" | "kbd" | "samp" => self.literal = Some((tag.name.to_string(), String::new())),
            "b" | "strong" => self.open_mark(tag, Kind::Mark, InlineMark::Strong),
            "i" | "em" | "cite" | "dfn" | "var" => self.open_mark(tag, Kind::Mark, InlineMark::Em),
            "del" | "s" | "strike" => self.open_mark(tag, Kind::Mark, InlineMark::Del),
            "a" => {
                let address = attribute(tag, "href").and_then(|href| link::address(&href));
                self.open_mark(tag, Kind::Mark, address.map_or(InlineMark::Plain, InlineMark::Link));
            }
            "img" | "embed" | "video" | "audio" | "source" => self.media(tag),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" | "div" | "section" | "article" | "header" | "footer" | "aside" | "main" | "address" | "figure"
            | "figcaption" | "dl" | "dt" | "dd" | "table" | "tr" | "center" | "fieldset" | "form" => self.paragraph(),
            "br" => self.builder.line_break(),
            _ => {
                if let Some(place) = self.open.iter().rposition(|(open, _)| open == name) {
                    self.close_down_to(place);
                }
            }
        }
    }

    fn open_mark(&mut self, tag: &Tag, kind: Kind, mark: InlineMark) {
        self.white_space();
        if self.open.len() < OPEN_ELEMENTS {
            self.builder.open_mark(mark);
            self.open.push((tag.name.to_string(), kind));
        }
    }

    fn open_block(&mut self, tag: &Tag, kind: Kind, container: Container) {
        self.paragraph();
        if self.open.len() < OPEN_ELEMENTS {
            self.builder.open(container);
            self.open.push((tag.name.to_string(), kind));
        }
    }

    /// A list item ends the one before it; outside a list it is a paragraph.
    fn item(&mut self, tag: &Tag) {
        self.paragraph();
        let Some(list) = self.open.iter().rposition(|(_, kind)| *kind == Kind::List) else { return };
        if self.open.len() > list + 1 {
            self.close_down_to(list + 1);
        }
        self.open_block(tag, Kind::Item, Container::Item);
    }

    fn close_down_to(&mut self, place: usize) {
        while self.open.len() > place {
            match self.open.pop().map(|(_, kind)| kind) {
                Some(Kind::Mark) => self.builder.close_mark(),
                Some(Kind::Heading) => {
                    self.builder.close_mark();
                    self.paragraph();
                }
                Some(_) => {
                    self.paragraph();
                    self.builder.close();
                }
                None => {}
            }
        }
    }

    fn paragraph(&mut self) {
        self.builder.end_paragraph();
        self.newlines = 0;
        self.space = false;
    }

    /// Media becomes a link to its address, which may be all that a comment with a video contains.
    fn media(&mut self, tag: &Tag) {
        let Some(address) = attribute(tag, "src").and_then(|src| link::address(&src)) else {
            self.text(&attribute(tag, "alt").unwrap_or_default());
            return;
        };
        let words = attribute(tag, "alt").filter(|alt| !alt.trim().is_empty()).unwrap_or_else(|| address.clone());
        self.white_space();
        self.builder.open_mark(InlineMark::Link(address));
        self.builder.text(&words);
        self.builder.close_mark();
    }

    fn read_text(&mut self) {
        let text = std::mem::take(&mut self.unread);
        self.text(&text);
    }

    fn text(&mut self, text: &str) {
        if self.dropped.is_some() {
            return;
        }
        if let Some((_, literal)) = &mut self.literal {
            literal.push_str(text);
            return;
        }
        for part in text.split_inclusive(|c: char| c.is_ascii_whitespace()) {
            let word = part.trim_end_matches(|c: char| c.is_ascii_whitespace());
            if !word.is_empty() {
                self.white_space();
                self.word(word);
            }
            if word.len() < part.len() {
                self.space = true;
                self.newlines += usize::from(part.ends_with('\n'));
            }
        }
    }

    /// Writes a word. An address in it becomes a link, as on the blog that the comment comes from.
    fn word(&mut self, word: &str) {
        if self.open.iter().any(|(name, _)| name == "a") {
            return self.builder.text(word);
        }
        autolink::write_found(&mut self.builder, word);
    }

    /// Writes the white space since the last word.
    fn white_space(&mut self) {
        let newlines = std::mem::take(&mut self.newlines);
        let space = std::mem::take(&mut self.space);
        if !self.builder.in_paragraph() {
            return;
        }
        if self.lines && newlines > 1 {
            self.builder.end_paragraph();
        } else if self.builder.after_break() {
            // The line break after `<br>` is the same one.
        } else if self.lines && newlines == 1 {
            self.builder.line_break();
        } else if space && !self.builder.after_space() {
            self.builder.text(" ");
        }
    }

    fn tag_in_literal(&mut self, name: &str, start: bool) {
        if start && name == "br" {
            self.text("\n");
        }
        if !start && let Some((_, code)) = self.literal.take_if(|(open, _)| open == name) {
            self.code(name, &code);
        }
    }

    fn code(&mut self, name: &str, code: &str) {
        let code = code.trim_matches('\n').trim_end();
        if name == "pre" || code.contains('\n') {
            self.paragraph();
            self.builder.code_block(code);
        } else {
            self.white_space();
            self.builder.code(code);
        }
    }

    fn finish(mut self) -> Tree {
        self.read_text();
        if let Some((name, code)) = self.literal.take() {
            self.code(&name, &code);
        }
        self.builder.finish().0
    }
}

fn attribute(tag: &Tag, name: &str) -> Option<String> {
    tag.attrs.iter().find(|a| &*a.name.local == name).map(|a| a.value.to_string())
}

#[cfg(test)]
#[path = "html_tests.rs"]
mod tests;
