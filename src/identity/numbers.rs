//! Numbers that stand for one person: with a check digit, or with a label.

use std::ops::Range;

use super::hit::{Hit, Kind};
use super::tables::column_heading;
use super::text::{Phrases, after, before, label_before, stands_alone};

/// Digits that belong together, with what people put between them.
#[derive(Debug, Clone)]
pub(super) struct Digits<'t> {
    text: &'t str,
    /// Where each group stands.
    pub(super) groups: Vec<Range<usize>>,
    /// How many digits they have in all.
    pub(super) count: usize,
}

impl<'t> Digits<'t> {
    /// Reads groups of digits with one blank, hyphen, dot or end of a line or cell between.
    pub(super) fn read(text: &'t str, start: usize) -> Self {
        const MOST: usize = 20;
        let bytes = text.as_bytes();
        let mut digits = Self { text, groups: Vec::new(), count: 0 };
        let mut at = start;
        loop {
            let from = at;
            while bytes.get(at).is_some_and(u8::is_ascii_digit) {
                at += 1;
            }
            digits.groups.push(from..at);
            digits.count += at - from;
            match Self::go_on(bytes, at) {
                Some(next) if digits.count <= MOST => at = next,
                _ => return digits,
            }
        }
    }

    /// Where the next group begins, should one belong to a group that ends at a byte.
    pub(super) fn go_on(bytes: &[u8], end: usize) -> Option<usize> {
        let between = match bytes.get(end..) {
            Some([b' ' | b'-' | b'.' | b'\n' | b'\t', ..]) => 1,
            Some([0xC2, 0xA0, ..]) => 2,
            Some([0xE2, 0x80, 0x90..=0x93 | 0x89 | 0xAF, ..] | [b'%', b'2', b'0', ..]) => 3,
            _ => return None,
        };
        let next = end + between;
        bytes.get(next).is_some_and(u8::is_ascii_digit).then_some(next)
    }

    /// Whether these digits are the first ones; a group goes on from the one before it.
    pub(super) fn begin_with(&self, first: &str) -> bool {
        let digits = self.groups.iter().flat_map(|group| self.text[group.clone()].bytes());
        digits.take(first.len()).eq(first.bytes())
    }

    /// Whether the first groups are of these lengths.
    fn fit(&self, lengths: &[usize]) -> bool {
        self.groups.iter().map(Range::len).take(lengths.len()).eq(lengths.iter().copied())
    }

    /// The digits of the first groups, where these are of these lengths, and the byte behind them.
    fn shaped(&self, lengths: &[usize]) -> Option<(String, usize)> {
        self.fit(lengths).then(|| {
            let groups = &self.groups[..lengths.len()];
            let digits = groups.iter().map(|group| &self.text[group.clone()]).collect();
            (digits, groups.last().map_or(0, |group| group.end))
        })
    }
}

/// Phrases by which ten digits are said to be an NHS number.
static NHS: Phrases = Phrases::new(&["nhs", "nhs no", "nhs number", "nhs_number"]);
static CHI: Phrases = Phrases::new(&["chi", "chi number", "community health index"]);
static ISBN: Phrases = Phrases::new(&["isbn", "isbn-10", "isbn 10"]);
/// Phrases by which a number is said to be something else.
static OTHERWISE: Phrases = Phrases::new(&[
    "ref",
    "reference",
    "refs",
    "isbn",
    "isbn-10",
    "issn",
    "doi",
    "order",
    "invoice",
    "ticket",
    "charity",
    "company",
    "account",
    "job",
    "contract",
    "tender",
    "licence",
    "policy",
    "serial",
    "uprn",
    "id",
    "case",
    "grant",
    "foi",
    "registration",
    "registered",
    "version",
    "item",
    "code",
]);
static INSURANCE: Phrases = Phrases::new(&[
    "nino",
    "ni",
    "ni number",
    "national insurance",
    "yswiriant gwladol",
    "rhif yswiriant gwladol",
]);
static PASSPORT: Phrases = Phrases::new(&["passport", "passports"]);
static HOSPITAL: Phrases = Phrases::new(&[
    "hospital",
    "mrn",
    "patient",
    "patient id",
    "patient identifier",
    "unit",
    "case note",
    "casenote",
    "hosp",
    "medical record",
    "hospital_number",
    "pas",
    "crn",
    "rio",
    "systmone",
]);

