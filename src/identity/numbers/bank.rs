//! Numbers of accounts at banks and building societies. Those of somebody in a case are theirs; those of a body stand where it asks for
//! a gift or a fee, and tell of nobody.

use std::ops::Range;

use crate::identity::ages::is_person;
use crate::identity::hit::{Hit, Kind};
use crate::identity::tables::headings;
use crate::identity::text::{Phrases, before, last_word, stands_alone, without_signs};
use crate::source::{boundary_before, boundary_behind};

use super::labels::label;
use super::registers::Register;
use super::value::{code_end, code_start, groups};

static SORT_CODE: Phrases = Phrases::new(&["sort code", "sortcode", "sort_code", "sort-code", "s/c"]);
static ACCOUNT: Phrases = Phrases::new(&[
    "account number",
    "account no",
    "account_number",
    "bank account",
    "current account",
    "savings account",
    "a/c",
    "a/c number",
    "acc",
    "acct",
    "acc number",
]);
static ROLL: Phrases =
    Phrases::new(&["roll number", "roll no", "building society account", "building society number"]);
static IBAN: Phrases = Phrases::new(&["iban"]);

/// What a body says that asks for money.
const ASKING: [&str; 24] = [
    "pay",
    "payable",
    "donate",
    "donation",
    "donations",
    "gift",
    "gifts",
    "cheque",
    "cheques",
    "fee",
    "fees",
    "invoice",
    "invoices",
    "bacs",
    "sponsor",
    "subscription",
    "appeal",
    "remittance",
    "your",
    "our",
    "us",
    "quoting",
    "supplier",
    "book",
];
/// Bodies that have accounts.
const BODIES: [&str; 16] = [
    "board",
    "service",
    "services",
    "team",
    "hospice",
    "church",
    "trust",
    "charity",
    "council",
    "partnership",
    "fund",
    "foundation",
    "company",
    "supplier",
    "regiment",
    "treasurer",
];
/// Words for somebody that are none for a person by themselves.
const WHOSE: [&str; 8] = ["his", "her", "he", "she", "appointee", "carer", "mum", "dad"];
/// Words for somebody that are those for a service as well: `Child A`, `the client's`, and not `Child Protection`.
const MARKED: [&str; 6] = ["adult", "child", "client", "resident", "tenant", "patient"];

/// Whether the number of an account may begin with some digits: in pairs, as sort codes are, behind two letters, as those for payments
/// from abroad are, or alone.
pub(in crate::identity) fn may_be_of_account(bytes: &[u8], start: usize, end: usize) -> bool {
    let is_pair = matches!(bytes.get(end..end + 3), Some([b'-' | b' ', one, two]) if one.is_ascii_digit() && two.is_ascii_digit());
    let is_behind_letters = start > 1 && bytes[start - 2..start].iter().all(u8::is_ascii_uppercase);
    let goes_on = matches!(bytes.get(end), Some(b'/'));
    match end - start {
        2 => is_pair || is_behind_letters,
        1 => goes_on,
        // Nearly all others are years.
        4 => matches!(bytes.get(end..end + 2), Some([b' ', next]) if next.is_ascii_digit()),
        length => (5..=12).contains(&length) || is_behind_letters,
    }
}

/// The number of an account, behind its label; where it ends, also where it is that of a body and nothing is told.
pub(in crate::identity) fn account_number(
    text: &str,
    start: usize,
    end: usize,
    found: &mut Vec<Hit>,
) -> Option<usize> {
    let range = international(text, start, end).or_else(|| at_home(text, start, end))?;
    let behind = range.end;
    if let Some(kind) = whose(text, &range) {
        found.push(Hit {
            kind,
            what: text[range.clone()].replace([' ', '-'], "").to_ascii_uppercase(),
            range,
        });
    }
    Some(behind)
}

/// A sort code, the number of an account, or that of a roll, right behind its label or in its column.
fn at_home(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let lead = before(text, start, 48);
    if !may_label(lead.as_bytes()) && !ends_in_edge(&lead) {
        return None;
    }
    // `D/00012345-6`
    let from = code_start(text, start)?;
    let lead_of_code = before(text, from, 48);
    let is_labelled = |phrases: &Phrases, lead: &str| {
        ends_in_label(phrases, lead)
            || ends_in_edge(lead) && headings(text, start).any(|heading| ends_in_label(phrases, &heading))
    };
    if let Some(pairs) = pairs(text, start, end).filter(|_| is_labelled(&SORT_CODE, &lead)) {
        return Some(pairs);
    }
    let whole = groups(text, from, code_end(text, end)?).pop()?;
    if whole.digits < 5 || whole.digits > 14 {
        return None;
    }
    if is_labelled(&ROLL, &lead_of_code) {
        return Some(whole.range);
    }
    let is_of_register = || label(&lead).is_some_and(|label| !matches!(label.register, Register::Log));
    (whole.letters == 0 && is_labelled(&ACCOUNT, &lead) && !is_of_register()).then_some(whole.range)
}

