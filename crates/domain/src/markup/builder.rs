//! Builds a tree from events (open, close, text) of any parser, and enforces the limits.
//!
//! It never fails: what is nested too deeply moves up, what exceeds the limits is dropped, and [`Overrun`] reports it.
//! Its recursion is no deeper than the limit.

use porch_protocol::{Block, Inline, Tree, limits};

use super::link_target;
use crate::text;

/// The formatting of a text, from its opening to its close.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum InlineMark {
    Em,
    Strong,
    Del,
    /// An address that `link::address` accepted.
    Link(String),
    /// No formatting: it keeps opening and closing balanced.
    Plain,
}

impl InlineMark {
    /// The number of its nodes: a link may have its host beside it.
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

/// Which limits were exceeded.
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
    /// The open blocks, the root first.
    frames: Vec<Frame>,
    /// The number of open blocks below the deepest one that the limit allows: their contents move up.
    beyond: usize,
    /// The open paragraph: its inlines, then those of each mark that has begun in it.
    inlines: Vec<Vec<Inline>>,
    /// The open marks. They continue in the next paragraph, and begin only with the first text.
    marks: Vec<InlineMark>,
    /// Counts the combining marks of the last letter: entities can produce characters that the source must not have.
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

    /// Adds text. Marks begin with it, and a paragraph if none is open.
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

    /// Adds inline code.
    pub(super) fn code(&mut self, code: &str) {
        let code = self.clean(code);
        if !code.trim().is_empty() {
            self.inline(Inline::Code(code));
        }
    }

    /// Adds a line break, unless the paragraph has no text yet.
    pub(super) fn line_break(&mut self) {
        if !self.inlines.is_empty() {
            self.inline(Inline::Br);
        }
    }

    /// Whether the last inline of the open paragraph is a line break.
    pub(super) fn after_break(&self) -> bool {
        self.inlines.last().and_then(|words| words.last()) == Some(&Inline::Br)
    }

    /// Whether the last text ends with a space.
    pub(super) fn after_space(&self) -> bool {
        matches!(self.inlines.last().and_then(|words| words.last()), Some(Inline::Text(text)) if text.ends_with(' '))
    }

    /// Whether a paragraph with text is open.
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

    /// Closes the last open mark.
    pub(super) fn close_mark(&mut self) {
        if self.inlines.len() > self.marks.len() {
            self.close_inline();
        }
        self.marks.pop();
    }

    /// Uses the address of the open link as its text, if it has no text.
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
        if self.beyond > 0 || !fits || !self.has_room() {
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

    /// Closes the last open block.
    pub(super) fn close(&mut self) {
        self.end_paragraph();
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if self.frames.len() > 1
            && let Some(frame) = self.frames.pop()
        {
            self.add_frame(frame);
        }
    }

    /// Adds a code block, without interpreting its text.
    pub(super) fn code_block(&mut self, code: &str) {
        let code = self.clean(code);
        let code = code.trim_end();
        if !code.is_empty() {
            self.leaf(Block::Code(code.to_owned()));
        }
    }

    /// A text without characters that no stored text has, from the source or from an entity.
    fn clean(&mut self, words: &str) -> String {
        let allowed = words.chars().filter(|c| !text::is_forbidden(*c) && !text::is_dropped(*c));
        allowed.filter(|c| self.stack.allows(*c)).collect()
    }

    /// Adds a thematic break.
    pub(super) fn rule(&mut self) {
        self.leaf(Block::Rule);
    }

    fn leaf(&mut self, block: Block) {
        self.end_paragraph();
        if self.has_room() {
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
        // Nodes were reserved for a host beside each of them.
        self.nodes = self.nodes.saturating_sub(links - named);
        if !words.is_empty() {
            self.push(Block::P(words));
        }
    }

    /// The tree, with all open blocks closed.
    pub(super) fn finish(mut self) -> (Tree, Overrun) {
        self.end_paragraph();
        while self.frames.len() > 1 {
            self.beyond = 0;
            self.close();
        }
        let blocks = self.frames.pop().map(|root| root.blocks).unwrap_or_default();
        (Tree(blocks), self.overrun)
    }

    fn add_frame(&mut self, frame: Frame) {
        let Frame { kind, blocks, mut items } = frame;
        match kind {
            Some(Container::Item) => {
                if let Some(list) = self.frames.last_mut().filter(|_| !blocks.is_empty()) {
                    list.items.push(blocks);
                }
            }
            Some(Container::Quote) if !blocks.is_empty() => self.push(Block::Quote(blocks)),
            Some(Container::List | Container::Numbered(_)) => {
                // Text in a list, but in none of its items.
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

    /// Where the next inline goes: the innermost mark that the depth allows. Opens marks that have not begun yet.
    fn place(&mut self) -> Option<&mut Vec<Inline>> {
        // The paragraph and the text itself are two more levels.
        let allowed = limits::TREE_DEPTH.saturating_sub(self.depth() + 2);
        self.overrun.deep |= self.marks.len() > allowed;
        let wanted = self.marks.len().min(allowed);
        let begun = self.inlines.len().saturating_sub(1).min(wanted);
        let marks: usize = self.marks[begun..wanted].iter().map(InlineMark::nodes).sum();
        let new = usize::from(self.inlines.is_empty()) + marks;
        // The inline is one more node.
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

    /// Adds the inlines of the innermost begun mark to its parent.
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

    /// The number of open blocks, each of which is a level above the next node.
    fn depth(&self) -> usize {
        self.frames.iter().filter(|f| !matches!(f.kind, None | Some(Container::Item))).count()
    }

    /// Whether another node may be added; records an overrun when it may not.
    fn has_room(&mut self) -> bool {
        let has_room = self.nodes < limits::TREE_NODES;
        self.overrun.nodes |= !has_room;
        has_room
    }
}

/// Removes breaks and spaces at the end of a paragraph.
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
