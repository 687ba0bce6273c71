//! WordPress' WXR 1.0 to 1.2: an RSS feed of posts with their comments inside. Disqus' own import format is one too.

use std::collections::HashSet;
use std::io::Read;

use porch_protocol::{Role, Status, Timestamp};

use super::items::Items;
use super::xml::{Xml, XmlEvent};
use super::{ImportedComment, ImportedPerson, ImportedThread, Item, Refusal, Repair, Report, Skipped, address, dates};
use porch_domain::archive::SourceFormat;

/// Elements that only WordPress' exports have, unlike ordinary feeds.
const OWN: [&str; 9] = [
    ":wxr_version",
    ":base_site_url",
    ":base_blog_url",
    ":author_login",
    ":category_nicename",
    ":term_taxonomy",
    ":post_id",
    ":comment_id",
    ":thread_identifier",
];

pub(super) struct WordPress<R: Read> {
    xml: Xml<R>,
    /// The expected format, for the error message.
    wanted: &'static str,
    /// Whether the file has an element of WordPress' own.
    is_one: bool,
    /// The blog's address: comment ids are unique within a blog only.
    blog: String,
    /// The blog's own authors, by their user ids. WXR lists them before the posts. A comment has a user id only if its
    /// author was signed in, so that typing a name is not enough.
    authors: HashSet<String>,
    posts: u64,
    post: Option<Post>,
    comment: Option<Comment>,
    /// Posts whose link had no scheme.
    schemeless: u64,
}

/// The fields of an `<item>` read so far.
#[derive(Default)]
struct Post {
    link: String,
    guid: String,
    /// The identifier that Disqus' widget was configured with, in the file that Disqus itself imports.
    identifier: String,
    created: String,
    title: String,
    status: String,
    password: String,
    closed: bool,
    has_comments: bool,
}

/// The fields of a `<wp:comment>` read so far.
#[derive(Default)]
struct Comment {
    id: String,
    author: String,
    mail: String,
    website: String,
    user: String,
    date: String,
    date_gmt: String,
    content: String,
    approved: String,
    kind: String,
    parent: String,
}

/// Opens a file that WordPress made.
pub(super) fn open<'a>(file: impl Read + 'a) -> Result<Box<dyn Items + 'a>, Refusal> {
    let xml = Xml::open(file)?;
    match xml.root() {
        "rss" => Ok(Box::new(WordPress::new(xml, "WordPress"))),
        "disqus" => Err(Refusal::OtherFormat { found: "Disqus", command: "disqus" }),
        root => Err(Refusal::OtherFile { wanted: "WordPress", found: format!("<{root}>") }),
    }
}

impl<R: Read> WordPress<R> {
    /// Continues after the root element.
    pub(super) fn new(xml: Xml<R>, wanted: &'static str) -> Self {
        Self {
            xml,
            wanted,
            is_one: false,
            blog: String::new(),
            authors: HashSet::new(),
            posts: 0,
            post: None,
            comment: None,
            schemeless: 0,
        }
    }
}

impl<R: Read> Items for WordPress<R> {
    fn next_item(&mut self) -> Result<Option<Item>, Refusal> {
        while let Some(part) = self.xml.next_part()? {
            match part {
                XmlEvent::Start { name, .. } => {
                    if self.start(&name) {
                        return Ok(Some(Item::Skipped(Skipped::CutOff)));
                    }
                }
                XmlEvent::End { name, text } => {
                    if let Some(item) = self.end(&name, text) {
                        return Ok(Some(item));
                    }
                }
            }
        }
        if !self.is_one {
            let found = "<rss>, but has nothing of WordPress in it".to_owned();
            return Err(Refusal::OtherFile { wanted: self.wanted, found });
        }
        if self.comment.take().is_some() {
            return Ok(Some(Item::Skipped(Skipped::CutOff)));
        }
        // The comments of a post that was cut off are complete.
        Ok(self.post.take().and_then(|post| self.thread(post)))
    }

    fn note(&self, report: &mut Report) {
        self.xml.note(report);
        report.count_repairs(Repair::Schemes, self.schemeless);
    }
}

impl<R: Read> WordPress<R> {
    /// Handles the start of an element. True when it begins a comment or a post while a comment has not ended, which is
    /// lost.
    fn start(&mut self, name: &str) -> bool {
        let begins = matches!(name, "item" | ":comment");
        let cut_off = begins && self.comment.take().is_some();
        match name {
            "item" => {
                self.posts += 1;
                self.post = Some(Post::default());
            }
            ":comment" => self.comment = Some(Comment::default()),
            _ => {}
        }
        cut_off
    }

    fn end(&mut self, name: &str, text: String) -> Option<Item> {
        self.is_one |= OWN.contains(&name);
        match name {
            ":comment" => return self.comment.take().map(|comment| self.finished_comment(comment)),
            "item" => return self.post.take().and_then(|post| self.thread(post)),
            _ => {}
        }
        if let Some(comment) = &mut self.comment {
            comment.take(name, text);
        } else if let Some(post) = &mut self.post {
            post.take(name, &text);
        } else if name == ":author_id" {
            self.authors.insert(text.trim().to_owned());
        } else if name == ":base_blog_url" || (name == "link" && self.blog.is_empty()) {
            text.trim().clone_into(&mut self.blog);
        }
        None
    }

