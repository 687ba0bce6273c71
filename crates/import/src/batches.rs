//! The second pass over a file: batches for the storage, a few comments at a time, parents before their replies.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet, VecDeque};
use std::io::Read;

use porch_protocol::{CommentId, Status, Timestamp};

use super::dates::is_plausible;
use super::items::Items;
use super::open::open;
use super::{ImportedComment, Item, Plan, Refusal, Report, row};
use porch_domain::archive::EventLine;
use porch_domain::archive::SourceFormat;
use porch_domain::archive::batch::{Batch, NewPage, NewPerson, NewRow};
use porch_domain::archive::imported_settings::Settings;
use porch_domain::moderation::team_decision;
use porch_domain::{markup, text};

/// Comments of one batch: few enough that a visitor's post waits for one transaction only.
const ROWS: usize = 200;

/// Bytes of text in one batch, which is handed over at once.
const BYTES: usize = 4 * 1024 * 1024;
/// Pages without comments in one batch.
const PAGES: usize = 500;
/// Events of one batch.
const EVENTS: usize = 2_000;

/// Produces the batches.
pub struct Batches<'a> {
    plan: &'a Plan,
    items: Box<dyn Items + 'a>,
    ready: VecDeque<NewRow>,
    /// Replies that came before their parents.
    waiting: HashMap<CommentId, Vec<NewRow>>,
    sent: HashSet<CommentId>,
    sent_pages: HashSet<u32>,
    page_numbers: HashMap<CommentId, u32>,
    people: HashMap<String, NewPerson>,
    events: VecDeque<EventLine>,
    settings: Settings,
    ended: bool,
}

impl<'a> Batches<'a> {
    /// Reads the file of a plan again, from its beginning.
    pub fn open(plan: &'a Plan, file: impl Read + 'a) -> Result<Self, Refusal> {
        Ok(Self {
            plan,
            items: open(plan.format, file)?,
            ready: VecDeque::new(),
            waiting: HashMap::new(),
            sent: HashSet::new(),
            sent_pages: HashSet::new(),
            page_numbers: HashMap::new(),
            people: HashMap::new(),
            events: VecDeque::new(),
            settings: Settings::default(),
            ended: false,
        })
    }

    /// The next batch; none after the last one.
    pub fn next_batch(&mut self) -> Result<Option<Batch>, Refusal> {
        while !self.ended && self.ready.len() < ROWS {
            match self.items.next_item()? {
                Some(Item::Comment(comment)) => self.take(&comment),
                Some(Item::Person(person)) => {
                    self.people.insert(person.id.clone(), person);
                }
                Some(Item::Event(event)) => self.events.push_back(*event),
                Some(Item::Setting(line)) => self.settings.add(*line),
                Some(Item::Thread(_) | Item::Skipped(_)) => {}
                None => self.ended = true,
            }
        }
        Ok(self.batch())
    }

    fn take(&mut self, comment: &ImportedComment) {
        let Some(number) = self.plan.entry(comment) else { return };
        let entry = &self.plan.entries[number as usize];
        let (Some(page), id) = (entry.page, self.plan.id(number)) else { return };
        // Where the file has it twice, the first one counts.
        if self.page_numbers.insert(id, page).is_some() {
            return;
        }
        let posted_at = entry.posted_at;
        let shown = row::clean(&self.with_absolute_links(comment), &mut Report::default());
        let new = NewRow {
            id,
            page: self.plan.pages[page as usize].key.clone(),
            parent: entry.parent,
            person: self.person(comment, &shown.name, posted_at),
            name: shown.name,
            source: shown.source,
            format: comment.format,
            tree: shown.tree,
            status: shown.status,
            version: comment.version.max(1),
            reason: comment
                .reason
                .as_deref()
                .and_then(|words| team_decision::reason(words).ok().or_else(|| text::clean_title(words))),
            hold: comment.hold.filter(|_| shown.status == Status::Held),
            second_look_at: comment.second_look_at,
            role: comment.role.filter(|_| self.plan.roles),
            title: comment.title.as_deref().and_then(text::clean_title),
            posted_at,
            undated: entry.undated,
            edited_at: comment.edited_at.filter(|date| is_plausible(*date)),
        };
        match new.parent {
            Some(parent) if !self.sent.contains(&parent) => self.waiting.entry(parent).or_default().push(new),
            _ => self.release(new),
        }
    }

    /// The comment with absolute addresses in place of relative links: its text is also shown on other pages, such as
    /// the dashboard.
    fn with_absolute_links<'c>(&self, comment: &'c ImportedComment) -> Cow<'c, ImportedComment> {
        let links = comment.source.contains("href") || comment.source.contains("src");
        if self.plan.has_log() || comment.format != SourceFormat::Html || !links {
            return Cow::Borrowed(comment);
        }
        let source = markup::with_absolute_links(&comment.source, |href| self.plan.resolved_link(comment, href));
        Cow::Owned(ImportedComment { source, ..comment.clone() })
    }

    /// The author: as the file has them, or made from the comment's own data.
    fn person(&mut self, comment: &ImportedComment, name: &str, posted_at: Timestamp) -> String {
        let id = self.plan.ids.person(&comment.person);
        let person = self.people.entry(id.clone()).or_insert_with(|| NewPerson {
            id: id.clone(),
            kind: "import".to_owned(),
            name: name.to_owned(),
            mail: comment.person.mail.clone().filter(|mail| mail.len() <= 254 && mail.contains('@')),
            created_at: Some(posted_at),
        });
        person.id.clone()
    }

    /// Marks a comment as ready, and all replies that waited for it.
    fn release(&mut self, comment: NewRow) {
        let mut free = VecDeque::from([comment]);
        while let Some(comment) = free.pop_front() {
            self.sent.insert(comment.id);
            free.extend(self.waiting.remove(&comment.id).unwrap_or_default());
            self.ready.push_back(comment);
        }
    }

    /// The pages without comments that are closed, a few at a time.
    fn empty_pages(&mut self) -> Vec<NewPage> {
        let (pages, sent) = (&self.plan.pages, &mut self.sent_pages);
        let empty = (0_u32..).zip(pages).filter(|(number, page)| page.closed && sent.insert(*number));
        empty.map(|(_, page)| page.clone()).take(PAGES).collect()
    }

    fn batch(&mut self) -> Option<Batch> {
        let mut batch = Batch::default();
        let mut bytes = 0;
        while batch.comments.len() < ROWS
            && bytes < BYTES
            && let Some(comment) = self.ready.pop_front()
        {
            bytes += comment.source.len();
            batch.comments.push(comment);
        }
        for comment in &batch.comments {
            if let Some(page) = self.page_numbers.get(&comment.id)
                && self.sent_pages.insert(*page)
            {
                batch.pages.push(self.plan.pages[*page as usize].clone());
            }
            if let Some(person) = self.people.get(&comment.person)
                && !batch.people.contains(person)
            {
                batch.people.push(person.clone());
            }
        }
        if batch.comments.is_empty() {
            batch.pages = self.empty_pages();
        }
        // Events refer to comments and pages, and come after all of them.
        if batch.comments.is_empty() && batch.pages.is_empty() {
            batch.events = self.events.drain(..self.events.len().min(EVENTS)).collect();
        }
        if batch.comments.is_empty() && batch.pages.is_empty() && self.events.is_empty() {
            batch.settings = std::mem::take(&mut self.settings).finish();
        }
        let empty =
            batch.comments.is_empty() && batch.pages.is_empty() && batch.events.is_empty() && batch.settings.is_empty();
        (!empty).then_some(batch)
    }
}
