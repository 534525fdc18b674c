//! Words of the registry of wordings, found in one pass by one automaton for all of them.

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::config::{Named, Registry, Wording};

use super::Reading;

/// All wordings of a site, made ready once for all its texts.
#[derive(Debug, Default)]
pub(in crate::check) struct Wordings<'a> {
    /// Every form of every entry.
    patterns: Vec<String>,
    /// What searches the first texts. It is made when there is one: where every text is remembered, none is searched.
    small: OnceLock<Option<AhoCorasick>>,
    /// What searches the others: twice as quick, and five times as much work to make.
    quick: OnceLock<Option<AhoCorasick>>,
    /// How many texts were searched.
    searched: AtomicU32,
    /// The entry that each pattern belongs to.
    entries: Vec<&'a Named<Wording>>,
}

/// How many texts are searched before it pays to make what searches them quicker.
const FEW: u32 = 200;

/// A wording that stands in a text.
#[derive(Debug, Clone)]
pub(in crate::check) struct Hit<'a> {
    /// Its bytes in the text.
    pub(in crate::check) range: Range<usize>,
    /// Its entry in the registry.
    pub(in crate::check) entry: &'a Named<Wording>,
}

/// Beginnings of a sentence that speaks of the words, not with them. They stand before the words, with nothing but other
/// words between.
const MENTIONS: [&str; 22] = [
    "the term",
    "the terms",
    "the word",
    "the words",
    "the phrase",
    "the phrases",
    "the label",
    "the labels",
    "terms such as",
    "words such as",
    "phrases such as",
    "words like",
    "terms like",
    "phrases like",
    "language such as",
    "instead of",
    "rather than",
    "avoid",
    "do not say",
    "do not write",
    "never say",
    "never write",
];

impl<'a> Wordings<'a> {
    /// Takes every form of every entry, with a straight and with a curved apostrophe, and with a hyphen or a space where
    /// a hyphen stands.
    pub(in crate::check) fn of(registry: &'a Registry<Wording>) -> Self {
        let (mut patterns, mut entries) = (Vec::new(), Vec::new());
        for entry in registry.iter() {
            let forms = std::iter::once(&*entry.term.label).chain(entry.synonyms.iter().map(String::as_str));
            for form in forms.map(str::trim).filter(|form| !form.is_empty()) {
                for form in [Some(form.to_owned()), respelt(form, '-', " "), respelt(form, '\'', "\u{2019}")]
                {
                    patterns.extend(form);
                    entries.resize(patterns.len(), entry);
                }
            }
        }
        Self { patterns, entries, ..Self::default() }
    }

    /// Both automata find the same, so it does not matter which thread is given which.
    fn automaton(&self) -> Option<&AhoCorasick> {
        let searched = self.searched.fetch_add(1, Ordering::Relaxed);
        let (automaton, kind) = if searched < FEW {
            (&self.small, AhoCorasickKind::ContiguousNFA)
        } else {
            (&self.quick, AhoCorasickKind::DFA)
        };
        let build = || {
            AhoCorasick::builder()
                .kind(Some(kind))
                .match_kind(MatchKind::LeftmostLongest)
                .ascii_case_insensitive(true)
                .build(&self.patterns)
                .ok()
                .filter(|_| !self.patterns.is_empty())
        };
        automaton.get_or_init(build).as_ref()
    }

    /// Finds every wording in a text that was read, but for quoted and mentioned ones and those whose sentence says that
    /// something else is meant.
    pub(super) fn find(&self, reading: &Reading<'a>) -> Vec<Hit<'a>> {
        let Some(automaton) = self.automaton() else { return Vec::new() };
        let text = reading.text;
        let whole = automaton.find_iter(text).filter(|found| is_whole_word(text, found.range()));
        let hits =
            whole.map(|found| Hit { range: found.range(), entry: self.entries[found.pattern().as_usize()] });
        hits.filter(|hit| !reading.is_quoted(&hit.range) && is_meant(reading, hit)).collect()
    }
}

/// A form in another spelling, where it has one.
fn respelt(form: &str, from: char, to: &str) -> Option<String> {
    form.contains(from).then(|| form.replace(from, to))
}

fn is_whole_word(text: &str, range: Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    !before.is_some_and(|c| c.is_alphanumeric() || c == '-') && !after.is_some_and(char::is_alphanumeric)
}

/// Whether the sentence around it leaves it standing for what it says.
fn is_meant(reading: &Reading<'_>, hit: &Hit<'_>) -> bool {
    let sentence = reading.sentence_around(&hit.range);
    let lower = reading.text[sentence.clone()].to_ascii_lowercase().replace('\u{2019}', "'");
    let Wording { near, unless, .. } = &hit.entry.detail;
    let says = |word: &String| has_words(&lower, word);
    let before = reading.text[sentence.start..hit.range.start].to_ascii_lowercase();
    let is_mentioned = || MENTIONS.iter().any(|mention| has_words(&before, mention));
    (near.is_empty() || near.iter().any(says)) && !unless.iter().any(says) && !is_mentioned()
}

/// Whether a text in small letters has some words, as whole words.
fn has_words(text: &str, words: &str) -> bool {
    let words = words.to_ascii_lowercase();
    text.match_indices(&*words).any(|(at, _)| is_whole_word(text, at..at + words.len()))
}

#[cfg(test)]
mod tests {
    use super::has_words;

    #[test]
    fn words_are_whole_words() {
        for (text, words, expected) in [
            ("the child went", "child", true),
            ("the children went", "child", false),
            ("was she there?", "she", true),
            ("ashes", "she", false),
            ("the child's home", "child", true),
            ("a Mental Health Act section", "mental health act", false),
        ] {
            assert_eq!(has_words(text, words), expected, "{text}");
        }
    }
}
