//! Days and ages. A day with a label of birth is one thing, the day of an event another, and the day of a publication
//! none.

use std::ops::Range;

use super::hit::{Hit, Kind};
use super::numbers::is_labelled_behind;
use super::tables::column_heading;
use super::text::{Phrases, after, before, label_before};

const MONTHS: [(&str, u32); 24] = [
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("april", 4),
    ("may", 5),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("october", 10),
    ("november", 11),
    ("december", 12),
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sept", 9),
    ("sep", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];

const WELSH_MONTHS: [&str; 12] = [
    "ionawr",
    "chwefror",
    "mawrth",
    "ebrill",
    "mai",
    "mehefin",
    "gorffennaf",
    "awst",
    "medi",
    "hydref",
    "tachwedd",
    "rhagfyr",
];

/// Letters of `Gorffennaf`.
const LONGEST_MONTH: usize = 10;

/// Labels of a day of birth.
static BIRTH: Phrases = Phrases::new(&[
    "date of birth",
    "date-of-birth",
    "date_of_birth",
    "dateofbirth",
    "d.o.b",
    "d.o.b.",
    "dob",
    "d o b",
    "birth date",
    "birthdate",
    "birth_date",
    "birthday",
    "born",
    "born on",
    "born on the",
    "delivered on",
    "gave birth",
]);
/// The same in Welsh.
static BIRTH_IN_WELSH: Phrases = Phrases::new(&[
    "dyddiad geni",
    "ganed",
    "ganed ar",
    "ganed hi ar",
    "ganwyd",
    "ganwyd ar",
    "ganwyd ef ar",
    "ganwyd hi ar",
    "ei eni ar",
    "ei geni ar",
]);
const BIRTH_BEHIND: [&str; 6] = ["dob", "d.o.b", "date of birth", "birthday", "born", "his birthday"];

/// What stands before the day of a publication, a law or a plan.
static OTHERWISE: Phrases = Phrases::new(&[
    "published",
    "revised",
    "amended",
    "adopted",
    "prepared",
    "checked",
    "publication date",
    "publish",
    "updated",
    "last updated",
    "issued",
    "dated",
    "date",
    "version",
    "accessed",
    "viewed",
    "retrieved",
    "act",
    "regulations",
    "order",
    "in force",
    "came into force",
    "into force",
    "effective",
    "effective from",
    "reviewed",
    "last reviewed",
    "review date",
    "next review",
    "review due",
    "due",
    "deadline",
    "launched",
    "consultation closes",
    "closes",
    "deadline of",
    "takes place on",
    "take place on",
    "will be held on",
    "will meet on",
    "starts on",
    "opens on",
    "closes on",
    "falls on",
    "is marked on",
    "figures are as",
    "is on",
    "are on",
    "runs from",
    "run from",
    "royal assent",
    "partnership met",
    "board met",
    "meeting",
    "conference",
    "training",
    "webinar",
    "approved",
    "agreed",
    "signed off",
    "parliament",
    "effect",
    "week of",
    "week beginning",
    "week commencing",
    "year to",
    "year ended",
    "year ending",
    "quarter to",
    "women's day",
    "awareness day",
    "world day",
    "cyhoeddwyd",
    "i rym",
    "i rym ar",
]);
/// The same, where the day stands right behind: what is found `by a neighbour on` a day is no deadline.
static EDGES: Phrases = Phrases::new(&["by", "before", "until", "from", "erbyn", "tan", "cyn"]);
/// What somebody does to a text or a rule: `published its report on`.
const PUBLISHES: [&str; 7] =
    ["published ", "publishes ", "issued ", "launched ", "revised ", "laid ", "announced "];

/// Meetings about one case, and what is laid or issued in one.
static OF_A_CASE: Phrases = Phrases::new(&[
    "protection conference",
    "case conference",
    "review conference",
    "strategy meeting",
    "professionals meeting",
    "planning meeting",
    "core group meeting",
    "discharge meeting",
    "charges",
    "warrant",
]);
/// What stands before the first of two days between which something is open to all.
static SPANS: Phrases = Phrases::new(&[
    "runs from",
    "run from",
    "ran from",
    "open from",
    "open between",
    "runs between",
    "available from",
]);

/// A day that somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) range: Range<usize>,
    /// Zero where it is left open.
    year: u32,
    month: u32,
    number: u32,
}

