//! People: the list, one person with their history, bans.

pub(crate) mod ban;
pub(crate) mod erase_person;
pub(crate) mod identity;
pub(crate) mod list;
pub(crate) mod person;
pub(crate) mod person_card;
pub(crate) mod person_comment;
pub(crate) mod person_counts;
