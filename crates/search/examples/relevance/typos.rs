//! Mistakes that people make, put into queries.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

/// Letters of a word that gets a mistake, at least: shorter ones are not corrected.
const LEAST_LETTERS: usize = 5;

/// For each word the ways in which people mistype it.
pub(crate) struct Typos(HashMap<String, Vec<String>>);

impl Typos {
    /// Reads the lists of a folder: lines of `wrong->right`, and objects of `"wrong": "right"`.
    pub(crate) fn read(folder: &Path) -> Self {
        let mut pairs: BTreeMap<String, String> = BTreeMap::new();
        let list = fs::read_to_string(folder.join("codespell-dictionary.txt")).unwrap_or_default();
        pairs.extend(list.lines().filter_map(|line| line.split_once("->")).map(|(a, b)| (a.to_owned(), b.to_owned())));
        let list = fs::read_to_string(folder.join("wikipedia-misspellings.json")).unwrap_or_default();
        pairs.extend(serde_json::from_str::<BTreeMap<String, String>>(&list).unwrap_or_default());
        let mut typos: HashMap<String, Vec<String>> = HashMap::new();
        let is_word = |text: &str| text.chars().all(char::is_alphabetic);
        for (wrong, right) in pairs.into_iter().filter(|(wrong, right)| is_word(wrong) && is_word(right)) {
            typos.entry(right).or_default().push(wrong);
        }
        Self(typos)
    }

    /// A query with so many mistakes, always the same ones: first in words whose mistakes are known, then a letter too few in
    /// others. Only words that are long enough get one.
    pub(crate) fn put_into(&self, query: &str, mistakes: usize, seed: &str) -> String {
        let mut words: Vec<String> = query.split_whitespace().map(str::to_owned).collect();
        let long = |word: &String| word.chars().count() >= LEAST_LETTERS && word.chars().all(char::is_alphabetic);
        let mut places: Vec<usize> = (0..words.len()).filter(|place| long(&words[*place])).collect();
        places.sort_by_key(|place| (!self.0.contains_key(&words[*place].to_lowercase()), hash(seed, *place)));
        for place in places.into_iter().take(mistakes) {
            let word = words[place].to_lowercase();
            words[place] = match self.0.get(&word) {
                Some(wrong) => wrong[hash(seed, place) % wrong.len()].clone(),
                None => without_a_letter(&word, hash(seed, place)),
            };
        }
        words.join(" ")
    }
}

fn without_a_letter(word: &str, number: usize) -> String {
    let letters: Vec<char> = word.chars().collect();
    let left_out = 1 + number % (letters.len() - 1);
    letters.iter().enumerate().filter(|(place, _)| *place != left_out).map(|(_, letter)| letter).collect()
}

fn hash(seed: &str, number: usize) -> usize {
    seed.bytes().fold(number.wrapping_add(7), |hash, byte| hash.wrapping_mul(31).wrapping_add(usize::from(byte)))
}