/// The day that begins at some digits, or of which they are a part.
pub(super) fn day_at(text: &str, start: usize, end: usize) -> Option<Day> {
    numeric(text, start, end).or_else(|| in_words(text, start, end))
}

fn number(text: &str, range: Range<usize>) -> Option<u32> {
    text.get(range)
        .filter(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))?
        .parse()
        .ok()
}

fn digits_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    while bytes.get(end).is_some_and(u8::is_ascii_digit) {
        end += 1;
    }
    end
}

/// `12/03/2014`, `12.3.14`, `12-03-2014`, `2014-03-12`
fn numeric(text: &str, start: usize, end: usize) -> Option<Day> {
    let bytes = text.as_bytes();
    let sign = *bytes.get(end).filter(|sign| matches!(sign, b'/' | b'.' | b'-'))?;
    if start > 0
        && matches!(bytes[start - 1], b'/' | b'.' | b'-')
        && start > 1
        && bytes[start - 2].is_ascii_digit()
    {
        return None;
    }
    let second = end + 1..digits_end(text, end + 1);
    if bytes.get(second.end) != Some(&sign) {
        return None;
    }
    let third = second.end + 1..digits_end(text, second.end + 1);
    let (first, middle, last) =
        (number(text, start..end)?, number(text, second.clone())?, number(text, third.clone())?);
    if bytes.get(third.end) == Some(&sign) && bytes.get(third.end + 1).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let (year, month, day) = match (end - start, third.len()) {
        (4, 1 | 2) => (first, middle, last),
        (1 | 2, 4) => (last, middle, first),
        (1 | 2, 2) if sign != b'-' || second.len() == 2 => {
            (1900 + last + if last < 40 { 100 } else { 0 }, middle, first)
        }
        _ => return None,
    };
    let is_day = (1..=31).contains(&day) && (1..=12).contains(&month) && (1900..2100).contains(&year);
    is_day.then_some(Day { range: start..third.end, year, month, number: day })
}

/// `12 March 2014`, `12th of March`, `March 12, 2014`
fn in_words(text: &str, start: usize, end: usize) -> Option<Day> {
    if end - start > 2 {
        return None;
    }
    let day = number(text, start..end).filter(|day| (1..=31).contains(day))?;
    let is_ordinal =
        |two: &[u8]| [b"st", b"nd", b"rd", b"th"].iter().any(|end| two.eq_ignore_ascii_case(*end));
    let ordinal_end = end + if text.as_bytes().get(end..end + 2).is_some_and(is_ordinal) { 2 } else { 0 };
    let mut at = ordinal_end + blank(text, ordinal_end);
    if text.as_bytes().get(at..at + 3).is_some_and(|of| of.eq_ignore_ascii_case(b"of ")) {
        at += 3;
    }
    if at > ordinal_end
        && let Some((month, length)) = month_at(text, at)
    {
        let end = at + length;
        let (year, end) = year_at(text, end).unwrap_or((0, end));
        // `12 may ask` is none.
        if year == 0 && matches!(&text[at..at + length], "may" | "march") {
            return None;
        }
        return Some(Day { range: start..end, year, month, number: day });
    }
    let (month, from) = month_before(text, start)?;
    let name = &text[from..start - 1];
    let (year, end) = year_at(text, ordinal_end).unwrap_or((0, ordinal_end));
    let is_verb = name.eq_ignore_ascii_case("may") || name.eq_ignore_ascii_case("march");
    if year == 0 && is_verb && ordinal_end == end && is_counted(text, end) {
        return None;
    }
    Some(Day { range: from..end, year, month, number: day })
}

/// The month whose name stands, with a capital and one blank behind it, right before a byte, and where that name begins:
/// `may 12 people` has none.
fn month_before(text: &str, at: usize) -> Option<(u32, usize)> {
    let lead = text.as_bytes()[..at].strip_suffix(b" ")?;
    let length =
        lead.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).take(LONGEST_MONTH + 1).count();
    let from = lead.len() - length;
    if !lead.get(from).is_some_and(u8::is_ascii_uppercase) {
        return None;
    }
    Some((month(&text[from..lead.len()])?, from))
}

/// Whether a noun follows: `May 12 children`.
fn is_counted(text: &str, end: usize) -> bool {
    after(text, end, 3)
        .strip_prefix(' ')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()))
}

