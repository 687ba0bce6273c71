//! The texts of comments at the time of an entry in History, stored when their authors change them.

use std::collections::HashMap;

use porch_protocol::{CommentId, Tree};
use serde_json::json;

use super::database;
use super::{Result, Storage, Tx};
use porch_domain::markup;

/// A comment's texts, version by version, as far as they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordsOfComment {
    /// The first version with the current text.
    since: u32,
    earlier: Vec<EarlierText>,
}

/// Texts that were replaced since.
#[derive(Clone, Debug, PartialEq, Eq)]
struct EarlierText {
    first: u32,
    last: u32,
    tree: Tree,
}

/// A comment's text at one version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextAtVersion<'a> {
    /// The current text.
    Same,
    /// Another text.
    Changed(&'a Tree),
    /// Unknown: it was replaced before such texts were stored, or the log was imported without them.
    Unknown,
}

impl WordsOfComment {
    /// The comment's text at this version.
    pub fn at(&self, version: u32) -> TextAtVersion<'_> {
        if version >= self.since {
            return TextAtVersion::Same;
        }
        let found = self.earlier.iter().find(|words| (words.first..=words.last).contains(&version));
        found.map_or(TextAtVersion::Unknown, |words| TextAtVersion::Changed(&words.tree))
    }
}

/// Marks that an entry of History is about the comment's current text.
pub(super) async fn mark(tx: &mut Tx, site: &str, id: CommentId) -> Result<()> {
    let mark = database::query("update comments set in_history = 1 where site_id = $1 and id = $2");
    mark.bind(site).bind(id.to_string()).execute(tx).await.map(drop)
}

/// Stores the current text of a comment before it is changed, if History has an entry about it. Comments of the team
/// always have one.
pub(super) async fn store_earlier_text(tx: &mut Tx, site: &str, id: CommentId) -> Result<()> {
    let keep = database::query(
        "insert into earlier_words (site_id, comment_id, first_version, last_version, source, source_format)
         select site_id, id, words_since, version, source, source_format from comments
         where site_id = $1 and id = $2 and (in_history = 1 or role is not null)",
    );
    keep.bind(site).bind(id.to_string()).execute(tx).await.map(drop)
}

/// A text that a comment had before, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierSource {
    /// The comment.
    pub comment: CommentId,
    /// The first version with this text.
    pub first: u32,
    /// The last version with it.
    pub last: u32,
    /// The text.
    pub source: String,
}

impl Storage {
    /// The number of earlier texts that are stored of a person's comments.
    pub async fn count_earlier_texts(&self, site: &str, person: &str) -> Result<u32> {
        let row = database::query(
            "select count(*) as number from comments c
             join earlier_words w on w.site_id = c.site_id and w.comment_id = c.id
             where c.site_id = $1 and c.person_id = $2",
        );
        row.bind(site).bind(person).fetch_one(&self.readers).await?.count("number")
    }

    /// The earlier texts of these comments as they were typed, the oldest first.
    pub async fn earlier_sources(&self, site: &str, ids: &[CommentId]) -> Result<Vec<EarlierSource>> {
        let rows = database::query(
            "select comment_id, first_version, last_version, source from earlier_words
             where site_id = $1 and comment_id in (select atom from json_each($2)) order by comment_id, last_version",
        );
        let rows = rows.bind(site).bind(json!(ids).to_string()).fetch_all(&self.readers).await?;
        let sources = rows.iter().map(|row| {
            Ok(EarlierSource {
                comment: row.comment_id("comment_id")?,
                first: row.count("first_version")?,
                last: row.count("last_version")?,
                source: row.try_get("source")?,
            })
        });
        sources.collect()
    }

    /// The texts of these comments of a site, by version.
    pub async fn words_of_comments(&self, site: &str, ids: &[CommentId]) -> Result<HashMap<CommentId, WordsOfComment>> {
        let ids = json!(ids).to_string();
        let now = database::query(
            "select id, words_since from comments where site_id = $1 and id in (select atom from json_each($2))",
        );
        let mut all = HashMap::new();
        for row in now.bind(site).bind(&ids).fetch_all(&self.readers).await? {
            all.insert(row.comment_id("id")?, WordsOfComment { since: row.count("words_since")?, earlier: Vec::new() });
        }
        let earlier = database::query(
            "select comment_id, first_version, last_version, source, source_format from earlier_words
             where site_id = $1 and comment_id in (select atom from json_each($2))",
        );
        for row in earlier.bind(site).bind(&ids).fetch_all(&self.readers).await? {
            let source: &str = row.try_get("source")?;
            let html = row.try_get::<&str>("source_format")? == "html";
            let tree = if html { markup::html(source) } else { markup::markdown_cut(source) };
            let words = EarlierText { first: row.count("first_version")?, last: row.count("last_version")?, tree };
            if let Some(comment) = all.get_mut(&row.comment_id("comment_id")?) {
                comment.earlier.push(words);
            }
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::{EarlierText, TextAtVersion, WordsOfComment};
    use porch_domain::markup;

    #[test]
    fn each_version_has_the_words_of_its_time_or_says_that_nobody_knows() {
        let [two, five] = ["two", "five"].map(markup::markdown_cut);
        let earlier = vec![
            EarlierText { first: 2, last: 3, tree: two.clone() },
            EarlierText { first: 5, last: 5, tree: five.clone() },
        ];
        let words = WordsOfComment { since: 6, earlier };
        for (version, expected) in [
            (1, TextAtVersion::Unknown),
            (2, TextAtVersion::Changed(&two)),
            (3, TextAtVersion::Changed(&two)),
            (4, TextAtVersion::Unknown),
            (5, TextAtVersion::Changed(&five)),
            (6, TextAtVersion::Same),
            (9, TextAtVersion::Same),
        ] {
            assert_eq!(words.at(version), expected, "{version}");
        }
    }
}
