//! The languages of a surface that are built in, and which of them is nearest to a requested one.

use crate::table::Table;

/// All languages of a surface; the first is the one for everybody else.
#[derive(Debug)]
pub struct Languages(Vec<Table>);

impl Languages {
    /// Reads the tables of all languages.
    /// Without any, all texts are empty.
    pub fn new(sources: &'static [&'static str]) -> Self {
        let sources = if sources.is_empty() { &[""] } else { sources };
        Self(sources.iter().map(|source| Table::new(source)).collect())
    }

    /// The table that is nearest to a language tag: the language itself, then the tag without its last parts, then what
    /// stands for the tag, then the same language as it is written elsewhere; else the first table.
    pub fn nearest(&self, tag: &str) -> &Table {
        self.find(tag).unwrap_or(&self.0[0])
    }

    /// The same; none where no language is near.
    pub fn find(&self, tag: &str) -> Option<&Table> {
        let same = |one: &str, other: &str| one.eq_ignore_ascii_case(other);
        let mut wanted = tag.trim();
        loop {
            let exact = self.0.iter().find(|table| same(table.lang(), wanted));
            let instead =
                || self.0.iter().find(|table| table.stands_for().split_whitespace().any(|one| same(one, wanted)));
            if let Some(table) = exact.or_else(instead) {
                return Some(table);
            }
            let Some((shorter, _)) = wanted.rsplit_once('-') else { break };
            wanted = shorter;
        }
        let main = |table: &&Table| same(table.lang().split('-').next().unwrap_or_default(), wanted);
        self.0.iter().find(main)
    }

    /// All tables.
    pub fn all(&self) -> &[Table] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Languages;

    #[test]
    fn the_nearest_language_is_chosen() {
        static TABLES: [&str; 6] = [
            "en\u{6}\u{6}\u{6}\u{6}\u{6}",
            "de\u{6}\u{6}\u{6}\u{6}\u{6}",
            "pt-BR\u{6}\u{6}\u{6}\u{6}\u{6}",
            "nb\u{6}\u{6}\u{6}\u{6}\u{6}no nn",
            "zh-Hans\u{6}\u{6}\u{6}\u{6}\u{6}zh",
            "zh-Hant\u{6}\u{6}\u{6}\u{6}\u{6}zh-TW zh-HK zh-MO",
        ];
        let languages = Languages::new(&TABLES);
        let nearest = |tag: &str| languages.nearest(tag).lang();
        let pairs = [
            ("de", "de"),
            ("DE-at", "de"),
            ("pt", "pt-BR"),
            ("pt-PT", "pt-BR"),
            ("nn-NO", "nb"),
            ("zh", "zh-Hans"),
            ("zh-CN", "zh-Hans"),
            ("zh-TW", "zh-Hant"),
            ("zh-Hant-HK", "zh-Hant"),
            ("eo", "en"),
            ("", "en"),
            ("-", "en"),
        ];
        for (wanted, found) in pairs {
            assert_eq!(nearest(wanted), found, "{wanted}");
        }
        assert!(languages.find("eo").is_none());
        assert_eq!(Languages::new(&[]).nearest("de").lang(), "");
    }
}
