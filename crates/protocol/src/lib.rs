//! The words both sides share: what travels between the widget, the server and the export.
//!
//! Nothing here does input or output, and nothing here is a row of a table.
#![forbid(unsafe_code)]

pub mod around;
pub mod comment;
pub mod held;
pub mod hold;
pub mod host;
pub mod house;
pub mod id;
pub mod limits;
pub mod lists;
pub mod order;
pub mod pace;
pub mod people;
pub mod plugs;
pub mod post;
pub mod problem;
pub mod recipes;
pub mod search;
pub mod team;
pub mod thread;
pub mod time;
pub mod tree;
pub mod up_now;
pub mod verb;
pub mod welcome;

pub use comment::{Author, Comment, Role, Status};
pub use hold::HoldRule;
pub use id::{CommentId, Cursor, ThreadId};
pub use order::Order;
pub use post::{
    CommentPosted, Decider, EditComment, HoldReason, Level, Me, MyComment, NewComment, Pause, ReportComment, Standing,
    WithdrawComment,
};
pub use problem::{ErrorCode, Problem};
pub use thread::{Change, ChangeKind, Changes, ClosedNote, Conversation, Cooling, Reply, ThreadPage};
pub use time::Timestamp;
pub use tree::{Block, Inline, Tree};
pub use verb::Verb;
pub use welcome::{Welcome, WelcomeWords};
