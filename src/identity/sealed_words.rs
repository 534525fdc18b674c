//! Which words may stand between those of a sealed name.

use std::ops::Range;

use super::known_words::is_listed;
use super::places::noun;
use super::words::{Word, Words};
use crate::source::{boundary_before, boundary_behind};

/// Whether a word may stand within a name: one that says which name comes next, as in forms (`Forename: Jane, Surname: Smith`),
/// a title, or who speaks.
pub(super) fn is_label(word: &[u8]) -> bool {
    const LABELS: [&[u8]; 25] = [
        b"name",
        b"names",
        // `Surname(s)`
        b"s",
        b"surname",
        b"surnames",
        b"forename",
        b"forenames",
        b"middle",
        b"other",
        b"christian",
        b"maiden",
        b"preferred",
        b"legal",
        b"first",
        b"given",
        b"last",
        b"family",
        b"mr",
        b"mrs",
        b"ms",
        b"miss",
        b"dr",
        b"said",
        b"says",
        b"asked",
    ];
    LABELS.contains(&word)
}

/// Titles of people whose rank or work they do not say: a doctor of the name may be anybody.
const TITLES: [&[u8]; 5] = [b"mr", b"mrs", b"ms", b"miss", b"mx"];
/// What else stands before a surname alone, as long as that is no word of the language.
const LEADS: [&[u8]; 8] =
    [b"master", b"madam", b"baby", b"nee", b"formerly", b"surname", b"surnames", b"teulu"];
/// Several of a surname, or one of them.
const FAMILIES: [&[u8]; 17] = [
    b"family",
    b"families",
    b"household",
    b"children",
    b"child",
    b"kids",
    b"sibling",
    b"siblings",
    b"brothers",
    b"sisters",
    b"twins",
    b"parents",
    b"boys",
    b"girls",
    b"baby",
    b"case",
    b"teulu",
];
/// What a family that has no name has behind it: `the Young family centre`.
const OF_ALL_FAMILIES: [&[u8]; 9] =
    [b"centre", b"hub", b"support", b"service", b"services", b"worker", b"workers", b"group", b"court"];

/// Whether somebody of the family is meant by a surname: with a title beside it (`Mr Example`, `née Example`), or a word for several
/// behind it (`the Example family`). Of one that is a word of the language only what can mean nothing else.
pub(super) fn is_of_family(text: &str, words: &[Word]) -> bool {
    const REACH: usize = 24;
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let is_close = |between: &str, signs: &str| {
        let mut seen = visible(between);
        between.matches('\n').count() < 2
            && seen.all(|part| part.chars().all(|c| c.is_whitespace() || signs.contains(c)))
    };
    let is_capital = |at: usize| text[at..].starts_with(char::is_uppercase);
    let is_word = words.iter().all(|word| is_word_of_language(&text[word.start..word.end]));
    let from = boundary_behind(text, first.start.saturating_sub(REACH));
    let before = Words::new(&text[from..first.start]).last();
    let lead = before.as_ref().map_or("", |word| &text[from + word.end..first.start]);
    let is_behind = |known: &[&[u8]], signs: &str| {
        before.as_ref().is_some_and(|word| known.contains(&word.normal())) && is_close(lead, signs)
    };
    let is_titled = is_behind(&TITLES, ".*_~-\u{2019}'(\"\u{201c}");
    if is_word {
        let title_is_large = before.as_ref().is_some_and(|word| is_capital(from + word.start));
        return is_capital(first.start)
            && (is_titled && title_is_large || is_behind(&[b"the"], "*_") && is_a_family(text, last.end));
    }
    let to = boundary_before(text, last.end + REACH);
    let behind = &text[last.end..to];
    let next = Words::new(behind).next();
    let is_before = |known: &[&[u8]], signs: &str| {
        let word = next.as_ref().filter(|word| known.contains(&word.normal()));
        word.is_some_and(|word| is_close(&behind[..word.start], signs))
    };
    let is_in_address = behind.starts_with(['-', '_']);
    is_titled
        || is_behind(&LEADS, ".*_~-:\u{2019}'")
        || is_before(&TITLES, ",(")
        || (is_capital(first.start) || is_in_address) && is_before(&FAMILIES, "*_~-\u{2019}'")
        || is_entry_of_a_record(text, first.start..last.end)
}

