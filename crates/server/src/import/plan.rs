//! The first reading of a file: what is in it, where it will go, and what it answers. Nothing is written.

use std::collections::HashMap;
use std::io::Read;

use porch_protocol::{CommentId, Status, Timestamp};

use super::batches::Batches;
use super::format::Items;
use super::row::{self, Ids};
use super::{Format, ImportedComment, ImportedThread, Item, Mended, NewPage, ROWS, Refusal, Report, Skipped};
use crate::domain::page::{self, imported_page};
use crate::domain::text;

/// Where a file goes.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The site's name.
    pub site: &'a str,
    /// Its origins; pages of foreign hosts come under the first one.
    pub origins: &'a [String],
    /// Beginnings of addresses that have changed, and what they begin with now. The longest one counts.
    pub moves: &'a [(String, String)],
    /// Whether people of the team bear its mark; else they come in as everybody does.
    pub roles: bool,
    /// What time it is: nothing comes in as of later.
    pub now: Timestamp,
}

/// What was found.
pub struct Plan {
    pub(super) format: Format,
    pub(super) ids: Ids,
    pub(super) pages: Vec<NewPage>,
    pub(super) threads: Threads,
    pub(super) entries: Vec<Entry>,
    pub(super) index: HashMap<CommentId, u32>,
    pub(super) roles: bool,
    pub(super) now: Timestamp,
    report: Report,
}

/// The threads of a file by name, numbered in the order in which they are first heard of.
#[derive(Default)]
pub(super) struct Threads {
    numbers: HashMap<String, u32>,
    all: Vec<Thread>,
}

struct Thread {
    name: String,
    found: Option<ImportedThread>,
    comments: u64,
    page: Option<u32>,
}

/// A comment, as far as its place goes.
pub(super) struct Entry {
    id: CommentId,
    thread: u32,
    pub(super) parent: Option<CommentId>,
    /// The number of its page; none when it is left out.
    pub(super) page: Option<u32>,
    status: Status,
    /// Whose name it shows, where it bears the mark of the team.
    host: Option<String>,
}

/// Reads the whole file and lays out where everything goes.
pub fn plan(format: Format, file: impl Read, target: Target<'_>) -> Result<Plan, Refusal> {
    if target.origins.is_empty() {
        return Err(Refusal::NoOrigin);
    }
    lay_out(format, &mut *format.open(file)?, target)
}

fn lay_out(format: Format, items: &mut dyn Items, target: Target<'_>) -> Result<Plan, Refusal> {
    let mut plan = Plan {
        format,
        ids: Ids::new(target.site, format),
        pages: Vec::new(),
        threads: Threads::default(),
        entries: Vec::new(),
        index: HashMap::new(),
        roles: target.roles,
        now: target.now,
        report: Report::default(),
    };
    let mut brought = 0;
    while let Some(item) = items.next_item()? {
        // What is left out takes no room.
        brought += usize::from(!matches!(item, Item::Skipped(_)));
        if brought > ROWS {
            return Err(Refusal::TooMany);
        }
        match item {
            Item::Thread(thread) => plan.threads.found(thread),
            Item::Comment(comment) => plan.enter(&comment),
            Item::Skipped(skipped) => plan.report.skip(skipped),
            Item::Person(_) | Item::Event(_) | Item::Setting(_) => {}
        }
    }
    items.note(&mut plan.report);
    plan.place_threads(target);
    plan.place_comments();
    Ok(plan)
}

impl Threads {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.numbers.insert(name.to_owned(), number);
        self.all.push(Thread { name: name.to_owned(), found: None, comments: 0, page: None });
        number
    }

    fn found(&mut self, thread: ImportedThread) {
        let number = self.number(&thread.source_id);
        self.all[number as usize].found = Some(thread);
    }
}

impl Plan {
    /// What the import does, or would do.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// Whether the file has a log of its own, of what happened to its comments.
    pub fn brings_a_log(&self) -> bool {
        self.format == Format::Porch
    }

