//! What labels say of a number: whose register it is of, and that it is a number.
//!
//! A label is read from the number backwards: signs, words that join (`was recorded as`), words for a number (`no`, `ref`, `ID`), remarks
//! in brackets, and then what the number is of.

use std::ops::ControlFlow;
use std::sync::LazyLock;

use ahash::{HashMap, HashMapExt as _, HashSet};

use crate::identity::text::{is_possessive, label_before, last_word, without_signs, word_at};

use super::registers::{REGISTERS, Register, Says};

/// A word for a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    One,
    /// `passport numbers`, which may as well be how many there are.
    Several,
}

/// What a label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) register: Register,
    /// The word by which it says that what follows is a number: `hospital no`, `MRN`; `patient` alone has none.
    pub(super) number: Option<Number>,
    /// Whether it ends in a sign behind which something is told: `hospital:`.
    pub(super) is_signed: bool,
    /// Whether there are other words between: `passport number of the aunt:`.
    pub(super) is_loose: bool,
    /// Whether the name of the register is a word of the language.
    pub(super) is_word: bool,
}

impl Label {
    /// Whether what follows is told as a number, by a word or by a sign.
    pub(super) fn is_number(self) -> bool {
        self.number.is_some() || self.is_signed && !self.is_loose
    }
}

/// Words for a number, and whether each is one for several.
const NUMBERS: [(&str, Number); 19] = [
    ("no", Number::One),
    ("nos", Number::Several),
    ("number", Number::One),
    ("numbered", Number::One),
    ("numbers", Number::Several),
    ("num", Number::One),
    ("nr", Number::One),
    ("ref", Number::One),
    ("refs", Number::Several),
    ("reference", Number::One),
    ("references", Number::Several),
    ("id", Number::One),
    ("ids", Number::Several),
    ("identifier", Number::One),
    ("identifiers", Number::Several),
    ("identification", Number::One),
    ("rhif", Number::One),
    ("cyfeirnod", Number::One),
    ("cyf", Number::One),
];

/// Words that may stand between what a number is of and the number.
const BETWEEN: [&str; 50] = [
    "s", "is", "was", "are", "were", "be", "been", "being", "as", "the", "of", "on", "at", "in", "under",
    "to", "a", "an", "his", "her", "their", "its", "uk", "gb", "british", "recorded", "given", "shown",
    "listed", "noted", "entered", "quoted", "stated", "written", "printed", "logged", "down", "put", "read",
    "reads", "card", "with", "which", "bearing", "ending", "case", "record", "file", "form", "episode",
];

/// Blanks, signs by which words are set off, and edges of cells.
const SET_OFF: [char; 5] = [' ', '*', '_', '|', '\t'];

/// Words between what a number is of and the number that are none of these.
const MOST_BETWEEN: usize = 5;
/// Words of a label.
const MOST_WORDS: usize = 14;

/// Reads the label right before a byte.
pub(super) fn label_at(text: &str, at: usize) -> Option<Label> {
    if is_behind_other_word(text, at) { None } else { label(&label_before(text, at, REACH)) }
}

/// Furthest that a label stands before its number, in bytes.
const REACH: usize = 64;

/// Whether a word that says nothing of a number stands before a byte, with one sign between. So it is with nearly every number, and
/// nothing more need be read. Behind a colon, a bracket or the end of a line more than the last word counts.
fn is_behind_other_word(text: &str, at: usize) -> bool {
    const LONGEST: usize = 24;
    let [before @ .., b' ' | b'/' | b',' | b'-' | b'.' | b'"' | b'(' | b'='] = &text.as_bytes()[..at] else {
        return false;
    };
    let length = before.iter().rev().take(LONGEST).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let is_word = before.len().checked_sub(length + 1).is_none_or(|lead| before[lead].is_ascii());
    let mut word = [0; LONGEST];
    let word = &mut word[..length];
    word.copy_from_slice(&before[before.len() - length..]);
    word.make_ascii_lowercase();
    let is_known = |word: &[u8]| str::from_utf8(word).is_ok_and(|word| KNOWN.contains_key(word));
    is_word && (1..LONGEST).contains(&length) && !is_known(word)
}

