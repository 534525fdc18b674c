//! What stands behind a day and says that it is one of birth: `was his date of birth`, `– birth of Child A`, `Child A was born`,
//! `she turned 18`. It is read word by word from the day on, and every word has to be one that leads there.

use crate::identity::age_cues::{is_age, is_ordinal_word};
use crate::identity::given_names::{Given, given};
use crate::identity::text::{after, as_name, without_possessive, word_at};

use super::behind_words::{GOES_ON, LEADING, NAMES, SOURCES, TURNS};
use super::general::{is_called_after_births, is_of_whoever};
use super::labels::begins_sentence;
use super::who::{ends_in_one, is_any, is_one, without_whose, word_with_apostrophe};

/// Numbers among them.
const MOST_NUMBERS: usize = 2;
/// Words from the day to the last one that says it.
const MOST_WORDS: usize = 10;

/// Whether what stands behind a day says that it is one of birth, with the words before it in small letters.
pub(super) fn is_said_behind(text: &str, end: usize, lead: &str) -> bool {
    let behind = after(text, end, REACH);
    if !may_say_it(behind.as_bytes()) {
        return false;
    }
    let written = text.get(end..end + behind.len()).unwrap_or_default();
    let read = |at: usize, is_first: bool| {
        let mut reading = Reading {
            behind: &behind[at..],
            written: &written[at..],
            lead,
            at: 0,
            sign: Sign::None,
            verb: "",
            numbers: 0,
            is_first,
        };
        (0..MOST_WORDS).find_map(|number| reading.step(number)).unwrap_or(false)
    };
    // `| 12/03/2014 | Midwifery | Child A born |`
    read(0, true) || behind.match_indices(['|', '\t']).skip(1).take(MOST_CELLS).any(|(at, _)| read(at, false))
}

/// Cells of a row that are looked at beside the next one.
const MOST_CELLS: usize = 3;

/// Whether some words in small letters may have one that says it. Nearly no day has one behind it, and reading takes longer.
fn may_say_it(words: &[u8]) -> bool {
    let rest = |at: usize| &words[at + 1..];
    let is_name = |at: usize| match rest(at) {
        rest if words[at] == b'g' => [&b"eni"[..], b"an", b"ave"].iter().any(|end| rest.starts_with(end)),
        rest if words[at] == b'u' => words[..at].ends_with(b"t") && rest.starts_with(b"rn"),
        // `birth`, `born`, `be`, `became`, and the end of `dob` or `d.o.b.`
        rest => {
            [&b"irth"[..], b"orn", b"e", b"lwydd"].iter().any(|end| rest.starts_with(end))
                || words[..at].ends_with(b"o")
                || at > 1 && words[at - 2] == b'o' && !words[at - 1].is_ascii_alphanumeric()
        }
    };
    let is_turn = |at: usize| words[..at].ends_with(b"reac") || words[..at].ends_with(b"attai");
    memchr::memchr3_iter(b'b', b'g', b'u', words).any(is_name)
        || memchr::memchr2_iter(b'h', b'n', words).any(is_turn)
}

/// Furthest that such words reach, in bytes.
const REACH: usize = 64;

/// What stands between a day and the first word behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    None,
    Comma,
    /// `(`, of which the other end is looked for.
    Bracket,
    /// A colon, a dash, the edge of a cell.
    Other,
}

/// How far was read behind a day.
struct Reading<'t> {
    behind: &'t str,
    /// The same as it is written.
    written: &'t str,
    lead: &'t str,
    at: usize,
    sign: Sign,
    /// The last of those words that say it only with another one: `was`, `will`, `day`.
    verb: &'t str,
    numbers: usize,
    /// Whether it stands right behind the day, and not in another cell, where the name of such a day says nothing.
    is_first: bool,
}

