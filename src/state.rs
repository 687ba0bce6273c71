//! The state of a conversation, and what can happen to it. Pure, so that plain tests cover it.
//!
//! [`reduce`](crate::reduce::reduce) is the only code that changes a [`State`].

use std::collections::HashMap;
use std::rc::Rc;

use porch_protocol::{
    Change, Changes, Comment, CommentId, CommentPosted, Decider, ErrorCode, HoldRule, Me, MyComment, Order, ReplyPause,
    ThreadPage, Timestamp, Trust,
};

use crate::arrange::{Block, BlockBoundaries, arrange};

/// Everything that is known of the thread.
#[derive(Clone, PartialEq, Debug)]
pub struct State {
    /// Published comments of the whole thread.
    pub total: u32,
    /// Which new comments the team reads before others see them.
    pub hold: HoldRule,
    /// Branches whose replies are paused.
    pub reply_pauses: Vec<ReplyPause>,
    /// After which comment the next page begins; none when all pages are loaded.
    pub next: Option<CommentId>,
    /// How many comments the next page has.
    pub next_count: u32,
    /// The order of the comments.
    pub order: Order,
    /// The loaded comments, with the visitor's own that only the visitor sees.
    pub comments: HashMap<CommentId, Rc<Comment>>,
    /// The blocks that the roots render, in reading order.
    pub blocks: Vec<Rc<Block>>,
    /// The visitor's own comments, with what an edit needs.
    pub mine: Vec<Rc<MyComment>>,
    /// Which team member decided last about which of them.
    pub deciders: Vec<Decider>,
    /// The visitor's own comments that were published while this page was open.
    pub just_published: Vec<CommentId>,
    /// The visitor's trust level on this site; none for a visitor who never wrote here.
    pub trust: Option<Trust>,
    /// Seconds until the visitor may comment again, in slow mode.
    pub slow_mode_wait: u32,
    /// Whether the team has banned the visitor.
    pub banned: bool,
    /// The sheet that the composer leads to; none while nothing is known of the visitor.
    pub sheet: Option<Sheet>,
    /// The visitor's comments that the server has not acknowledged, by the id they are shown under.
    pub sending: Vec<(CommentId, Sending)>,
    /// Changes by others that are shown only when the visitor asks for them.
    pub pending_changes: Vec<Change>,
    /// Comments that were just shown, with a highlight.
    pub highlighted: Vec<CommentId>,
    /// The form that is open below a comment.
    pub form: Option<Form>,
    /// The notice that is shown.
    pub notice: Option<Notice>,
    /// Whether the next page is being loaded.
    pub loading: bool,
    pub(crate) boundaries: BlockBoundaries,
}

/// A sheet about who the visitor is: `crates/sheets`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sheet {
    /// Signs in.
    SignIn {
        /// Whether the visitor may also leave an address with a comment.
        mail: bool,
    },
    /// What is stored about the visitor.
    About,
}

impl Sheet {
    /// The sheet for a visitor: signing in where that is possible, and what is stored for whoever the site knows.
    pub(crate) fn of(me: &Me) -> Option<Self> {
        let sign_in = Some(Self::SignIn { mail: me.mail_possible }).filter(|_| me.sign_in_possible && !me.signed_in);
        sign_in.or(Some(Self::About).filter(|_| me.guest || me.signed_in))
    }
}

/// A form below a comment.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Form {
    /// Replies to it.
    Reply(CommentId),
    /// Edits it.
    Edit(CommentId),
    /// Asks before deleting it.
    Withdraw(CommentId),
    /// Reports it to the team.
    Report(CommentId),
}

impl Form {
    /// The comment that the form is below.
    pub fn comment(self) -> CommentId {
        match self {
            Self::Reply(id) | Self::Edit(id) | Self::Withdraw(id) | Self::Report(id) => id,
        }
    }
}

/// The progress of a comment that the server has not acknowledged.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sending {
    /// It is being sent.
    InFlight,
    /// The server was not reached; it is retried.
    Unreachable,
    /// The server can't take it now; it is retried.
    Waiting(ErrorCode, Option<u32>),
    /// The server refused it, and would refuse it again.
    Refused(ErrorCode, Option<u32>),
    /// Refused once more, after its author followed the advice of the first refusal.
    RefusedAgain,
    /// It was retried for a day, and is retried no more.
    GaveUp,
    /// There is no network; it is sent when there is.
    Offline,
}

impl Sending {
    /// Whether the author can usefully retry it now. Without a network, and after a rate limit, it is retried by
    /// itself; a comment that was refused for its content or its author would be refused again.
    pub fn can_retry(self) -> bool {
        match self {
            Self::InFlight
            | Self::Offline
            | Self::Waiting(ErrorCode::RateLimited, Some(1..))
            | Self::Refused(ErrorCode::Banned | ErrorCode::ParentNotFound, _) => false,
            Self::Refused(code, _) => InvalidField::of(code).is_none(),
            Self::Unreachable | Self::Waiting(..) | Self::RefusedAgain | Self::GaveUp => true,
        }
    }

    /// Whether the server may have it although no response arrived.
    pub fn may_have_arrived(self) -> bool {
        !matches!(self, Self::Refused(..) | Self::RefusedAgain)
    }

    /// Whether the author can edit it again: not while it is being sent, nor where there is no field.
    pub fn can_edit_again(self) -> bool {
        !matches!(self, Self::InFlight | Self::Refused(ErrorCode::ThreadClosed, _))
    }
}