    fn thread(&mut self, post: Post) -> Option<Item> {
        let completed = address::completed(&post.link).filter(|_| post.has_comments);
        self.schemeless += u64::from(completed.is_some());
        let link = completed.unwrap_or(post.link);
        // A post keeps its first short address for good.
        let names = vec![post.identifier, post.guid.clone()];
        let address = if link.is_empty() { post.guid } else { link };
        let title = Some(post.title).filter(|title| !title.is_empty());
        let source_id = self.posts.to_string();
        let created_at = date(&post.created);
        let thread = ImportedThread { source_id, address, title, closed: post.closed, names, created_at, own: None };
        // Posts, pictures and menus without comments are no threads.
        post.has_comments.then_some(Item::Thread(thread))
    }

    fn finished_comment(&mut self, comment: Comment) -> Item {
        let skipped = match comment.kind.trim() {
            "" | "comment" | "review" => {
                let hidden = self.post.as_mut().is_some_and(|post| {
                    post.has_comments = true;
                    post.is_hidden()
                });
                return Item::Comment(Box::new(self.imported(comment, hidden)));
            }
            "pingback" => Skipped::Pingback,
            "trackback" => Skipped::Trackback,
            other => Skipped::OtherKind(other.chars().take(40).collect()),
        };
        Item::Skipped(skipped)
    }

    fn imported(&self, comment: Comment, hidden: bool) -> ImportedComment {
        // With the scheme, the ids would change when the blog moves to https.
        let blog = self.blog.split_once("://").map_or(&*self.blog, |(_, rest)| rest).trim_end_matches('/');
        let name = |id: &str| format!("{blog} {id}");
        let status = match comment.approved.trim() {
            "spam" => Status::Spam,
            "trash" | "post-trashed" => Status::Removed,
            // Comments on a page that is not public are not public either.
            "1" | "approve" if !hidden => Status::Published,
            _ => Status::Held,
        };
        let known = !matches!(&*comment.user, "" | "0");
        let person =
            if known { name(&comment.user) } else { format!("{}\n{}", comment.author, comment.mail.to_lowercase()) };
        // A comment without an id is identified by its text.
        let source_id = match &*comment.id {
            "" => name(&format!("{}\n{}\n{}", comment.date_gmt, comment.author, comment.content)),
            id => name(id),
        };
        ImportedComment {
            source_id,
            thread: self.posts.to_string(),
            parent: Some(comment.parent).filter(|id| !matches!(&**id, "" | "0")).map(|id| name(&id)),
            posted_at: date(&comment.date_gmt)
                .filter(|date| dates::is_plausible(*date))
                .or_else(|| date(&comment.date)),
            undated: false,
            person: ImportedPerson {
                source_id: person,
                name: comment.author,
                mail: Some(comment.mail).filter(|mail| !mail.is_empty()),
                website: Some(comment.website).filter(|website| !website.is_empty()),
            },
            source: comment.content,
            format: SourceFormat::Html,
            status,
            edited_at: None,
            version: 1,
            reason: None,
            hold: None,
            second_look_at: None,
            role: (known && self.authors.contains(&comment.user)).then_some(Role::Host),
            title: None,
        }
    }
}

impl Post {
    fn take(&mut self, name: &str, text: &str) {
        let text = text.trim();
        let field = match name {
            "link" => &mut self.link,
            "guid" => &mut self.guid,
            ":thread_identifier" => &mut self.identifier,
            ":post_date_gmt" => &mut self.created,
            "title" => &mut self.title,
            ":status" => &mut self.status,
            ":post_password" => &mut self.password,
            ":comment_status" => {
                self.closed = text == "closed";
                return;
            }
            _ => return,
        };
        text.clone_into(field);
    }

    fn is_hidden(&self) -> bool {
        !self.password.is_empty()
            || matches!(&*self.status, "private" | "draft" | "auto-draft" | "pending" | "future" | "trash")
    }
}

impl Comment {
    fn take(&mut self, name: &str, text: String) {
        let field = match name {
            // The text keeps its line breaks.
            ":comment_content" => {
                self.content = text;
                return;
            }
            ":comment_id" => &mut self.id,
            ":comment_author" => &mut self.author,
            ":comment_author_email" => &mut self.mail,
            ":comment_author_url" => &mut self.website,
            ":comment_user_id" => &mut self.user,
            ":comment_date" => &mut self.date,
            ":comment_date_gmt" => &mut self.date_gmt,
            ":comment_approved" => &mut self.approved,
            ":comment_type" => &mut self.kind,
            ":comment_parent" => &mut self.parent,
            _ => return,
        };
        text.trim().clone_into(field);
    }
}

/// `2007-04-11 23:18:48`; WordPress writes zeros for an unknown date.
fn date(text: &str) -> Option<Timestamp> {
    let civil: jiff::civil::DateTime = text.parse().ok()?;
    let moment = civil.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp();
    Some(Timestamp(moment.as_microsecond()))
}