impl Reading<'_> {
    /// Reads one more word; says whether the day is one of birth as soon as that is known.
    fn step(&mut self, number: usize) -> Option<bool> {
        let rest = &self.behind[self.at..];
        let start = self.at + rest.find(char::is_alphanumeric)?;
        let signs = &self.behind[self.at..start];
        if number == 0 {
            self.sign = first_sign(signs);
        }
        let ends_sentence = signs.contains('.') && signs.len() > 1;
        if ends_sentence || signs.contains([';', '?', '!']) || number > 0 && signs.contains(['|', '\t']) {
            return Some(false);
        }
        let rest = &self.behind[start..];
        if rest.starts_with(['d', 'b'])
            && let Some(name) = NAMES.iter().find(|name| begins_with_word(rest, name))
        {
            return Some(self.is_first && self.ends(&rest[name.len()..]));
        }
        let word = word_with_apostrophe(rest);
        let behind_word = &rest[word.len()..];
        let before = self.behind[..start].trim_end_matches(' ');
        match word {
            "birth" => return Some(self.is_birth_itself(behind_word)),
            "born" => return Some(self.is_born(number, before, behind_word)),
            "gave" => return Some(behind_word.starts_with(" birth") && self.is_of_one(before)),
            "ganwyd" | "ganed" => return Some(number == 0),
            _ if TURNS.contains(&word) => return Some(self.is_turned(word, before, behind_word)),
            _ => {}
        }
        // `at 03.12`
        let is_number = word.starts_with(|c: char| c.is_ascii_digit());
        self.numbers += usize::from(is_number);
        if self.numbers > MOST_NUMBERS || !is_number && !self.leads(word, start) {
            return Some(false);
        }
        if matches!(
            word,
            "was"
                | "is"
                | "were"
                | "being"
                | "as"
                | "will"
                | "would"
                | "day"
                | "when"
                | "which"
                | "oedd"
                | "yw"
        ) {
            self.verb = word;
        }
        self.at = start + word.len();
        None
    }

    /// Whether a word may stand between the day and what says it.
    fn leads(&self, word: &str, start: usize) -> bool {
        let bare = without_possessive(word);
        // `Child A`, `18th`, `03.12`
        let is_mark = bare.len() <= 2 && !matches!(bare, "to" | "by" | "of" | "if" | "no" | "we" | "in");
        let is_name = || {
            self.written[start..].starts_with(char::is_uppercase)
                && given(&as_name(bare)) == Some(Given::Plain)
        };
        LEADING.contains(&word) || is_mark || is_one(bare) || is_ordinal_word(word) || is_name()
    }

    /// Whether nothing but whose birth it is follows what the day is called.
    fn ends(&self, rest: &str) -> bool {
        let rest = without_whose(rest.trim_start_matches('.'));
        let is_said = !self.verb.is_empty();
        let is_remark = self.sign == Sign::Bracket;
        let rest = rest.trim_start_matches(['*', '_', '"', '\'', '\u{2019}', '\u{201d}']);
        let Some(first) = rest.chars().next() else { return self.behind.len() < REACH };
        // `3 May 2024: DOB, address and school were checked`
        let is_list = first == ',' && self.sign == Sign::Other && !is_said;
        if matches!(first, '.' | ',' | ';' | ':' | ')' | ']' | '}' | '<' | '|' | '\t' | '\r' | '?' | '!') {
            return !is_list;
        }
        let next = rest.trim_start_matches([' ', '.']);
        next.is_empty()
            || next.starts_with(['(', '[', '|', '\u{2013}', '\u{2014}', '-', '/', '='])
            || is_said && GOES_ON.contains(&word_at(next, 0))
            || is_remark && SOURCES.contains(&word_at(next, 0))
    }

    /// `– birth of Child A`; no `birth plan`, no `birth registered`.
    fn is_birth_itself(&self, rest: &str) -> bool {
        let is_set_off = self.behind.trim_start().starts_with(['*', '_', '"', '\u{201c}']);
        (self.sign != Sign::None || is_set_off) && self.verb.is_empty() && self.ends(rest)
    }

    /// `Child A was born`, `the day he was born`, `(born)`; no `Child A was born in 2009`, of which the day is another one.
    fn is_born(&self, number: usize, before: &str, rest: &str) -> bool {
        let clause = rest.split(['.', ';', ':', '|', '\t']).next().unwrap_or_default();
        let is_year = |word: &str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
        let is_other_year = clause.split(|c: char| !c.is_alphanumeric()).any(is_year);
        // `due on 3 May 2024 and born that day`
        if [" that day", " on that day", " the same day"].iter().any(|day| rest.starts_with(day)) {
            return true;
        }
        let at = self.behind.len() - rest.len() - "born".len();
        if is_called_after_births(&self.written[at..]) {
            return false;
        }
        if number == 0 {
            return !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-') && !is_other_year;
        }
        let whose = [" was", " is", " were", " being"].iter().find_map(|verb| before.strip_suffix(*verb));
        if is_of_whoever(whose.unwrap_or(before), rest) {
            return false;
        }
        let is_entry =
            self.sign == Sign::None && begins_sentence(self.lead) && !self.lead.trim_end().ends_with("on");
        let is_short = whose.is_none() && (matches!(self.sign, Sign::Other | Sign::Bracket) || is_entry);
        !is_other_year
            && (whose.is_some_and(|whose| self.is_of_one(whose)) || is_short && self.is_of_one(before))
    }

    /// `she turned 18`, `Child A will be 18`; no `she was 18`, which she is on many days.
    fn is_turned(&self, verb: &str, before: &str, rest: &str) -> bool {
        let before = [" will", " would", " would have", " had", " has"]
            .iter()
            .find_map(|modal| before.strip_suffix(*modal))
            .map_or((before, false), |lead| (lead, true));
        if matches!(verb, "be" | "been" | "turn" | "become" | "reach" | "attain") && !before.1 {
            return false;
        }
        let rest = rest.trim_start_matches(' ');
        let rest = ["the age of ", "age "].iter().find_map(|age| rest.strip_prefix(*age)).unwrap_or(rest);
        let age = rest.split([' ', ',', '.', ')', ';', '|', '\t']).next().unwrap_or_default();
        let behind = &rest[age.len()..];
        let behind = [" years old", " years of age", " years"]
            .iter()
            .find_map(|unit| behind.strip_prefix(*unit))
            .unwrap_or(behind);
        let next = behind.trim_start_matches(' ');
        let is_whole = next.is_empty()
            || next.starts_with([',', '.', ')', ';', '|', '\t', '(', '\u{2013}', '-'])
            || GOES_ON.contains(&word_at(next, 0));
        is_age(age) && is_whole && self.is_of_one(before.0) && !is_any(before.0)
    }

    /// Whether words end in one person, of whom the day is told and not only something else: `seen on 3 May, she was born in Leeds`.
    fn is_of_one(&self, words: &str) -> bool {
        let is_told = matches!(self.verb, "day" | "when" | "which")
            || self.sign == Sign::None
            || begins_sentence(self.lead);
        is_told && ends_in_one(words)
    }
}