/// Reads the label at the end of some words in small letters.
pub(super) fn label(words: &str) -> Option<Label> {
    let mut reading = Reading {
        words,
        rest: words,
        number: None,
        others: 0,
        is_signed: words.trim_end_matches(SET_OFF).ends_with([':', '#', '=']),
        is_said: is_said(words),
        is_in_brackets: false,
        of_log: None,
    };
    let read = (0..MOST_WORDS).find_map(|at| match reading.step(at) {
        ControlFlow::Break(label) => Some(label),
        ControlFlow::Continue(()) => None,
    });
    read.flatten().or(reading.of_log)
}

/// The words in which what a label is of ends, and those for a number.
pub(in crate::identity) fn last_words() -> impl Iterator<Item = &'static str> {
    let numbers = NUMBERS.iter().map(|(word, _)| *word);
    numbers.chain(LAST.keys().copied()).chain(GLUED.iter().map(String::as_str))
}

/// The words that may stand between those and the number.
pub(in crate::identity) fn words_between() -> impl Iterator<Item = &'static str> {
    BETWEEN.into_iter()
}

/// How far a label was read.
struct Reading<'w> {
    words: &'w str,
    /// The words before those that were read.
    rest: &'w str,
    number: Option<Number>,
    /// How many words were read that join nothing.
    others: usize,
    is_signed: bool,
    is_said: bool,
    is_in_brackets: bool,
    /// The label of a call or a case, where nothing before it says whose: `Mosaic case ref`, `crime incident log`.
    of_log: Option<Label>,
}

impl Reading<'_> {
    /// Reads one more word: to the end of the label, or to where there is none.
    fn step(&mut self, at: usize) -> ControlFlow<Option<Label>> {
        let bare = without_signs(self.rest);
        let signs = &self.rest[bare.len()..];
        self.is_in_brackets =
            (self.is_in_brackets || signs.contains([')', ']'])) && !signs.contains(['(', '[']);
        let is_parted = at > 0 && signs.contains([';', '?', '!']);
        if is_parted || self.others > 0 && signs.contains(['|', '\t']) {
            return ControlFlow::Break(None);
        }
        let word = last_word(bare);
        let known = KNOWN.get(word).copied().unwrap_or_default();
        let named = known.ends_register.then(|| self.named(bare, word)).flatten();
        if let Some(label) = named.filter(|label| label.register == Register::Log) {
            self.of_log = self.of_log.or(Some(label));
        } else if let Some(label) = named {
            // `patient number (RiO)`
            let is_remark = self.is_in_brackets && label.number.is_none() && self.leave_brackets(bare);
            return if is_remark { ControlFlow::Continue(()) } else { ControlFlow::Break(Some(label)) };
        }
        if word.is_empty() {
            return ControlFlow::Break(None);
        }
        self.rest = &bare[..bare.len() - word.len()];
        if named.is_some() {
        } else if let Some(said) = known.number {
            let is_count = is_of_several(&self.words[bare.len()..])
                || word == "numbered" && last_word(without_signs(self.rest)).ends_with('s');
            let said = if is_count { Number::Several } else { said };
            self.number = self.number.filter(|number| *number == Number::Several).or(Some(said));
        } else if !known.joins {
            let is_word = !word.bytes().any(|byte| byte.is_ascii_digit());
            if let Some(label) = known.is_glued.then(|| self.glued(bare, word)).flatten() {
                return ControlFlow::Break(Some(label));
            } else if self.is_in_brackets && self.leave_brackets(bare) {
            } else if self.is_said && self.others < MOST_BETWEEN && is_word {
                self.others += 1;
            } else {
                return ControlFlow::Break(None);
            }
        }
        ControlFlow::Continue(())
    }

    /// Goes on before the bracket that some words stand in; whether there is one.
    fn leave_brackets(&mut self, words: &str) -> bool {
        let open = words.rfind(['(', '[']).filter(|open| *open > 0);
        if let Some(open) = open {
            self.rest = &self.rest[..open];
            self.is_in_brackets = false;
        }
        open.is_some()
    }

    fn label(&self, register: Register, says: Says, is_own: bool) -> Label {
        let number = self.number.or(is_own.then_some(Number::One));
        let is_word = says == Says::Nothing;
        Label { register, number, is_signed: self.is_signed, is_loose: self.others > 0, is_word }
    }

    /// The label whose register is named at the end of some words.
    fn named(&self, bare: &str, last: &str) -> Option<Label> {
        // `cyfeirnod achos`, `rhif y claf`
        const BEFORE: [&str; 3] = ["rhif", "cyfeirnod", "cyf"];
        let (register, says, lead) = register_at_end(bare, last)?;
        let lead = lead.strip_suffix(" y ").or_else(|| lead.strip_suffix(" yr ")).unwrap_or(lead);
        if says == Says::Nothing && is_of_body(lead) {
            return None;
        }
        let is_own =
            says == Says::Number || ends_in_number(bare) || BEFORE.contains(&last_word(without_signs(lead)));
        // `Paris, number 12345` is the number of something else.
        let is_apart = self.rest[bare.len()..].starts_with(',');
        let is_number = self.number.is_some() && !is_apart;
        // `number of Mosaic records`
        let next = self.words[bare.len()..].strip_prefix(' ').map_or("", |rest| word_at(rest, 0));
        let is_count = is_plural(next) && lead.trim_end().ends_with("number of");
        let label =
            (is_own || is_number || says != Says::Nothing).then(|| self.label(register, says, is_own))?;
        Some(if is_count { Label { number: Some(Number::Several), ..label } } else { label })
    }

    /// The label of a word that has one for a number, or the sign of several, right behind what it is of: `hospitalno`, `patients`.
    fn glued(&self, bare: &str, word: &str) -> Option<Label> {
        NUMBERS.iter().map(|(word, _)| *word).chain(["s"]).find_map(|end| {
            let stem = word.strip_suffix(end)?;
            let (register, says, _) = register_at_end(&bare[..bare.len() - end.len()], stem)?;
            // `patients: 12345` are so many.
            let is_number = end != "s";
            let mut label = self.label(register, says, is_number);
            // `tenants numbered 12345`
            if !is_number && self.words[bare.len()..].trim_start().starts_with("numbered") {
                label.number = Some(Number::Several);
            }
            (is_number || self.number.is_some() || says != Says::Nothing)
                .then_some(Label { is_signed: label.is_signed && is_number, ..label })
        })
    }
}

