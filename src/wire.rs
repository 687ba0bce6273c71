//! Reads and writes the wire format as JavaScript values: `JSON.parse` does the work, and no byte is spent on a second
//! parser. The types' own serde derives would take a fifth of the whole widget; `tests/widget.rs` keeps the two in
//! step.

use std::fmt;

use js_sys::{Array, JSON, Reflect};
use porch_client::{object, optional_text};
use porch_protocol::{
    Author, Block, Change, Changes, Comment, CommentId, CommentPosted, Cursor, Decider, HoldRule, Inline, Me,
    MyComment, NewComment, Problem, ReplyPause, SecondLook, ThreadPage, Timestamp, Tree, Trust, Welcome,
};
use serde::Deserialize;
use serde::de::value::StrDeserializer;
use wasm_bindgen::prelude::*;

/// A value that is not what it should be: from a newer server, or not from our server.
#[derive(Debug)]
pub struct Unreadable;

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unreadable")
    }
}
impl std::error::Error for Unreadable {}
impl serde::de::Error for Unreadable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
}

/// A field; `undefined` where there is none.
pub fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

fn text(object: &JsValue, name: &str) -> Option<String> {
    field(object, name).as_string()
}

fn number(object: &JsValue, name: &str) -> Option<f64> {
    field(object, name).as_f64()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts and versions are small")]
fn count(object: &JsValue, name: &str) -> Option<u32> {
    number(object, name).map(|n| n as u32)
}

#[expect(clippy::cast_possible_truncation, reason = "microseconds stay exact in a double until the year 2255")]
fn time(object: &JsValue, name: &str) -> Option<Timestamp> {
    number(object, name).map(|n| Timestamp(n as i64))
}

fn id(object: &JsValue, name: &str) -> Option<CommentId> {
    text(object, name)?.parse().ok()
}

fn word<T: for<'de> Deserialize<'de>>(object: &JsValue, name: &str) -> Option<T> {
    let word = text(object, name)?;
    T::deserialize(StrDeserializer::<Unreadable>::new(&word)).ok()
}

fn list<T>(value: &JsValue, read: impl Fn(&JsValue) -> Option<T>) -> Option<Vec<T>> {
    value.dyn_ref::<Array>()?.iter().map(|item| read(&item)).collect()
}

fn author(value: &JsValue) -> Option<Author> {
    let confirmed = field(value, "confirmed").is_truthy();
    Some(Author { name: text(value, "name")?, role: word(value, "role"), confirmed, id: text(value, "id") })
}

/// A comment.
pub fn comment(value: &JsValue) -> Option<Comment> {
    Some(Comment {
        id: id(value, "id")?,
        parent: id(value, "parent"),
        author: author(&field(value, "author")),
        body: tree(&field(value, "body")),
        posted_at: time(value, "posted_at")?,
        undated: field(value, "undated").is_truthy(),
        edited_at: time(value, "edited_at"),
        version: count(value, "version")?,
        status: word(value, "status")?,
        reason: text(value, "reason"),
    })
}

/// A body. A node of a newer server becomes [`Block::Unknown`] or [`Inline::Unknown`].
pub fn tree(value: &JsValue) -> Option<Tree> {
    list(value, |node| Some(block(node))).map(Tree)
}

fn block(node: &JsValue) -> Block {
    let content = field(node, "c");
    let blocks = |value: &JsValue| list(value, |node| Some(block(node)));
    let items = |value: &JsValue| list(value, blocks);
    let read = || match text(node, "t")?.as_str() {
        "p" => inlines(&content).map(Block::P),
        "quote" => blocks(&content).map(Block::Quote),
        "list" => items(&content).map(Block::List),
        "numbered" => Some(Block::Numbered(count(&content, "0")?, items(&field(&content, "1"))?)),
        "code" => content.as_string().map(Block::Code),
        "rule" => Some(Block::Rule),
        _ => None,
    };
    read().unwrap_or(Block::Unknown)
}

fn inlines(value: &JsValue) -> Option<Vec<Inline>> {
    list(value, |node| Some(inline(node)))
}

fn inline(node: &JsValue) -> Inline {
    let content = field(node, "c");
    let read = || match text(node, "t")?.as_str() {
        "text" => content.as_string().map(Inline::Text),
        "em" => inlines(&content).map(Inline::Em),
        "strong" => inlines(&content).map(Inline::Strong),
        "del" => inlines(&content).map(Inline::Del),
        "code" => content.as_string().map(Inline::Code),
        "link" => Some(Inline::Link(text(&content, "0")?, inlines(&field(&content, "1"))?)),
        "host" => content.as_string().map(Inline::Host),
        "br" => Some(Inline::Br),
        _ => None,
    };
    read().unwrap_or(Inline::Unknown)
}

/// A page of a thread, without its comments: they are parsed one by one, in slices.
pub fn thread_page(value: &JsValue) -> Option<ThreadPage> {
    Some(ThreadPage {
        page_key: text(value, "page_key")?,
        title: text(value, "title"),
        version: text(value, "version")?,
        cursor: Cursor(text(value, "cursor")?),
        total: count(value, "total")?,
        conversations: count(value, "conversations")?,
        closed: field(value, "closed").is_truthy(),
        // It is part of the static parts, which the server rendered.
        closed_note: None,
        hold: hold(value),
        reply_pauses: reply_pauses(value),
        welcome: team_names(value),
        comments: Vec::new(),
        next: id(value, "next"),
        next_count: count(value, "next_count").unwrap_or_default(),
    })
}

/// The team members named on the page. What they say is in the static parts, which the server rendered.
fn team_names(value: &JsValue) -> Welcome {
    let value = field(value, "welcome");
    let name_of = |name| text(&value, name);
    Welcome { asked_by: name_of("asked_by"), rules_by: name_of("rules_by"), ..Welcome::default() }
}

/// An unknown rule of a newer server counts as no rule.
fn hold(value: &JsValue) -> HoldRule {
    word(value, "hold").unwrap_or_default()
}

fn reply_pauses(value: &JsValue) -> Vec<ReplyPause> {
    let read = |item: &JsValue| Some(ReplyPause { comment: id(item, "comment")?, until: time(item, "until")? });
    list(&field(value, "cooling"), read).unwrap_or_default()
}

/// The comments of a page, not parsed.
pub fn raw_comments(value: &JsValue) -> Array {
    field(value, "comments").dyn_into().unwrap_or_default()
}

/// What others changed.
pub fn changes(value: &JsValue) -> Option<Changes> {
    Some(Changes {
        cursor: Cursor(text(value, "cursor")?),
        total: count(value, "total")?,
        closed: field(value, "closed").is_truthy(),
        hold: hold(value),
        reply_pauses: reply_pauses(value),
        changes: list(&field(value, "changes"), |change| {
            Some(Change { kind: word(change, "kind")?, comment: comment(&field(change, "comment"))? })
        })?,
    })
}

/// The response to a post, an edit and a deletion.
pub fn posted(value: &JsValue) -> Option<CommentPosted> {
    Some(CommentPosted {
        comment: comment(&field(value, "comment"))?,
        cursor: text(value, "cursor").map(Cursor),
        reason: word(value, "reason"),
    })
}

/// What only the requesting visitor may know.
pub fn me(value: &JsValue) -> Option<Me> {
    Some(Me {
        guest: field(value, "guest").is_truthy(),
        name: text(value, "name"),
        standing: trust(&field(value, "standing")),
        regular: field(value, "regular").is_truthy(),
        hold: hold(value),
        wait: count(value, "wait").unwrap_or_default(),
        mail: field(value, "mail").is_truthy(),
        signed_in: field(value, "signed_in").is_truthy(),
        mail_possible: field(value, "mail_possible").is_truthy(),
        sign_in_possible: field(value, "sign_in_possible").is_truthy(),
        banned: field(value, "banned").is_truthy(),
        comments: list(&field(value, "comments"), my_comment)?,
        deciders: list(&field(value, "deciders"), |decider| {
            Some(Decider { comment: id(decider, "comment")?, name: text(decider, "name")? })
        })
        .unwrap_or_default(),
    })
}

/// The trust level, without its time, which is not shown.
fn trust(value: &JsValue) -> Option<Trust> {
    Some(Trust {
        level: word(value, "level")?,
        published: count(value, "published")?,
        answered: count(value, "answered")?,
        ..Trust::default()
    })
}

fn my_comment(value: &JsValue) -> Option<MyComment> {
    Some(MyComment {
        id: id(value, "id")?,
        parent: id(value, "parent"),
        version: count(value, "version")?,
        status: word(value, "status")?,
        source: text(value, "source")?,
        body: tree(&field(value, "body"))?,
        author: author(&field(value, "author"))?,
        posted_at: time(value, "posted_at")?,
        edited_at: time(value, "edited_at"),
        reason: text(value, "reason"),
        editable_until: time(value, "editable_until")?,
        second_look: field(value, "second_look").is_truthy(),
    })
}

/// An error response with our error code.
pub fn problem(value: &JsValue) -> Option<Problem> {
    Some(Problem {
        kind: String::new(),
        title: String::new(),
        detail: None,
        status: u16::try_from(count(value, "status")?).ok()?,
        code: word(value, "code")?,
        cause: None,
        retry_after: count(value, "retry_after"),
    })
}

/// A comment to be posted.
pub fn new_comment(new: &NewComment) -> JsValue {
    let parent = new.parent.map(|parent| parent.to_string());
    object(&[
        ("page", new.page.as_str().into()),
        ("title", optional_text(new.title.as_deref())),
        ("parent", optional_text(parent.as_deref())),
        ("name", new.name.as_str().into()),
        ("body", new.body.as_str().into()),
        ("pause", optional_text(new.pause.map(SecondLook::word))),
    ])
}

/// Parses it again, from the outbox.
pub fn read_new_comment(value: &JsValue) -> Option<NewComment> {
    Some(NewComment {
        page: text(value, "page")?,
        title: text(value, "title"),
        parent: id(value, "parent"),
        name: text(value, "name")?,
        body: text(value, "body")?,
        proof: None,
        website: None,
        opened: None,
        pause: word(value, "pause"),
    })
}

/// A value as JSON, made by the browser.
pub fn to_json(value: &JsValue) -> Option<String> {
    JSON::stringify(value).ok().map(String::from)
}

/// JSON, read by the browser.
pub fn from_json(json: &str) -> Option<JsValue> {
    JSON::parse(json).ok()
}