    /// Reads the same file again and hands out what goes into the storage.
    pub fn batches<'a>(&'a self, file: impl Read + 'a) -> Result<Batches<'a>, Refusal> {
        Ok(Batches::new(self, self.format.open(file)?))
    }

    /// The number of a comment of the file; none when it was left out as a double.
    pub(super) fn entry(&self, comment: &ImportedComment) -> Option<u32> {
        let thread = self.threads.numbers.get(&comment.thread)?;
        let id = self.ids.comment(&comment.source_id);
        let first = self.index.get(&id).filter(|number| self.entries[**number as usize].thread == *thread);
        first.or_else(|| self.index.get(&Ids::namesake(id, &comment.thread))).copied()
    }

    /// The id under which a comment is stored.
    pub(super) fn id(&self, entry: u32) -> CommentId {
        self.entries[entry as usize].id
    }

    fn enter(&mut self, comment: &ImportedComment) {
        let thread = self.threads.number(&comment.thread);
        let mut id = self.ids.comment(&comment.source_id);
        if let Some(namesake) = self.index.get(&id) {
            let other_thread = self.entries[*namesake as usize].thread != thread;
            id = Ids::namesake(id, &comment.thread);
            if !other_thread || self.index.contains_key(&id) {
                self.report.skip(Skipped::Double);
                return;
            }
        }
        self.threads.all[thread as usize].comments += 1;
        let parent = comment.parent.as_deref().map(|parent| self.ids.comment(parent));
        let number = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        self.index.insert(id, number);
        if comment.posted_at.is_none() {
            self.report.mend(Mended::Undated);
        }
        let row::Shown { status, name, .. } = row::shown(comment, &mut self.report);
        let host = Some(name).filter(|_| self.roles && comment.role.is_some());
        self.entries.push(Entry { id, thread, parent, page: None, status, host });
    }

    /// Gives each thread that has comments its page; several threads may share one.
    fn place_threads(&mut self, target: Target<'_>) {
        let mut numbers: HashMap<String, u32> = HashMap::new();
        for thread in &mut self.threads.all {
            if thread.comments == 0 {
                self.report.empty_threads += 1;
                continue;
            }
            let Some(found) = &thread.found else { continue };
            let Some(place) = place(&found.address, target) else { continue };
            if let Some(host) = place.foreign {
                *self.report.foreign.entry(host).or_default() += thread.comments;
            }
            self.report.threads += 1;
            let number = *numbers.entry(place.page.key.clone()).or_insert_with(|| {
                self.pages.push(new_page(&self.ids, found, place.page));
                u32::try_from(self.pages.len() - 1).unwrap_or(u32::MAX)
            });
            let page = &mut self.pages[number as usize];
            page.closed &= found.closed;
            page.title = page.title.take().or_else(|| title(found));
            page.aliases.extend(place.aliases);
            thread.page = Some(number);
        }
        self.report.pages = self.pages.len() as u64;
        for page in &mut self.pages {
            let key = page.key.clone();
            page.aliases.retain(|alias| *alias != key);
            page.aliases.sort();
            page.aliases.dedup();
        }
    }

    /// Gives each comment its page and its parent, and counts.
    fn place_comments(&mut self) {
        for entry in &mut self.entries {
            let thread = &self.threads.all[entry.thread as usize];
            entry.page = thread.page;
            match (thread.page, &thread.found) {
                (Some(_), _) => {
                    self.report.count(entry.status);
                    if let Some(name) = entry.host.take() {
                        self.report.mark(name);
                    }
                }
                (None, Some(_)) => self.report.skip(Skipped::NoAddress),
                (None, None) => self.report.skip(Skipped::NoThread),
            }
        }
        for number in 0..self.entries.len() {
            let Entry { parent: Some(parent), page: Some(page), thread, .. } = self.entries[number] else { continue };
            let thread = &self.threads.all[thread as usize].name;
            let near = |id: &CommentId| self.index.get(id).filter(|n| self.entries[**n as usize].page == Some(page));
            let found = near(&Ids::namesake(parent, thread)).or_else(|| near(&parent));
            let found = found.map(|parent| self.entries[*parent as usize].id);
            if found.is_none() {
                self.report.mend(Mended::Orphans);
            }
            self.entries[number].parent = found;
        }
        self.break_circles();
        self.report.replies =
            self.entries.iter().filter(|entry| entry.page.is_some() && entry.parent.is_some()).count() as u64;
    }

