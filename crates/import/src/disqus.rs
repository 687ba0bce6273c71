//! Disqus' XML export: threads and posts side by side, linked by ids in attributes.

use std::collections::HashSet;
use std::io::Read;

use porch_protocol::{Status, Timestamp};

use super::items::Items;
use super::wordpress::WordPress;
use super::xml::{Xml, XmlEvent};
use super::{ImportedComment, ImportedPerson, ImportedThread, Item, Refusal, Repair, Report, Skipped, address};
use porch_domain::archive::SourceFormat;

pub(super) struct Disqus<R: Read> {
    xml: Xml<R>,
    thread: Option<Fields>,
    post: Option<Fields>,
    /// The ids of deleted threads.
    deleted: HashSet<String>,
    /// Threads whose link had no scheme.
    schemeless: u64,
}

/// The fields of a `<thread>` or a `<post>` read so far.
#[derive(Default)]
struct Fields {
    id: String,
    identifier: String,
    link: String,
    title: String,
    message: String,
    created: String,
    closed: String,
    deleted: String,
    spam: String,
    thread: Option<String>,
    parent: Option<String>,
    in_author: bool,
    anonymous: String,
    username: String,
    name: String,
    mail: String,
}

/// Opens either of the two file formats that are called a Disqus export.
pub(super) fn open<'a>(file: impl Read + 'a) -> Result<Box<dyn Items + 'a>, Refusal> {
    let xml = Xml::open(file)?;
    match xml.root() {
        "disqus" => Ok(Box::new(Disqus { xml, thread: None, post: None, deleted: HashSet::new(), schemeless: 0 })),
        "rss" => Ok(Box::new(WordPress::new(xml, "Disqus"))),
        root => Err(Refusal::OtherFile { wanted: "Disqus", found: format!("<{root}>") }),
    }
}

impl<R: Read> Items for Disqus<R> {
    fn next_item(&mut self) -> Result<Option<Item>, Refusal> {
        while let Some(part) = self.xml.next_part()? {
            match part {
                XmlEvent::Start { name, id } => {
                    if self.start(name.trim_start_matches(':'), id) {
                        return Ok(Some(Item::Skipped(Skipped::CutOff)));
                    }
                }
                XmlEvent::End { name, text } => {
                    if let Some(item) = self.end(name.trim_start_matches(':'), text.trim()) {
                        return Ok(Some(item));
                    }
                }
            }
        }
        Ok(self.post.take().map(|_| Item::Skipped(Skipped::CutOff)))
    }

    fn note(&self, report: &mut Report) {
        self.xml.note(report);
        report.count_repairs(Repair::Schemes, self.schemeless);
    }
}

impl<R: Read> Disqus<R> {
    /// Handles the start of an element. True when it begins a post while the previous one has not ended, which is lost.
    fn start(&mut self, name: &str, id: Option<String>) -> bool {
        let cut_off = name == "post" && self.post.is_some();
        let id = id.unwrap_or_default();
        match (name, &mut self.post) {
            ("thread", Some(post)) => post.thread = Some(id),
            ("parent", Some(post)) => post.parent = Some(id).filter(|id| !id.is_empty()),
            ("thread", None) => self.thread = Some(Fields { id, ..Fields::default() }),
            ("post", _) => self.post = Some(Fields { id, ..Fields::default() }),
            ("author", Some(post)) => post.in_author = true,
            _ => {}
        }
        if let (Some(thread), None, "author") = (&mut self.thread, &self.post, name) {
            thread.in_author = true;
        }
        cut_off
    }

    fn end(&mut self, name: &str, text: &str) -> Option<Item> {
        match name {
            "post" => return self.post.take().map(|post| self.comment(post)),
            "thread" if self.post.is_none() => return self.thread.take().map(|thread| self.finished_thread(thread)),
            _ => {}
        }
        let fields = self.post.as_mut().or(self.thread.as_mut())?;
        let field = match (fields.in_author, name) {
            (_, "author") => {
                fields.in_author = false;
                return None;
            }
            (true, "email") => &mut fields.mail,
            (true, "name") => &mut fields.name,
            (true, "username") => &mut fields.username,
            (true, "isAnonymous") => &mut fields.anonymous,
            (false, "id") => &mut fields.identifier,
            (false, "link") => &mut fields.link,
            (false, "title") => &mut fields.title,
            (false, "message") => &mut fields.message,
            (false, "createdAt") => &mut fields.created,
            (false, "isClosed") => &mut fields.closed,
            (false, "isDeleted") => &mut fields.deleted,
            (false, "isSpam") => &mut fields.spam,
            _ => return None,
        };
        text.clone_into(field);
        None
    }

    fn finished_thread(&mut self, thread: Fields) -> Item {
        if is_true(&thread.deleted) {
            self.deleted.insert(thread.id.clone());
        }
        let title = Some(thread.title).filter(|title| !title.is_empty());
        let completed = address::completed(&thread.link);
        self.schemeless += u64::from(completed.is_some());
        let link = completed.unwrap_or(thread.link);
        // Some threads have no link, but their address as the identifier that the page set.
        let address = if link.is_empty() { thread.identifier.clone() } else { link };
        Item::Thread(ImportedThread {
            source_id: thread.id,
            address,
            title,
            closed: is_true(&thread.closed),
            names: vec![thread.identifier],
            created_at: date(&thread.created),
            own: None,
        })
    }

    fn comment(&self, post: Fields) -> Item {
        let thread = post.thread.unwrap_or_default();
        let status = match () {
            () if is_true(&post.deleted) => Status::Removed,
            () if is_true(&post.spam) => Status::Spam,
            () if self.deleted.contains(&thread) => Status::Removed,
            () => Status::Published,
        };
        let known = !is_true(&post.anonymous) && !post.username.is_empty();
        let person = if known { format!("user {}", post.username) } else { format!("{}\n{}", post.name, post.mail) };
        // A few posts have no id; they are distinguished by their text.
        let source_id = match (&*post.id, &*post.identifier) {
            ("", "") => format!("{thread}\n{}\n{}\n{}", post.created, post.name, post.message),
            ("", identifier) => format!("{thread}\n{identifier}"),
            (id, _) => id.to_owned(),
        };
        Item::Comment(Box::new(ImportedComment {
            source_id,
            thread,
            parent: post.parent,
            person: ImportedPerson {
                source_id: person,
                name: post.name,
                mail: Some(post.mail).filter(|mail| !mail.is_empty()),
                website: None,
            },
            // A deleted text is not imported.
            source: if is_true(&post.deleted) { String::new() } else { post.message },
            format: SourceFormat::Html,
            status,
            posted_at: date(&post.created),
            undated: false,
            edited_at: None,
            version: 1,
            reason: None,
            hold: None,
            second_look_at: None,
            role: None,
            title: None,
        }))
    }
}

fn is_true(text: &str) -> bool {
    text == "true"
}

/// `2009-06-28T20:45:17Z`; some exporters omit the `Z`.
fn date(text: &str) -> Option<Timestamp> {
    let with_zone = text.parse::<jiff::Timestamp>();
    let utc = || text.parse::<jiff::civil::DateTime>().ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok();
    with_zone.ok().or_else(|| Some(utc()?.timestamp())).map(|moment| Timestamp(moment.as_microsecond()))
}
