//! Ages that are told with the word: `aged 7`, `a 15-year-old`, `her 16th birthday`.

use std::ops::Range;

use super::ages::{FRACTIONS, is_nobodys, is_of_many, is_somebody, span_at};
use super::hit::{Hit, Kind};
use super::text::{Phrases, after, before, is_possessive};

/// How many years or months old somebody is, in words; those above twenty are these behind a word for tens.
pub(super) const COUNTS: [&str; 28] = [
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
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
];
pub(super) const TENS: [&str; 8] =
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
/// The last words of numbers in Welsh, as they stand before `oed`, `mis oed` and `mlwydd oed`.
const WELSH_COUNTS: [&str; 32] = [
    "un", "dau", "dwy", "ddau", "ddwy", "tri", "tair", "dri", "dair", "pedwar", "pedair", "bedwar", "bedair",
    "pump", "pum", "bump", "bum", "chwech", "chwe", "saith", "wyth", "naw", "deg", "ddeg", "deuddeg",
    "ddeuddeg", "pymtheg", "bymtheg", "ugain", "hugain", "deunaw", "ddeunaw",
];

/// What stands before an age that is the edge of a range.
static RANGES: Phrases = Phrases::new(&[
    "under", "over", "least", "than", "to", "from", "every", "all", "dan", "dros", "ac", "ag",
]);
static AFTER: Phrases = Phrases::new(&["after", "from", "to", "before", "by", "until"]);
/// People in general, whose ages are those of a group.
static GROUPS: Phrases = Phrases::new(&[
    "people", "children", "pupils", "adults", "those", "learners", "patients", "women", "men", "anyone",
    "students",
]);
static LIMITS: Phrases = Phrases::new(&[
    "under", "over", "below", "above", "until", "reach", "reached", "minimum", "maximum", "working", "any",
]);

/// Phrases around which an age is looked for.
pub(super) const AGE_CUES: [&str; 41] = [
    "aged ",
    "aged: ",
    "age of ",
    "age: ",
    "age:** ",
    "age ",
    "year-old",
    "year\u{2011}old",
    "year\u{2013}old",
    "year old",
    "years old",
    "years of age",
    "month-old",
    "month\u{2011}old",
    "month\u{2013}old",
    "month old",
    "months old",
    "week-old",
    "week\u{2011}old",
    "week\u{2013}old",
    "weeks old",
    "weeks of age",
    "months of age",
    "y/o",
    "y.o.",
    "yrs old",
    "yr old",
    "yr-old",
    "mths old",
    "wks old",
    "day-old",
    "day old",
    "days old",
    "days of age",
    "mlynedd oed",
    "mis oed",
    "wythnos oed",
    "diwrnod oed",
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
    let near = before(text, cue.start, 28);
    let trimmed = near.trim_end_matches(BETWEEN);
    let whole = without_fraction(trimmed);
    let last = whole.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    // `thirty-four years old`
    let tens = whole[..whole.len() - last.len()]
        .strip_suffix('-')
        .and_then(|lead| TENS.iter().find(|tens| lead.ends_with(**tens)));
    let word = &whole[whole.len() - last.len() - tens.map_or(0, |tens| tens.len() + 1)..];
    let start = cue.start - (near.len() - whole.len()) - word.len();
    let lead = before(text, start, 16);
    let is_range = RANGES.end(&lead) || lead.trim_end().ends_with(['-', '\u{2013}']) || is_welsh_range(&lead);
    let is_welsh = text[cue.clone()].ends_with("oed");
    let is_count =
        is_age(word) || is_welsh && WELSH_COUNTS.contains(&word) || is_long_in_months(text, cue, word);
    if is_count && !is_range && near.len() > trimmed.len() && !is_nobodys(text, &(start..cue.end)) {
        push_age(text, start..cue.end, found);
    }
}

/// Blanks and dashes between a number and its unit.
const BETWEEN: [char; 4] = [' ', '-', '\u{2011}', '\u{2013}'];

