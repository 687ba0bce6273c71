//! The second reading of a file: what goes into the storage, a few comments at a time, parents before their replies.

use std::collections::{HashMap, HashSet, VecDeque};

use porch_protocol::{CommentId, Status, Timestamp};

use super::format::Items;
use super::{Batch, ImportedComment, Item, NewPerson, NewRow, Plan, Refusal, Report, Settings, row};
use crate::domain::text;
use crate::export::EventLine;
use crate::moderation::decide;

/// Comments of one batch: few enough that a visitor's post waits for one transaction only.
const ROWS: usize = 200;

/// Hands out batches.
pub struct Batches<'a> {
    plan: &'a Plan,
    items: Box<dyn Items + 'a>,
    ready: VecDeque<NewRow>,
    /// Replies that came before what they answer.
    waiting: HashMap<CommentId, Vec<NewRow>>,
    sent: HashSet<CommentId>,
    sent_pages: HashSet<u32>,
    page_numbers: HashMap<CommentId, u32>,
    people: HashMap<String, NewPerson>,
    events: Vec<EventLine>,
    settings: Settings,
    last: Timestamp,
    ended: bool,
}

impl<'a> Batches<'a> {
    pub(super) fn new(plan: &'a Plan, items: Box<dyn Items + 'a>) -> Self {
        Self {
            plan,
            items,
            ready: VecDeque::new(),
            waiting: HashMap::new(),
            sent: HashSet::new(),
            sent_pages: HashSet::new(),
            page_numbers: HashMap::new(),
            people: HashMap::new(),
            events: Vec::new(),
            settings: Settings::default(),
            last: Timestamp(0),
            ended: false,
        }
    }

    /// The next batch; none when all has been handed out.
    pub fn next_batch(&mut self) -> Result<Option<Batch>, Refusal> {
        while !self.ended && self.ready.len() < ROWS {
            match self.items.next_item()? {
                Some(Item::Comment(comment)) => self.take(&comment),
                Some(Item::Person(person)) => {
                    self.people.insert(person.id.clone(), person);
                }
                Some(Item::Event(event)) => self.events.push(*event),
                Some(Item::Setting(line)) => self.settings.add(*line),
                Some(Item::Thread(_) | Item::Skipped(_)) => {}
                None => self.ended = true,
            }
        }
        Ok(self.batch())
    }

    fn take(&mut self, comment: &ImportedComment) {
        // A comment from the future would push all that is said from now on there too.
        let posted_at = comment.posted_at.unwrap_or(self.last).min(self.plan.now);
        self.last = posted_at;
        let Some(number) = self.plan.entry(comment) else { return };
        let entry = &self.plan.entries[number as usize];
        let (Some(page), id) = (entry.page, self.plan.id(number)) else { return };
        // The file may have it twice; the first one came in.
        if self.page_numbers.insert(id, page).is_some() {
            return;
        }
        let shown = row::shown(comment, &mut Report::default());
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
                .and_then(|words| decide::reason(words).ok().or_else(|| text::clean_title(words))),
            hold: comment.hold.filter(|_| shown.status == Status::Held),
            second_look_at: comment.second_look_at,
            role: comment.role.filter(|_| self.plan.roles),
            title: comment.title.as_deref().and_then(text::clean_title),
            posted_at,
            edited_at: comment.edited_at,
        };
        match new.parent {
            Some(parent) if !self.sent.contains(&parent) => self.waiting.entry(parent).or_default().push(new),
            _ => self.release(new),
        }
    }

    /// Whoever wrote it; known from the file, or made from what the comment says.
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

    /// Lets a comment go, and all that waited for it.
    fn release(&mut self, comment: NewRow) {
        let mut free = VecDeque::from([comment]);
        while let Some(comment) = free.pop_front() {
            self.sent.insert(comment.id);
            free.extend(self.waiting.remove(&comment.id).unwrap_or_default());
            self.ready.push_back(comment);
        }
    }

    fn batch(&mut self) -> Option<Batch> {
        let mut batch =
            Batch { comments: self.ready.drain(..self.ready.len().min(ROWS)).collect(), ..Batch::default() };
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
        // Events speak of comments. They come all at once, since a log is whole or it is none.
        if batch.comments.is_empty() {
            batch.events = std::mem::take(&mut self.events);
            batch.settings = std::mem::take(&mut self.settings).whole();
        }
        let empty = batch.comments.is_empty() && batch.events.is_empty() && batch.settings.is_empty();
        (!empty).then_some(batch)
    }
}
