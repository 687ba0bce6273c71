//! The rules, pure: no input or output, no clock and no randomness in here. Rows and times come in as arguments,
//! a refusal goes out as a value.
#![forbid(unsafe_code)]

pub mod about;
pub mod address_privacy;
pub mod archive;
pub mod closing;
pub mod comment;
pub mod erased_person;
pub mod event;
pub mod id_token;
pub mod markup;
pub mod missed_search;
pub mod moderation;
pub mod origin;
pub mod page;
pub mod prompt_and_rules;
pub mod reply_mail;
pub mod site_name;
pub mod sso;
pub mod stated_account;
pub mod team;
pub mod text;
pub mod unanswered;
pub mod verified_proof;
pub mod visibility;
pub mod visitor_mail;