fn blank(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at..) {
        Some([b' ' | b'-' | b'/' | b'\n', ..]) => 1,
        Some([0xC2, 0xA0, ..]) => 2,
        _ => 0,
    }
}

/// The number of a month by its name or its short form, whatever the case.
pub fn month(name: &str) -> Option<u32> {
    MONTHS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, number)| *number)
}

/// The number of a month in English or in Welsh; in Welsh only with a capital, for `mai` is a word.
fn month_in_text(name: &str) -> Option<u32> {
    month(name).or_else(|| {
        let is_capital = name.starts_with(|c: char| c.is_ascii_uppercase());
        let known = || WELSH_MONTHS.iter().zip(1..).find(|(known, _)| known.eq_ignore_ascii_case(name));
        is_capital.then(known).flatten().map(|(_, number)| number)
    })
}

fn month_at(text: &str, at: usize) -> Option<(u32, usize)> {
    let length = text.as_bytes().get(at..)?.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    if !(3..=LONGEST_MONTH).contains(&length) {
        return None;
    }
    Some((month_in_text(&text[at..at + length])?, length))
}

/// A year behind a month, and the byte after it.
fn year_at(text: &str, at: usize) -> Option<(u32, usize)> {
    let rest = &text.as_bytes()[at..];
    let mut ahead = usize::from(rest.first() == Some(&b','));
    ahead += usize::from(matches!(rest.first(), Some(b'.')));
    ahead += blank(text, at + ahead);
    let from = at + ahead;
    let end = digits_end(text, from);
    let year = number(text, from..end)?;
    match end - from {
        4 if (1900..2100).contains(&year) => Some((year, end)),
        _ => None,
    }
}

/// What a day is: of birth, of an event (told `with_review` only), or none of our business.
pub(super) fn judge_day(text: &str, day: Day, with_review: bool, found: &mut Vec<Hit>) {
    let Day { range, year, month, number: day } = day;
    let label = label_before(text, range.start, 48);
    let label = without_weekday(&label);
    // Every label of birth has one of these letters, and few others do.
    let may_be_birth = memchr::memchr2(b'b', b'v', label.as_bytes()).is_some();
    let kind = if may_be_birth && (BIRTH.end(label) || is_born_somewhere(label) || is_led_by_birth(label))
        || BIRTH_IN_WELSH.end(label)
        || is_labelled_behind(text, range.end, &BIRTH_BEHIND)
        || column_heading(text, &range).is_some_and(|heading| BIRTH.end(&heading))
    {
        Kind::BirthDate
    } else if !with_review
        || is_otherwise(label)
        || is_file_name(text, &range)
        || is_of_whole_months(text, &range, label, day)
    {
        return;
    } else {
        Kind::EventDate
    };
    let what = if year == 0 { format!("{day}-{month:02}") } else { format!("{year}-{month:02}-{day:02}") };
    found.push(Hit { kind, range, what });
}

/// Whether a label says that a day is none of a case: by itself, before another day, or before the first day of a span.
fn is_otherwise(label: &str) -> bool {
    if OF_A_CASE.end(label) {
        return false;
    }
    let lead = label.trim_end();
    if OTHERWISE.end(label) || !lead.ends_with(" on") && EDGES.end(label) || is_published(lead) {
        return true;
    }
    let without = |joint: &str| lead.strip_suffix(joint).map(str::trim_end);
    // `from 16 to`, `between 1 and`
    if let Some(first) = without(" to").or_else(|| without(" and")).and_then(|lead| {
        let first = lead.trim_end_matches(|c: char| c.is_ascii_digit());
        (first.len() < lead.len()).then_some(first)
    }) {
        return SPANS.end(first);
    }
    // `are 4 march, 11 march and`
    let day = without(",").or_else(|| without(" and"));
    day.and_then(|lead| {
        let name = lead.rsplit(' ').next()?;
        month(name)?;
        let number = lead[..lead.len() - name.len()].trim_end();
        let before = number.trim_end_matches(|c: char| c.is_ascii_digit());
        (before.len() < number.len()).then_some(before)
    })
    .is_some_and(is_otherwise)
}

