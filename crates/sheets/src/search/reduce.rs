//! How the search changes.

use porch_protocol::ErrorCode;
use porch_protocol::comment_search::FoundComments;
use porch_widget::client::Failure;

use super::state::{Asked, Filter, SearchAction, SearchEffect, SearchState};
use super::typed;

/// Milliseconds without a key before the server is asked.
const PAUSE: u32 = 70;
/// Milliseconds until a busy server is asked again, where it says nothing else, and at most.
const RETRY: (u32, u32) = (1_000, 10_000);
/// Hits that can be had of a list.
const MOST_HITS: usize = 1_000;

impl SearchState {
    /// Whether a filter is on, as a chip or as an operator.
    pub fn is_on(&self, filter: Filter) -> bool {
        self.filters.contains(&filter) || filter.operator().is_some_and(|operator| typed::has(&self.typed, operator))
    }

    /// Whether anything narrows the search.
    pub fn is_narrowed(&self) -> bool {
        !self.filters.is_empty() || !typed::operators(&self.typed).is_empty()
    }

    /// The words that nothing is found by, all together, if the server has answered and nothing narrows the search.
    pub fn missed(&self) -> Option<String> {
        let found = self.found.as_ref().filter(|found| found.total == 0 || found.loosened)?;
        (found.ignored.is_empty() && !self.busy && !self.is_narrowed()).then(|| typed::words(&self.typed))
    }

    /// Whether the list goes on.
    pub fn has_more(&self) -> bool {
        self.found.as_ref().is_some_and(|found| (found.hits.len() as u64) < found.total && found.hits.len() < MOST_HITS)
    }

    /// Adds a part of the list; the first one begins it.
    pub fn add(&mut self, part: FoundComments) {
        match &mut self.found {
            Some(list) => {
                list.hits.extend(part.hits);
                list.total = part.total;
            }
            None => self.found = Some(part),
        }
    }

    /// What the server is to be asked; none where nothing is typed that it could look for.
    pub fn asked(&self) -> Option<Asked> {
        let operators = self.filters.iter().filter_map(|filter| filter.operator());
        // The words are last: the last one may be unfinished.
        let query = operators.chain([self.typed.trim_start()]).collect::<Vec<_>>().join(" ");
        let year =
            self.filters.iter().find_map(|filter| if let Filter::Year(year) = filter { Some(*year) } else { None });
        let this_page = self.filters.contains(&Filter::ThisPage);
        (!query.trim().is_empty() || year.is_some()).then_some(Asked { query, this_page, year, newest: self.newest })
    }
}

/// The server has answered the request with this number: with the beginning of a list, or with `more` of it. Any other request
/// is out of date.
pub fn answered(
    state: &mut SearchState,
    number: u32,
    part: Result<FoundComments, Failure>,
    more: bool,
) -> Vec<SearchEffect> {
    if number == state.number { found(state, part, more) } else { Vec::new() }
}

/// The server has counted what there is without the filters, for the request with this number, whose list is empty.
pub fn counted(state: &mut SearchState, number: u32, total: u64) {
    if number == state.number {
        state.wider = Some(total);
    }
}

/// What the visitor does changes the state; returns what has to follow.
pub fn reduce(state: &mut SearchState, action: SearchAction) -> Vec<SearchEffect> {
    match action {
        SearchAction::Typed(typed) => {
            (state.typed, state.opens_first) = (typed, false);
            if state.asked().is_none() {
                return empty(state);
            }
            (state.busy, state.is_typing) = (true, true);
            vec![SearchEffect::Wait(PAUSE)]
        }
        SearchAction::Due => ask(state),
        SearchAction::Switch(filter) => {
            switch(state, filter);
            ask(state)
        }
        SearchAction::Remove(operator) => {
            state.typed = typed::without(&state.typed, &operator);
            ask(state)
        }
        SearchAction::SwitchOrder => {
            state.newest = !state.newest;
            ask(state)
        }
        SearchAction::Respell => respell(state),
        SearchAction::Widen => {
            state.filters.clear();
            state.typed = typed::words(&state.typed);
            ask(state)
        }
        SearchAction::More => more(state),
        SearchAction::Step { next } => step(state, next),
        SearchAction::Enter => enter(state),
        SearchAction::Open(at) => {
            state.selected = Some(at);
            vec![SearchEffect::Open(at)]
        }
        SearchAction::Ask => vec![SearchEffect::Compose(typed::words(&state.typed))],
        SearchAction::Close => vec![SearchEffect::Close],
    }
}

