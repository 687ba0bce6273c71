//! The search of comments: the follower of the log that keeps the index up to date, and what is found in it.

pub mod indexing;
pub mod missed_search;
pub mod related;
pub mod visitor_search;

use porch_search::SiteLanguages;

/// The languages that comments may be in, as long as a site does not name its own: those that the product speaks.
fn languages() -> SiteLanguages {
    SiteLanguages::new(["en", "de", "ar"])
}
