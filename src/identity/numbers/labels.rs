//! What labels say of a number: whose register it is of, and that it is a number.
//!
//! A label is read from the number backwards: signs, words that join (`was recorded as`), words for a number (`no`, `ref`, `ID`), remarks
//! in brackets, and then what the number is of.

use std::ops::ControlFlow;
use std::sync::LazyLock;

use ahash::{HashMap, HashSet};

use crate::identity::text::{Phrases, last_word, without_signs};

/// What a number is of, by its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Register {
    Nhs,
    Chi,
    Passport,
    Hospital,
    /// Those of prisons: a letter, four digits and two letters.
    Prison,
    /// Records and cards of which each has a number.
    Record,
}

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
}

impl Label {
    /// Whether what follows is told as a number, by a word or by a sign.
    pub(super) fn is_number(self) -> bool {
        self.number.is_some() || self.is_signed && !self.is_loose
    }
}

/// Names of registers, and whether each says by itself that a number follows.
static REGISTERS: [(Register, bool, Phrases); 9] = [
    (Register::Nhs, false, Phrases::new(&["nhs", "n.h.s"])),
    (Register::Nhs, true, Phrases::new(&["h&c", "hsc", "health and care", "rhif gig"])),
    (Register::Chi, false, Phrases::new(&["chi", "c.h.i", "community health index"])),
    (Register::Passport, false, Phrases::new(&["passport", "passports", "pasbort"])),
    (Register::Prison, false, Phrases::new(&["prison", "prisoner", "inmate", "hmp", "carchar"])),
    (Register::Hospital, true, Phrases::new(&["mrn", "crn", "pas", "hospital_number"])),
    (
        Register::Hospital,
        false,
        Phrases::new(&[
            "hospital",
            "ysbyty",
            "claf",
            "patient",
            "unit",
            "case note",
            "casenote",
            "hosp",
            "medical record",
            "rio",
            "systmone",
        ]),
    ),
    (
        Register::Record,
        true,
        Phrases::new(&[
            "noms",
            "nomis",
            "pnc",
            "police national computer",
            "cro",
            "liquidlogic",
            "liquid logic",
            "mosaic",
            "carefirst",
            "care first",
            "delius",
            "wccis",
        ]),
    ),
    (
        Register::Record,
        false,
        Phrases::new(&[
            "custody",
            "crime",
            "ambulance",
            "ambulance incident",
            "police incident",
            "fire incident",
            "occurrence",
            "lcs",
            "asn",
            "ho",
            "port reference",
            "port ref",
            "case file",
            "asylum",
            "asylum support",
            "asylum claim",
            "travel document",
            "birth certificate",
            "student",
            "unique learner",
            "candidate",
            "police reference",
            "police ref",
            "custody record",
            "police record",
            "police custody",
            "arrest summons",
            "eclipse",
            "swift",
            "ics",
            "icms",
            "lac",
            "client",
            "service user",
            "person id",
            "person identifier",
            "pupil id",
            "social care",
            "social services",
            "housing",
            "home office",
            "immigration",
            "unhcr",
            "arc",
            "tenancy",
            "driving licence",
            "driving license",
            "driver's licence",
            "driver\u{2019}s licence",
            "driver",
            "oasys",
            "icat",
            "identity card",
            "visa",
            "residence permit",
            "brp",
            "payroll",
            "staff number",
            "staff no",
            "claim reference",
            "case id",
            "marac",
            "marac case",
            "mash reference",
            "mash ref",
        ]),
    ),
];

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
    ("code", Number::One),
];

/// Words that may stand between what a number is of and the number.
const BETWEEN: [&str; 49] = [
    "s", "is", "was", "are", "were", "be", "been", "being", "as", "the", "of", "on", "at", "in", "under",
    "to", "a", "an", "his", "her", "their", "its", "uk", "gb", "british", "recorded", "given", "shown",
    "listed", "noted", "entered", "quoted", "stated", "written", "printed", "logged", "down", "put", "read",
    "reads", "card", "with", "which", "bearing", "ending", "case", "record", "file", "form",
];

/// Blanks, signs by which words are set off, and edges of cells.
const SET_OFF: [char; 5] = [' ', '*', '_', '|', '\t'];

/// Words between what a number is of and the number that are none of these.
const MOST_BETWEEN: usize = 5;
/// Words of a label.
const MOST_WORDS: usize = 14;

/// Reads the label at the end of some words in small letters.
pub(super) fn label(words: &str) -> Option<Label> {
    let mut reading = Reading {
        rest: words,
        number: None,
        others: 0,
        is_signed: words.trim_end_matches(SET_OFF).ends_with([':', '#', '=']),
        is_said: is_said(words),
        is_in_brackets: false,
    };
    for at in 0..MOST_WORDS {
        if let ControlFlow::Break(label) = reading.step(at) {
            return label;
        }
    }
    None
}