/// Whether `family` stands at a byte and is that of somebody: of a surname that is a word of the language nothing else is told.
fn is_a_family(text: &str, at: usize) -> bool {
    let mut words = Words::new(&text[at..boundary_before(text, at + 40)]);
    let is_family = words.next().is_some_and(|word| matches!(word.normal(), b"family" | b"household"));
    is_family && !words.next().is_some_and(|word| OF_ALL_FAMILIES.contains(&word.normal()))
}

/// Whether the words of a sealed form stand side by side by chance: `a young person`, `Child B may ask`, `a rose field`. An initial
/// and a surname that is a word of the language have to be written as a name is, and so have names that are nothing but words.
pub(super) fn is_by_chance(text: &str, words: &[Word]) -> bool {
    let is_initial = |word: &Word| word.normal().len() == 1;
    let is_capital = |word: &Word| text[word.start..].starts_with(char::is_uppercase);
    let mut names = words.iter().filter(|word| !is_initial(word));
    if words.len() < 2 || !names.all(|word| is_word_of_language(&text[word.start..word.end])) {
        return false;
    }
    let is_joined = words.windows(2).all(|two| matches!(&text[two[0].end..two[1].start], "-" | "_"));
    if is_joined && !words.iter().any(is_initial) {
        return false;
    }
    if !words.iter().all(is_capital) {
        return true;
    }
    // `A Young Person`, `Child B May`
    words.iter().filter(|word| is_initial(word)).any(|word| {
        let has_dot = text[word.end..].starts_with('.');
        let is_article = text[word.start..].starts_with("A ");
        let lead = text[..word.start].trim_end_matches(' ');
        let last = &lead[lead.rfind([' ', '\n']).map_or(0, |at| at + 1)..];
        let is_mark =
            word.start > 0 && last.starts_with(char::is_uppercase) && lead.ends_with(char::is_alphabetic);
        !has_dot && (is_article || is_mark && words.first().is_some_and(|first| first.start == word.start))
    })
}

/// Whether a word that may be a name is one of the language as well.
fn is_word_of_language(word: &str) -> bool {
    const NAMES: &str = "\
        Ball Banks Bell Best Bird Bishop Black Bridge Bright Brook Brooks Brown Carter Case Cash Chapel Church Cook Cross Day \
        Dean Drum Field Fields Fish Fisher Foot Ford Foster Fox Frost Good Grace Gray Green Grey Hall Hand Head Hill Home \
        Hope Horn House Hunter Joy Key King Kitchen Knight Lake Lamb Lane Large Little Long Love Lower Marsh Mason May Miller \
        Moody Moon New Noble Nurse Old Page Parent Park Penny Pipe Pool Poor Pope Post Potter Power Price Prince Read Rich \
        Rivers Rose Savage Sharp Shepherd Short Singer Small Snow Spring Stone Street Strong Summer Swan Temple Three Turner \
        Walker Ward White Wild Will Wills Winter Wise Wolf Wood Woods Young Parsons Carer Child Boy June April Faith Mark Bill \
        Pat Sue Drew Grant Rob Frank Ray Guy Jack Dawn Eve Iris Ivy Lily Daisy Heather Holly Hazel Olive Violet Sky Angel";
    let word = in_small_letters(word);
    is_listed(&word) || noun(&word).is_some() || NAMES.split_whitespace().any(|name| name == word)
}

/// Whether a surname begins an entry of a record, as `EXAMPLE: seen at home`, or is a line by itself.
fn is_entry_of_a_record(text: &str, name: Range<usize>) -> bool {
    const SHORTEST: usize = 4;
    const LONGEST_LINE: usize = 64;
    let written = &text[name.clone()];
    let behind = text[name.end..].trim_start_matches(['*', '_']);
    let is_entry = behind.is_empty()
        || behind.starts_with([':', ',', ';', '/', '\n', '\r'])
        || [" /", " \u{2013} ", " - "].iter().any(|sign| behind.starts_with(sign));
    let from = boundary_behind(text, name.start.saturating_sub(LONGEST_LINE));
    let line = text[from..name.start].rfind('\n').map(|end| from + end + 1).or((from == 0).then_some(0));
    let lead = line.map(|line| &text[line..name.start]);
    is_entry
        && written.len() >= SHORTEST
        && written.chars().all(|c| !c.is_lowercase())
        && lead.is_some_and(|lead| !lead.trim_start_matches("Re:").contains(char::is_alphanumeric))
}

