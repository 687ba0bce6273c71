//! The first pass over a file: what is in it, where it goes, and which comments reply to which. Nothing is written.

use std::collections::{HashMap, HashSet};
use std::io::Read;

use porch_protocol::{CommentId, Status, Timestamp};
use url::Url;

use super::address_map::{Moves, resolved};
use super::dates::{DateOrder, plausible_date};
use super::items::Items;
use super::open::open;
use super::page_target::{names, new_page, resolve, title};
use super::row::{self, Ids};
use super::{ImportedComment, ImportedThread, Item, ROWS, Refusal, Repair, Report, Skipped, Target};
use porch_domain::archive::batch::NewPage;
use porch_domain::archive::import_format::Format;

/// The result of the first pass.
pub struct Plan {
    pub(super) format: Format,
    pub(super) ids: Ids,
    pub(super) pages: Vec<NewPage>,
    pub(super) threads: Threads,
    pub(super) entries: Vec<Entry>,
    pub(super) index: HashMap<CommentId, u32>,
    pub(super) roles: bool,
    pub(super) now: Timestamp,
    /// The site's first origin.
    home: Option<Url>,
    moves: Vec<(String, String)>,
    report: Report,
}

/// The threads of a file by name, numbered in the order in which they first occur.
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

/// A comment, without its content.
pub(super) struct Entry {
    id: CommentId,
    thread: u32,
    pub(super) parent: Option<CommentId>,
    /// The number of its page; none when it is skipped.
    pub(super) page: Option<u32>,
    status: Status,
    /// When it was posted, or a date that orders it among the others when that is unknown.
    pub(super) posted_at: Timestamp,
    pub(super) undated: bool,
    /// The author's name, where the comment is marked as the team's.
    team_name: Option<String>,
}

/// Reads the whole file and plans where everything goes.
pub fn plan(format: Format, file: impl Read, target: Target<'_>) -> Result<Plan, Refusal> {
    if target.origins.is_empty() {
        return Err(Refusal::NoOrigin);
    }
    plan_items(format, &mut *open(format, file)?, target)
}

fn plan_items(format: Format, items: &mut dyn Items, target: Target<'_>) -> Result<Plan, Refusal> {
    let mut plan = Plan {
        format,
        ids: Ids::new(target.site, format),
        pages: Vec::new(),
        threads: Threads::default(),
        entries: Vec::new(),
        index: HashMap::new(),
        roles: target.roles,
        now: target.now,
        home: target.origins.first().and_then(|origin| Url::parse(origin).ok()),
        moves: target.moves.to_vec(),
        report: Report::default(),
    };
    let (mut entries, mut dates) = (0, DateOrder::default());
    while let Some(item) = items.next_item()? {
        // Skipped entries are not counted.
        entries += usize::from(!matches!(item, Item::Skipped(_)));
        if entries > ROWS {
            return Err(Refusal::TooMany);
        }
        match item {
            Item::Thread(thread) => plan.threads.found(thread),
            Item::Comment(comment) => plan.add(&comment, &mut dates),
            Item::Skipped(skipped) => plan.report.skip(skipped),
            Item::Person(_) | Item::Event(_) | Item::Setting(_) => {}
        }
    }
    items.note(&mut plan.report);
    let created = |thread: u32| plan.threads.all[thread as usize].found.as_ref()?.created_at;
    for (number, at) in dates.rest(plan.now, created) {
        plan.entries[number as usize].posted_at = at;
    }
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
        // A fragment of a broken file may name a thread without its address.
        let known = &mut self.all[number as usize].found;
        if known.as_ref().is_none_or(|known| known.address.is_empty() || !thread.address.is_empty()) {
            *known = Some(thread);
        }
    }
}

impl Plan {
    /// The report of what the import does, or would do.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// Whether the file has a log of what happened to its comments.
    pub fn has_log(&self) -> bool {
        self.format == Format::Porch
    }

    /// The number of a comment of the file; none when it was skipped as a duplicate.
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

    fn add(&mut self, comment: &ImportedComment, dates: &mut DateOrder) {
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
        let date = plausible_date(comment.posted_at, self.now);
        let undated = comment.undated || date.is_none();
        if undated && !comment.undated {
            self.report.count_repair(Repair::Undated);
        }
        let row::CleanText { status, name, .. } = row::clean(comment, &mut self.report);
        let team_name = Some(name).filter(|_| self.roles && comment.role.is_some());
        let posted_at = date.unwrap_or(self.now);
        self.entries.push(Entry { id, thread, parent, page: None, status, posted_at, undated, team_name });
        for (number, at) in dates.take(number, thread, date) {
            self.entries[number as usize].posted_at = at;
        }
    }

