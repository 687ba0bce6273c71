//! What a conversation knows, and how that changes: pure, so that plain tests cover it.
//!
//! [`reduce`](crate::reduce::reduce) is the only code that changes a [`State`].

use std::collections::HashMap;
use std::rc::Rc;

use porch_protocol::{
    Change, Changes, Comment, CommentId, CommentPosted, Decider, ErrorCode, HoldRule, Me, MyComment, Order, ReplyPause,
    ThreadPage, Timestamp, Trust,
};

use crate::arrange::{Block, BlockBoundaries, arrange};

/// All that is known of the thread.
#[derive(Clone, PartialEq, Debug)]
pub struct State {
    /// Published comments of the whole thread.
    pub total: u32,
    /// Which new comments the team reads before others see them.
    pub hold: HoldRule,
    /// Branches that take no replies for a while.
    pub cooling: Vec<ReplyPause>,
    /// Where to go on reading; none when all of it is here.
    pub next: Option<CommentId>,
    /// How many comments come with that.
    pub next_count: u32,
    /// How the comments follow each other.
    pub order: Order,
    /// The comments that are here, with one's own that only oneself sees.
    pub comments: HashMap<CommentId, Rc<Comment>>,
    /// What the roots show, in reading order.
    pub blocks: Vec<Rc<Block>>,
    /// One's own comments, with what it takes to change them.
    pub mine: Vec<Rc<MyComment>>,
    /// Who of the team decided last about which of them.
    pub deciders: Vec<Decider>,
    /// One's own that were published while their author was here, and that was not known from the start.
    pub let_in: Vec<CommentId>,
    /// What the site has seen of oneself; none for somebody who never wrote here.
    pub standing: Option<Trust>,
    /// Seconds until one may comment again, where slow mode is on.
    pub wait: u32,
    /// Whether the team has asked this person not to write here.
    pub banned: bool,
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
    pub(crate) cuts: BlockBoundaries,
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
    /// Tells the host to look at it.
    Report(CommentId),
}

impl Form {
    /// The comment it stands below.
    pub fn comment(self) -> CommentId {
        match self {
            Self::Reply(id) | Self::Edit(id) | Self::Withdraw(id) | Self::Report(id) => id,
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
    /// The server can't take them now; they are tried again.
    Waiting(ErrorCode, Option<u32>),
    /// The server said no, and will say no again.
    Refused(ErrorCode, Option<u32>),
    /// The same, after their author did what the first refusal said.
    RefusedAgain,
    /// They were tried for a day, and are tried no more.
    GaveUp,
    /// There is no network; they go out when there is.
    Offline,
}

impl Sending {
    /// Whether it helps to send the same words again now. Without a network they go out by themselves, and so do those that
    /// came too fast; what was refused for what it says, or for who says it, is refused once more.
    pub fn may_try_again(self) -> bool {
        match self {
            Self::OnTheWay
            | Self::Offline
            | Self::Waiting(ErrorCode::RateLimited, Some(1..))
            | Self::Refused(ErrorCode::Banned | ErrorCode::ParentNotFound, _) => false,
            Self::Refused(code, _) => InvalidField::of(code).is_none(),
            Self::Stuck | Self::Waiting(..) | Self::RefusedAgain | Self::GaveUp => true,
        }
    }

    /// Whether the server may have taken them although no answer came.
    pub fn may_have_arrived(self) -> bool {
        !matches!(self, Self::Refused(..) | Self::RefusedAgain)
    }

    /// Whether their author may take them back into the field: unless they are being sent, or there is no field.
    pub fn may_go_back(self) -> bool {
        !matches!(self, Self::OnTheWay | Self::Refused(ErrorCode::ThreadClosed, _))
    }
}

/// One sentence that says what happens next, and where it is said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// Where it is said.
    pub at: NoticePlace,
    /// The sentence.
    pub said: String,
    /// Whether something went wrong.
    pub wrong: bool,
    /// Which part of the form it is about, if one is to be changed.
    pub part: Option<InvalidField>,
    /// Whether a name of the team was refused: whoever bears it is led to the dashboard.
    pub team_name: bool,
    /// The seconds that somebody still has to wait, where they are counted down.
    pub left: Option<u32>,
}

/// A part of a form that somebody fills in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InvalidField {
    /// The name.
    Name,
    /// The words.
    Words,
}

impl InvalidField {
    /// The part that a refusal is about; none where no other words and no other name would help.
    pub fn of(code: ErrorCode) -> Option<Self> {
        match code {
            ErrorCode::NameEmpty | ErrorCode::NameTooLong | ErrorCode::NameTaken => Some(Self::Name),
            ErrorCode::BodyEmpty
            | ErrorCode::BodyTooLong
            | ErrorCode::RequestTooLarge
            | ErrorCode::TooManyLinks
            | ErrorCode::ReasonInvalid => Some(Self::Words),
            _ => None,
        }
    }
}

/// Where a notice is said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoticePlace {
    /// In a form; none for the composer.
    Form(Option<Form>),
    /// On a comment.
    Comment(CommentId),
}

/// What happens to a conversation.
#[derive(Clone, PartialEq, Debug)]
pub enum Action {
    /// The comments that the server drew are here.
    Drawn(ThreadPage),
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
    /// So many seconds are left until one may comment again.
    Wait(u32),
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
    /// Something is said near the field.
    Say(Option<Notice>),
}

/// What of the page an action may have changed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Key {
    /// The count and the orders.
    Bar,
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
        let mut cuts = BlockBoundaries::default();
        let blocks = arrange(&comments, order, &mut cuts);
        Self {
            total: page.total,
            hold: page.hold,
            cooling: page.cooling.clone(),
            next: page.next,
            next_count: page.next_count,
            order,
            comments,
            blocks,
            mine: Vec::new(),
            deciders: Vec::new(),
            let_in: Vec::new(),
            standing: None,
            wait: 0,
            banned: false,
            sending: Vec::new(),
            waiting: Vec::new(),
            fresh: Vec::new(),
            form: None,
            notice: None,
            loading: false,
            cuts,
        }
    }

    /// One's own comment, with what it takes to change it.
    pub fn mine(&self, id: CommentId) -> Option<&Rc<MyComment>> {
        self.mine.iter().find(|mine| mine.id == id)
    }

    /// Who of the team decided last about one's own comment, by name.
    pub fn decider(&self, id: CommentId) -> Option<&str> {
        self.deciders.iter().find(|decider| decider.comment == id).map(|decider| decider.name.as_str())
    }

    /// How far one's own words have come.
    pub fn sending(&self, id: CommentId) -> Option<Sending> {
        self.sending.iter().find(|(other, _)| *other == id).map(|(_, how)| *how)
    }

    /// Until when a comment is not to be answered: as long as a branch cools down that it belongs to.
    pub fn cools_until(&self, id: CommentId) -> Option<Timestamp> {
        let (mut until, mut at) = (None, Some(id));
        while let Some(id) = at.filter(|_| !self.cooling.is_empty()) {
            until = until.max(self.cooling.iter().find(|branch| branch.comment == id).map(|branch| branch.until));
            at = self.comments.get(&id).and_then(|comment| comment.parent);
        }
        until
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
}