/// Whether some words end at the edge of a cell.
fn ends_in_edge(words: &str) -> bool {
    words.trim_end_matches([' ', '*', '_']).ends_with(['|', '\t'])
}

/// Whether some words in small letters may have a label of an account at home: `sort code`, `account`, `a/c`, `roll`. Nearly none have
/// one, and asking for each takes longer.
fn may_label(words: &[u8]) -> bool {
    memchr::memchr2_iter(b'c', b'l', words).any(|at| match words[at] {
        b'c' => {
            let is_short = at > 0 && words[at - 1] == b'/';
            is_short || words[at..].starts_with(b"cc") || words[at..].starts_with(b"code")
        }
        _ => words[at..].starts_with(b"ll"),
    })
}

/// Three pairs of digits, or six in one.
fn pairs(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let to = match (end - start, bytes.get(end)) {
        (6, _) => end,
        (2, Some(sign @ (b'-' | b' '))) if bytes.get(end + 3) == Some(sign) => end + 6,
        _ => return None,
    };
    let digits = bytes.get(start..to)?.iter().filter(|byte| byte.is_ascii_digit()).count();
    let range = start..to;
    (digits == 6 && text.is_char_boundary(to) && stands_alone(text, &range)).then_some(range)
}

/// A number for payments from abroad: by its check digits, or by its label. Source: ISO 13616.
fn international(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    const SHORTEST: usize = 15;
    const LONGEST: usize = 34;
    let bytes = text.as_bytes();
    let from = start.checked_sub(2)?;
    if end - start < 2 || !bytes[from..start].iter().all(u8::is_ascii_uppercase) {
        return None;
    }
    let (mut at, mut behind, mut sum, mut count) = (start, start, 0, 0);
    // The first four stand last when it is checked.
    let add = |sum: &mut u32, byte: u8| {
        *sum = match byte {
            b'0'..=b'9' => *sum * 10 + u32::from(byte - b'0'),
            _ => *sum * 100 + u32::from(byte - b'A') + 10,
        } % 97;
    };
    while let Some(byte) = bytes.get(at).filter(|_| count < LONGEST) {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' => {
                count += 1;
                if count > 2 {
                    add(&mut sum, *byte);
                }
                behind = at + 1;
            }
            b' ' | b'-' if at == behind => {}
            _ => break,
        }
        at += 1;
    }
    bytes[from..start + 2].iter().for_each(|byte| add(&mut sum, *byte));
    let range = from..behind;
    let is_long = count + 2 >= SHORTEST && stands_alone(text, &range);
    (is_long && (sum == 1 || ends_in_label(&IBAN, &before(text, from, 48)))).then_some(range)
}

/// Whether words end in a label, with remarks in brackets and words that join behind it: `sort code (his own): `, `nino card `.
pub(super) fn ends_in_label(phrases: &Phrases, words: &str) -> bool {
    const JOINING: [&str; 12] = [
        "card", "ending", "recorded", "given", "shown", "read", "reads", "letter", "his", "her", "to", "and",
    ];
    const MOST: usize = 5;
    let mut rest = words;
    for _ in 0..MOST {
        if phrases.end(rest) {
            return true;
        }
        let bare = without_signs(rest);
        if rest[bare.len()..].contains([')', ']'])
            && let Some(open) = bare.rfind(['(', '['])
        {
            rest = &bare[..open];
            continue;
        }
        let word = last_word(bare);
        let joins = JOINING.contains(&word)
            || matches!(word, "is" | "was" | "as" | "on" | "the" | "of" | "no" | "number");
        if !joins {
            return false;
        }
        rest = &bare[..bare.len() - word.len()];
    }
    false
}

/// What the number of an account is by the words around it: that of somebody, of nobody knows whom, or of a body.
fn whose(text: &str, range: &Range<usize>) -> Option<Kind> {
    const BEFORE: usize = 240;
    const BEHIND: usize = 120;
    let lead = &text[boundary_behind(text, range.start.saturating_sub(BEFORE))..range.start];
    let lead = lead.rsplit("\n\n").next().unwrap_or(lead);
    let behind = &text[range.end..boundary_before(text, range.end + BEHIND)];
    let behind = behind.split("\n\n").next().unwrap_or(behind);
    let (mut is_asked_for, mut is_of_body, mut is_of_one) = (false, false, false);
    for part in [lead, behind] {
        let mut words = part.split(|c: char| !c.is_alphanumeric()).peekable();
        while let Some(word) = words.next() {
            let word = word.to_ascii_lowercase();
            let word = word.as_str();
            is_asked_for |= ASKING.contains(&word);
            is_of_body |= BODIES.contains(&word);
            is_of_one |= if MARKED.contains(&word) {
                words.peek().is_some_and(|mark| mark.len() == 1)
            } else {
                WHOSE.contains(&word) || is_person(word) && !word.ends_with('s')
            };
        }
    }
    match (is_of_one, is_asked_for, is_of_body) {
        (true, false, _) => Some(Kind::RecordNumber),
        (true, true, _) | (false, false, false) => Some(Kind::UnlabelledNumber),
        (false, ..) => None,
    }
}
