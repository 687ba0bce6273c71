//! How a conversation changes: the one place that changes a [`State`], and says which parts of the page look again.

use std::rc::Rc;

use porch_protocol::{
    ChangeKind, Changes, Comment, CommentId, CommentPosted, Me, MyComment, Order, Status, ThreadPage,
};

use crate::arrange::arrange;
use crate::state::{Action, Key, NoticePlace, Sending, State};
use crate::text::isolated;

impl State {
    /// Takes the newest that is known of one's own comment.
    fn own(&mut self, mine: MyComment) {
        if self.mine(mine.id).is_some_and(|known| known.version > mine.version) {
            return;
        }
        self.mine.retain(|other| other.id != mine.id);
        self.mine.push(Rc::new(mine));
    }

    /// Whether others are told that a comment is gone which its author still sees waiting: strangers' eyes know less.
    fn waits_unseen(&self, comment: &Comment) -> bool {
        let waits = |mine: &Rc<MyComment>| mine.status != Status::Published && mine.version >= comment.version;
        !comment.is_published() && self.mine(comment.id).is_some_and(waits)
    }

    /// A comment that is known may stand elsewhere than it did: what was said about that is over, and its author is told.
    fn restand(&mut self, id: CommentId, before: Option<Status>) {
        let Some(now) = self.comments.get(&id).cloned().filter(|now| before.is_some_and(|was| was != now.status))
        else {
            return;
        };
        if self.notice.as_ref().is_some_and(|notice| notice.at == NoticePlace::Comment(id)) {
            self.notice = None;
        }
        self.let_in.retain(|other| *other != id);
        if let Some(mine) = self.mine.iter_mut().find(|mine| mine.id == id) {
            let mine = Rc::make_mut(mine);
            (mine.version, mine.status) = (now.version, now.status);
            mine.reason.clone_from(&now.reason);
            if now.is_published() {
                self.let_in.push(id);
            }
        }
    }

    fn status_of(&self, id: CommentId) -> Option<Status> {
        self.comments.get(&id).map(|comment| comment.status)
    }

    /// Takes the newest version of a comment. Answers whether anything is new.
    fn put(&mut self, comment: Comment) -> bool {
        match self.comments.get(&comment.id) {
            Some(known) if known.version > comment.version || **known == comment => false,
            _ => {
                self.comments.insert(comment.id, Rc::new(comment));
                true
            }
        }
    }

    /// Whether a comment by somebody else has a place in what is shown; the rest comes with its page.
    fn has_place(&self, comment: &Comment) -> bool {
        match self.order {
            Order::Conversation => comment.parent.is_none_or(|p| self.next.is_none() || self.comments.contains_key(&p)),
            Order::Newest => true,
            Order::Oldest => self.next.is_none(),
        }
    }

    fn rearrange(&mut self, changed: &mut Vec<Key>) {
        let blocks = arrange(&self.comments, self.order, &mut self.cuts);
        let differing = blocks.iter().filter(|b| self.blocks.iter().any(|old| old.id == b.id && old != *b));
        changed.extend(differing.map(|b| Key::Block(b.id)));
        if !self.blocks.iter().map(|b| b.id).eq(blocks.iter().map(|b| b.id)) {
            changed.push(Key::List);
        }
        self.blocks = blocks;
    }
}

/// Applies an action. Answers which parts have to look again; none when nothing changed.
pub fn reduce(state: &mut State, action: Action) -> Vec<Key> {
    let mut changed = Vec::new();
    match action {
        Action::MoreAsked | Action::MoreFailed => {
            state.loading = action == Action::MoreAsked;
            changed.push(Key::Foot);
        }
        Action::Drawn(page) => {
            for comment in page.comments {
                state.put(comment);
            }
            state.rearrange(&mut changed);
        }
        Action::MoreCame(page) => more_came(state, page, &mut changed),
        Action::Changed(changes) => others_changed(state, changes, &mut changed),
        Action::Show => show(state, &mut changed),
        Action::Me(me) => know_me(state, me, &mut changed),
        Action::Wait(left) => {
            state.wait = left;
            changed.push(Key::Notice);
        }
        Action::Send(comment) => {
            let id = comment.id;
            state.sending.push((id, Sending::OnTheWay));
            if state.put(comment) {
                state.rearrange(&mut changed);
            }
            changed.push(Key::Comment(id));
        }
        Action::Stuck(id, how) => {
            if let Some(sending) = state.sending.iter_mut().find(|(other, _)| *other == id) {
                sending.1 = how;
                changed.push(Key::Comment(id));
            }
        }
        Action::Posted(shown, posted, mine) => posted_mine(state, shown, posted, mine, &mut changed),
        Action::Saved(saved, mine) => saved_mine(state, saved, mine, &mut changed),
        Action::TakenBack(id) => {
            state.sending.retain(|(other, _)| *other != id);
            state.comments.remove(&id);
            state.rearrange(&mut changed);
        }
        Action::Open(form) => {
            let touched = [state.form, form].into_iter().flatten().map(|f| Key::Comment(f.comment()));
            changed.extend(touched);
            state.form = form;
        }
        Action::Say(notice) => {
            let told = [&state.notice, &notice].into_iter().flatten().filter_map(|notice| match notice.at {
                NoticePlace::Comment(id) => Some(Key::Comment(id)),
                // The question whether to delete a comment is drawn with it.
                NoticePlace::Form(form) => form.map(|form| Key::Comment(form.comment())),
            });
            changed.extend(told);
            changed.push(Key::Notice);
            state.notice = notice;
        }
    }
    changed
}