/// Nothing is typed any more: the answer that is under way is of no use.
fn empty(state: &mut SearchState) -> Vec<SearchEffect> {
    let (typed, filters) = (std::mem::take(&mut state.typed), std::mem::take(&mut state.filters));
    *state = SearchState { typed, filters, newest: state.newest, number: state.number + 1, ..SearchState::default() };
    vec![SearchEffect::Forget]
}

/// Asks for the beginning of the list.
fn ask(state: &mut SearchState) -> Vec<SearchEffect> {
    let Some(asked) = state.asked() else { return empty(state) };
    state.number += 1;
    (state.busy, state.is_typing, state.failed) = (true, false, None);
    state.asking = asked.clone();
    vec![SearchEffect::Ask { number: state.number, asked, skip: 0 }]
}

fn more(state: &mut SearchState) -> Vec<SearchEffect> {
    let skip = state.found.as_ref().map_or(0, |found| found.hits.len());
    if state.busy || !state.has_more() {
        return Vec::new();
    }
    state.number += 1;
    (state.busy, state.failed) = (true, None);
    vec![SearchEffect::Ask { number: state.number, asked: state.shown.clone(), skip }]
}

fn switch(state: &mut SearchState, filter: Filter) {
    let operator = filter.operator().filter(|operator| typed::has(&state.typed, operator));
    if let Some(operator) = operator {
        state.typed = typed::without(&state.typed, operator);
    }
    let was_on = state.filters.contains(&filter);
    // One year at a time.
    let is_year = |filter: &Filter| matches!(filter, Filter::Year(_));
    state.filters.retain(|other| *other != filter && !(is_year(other) && is_year(&filter)));
    if !was_on && operator.is_none() {
        state.filters.push(filter);
    }
}

fn respell(state: &mut SearchState) -> Vec<SearchEffect> {
    let Some(words) = state.found.as_ref().and_then(|found| found.suggestion.clone()) else { return Vec::new() };
    let operators = typed::operators(&state.typed);
    state.typed = operators.into_iter().chain([words.as_str()]).collect::<Vec<_>>().join(" ");
    ask(state)
}

/// An answer: the beginning of another list, or more of this one.
fn found(state: &mut SearchState, part: Result<FoundComments, Failure>, more: bool) -> Vec<SearchEffect> {
    let part = match part {
        Ok(part) => part,
        Err(Failure::Refused(ErrorCode::RateLimited, seconds)) if !more => {
            let pause = seconds.map_or(RETRY.0, |seconds| seconds.saturating_mul(1_000)).clamp(RETRY.0, RETRY.1);
            return vec![SearchEffect::Wait(pause)];
        }
        Err(failure) => {
            (state.busy, state.failed, state.opens_first) = (false, Some(failure), false);
            return Vec::new();
        }
    };
    state.busy = state.is_typing;
    if !more {
        (state.found, state.selected, state.wider) = (None, None, None);
        state.shown = state.asking.clone();
    }
    state.add(part);
    listed(state)
}

/// What a new list is followed by.
fn listed(state: &mut SearchState) -> Vec<SearchEffect> {
    let Some(list) = &state.found else { return Vec::new() };
    let opens_first = !state.busy && std::mem::take(&mut state.opens_first);
    if list.hits.is_empty() && list.total == 0 && state.is_narrowed() && !typed::words(&state.typed).is_empty() {
        let query = typed::words(&state.typed);
        return vec![SearchEffect::Count(state.number, Asked { query, ..Asked::default() })];
    }
    if opens_first && !list.loosened && !list.hits.is_empty() {
        return vec![SearchEffect::Press(0)];
    }
    Vec::new()
}

/// From the field to the first hit and on to the last one, and back.
fn step(state: &mut SearchState, next: bool) -> Vec<SearchEffect> {
    let hits = state.found.as_ref().map_or(0, |found| found.hits.len());
    let at = match (state.selected, next) {
        (None, true) => Some(0),
        (Some(at), true) if at + 1 < hits => Some(at + 1),
        (Some(_), true) => return more(state),
        (Some(0) | None, false) => None,
        (Some(at), false) => Some(at - 1),
    };
    state.selected = at.filter(|at| *at < hits);
    state.selected.map(SearchEffect::Reveal).into_iter().collect()
}

fn enter(state: &mut SearchState) -> Vec<SearchEffect> {
    let hits = state.found.as_ref().map_or(0, |found| found.hits.len());
    match state.selected {
        Some(at) => vec![SearchEffect::Press(at)],
        // The list is of something else: its first hit is not what was meant.
        None if state.busy => {
            state.opens_first = true;
            Vec::new()
        }
        // The list has some of the words only: the other spelling is nearer to what was meant.
        None if state.found.as_ref().is_some_and(|found| found.suggestion.is_some()) => respell(state),
        None if hits > 0 => vec![SearchEffect::Press(0)],
        None => Vec::new(),
    }
}
