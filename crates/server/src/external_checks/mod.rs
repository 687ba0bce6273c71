//! External spam services, which a site may ask before it publishes a comment of an author who is not yet trusted.
//!
//! A verdict can only hold a comment. A service that is late, fails or sends an invalid answer is ignored: no comment
//! waits for a service longer than the time limit, and none is lost.

mod akismet;
mod check;
mod client;
pub mod feedback;
mod openai;

pub use check::{CheckFailure, CheckRequest, CheckVerdict, text_of};
pub use client::{check, needs_check, warn};