/// Whether words in small letters end in what a day of birth is called, with nothing but signs behind.
pub(super) fn ends_in_name(words: &str) -> bool {
    let words = words.trim_end_matches([' ', ':', '-', '=', '.', '*', '_', '"', '\t', '|', '\u{2013}']);
    NAMES
        .iter()
        .any(|name| words.strip_suffix(*name).is_some_and(|lead| !lead.ends_with(char::is_alphanumeric)))
}

fn first_sign(signs: &str) -> Sign {
    match signs.trim_start_matches([' ', '*', '_', '"', '\'', '\u{2018}', '\u{201c}']).chars().next() {
        None => Sign::None,
        Some(',') => Sign::Comma,
        Some('(' | '[') => Sign::Bracket,
        Some(_) => Sign::Other,
    }
}

fn begins_with_word(words: &str, name: &str) -> bool {
    words.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_said(text: &str) -> bool {
        let end = text.find("2014").unwrap() + 4;
        let lead = text[..text.find("12 March").unwrap()].to_ascii_lowercase();
        is_said_behind(text, end, &lead)
    }

    #[test]
    fn what_follows_a_day_may_say_that_it_is_one_of_birth() {
        for text in [
            "12 March 2014 was his date of birth",
            "12 March 2014 (DOB)",
            "12 March 2014 \u{2013} date of birth of Child A",
            "12 March 2014: date of birth (mother)",
            "12 March 2014 (born)",
            "12 March 2014 = DOB",
            "12 March 2014 is given as her date of birth on the form",
            "12 March 2014, the day he was born",
            "12 March 2014, the day on which Child A was born",
            "On 12 March 2014 Child A was born at home",
            "On 12 March 2014, mother gave birth",
            "On 12 March 2014 at 03.12 the twins were born",
            "On 12 March 2014 Rosie was born",
            "12 March 2014: Child A born",
            "| 12 March 2014 | Baby born |",
            "12 March 2014 - birth of Child A",
            "12 March 2014: Birth.",
            "Ar 12 March 2014 ganwyd y plentyn",
            "12 March 2014 (dyddiad geni)",
            "On 12 March 2014 he turned 18",
            "On 12 March 2014, her 18th birthday, she left",
            "12 March 2014: Child A turns 18.",
            "On 12 March 2014 she will be eighteen",
            "| 12 March 2014 | Midwifery | Child A born at home |",
            "12 March 2014 Baby born at home",
            "due on 12 March 2014 and was born that day",
        ] {
            assert!(is_said(text), "{text}");
        }
        for text in [
            "12 March 2014: date of birth checked against the register",
            "12 March 2014: DOB, address and school confirmed",
            "On 12 March 2014 the date of birth was corrected",
            "12 March 2014 - birth registered",
            "12 March 2014 (birthday party of the service)",
            "On 12 March 2014 children born in the county were counted",
            "Told on 12 March 2014 that she was born in Leeds",
            "Seen on 12 March 2014, she was born in Leeds",
            "Reviewed on 12 March 2014: Child A was born early and",
            "12 March 2014 \u{2013} Child A born 2009",
            "| 12 March 2014 | Born in Leeds in 2012 |",
            "12 March 2014. She was born in Leeds.",
            "| 12 March 2014 | Clerk | Date of birth |",
            "12 March 2014, a week before her 18th birthday",
            "On 12 March 2014 the programme was born",
            "On 12 March 2014 our service turned five",
            "On 12 March 2014 those who turn 18",
            "On 12 March 2014 she was 18",
            "On 12 March 2014 he turned 5 pages",
            "12 March 2014",
        ] {
            assert!(!is_said(text), "{text}");
        }
        assert!(!is_said(&format!("12 March 2014 {}", "the ".repeat(99))));
    }
}
