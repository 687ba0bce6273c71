//! Whether a comment is spam: reads what is shown, gives a probability and its reasons, learns from the team.
#![forbid(unsafe_code)]

mod campaigns;
mod fingerprint;
mod fractions;
mod lessons;
mod letters;
mod lexicon;
mod links;
mod local;
mod model;
mod ngrams;
mod normalise;
mod phrases;
mod signs;
mod site_features;
mod train;
mod verdict;

pub use campaigns::{Campaign, CampaignMemory};
pub use fingerprint::{Fingerprint, fingerprint};
pub use local::{BadLocal, Local};
pub use model::{BadModel, Model};
pub use normalise::{MAX_CHARS, normalise};
pub use train::{Lesson, Trainer};
pub use verdict::{CommentFacts, Reason, Score, score, score_with};
