//! What people wrote, as a typed tree: a closed list of nodes, made by the server from the source and rendered by everybody.
//!
//! There is no HTML here and there never is: a renderer builds nodes from these values. The serialised form is short,
//! since it travels with each comment: `t` is the node's kind, `c` what it contains.

use serde::{Deserialize, Serialize};

/// The version of the node list below, and of the rules by which it is made. The server makes a tree anew from its source
/// when this rises.
pub const TREE_VERSION: u16 = 3;

/// A whole comment's body.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tree(pub Vec<Block>);

/// A paragraph and its kin.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "t", content = "c", rename_all = "snake_case")]
pub enum Block {
    /// A paragraph. Headings become paragraphs of strong text: a comment must not give the page headings.
    P(Vec<Inline>),
    /// A quotation.
    Quote(Vec<Block>),
    /// A list of points.
    List(Vec<Vec<Block>>),
    /// A numbered list: its first number and its items.
    Numbered(u32, Vec<Vec<Block>>),
    /// Code, letter for letter.
    Code(String),
    /// A thematic break.
    Rule,
    /// A node of a newer server: a client shows its text.
    #[serde(other)]
    Unknown,
}

/// Words and what is done to them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "t", content = "c", rename_all = "snake_case")]
pub enum Inline {
    /// Plain words.
    Text(String),
    /// Stressed.
    Em(Vec<Inline>),
    /// Strongly stressed.
    Strong(Vec<Inline>),
    /// Struck through.
    Del(Vec<Inline>),
    /// Code, letter for letter.
    Code(String),
    /// A link: its address, with one of the schemes `http`, `https` and `mailto`, already checked and serialised; and its words.
    Link(String, Vec<Inline>),
    /// Where the link before it really leads, where its words name another place or can be taken for another one: a host
    /// or a mail address, in our words. It is shown in brackets.
    Host(String),
    /// A line break.
    Br,
    /// A node of a newer server: a client shows its text.
    #[serde(other)]
    Unknown,
}
