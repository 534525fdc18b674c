//! A short form that is spelt out nowhere.

use std::ops::Range;

use crate::check::{Looks, Rule, Source};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code("language/unexplained-acronym"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("unexplained_acronym.md"),
    looks: Looks::Source(check),
};

/// Short forms that everybody in the United Kingdom reads as words.
const KNOWN: &str = include_str!("known_short_forms.txt");

/// How far behind a short form its words may begin, and before it they may end.
const REACH: usize = 2;

fn check(source: &Source<'_>, found: &mut Vec<Diagnostic>) {
    if !source.is_english() {
        return;
    }
    let text = source.reading.text;
    let mut seen: Vec<&str> = Vec::new();
    for at in &source.reading.short_forms {
        let word = &text[at.clone()];
        if seen.contains(&word) {
            continue;
        }
        seen.push(word);
        let is_known = KNOWN.lines().any(|known| known == word)
            || source.checks.registries.glossary.find(word).is_some()
            || is_numeral(word)
            || is_shouted(text, at)
            || is_pseudonym(text, at);
        let uses = || source.reading.short_forms.iter().filter(|other| &text[(*other).clone()] == word);
        if !is_known && !uses().any(|at| is_spelt_out(text, at)) {
            found.push(
                RULE.finding(format!("`{word}` is not spelt out"))
                    .at(source.place(at.clone()))
                    .help(format!(
                        "write its words where it first stands, with `({word})` behind them, or add it to `data/glossary.yaml`"
                    )),
            );
        }
    }
}

/// Whether a short form stands in brackets behind its words, or has its words in brackets behind it.
fn is_spelt_out(text: &str, at: &Range<usize>) -> bool {
    let before = text[..at.start].trim_end_matches(['"', '\'', '\u{201C}', '\u{2018}']);
    let plural = usize::from(text[at.end..].starts_with('s'));
    let after = &text[at.end + plural..];
    let in_brackets =
        before.ends_with('(') && before.trim_end_matches('(').trim_end().ends_with(char::is_alphanumeric);
    if in_brackets {
        return true;
    }
    let ahead = after.trim_start();
    let Some(inner) = ahead.strip_prefix('(').filter(|_| after.len() - ahead.len() < REACH) else {
        return false;
    };
    let first = text[at.clone()].chars().next().map(|c| c.to_ascii_lowercase());
    let inner = inner.trim_start_matches(['"', '\'', '\u{201C}', '\u{2018}']);
    let inner = inner.strip_prefix("the ").unwrap_or(inner);
    inner.chars().next().map(|c| c.to_ascii_lowercase()) == first
        && inner.split(')').next().is_some_and(|words| words.contains(' '))
}

/// Whether it is a Roman numeral, as in `Part II`.
fn is_numeral(word: &str) -> bool {
    word.len() <= 4 && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}

/// Whether the words beside it stand in capitals as well: a title that shouts has no short forms.
fn is_shouted(text: &str, at: &Range<usize>) -> bool {
    let line_start = text[..at.start].rfind('\n').map_or(0, |found| found + 1);
    let line_end = text[at.end..].find('\n').map_or(text.len(), |found| at.end + found);
    let shouts = |word: &str| {
        let letters = word.bytes().filter(u8::is_ascii_alphabetic);
        word.len() > 3 && letters.clone().count() > 3 && letters.clone().all(|byte| byte.is_ascii_uppercase())
    };
    let is_capital = |word: Option<&str>| word.is_some_and(shouts);
    let before = text[line_start..at.start].split_whitespace().next_back();
    let after = text[at.end..line_end].split_whitespace().next();
    is_capital(before) && is_capital(after)
        || shouts(&text[at.clone()]) && (is_capital(before) || is_capital(after))
}

/// Whether it names somebody: `Child AB`, `Family XY`.
fn is_pseudonym(text: &str, at: &Range<usize>) -> bool {
    const NOUNS: [&str; 17] = [
        "child", "children", "adult", "baby", "family", "mother", "father", "sibling", "person", "patient",
        "man", "woman", "girl", "boy", "re", "mr", "ms",
    ];
    let before =
        text[..at.start].trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    at.len() <= 3 && NOUNS.iter().any(|noun| noun.eq_ignore_ascii_case(before))
}
