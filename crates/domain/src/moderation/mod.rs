//! What is published at once, what is held for review, and what the team may decide about it: rules, pure.
//!
//! [`checks`] is the one list that every new comment and every edit goes through. [`team_decision`] is the one state machine
//! of decisions. Nothing here reads the database, the network or the clock: rows and times are arguments.

pub mod campaigns;
pub mod checks;
pub mod claimed_roles;
pub mod lookalike;
pub mod newcomer_rate;
pub mod origins;
pub mod patterns;
pub mod reasons;
pub mod repetition;
pub mod rule_error;
pub mod simhash;
pub mod site_rules;
pub mod spam_facts;
pub mod team_decision;
pub mod team_names;
pub mod trust;