/// A half behind a number.
const HALVES: [&str; 3] = ["-and-a-half", " and-a-half", " and a half"];

/// A number without the fraction behind it: `14½`, `14.5`, `two-and-a-half`.
fn without_fraction(number: &str) -> &str {
    if let Some(whole) = HALVES.iter().find_map(|half| number.strip_suffix(*half)) {
        return whole;
    }
    if let Some(whole) = number.strip_suffix(FRACTIONS) {
        return whole;
    }
    let bytes = number.as_bytes();
    match bytes {
        [.., whole, b'.', tenth] if whole.is_ascii_digit() && tenth.is_ascii_digit() => {
            &number[..number.len() - 2]
        }
        _ => number,
    }
}

/// Whether the number before is the lower end of a range in Welsh: `11 i 25 oed`, `rhwng 45 a 64 oed`.
fn is_welsh_range(lead: &str) -> bool {
    let is_count = |words: &str| words.ends_with(|c: char| c.is_ascii_digit());
    let to = || lead.strip_suffix(" i ").is_some_and(is_count);
    let and = || [" a ", " ac "].iter().find_map(|and| lead.strip_suffix(*and));
    to() || and().is_some_and(|words| is_count(words) && words.contains("rhwng"))
}

/// Whether a number of months or weeks is one that somebody may be old, though it is none of years: `168 months old`.
fn is_long_in_months(text: &str, cue: &Range<usize>, word: &str) -> bool {
    const MOST: u32 = 999;
    let is_shorter = text[cue.clone()].starts_with(['m', 'M', 'w', 'W']);
    is_shorter && word.len() <= 3 && word.parse::<u32>().is_ok_and(|count| count <= MOST)
}

/// What says before a birthday that it is that of everybody.
const ANYBODY: [&str; 8] = [
    "anyone",
    "everyone",
    "those who",
    "people ",
    "children who",
    "who have not",
    "who has not",
    "care leavers",
];

/// `her 16th birthday`; somebody's, and not that of everybody whom a law is about.
fn birthday(text: &str, cue: &Range<usize>, found: &mut Vec<Hit>) {
    let near = before(text, cue.start, 64);
    let mut words = near.trim_end_matches(' ').rsplit(' ');
    let (Some(ordinal), Some(whose)) = (words.next(), words.next()) else { return };
    // `anyone who has not reached their 18th birthday`
    let is_anybodys = whose == "their"
        && (ANYBODY.iter().any(|many| near.contains(many)) || is_of_many(&after(text, cue.end, 32)));
    let is_somebodys = matches!(whose, "his" | "her" | "their") && !is_anybodys || is_possessive(whose);
    let digits = ordinal.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let is_ordinal = if digits.is_empty() {
        is_ordinal_word(ordinal)
    } else {
        ordinal.len() == digits.len() + 2 && is_age(digits)
    };
    if is_somebodys && is_ordinal {
        push_age(text, cue.start - 1 - ordinal.len()..cue.end, found);
    }
}

/// `eighteenth`, `thirty-fifth`, `hundredth`
pub(super) fn is_ordinal_word(word: &str) -> bool {
    let last = word.rsplit('-').next().unwrap_or_default();
    matches!(last, "first" | "second" | "third" | "fifth" | "eighth" | "ninth" | "twelfth")
        || last
            .strip_suffix("ieth")
            .is_some_and(|stem| TENS.iter().any(|tens| tens.strip_suffix('y') == Some(stem)))
        || last.strip_suffix("th").is_some_and(|count| COUNTS.contains(&count))
}

/// Whether the words behind an age are of one person: `he had`, `the younger child had`.
fn is_told_of(words: &str) -> bool {
    const MOST: usize = 4;
    let mut ends = words.match_indices(' ').map(|(at, _)| &words[..at]).take(MOST);
    let begins = ["he ", "she ", "the ", "her ", "his "].iter().any(|who| words.starts_with(who));
    begins && ends.any(|words| matches!(words, "he" | "she") || is_somebody(words))
}

