//! Builds a tree out of "this opens, this closes, here are words", whoever reads them; keeps the limits by itself.
//!
//! It never fails: what lies too deep moves up, what is too much is left out, and [`Overrun`] says so. What it recurses into
//! is no deeper than the limit.

use porch_protocol::{Block, Inline, Tree, limits};

use super::link_target;
use crate::domain::text;

/// What is done to words, from its opening to its close.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum InlineMark {
    Em,
    Strong,
    Del,
    /// An address that `link::address` let through.
    Link(String),
    /// Nothing: it keeps opening and closing in step.
    Plain,
}

impl InlineMark {
    /// How many nodes it takes: beside a link, its host may stand.
    fn nodes(&self) -> usize {
        match self {
            Self::Em | Self::Strong | Self::Del => 1,
            Self::Link(_) => 2,
            Self::Plain => 0,
        }
    }
}

/// A block that holds blocks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Container {
    Quote,
    List,
    Numbered(u32),
    Item,
}

/// What went over the limits.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Overrun {
    pub(super) deep: bool,
    pub(super) nodes: bool,
    pub(super) links: usize,
}

struct Frame {
    kind: Option<Container>,
    blocks: Vec<Block>,
    items: Vec<Vec<Block>>,
}

impl Frame {
    fn new(kind: Option<Container>) -> Self {
        Self { kind, blocks: Vec::new(), items: Vec::new() }
    }
}

pub(super) struct Builder {
    /// The blocks that are open, the whole tree first.
    frames: Vec<Frame>,
    /// How many blocks are open below the deepest one that the limit allows: their contents move up.
    beyond: usize,
    /// The paragraph that is open: its words, then those of each mark that has begun in it.
    inlines: Vec<Vec<Inline>>,
    /// The marks that are open. They go on in the next paragraph, and only begin with the first word.
    marks: Vec<InlineMark>,
    /// How many marks the letter before has: entities can name what the source must not have.
    stack: text::MarkCounter,
    nodes: usize,
    pub(super) overrun: Overrun,
}

impl Builder {
    pub(super) fn new() -> Self {
        Self {
            frames: vec![Frame::new(None)],
            beyond: 0,
            inlines: Vec::new(),
            marks: Vec::new(),
            stack: text::MarkCounter::default(),
            nodes: 0,
            overrun: Overrun::default(),
        }
    }

    /// Adds words. A mark begins with them, and a paragraph if none is open.
    pub(super) fn text(&mut self, words: &str) {
        let words = self.clean(words);
        // A paragraph does not begin with a space.
        let words = if self.inlines.is_empty() { words.trim_start() } else { &words };
        if words.is_empty() {
            return;
        }
        if let Some(Inline::Text(last)) = self.place().and_then(|place| place.last_mut()) {
            last.push_str(words);
        } else {
            self.inline(Inline::Text(words.to_owned()));
        }
    }

    /// Adds code inside a line.
    pub(super) fn code(&mut self, code: &str) {
        let code = self.clean(code);
        if !code.trim().is_empty() {
            self.inline(Inline::Code(code));
        }
    }

    /// Adds a line break, unless the paragraph has no word yet.
    pub(super) fn line_break(&mut self) {
        if !self.inlines.is_empty() {
            self.inline(Inline::Br);
        }
    }

    /// Whether the last thing written into the open paragraph was a line break.
    pub(super) fn after_break(&self) -> bool {
        self.inlines.last().and_then(|words| words.last()) == Some(&Inline::Br)
    }

    /// Whether the last word written ends with a space.
    pub(super) fn after_space(&self) -> bool {
        matches!(self.inlines.last().and_then(|words| words.last()), Some(Inline::Text(text)) if text.ends_with(' '))
    }

    /// Whether a paragraph is open and has words.
    pub(super) fn in_paragraph(&self) -> bool {
        !self.inlines.is_empty()
    }

    pub(super) fn open_mark(&mut self, mark: InlineMark) {
        let mark = match &mark {
            InlineMark::Link(_) if self.marks.iter().any(|open| matches!(open, InlineMark::Link(_))) => {
                InlineMark::Plain
            }
            InlineMark::Em | InlineMark::Strong | InlineMark::Del if self.marks.contains(&mark) => InlineMark::Plain,
            _ => mark,
        };
        if matches!(mark, InlineMark::Link(_)) {
            self.overrun.links += 1;
        }
        self.marks.push(mark);
    }

    /// Closes the mark that was opened last.
    pub(super) fn close_mark(&mut self) {
        if self.inlines.len() > self.marks.len() {
            self.close_inline();
        }
        self.marks.pop();
    }

    /// Gives the link that is open its address as words, if it has none of its own.
    pub(super) fn name_link(&mut self, address: &str) {
        let begun = self.inlines.len() > self.marks.len();
        if matches!(self.marks.last(), Some(InlineMark::Link(_)))
            && !(begun && self.inlines.last().is_some_and(|w| !w.is_empty()))
        {
            self.text(address);
        }
    }

    /// Opens a block that holds blocks.
    pub(super) fn open(&mut self, container: Container) {
        self.end_paragraph();
        // An item is no node of its own, so it is as deep as its list.
        let fits = container == Container::Item || self.depth() + 2 < limits::TREE_DEPTH;
        if self.beyond > 0 || !fits || !self.room() {
            self.beyond += 1;
            self.overrun.deep |= !fits;
            return;
        }
        let in_list = matches!(self.frames.last().and_then(|f| f.kind), Some(Container::List | Container::Numbered(_)));
        if container == Container::Item && !in_list {
            self.beyond += 1;
            return;
        }
        if container != Container::Item {
            self.nodes += 1;
        }
        self.frames.push(Frame::new(Some(container)));
    }