/// One sentence that says what happens next, and where it is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// Where it is shown.
    pub at: NoticePlace,
    /// The sentence.
    pub text: String,
    /// Whether it is an error.
    pub is_error: bool,
    /// Which field has to be changed, if any.
    pub field: Option<InvalidField>,
    /// Whether a team member's name was refused: then it links to the dashboard.
    pub team_name: bool,
    /// The seconds that are left to wait, where they are counted down.
    pub seconds_left: Option<u32>,
}

/// A field of a form that has to be changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InvalidField {
    /// The name.
    Name,
    /// The text.
    Body,
}

impl InvalidField {
    /// The field that an error is about; none where no other text and no other name would help.
    pub fn of(code: ErrorCode) -> Option<Self> {
        match code {
            ErrorCode::NameEmpty | ErrorCode::NameTooLong | ErrorCode::NameTaken => Some(Self::Name),
            ErrorCode::BodyEmpty
            | ErrorCode::BodyTooLong
            | ErrorCode::RequestTooLarge
            | ErrorCode::TooManyLinks
            | ErrorCode::ReasonInvalid => Some(Self::Body),
            _ => None,
        }
    }
}

/// Where a notice is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoticePlace {
    /// In a form; none is the composer.
    Form(Option<Form>),
    /// On a comment.
    Comment(CommentId),
}

/// What happens to a conversation.
#[derive(Clone, PartialEq, Debug)]
pub enum Action {
    /// The comments that the server rendered are loaded.
    CommentsLoaded(ThreadPage),
    /// The next page is requested.
    MoreRequested,
    /// The next page is loaded.
    MoreLoaded(ThreadPage),
    /// The next page could not be loaded.
    MoreFailed,
    /// Others changed something.
    ChangesReceived(Changes),
    /// The visitor wants to see the pending changes.
    ShowPending,
    /// What only this visitor may know is loaded.
    Me(Me),
    /// So many seconds are left until the visitor may comment again.
    SlowModeWait(u32),
    /// The visitor's own comment is being sent.
    Send(Comment),
    /// The progress of sending has changed.
    SendingChanged(CommentId, Sending),
    /// The server took a comment: the id it was shown under, and the server's response.
    Posted(CommentId, CommentPosted, MyComment),
    /// The visitor's own comment was edited, deleted or appealed.
    Saved(CommentPosted, MyComment),
    /// The comment goes back into a field.
    BackToEditing(CommentId),
    /// A form opens or closes.
    Open(Option<Form>),
    /// A notice is shown, or removed.
    SetNotice(Option<Notice>),
}

/// The parts of the page that an action may have changed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Key {
    /// The count and the orders.
    Count,
    /// The link to the next page.
    MoreLink,
    /// The list of blocks.
    List,
    /// One block.
    Block(CommentId),
    /// One comment.
    Comment(CommentId),
    /// The notice and the line below a form.
    Notice,
}

impl State {
    /// The state that the server rendered.
    pub fn new(page: &ThreadPage, order: Order) -> Self {
        let comments: HashMap<_, _> = page.comments.iter().map(|c| (c.id, Rc::new(c.clone()))).collect();
        let mut boundaries = BlockBoundaries::default();
        let blocks = arrange(&comments, order, &mut boundaries);
        Self {
            total: page.total,
            hold: page.hold,
            reply_pauses: page.reply_pauses.clone(),
            next: page.next,
            next_count: page.next_count,
            order,
            comments,
            blocks,
            mine: Vec::new(),
            deciders: Vec::new(),
            just_published: Vec::new(),
            trust: None,
            slow_mode_wait: 0,
            banned: false,
            sheet: None,
            sending: Vec::new(),
            pending_changes: Vec::new(),
            highlighted: Vec::new(),
            form: None,
            notice: None,
            loading: false,
            boundaries,
        }
    }

    /// One of the visitor's own comments, with what an edit needs.
    pub fn mine(&self, id: CommentId) -> Option<&Rc<MyComment>> {
        self.mine.iter().find(|mine| mine.id == id)
    }

    /// The name of the team member who decided last about one of the visitor's own comments.
    pub fn decider(&self, id: CommentId) -> Option<&str> {
        self.deciders.iter().find(|decider| decider.comment == id).map(|decider| decider.name.as_str())
    }

    /// The progress of sending a comment.
    pub fn sending(&self, id: CommentId) -> Option<Sending> {
        self.sending.iter().find(|(other, _)| *other == id).map(|(_, progress)| *progress)
    }

    /// Until when nobody can reply to a comment: as long as replies are paused in a branch that it belongs to.
    pub fn replies_paused_until(&self, id: CommentId) -> Option<Timestamp> {
        let (mut until, mut ancestor) = (None, Some(id));
        while let Some(id) = ancestor.filter(|_| !self.reply_pauses.is_empty()) {
            until = until.max(self.reply_pauses.iter().find(|branch| branch.comment == id).map(|branch| branch.until));
            ancestor = self.comments.get(&id).and_then(|comment| comment.parent);
        }
        until
    }

    /// The name on a comment.
    pub fn name_of(&self, id: CommentId) -> Option<&str> {
        self.comments.get(&id)?.author.as_ref().map(|author| author.name.as_str())
    }

    /// How many new comments wait to be shown.
    pub fn pending_count(&self) -> usize {
        self.pending_changes.iter().filter(|change| change.comment.is_published()).count()
    }

    /// How many comments of the thread are not loaded yet.
    pub fn not_loaded(&self) -> u32 {
        let loaded = self.comments.values().filter(|c| c.is_published() && self.sending(c.id).is_none()).count();
        self.total.saturating_sub(u32::try_from(loaded + self.pending_count()).unwrap_or(u32::MAX))
    }
}
