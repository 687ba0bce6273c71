//! Automata that walk through the dictionary of a site and accept the words near to another one.

use std::sync::OnceLock;

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use tantivy_fst::Automaton;

/// Accepts terms that begin with a key and go on with a word near to the searched one.
pub(crate) struct KeyedAutomaton {
    key: Vec<u8>,
    near: DFA,
}

impl KeyedAutomaton {
    /// Terms with this beginning and then the word, with up to one or two mistakes. With `beginning`, words that begin so.
    pub(crate) fn new(key: String, word: &str, mistakes: u8, beginning: bool) -> Self {
        let builder = builder(mistakes);
        let near = if beginning { builder.build_prefix_dfa(word) } else { builder.build_dfa(word) };
        Self { key: key.into_bytes(), near }
    }
}

/// The tables for one and for two mistakes, made once.
fn builder(mistakes: u8) -> &'static LevenshteinAutomatonBuilder {
    static ONE: OnceLock<LevenshteinAutomatonBuilder> = OnceLock::new();
    static TWO: OnceLock<LevenshteinAutomatonBuilder> = OnceLock::new();
    if mistakes <= 1 {
        ONE.get_or_init(|| LevenshteinAutomatonBuilder::new(1, true))
    } else {
        TWO.get_or_init(|| LevenshteinAutomatonBuilder::new(2, true))
    }
}

/// Where the automaton stands.
#[derive(Clone, Copy)]
pub(crate) enum State {
    /// So many bytes of the key were read.
    Key(usize),
    Word(u32),
    Dead,
}

impl Automaton for &KeyedAutomaton {
    type State = State;

    fn start(&self) -> State {
        if self.key.is_empty() { State::Word(self.near.initial_state()) } else { State::Key(0) }
    }

    fn is_match(&self, state: &State) -> bool {
        matches!(state, State::Word(word) if matches!(self.near.distance(*word), Distance::Exact(_)))
    }

    fn can_match(&self, state: &State) -> bool {
        match state {
            State::Key(_) => true,
            State::Word(word) => *word != SINK_STATE,
            State::Dead => false,
        }
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        match state {
            State::Key(read) if self.key.get(*read) != Some(&byte) => State::Dead,
            State::Key(read) if read + 1 == self.key.len() => State::Word(self.near.initial_state()),
            State::Key(read) => State::Key(read + 1),
            State::Word(word) => State::Word(self.near.transition(*word, byte)),
            State::Dead => State::Dead,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(automaton: &KeyedAutomaton, term: &str) -> bool {
        let state = term.bytes().fold((&automaton).start(), |state, byte| (&automaton).accept(&state, byte));
        (&automaton).is_match(&state)
    }

    #[test]
    fn the_key_has_to_be_exact_and_the_word_near() {
        let automaton = KeyedAutomaton::new("a\u{1f}".to_owned(), "bread", 1, false);
        assert!(accepts(&automaton, "a\u{1f}bread") && accepts(&automaton, "a\u{1f}braed"));
        assert!(!accepts(&automaton, "b\u{1f}bread") && !accepts(&automaton, "a\u{1f}bred s"));
        assert!(!accepts(&automaton, "a\u{1f}") && !accepts(&automaton, "a"));
    }

    #[test]
    fn a_beginning_is_enough_where_that_is_asked_for() {
        let automaton = KeyedAutomaton::new("a\u{1f}".to_owned(), "bread", 1, true);
        assert!(accepts(&automaton, "a\u{1f}bredcrumbs") && !accepts(&automaton, "a\u{1f}oven"));
    }
}