/// Systems and lists that give a person a number of their own.
static RECORD: Phrases = Phrases::new(&[
    "noms",
    "noms id",
    "pnc",
    "pnc id",
    "police national computer",
    "cro",
    "custody record",
    "arrest summons",
    "liquidlogic",
    "liquidlogic id",
    "mosaic",
    "mosaic id",
    "carefirst",
    "carefirst id",
    "eclipse id",
    "swift id",
    "client id",
    "client no",
    "client number",
    "service user id",
    "service user no",
    "service user number",
    "person id",
    "pupil id",
    "student id",
    "social care id",
    "social care number",
    "home office reference",
    "home office ref",
    "unhcr",
    "unhcr number on the card",
    "arc",
    "arc ref",
    "custody no",
    "custody number",
    "custody ref",
    "tenancy ref",
    "tenancy reference",
    "tenancy no",
    "tenancy number",
    "driving licence",
    "driving licence number",
    "driver number",
    "delius",
    "delius id",
    "oasys",
    "icat",
    "identity card",
    "visa number",
    "residence permit",
    "brp",
    "payroll number",
    "staff number",
    "claim reference",
    "case id",
    "marac case number",
    "marac number",
    "wccis",
    "mash reference",
    "mash ref",
]);
static PRISON: Phrases = Phrases::new(&["prison", "prisoner", "noms", "noms id", "inmate"]);

/// NHS and CHI numbers at the first digit of some.
pub(super) fn health_number(text: &str, start: usize, digits: &Digits<'_>, found: &mut Vec<Hit>) {
    const SHAPES: [&[usize]; 4] = [&[10], &[3, 3, 4], &[6, 4], &[5, 5]];
    let Some((number, end)) = SHAPES.iter().find_map(|shape| digits.shaped(shape)) else { return };
    let range = start..end;
    let goes_on = text.as_bytes().get(end).is_some_and(|next| matches!(next, b'-' | b'/'))
        && text.as_bytes().get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
    let is_tail = start.checked_sub(1).is_some_and(|at| {
        matches!(text.as_bytes()[at], b'.' | b'/' | b'-' | b'+' | b'_' | b'=' | b'#')
            && text[..at].bytes().next_back().is_some_and(|byte| byte.is_ascii_alphanumeric())
    });
    if !stands_alone(text, &range) || !has_check_digit(&number) {
        return;
    }
    let label = before(text, start, 40);
    let is_nhs = NHS.end(&label);
    let is_chi = CHI.end(&label);
    let is_birth = is_day_of_birth(&number) && !(digits.groups.len() == 3 && digits.fit(&[3, 3, 4]));
    let kind = if is_nhs {
        Kind::NhsNumber
    } else if is_chi {
        Kind::ChiNumber
    } else if goes_on || ISBN.end(&label) {
        return;
    } else if OTHERWISE.end(&label) || (is_tail && digits.groups[0].len() == 10) {
        Kind::LikelyNumber
    } else if matches!(number.as_bytes()[0], b'3' | b'4' | b'6' | b'7' | b'9') {
        Kind::NhsNumber
    } else if is_birth {
        Kind::ChiNumber
    } else {
        return;
    };
    found.push(Hit { kind, range, what: number });
}

/// The last of ten digits checks the others, modulo 11.
/// Source: NHS Data Dictionary, attribute NHS NUMBER.
fn has_check_digit(number: &str) -> bool {
    let digits: Vec<u32> = number.bytes().map(|byte| u32::from(byte - b'0')).collect();
    let sum: u32 = digits.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    let check = (11 - sum % 11) % 11;
    check != 10 && check == digits[9] && digits.iter().any(|digit| *digit != digits[0])
}

/// Whether a number begins with a day, a month and a year of two digits.
fn is_day_of_birth(number: &str) -> bool {
    let two = |at: usize| number[at..at + 2].parse::<u32>().unwrap_or_default();
    (1..=31).contains(&two(0)) && (1..=12).contains(&two(2))
}

/// Two letters, six digits, a letter from A to D.
/// Source: HMRC National Insurance Manual NIM39110.
pub(super) fn insurance_number(text: &str, start: usize, digits: &Digits<'_>, found: &mut Vec<Hit>) {
    let shape: &[usize] = if digits.fit(&[6]) { &[6] } else { &[2, 2, 2] };
    let Some((number, end)) = digits.shaped(shape) else { return };
    let (letters, from) = match letters_before(text, start, 2) {
        (letters, _) if letters.is_empty() => small_prefix(text, start).unwrap_or_default(),
        known => known,
    };
    let bytes = text.as_bytes();
    let gap = usize::from(matches!(bytes.get(end), Some(b' ' | b'-' | b'\n' | b'\t')));
    let Some(suffix) = bytes.get(end + gap).map(u8::to_ascii_uppercase).filter(|c| matches!(c, b'A'..=b'D'))
    else {
        return;
    };
    let range = from..end + gap + 1;
    let [one, two] = letters.as_bytes() else { return };
    let is_prefix = !b"DFIQUV".contains(one)
        && !b"DFIOQUV".contains(two)
        && !["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"].contains(&letters.as_str());
    // With its label also one that is never given: it may stand for one that was.
    let is_labelled = || {
        INSURANCE.end(&label_before(text, from, 32))
            || column_heading(text, &range).is_some_and(|heading| INSURANCE.end(&heading))
    };
    if (is_prefix || is_labelled()) && stands_alone(text, &range) && !is_within_code(text, &range) {
        let what = format!("{letters}{number}{}", char::from(suffix));
        found.push(Hit { kind: Kind::InsuranceNumber, range, what });
    }
}

