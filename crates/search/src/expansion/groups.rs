//! The groups of a query: each typed word with all forms that stand for it, and what each is worth.
#![expect(clippy::cast_precision_loss, reason = "weights are approximate")]

use crate::error::Result;
use crate::expansion::candidates::{Candidate, Lookup, allowed_mistakes, candidates};
use crate::expansion::lexicon::Lexicon;
use crate::language::SiteLanguages;
use crate::query::ParsedQuery;
use crate::stems::Stems;
use crate::stop_words::is_stop_word_of;
use crate::words::{LONGEST, Word, joined, words};

/// The most groups of a query; each has a bit in a mask.
pub(crate) const MOST: usize = 32;
/// The worth of a form by its mistakes.
const MISTAKEN: f32 = 0.8;
/// The worth of a completion.
const COMPLETED: f32 = 0.7;
/// The worth of two typed words written as one.
const JOINED: f32 = 0.8;
/// Forms worth less are left out.
const LEAST: f32 = 0.05;
/// Letters of the parts that a word is split into, at least.
const SPLIT: usize = 3;

/// A form of a word, and what it is worth against the word itself.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Form {
    pub(crate) text: String,
    pub(crate) worth: f32,
}

/// A typed word, and what stands for it.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Group {
    /// The word as it was typed, folded.
    pub(crate) word: String,
    /// Words of the site that stand for it.
    pub(crate) forms: Vec<Form>,
    /// Their stems.
    pub(crate) stems: Vec<Form>,
    /// How much the word counts, since it was typed several times.
    pub(crate) weight: f32,
    /// How rare its forms are together. One value for the group, so that no rare misspelling outranks the word.
    pub(crate) rarity: f32,
    /// Whether it is a stop word, which is found as it stands.
    pub(crate) stop_word: bool,
    /// Whether its end may be missing.
    pub(crate) beginning: bool,
}

/// A typed word that is about to become a group.
struct Typed {
    word: String,
    lookup: Lookup,
    spaceless: bool,
    /// Where it stands among the words of the query; those in quotes stand nowhere.
    place: Option<usize>,
}

/// Makes the groups of queries to one site.
pub(crate) struct Planner<'a> {
    pub(crate) lexicon: Lexicon<'a>,
    pub(crate) languages: &'a SiteLanguages,
    pub(crate) stems: &'a mut Stems,
    /// Documents of the site.
    pub(crate) documents: f32,
}

