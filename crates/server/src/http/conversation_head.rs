//! The head of a conversation's own page: what search engines, feed readers and sites that show a preview of a link find there.

use std::fmt::Write;

use porch_protocol::{Comment, CommentId, Order, ThreadPage};

use super::document;
use super::page_links::PageLinks;
use super::page_shell::escape;
use super::structured_data::Described;
use crate::App;
use crate::read::snapshot::Snapshot;
use porch_domain::markup::plain_text;
use porch_storage::sites::Site;

/// Characters of a description.
const DESCRIBED: usize = 200;

/// A part of a conversation, and how it is shown.
pub(super) struct ShownPart {
    /// The comments.
    pub(super) page: ThreadPage,
    /// Their order.
    pub(super) order: Order,
    /// The language of the texts around them.
    pub(super) lang: &'static str,
    /// The last comment of the part before.
    pub(super) after: Option<CommentId>,
    /// The comment that the address names.
    pub(super) comment: Option<CommentId>,
}

/// What the head says of a page.
pub(super) struct Head<'a> {
    /// The server.
    pub(super) app: &'a App,
    /// The site.
    pub(super) site: &'a Site,
    /// Where the comments are read.
    pub(super) links: &'a PageLinks,
    /// The comments.
    pub(super) snapshot: &'a Snapshot,
    /// Those of them that are shown.
    pub(super) part: &'a ShownPart,
    /// The title of the page.
    pub(super) title: &'a str,
}

impl Head<'_> {
    /// Whether search engines may list the page: anybody can ask for pages without comments, under any address.
    pub(super) fn is_listed(&self) -> bool {
        self.snapshot.total() > 0
    }

    /// Its elements, as HTML.
    pub(super) fn html(&self) -> String {
        let mut head = document::whole_comment_style(&self.app.config.public_path);
        let canonical = self.links.part(self.part.order, self.part.after);
        link(&mut head, "canonical", "", &canonical);
        let parts = &self.part.page;
        if parts.next.is_some() {
            link(&mut head, "next", "", &self.links.part(self.part.order, parts.next));
        }
        if self.snapshot.thread.is_some() {
            self.feeds(&mut head);
        }
        self.preview(&mut head, &canonical);
        let address = self.part.after.map_or(self.links.own(), |_| canonical.as_str());
        head.push_str(&self.described().conversation_page(address));
        head
    }

    fn described(&self) -> Described<'_> {
        let title = self.snapshot.thread.as_ref().and_then(|thread| thread.title.as_deref());
        Described { comments: &self.part.page.comments, title, total: self.snapshot.total(), links: self.links }
    }

    fn feeds(&self, head: &mut String) {
        let atom = " type=\"application/atom+xml\"";
        link(head, "alternate", atom, &format!("{}/feed", self.links.own()));
        let feed = format!("{}/c/{}/feed", self.app.config.public_url, self.site.id);
        link(head, "alternate", &format!("{atom} title=\"{}\"", escape(&self.site.shown_name())), &feed);
    }

    /// What a site shows that somebody links this page on: the comment that the address names, or the first.
    fn preview(&self, head: &mut String, canonical: &str) {
        let named = self.part.comment.and_then(|id| self.published(id));
        let shown = named.or_else(|| self.part.page.comments.iter().find(|comment| comment.is_published()));
        let address = named.map_or_else(|| canonical.to_owned(), |comment| self.links.own_of_comment(comment.id));
        let by = named.and_then(|comment| comment.author.as_ref()).map(|author| format!("{} · ", author.name));
        property(head, "og:type", "article");
        property(head, "og:title", &format!("{}{}", by.unwrap_or_default(), self.title));
        property(head, "og:url", &address);
        property(head, "og:site_name", &self.site.shown_name());
        let Some(comment) = shown else { return };
        let description = described(comment);
        property(head, "og:description", &description);
        // Writing into a string cannot fail.
        let _ = write!(head, "<meta name=\"description\" content=\"{}\">", escape(&description));
        let quoted: String =
            url::form_urlencoded::byte_serialize(self.links.own_of_comment(comment.id).as_bytes()).collect();
        let oembed = format!("{}/oembed?url={quoted}&format=json", self.app.config.public_url);
        link(head, "alternate", " type=\"application/json+oembed\"", &oembed);
    }

    fn published(&self, id: CommentId) -> Option<&Comment> {
        self.part.page.comments.iter().find(|comment| comment.id == id && comment.is_published())
    }
}

/// The beginning of a comment, on one line.
fn described(comment: &Comment) -> String {
    let text = comment.body.as_ref().map(plain_text).unwrap_or_default();
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(DESCRIBED) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

fn link(head: &mut String, relation: &str, attributes: &str, href: &str) {
    let _ = write!(head, "<link rel=\"{relation}\"{attributes} href=\"{}\">", escape(href));
}

fn property(head: &mut String, name: &str, value: &str) {
    let _ = write!(head, "<meta property=\"{name}\" content=\"{}\">", escape(value));
}
