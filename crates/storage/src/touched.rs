//! What the writes of a transaction touched, so that the state in memory can follow it after the commit.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use porch_protocol::ThreadId;

use porch_domain::event::EventKind;
use porch_domain::event::touches::{ThreadPart, touches};

/// What was touched. Each site and each thread is in it once, however many writes touched it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// The threads, by site and id.
    pub threads: HashMap<(Arc<str>, ThreadId), TouchedThread>,
    /// The sites of which more was touched than threads, by id.
    pub sites: BTreeMap<Arc<str>, TouchedSite>,
    /// Whether the log or the outbox has grown: those who follow it have something to do.
    pub log: bool,
}

/// What was touched of a thread.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TouchedThread {
    /// Its last rev; none where nothing of the change is public.
    pub rev: Option<i64>,
    /// The key of its page, where only comments were added: the thread need not be looked up.
    pub page: Option<Arc<str>>,
    /// Whether one of them brought the title.
    pub titled: bool,
    /// Whether more than its comments.
    pub state: bool,
}

/// What was touched of a site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TouchedSite {
    /// Its settings, rules, names of the team or services.
    pub rules: bool,
    /// Something that all its pages show.
    pub pages: bool,
}

impl Touched {
    /// What an event touches, as its kind says.
    pub fn event(&mut self, kind: EventKind, site: &str, thread: Option<(ThreadId, Option<i64>)>) {
        self.log = true;
        let touches = touches(kind);
        if let (Some(part), Some((id, rev))) = (touches.thread, thread) {
            let touched = TouchedThread { rev, state: part == ThreadPart::State, ..TouchedThread::default() };
            self.thread((Arc::from(site), id), touched);
        }
        if touches.rules || touches.pages {
            self.site(site, TouchedSite { rules: touches.rules, pages: touches.pages });
        }
    }

    /// A comment was posted in the thread of this page, and may have brought the page's title.
    pub(super) fn post(
        &mut self,
        (site, page): (&Arc<str>, &Arc<str>),
        thread: ThreadId,
        (rev, titled): (Option<i64>, bool),
    ) {
        self.log = true;
        self.thread((site.clone(), thread), TouchedThread { rev, page: Some(page.clone()), titled, state: false });
    }

    /// A write without an event of its own, or one whose event does not say enough, touched this of a site.
    pub(super) fn site(&mut self, site: &str, what: TouchedSite) {
        let all = self.sites.entry(Arc::from(site)).or_default();
        *all = TouchedSite { rules: all.rules || what.rules, pages: all.pages || what.pages };
    }

    fn thread(&mut self, name: (Arc<str>, ThreadId), touched: TouchedThread) {
        match self.threads.entry(name) {
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(touched);
            }
            std::collections::hash_map::Entry::Occupied(mut known) => known.get_mut().merge(touched),
        }
    }

    /// Adds what another write touched.
    pub(super) fn merge(&mut self, other: Self) {
        if self.is_empty() {
            *self = other;
            return;
        }
        self.log |= other.log;
        for (name, touched) in other.threads {
            self.thread(name, touched);
        }
        for (site, what) in other.sites {
            self.site(&site, what);
        }
    }

    /// Whether nothing in memory is outdated, and nobody has something to do.
    pub fn is_empty(&self) -> bool {
        !self.log && self.threads.is_empty() && self.sites.is_empty()
    }
}

impl TouchedThread {
    fn merge(&mut self, later: Self) {
        self.rev = self.rev.max(later.rev);
        // Where one of the changes has to be looked up, the whole thread is.
        self.page = self.page.take().and(later.page);
        self.titled |= later.titled;
        self.state |= later.state;
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_thread_that_is_touched_twice_is_in_it_once_with_its_last_rev() {
        let (site, page, thread) = (Arc::from("bakery"), Arc::from("bakery.example/rye"), ThreadId(Uuid::nil()));
        let mut touched = Touched::default();
        touched.post((&site, &page), thread, (Some(4), true));
        touched.post((&site, &page), thread, (None, false));
        let titled = true;
        let known =
            |rev, page, state| HashMap::from([((site.clone(), thread), TouchedThread { rev, page, titled, state })]);
        assert_eq!(touched.threads, known(Some(4), Some(page.clone()), false));
        touched.event(EventKind::CommentEdited, "bakery", Some((thread, Some(5))));
        touched.post((&site, &page), thread, (Some(6), false));
        assert_eq!(touched.threads, known(Some(6), None, false));
        let mut other = Touched::default();
        other.event(EventKind::ThreadClosed, "bakery", Some((thread, None)));
        touched.merge(other);
        assert_eq!(touched.threads, known(Some(6), None, true));
        assert!(touched.sites.is_empty());
    }

    #[test]
    fn an_event_that_nobody_sees_is_news_for_those_who_follow_the_log() {
        let mut touched = Touched::default();
        assert!(touched.is_empty());
        touched.event(EventKind::CommentReported, "bakery", Some((ThreadId(Uuid::nil()), None)));
        assert_eq!(touched, Touched { log: true, ..Touched::default() });
        assert!(!touched.is_empty());
    }
}