/// Whether a day is the first or the last one of a span of whole months, as figures and audits have: `between 1 April 2025 and 31
/// March 2026`.
fn is_of_whole_months(text: &str, range: &Range<usize>, label: &str, day: u32) -> bool {
    if day == 1 {
        let behind = after(text, range.end, 12);
        let last =
            [" to ", " and ", " \u{2013} ", " - "].iter().find_map(|joint| behind.strip_prefix(*joint));
        return last.is_some_and(|last| ["28 ", "29 ", "30 ", "31 "].iter().any(|day| last.starts_with(day)));
    }
    let lead = label.trim_end();
    let first = [" to", " and", " \u{2013}", " -"].iter().find_map(|joint| lead.strip_suffix(joint));
    (28..=31).contains(&day)
        && first.is_some_and(|first| {
            let mut words =
                first.rsplit(' ').skip_while(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
            words.next().is_some_and(|word| month(word).is_some()) && words.next() == Some("1")
        })
}

/// Whether a label ends in what somebody published, with few words between: `published its report on`.
fn is_published(lead: &str) -> bool {
    let Some(lead) = lead.strip_suffix(" on") else { return false };
    PUBLISHES.iter().any(|verb| {
        lead.rfind(verb).is_some_and(|at| {
            let what = &lead[at + verb.len()..];
            what.split(' ').count() <= 4 && what.chars().all(|c| c.is_alphanumeric() || c == ' ' || c == '-')
        })
    })
}

/// Days that have a name instead of a number.
pub(super) const NAMED_DAYS: [&str; 10] = [
    "christmas day",
    "christmas eve",
    "boxing day",
    "new year's eve",
    "new year\u{2019}s eve",
    "new year's day",
    "new year\u{2019}s day",
    "good friday",
    "easter sunday",
    "easter monday",
];

/// A named day of a year: `Christmas Day 2016`.
pub(super) fn named_day(text: &str, day: Range<usize>, found: &mut Vec<Hit>) {
    let Some((_, end)) = year_at(text, day.end) else { return };
    let range = day.start..end;
    found.push(Hit { kind: Kind::EventDate, what: text[range.clone()].to_ascii_lowercase(), range });
}

/// `date of birth on the referral:`, `date of birth (from the passport)`, with nothing but words between.
fn is_led_by_birth(label: &str) -> bool {
    let lead = label.trim_end();
    if !lead.ends_with([':', ')']) {
        return false;
    }
    let lead = lead.trim_end_matches(':');
    let behind = ["date of birth ", "dob "].iter().find_map(|known| {
        let at = lead.rfind(known)?;
        let begins_word = !lead[..at].ends_with(|c: char| c.is_alphanumeric());
        begins_word.then(|| &lead[at + known.len()..])
    });
    behind.is_some_and(|words| words.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '(' | ')')))
}

/// `born in hospital on`, `born prematurely on`, `born at 3am on`, `born by caesarean section on`
fn is_born_somewhere(label: &str) -> bool {
    let Some(between) = label
        .trim_end()
        .strip_suffix(" on")
        .and_then(|lead| lead.rfind("born ").map(|at| &lead[at + "born ".len()..]))
    else {
        return false;
    };
    let is_word = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase());
    let words: Vec<&str> = between.split(' ').collect();
    match words.as_slice() {
        ["in" | "at", place] => is_word(place) || place.starts_with(|c: char| c.is_ascii_digit()),
        ["by", how @ ..] => how.len() <= 2 && how.iter().all(|word| is_word(word)),
        [how] => how.ends_with("ly") || matches!(*how, "abroad" | "here"),
        _ => false,
    }
}

fn without_weekday(label: &str) -> &str {
    let trimmed = label.trim_end_matches([' ', ',']);
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        .iter()
        .find_map(|day| trimmed.strip_suffix(day))
        .unwrap_or(label)
}

/// A day in a name of a file or an address is that of the file.
fn is_file_name(text: &str, range: &Range<usize>) -> bool {
    let bytes = text.as_bytes();
    let joint = |byte: u8| matches!(byte, b'/' | b'_' | b'-' | b'=');
    (range.start > 0 && joint(bytes[range.start - 1]))
        || bytes.get(range.end).is_some_and(|byte| joint(*byte) || byte.is_ascii_alphanumeric())
}

pub(super) const COUNTS: [&str; 20] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// What stands before an age that is the edge of a range.
static RANGES: Phrases =
    Phrases::new(&["under", "over", "least", "than", "to", "every", "all", "dan", "dros", "ac", "ag"]);
static AFTER: Phrases = Phrases::new(&["after", "from", "to"]);
static LIMITS: Phrases = Phrases::new(&[
    "under", "over", "below", "above", "until", "reach", "reached", "minimum", "maximum", "working", "any",
]);