    /// Gives each thread with comments its page; several threads may share one.
    fn place_threads(&mut self, target: Target<'_>) {
        let mut moves = Moves::new(target.moves);
        let mut numbers: HashMap<String, u32> = HashMap::new();
        for thread in &mut self.threads.all {
            // A thread of our own export that was closed before it had a comment is closed here, too.
            let closed = thread.found.as_ref().is_some_and(|found| found.own.is_some() && found.closed);
            if thread.comments == 0 && !closed {
                self.report.empty_threads += 1;
                continue;
            }
            let Some(found) = &thread.found else { continue };
            let Some(place) = resolve(&found.address, target, &mut moves) else { continue };
            if let Some(host) = place.foreign {
                let is_mapped = moves.names_host(&host);
                self.report.count_foreign(host, thread.comments, (&found.address, &place.page.url), is_mapped);
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
            page.aliases.extend(names(found, target, &mut self.report));
            thread.page = Some(number);
        }
        self.report.pages = self.pages.len() as u64;
        self.report.unused_moves.extend(moves.unused().map(str::to_owned));
        // An identifier leads to one page: to the page whose address it is, or else to the first one that has it.
        let mut taken: HashSet<String> = self.pages.iter().map(|page| page.key.clone()).collect();
        for page in &mut self.pages {
            page.aliases.sort();
            page.aliases.retain(|alias| taken.insert(alias.clone()));
        }
    }

    /// The address of a relative link in a comment, resolved against its page of the old system; none for a link that
    /// is complete. A link to another comment of the file leads to the imported comment.
    pub(super) fn resolved_link(&self, comment: &ImportedComment, href: &str) -> Option<String> {
        let thread = *self.threads.numbers.get(&comment.thread)?;
        let home = self.home.as_ref()?;
        let found = self.threads.all[thread as usize].found.as_ref()?;
        let page = home.join(&found.address).ok()?;
        let mut to = resolved(href, &page)?;
        if let Some(number) = to.fragment().and_then(|fragment| fragment.strip_prefix("comment-"))
            && let Some(Entry { id, page: Some(page), .. }) = self.sibling(comment, number)
        {
            return Some(format!("{}#{}", self.pages[*page as usize].url, id.anchor()));
        }
        if let Some(moved) = Moves::new(&self.moves).moved(to.as_str()) {
            return Some(moved);
        }
        // On a page that has moved, links lead to the other pages, which have moved with it.
        if to.host_str() == page.host_str() && to.origin() != home.origin() {
            let mut own = home.clone();
            own.set_path(to.path());
            own.set_query(to.query());
            own.set_fragment(to.fragment());
            to = own;
        }
        Some(to.into())
    }

    /// The comment of the same system with another number.
    fn sibling(&self, comment: &ImportedComment, number: &str) -> Option<&Entry> {
        let own = comment.source_id.trim_end_matches(|c: char| c.is_ascii_digit());
        let id = self.ids.comment(&format!("{own}{number}"));
        self.index.get(&id).map(|number| &self.entries[*number as usize])
    }

    /// Gives each comment its page and its parent, and counts them.
    fn place_comments(&mut self) {
        for entry in &mut self.entries {
            let thread = &self.threads.all[entry.thread as usize];
            entry.page = thread.page;
            match (thread.page, &thread.found) {
                (Some(_), _) => {
                    self.report.count(entry.status);
                    if let Some(name) = entry.team_name.take() {
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
            let on_same_page =
                |id: &CommentId| self.index.get(id).filter(|n| self.entries[**n as usize].page == Some(page));
            let found = on_same_page(&Ids::namesake(parent, thread)).or_else(|| on_same_page(&parent));
            let found = found.map(|parent| self.entries[*parent as usize].id);
            if found.is_none() {
                self.report.count_repair(Repair::Orphans);
            }
            self.entries[number].parent = found;
        }
        self.break_circles();
        self.report.replies =
            self.entries.iter().filter(|entry| entry.page.is_some() && entry.parent.is_some()).count() as u64;
    }

    /// Follows the parents of each comment; where that leads back to a comment of the same walk, the comment first in
    /// the file becomes a top-level comment.
    fn break_circles(&mut self) {
        let mut walks = vec![0_u32; self.entries.len()];
        for start in 0..self.entries.len() {
            let walk = u32::try_from(start + 1).unwrap_or(u32::MAX);
            let mut current = start;
            while walks[current] == 0 {
                walks[current] = walk;
                let parent = self.entries[current].parent.and_then(|parent| self.index.get(&parent));
                let Some(parent) = parent else { break };
                current = *parent as usize;
                if walks[current] == walk {
                    self.entries[current].parent = None;
                    self.report.count_repair(Repair::Circles);
                    break;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use porch_domain::archive::batch::NewPerson;

    /// A file with so many people, and one skipped entry before each.
    struct PeopleOnly {
        left: usize,
        skips: bool,
    }

    impl Items for PeopleOnly {
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
    fn a_file_may_have_a_million_entries_of_any_kind_and_not_one_more() {
        let plan_people = |left: usize| {
            let target = Target { site: "bakery", origins: &[], moves: &[], roles: true, now: Timestamp(0) };
            plan_items(Format::Porch, &mut PeopleOnly { left, skips: false }, target)
        };
        assert!(plan_people(ROWS).is_ok());
        assert!(matches!(plan_people(ROWS + 1), Err(Refusal::TooMany)));
    }
}
