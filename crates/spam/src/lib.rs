//! The spam score of a comment: analyses what is shown, returns a probability and its reasons, learns from the team.
#![forbid(unsafe_code)]

mod campaigns;
mod facts;
mod features;
mod fingerprint;
mod fractions;
mod lessons;
mod letters;
mod lexicon;
mod links;
mod local;
mod log_odds;
mod model;
mod ngrams;
mod normalise;
mod parsed_comment;
mod phrases;
mod reason;
mod signs;
mod site_bytes;
mod site_features;
mod train;
mod verdict;

pub use campaigns::CampaignMemory;
pub use facts::{Campaign, CommentFacts};
pub use fingerprint::{Fingerprint, fingerprint, simhash};
pub use local::Local;
pub use model::{BadModel, Model};
pub use normalise::{MAX_CHARS, normalise};
pub use reason::Reason;
pub use site_bytes::BadLocal;
pub use train::{Lesson, Trainer};
pub use verdict::{Score, score, score_with};