/// The last word of each name of a register, with the places in the list of those that have such a name: nearly no word is one of
/// these, and there are dozens of registers with hundreds of names.
static LAST: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut last: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, (.., names)) in REGISTERS.iter().enumerate() {
        for word in names.last_words() {
            let places = last.entry(word).or_default();
            if places.last() != Some(&at) {
                places.push(at);
            }
        }
    }
    last
});

/// Last words of the names of registers with a word for a number, or the sign of several, right behind them. Nearly no word ends so.
static GLUED: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let ends = || NUMBERS.iter().map(|(word, _)| *word).chain(["s"]);
    LAST.keys().flat_map(|last| ends().map(move |end| format!("{last}{end}"))).collect()
});

/// What a word may be to a label.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    /// It is the last one of the name of a register.
    ends_register: bool,
    /// It may stand between what a number is of and the number.
    joins: bool,
    /// It says that what follows is a number.
    number: Option<Number>,
    /// It is one of [`GLUED`].
    is_glued: bool,
}

/// Every word that says anything: nearly no word before a number does, and each is asked for once.
static KNOWN: LazyLock<HashMap<&'static str, Known>> = LazyLock::new(|| {
    let mut known: HashMap<&str, Known> = HashMap::new();
    for word in LAST.keys() {
        known.entry(word).or_default().ends_register = true;
    }
    for word in GLUED.iter() {
        known.entry(word).or_default().is_glued = true;
    }
    for word in BETWEEN {
        known.entry(word).or_default().joins = true;
    }
    for (word, number) in &NUMBERS {
        let word = known.entry(word).or_default();
        (word.joins, word.number) = (true, Some(*number));
    }
    known
});

/// The register that is named at the end of some words, of which the last one is given, with what its name says by itself and the words
/// before it.
fn register_at_end<'w>(words: &'w str, last: &str) -> Option<(Register, Says, &'w str)> {
    LAST.get(last)?.iter().find_map(|at| {
        let (register, says, names) = &REGISTERS[*at];
        Some((*register, *says, names.lead_right_at(words)?))
    })
}

