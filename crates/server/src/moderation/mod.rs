//! What strangers may see at once, what waits for the host, and what the host may do about it: rules, pure.
//!
//! [`checks`] is the one list that every new comment and every edit walks. [`decide`] is the one machine that a decision
//! goes through. Nothing here reads the database, the network or the clock: rows and times come in as arguments.

pub mod campaigns;
pub mod checks;
pub mod claimed_roles;
pub mod decide;
pub mod lookalike;
pub mod newcomer_rate;
pub mod origins;
pub mod patterns;
pub mod reasons;
pub mod repetition;
pub mod simhash;
pub mod site_rules;
pub mod spam_facts;
pub mod team_names;
pub mod trust;
