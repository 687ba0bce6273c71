//! The reducer: the only code that changes a [`State`]. It returns which parts of the page have to render again.

use std::rc::Rc;

use porch_protocol::{
    ChangeKind, Changes, Comment, CommentId, CommentPosted, Me, MyComment, Order, Status, ThreadPage,
};

use crate::arrange::arrange;
use crate::state::{Action, Key, NoticePlace, Sending, Sheet, State};
use crate::text::isolated;

impl State {
    /// Takes a version of one of the visitor's own comments, unless a newer one is known.
    fn set_own(&mut self, mine: MyComment) {
        if self.mine(mine.id).is_some_and(|current| current.version > mine.version) {
            return;
        }
        self.mine.retain(|other| other.id != mine.id);
        self.mine.push(Rc::new(mine));
    }

    /// Whether a change only says that a comment is gone for others, while its author still sees it waiting: changes
    /// are written for everyone, and know less than the author.
    fn is_own_unpublished(&self, comment: &Comment) -> bool {
        let is_unpublished = |mine: &Rc<MyComment>| mine.status != Status::Published && mine.version >= comment.version;
        !comment.is_published() && self.mine(comment.id).is_some_and(is_unpublished)
    }

    /// After a comment has changed its status: drops the notice about the old one, and tells its author.
    fn status_changed(&mut self, id: CommentId, old_status: Option<Status>) {
        let Some(comment) =
            self.comments.get(&id).cloned().filter(|now| old_status.is_some_and(|status| status != now.status))
        else {
            return;
        };
        if self.notice.as_ref().is_some_and(|notice| notice.at == NoticePlace::Comment(id)) {
            self.notice = None;
        }
        self.just_published.retain(|other| *other != id);
        if let Some(mine) = self.mine.iter_mut().find(|mine| mine.id == id) {
            let mine = Rc::make_mut(mine);
            (mine.version, mine.status) = (comment.version, comment.status);
            mine.reason.clone_from(&comment.reason);
            if comment.is_published() {
                self.just_published.push(id);
            }
        }
    }

    fn status_of(&self, id: CommentId) -> Option<Status> {
        self.comments.get(&id).map(|comment| comment.status)
    }

    /// Takes the newest version of a comment. Returns whether anything changed.
    fn put(&mut self, comment: Comment) -> bool {
        match self.comments.get(&comment.id) {
            Some(current) if current.version > comment.version || **current == comment => false,
            _ => {
                self.comments.insert(comment.id, Rc::new(comment));
                true
            }
        }
    }

    /// Whether a comment by another author belongs to the pages that are loaded; others come with their page.
    fn is_in_loaded_range(&self, comment: &Comment) -> bool {
        match self.order {
            Order::Conversation => comment.parent.is_none_or(|p| self.next.is_none() || self.comments.contains_key(&p)),
            Order::Newest => true,
            Order::Oldest => self.next.is_none(),
        }
    }

    fn rearrange(&mut self, changed: &mut Vec<Key>) {
        let blocks = arrange(&self.comments, self.order, &mut self.boundaries);
        let differing = blocks.iter().filter(|b| self.blocks.iter().any(|old| old.id == b.id && old != *b));
        changed.extend(differing.map(|b| Key::Block(b.id)));
        if !self.blocks.iter().map(|b| b.id).eq(blocks.iter().map(|b| b.id)) {
            changed.push(Key::List);
        }
        self.blocks = blocks;
    }
}

/// Applies an action. Returns which parts have to render again; none when nothing changed.
pub fn reduce(state: &mut State, action: Action) -> Vec<Key> {
    let mut changed = Vec::new();
    match action {
        Action::MoreRequested | Action::MoreFailed => {
            state.loading = action == Action::MoreRequested;
            changed.push(Key::MoreLink);
        }
        Action::CommentsLoaded(page) => {
            for comment in page.comments {
                state.put(comment);
            }
            state.rearrange(&mut changed);
        }
        Action::MoreLoaded(page) => more_loaded(state, page, &mut changed),
        Action::ChangesReceived(changes) => changes_received(state, changes, &mut changed),
        Action::ShowPending => show_pending(state, &mut changed),
        Action::Me(me) => me_loaded(state, me, &mut changed),
        Action::SlowModeWait(left) => {
            state.slow_mode_wait = left;
            changed.push(Key::Notice);
        }
        Action::Send(comment) => {
            let id = comment.id;
            state.sending.push((id, Sending::InFlight));
            if state.put(comment) {
                state.rearrange(&mut changed);
            }
            changed.push(Key::Comment(id));
        }
        Action::SendingChanged(id, progress) => {
            if let Some(sending) = state.sending.iter_mut().find(|(other, _)| *other == id) {
                sending.1 = progress;
                changed.push(Key::Comment(id));
            }
        }
        Action::Posted(temporary_id, posted, mine) => posted_mine(state, temporary_id, posted, mine, &mut changed),
        Action::Saved(saved, mine) => saved_mine(state, saved, mine, &mut changed),
        Action::BackToEditing(id) => {
            state.sending.retain(|(other, _)| *other != id);
            state.comments.remove(&id);
            state.rearrange(&mut changed);
        }
        Action::Open(form) => {
            let touched = [state.form, form].into_iter().flatten().map(|f| Key::Comment(f.comment()));
            changed.extend(touched);
            state.form = form;
        }
        Action::SetNotice(notice) => {
            let affected = [&state.notice, &notice].into_iter().flatten().filter_map(|notice| match notice.at {
                NoticePlace::Comment(id) => Some(Key::Comment(id)),
                // The question before a comment is deleted shows the notice, too.
                NoticePlace::Form(form) => form.map(|form| Key::Comment(form.comment())),
            });
            changed.extend(affected);
            changed.push(Key::Notice);
            state.notice = notice;
        }
    }
    changed
}