    /// Closes the block that was opened last.
    pub(super) fn close(&mut self) {
        self.end_paragraph();
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if self.frames.len() > 1
            && let Some(frame) = self.frames.pop()
        {
            self.keep(frame);
        }
    }

    /// Adds lines of code, letter for letter.
    pub(super) fn code_block(&mut self, code: &str) {
        let code = self.clean(code);
        let code = code.trim_end();
        if !code.is_empty() {
            self.leaf(Block::Code(code.to_owned()));
        }
    }

    /// Words without what no stored text has, whether the source or an entity brought it.
    fn clean(&mut self, words: &str) -> String {
        let kept = words.chars().filter(|c| !text::is_forbidden(*c) && !text::is_dropped(*c));
        kept.filter(|c| self.stack.keeps(*c)).collect()
    }

    /// Adds a thematic break.
    pub(super) fn rule(&mut self) {
        self.leaf(Block::Rule);
    }

    fn leaf(&mut self, block: Block) {
        self.end_paragraph();
        if self.room() {
            self.nodes += 1;
            self.push(block);
        }
    }

    /// Ends the open paragraph, if there is one.
    pub(super) fn end_paragraph(&mut self) {
        while self.inlines.len() > 1 {
            self.close_inline();
        }
        let Some(mut words) = self.inlines.pop() else { return };
        trim(&mut words);
        let (links, named) = link_target::name_hosts(&mut words);
        // Room was kept for a host beside each of them.
        self.nodes = self.nodes.saturating_sub(links - named);
        if !words.is_empty() {
            self.push(Block::P(words));
        }
    }

    /// The tree, with all that was still open closed.
    pub(super) fn finish(mut self) -> (Tree, Overrun) {
        self.end_paragraph();
        while self.frames.len() > 1 {
            self.beyond = 0;
            self.close();
        }
        let blocks = self.frames.pop().map(|root| root.blocks).unwrap_or_default();
        (Tree(blocks), self.overrun)
    }

    fn keep(&mut self, frame: Frame) {
        let Frame { kind, blocks, mut items } = frame;
        match kind {
            Some(Container::Item) => {
                if let Some(list) = self.frames.last_mut().filter(|_| !blocks.is_empty()) {
                    list.items.push(blocks);
                }
            }
            Some(Container::Quote) if !blocks.is_empty() => self.push(Block::Quote(blocks)),
            Some(Container::List | Container::Numbered(_)) => {
                // Words in a list, but in none of its items.
                if !blocks.is_empty() {
                    items.push(blocks);
                }
                if !items.is_empty() {
                    self.push(match kind {
                        Some(Container::Numbered(first)) => Block::Numbered(first, items),
                        _ => Block::List(items),
                    });
                }
            }
            _ => {}
        }
    }

    fn push(&mut self, block: Block) {
        if let Some(frame) = self.frames.last_mut() {
            frame.blocks.push(block);
        }
    }

    fn inline(&mut self, inline: Inline) {
        if let Some(place) = self.place() {
            place.push(inline);
            self.nodes += 1;
        }
    }

    /// Where the next word goes: the innermost mark that the depth allows. Opens what has not begun yet.
    fn place(&mut self) -> Option<&mut Vec<Inline>> {
        // The paragraph and the words themselves are two more.
        let allowed = limits::TREE_DEPTH.saturating_sub(self.depth() + 2);
        self.overrun.deep |= self.marks.len() > allowed;
        let wanted = self.marks.len().min(allowed);
        let begun = self.inlines.len().saturating_sub(1).min(wanted);
        let marks: usize = self.marks[begun..wanted].iter().map(InlineMark::nodes).sum();
        let new = usize::from(self.inlines.is_empty()) + marks;
        // The word is one more.
        if self.nodes + new >= limits::TREE_NODES {
            self.overrun.nodes = true;
            return None;
        }
        self.nodes += new;
        while self.inlines.len() <= wanted {
            self.inlines.push(Vec::new());
        }
        self.inlines.last_mut()
    }

    /// Puts the words of the innermost mark that has begun into what it stands in.
    fn close_inline(&mut self) {
        let Some(mut words) = self.inlines.pop().filter(|words| !words.is_empty()) else { return };
        let begun = self.inlines.len();
        let Some(around) = self.inlines.last_mut() else { return };
        match self.marks.get(begun - 1) {
            Some(InlineMark::Em) => around.push(Inline::Em(words)),
            Some(InlineMark::Strong) => around.push(Inline::Strong(words)),
            Some(InlineMark::Del) => around.push(Inline::Del(words)),
            Some(InlineMark::Link(address)) => around.push(Inline::Link(address.clone(), words)),
            Some(InlineMark::Plain) | None => {
                let after = words.split_off(1);
                match (around.last_mut(), words.pop()) {
                    (Some(Inline::Text(last)), Some(Inline::Text(first))) => last.push_str(&first),
                    (_, first) => around.extend(first),
                }
                around.extend(after);
            }
        }
    }

    /// How many blocks are open, each of which is a node above what comes next.
    fn depth(&self) -> usize {
        self.frames.iter().filter(|f| !matches!(f.kind, None | Some(Container::Item))).count()
    }

    /// Whether another node may be added; marks down that one was wanted when it may not.
    fn room(&mut self) -> bool {
        let room = self.nodes < limits::TREE_NODES;
        self.overrun.nodes |= !room;
        room
    }
}

/// Takes breaks and spaces from both ends of a paragraph.
fn trim(words: &mut Vec<Inline>) {
    while let Some(last) = words.last_mut() {
        match last {
            Inline::Br => {}
            Inline::Text(text) => {
                text.truncate(text.trim_end().len());
                if !text.is_empty() {
                    break;
                }
            }
            _ => break,
        }
        words.pop();
    }
}
