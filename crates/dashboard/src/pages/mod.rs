//! Pages: the list, one page, closing it.

pub(crate) mod close_page;
pub(crate) mod closed_note;
pub(crate) mod guest_expert_page;
pub(crate) mod list;
pub(crate) mod missed_searches;
pub(crate) mod page_card;
pub(crate) mod page_title;
