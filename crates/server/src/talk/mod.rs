//! What visitors do: they post, edit, withdraw, report and ask for a second look. Each act is one function that loads what
//! it needs once, decides and commits.
//!
//! The module is below `http`: an act takes plain values, so that a comment may also come from a mail, a kiosk or an import.
//! The caller says who the visitor is. The rules are in `moderation` and `domain`, the rows in `storage`.

pub mod about;
pub mod appeal;
pub mod browser;
mod change;
pub mod confirm_mail;
pub mod edit;
pub mod erase_me;
pub mod error;
mod external_check;
pub mod moderate;
pub mod post;
mod prior_request;
pub mod proof;
pub mod provider_sign_in;
pub mod reply_mail;
pub mod report;
mod spam_input;
pub mod sso;
mod submission;
pub mod visitor;
mod visitor_facts;
pub mod withdraw;

pub use error::{Result, TalkError};
pub use visitor::Visitor;
