//! A text that is hard to read by its sentences and words.

use crate::check::{Looks, Rule, Source};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::parse::BlockKind;

/// Below this, long sentences and long words come together. Flesch's own table calls 30 to 50 difficult.
const EASE: f64 = 40.0;

/// Fewer words say nothing: one long name would decide.
const WORDS: u32 = 60;

pub(super) const RULE: Rule = Rule {
    code: Code("language/reading-ease"),
    owner: Owner::Author,
    severity: Severity::Note,
    document: include_str!("reading_ease.md"),
    looks: Looks::Source(check),
};

fn check(source: &Source<'_>, found: &mut Vec<Diagnostic>) {
    if !source.is_english() {
        return;
    }
    let (mut sentences, mut words, mut syllables) = (0, 0, 0);
    for sentence in &source.reading().sentences {
        let is_own = match sentence.kind {
            BlockKind::Quotation | BlockKind::Cell => false,
            // A name in a list is no sentence.
            BlockKind::Item => source.reading().text[sentence.range.clone()].ends_with(['.', '!', '?']),
            _ => true,
        };
        if is_own && source.reading().quoted_bytes(&sentence.range) * 2 <= sentence.range.len() {
            sentences += 1;
            words += sentence.words;
            syllables += sentence.syllables;
        }
    }
    if words < WORDS {
        return;
    }
    let ease = flesch(sentences, words, syllables);
    if ease < EASE {
        let length = f64::from(words) / f64::from(sentences);
        found.push(
            RULE.finding(format!("the text is hard to read: its Flesch reading ease is {ease:.0}"))
                .at(source.whole())
                .help(format!(
                    "sentences have {length:.0} words on average: make shorter ones, and choose short words where there are any"
                )),
        );
    }
}

/// Rudolf Flesch's reading ease of 1948: 206.835 less 1.015 for each word in a sentence and 84.6 for each syllable in a
/// word, both on average.
fn flesch(sentences: u32, words: u32, syllables: u32) -> f64 {
    let (sentences, words, syllables) = (f64::from(sentences), f64::from(words), f64::from(syllables));
    206.835 - 1.015 * (words / sentences) - 84.6 * (syllables / words)
}

#[cfg(test)]
mod tests {
    use super::flesch;

    #[test]
    fn ease_is_that_of_the_formula() {
        // One sentence of ten words with fifteen syllables.
        assert!((flesch(1, 10, 15) - 69.785).abs() < 0.001);
    }
}