fn age_behind(text: &str, cue: &Range<usize>, found: &mut Vec<Hit>) {
    let lead = before(text, cue.start, 16);
    if LIMITS.end(&lead) || lead.ends_with("reading ") {
        return;
    }
    let near = after(text, cue.end, 48);
    // `age at death: 46`, `age at the time 14`
    let at_what = [
        "at death",
        "at time of death",
        "at the time",
        "at referral",
        "at admission",
        "on admission",
        "then",
        "now",
    ]
    .iter()
    .find_map(|what| near.strip_prefix(*what))
    .map_or(0, |rest| near.len() - rest.trim_start_matches([':', ' ', ',', '(', '*', '_', '|']).len());
    let near = &near[at_what..];
    // `aged only five weeks`
    let nearly =
        ["only ", "just ", "nearly ", "almost ", "about "].iter().find(|word| near.starts_with(**word));
    let skipped = nearly.map_or(0, |word| word.len());
    let near = &near[skipped..];
    let skipped = skipped + at_what;
    let word = span_at(near, 0).map_or("", |span| &near[..span.end]);
    let half = HALVES.iter().find(|half| near[word.len()..].starts_with(**half)).map_or(0, |half| half.len());
    let word = &near[..word.len() + half];
    let rest = near[word.len()..].trim_start();
    // `after the age of 16` is of everybody, unless somebody follows.
    if AFTER.end(&lead) && !is_told_of(rest.trim_start_matches([',', ' '])) {
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
    let is_group = rest.starts_with("and ") && GROUPS.end(&lead);
    // `people aged 16 and 17` are a group; `aged 4 and 7` may be two children.
    if !word.is_empty() && !is_group && !opens.iter().any(|open| rest.starts_with(open)) {
        push_age(text, cue.start..cue.end + skipped + word.len(), found);
    }
}

/// Whether a word is a number of years that somebody can be old, in figures or in words.
pub(super) fn is_age(word: &str) -> bool {
    let is_word = || match word.split_once('-') {
        Some((tens, rest)) => TENS.contains(&tens) && COUNTS[..9].contains(&rest),
        None => COUNTS.contains(&word),
    };
    may_be_count(word) && is_word() || word.parse::<u32>().is_ok_and(|age| age <= 110 && word.len() <= 3)
}

/// Whether a word begins as those for numbers do: nearly none does, and each of them would be compared.
fn may_be_count(word: &str) -> bool {
    COUNT_LEADS.get(usize::from(word.as_bytes().first().copied().unwrap_or_default())).is_some_and(
        |seconds| {
            word.as_bytes()
                .get(1)
                .is_some_and(|second| second.is_ascii_lowercase() && seconds & 1 << (second - b'a') != 0)
        },
    )
}

/// For each first letter of a word for a number one bit for each second one.
static COUNT_LEADS: [u32; 128] = {
    let mut leads = [0; 128];
    let lists: [&[&str]; 2] = [&COUNTS, &TENS];
    let mut list = 0;
    while list < lists.len() {
        let mut at = 0;
        while at < lists[list].len() {
            let word = lists[list][at].as_bytes();
            leads[word[0] as usize] |= 1 << (word[1] - b'a');
            at += 1;
        }
        list += 1;
    }
    leads
};

/// The figures or the word of a number that a text begins with: `7`, `seven`, `thirty-nine`.
pub(super) fn count_at(text: &str) -> &str {
    let end = |text: &str| text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let first = end(text);
    if TENS.contains(&&text[..first])
        && let Some(rest) = text[first..].strip_prefix('-')
        && COUNTS[..9].contains(&&rest[..end(rest)])
    {
        return &text[..first + 1 + end(rest)];
    }
    &text[..first]
}

pub(super) fn push_age(text: &str, range: Range<usize>, found: &mut Vec<Hit>) {
    let what = text[range.clone()].to_ascii_lowercase();
    found.push(Hit { kind: Kind::Age, range, what });
}