fn more_came(state: &mut State, page: ThreadPage, changed: &mut Vec<Key>) {
    state.loading = false;
    (state.next, state.next_count) = (page.next, page.next_count);
    state.total = page.total;
    changed.extend([Key::Bar, Key::Foot]);
    let mut any = false;
    for comment in page.comments {
        let id = comment.id;
        // What waits to be shown keeps waiting only while it isn't part of a page.
        state.waiting.retain(|change| change.comment.id != id);
        if state.put(comment) {
            any = true;
            changed.push(Key::Comment(id));
        }
    }
    if any {
        state.rearrange(changed);
    }
}

fn others_changed(state: &mut State, changes: Changes, changed: &mut Vec<Key>) {
    state.total = changes.total;
    if state.cooling != changes.cooling {
        state.cooling = changes.cooling;
        changed.extend(state.comments.keys().copied().map(Key::Comment));
    }
    if state.hold != changes.hold {
        state.hold = changes.hold;
        changed.push(Key::Notice);
    }
    changed.extend([Key::Bar, Key::Foot]);
    let mut moved = false;
    for change in changes.changes {
        let id = change.comment.id;
        if let Some(before) = state.status_of(id) {
            if state.waits_unseen(&change.comment) {
                continue;
            }
            // In flat orders a stub has no place, and nowhere is it counted: the list changes with it.
            moved |= before != change.comment.status;
            if state.put(change.comment) {
                state.restand(id, Some(before));
                changed.push(Key::Comment(id));
            }
        } else if let Some(waits) = state.waiting.iter_mut().find(|waits| waits.comment.id == id) {
            waits.comment = change.comment;
        } else if change.comment.is_published() && change.kind != ChangeKind::Edited && state.has_place(&change.comment)
        {
            state.waiting.push(change);
        }
    }
    state.waiting.retain(|waits| waits.comment.is_published());
    if moved {
        state.rearrange(changed);
    }
}

fn show(state: &mut State, changed: &mut Vec<Key>) {
    let before: Vec<Key> = state.fresh.drain(..).map(Key::Comment).collect();
    changed.extend(before);
    for change in std::mem::take(&mut state.waiting) {
        let id = change.comment.id;
        state.put(change.comment);
        state.fresh.push(id);
        changed.push(Key::Comment(id));
    }
    state.rearrange(changed);
}

fn know_me(state: &mut State, me: Me, changed: &mut Vec<Key>) {
    let mut any = false;
    (state.standing, state.hold, state.wait, state.banned) = (me.standing, me.hold, me.wait, me.banned);
    state.deciders = me.deciders;
    for decider in &mut state.deciders {
        decider.name = isolated(&decider.name);
    }
    changed.push(Key::Notice);
    for mine in me.comments {
        let (id, before) = (mine.id, state.status_of(mine.id));
        // What everyone sees comes with the page; but what waited here does so no more.
        let let_in = mine.status == Status::Published && before.is_some_and(|before| before != Status::Published);
        let waits = mine.status != Status::Published && mine.status != Status::Withdrawn;
        if (let_in || waits) && state.put(mine.comment()) {
            any = true;
            state.total += u32::from(let_in);
        }
        state.own(mine);
        state.restand(id, before);
        changed.push(Key::Comment(id));
    }
    changed.extend([Key::Bar, Key::Foot]);
    if any {
        state.rearrange(changed);
    }
}

fn posted_mine(state: &mut State, shown: CommentId, posted: CommentPosted, mine: MyComment, changed: &mut Vec<Key>) {
    let id = posted.comment.id;
    state.sending.retain(|(other, _)| *other != shown);
    if shown != id {
        state.comments.remove(&shown);
    }
    let public = posted.comment.is_published();
    // The same words may have come by the live stream already.
    let was_waiting = state.waiting.iter().any(|waits| waits.comment.id == id);
    state.waiting.retain(|waits| waits.comment.id != id);
    if public && !was_waiting {
        state.total += 1;
    }
    state.own(mine);
    state.put(posted.comment);
    changed.extend([Key::Bar, Key::Foot, Key::Comment(id)]);
    state.rearrange(changed);
}

fn saved_mine(state: &mut State, saved: CommentPosted, mine: MyComment, changed: &mut Vec<Key>) {
    let id = saved.comment.id;
    state.own(mine);
    // Taken back, or held with its new words: nobody else sees it now.
    if !saved.comment.is_published() && state.status_of(id) == Some(Status::Published) {
        state.total = state.total.saturating_sub(1);
    }
    state.put(saved.comment);
    state.let_in.retain(|other| *other != id);
    changed.extend([Key::Bar, Key::Foot, Key::Comment(id)]);
    state.rearrange(changed);
}
