//! Judges outside of this server, whom a site may ask before it publishes what somebody not yet trusted wrote.
//!
//! Whatever one says can only hold. Whoever is late, broken or talks nonsense is taken for not asked: nobody's words wait
//! for a stranger longer than the bounds allow, and none are lost by one.

mod akismet;
mod check;
mod client;
pub mod feedback;
mod openai;

pub use check::{CheckFailure, CheckRequest, CheckVerdict, text_of};
pub use client::{are_asked_about, ask, warn};
