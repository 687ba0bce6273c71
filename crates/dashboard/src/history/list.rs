//! The lines of the history that are loaded, and how later responses join them.

use std::rc::Rc;

use porch_protocol::team_api::HistoryEntry;
use yew::prelude::*;

use crate::text::history as texts;

/// The maximum number of lines in a response.
const LINES: usize = 100;

/// The filter.
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

/// The filter, the lines loaded for it, and all actors seen so far.
#[derive(Clone, PartialEq, Default)]
pub(super) struct Log {
    pub(super) filter: HistoryFilter,
    pub(super) found: Option<HistoryList>,
    pub(super) names: Vec<(String, String)>,
}

/// A change of the list. Lines come with the filter that they were requested with.
pub(super) enum HistoryAction {
    /// Another filter.
    SetFilter(HistoryFilter),
    /// The latest lines.
    Latest(HistoryFilter, Vec<HistoryEntry>),
    /// Lines behind the last one.
    Older(HistoryFilter, Vec<HistoryEntry>),
}

impl Reducible for Log {
    type Action = HistoryAction;

    fn reduce(self: Rc<Self>, action: HistoryAction) -> Rc<Self> {
        let Self { filter, found, names } = &*self;
        let (found, names) = match action {
            HistoryAction::SetFilter(filter) => return Rc::new(Self { filter, found: None, names: names.clone() }),
            // The filter was changed meanwhile.
            HistoryAction::Latest(of, _) | HistoryAction::Older(of, _) if of != *filter => return self,
            HistoryAction::Latest(_, lines) => {
                let names = with_names(names, &lines);
                (Some(merge_latest(found.as_ref(), lines)), names)
            }
            HistoryAction::Older(_, lines) => (found.as_ref().map(|found| append_older(found, lines)), names.clone()),
        };
        Rc::new(Self { filter: filter.clone(), found, names })
    }
}

/// The latest lines, followed by the older ones that were loaded already.
fn merge_latest(before: Option<&HistoryList>, mut lines: Vec<HistoryEntry>) -> HistoryList {
    let full = lines.len() == LINES;
    let last = lines.last().map(|line| line.seq);
    let Some((before, last)) = before.zip(last).filter(|_| full) else { return HistoryList { lines, more: full } };
    lines.extend(before.lines.iter().filter(|line| line.seq < last).cloned());
    let more = before.more || lines.len() == LINES;
    HistoryList { lines, more }
}

/// The lines so far, followed by older ones; a repeated response adds nothing.
fn append_older(before: &HistoryList, mut older: Vec<HistoryEntry>) -> HistoryList {
    let more = older.len() == LINES;
    let last = before.lines.last().map(|line| line.seq);
    older.retain(|line| last.is_none_or(|last| line.seq < last));
    HistoryList { lines: before.lines.iter().cloned().chain(older).collect(), more }
}

/// The actors for the filter: all that were seen in the history.
fn with_names(names: &[(String, String)], lines: &[HistoryEntry]) -> Vec<(String, String)> {
    let mut names = names.to_vec();
    for line in lines {
        if let Some(id) = &line.by_id
            && !names.iter().any(|(known, _)| known == id)
        {
            names.push((id.clone(), texts::actor(line)));
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn filter(by: &str) -> HistoryFilter {
        HistoryFilter { by: by.into(), what: "" }
    }

    fn lines(by: &str, seqs: impl IntoIterator<Item = i64>) -> Vec<HistoryEntry> {
        let line = |seq: i64| {
            let member = json!({ "kind": "member", "name": by });
            let line = json!({ "seq": seq, "at": seq, "by": member, "by_id": by, "what": "comment_approved" });
            serde_json::from_value(line).unwrap()
        };
        seqs.into_iter().map(line).collect()
    }

    fn after(actions: impl IntoIterator<Item = HistoryAction>) -> Rc<Log> {
        actions.into_iter().fold(Rc::default(), Log::reduce)
    }

    fn shown(log: &Log) -> Option<Vec<i64>> {
        log.found.as_ref().map(|found| found.lines.iter().map(|line| line.seq).collect())
    }

    #[test]
    fn a_response_to_an_earlier_filter_is_not_shown() {
        let of_marta = HistoryAction::Latest(filter("marta"), lines("marta", [7, 3]));
        let late = || {
            [
                HistoryAction::Latest(filter(""), lines("jan", [9, 8])),
                HistoryAction::Older(filter(""), lines("jan", [1])),
            ]
        };
        let log = after([HistoryAction::SetFilter(filter("marta"))].into_iter().chain(late()));
        assert_eq!(shown(&log), None, "what was asked for is not here yet");
        let log = after([HistoryAction::SetFilter(filter("marta")), of_marta].into_iter().chain(late()));
        assert_eq!(shown(&log), Some(vec![7, 3]));
    }

    #[test]
    fn older_lines_are_added_once_and_stay_when_the_latest_are_reloaded() {
        let full_page = || lines("jan", (101..=200).rev());
        let log = after([
            HistoryAction::Latest(filter(""), full_page()),
            HistoryAction::Older(filter(""), lines("jan", [100, 99])),
            HistoryAction::Older(filter(""), lines("jan", [100, 99])),
            HistoryAction::Latest(filter(""), lines("marta", (102..=201).rev())),
        ]);
        assert_eq!(shown(&log), Some((99..=201).rev().collect()));
        assert_eq!(log.names.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["jan", "marta"]);
    }
}