/// Phrases around which an age is looked for.
pub(super) const AGE_CUES: [&str; 16] = [
    "aged ",
    "age of ",
    "age: ",
    "age ",
    "year-old",
    "year old",
    "years old",
    "years of age",
    "month-old",
    "month old",
    "months old",
    "week-old",
    "weeks old",
    "oed",
    "mlwydd oed",
    "birthday",
];

/// The age that a phrase at a range belongs to.
pub(super) fn age_around(text: &str, cue: &Range<usize>, found: &mut Vec<Hit>) {
    if text[cue.clone()].starts_with(['a', 'A']) {
        age_behind(text, cue, found);
        return;
    }
    if text[cue.clone()].starts_with(['b', 'B']) {
        birthday(text, cue, found);
        return;
    }
    // `oedema`
    if text[cue.end..].starts_with(|c: char| c.is_alphabetic()) {
        return;
    }
    let near = before(text, cue.start, 20);
    let trimmed = near.trim_end_matches([' ', '-', '\u{2011}']);
    let word = trimmed.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let start = cue.start - (near.len() - trimmed.len()) - word.len();
    let lead = before(text, start, 16);
    let is_range = RANGES.end(&lead) || lead.trim_end().ends_with(['-', '\u{2013}']);
    if is_age(word) && !is_range && near.len() > trimmed.len() && !is_of_all(text, cue.end) {
        push_age(text, start..cue.end, found);
    }
}

/// Whether what follows an age says that it is that of everybody: `a 16-year-old can consent`, `the two-year-old check`.
fn is_of_all(text: &str, end: usize) -> bool {
    const BEHIND: [&str; 9] =
        [" can ", " may ", " must ", " should ", " cannot ", " check", " review", " assessment", " needs "];
    let behind = after(text, end, 14);
    BEHIND.iter().any(|words| behind.starts_with(words))
}

/// `her 16th birthday`; somebody's, and not that of everybody whom a law is about.
fn birthday(text: &str, cue: &Range<usize>, found: &mut Vec<Hit>) {
    let near = before(text, cue.start, 16);
    let mut words = near.trim_end_matches(' ').rsplit(' ');
    let (Some(ordinal), Some("his" | "her")) = (words.next(), words.next()) else { return };
    let digits = ordinal.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if ordinal.len() == digits.len() + 2 && is_age(digits) {
        push_age(text, cue.start - 1 - ordinal.len()..cue.end, found);
    }
}

fn age_behind(text: &str, cue: &Range<usize>, found: &mut Vec<Hit>) {
    let lead = before(text, cue.start, 16);
    if LIMITS.end(&lead) {
        return;
    }
    let near = after(text, cue.end, 48);
    // `aged only five weeks`
    let nearly =
        ["only ", "just ", "nearly ", "almost ", "about "].iter().find(|word| near.starts_with(**word));
    let skipped = nearly.map_or(0, |word| word.len());
    let near = &near[skipped..];
    let word = near.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let rest = near[word.len()..].trim_start();
    // `after the age of 16` is of everybody, unless somebody follows.
    let who = rest.trim_start_matches([',', ' ']).split(' ').next();
    if AFTER.end(&lead) && !matches!(who, Some("he" | "she")) {
        return;
    }
    let opens = [
        "and over",
        "and under",
        "or over",
        "or under",
        "or more",
        "and more",
        "most ",
        "many ",
        "children ",
        "young people ",
        "and above",
        "or above",
        "and older",
        "or older",
        "to ",
        "plus",
        "+",
        "-",
        "\u{2013}",
        "and up",
        "or younger",
        "and younger",
    ];
    // `aged 16 and 17` is a group; `aged 4 and 7` may be two children.
    if is_age(word) && !opens.iter().any(|open| rest.starts_with(open)) {
        push_age(text, cue.start..cue.end + skipped + word.len(), found);
    }
}

fn is_age(word: &str) -> bool {
    COUNTS.contains(&word) || word.parse::<u32>().is_ok_and(|age| age <= 110 && word.len() <= 3)
}

pub(super) fn push_age(text: &str, range: Range<usize>, found: &mut Vec<Hit>) {
    let what = text[range.clone()].to_ascii_lowercase();
    found.push(Hit { kind: Kind::Age, range, what });
}
