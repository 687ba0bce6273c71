//! What a conversation knows, and how that changes: pure, so that plain tests cover it.
//!
//! [`reduce`] is the only code that changes a [`State`]; it answers which parts of the page have to look again.

use std::collections::HashMap;
use std::rc::Rc;

use porch_protocol::{
    Change, ChangeKind, Changes, Comment, CommentId, CommentPosted, ErrorCode, Me, MyComment, Order, Status, ThreadPage,
};

use crate::arrange::{Block, Cuts, arrange};

/// All that is known of the thread.
#[derive(Clone, PartialEq, Debug)]
pub struct State {
    /// Published comments of the whole thread.
    pub total: u32,
    /// Whether new comments are refused.
    pub closed: bool,
    /// Where to go on reading; none when all of it is here.
    pub next: Option<CommentId>,
    /// How the comments follow each other.
    pub order: Order,
    /// The comments that are here, with one's own that only oneself sees.
    pub comments: HashMap<CommentId, Rc<Comment>>,
    /// What the roots show, in reading order.
    pub blocks: Vec<Rc<Block>>,
    /// One's own comments, with what it takes to change them.
    pub mine: Vec<Rc<MyComment>>,
    /// One's own words that no server has acknowledged, by the id they are shown under.
    pub sending: Vec<(CommentId, Sending)>,
    /// Changes by others that wait until the reader asks for them.
    pub waiting: Vec<Change>,
    /// Comments that just came, softly marked.
    pub fresh: Vec<CommentId>,
    /// The form that is open below a comment.
    pub form: Option<Form>,
    /// What the composer says.
    pub notice: Option<Notice>,
    /// Whether the next page is on its way.
    pub loading: bool,
    folded: Vec<CommentId>,
    cuts: Cuts,
}

/// A form below a comment.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Form {
    /// Answers it.
    Reply(CommentId),
    /// Changes it.
    Edit(CommentId),
    /// Asks whether to take it back.
    Withdraw(CommentId),
}

impl Form {
    /// The comment it stands below.
    pub fn comment(self) -> CommentId {
        match self {
            Self::Reply(id) | Self::Edit(id) | Self::Withdraw(id) => id,
        }
    }
}

/// How far one's own words have come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sending {
    /// On their way.
    OnTheWay,
    /// They did not arrive; they are tried again.
    Stuck,
    /// The server said no.
    Refused(ErrorCode, Option<u32>),
    /// There is no network; they go out when there is.
    Offline,
}

/// One sentence that says what happens next, and where it is said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// Where it is said.
    pub at: At,
    /// The sentence.
    pub said: String,
    /// Whether something went wrong.
    pub wrong: bool,
}

/// Where a notice is said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum At {
    /// In a form; none for the composer.
    Form(Option<Form>),
    /// On a comment.
    Comment(CommentId),
}

/// What happens to a conversation.
#[derive(Clone, PartialEq, Debug)]
pub enum Action {
    /// The next page arrives.
    MoreAsked,
    /// The next page is here.
    MoreCame(ThreadPage),
    /// The next page did not come.
    MoreFailed,
    /// Others did something.
    Changed(Changes),
    /// The reader wants to see what waits.
    Show,
    /// What only oneself may know.
    Me(Me),
    /// One's own words go out.
    Send(Comment),
    /// They wait, or were refused.
    Stuck(CommentId, Sending),
    /// The server took them: the id they were shown under, and its answer.
    Posted(CommentId, CommentPosted, MyComment),
    /// One's own comment changed.
    Saved(CommentPosted, MyComment),
    /// The words go back into the field.
    TakenBack(CommentId),
    /// A form opens or closes.
    Open(Option<Form>),
    /// A branch is hidden, or shown again.
    Fold(CommentId),
    /// Something is said near the field.
    Say(Option<Notice>),
}

/// What of the page an action may have changed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Key {
    /// The count and the orders.
    Bar,
    /// The field at the top.
    Composer,
    /// The button for more.
    Foot,
    /// Which blocks there are.
    List,
    /// One block.
    Block(CommentId),
    /// One comment.
    Comment(CommentId),
    /// What is said near the fields.
    Notice,
}