/// Two small letters and a blank before a number that is said to be of national insurance: `NINO ab 12 34 56 c`.
fn small_prefix(text: &str, start: usize) -> Option<(String, usize)> {
    let from = start.checked_sub(3)?;
    let letters = text.get(from..start)?.strip_suffix(' ')?;
    let is_pair = letters.bytes().all(|byte| byte.is_ascii_lowercase());
    (is_pair && INSURANCE.end(&before(text, from, 32))).then(|| (letters.to_ascii_uppercase(), from))
}

/// A check letter, eleven digits, and a digit or (of a temporary one) a letter.
/// Source: Department for Education, Unique pupil numbers: guide for schools.
pub(super) fn pupil_number(text: &str, start: usize, end: usize, found: &mut Vec<Hit>) {
    const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";
    let bytes = text.as_bytes();
    let (letters, from) = letters_before(text, start, 1);
    if from + 1 != start || letters.len() != 1 {
        return;
    }
    let (weighed, behind) = match end - start {
        12 => (u32::from(bytes[end - 1] - b'0'), end),
        11 => match bytes
            .get(end)
            .and_then(|last| LETTERS.iter().position(|known| *known == last.to_ascii_uppercase()))
        {
            Some(at) => (u32::try_from(at).unwrap_or_default(), end + 1),
            None => return,
        },
        _ => return,
    };
    let sum: u32 = bytes[start..start + 11]
        .iter()
        .zip(2..)
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    let check = LETTERS[((sum + weighed * 13) % 23) as usize];
    let range = from..behind;
    if letters.as_bytes() == [check] && stands_alone(text, &range) {
        found.push(Hit { kind: Kind::PupilNumber, what: text[range.clone()].to_ascii_uppercase(), range });
    }
}

/// Numbers that only their label tells.
pub(super) fn labelled_number(text: &str, start: usize, end: usize, found: &mut Vec<Hit>) {
    if let Some(range) = driver_number(text, start) {
        found.push(Hit { kind: Kind::RecordNumber, what: text[range.clone()].to_ascii_uppercase(), range });
        return;
    }
    let (letters, from) = letters_before(text, start, 3);
    let from = if from < start && !text[from..start].contains([' ', '-']) { from } else { start };
    let from = code_before(text, from).unwrap_or(from);
    let mut behind = end;
    let byte = |at: usize| text.as_bytes().get(at).copied().unwrap_or_default();
    let is_of_code = |at: usize| {
        byte(at).is_ascii_alphanumeric()
            || matches!(byte(at), b'/' | b'-') && byte(at + 1).is_ascii_alphanumeric()
    };
    while is_of_code(behind) && behind - from < 20 {
        behind += 1;
    }
    let range = from..behind;
    let count = text[range.clone()].bytes().filter(u8::is_ascii_digit).count();
    if count < 4 || !stands_alone(text, &range) {
        return;
    }
    let label = label_before(text, from, 36);
    let kind = if range.len() == 9 && letters.len() <= 2 && PASSPORT.end(&label) {
        Kind::PassportNumber
    } else if count > 4 && count <= 10 && is_numbered(&label) && HOSPITAL.end(&label) {
        Kind::HospitalNumber
    } else if count > 4 && count <= 12 && (is_numbered(&label) || range.len() > count) && RECORD.end(&label)
        || count == 4 && range.len() == 7 && is_numbered(&label) && PRISON.end(&label)
    {
        Kind::RecordNumber
    } else {
        return;
    };
    found.push(Hit { kind, what: text[range.clone()].to_ascii_uppercase(), range });
}

