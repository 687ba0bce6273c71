//! The lines of the log that are here, and how later answers of the server join them.

use std::rc::Rc;

use porch_protocol::team_api::HistoryEntry;
use yew::prelude::*;

use crate::text::history as say;

/// Lines that the server answers at most at once.
const LINES: usize = 100;

/// Which lines.
#[derive(Clone, PartialEq, Default)]
pub(super) struct HistoryFilter {
    pub(super) by: String,
    pub(super) what: &'static str,
}

/// The lines so far, and whether there are older ones.
#[derive(Clone, PartialEq, Default)]
pub(super) struct HistoryList {
    pub(super) lines: Vec<HistoryEntry>,
    pub(super) more: bool,
}

/// What was asked for, what of it is here, and everybody who was seen in it.
#[derive(Clone, PartialEq, Default)]
pub(super) struct Log {
    pub(super) asked: HistoryFilter,
    pub(super) found: Option<HistoryList>,
    pub(super) names: Vec<(String, String)>,
}

/// What happens to it. Lines come with what was asked for.
pub(super) enum HistoryAction {
    /// Another question.
    Asked(HistoryFilter),
    /// The latest lines.
    Latest(HistoryFilter, Vec<HistoryEntry>),
    /// Lines behind the last one.
    Older(HistoryFilter, Vec<HistoryEntry>),
}

impl Reducible for Log {
    type Action = HistoryAction;

    fn reduce(self: Rc<Self>, came: HistoryAction) -> Rc<Self> {
        let Self { asked, found, names } = &*self;
        let (found, names) = match came {
            HistoryAction::Asked(asked) => return Rc::new(Self { asked, found: None, names: names.clone() }),
            // Something else was asked for meanwhile.
            HistoryAction::Latest(of, _) | HistoryAction::Older(of, _) if of != *asked => return self,
            HistoryAction::Latest(_, lines) => {
                let names = with_names(names, &lines);
                (Some(begun_anew(found.as_ref(), lines)), names)
            }
            HistoryAction::Older(_, lines) => (found.as_ref().map(|found| gone_on(found, lines)), names.clone()),
        };
        Rc::new(Self { asked: asked.clone(), found, names })
    }
}

/// The latest lines, and the older ones that were there already.
fn begun_anew(before: Option<&HistoryList>, mut lines: Vec<HistoryEntry>) -> HistoryList {
    let full = lines.len() == LINES;
    let last = lines.last().map(|line| line.seq);
    let Some((before, last)) = before.zip(last).filter(|_| full) else { return HistoryList { lines, more: full } };
    lines.extend(before.lines.iter().filter(|line| line.seq < last).cloned());
    let more = before.more || lines.len() == LINES;
    HistoryList { lines, more }
}

/// The lines so far, and those behind them; what has come already comes no second time.
fn gone_on(before: &HistoryList, mut older: Vec<HistoryEntry>) -> HistoryList {
    let more = older.len() == LINES;
    let last = before.lines.last().map(|line| line.seq);
    older.retain(|line| last.is_none_or(|last| line.seq < last));
    HistoryList { lines: before.lines.iter().cloned().chain(older).collect(), more }
}

/// Whose deeds can be asked for: everybody who was seen in the log.
fn with_names(names: &[(String, String)], lines: &[HistoryEntry]) -> Vec<(String, String)> {
    let mut names = names.to_vec();
    for line in lines {
        if let Some(id) = &line.by_id
            && !names.iter().any(|(known, _)| known == id)
        {
            names.push((id.clone(), say::actor(line)));
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn asked(by: &str) -> HistoryFilter {
        HistoryFilter { by: by.into(), what: "" }
    }

    fn lines(by: &str, seqs: impl IntoIterator<Item = i64>) -> Vec<HistoryEntry> {
        let line = |seq: i64| {
            let line = json!({ "seq": seq, "at": seq, "by": by, "by_id": by, "what": "comment_approved" });
            serde_json::from_value(line).unwrap()
        };
        seqs.into_iter().map(line).collect()
    }

    fn after(came: impl IntoIterator<Item = HistoryAction>) -> Rc<Log> {
        came.into_iter().fold(Rc::default(), Log::reduce)
    }

    fn shown(log: &Log) -> Option<Vec<i64>> {
        log.found.as_ref().map(|found| found.lines.iter().map(|line| line.seq).collect())
    }

    #[test]
    fn an_answer_that_a_newer_question_has_overtaken_is_not_shown() {
        let of_marta = HistoryAction::Latest(asked("marta"), lines("marta", [7, 3]));
        let late = || {
            [HistoryAction::Latest(asked(""), lines("jan", [9, 8])), HistoryAction::Older(asked(""), lines("jan", [1]))]
        };
        let log = after([HistoryAction::Asked(asked("marta"))].into_iter().chain(late()));
        assert_eq!(shown(&log), None, "what was asked for is not here yet");
        let log = after([HistoryAction::Asked(asked("marta")), of_marta].into_iter().chain(late()));
        assert_eq!(shown(&log), Some(vec![7, 3]));
    }

    #[test]
    fn older_lines_come_once_and_stay_when_the_latest_come_again() {
        let whole = || lines("jan", (101..=200).rev());
        let log = after([
            HistoryAction::Latest(asked(""), whole()),
            HistoryAction::Older(asked(""), lines("jan", [100, 99])),
            HistoryAction::Older(asked(""), lines("jan", [100, 99])),
            HistoryAction::Latest(asked(""), lines("marta", (102..=201).rev())),
        ]);
        assert_eq!(shown(&log), Some((99..=201).rev().collect()));
        assert_eq!(log.names.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["jan", "marta"]);
    }
}