impl State {
    /// What the server drew.
    pub fn new(page: &ThreadPage, order: Order) -> Self {
        let comments: HashMap<_, _> = page.comments.iter().map(|c| (c.id, Rc::new(c.clone()))).collect();
        let (folded, mut cuts) = (Vec::new(), Cuts::default());
        let blocks = arrange(&comments, order, &folded, &mut cuts);
        Self {
            total: page.total,
            closed: page.closed,
            next: page.next,
            order,
            comments,
            blocks,
            mine: Vec::new(),
            sending: Vec::new(),
            waiting: Vec::new(),
            fresh: Vec::new(),
            form: None,
            notice: None,
            loading: false,
            folded,
            cuts,
        }
    }

    /// Whether what stands below a comment is hidden.
    pub fn is_folded(&self, id: CommentId) -> bool {
        self.folded.contains(&id)
    }

    /// One's own comment, with what it takes to change it.
    pub fn mine(&self, id: CommentId) -> Option<&Rc<MyComment>> {
        self.mine.iter().find(|mine| mine.id == id)
    }

    /// How far one's own words have come.
    pub fn sending(&self, id: CommentId) -> Option<Sending> {
        self.sending.iter().find(|(other, _)| *other == id).map(|(_, how)| *how)
    }

    fn own(&mut self, mine: MyComment) {
        self.mine.retain(|other| other.id != mine.id);
        self.mine.push(Rc::new(mine));
    }

    /// The name on a comment.
    pub fn name_of(&self, id: CommentId) -> Option<&str> {
        self.comments.get(&id)?.author.as_ref().map(|author| author.name.as_str())
    }

    /// How many new comments wait to be shown.
    pub fn new_comments(&self) -> usize {
        self.waiting.iter().filter(|change| change.comment.is_published()).count()
    }

    /// How many comments of the thread are not here yet.
    pub fn not_here(&self) -> u32 {
        let here = self.comments.values().filter(|c| c.is_published() && self.sending(c.id).is_none()).count();
        self.total.saturating_sub(u32::try_from(here + self.new_comments()).unwrap_or(u32::MAX))
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
        let blocks = arrange(&self.comments, self.order, &self.folded, &mut self.cuts);
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
        Action::MoreCame(page) => more_came(state, page, &mut changed),
        Action::Changed(changes) => others_changed(state, changes, &mut changed),
        Action::Show => show(state, &mut changed),
        Action::Me(me) => know_me(state, me, &mut changed),
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
        Action::Fold(id) => {
            match state.folded.iter().position(|other| *other == id) {
                Some(at) => _ = state.folded.remove(at),
                None => state.folded.push(id),
            }
            changed.push(Key::Comment(id));
            state.rearrange(&mut changed);
        }
        Action::Say(notice) => {
            let told = [&state.notice, &notice].into_iter().flatten().filter_map(|notice| match notice.at {
                At::Comment(id) => Some(Key::Comment(id)),
                At::Form(_) => None,
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
    state.next = page.next;
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
    if state.closed != changes.closed {
        state.closed = changes.closed;
        changed.push(Key::Composer);
    }
    changed.extend([Key::Bar, Key::Foot]);
    let mut moved = false;
    for change in changes.changes {
        let id = change.comment.id;
        let known = state.comments.contains_key(&id);
        if known {
            // In flat orders a stub has no place, so the list changes with it.
            moved |= !change.comment.is_published();
            if state.put(change.comment) {
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
    for mine in me.comments {
        let id = mine.id;
        if mine.status != Status::Published && mine.status != Status::Withdrawn {
            any |= state.put(mine.comment());
        }
        state.own(mine);
        changed.push(Key::Comment(id));
    }
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
    if saved.comment.status == Status::Withdrawn && state.comments.get(&id).is_some_and(|c| c.is_published()) {
        state.total = state.total.saturating_sub(1);
    }
    state.put(saved.comment);
    changed.extend([Key::Bar, Key::Foot, Key::Comment(id)]);
    state.rearrange(changed);
}
