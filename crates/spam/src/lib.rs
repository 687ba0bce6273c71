//! Whether a comment is spam: reads what is shown, gives a probability and its reasons, learns from the team.
#![forbid(unsafe_code)]

mod fingerprint;
mod lately;
mod lessons;
mod letters;
mod lexicon;
mod links;
mod local;
mod model;
mod ngrams;
mod normalise;
mod number;
mod phrases;
mod signs;
mod train;
mod traits;
mod verdict;

pub use fingerprint::{Fingerprint, fingerprint};
pub use lately::{Campaign, Lately};
pub use local::{BadLocal, Local};
pub use model::{BadModel, Model};
pub use normalise::{MAX_CHARS, normalise};
pub use train::{Lesson, Trainer};
pub use verdict::{Facts, Reason, Score, score, score_with};
