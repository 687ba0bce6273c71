//! Which comments a model is taught, and how much each source counts.

use std::path::Path;

use porch_spam::{Lesson, Model, Trainer};

use crate::{Case, Half};

/// A set of comments from one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Comments under videos, in English.
    Videos,
    /// Short messages of telephones.
    Messages,
    /// Comments under Indonesian videos.
    Gambling,
}

/// What may be taught. The licences of these sets allow a model that ships; no other set is read here.
pub struct Sources {
    /// By video.
    pub videos: [Vec<Case>; 3],
    /// In their order.
    pub messages: Vec<Case>,
    /// In their order.
    pub gambling: Vec<Case>,
    samples: Vec<Case>,
}

/// How much the samples, which are few but of the right kind, count beside a source.
const SAMPLES_WEIGHT: f32 = 8.0;
/// The weight of a source in texts: each class of each source counts as much as this many texts.
const TEXTS: f32 = 1_000.0;

impl Sources {
    /// Reads them all, and the learning half of the samples.
    pub fn read(folder: &Path) -> Self {
        Self {
            videos: crate::videos(folder),
            messages: crate::messages(folder),
            gambling: crate::gambling(folder),
            samples: [crate::samples(Half::Learn), crate::lessons_only()].concat(),
        }
    }

    /// A model of some sources and of the learning half of the samples.
    pub fn teach(&self, sources: &[Source]) -> Model {
        let mut lessons = Vec::new();
        for source in sources {
            match source {
                Source::Videos => add(&mut lessons, &self.videos.iter().flatten().collect::<Vec<_>>(), 1.0),
                Source::Messages => add(&mut lessons, &self.messages.iter().collect::<Vec<_>>(), 1.0),
                Source::Gambling => add(&mut lessons, &self.gambling.iter().collect::<Vec<_>>(), 1.0),
            }
        }
        add(&mut lessons, &self.samples.iter().collect::<Vec<_>>(), SAMPLES_WEIGHT);
        Trainer::of_texts().train(&lessons)
    }
}

/// A model of nothing but some comments.
pub fn teach_only(cases: &[&Case]) -> Model {
    let mut lessons = Vec::new();
    add(&mut lessons, cases, 1.0);
    Trainer::of_texts().train(&lessons)
}

fn add(lessons: &mut Vec<Lesson>, cases: &[&Case], weight: f32) {
    for class in [true, false] {
        let of_class: Vec<&&Case> = cases.iter().filter(|case| case.is_spam == class).collect();
        #[expect(clippy::cast_precision_loss, reason = "counts of comments are small")]
        let each = weight * (TEXTS / of_class.len().max(1) as f32).min(2.0);
        lessons.extend(of_class.into_iter().map(|case| Lesson::new(&case.text, class, each)));
    }
}

/// A model of names and phrases that sell something, of lists that were written for it and of the names of honest
/// samples.
pub fn phrases() -> Model {
    let of = |text: &'static str, sells| text.lines().map(move |phrase| Lesson::of_phrase(phrase, sells, 1.0));
    let trades = of(include_str!("../../samples/trades.txt"), true);
    let people = of(include_str!("../../samples/people.txt"), false);
    let honest = crate::lessons_only().into_iter().filter(|case| !case.is_spam);
    let authors = honest.filter_map(|case| case.name).map(|name| Lesson::of_phrase(&name, false, 1.0));
    Trainer::of_phrases().train(&trades.chain(people).chain(authors).collect::<Vec<_>>())
}
