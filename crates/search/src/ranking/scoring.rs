//! Scoring: every document with one of the words, segment by segment, a window at a time.

use tantivy::Searcher;

use crate::error::Result;
use crate::expansion::groups::Group;
use crate::filter::Filter;
use crate::ranking::collector::Collector;
use crate::ranking::postings::{ExtraWord, Reader};
use crate::ranking::statistics::Statistics;
use crate::ranking::window::Window;
use crate::schema::Fields;
use crate::site_key::SiteKey;

/// What is scored.
pub(crate) struct Scoring<'a> {
    pub(crate) searcher: &'a Searcher,
    pub(crate) fields: &'a Fields,
    pub(crate) key: &'a SiteKey,
    pub(crate) statistics: &'a Statistics,
    pub(crate) filter: &'a Filter,
}

impl Scoring<'_> {
    /// Gives every document of the groups to the collector; without groups every document of the site.
    pub(crate) fn run(&self, groups: &[Group], extra: &[ExtraWord], collector: &mut Collector) -> Result<()> {
        for (number, segment) in self.searcher.segment_readers().iter().enumerate() {
            let reader = Reader { segment, fields: self.fields, key: self.key, statistics: self.statistics };
            let mut lists = if groups.is_empty() { reader.all()? } else { reader.groups(groups)? };
            if lists.iter().all(|lists| lists.forms.is_empty()) {
                continue;
            }
            lists.extend(reader.extra(extra)?);
            let filter = self.filter.of_segment(segment)?;
            let mut window = Window::new(segment.max_doc());
            while window.fill(&mut lists) {
                window.drain(|scored| collector.take(number, scored, &filter));
            }
        }
        Ok(())
    }
}

/// How many of a query's groups a hit has to have: all of three, four of five, and two of more, since a long query is a
/// sentence, and the best hits lack many of its words.
pub(crate) fn required_groups(groups: usize) -> u32 {
    match groups {
        0..=3 => count(groups),
        4..=5 => count(groups - 1),
        _ => 2,
    }
}

/// How many are enough where few comments have as many as are required.
pub(crate) fn enough_groups(groups: usize) -> u32 {
    match groups {
        0..=2 => required_groups(groups),
        _ => required_groups(groups).min(count(groups.div_ceil(2))),
    }
}

fn count(groups: usize) -> u32 {
    u32::try_from(groups).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{enough_groups, required_groups};

    #[test]
    fn a_long_query_may_miss_some_words() {
        let required: Vec<u32> = (0..10).map(required_groups).collect();
        assert_eq!(required, [0, 1, 2, 3, 3, 4, 2, 2, 2, 2]);
        let enough: Vec<u32> = (0..10).map(enough_groups).collect();
        assert_eq!(enough, [0, 1, 2, 2, 2, 3, 2, 2, 2, 2]);
    }
}
