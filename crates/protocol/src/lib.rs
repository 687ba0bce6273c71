//! The types both sides share: what travels between the widget, the dashboard and the server, and what the export
//! contains.
//!
//! Nothing here does input or output, and nothing here is a row of a table.
#![forbid(unsafe_code)]

pub mod actor;
pub mod author_card;
pub mod cause;
mod codes;
pub mod comment;
pub mod comment_search;
pub mod conversation;
pub mod decision;
pub mod delivery_failure;
pub mod erasing;
pub mod faults;
pub mod held;
pub mod hold;
pub mod id;
pub mod integrations;
pub mod limits;
mod monogram;
pub mod order;
pub mod own_data;
pub mod page_ref;
pub mod people;
pub mod post;
pub mod problem;
pub mod prompt_and_rules;
pub mod published;
pub mod queue_query;
pub mod recipes;
pub mod search;
pub mod sign_in;
pub mod sign_in_keys;
pub mod site_settings;
pub mod team;
pub mod team_api;
pub mod thread;
pub mod thread_controls;
pub mod time;
pub mod tree;
pub mod visitor_mail;

pub use actor::Actor;
pub use cause::Cause;
pub use comment::{Author, Comment, Role, Status};
pub use decision::DecisionKind;
pub use delivery_failure::DeliveryFailure;
pub use faults::{PatternFault, StorageFault};
pub use hold::HoldRule;
pub use id::{CommentId, Cursor, ThreadId};
pub use monogram::monogram;
pub use order::Order;
pub use post::{
    CommentPosted, Decider, DisclosedHoldReason, EditComment, Me, MyComment, NewComment, ReportComment, SecondLook,
    Trust, TrustLevel, WithdrawComment,
};
pub use problem::{ErrorCode, Problem};
pub use prompt_and_rules::{Welcome, WelcomeWords};
pub use thread::{Change, ChangeKind, Changes, ClosedNote, Conversation, Reply, ReplyPause, ThreadPage};
pub use time::Timestamp;
pub use tree::{Block, Inline, Tree};
