//! Looks at a text once for everything.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem;

use super::ages;
use super::allowed::Allowed;
use super::contacts;
use super::dates::{AGE_CUES, NAMED_DAYS, age_around, day_at, judge_day, named_day};
use super::hit::{Hit, Kind};
use super::leads;
use super::lexicon::Lexicon;
use super::memo::Memo;
use super::names::{Run, judge};
use super::numbers::{self, Digits};
use super::places;
use super::seal::Seal;
use super::sealed_forms::MOST_WORDS;
use super::words::{Word, Words};

/// What the scanner of a site rests on.
#[derive(Debug, Clone, Default)]
pub struct Setup {
    /// The names that must not be published; `None` where the site has none, or where they can not be told.
    pub seal: Option<Seal>,
    /// What may stand in public.
    pub allowed: Allowed,
}

/// Looks at texts. Many threads may use it at once.
pub struct Scanner {
    setup: Setup,
    /// Whether words may belong to a sealed name: a keyed hash costs more than all else, and a language has few words.
    words: Memo,
}

impl fmt::Debug for Scanner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scanner").field("setup", &self.setup).finish_non_exhaustive()
    }
}

/// Names of one person that may stand between the two by which somebody is told.
const MOST_BETWEEN: usize = 2;

/// Words that are remembered.
const WORDS: usize = 1 << 14;

impl Scanner {
    /// A scanner for a site.
    pub fn new(setup: Setup) -> Self {
        Self { setup, words: Memo::new(WORDS) }
    }

    /// What may stand in public.
    pub fn allowed(&self) -> &Allowed {
        &self.setup.allowed
    }

    /// Whether there are names that it can tell.
    pub fn is_sealed(&self) -> bool {
        self.setup.seal.is_some()
    }

    /// Finds everything in a text, in the order of its bytes; what may stand in public is left out.
    pub fn scan(&self, text: &str, hits: &mut Vec<Hit>) {
        self.look(text, true, hits);
    }

    /// Finds only what no human has to judge: sealed names, numbers, and addresses of people. For finished outputs and
    /// for the parts of a source that nobody reads as sentences.
    pub fn scan_certain(&self, text: &str, hits: &mut Vec<Hit>) {
        self.look(text, false, hits);
    }

    fn look(&self, text: &str, with_review: bool, hits: &mut Vec<Hit>) {
        let from = hits.len();
        self.sealed(text, hits);
        signs(text, with_review, hits);
        let mut found = hits.split_off(from);
        found.retain(|hit| !self.setup.allowed.allows(hit));
        found.sort_by_key(|hit| (hit.range.start, hit.kind));
        // A number within a graver one is not told again.
        for hit in found {
            let is_told = hits[from..].iter().any(|other| {
                other.kind != Kind::SealedName
                    && other.range.start <= hit.range.start
                    && hit.range.end <= other.range.end
                    && (other.kind <= hit.kind || other.range.len() > hit.range.len())
                    && hit.kind != Kind::SealedName
            });
            if !is_told {
                hits.push(hit);
            }
        }
    }

    #[inline]
    fn may_have(&self, seal: &Seal, word: &Word) -> bool {
        let key = self.words.key(word.normal().len(), word.blocks());
        self.words.get(key).unwrap_or_else(|| {
            let may_have = seal.may_have(word);
            self.words.put(key, may_have);
            may_have
        })
    }

    /// Whether the last word of a text may belong to a sealed name.
    pub fn may_go_on(&self, text: &str) -> bool {
        let last = || Words::new(text).last();
        self.setup.seal.as_ref().is_some_and(|seal| last().is_some_and(|word| self.may_have(seal, &word)))
    }