fn more_loaded(state: &mut State, page: ThreadPage, changed: &mut Vec<Key>) {
    state.loading = false;
    (state.next, state.next_count) = (page.next, page.next_count);
    state.total = page.total;
    changed.extend([Key::Count, Key::MoreLink]);
    let mut has_changes = false;
    for comment in page.comments {
        let id = comment.id;
        // A pending comment that is part of the loaded page is pending no more.
        state.pending_changes.retain(|change| change.comment.id != id);
        if state.put(comment) {
            has_changes = true;
            changed.push(Key::Comment(id));
        }
    }
    if has_changes {
        state.rearrange(changed);
    }
}

fn changes_received(state: &mut State, changes: Changes, changed: &mut Vec<Key>) {
    state.total = changes.total;
    if state.reply_pauses != changes.reply_pauses {
        state.reply_pauses = changes.reply_pauses;
        changed.extend(state.comments.keys().copied().map(Key::Comment));
    }
    if state.hold != changes.hold {
        state.hold = changes.hold;
        changed.push(Key::Notice);
    }
    changed.extend([Key::Count, Key::MoreLink]);
    let mut moved = false;
    for change in changes.changes {
        let id = change.comment.id;
        if let Some(old_status) = state.status_of(id) {
            if state.is_own_unpublished(&change.comment) {
                continue;
            }
            // In flat orders a stub is not listed, and it is counted nowhere: the list changes with the status.
            moved |= old_status != change.comment.status;
            if state.put(change.comment) {
                state.status_changed(id, Some(old_status));
                changed.push(Key::Comment(id));
            }
        } else if let Some(pending) = state.pending_changes.iter_mut().find(|pending| pending.comment.id == id) {
            pending.comment = change.comment;
        } else if change.comment.is_published()
            && change.kind != ChangeKind::Edited
            && state.is_in_loaded_range(&change.comment)
        {
            state.pending_changes.push(change);
        }
    }
    state.pending_changes.retain(|pending| pending.comment.is_published());
    if moved {
        state.rearrange(changed);
    }
}

fn show_pending(state: &mut State, changed: &mut Vec<Key>) {
    let no_longer_highlighted: Vec<Key> = state.highlighted.drain(..).map(Key::Comment).collect();
    changed.extend(no_longer_highlighted);
    for change in std::mem::take(&mut state.pending_changes) {
        let id = change.comment.id;
        state.put(change.comment);
        state.highlighted.push(id);
        changed.push(Key::Comment(id));
    }
    state.rearrange(changed);
}

fn me_loaded(state: &mut State, me: Me, changed: &mut Vec<Key>) {
    let mut has_changes = false;
    (state.trust, state.hold, state.slow_mode_wait, state.banned) = (me.standing, me.hold, me.wait, me.banned);
    state.sheet = Sheet::of(&me);
    state.deciders = me.deciders;
    for decider in &mut state.deciders {
        decider.name = isolated(&decider.name);
    }
    changed.push(Key::Notice);
    for mine in me.comments {
        let (id, old_status) = (mine.id, state.status_of(mine.id));
        // Published comments come with their page; but one that waited here is published now.
        let is_newly_published =
            mine.status == Status::Published && old_status.is_some_and(|old_status| old_status != Status::Published);
        let is_unpublished = mine.status != Status::Published && mine.status != Status::Withdrawn;
        if (is_newly_published || is_unpublished) && state.put(mine.comment()) {
            has_changes = true;
            state.total += u32::from(is_newly_published);
        }
        state.set_own(mine);
        state.status_changed(id, old_status);
        changed.push(Key::Comment(id));
    }
    changed.extend([Key::Count, Key::MoreLink]);
    if has_changes {
        state.rearrange(changed);
    }
}

fn posted_mine(
    state: &mut State,
    temporary_id: CommentId,
    posted: CommentPosted,
    mine: MyComment,
    changed: &mut Vec<Key>,
) {
    let id = posted.comment.id;
    state.sending.retain(|(other, _)| *other != temporary_id);
    if temporary_id != id {
        state.comments.remove(&temporary_id);
    }
    let is_published = posted.comment.is_published();
    // The live stream may have announced the same comment already.
    let was_pending = state.pending_changes.iter().any(|change| change.comment.id == id);
    state.pending_changes.retain(|change| change.comment.id != id);
    if is_published && !was_pending {
        state.total += 1;
    }
    state.set_own(mine);
    state.put(posted.comment);
    changed.extend([Key::Count, Key::MoreLink, Key::Comment(id)]);
    state.rearrange(changed);
}

fn saved_mine(state: &mut State, saved: CommentPosted, mine: MyComment, changed: &mut Vec<Key>) {
    let id = saved.comment.id;
    state.set_own(mine);
    // Deleted, or held with its new text: others don't see it now.
    if !saved.comment.is_published() && state.status_of(id) == Some(Status::Published) {
        state.total = state.total.saturating_sub(1);
    }
    state.put(saved.comment);
    state.just_published.retain(|other| *other != id);
    changed.extend([Key::Count, Key::MoreLink, Key::Comment(id)]);
    state.rearrange(changed);
}
