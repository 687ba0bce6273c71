//! The lines of an export: JSON Lines, version 1. The same content gives the same bytes, and `import porch` reads them back.
//!
//! The order of the lines is: the site; then, page by page in the order of their keys, the page and its comments in
//! reading order `(posted_at, id)`, each person before their first comment; then the opening questions and the names of the team
//! (`settings`): welcomes, team names, members, rules, bans, branches that cool down, reports; then the events in theirs.
//! The keys of a line stand in the order of the fields below, and a field that has nothing to say is left out. What reads
//! it reports kinds of lines that it does not know, and goes on.

pub mod batch;
pub mod import_format;
pub mod imported_settings;
pub mod settings;

use porch_protocol::{ClosedNote, CommentId, Status, ThreadId, Timestamp};
use serde::{Deserialize, Serialize};

use settings::{BanLine, MemberLine, ReplyPauseLine, ReportLine, RuleLine, TeamNameLine, WelcomeLine};

/// What the source of a comment is written in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceFormat {
    /// What people write here.
    Markdown,
    /// What other systems export.
    Html,
}

/// The version that this program writes and reads.
pub const VERSION: u64 = 1;

/// One line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Line {
    /// The first line.
    Site(SiteLine),
    /// A page and its thread.
    Page(PageLine),
    /// Somebody who wrote.
    Person(PersonLine),
    /// A comment, whatever its status.
    Comment(Box<CommentLine>),
    /// What the host says first.
    Welcome(WelcomeLine),
    /// A name that no visitor may take.
    TeamName(TeamNameLine),
    /// One of the people of the business.
    Member(MemberLine),
    /// A word or a pattern.
    Rule(RuleLine),
    /// Who stays away.
    Ban(BanLine),
    /// A branch that cools down.
    Cooling(ReplyPauseLine),
    /// The report of a reader.
    Report(ReportLine),
    /// Something that happened.
    Event(Box<EventLine>),
}

/// The site.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SiteLine {
    /// Its name in addresses.
    pub id: String,
    /// What its people call it; none where they have not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its origins, the first one first.
    pub origins: Vec<String>,
    /// Which comments wait for the host: `off`, `first` or `all`.
    pub hold: String,
    /// Whether it takes no comments.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
    /// Seconds between two comments of one person; 0 for none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub slow: u32,
    /// How many people of standing must report a comment before it is held; 0 for never.
    #[serde(default = "usual_reports", skip_serializing_if = "are_usual_reports")]
    pub reports: u32,
}

/// What a site has that says nothing of reports, as the database has it.
fn usual_reports() -> u32 {
    3
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields so")]
fn are_usual_reports(reports: &u32) -> bool {
    *reports == usual_reports()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields so")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// A page and its thread.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PageLine {
    /// The thread's id.
    pub id: ThreadId,
    /// The cleaned address: what the comments below name as their page.
    pub page: String,
    /// The address to link to.
    pub url: String,
    /// Its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who said the title: `visitor`, `import` or `host`.
    pub title_by: String,
    /// Whether it takes no comments.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
    /// What visitors read about that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_note: Option<ClosedNote>,
    /// Seconds between two comments of one person; 0 for none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub slow: u32,
    /// Other cleaned addresses that lead to it, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// When the thread was made.
    pub created_at: Timestamp,
}

/// Somebody who wrote.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PersonLine {
    /// Their id within the site.
    pub id: String,
    /// `guest` or `import`.
    pub who: String,
    /// Their name.
    pub name: String,
    /// Their mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<String>,
    /// When they were first here.
    pub created_at: Timestamp,
}

/// A comment, whatever its status.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CommentLine {
    /// Its id.
    pub id: CommentId,
    /// The page it stands on.
    pub page: String,
    /// The comment it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<CommentId>,
    /// Who wrote it.
    pub person: String,
    /// The name it shows.
    pub name: String,
    /// What they were in the team when they wrote it: `owner`, `host`, `moderator` or `guest`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The words as they were typed.
    pub body: String,
    /// What they are written in.
    pub format: SourceFormat,
    /// Where it stands.
    pub status: Status,
    /// Its version.
    pub version: u32,
    /// The host's words about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Why it waits for the host, as a word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<String>,
    /// When its author asked for a second look.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_look_at: Option<Timestamp>,
    /// When it was posted.
    pub posted_at: Timestamp,
    /// Whether nobody knows when: then `posted_at` only says where it stands among the others.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub undated: bool,
    /// When it was last changed after the free minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited_at: Option<Timestamp>,
    /// The page's title that came with it, which is the page's only while the words are seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// Something that happened. It holds ids and no words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct EventLine {
    /// Its place in the site's log.
    pub seq: i64,
    /// What happened: the word of a kind of event, as the log has it. Those of a newer program are carried along.
    pub what: String,
    /// The thread it happened in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<ThreadId>,
    /// The comment it happened to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<CommentId>,
    /// The comment's version afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
    /// The thread's place among the public changes, where everyone could notice it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rev: Option<i64>,
    /// Who did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// When.
    pub at: Timestamp,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What else there is to know, as JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
}

/// The version and the line, as they stand in the file.
#[derive(Serialize)]
struct Versioned<'a> {
    v: u64,
    #[serde(flatten)]
    line: &'a Line,
}

impl Line {
    /// The line as it stands in the file, with its line break.
    pub fn written(&self) -> serde_json::Result<String> {
        let mut text = serde_json::to_string(&Versioned { v: VERSION, line: self })?;
        text.push('\n');
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_its_keys_in_order_and_comes_back_the_same() {
        let line = Line::Comment(Box::new(CommentLine {
            id: CommentId(uuid::Uuid::from_u128(7)),
            page: "bakery.example/rye".into(),
            parent: None,
            person: "p1".into(),
            name: "Ada".into(),
            role: None,
            body: "Hello \"you\"\n\u{2028}".into(),
            format: SourceFormat::Markdown,
            status: Status::Published,
            version: 1,
            reason: None,
            hold: None,
            second_look_at: None,
            posted_at: Timestamp(1),
            undated: false,
            edited_at: None,
            title: None,
        }));
        let written = line.written().unwrap();
        assert_eq!(
            written,
            "{\"v\":1,\"kind\":\"comment\",\"id\":\"00000000-0000-0000-0000-000000000007\",\
             \"page\":\"bakery.example/rye\",\"person\":\"p1\",\"name\":\"Ada\",\"body\":\"Hello \\\"you\\\"\\n\u{2028}\",\
             \"format\":\"markdown\",\"status\":\"published\",\"version\":1,\"posted_at\":1}\n"
        );
        assert_eq!(serde_json::from_str::<Line>(&written).unwrap(), line);
    }
}