/// A word with nothing but its first letter large.
fn in_small_letters(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.flat_map(char::to_lowercase)).collect()
}

/// Whether a word is of a key of front matter or data, `by:` or `"owner_role":` at the beginning of a line, an entry or a field. A
/// theme may show the values of two fields as one, so a name goes on behind a key.
pub(super) fn is_of_key(text: &str, word: &Word) -> bool {
    let is_inner = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let bytes = text.as_bytes();
    let behind = &bytes[word.end..];
    let behind = &behind[behind.iter().take_while(|byte| is_inner(byte)).count()..];
    let before = &bytes[..word.start];
    let before = &before[..before.len() - before.iter().rev().take_while(|byte| is_inner(byte)).count()];
    let (before, behind) = match (before.strip_suffix(b"\""), behind.strip_prefix(b"\"")) {
        (Some(before), Some(behind)) => (before, behind),
        _ => (before, behind),
    };
    let lead = before.trim_ascii_end();
    let is_first =
        matches!(lead.last(), None | Some(b'{' | b',' | b'-')) || before[lead.len()..].contains(&b'\n');
    is_first && behind.first() == Some(&b':')
}

/// Whether a word stands between two others that begin with capitals as a name of somebody does who has several, `Louise` in `Jane
/// Louise Smith`: with a capital, and nothing but a blank or a hyphen around it, or in brackets or quotation marks (`Jane (Jan) Smith`).
pub(super) fn is_between_names(text: &str, word: &Word) -> bool {
    let is_capital = |at: &str| at.chars().next().is_some_and(char::is_uppercase);
    let blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\n' | '-');
    let opens = |c: char| matches!(c, '(' | '[' | '"' | '\'' | '\u{201c}' | '\u{2018}');
    let closes = |c: char| matches!(c, ')' | ']' | '"' | '\'' | '\u{201d}' | '\u{2019}');
    let (before, behind) = (&text[..word.start], &text[word.end..]);
    let before = before.strip_suffix(opens).unwrap_or(before).strip_suffix(blank);
    let behind = behind.strip_prefix(closes).unwrap_or(behind).strip_prefix(blank);
    let behind = behind.map(|behind| behind.strip_prefix(opens).unwrap_or(behind));
    is_capital(&text[word.start..])
        && before.is_some_and(|before| before.ends_with(char::is_alphanumeric))
        && behind.is_some_and(is_capital)
}

/// Whether what stands between the words of a window and the next one is more than a name has between its words; tags and `passed`
/// bytes are nothing.
pub(super) fn are_apart(text: &str, window: &[Word], word: &Word, passed: usize) -> bool {
    const WIDEST: usize = 14;
    let (Some(first), Some(last)) = (window.first(), window.last()) else { return false };
    let between = &text[last.end..word.start];
    if between.matches('\n').count() > 1 {
        // Cells, terms, items, lines of a form: whoever reads one after the other, with nothing else in them, reads a name.
        let is_light = |c: char| {
            c.is_whitespace() || c.is_alphabetic() || matches!(c, ':' | '|' | '(' | ')' | '*' | ',')
        };
        let weight = between.bytes().filter(|byte| !byte.is_ascii_whitespace()).count();
        return weight > WIDEST + passed
            || !between.chars().all(is_light)
            || !begins_line(text, first.start)
            || !ends_line(text, word.end);
    }
    between.len() > WIDEST + passed && visible(between).map(str::len).sum::<usize>() > WIDEST + passed
}

/// What a reader sees of some text with tags.
fn visible(text: &str) -> impl Iterator<Item = &str> {
    text.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text))
}

/// Whether nothing but labels stands before a byte in its line.
fn begins_line(text: &str, at: usize) -> bool {
    let line = text[..at].rsplit('\n').next().unwrap_or_default();
    Words::new(line).all(|word| is_label(word.normal()))
}

/// Whether at most one more word, which may be of the same name, stands behind a byte in its line.
fn ends_line(text: &str, at: usize) -> bool {
    let line = text[at..].split('\n').next().unwrap_or_default();
    line.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count() <= 1
}
