//! Comments as structured data for search engines: JSON-LD in the words of schema.org. It says of a comment what everyone reads
//! on the page, and no number of anything that nobody counts here.

use std::collections::{HashMap, HashSet};

use porch_protocol::{Comment, CommentId};
use serde_json::{Map, Value, json};

use super::page_links::PageLinks;
use porch_domain::markup::plain_text;

/// Replies inside each other. Programs that read JSON allow so many levels, and a thread may be thousands deep: what lies
/// deeper stands on the lowest level and names what it answers.
const DEEPEST: usize = 20;

/// A part of a page with comments.
pub(super) struct Described<'a> {
    /// The comments that are shown, stubs included.
    pub(super) comments: &'a [Comment],
    /// The title of the page.
    pub(super) title: Option<&'a str>,
    /// Published comments of the whole page.
    pub(super) total: u32,
    /// Where they are read.
    pub(super) links: &'a PageLinks,
}

impl Described<'_> {
    /// The server's own page at this address: each conversation is a posting with its replies.
    pub(super) fn conversation_page(&self, address: &str) -> String {
        let modified = self.comments.iter().filter(|one| one.is_published() && !one.undated).map(last_written).max();
        in_html(&json!({
            "@context": "https://schema.org",
            "@type": "WebPage",
            "@id": address,
            "url": address,
            "name": self.title,
            "dateModified": modified.map(|at| at.to_string()),
            "commentCount": self.total,
            "mainEntity": self.tree("DiscussionForumPosting"),
        }))
    }

    /// The owner's page: the comments belong to it, and what else it is, it says itself.
    pub(super) fn owners_page(&self) -> String {
        let address = self.links.canonical();
        in_html(&json!({
            "@context": "https://schema.org",
            "@type": "WebPage",
            "@id": address,
            "url": address,
            "commentCount": self.total,
            "comment": self.tree("Comment"),
        }))
    }

    /// The comments, nested as they answer each other. `opening` is the type of those that answer none.
    fn tree(&self, opening: &str) -> Vec<Value> {
        let shown: HashSet<CommentId> = self.comments.iter().map(|comment| comment.id).collect();
        let mut replies: HashMap<CommentId, Vec<&Comment>> = HashMap::new();
        let mut first = Vec::new();
        for comment in self.comments {
            match comment.parent.filter(|parent| shown.contains(parent)) {
                Some(parent) => replies.entry(parent).or_default().push(comment),
                None => first.push(comment),
            }
        }
        let node = |comment: &&Comment| {
            let mut node = self.with_replies(comment, &replies, 1);
            if comment.parent.is_none() {
                node.insert("@type".into(), opening.into());
                if opening != "Comment" {
                    node.insert("headline".into(), self.title.into());
                    node.insert("isPartOf".into(), json!({ "@type": "WebPage", "@id": self.links.canonical() }));
                }
            } else {
                // The conversation began on an earlier part.
                self.name_parent(&mut node, comment);
            }
            Value::Object(without_nulls(node))
        };
        first.iter().map(node).collect()
    }

    fn with_replies(
        &self,
        comment: &Comment,
        replies: &HashMap<CommentId, Vec<&Comment>>,
        depth: usize,
    ) -> Map<String, Value> {
        let own = |id: CommentId| replies.get(&id).into_iter().flatten().copied();
        let mut below = Vec::new();
        if depth < DEEPEST {
            below.extend(own(comment.id).map(|one| self.with_replies(one, replies, depth + 1)));
        } else {
            let mut open: Vec<&Comment> = own(comment.id).collect();
            while let Some(one) = open.pop() {
                let mut node = self.node(one);
                self.name_parent(&mut node, one);
                below.push(node);
                open.extend(own(one.id));
            }
        }
        let mut node = self.node(comment);
        if !below.is_empty() {
            node.insert("comment".into(), below.into_iter().map(without_nulls).collect());
        }
        node
    }

    fn name_parent(&self, node: &mut Map<String, Value>, comment: &Comment) {
        if let Some(parent) = comment.parent {
            node.insert("parentItem".into(), json!({ "@type": "Comment", "@id": self.links.comment(parent) }));
        }
    }

    /// A comment by itself. Of a stub there is nothing to say but that it was deleted.
    fn node(&self, comment: &Comment) -> Map<String, Value> {
        let address = self.links.comment(comment.id);
        let shown = comment.body.as_ref().filter(|_| comment.is_published());
        let node = match shown {
            None => json!({ "@type": "Comment", "@id": address, "url": address, "creativeWorkStatus": "Deleted" }),
            Some(tree) => json!({
                "@type": "Comment",
                "@id": address,
                "url": address,
                "author": comment.author.as_ref().map(|author| json!({ "@type": "Person", "name": author.name })),
                // What was imported without a date gets none here.
                "datePublished": (!comment.undated).then(|| comment.posted_at.to_string()),
                "dateModified": comment.edited_at.map(|at| at.to_string()),
                "text": plain_text(tree),
            }),
        };
        if let Value::Object(node) = node { node } else { Map::new() }
    }
}

fn last_written(comment: &Comment) -> porch_protocol::Timestamp {
    comment.edited_at.unwrap_or(comment.posted_at)
}

fn without_nulls(mut node: Map<String, Value>) -> Map<String, Value> {
    node.retain(|_, value| !value.is_null());
    node
}

/// The data as the element that holds them in HTML. Nothing in it can end the element, be read as markup, or break a script
/// that a program makes of it.
fn in_html(data: &Value) -> String {
    let mut data = data.clone();
    if let Value::Object(fields) = &mut data {
        fields.retain(|_, value| !value.is_null());
    }
    let mut html = String::from("<script type=\"application/ld+json\">");
    for c in data.to_string().chars() {
        match c {
            '<' => html.push_str("\\u003c"),
            '>' => html.push_str("\\u003e"),
            '&' => html.push_str("\\u0026"),
            '\u{2028}' => html.push_str("\\u2028"),
            '\u{2029}' => html.push_str("\\u2029"),
            c => html.push(c),
        }
    }
    html.push_str("</script>");
    html
}