    /// Finds sealed names.
    pub fn sealed(&self, text: &str, hits: &mut Vec<Hit>) {
        let Some(seal) = &self.setup.seal else { return };
        let mut window: Vec<Word> = Vec::with_capacity(MOST_WORDS);
        // Bytes of keys and labels that stand between the last two words of the window.
        let mut of_keys = 0;
        // Other names of the same person that stand there.
        let mut between = 0;
        for word in Words::new(text) {
            if !self.may_have(seal, &word) {
                if !window.is_empty() {
                    let is_name = between < MOST_BETWEEN && is_between_names(text, &word);
                    if is_name || is_label(word.normal()) || is_of_key(text, &word) {
                        of_keys += word.end - word.start;
                        between += usize::from(is_name);
                    } else {
                        window.clear();
                    }
                }
                continue;
            }
            if are_apart(text, &window, &word, of_keys) {
                window.clear();
            }
            (of_keys, between) = (0, 0);
            if window.len() == MOST_WORDS {
                window.remove(0);
            }
            window.push(word);
            // The longest name that ends here.
            for from in 0..window.len() {
                let words = &window[from..];
                // One of the names between may be of another sealed name: `Jane Louise Smith` where a Louise is sealed too.
                let outer = || {
                    let [first, inner @ .., last] = words else { return None };
                    let is_whole = !inner.is_empty() && inner.iter().all(|word| is_between_names(text, word));
                    is_whole.then(|| seal.number_of(&[*first, *last])).flatten()
                };
                if let Some(what) = seal.number_of(words).or_else(outer) {
                    let range = words[0].start..word.end;
                    // One that lies within it was found before.
                    while hits.last().is_some_and(|hit| {
                        hit.kind == Kind::SealedName
                            && range.start <= hit.range.start
                            && hit.range.end <= range.end
                    }) {
                        hits.pop();
                    }
                    hits.push(Hit { kind: Kind::SealedName, range, what });
                    break;
                }
            }
        }
    }

    /// A text with each sealed name covered, character for character: every other character is on the line and in the column
    /// where it was. `None` where there is nothing to cover.
    pub fn covered(&self, text: &str) -> Option<String> {
        let mut hits = Vec::new();
        self.sealed(text, &mut hits);
        if hits.is_empty() {
            return None;
        }
        let mut covered = String::with_capacity(text.len());
        let mut done = 0;
        for Hit { range, .. } in hits {
            let start = range.start.max(done);
            covered.push_str(&text[done..start]);
            let name = text[start..range.end.max(start)].chars();
            covered.extend(name.map(|c| if matches!(c, '\n' | '\r') { c } else { '\u{2588}' }));
            done = range.end.max(start);
        }
        covered.push_str(&text[done..]);
        Some(covered)
    }

    /// The words of the sealed names of a text, as they are written there; single letters are none.
    pub fn sealed_parts(&self, text: &str) -> BTreeSet<String> {
        let mut hits = Vec::new();
        self.sealed(text, &mut hits);
        let names = hits.into_iter().map(|hit| &text[hit.range]);
        let words = names.flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
        words.filter(|word| word.chars().nth(1).is_some()).map(str::to_owned).collect()
    }

    /// A text with a word in place of each sealed name.
    pub fn masked(&self, text: &str) -> Option<String> {
        let mut hits = Vec::new();
        self.sealed(text, &mut hits);
        if hits.is_empty() {
            return None;
        }
        let mut masked = String::with_capacity(text.len());
        let mut done = 0;
        for Hit { range, .. } in hits {
            if range.start >= done {
                masked.push_str(&text[done..range.start]);
                masked.push_str(COVER);
            }
            done = done.max(range.end);
        }
        masked.push_str(&text[done..]);
        Some(masked)
    }
}

/// What stands in place of a sealed name.
pub const COVER: &str = "[sealed]";