/// The words in which what a label is of ends, and those for a number.
pub(in crate::identity) fn last_words() -> impl Iterator<Item = &'static str> {
    let numbers = NUMBERS.iter().map(|(word, _)| *word);
    numbers.chain(LAST.iter().copied()).chain(GLUED.iter().map(String::as_str))
}

/// The words that may stand between those and the number.
pub(in crate::identity) fn words_between() -> impl Iterator<Item = &'static str> {
    BETWEEN.into_iter()
}

/// How far a label was read.
struct Reading<'w> {
    /// The words before those that were read.
    rest: &'w str,
    number: Option<Number>,
    /// How many words were read that join nothing.
    others: usize,
    is_signed: bool,
    is_said: bool,
    is_in_brackets: bool,
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
        if let Some(label) = self.named(bare) {
            // `patient number (RiO)`
            let is_remark = self.is_in_brackets && label.number.is_none() && self.leave_brackets(bare);
            return if is_remark { ControlFlow::Continue(()) } else { ControlFlow::Break(Some(label)) };
        }
        let word = last_word(bare);
        if word.is_empty() {
            return ControlFlow::Break(None);
        }
        self.rest = &bare[..bare.len() - word.len()];
        let joins = JOINING.get(word);
        if let Some(said @ Some(_)) = joins {
            self.number = self.number.filter(|number| *number == Number::Several).or(*said);
        } else if joins.is_none() {
            let is_word = !word.bytes().any(|byte| byte.is_ascii_digit());
            if let Some(label) = self.glued(bare) {
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

    fn label(&self, register: Register, is_own: bool) -> Label {
        let number = self.number.or(is_own.then_some(Number::One));
        Label { register, number, is_signed: self.is_signed, is_loose: self.others > 0 }
    }

    /// The label whose register is named at the end of some words.
    fn named(&self, bare: &str) -> Option<Label> {
        let (register, is_own) = register_at_end(bare, last_word(bare))?;
        Some(self.label(register, is_own || ends_in_number(bare)))
    }

    /// The label of a word that has one for a number, or the sign of several, right behind what it is of: `hospitalno`, `patients`.
    fn glued(&self, bare: &str) -> Option<Label> {
        let word = last_word(bare);
        if !GLUED.contains(word) {
            return None;
        }
        NUMBERS.iter().map(|(word, _)| *word).chain(["s"]).find_map(|end| {
            let stem = word.strip_suffix(end)?;
            let (register, is_own) = register_at_end(&bare[..bare.len() - end.len()], stem)?;
            let label = self.label(register, is_own || end != "s");
            // `patients: 12345` are so many.
            Some(Label { is_signed: label.is_signed && end != "s", ..label })
        })
    }
}

/// The last word of each name of a register: nearly no word is one of these, and there are dozens of names.
static LAST: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| REGISTERS.iter().flat_map(|(.., names)| names.last_words()).collect());

/// Last words of the names of registers with a word for a number, or the sign of several, right behind them. Nearly no word ends so.
static GLUED: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let ends = || NUMBERS.iter().map(|(word, _)| *word).chain(["s"]);
    LAST.iter().flat_map(|last| ends().map(move |end| format!("{last}{end}"))).collect()
});

/// Words that may stand between what a number is of and the number, each with what it says of the number.
static JOINING: LazyLock<HashMap<&'static str, Option<Number>>> = LazyLock::new(|| {
    let between = BETWEEN.iter().map(|word| (*word, None));
    between.chain(NUMBERS.iter().map(|(word, number)| (*word, Some(*number)))).collect()
});

/// The register that is named at the end of some words, of which the last one is given, and whether it says by itself that a number
/// follows.
fn register_at_end(words: &str, last: &str) -> Option<(Register, bool)> {
    if !LAST.contains(last) {
        return None;
    }
    let (register, is_own, _) = REGISTERS.iter().find(|(.., names)| names.end_right_at(words.as_bytes()))?;
    Some((*register, *is_own))
}

/// Whether words end as those do behind which something is said: `:`, `was`, `recorded as`.
fn is_said(words: &str) -> bool {
    let words = words.trim_end_matches(SET_OFF);
    words.ends_with(':')
        || [" is", " was", " as", " are", " were", " reads"].iter().any(|end| words.ends_with(end))
}

/// Whether a name of a register ends in a word for a number itself: `staff no`.
fn ends_in_number(words: &str) -> bool {
    let word = last_word(words);
    matches!(JOINING.get(word), Some(Some(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

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
        for words in ["passport office asked ", "patient said; the case was ", "number ", ": ", ""] {
            assert!(label(words).is_none(), "{words}");
        }
    }
}
