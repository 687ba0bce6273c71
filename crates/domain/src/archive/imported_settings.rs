//! The settings of a site, as our own export has them: which of them are imported, with the same checks as for typed
//! ones.

use super::settings::{BanLine, MemberLine, ReplyPauseLine, ReportLine, RuleLine, TeamNameLine, WelcomeLine};
use super::{Line, SiteLine};
use crate::moderation::site_rules::{
    BanKind, MAX_REPLY_PAUSES, MOST_BANS, MOST_NAMES, MOST_REPORTS, MOST_RULES, RuleKind, WordRules,
};
use crate::prompt_and_rules;
use crate::team::role_from_word;
use crate::text::clean_name;

/// The longest interval of slow mode: seconds.
pub const SLOWEST: u32 = 86_400;
/// The longest reason for a ban or a report, in bytes: the database's limit for a report.
const REASON_BYTES: usize = 8_192;

/// The settings of a site.
#[derive(Clone, PartialEq, Eq, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Settings {
    /// The site's display name; none where the file has none.
    #[serde(default)]
    pub name: Option<String>,
    /// Seconds between two comments of one person, and how many reports hold a comment; none where the file has
    /// neither.
    pub pace: Option<(u32, u32)>,
    /// The welcome texts.
    pub welcomes: Vec<WelcomeLine>,
    /// Names that no visitor may use.
    pub team_names: Vec<TeamNameLine>,
    /// The members of the team.
    pub members: Vec<MemberLine>,
    /// Words and patterns that hold a comment.
    pub rules: Vec<RuleLine>,
    /// Bans.
    pub bans: Vec<BanLine>,
    /// Pauses of replies.
    pub cooling: Vec<ReplyPauseLine>,
    /// Reports of visitors.
    pub reports: Vec<ReportLine>,
}

impl Settings {
    /// Adds a line; one that could not have been typed here is skipped.
    pub fn add(&mut self, line: Line) {
        match line {
            Line::Site(SiteLine { name, slow, reports, .. }) => {
                self.name = name.filter(|name| is_name(name));
                self.pace = Some((slow.min(SLOWEST), reports.min(MOST_REPORTS)));
            }
            Line::Welcome(line) => {
                let words = prompt_and_rules::clean(line.words);
                self.welcomes.extend(words.map(|words| WelcomeLine { words, ..line }));
            }
            Line::TeamName(line) if is_name(&line.name) && self.team_names.len() < MOST_NAMES => {
                self.team_names.push(line);
            }
            Line::Member(line) if is_name(&line.name) && role_from_word(&line.role).is_some() => {
                self.members.push(line);
            }
            Line::Rule(line) => self.add_rule(line),
            Line::Ban(line) if BanKind::from_word(&line.ban).is_some() && self.bans.len() < MOST_BANS => {
                self.bans.push(BanLine { reason: cut(line.reason), ..line });
            }
            Line::Cooling(line) if self.cooling.len() < MAX_REPLY_PAUSES => self.cooling.push(line),
            Line::Report(line) => self.reports.push(ReportLine { reason: cut(line.reason), ..line }),
            _ => {}
        }
    }

    fn add_rule(&mut self, line: RuleLine) {
        let kind = RuleKind::from_word(&line.rule);
        if self.rules.len() < MOST_RULES && kind.is_some_and(|kind| WordRules::check(kind, &line.text).is_ok()) {
            self.rules.push(line);
        }
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// All settings, after the end of the file: words and patterns have a common size limit, too.
    #[must_use]
    pub fn finish(mut self) -> Self {
        let words = |rules: &[RuleLine]| {
            let rules = rules.iter().filter_map(|rule| Some((RuleKind::from_word(&rule.rule)?, rule.text.clone())));
            rules.collect::<Vec<_>>()
        };
        while WordRules::new(&words(&self.rules)).is_err() && self.rules.pop().is_some() {}
        self
    }
}

fn is_name(name: &str) -> bool {
    clean_name(name).is_ok_and(|clean| clean == name)
}

fn cut(mut reason: String) -> String {
    reason.truncate(reason.floor_char_boundary(REASON_BYTES));
    reason
}
