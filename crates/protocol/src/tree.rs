//! The text of a comment, as a typed tree: a closed list of nodes, made by the server from the source and rendered by
//! both sides.
//!
//! There is no HTML here and there never is: a renderer builds nodes from these values. The serialised form is short,
//! since it is sent with each comment: `t` is the node's kind, `c` what it contains.

use serde::{Deserialize, Serialize};

/// The version of the node list below, and of the rules by which it is made. When it increases, the server makes each
/// tree anew from its source.
pub const TREE_VERSION: u16 = 3;

/// A comment's body.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tree(pub Vec<Block>);

/// A block node.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "t", content = "c", rename_all = "snake_case")]
pub enum Block {
    /// A paragraph. Headings become paragraphs of strong text: a comment must not give the page headings.
    P(Vec<Inline>),
    /// A quotation.
    Quote(Vec<Block>),
    /// A bulleted list.
    List(Vec<Vec<Block>>),
    /// A numbered list: its first number and its items.
    Numbered(u32, Vec<Vec<Block>>),
    /// Code, unchanged.
    Code(String),
    /// A thematic break.
    Rule,
    /// A node of a newer server: a client shows its text.
    #[serde(other)]
    Unknown,
}

/// An inline node.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "t", content = "c", rename_all = "snake_case")]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Emphasis.
    Em(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Struck through.
    Del(Vec<Inline>),
    /// Code, unchanged.
    Code(String),
    /// A link: its address, with one of the schemes `http`, `https` and `mailto`, already checked and serialised; and
    /// its text.
    Link(String, Vec<Inline>),
    /// Where the link before it really leads, if its text names another address or can be mistaken for another one: a
    /// host or a mail address. It is shown in brackets.
    Host(String),
    /// A line break.
    Br,
    /// A node of a newer server: a client shows its text.
    #[serde(other)]
    Unknown,
}