/// Whether a word may stand within a name: one that says which name comes next, as in forms (`Forename: Jane, Surname: Smith`),
/// a title, or who speaks.
fn is_label(word: &[u8]) -> bool {
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

/// Whether a word is of a key of front matter or data, `by:` or `"owner_role":` at the beginning of a line, an entry or a field. A
/// theme may show the values of two fields as one, so a name goes on behind a key.
fn is_of_key(text: &str, word: &Word) -> bool {
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
/// Louise Smith`: with a capital, and nothing but a blank or a hyphen around it.
fn is_between_names(text: &str, word: &Word) -> bool {
    let is_capital = |at: &str| at.chars().next().is_some_and(char::is_uppercase);
    let blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\n' | '-');
    let before = text[..word.start].strip_suffix(blank);
    let behind = text[word.end..].strip_prefix(blank);
    is_capital(&text[word.start..])
        && before.is_some_and(|before| before.ends_with(char::is_alphanumeric))
        && behind.is_some_and(is_capital)
}

/// Whether what stands between the words of a window and the next one is more than a name has between its words; tags and `passed`
/// bytes are nothing.
fn are_apart(text: &str, window: &[Word], word: &Word, passed: usize) -> bool {
    const WIDEST: usize = 14;
    let (Some(first), Some(last)) = (window.first(), window.last()) else { return false };
    let between = &text[last.end..word.start];
    let visible = || between.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
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
    between.len() > WIDEST + passed && visible().map(str::len).sum::<usize>() > WIDEST + passed
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

/// What may begin at a byte.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    None,
    Digit,
    Capital,
    At,
}

#[inline]
const fn sign(byte: u8) -> Sign {
    match byte {
        b'0'..=b'9' => Sign::Digit,
        // The large letters, and the first byte of those with accents.
        b'A'..=b'Z' | 0xC3 => Sign::Capital,
        b'@' => Sign::At,
        _ => Sign::None,
    }
}

/// Whether something may begin at a byte, as [`sign`] says, without a branch: the compiler looks at all bytes of a chunk in one
/// step. `A` stands right behind `@`.
#[expect(clippy::needless_bitwise_bool, reason = "a branch for each byte costs eight times as much")]
fn is_sign(byte: u8) -> bool {
    (byte.wrapping_sub(b'0') < 10) | (byte.wrapping_sub(b'@') <= b'Z' - b'@') | (byte == 0xC3)
}

/// Whether there may be anything in a text, as it is or with its entities resolved, that needs no judgement, but for sealed
/// names: each has a digit or an `@`, and so has every number that an entity may be written as in its place.
#[expect(clippy::needless_bitwise_bool, reason = "a branch for each byte costs eight times as much")]
pub fn may_be_certain(text: &str) -> bool {
    const AT_ONCE: usize = 64;
    let is_sign = |byte: &u8| (byte.wrapping_sub(b'0') < 10) | (*byte == b'@');
    text.as_bytes().chunks(AT_ONCE).any(|chunk| chunk.iter().fold(false, |any, byte| any | is_sign(byte)))
}

/// The first byte from one on at which something may begin. Nearly all bytes are small letters, so many are passed at once.
fn next_sign(bytes: &[u8], from: usize) -> usize {
    const AT_ONCE: usize = 16;
    let plain = bytes[from..]
        .chunks_exact(AT_ONCE)
        .take_while(|chunk| !chunk.iter().fold(false, |any, byte| any | is_sign(*byte)))
        .count();
    let at = from + plain * AT_ONCE;
    bytes[at..].iter().position(|byte| is_sign(*byte)).map_or(bytes.len(), |ahead| at + ahead)
}

/// Everything that its form or its surroundings tell.
fn signs(text: &str, with_review: bool, hits: &mut Vec<Hit>) {
    let bytes = text.as_bytes();
    let mut at = next_sign(bytes, 0);
    let mut run_end = 0;
    while at < bytes.len() {
        match sign(bytes[at]) {
            Sign::None => {}
            Sign::At => {
                contacts::email(text, at, hits);
                at += 1;
            }
            Sign::Capital => {
                let is_first = at == 0
                    || !(bytes[at - 1].is_ascii_alphanumeric()
                        || bytes[at - 1] >= 0x80 && bytes[at - 1] != 0xA0 && !is_quote(bytes, at));
                let begins = at >= run_end
                    && is_first
                    && (with_review || places::house_number(text, at).is_some())
                    && text[at..].chars().next().is_some_and(char::is_uppercase);
                if begins {
                    let run = Run::read(text, at);
                    run_end = run.end.max(at + 1);
                    if run.end > at {
                        let before = hits.len();
                        judge(text, &run, hits);
                        if !with_review {
                            let mut of_run = hits.split_off(before);
                            of_run.retain(|hit| hit.kind == Kind::StreetAddress);
                            hits.append(&mut of_run);
                        }
                    }
                }
                at += 1;
            }
            Sign::Digit => {
                let start = at;
                while bytes.get(at).is_some_and(u8::is_ascii_digit) {
                    at += 1;
                }
                digits(text, start..at, with_review, hits);
            }
        }
        at = next_sign(bytes, at);
    }
    if with_review {
        phrases(text, hits);
    }
}

/// Whether a sign that is written in three bytes, as a quotation mark or a dash, ends before a byte.
fn is_quote(bytes: &[u8], at: usize) -> bool {
    at >= 3 && bytes[at - 3] == 0xE2 && bytes[at - 2] == 0x80
}

/// What may begin at some digits, or at the letters before them.
fn digits(text: &str, range: Range<usize>, with_review: bool, hits: &mut Vec<Hit>) {
    let Range { start, end } = range;
    if hits.last().is_some_and(|hit| hit.range.contains(&start) && is_number(hit.kind)) {
        return;
    }
    if let Some(day) = day_at(text, start, end) {
        let before = hits.len();
        judge_day(text, day, with_review, hits);
        if hits.len() > before {
            return;
        }
    }
    let length = end - start;
    if length <= 3 {
        places::postcode(text, start, end, hits);
        contacts::vehicle(text, start, end, hits);
    }
    if with_review {
        if length <= 2
            && let Some(range) = ages::in_figures(text, start, end)
        {
            hits.push(Hit { kind: Kind::Age, what: text[range.clone()].to_owned(), range });
        }
        leads::case_number(text, start, end, hits);
        if length == 4 {
            leads::citation(text, start, end, hits);
        }
    }
    let bytes = text.as_bytes();
    // The first group of some: a digit before it, with a sign between, belongs to the same number.
    let follows =
        start > 1 && matches!(bytes[start - 1], b' ' | b'-' | b'.') && bytes[start - 2].is_ascii_digit();
    // Nearly all numbers are counts, years and days.
    let may_be_long =
        length >= 6 || Digits::go_on(bytes, end).is_some() || matches!(bytes[start], b'0' | b'4');
    if length >= 2 && may_be_long {
        let group = Digits::read(text, start);
        if group.count >= 10 {
            numbers::health_number(text, start, &group, hits);
            if hits.last().is_none_or(|hit| hit.range.start != start) {
                contacts::phone(text, start, &group, hits);
            }
        } else if matches!(bytes[start], b'0' | b'4') {
            contacts::phone(text, start, &group, hits);
        }
        if group.count >= 6 && !follows {
            numbers::insurance_number(text, start, &group, hits);
        }
    }
    if length >= 11 {
        numbers::pupil_number(text, start, end, hits);
    }
    if length >= 5 {
        numbers::labelled_number(text, start, end, hits);
    }
}

fn is_number(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::NhsNumber
            | Kind::ChiNumber
            | Kind::LikelyNumber
            | Kind::InsuranceNumber
            | Kind::Phone
            | Kind::BirthDate
            | Kind::EventDate
            | Kind::Postcode
            | Kind::Vehicle
            | Kind::Citation
    )
}

/// Phrases around an age, days that have a name, and web addresses.
fn phrases(text: &str, hits: &mut Vec<Hit>) {
    static CUES: LazyLock<Lexicon> = LazyLock::new(|| {
        let joints = ages::JOINTS.iter().map(|(joint, _)| *joint);
        Lexicon::new(AGE_CUES.into_iter().chain(joints).chain(NAMED_DAYS).chain(["www."]))
    });
    const JOINTS: usize = AGE_CUES.len();
    const DAYS: usize = JOINTS + ages::JOINTS.len();
    const LINKS: usize = DAYS + NAMED_DAYS.len();
    let mut links = schemes(text);
    for (number, range) in CUES.find(text, |_| true) {
        match number {
            ..JOINTS => age_around(text, &range, hits),
            JOINTS..DAYS => ages::joined(text, &range, ages::JOINTS[number - JOINTS].1, hits),
            DAYS..LINKS => named_day(text, range, hits),
            _ => links.push(range.start),
        }
    }
    links.sort_unstable();
    let mut link_end = 0;
    for start in links {
        if start >= link_end {
            let before = hits.len();
            leads::link(text, start, hits);
            link_end = hits.get(before).map_or(link_end, |hit| hit.range.end);
        }
    }
}

/// Where each `http://` and `https://` begins.
fn schemes(text: &str) -> Vec<usize> {
    static SIGNS: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new("://"));
    let starts = |at: usize| {
        ["https", "http"].iter().find_map(|scheme| {
            let start = at.checked_sub(scheme.len())?;
            text.as_bytes()[start..at].eq_ignore_ascii_case(scheme.as_bytes()).then_some(start)
        })
    };
    SIGNS.find_iter(text.as_bytes()).filter_map(starts).collect()
}
