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

/// How many of a query's groups a hit has to have: all of three, four of five, and two thirds of more.
pub(crate) fn required_groups(groups: usize) -> u32 {
    let required = match groups {
        0 => 0,
        1..=3 => groups,
        4..=5 => groups - 1,
        _ => (groups * 2).div_ceil(3),
    };
    u32::try_from(required).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::required_groups;

    #[test]
    fn a_long_query_may_miss_some_words() {
        let required: Vec<u32> = (0..10).map(required_groups).collect();
        assert_eq!(required, [0, 1, 2, 3, 3, 4, 4, 5, 6, 6]);
    }
}