    /// Walks up from each comment; where that comes back to the walk itself, the comment first in the file opens.
    fn break_circles(&mut self) {
        let mut walks = vec![0_u32; self.entries.len()];
        for start in 0..self.entries.len() {
            let walk = u32::try_from(start + 1).unwrap_or(u32::MAX);
            let mut here = start;
            while walks[here] == 0 {
                walks[here] = walk;
                let parent = self.entries[here].parent.and_then(|parent| self.index.get(&parent));
                let Some(parent) = parent else { break };
                here = *parent as usize;
                if walks[here] == walk {
                    self.entries[here].parent = None;
                    self.report.mend(Mended::Circles);
                    break;
                }
            }
        }
    }
}

/// Where an address leads.
struct Place {
    page: page::Page,
    aliases: Vec<String>,
    foreign: Option<String>,
}

fn place(address: &str, target: Target<'_>) -> Option<Place> {
    let address = address.trim();
    let moved = target.moves.iter().filter(|(old, _)| address.starts_with(&**old)).max_by_key(|(old, _)| old.len());
    let Some((old, new)) = moved else {
        let (page, alias) = imported_page(address, target.origins).ok()?;
        // The site's own host without TLS is not a foreign one.
        let foreign = alias.as_ref().filter(|alias| **alias != page.key).and_then(|_| host(address));
        return Some(Place { page, aliases: alias.into_iter().collect(), foreign });
    };
    let (page, alias) = imported_page(&format!("{new}{}", &address[old.len()..]), target.origins).ok()?;
    // The address that moved leads here as well, whether it was one of the site's or not.
    let before = imported_page(address, target.origins).ok().map(|(page, alias)| alias.unwrap_or(page.key));
    Some(Place { page, aliases: alias.into_iter().chain(before).collect(), foreign: None })
}

fn host(address: &str) -> Option<String> {
    url::Url::parse(address).ok()?.host_str().map(str::to_owned)
}

fn title(thread: &ImportedThread) -> Option<String> {
    let title = thread.title.as_deref()?;
    text::clean_title(&if thread.own.is_some() { title.to_owned() } else { row::without_html(title) })
}

fn new_page(ids: &Ids, thread: &ImportedThread, page: page::Page) -> NewPage {
    let own = thread.own.clone();
    NewPage {
        id: own.as_ref().map_or_else(|| ids.thread(&page.key), |own| own.id),
        key: page.key,
        url: page.url,
        title: title(thread),
        title_by: own.as_ref().map_or_else(|| "import".to_owned(), |own| own.title_by.clone()),
        closed: thread.closed,
        slow: own.as_ref().map_or(0, |own| own.slow),
        created_at: own.as_ref().map(|own| own.created_at),
        aliases: own.map(|own| own.aliases).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::NewPerson;

    /// A file that brings so many people, and leaves one more entry out with each.
    struct People {
        left: usize,
        skips: bool,
    }

    impl Items for People {
        fn next_item(&mut self) -> Result<Option<Item>, Refusal> {
            self.skips = !self.skips;
            if self.skips {
                return Ok(Some(Item::Skipped(Skipped::Pingback)));
            }
            let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
            self.left = left;
            let (id, kind, name) = (String::new(), String::new(), String::new());
            Ok(Some(Item::Person(NewPerson { id, kind, name, mail: None, created_at: None })))
        }

        fn note(&self, _: &mut Report) {}
    }

    #[test]
    fn a_file_brings_a_million_entries_of_any_kind_and_not_one_more() {
        let brings = |left: usize| {
            let target = Target { site: "bakery", origins: &[], moves: &[], roles: true, now: Timestamp(0) };
            lay_out(Format::Porch, &mut People { left, skips: false }, target)
        };
        assert!(brings(ROWS).is_ok());
        assert!(matches!(brings(ROWS + 1), Err(Refusal::TooMany)));
    }
}
