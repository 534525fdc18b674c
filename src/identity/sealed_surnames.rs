//! When a surname by itself is that of somebody whose name is sealed, and when the words of a sealed name are none: half of a family has
//! the surname, and many are words of the language.

use std::ops::Range;
use std::sync::LazyLock;

use ahash::HashSet;

use super::known_words::is_listed;
use super::places::noun;
use super::sealed_words::visible;
use super::text::{as_name, line_start};
use super::words::{Word, Words};
use crate::source::{boundary_before, boundary_behind};

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
    static KNOWN: LazyLock<HashSet<&'static str>> = LazyLock::new(|| NAMES.split_whitespace().collect());
    let word = as_name(word);
    KNOWN.contains(word.as_str()) || is_listed(&word) || noun(&word).is_some()
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
    let lead = line_start(text, name.start, LONGEST_LINE).map(|line| &text[line..name.start]);
    is_entry
        && written.len() >= SHORTEST
        && written.chars().all(|c| !c.is_lowercase())
        && lead.is_some_and(|lead| !lead.trim_start_matches("Re:").contains(char::is_alphanumeric))
}