/// The number of a driving licence of Great Britain at its six digits, written together or apart: five of a name, six digits, two
/// initials, a digit and two letters. Source: DVLA, how the driver number is made up.
fn driver_number(text: &str, start: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let name_end = start - usize::from(start > 0 && bytes[start - 1] == b' ');
    let from = name_end.checked_sub(5)?;
    let is_name = bytes[from].is_ascii_uppercase()
        && bytes[from..name_end].iter().all(|byte| byte.is_ascii_uppercase() || *byte == b'9');
    let end = start + 6;
    let rest = end + usize::from(bytes.get(end) == Some(&b' '));
    let is_digits = bytes.get(start..end)?.iter().all(u8::is_ascii_digit);
    let [one, two, check, last @ ..] = bytes.get(rest..rest + 5)? else { return None };
    let is_tail = [one, two].iter().all(|byte| byte.is_ascii_uppercase() || **byte == b'9')
        && [check].into_iter().chain(last).all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let range = from..rest + 5;
    (is_name && is_digits && is_tail && stands_alone(text, &range)).then_some(range)
}

/// Whether four digits may be those of a number that only its label tells: in that of a prisoner, or in a code of several parts.
pub(super) fn may_be_labelled(bytes: &[u8], start: usize, end: usize) -> bool {
    start > 0 && matches!(bytes[start - 1], b'/' | b'-') || is_prison_number(bytes, start, end)
}

/// Whether four digits stand as in the number of a prisoner: `A9402ZX`.
fn is_prison_number(bytes: &[u8], start: usize, end: usize) -> bool {
    start > 0
        && bytes[start - 1].is_ascii_uppercase()
        && bytes.get(end..end + 2).is_some_and(|letters| letters.iter().all(u8::is_ascii_uppercase))
}

/// Where a code that is joined to a number begins: `RX1-204417`, `K01/20441`.
fn code_before(text: &str, at: usize) -> Option<usize> {
    const LONGEST: usize = 4;
    let lead = text[..at].strip_suffix(['-', '/'])?;
    let is_of_code = |byte: &&u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    let length = lead.as_bytes().iter().rev().take_while(is_of_code).count();
    let start = lead.len() - length;
    ((1..=LONGEST).contains(&length) && stands_alone(text, &(start..lead.len()))).then_some(start)
}

/// `Unit` and `patient` alone are no labels of a number; `hospital no` is, and so is `MRN`.
fn is_numbered(label: &str) -> bool {
    let words = [
        "no",
        "number",
        "id",
        "identifier",
        "mrn",
        "nr",
        "ref",
        "crn",
        "hospital_number",
        "pas",
        "wccis",
        "pnc",
        "cro",
        "liquidlogic",
    ];
    label
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .rev()
        .filter(|word| !word.is_empty())
        .take(3)
        .any(|word| words.contains(&word))
        || label.trim_end().ends_with([':', '#'])
}

/// At most `most` letters before a byte, large, with a blank or hyphen between allowed; and where they begin. What has
/// more letters has none.
pub(super) fn letters_before(text: &str, at: usize, most: usize) -> (String, usize) {
    let bytes = text.as_bytes();
    let mut end = at;
    if end > 1 && matches!(bytes[end - 1], b' ' | b'-' | b'\n' | b'\t') && bytes[end - 2].is_ascii_uppercase()
    {
        end -= 1;
    }
    let mut from = end;
    while from > 0 && bytes[from - 1].is_ascii_alphabetic() && end - from <= most {
        from -= 1;
    }
    if end - from > most || end == from {
        return (String::new(), at);
    }
    (text[from..end].to_ascii_uppercase(), from)
}

/// Whether a range is part of something longer: a path, a hash, a name with hyphens or underscores.
pub(super) fn is_within_code(text: &str, range: &Range<usize>) -> bool {
    let bytes = text.as_bytes();
    let joint = |byte: u8| matches!(byte, b'-' | b'_' | b'/' | b'=' | b'.');
    let before = range.start > 1 && joint(bytes[range.start - 1]) && bytes[range.start - 2].is_ascii_digit();
    let behind = bytes.get(range.end).is_some_and(|byte| matches!(byte, b'-' | b'/'))
        && bytes.get(range.end + 1).is_some_and(u8::is_ascii_digit);
    before || behind
}

/// Whether what follows or goes before says that a number is a reference.
pub(super) fn is_reference(text: &str, start: usize) -> bool {
    OTHERWISE.end(&before(text, start, 40))
}

/// Whether a label stands right behind, in brackets.
pub(super) fn is_labelled_behind(text: &str, end: usize, labels: &[&str]) -> bool {
    let behind = after(text, end, 24);
    let behind = behind.trim_start_matches([' ', '(', '[', ',', '-']);
    behind.starts_with(|c: char| c.is_ascii_alphabetic())
        && labels.iter().any(|label| behind.starts_with(label))
}