/// Whether what stands right behind a word for a number says how many there are of something: ` of requests: `.
fn is_of_several(behind: &str) -> bool {
    const MOST_WORDS: usize = 3;
    const WHOSE: [&str; 8] = ["the", "his", "her", "their", "this", "its", "that", "each"];
    let Some(rest) = behind.strip_prefix(" of ") else { return false };
    let words = rest.split(' ').take(MOST_WORDS).map(|word| (word, word_at(word, 0)));
    // `Child A's parents` are somebody.
    let words = words.take_while(|(written, word)| {
        word.len() > 2 && !is_possessive(written) && !WHOSE.contains(word) && !matches!(*word, "was" | "is")
    });
    words.map(|(_, word)| word).any(is_plural)
}

/// Whether a word is one for several: `requests`, `children`.
fn is_plural(word: &str) -> bool {
    word.len() > 3 && word.ends_with('s') && word != "this"
        || matches!(word, "people" | "children" | "men" | "women")
}

/// Whether the words before what a number is of say that it is called so, as a charity or a company is: `registered charity: `.
fn is_of_body(lead: &str) -> bool {
    const BODIES: [&str; 6] = ["charity", "charities", "company", "companies", "elusen", "cwmni"];
    const MOST_OF_NAME: usize = 3;
    let is_body = |words: &str| BODIES.contains(&last_word(words));
    let lead = lead.trim_end_matches(SET_OFF);
    match lead.rsplit_once(':') {
        Some((body, name)) => is_body(body) && name.split_whitespace().count() <= MOST_OF_NAME,
        None => is_body(lead) && lead.contains("registered "),
    }
}

/// Whether words end as those do behind which something is said: `:`, `was`, `recorded as`.
fn is_said(words: &str) -> bool {
    let words = words.trim_end_matches(SET_OFF);
    words.ends_with(':')
        || [" is", " was", " as", " are", " were", " reads"].iter().any(|end| words.ends_with(end))
}

/// Whether some words end in one for a number: `staff no`.
pub(super) fn ends_in_number(words: &str) -> bool {
    KNOWN.get(last_word(words)).is_some_and(|known| known.number.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_passed_over_has_no_label() {
        let corpus = concat!(
            include_str!("../../../tests/corpora/identity/leaks.txt"),
            include_str!("../../../tests/corpora/identity/near-misses.txt"),
        );
        let mut passed = 0;
        for (at, _) in corpus.match_indices(|c: char| c.is_ascii()) {
            if is_behind_other_word(corpus, at + 1) {
                passed += 1;
                assert_eq!(label(&label_before(corpus, at + 1, REACH)), None, "{}", &corpus[..at]);
            }
        }
        assert!(passed > 5_000, "{passed}");
    }

    #[test]
    fn labels_are_read_backwards() {
        for (words, register) in [
            ("passport number (uk) ", Register::Passport),
            ("passport number was recorded as ", Register::Passport),
            ("passport number (copied from the form): ", Register::Passport),
            ("passport number of the child's mother: ", Register::Passport),
            ("(passport number) ", Register::Passport),
            ("the nhs no. is ", Register::Nhs),
            ("hospitalno ", Register::Hospital),
            ("care first number ", Register::Record),
            ("immigration reference number: ", Register::Record),
            ("| custody number | ", Register::Record),
        ] {
            assert!(
                label(words).is_some_and(|label| label.register == register && label.number.is_some()),
                "{words}"
            );
        }
        for words in [
            "custody number of detentions: ",
            "social care number of requests received: ",
            "social care number of open cases was ",
            "number of mosaic records: ",
            "tenants numbered ",
            "pupils numbered ",
            "client numbers: ",
        ] {
            assert!(label(words).is_none_or(|label| label.number == Some(Number::Several)), "{words}");
        }
        for words in [
            "mosaic number of child a's parents: ",
            "passport number of his parents: ",
            "number of the child's passport: ",
            "file numbered ",
        ] {
            assert!(label(words).is_none_or(|label| label.number != Some(Number::Several)), "{words}");
        }
        for words in [
            "registered charity: child (number ",
            "charity: the young person (no. ",
            "passport office asked ",
            "patient said; the case was ",
            "in paris, number ",
            "child, no ",
            "number ",
            ": ",
            "",
        ] {
            assert!(label(words).is_none(), "{words}");
        }
    }
}
