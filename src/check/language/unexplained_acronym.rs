//! A short form that is spelt out nowhere.

use std::ops::Range;

use crate::check::{Looks, Rule, Source};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::source::boundary_before;

pub(super) const RULE: Rule = Rule {
    code: Code("language/unexplained-acronym"),
    owner: Owner::Author,
    severity: Severity::Warning,
    document: include_str!("unexplained_acronym.md"),
    looks: Looks::Source(check),
};

/// Short forms that everybody in the United Kingdom reads as words.
const KNOWN: &str = include_str!("known_short_forms.txt");

/// Names of licences, programs, kinds of files, units: spelt out they would tell nobody more.
const NAMES: &str = include_str!("names_in_capitals.txt");

/// Words that people write in capitals to make them heard.
const LOUD: [&str; 44] = [
    "ALL", "ALWAYS", "AND", "ANY", "ARE", "ASK", "BEFORE", "BOTH", "CAN", "CANNOT", "DO", "DOES", "DON",
    "EVERY", "EVER", "HAVE", "IF", "IN", "IS", "MAY", "MUST", "NEVER", "NEW", "NO", "NON", "NONE", "NOT",
    "NOTE", "NOW", "OF", "ON", "ONE", "ONLY", "OR", "PLEASE", "SHALL", "SHOULD", "STOP", "THE", "THEN", "TO",
    "URGENT", "WARNING", "WILL",
];

/// How far behind a short form its words may begin, and before it they may end.
const REACH: usize = 2;
/// Longest that the words in brackets are, in bytes: a bracket may never close.
const LONGEST: usize = 300;

fn check(source: &Source<'_>, found: &mut Vec<Diagnostic>) {
    if !source.is_english() {
        return;
    }
    let text = source.reading().text;
    let mut seen: Vec<&str> = Vec::new();
    for at in &source.reading().short_forms {
        let word = &text[at.clone()];
        if seen.contains(&word) {
            continue;
        }
        seen.push(word);
        let is_known = KNOWN.lines().chain(NAMES.lines()).any(|known| known == word)
            || LOUD.contains(&word)
            || is_part_of_loud_word(text, at)
            || source.checks.registries.glossary.find(word).is_some()
            || is_numeral(word)
            || is_shouted(source, at)
            || is_pseudonym(text, at)
            || is_numbered(text, at)
            || is_court(text, at)
            || source.prose().is_code(at)
            || source.reading().is_foreign(at)
            || is_word(text, word);
        let is_use = |other: &&Range<usize>| &text[(*other).clone()] == word;
        let uses = || source.reading().short_forms.iter().filter(is_use);
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
    let inner = &inner[..boundary_before(inner, LONGEST)];
    inner.split(')').next().is_some_and(|words| stands_for(&text[at.clone()], words))
}

/// Whether words have the letters of a short form as initials, in their order; one may be missing, as where `X` stands
/// for "cross".
fn stands_for(short: &str, words: &str) -> bool {
    let mut initials = words.split([' ', '-']).filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let found = short.chars().filter(|letter| {
        let mut ahead = initials.clone();
        let is_next = ahead.any(|initial| initial.eq_ignore_ascii_case(letter));
        if is_next {
            initials = ahead;
        }
        is_next
    });
    found.count() >= (short.len() - 1).max(2)
}

/// Whether a number is joined to it, as in `UTF-8` and `GHSA-qc84`: then it is the name of one thing among several.
fn is_numbered(text: &str, at: &Range<usize>) -> bool {
    let joined =
        text[at.end..].strip_prefix('-').map(|rest| rest.bytes().take_while(u8::is_ascii_alphanumeric));
    joined.is_some_and(|mut joined| joined.any(|byte| byte.is_ascii_digit()))
}

/// Whether it names a court in a citation: `[2012] EWCA Civ 1500`.
fn is_court(text: &str, at: &Range<usize>) -> bool {
    let year = text[..at.start].strip_suffix("] ").and_then(|before| before.rsplit('[').next());
    year.is_some_and(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether the text has it in small letters too, so that it is a word that somebody wanted to be heard. Shorter short forms
/// look like words by chance: `WHO`, `ACT`.
fn is_word(text: &str, word: &str) -> bool {
    const LONG: usize = 4;
    let small = word.to_lowercase();
    let is_there = |form: &str| {
        text.match_indices(form).any(|(at, _)| {
            let is_end = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            is_end(text[..at].chars().next_back()) && is_end(text[at + form.len()..].chars().next())
        })
    };
    word.len() >= LONG && (is_there(&small) || is_there(&format!("{}{}", &word[..1], &small[1..])))
}

/// Whether it is a Roman numeral, as in `Part II`.
fn is_numeral(word: &str) -> bool {
    word.len() <= 4 && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}

/// Whether its sentence, or a heading, stands in capitals: what shouts has no short forms.
fn is_shouted(source: &Source<'_>, at: &Range<usize>) -> bool {
    let sentence = &source.reading().text[source.reading().sentence_around(at)];
    let words =
        sentence.split_whitespace().filter(|word| word.bytes().any(|byte| byte.is_ascii_alphabetic()));
    let is_loud = |word: &&str| !word.bytes().any(|byte| byte.is_ascii_lowercase());
    let (loud, all) = (words.clone().filter(is_loud).count(), words.count());
    (loud > 1 && loud * 10 >= all * 7) || stands_among_loud_words(source.reading().text, at)
}

/// Whether a word beside it is in capitals and, like itself, longer than most short forms.
fn stands_among_loud_words(text: &str, at: &Range<usize>) -> bool {
    const LONG: usize = 4;
    let is_loud = |word: &str| {
        let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
        letters >= LONG && !word.bytes().any(|byte| byte.is_ascii_lowercase())
    };
    let before = text[..at.start].split_whitespace().next_back();
    let after = text[at.end..].split_whitespace().next();
    is_loud(&text[at.clone()]) && (before.is_some_and(is_loud) || after.is_some_and(is_loud))
}

/// Whether it is joined by a hyphen to a word in capitals that is too long for a short form, or is one itself.
fn is_part_of_loud_word(text: &str, at: &Range<usize>) -> bool {
    const LONG: usize = 6;
    let is_joined = |c: char| c.is_ascii_alphabetic() || c == '-';
    let start = text[..at.start].rfind(|c| !is_joined(c)).map_or(0, |found| found + 1);
    let start = (start..=at.start).find(|start| text.is_char_boundary(*start)).unwrap_or(at.start);
    let end = text[at.end..].find(|c| !is_joined(c)).map_or(text.len(), |found| at.end + found);
    let is_loud = |part: &str| part.len() >= LONG && part.bytes().all(|byte| byte.is_ascii_uppercase());
    let word = &text[start..end];
    word.contains('-') && word.split('-').any(is_loud)
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