impl Planner<'_> {
    /// The groups of a query. With `complete`, the last word may be unfinished.
    pub(crate) fn groups(&mut self, query: &ParsedQuery, complete: bool) -> Result<Vec<Group>> {
        let plain = words(&query.text);
        let mut groups: Vec<Group> = Vec::new();
        let mut places = vec![None; plain.len()];
        for typed in self.typed(query, &plain, complete && query.ends_in_word) {
            if let Some(known) = groups.iter().position(|group| group.word == typed.word) {
                groups[known].weight += 1.0;
                typed.place.into_iter().for_each(|place| places[place] = Some(known));
                continue;
            }
            for group in self.group(&typed)? {
                if groups.len() < MOST {
                    typed.place.into_iter().for_each(|place| places[place] = Some(groups.len()));
                    groups.push(group);
                }
            }
        }
        self.join(&query.text, &plain, &places, &mut groups)?;
        for group in &mut groups {
            group.weight = group.weight.sqrt();
            group.rarity = self.rarity(group)?;
        }
        Ok(groups)
    }

    /// The words that count, without stop words, unless there are no others.
    fn typed(&self, query: &ParsedQuery, plain: &[Word], complete: bool) -> Vec<Typed> {
        let quoted: Vec<Word> = query.phrases.iter().flat_map(|phrase| words(phrase)).collect();
        let is_stop = |word: &Word| is_stop_word_of(&word.text, self.languages.all());
        let only_stop_words = plain.iter().chain(&quoted).all(is_stop);
        let mut typed = Vec::new();
        for (place, word) in plain.iter().enumerate() {
            let letters = word.text.chars().count();
            let last = complete && place + 1 == plain.len();
            if last && letters < 2 && plain.len() > 1 && !word.spaceless {
                continue;
            }
            let lookup = match word.spaceless {
                // One character alone is no pair: it is looked for as the beginning of one.
                true if letters == 1 => Lookup::Beginning,
                true => Lookup::Exact,
                false if last && letters >= 2 => Lookup::Beginning,
                false => Lookup::Complete,
            };
            if only_stop_words || !is_stop(word) || (lookup == Lookup::Beginning && plain.len() > 1) {
                typed.push(Typed { word: word.text.clone(), lookup, spaceless: word.spaceless, place: Some(place) });
            }
        }
        let quoted = quoted.into_iter().filter(|word| only_stop_words || !is_stop(word));
        typed.extend(quoted.map(|word| Typed {
            lookup: if word.spaceless && word.text.chars().count() == 1 { Lookup::Beginning } else { Lookup::Exact },
            word: word.text,
            spaceless: word.spaceless,
            place: None,
        }));
        typed
    }

    /// The group of a word; two where it is unknown and two known words were written as one.
    fn group(&mut self, typed: &Typed) -> Result<Vec<Group>> {
        let group = self.one_group(typed)?;
        if !group.forms.is_empty() || !group.stems.is_empty() || typed.spaceless || typed.lookup == Lookup::Exact {
            return Ok(vec![group]);
        }
        let Some((first, second)) = self.split(&typed.word)? else { return Ok(vec![group]) };
        let part = |word: &str| Typed { word: word.to_owned(), lookup: Lookup::Exact, spaceless: false, place: None };
        Ok(vec![self.one_group(&part(first))?, self.one_group(&part(second))?])
    }

    fn one_group(&mut self, typed: &Typed) -> Result<Group> {
        let own =
            if typed.spaceless { vec![typed.word.clone()] } else { self.stems.all(&typed.word, self.languages.all()) };
        let mut documents = 0;
        for stem in &own {
            documents = documents.max(self.lexicon.documents_in(self.lexicon.fields.body_stems, stem)?);
        }
        let mistakes = match typed.lookup {
            _ if typed.spaceless => 0,
            Lookup::Exact => 0,
            Lookup::Complete | Lookup::Beginning => allowed_mistakes(&typed.word),
        };
        let found = candidates(&self.lexicon, &typed.word, typed.lookup, documents, mistakes)?;
        let mut group = Group {
            word: typed.word.clone(),
            weight: 1.0,
            stop_word: is_stop_word_of(&typed.word, self.languages.all()),
            beginning: typed.lookup == Lookup::Beginning,
            ..Group::default()
        };
        if documents > 0 {
            group.stems.extend(own.into_iter().map(|text| Form { text, worth: 1.0 }));
        }
        self.weigh(&mut group, &found, documents, typed.spaceless);
        Ok(group)
    }

    /// Adds the candidates that are worth enough.
    fn weigh(&mut self, group: &mut Group, found: &[Candidate], own: u64, spaceless: bool) {
        let typed = found.iter().find(|candidate| candidate.mistakes == 0 && candidate.whole);
        let likeliest = match typed {
            Some(typed) => typed.likelihood(),
            None => found.iter().map(Candidate::likelihood).fold(0.0, f32::max),
        };
        let best = likeliest.max(own as f32 * if typed.is_some() { 1.0 } else { 0.3 });
        for candidate in found {
            let complete = if candidate.whole { 1.0 } else { COMPLETED };
            let worth = match candidate.mistakes {
                0 => complete,
                mistakes => {
                    let likely = (candidate.likelihood() / best.max(1e-9)).min(1.0);
                    MISTAKEN.powi(i32::from(mistakes)) * likely * complete
                }
            };
            if worth >= LEAST {
                self.add(group, &candidate.word, worth, spaceless);
            }
        }
    }

    fn add(&mut self, group: &mut Group, word: &str, worth: f32, spaceless: bool) {
        let stems = if spaceless { vec![word.to_owned()] } else { self.stems.all(word, self.languages.all()) };
        for stem in stems {
            match group.stems.iter_mut().find(|known| known.text == stem) {
                Some(known) => known.worth = known.worth.max(worth),
                None => group.stems.push(Form { text: stem, worth }),
            }
        }
        if !group.forms.iter().any(|known| known.text == word) {
            group.forms.push(Form { text: word.to_owned(), worth });
        }
    }

    /// Lets what neighbours are written as one word stand for each of them: "email" for "e-mail", and for "e mail" where the
    /// site has that word.
    fn join(&mut self, text: &str, plain: &[Word], places: &[Option<usize>], groups: &mut [Group]) -> Result<()> {
        let hyphened: Vec<(usize, String)> = joined(text, plain).collect();
        for (place, pair) in plain.windows(2).enumerate() {
            let [first, second] = pair else { continue };
            let both = [places[place], places[place + 1]];
            let long = first.text.len() + second.text.len() > LONGEST;
            if first.spaceless || second.spaceless || long || both.iter().all(Option::is_none) {
                continue;
            }
            let word = format!("{}{}", first.text, second.text);
            let is_hyphened = hyphened.iter().any(|(at, _)| *at == place);
            if self.lexicon.documents(&word)? == 0 || !(is_hyphened || both.iter().all(Option::is_some)) {
                continue;
            }
            let worth = if is_hyphened { 1.0 } else { JOINED };
            for group in both.into_iter().flatten() {
                self.add(&mut groups[group], &word, worth, false);
            }
        }
        Ok(())
    }

    /// The two known words that a word consists of, those of which the rarer one is the most frequent.
    fn split<'w>(&self, word: &'w str) -> Result<Option<(&'w str, &'w str)>> {
        let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
        let mut best = (0, None);
        for at in ends.iter().skip(SPLIT).take(ends.len().saturating_sub(2 * SPLIT - 1)) {
            let (first, second) = word.split_at(*at);
            let documents = self.lexicon.documents(first)?.min(self.lexicon.documents(second)?);
            if documents > best.0 {
                best = (documents, Some((first, second)));
            }
        }
        Ok(best.1)
    }

    /// The inverse document frequency of all forms together.
    fn rarity(&self, group: &Group) -> Result<f32> {
        let fields = self.lexicon.fields;
        let (forms, places) = if group.stop_word {
            (&group.forms, [fields.body, fields.page])
        } else {
            (&group.stems, [fields.body_stems, fields.page_stems])
        };
        let mut documents = 0.0;
        for form in forms {
            let in_field = places.map(|field| self.lexicon.documents_in(field, &form.text));
            let [body, page] = in_field;
            documents += form.worth * body?.max(page?) as f32;
        }
        Ok(rarity(documents, self.documents))
    }
}

/// The inverse document frequency of BM25. Documents that were deleted count on both sides until they are merged away, so
/// that there may be more than there seem to be.
pub(crate) fn rarity(documents: f32, all: f32) -> f32 {
    let documents = documents.min(all);
    (1.0 + (all - documents + 0.5) / (documents + 0.5)).ln()
}
