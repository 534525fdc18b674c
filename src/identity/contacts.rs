//! How somebody can be reached: telephone numbers, e-mail addresses; and the plates of vehicles.

use std::ops::Range;

use super::allowed::national;
use super::hit::{Hit, Kind};
use super::numbers::{Digits, is_reference, is_within_code, letters_before};
use super::text::{Phrases, before, stands_alone};

static PLATE: Phrases = Phrases::new(&[
    "registration",
    "registered",
    "index",
    "number plate",
    "plate",
    "plates",
    "vrm",
    "reg",
    "reg.",
    "car",
    "van",
    "lorry",
    "people carrier",
    "estate car",
    "hatchback",
    "saloon",
    "pick-up",
    "camper",
    "taxi",
    "minibus",
    "motorbike",
    "motorcycle",
    "moped",
    "scooter",
    "vehicle",
]);

/// A telephone number at its first digit. Numbers that no private person has (03, 08, 09) are none.
pub(super) fn phone(text: &str, start: usize, digits: &Digits<'_>, found: &mut Vec<Hit>) {
    let bytes = text.as_bytes();
    let end = digits.groups.last().map_or(start, |group| group.end);
    // Too few, unless they go on in brackets.
    if digits.count < 10 && !text[end..].trim_start().starts_with([')', '(']) {
        return;
    }
    let is_abroad = start > 0 && bytes[start - 1] == b'+' && digits.begin_with("44");
    let from = if is_abroad { start - 1 } else { start };
    let mut lengths = digits.groups.len();
    // Digits that follow by chance: the longest beginning that is a number counts.
    let (number, end) = loop {
        if lengths == 0 {
            return;
        }
        let count: usize = digits.groups[..lengths].iter().map(Range::len).sum();
        let mut number = national(&text[from..digits.groups[lengths - 1].end]);
        let mut end = digits.groups[lengths - 1].end;
        // `+44 (0)1632 960001` and `(01632) 960001`
        if count < 10 && lengths == digits.groups.len() {
            let (more, behind) = within_brackets(text, end);
            if !more.is_empty() {
                number = national(&format!("{}{more}", &text[from..end]));
                end = behind;
            }
        }
        if is_private(&number) {
            break (number, end);
        }
        lengths -= 1;
    };
    let range = from..end;
    let is_bare = digits.groups[0].len() >= 10;
    if stands_alone(text, &range) && !is_within_code(text, &range) && !(is_bare && is_reference(text, from)) {
        found.push(Hit { kind: Kind::Phone, range, what: number });
    }
}

/// The digits behind a closing or an opening bracket.
fn within_brackets(text: &str, end: usize) -> (String, usize) {
    let rest = &text[end..];
    if !rest.trim_start().starts_with([')', '(']) {
        return (String::new(), end);
    }
    let length = rest
        .bytes()
        .take(20)
        .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b' ' | b'(' | b')' | b'-'))
        .count();
    let piece = rest[..length].trim_end_matches([' ', '(', ')', '-']);
    (piece.chars().filter(char::is_ascii_digit).collect(), end + piece.len())
}

fn is_private(number: &str) -> bool {
    let prefix = number.get(..2).unwrap_or_default();
    match prefix {
        "01" => (10..=11).contains(&number.len()),
        "02" | "07" => number.len() == 11,
        _ => false,
    }
}

/// An e-mail address around its `@`.
pub(super) fn email(text: &str, at: usize, found: &mut Vec<Hit>) {
    let bytes = text.as_bytes();
    let local = |byte: u8| byte.is_ascii_alphanumeric() || b".-_+'&".contains(&byte);
    let mut start = at;
    while start > 0 && local(bytes[start - 1]) {
        start -= 1;
    }
    let host = |byte: u8| byte.is_ascii_alphanumeric() || b".-".contains(&byte);
    let mut end = at + 1;
    while bytes.get(end).is_some_and(|byte| host(*byte)) {
        end += 1;
    }
    while start < at && !bytes[start].is_ascii_alphanumeric() {
        start += 1;
    }
    while end > at && !bytes[end - 1].is_ascii_alphanumeric() {
        end -= 1;
    }
    let domain = text.get(at + 1..end).unwrap_or_default();
    let last = domain.rsplit('.').next().unwrap_or_default();
    let is_domain =
        domain.contains('.') && last.len() >= 2 && last.bytes().all(|byte| byte.is_ascii_alphabetic());
    if start < at && is_domain {
        let what = text[start..end].to_ascii_lowercase();
        found.push(Hit { kind: Kind::Email, range: start..end, what });
    }
}

/// `AB12 CDE`, the plate of a vehicle since 2001; an older one is told by its label.
pub(super) fn vehicle(text: &str, start: usize, end: usize, found: &mut Vec<Hit>) {
    let bytes = text.as_bytes();
    if end - start != 2 || start < 2 || !bytes[start - 2..start].iter().all(u8::is_ascii_uppercase) {
        return;
    }
    let gap = usize::from(matches!(bytes.get(end), Some(b' ')));
    let letters = bytes.get(end + gap..end + gap + 3).unwrap_or_default();
    let fits =
        letters.len() == 3 && letters.iter().all(|c| c.is_ascii_uppercase() && !matches!(c, b'I' | b'Q'));
    let (area, from) = letters_before(text, start, 2);
    let is_area = !area.contains(['I', 'Q', 'Z']) && area.len() == 2 && from + 2 == start;
    let age = text[start..end].parse::<u32>().unwrap_or_default();
    // Numbers that were given to no car yet are written with a blank only by people who mean one.
    let is_age = matches!(age, 2..=30 | 51..=80) || gap == 1 && age > 0;
    let range = from..end + gap + 3;
    let is_labelled = || PLATE.end(&before(text, from, 24));
    let is_pair = area.len() == 2
        && from + 2 == start
        && letters.len() == 3
        && letters.iter().all(u8::is_ascii_uppercase);
    if (fits && is_area && is_age && !is_reference(text, from) || is_pair && is_labelled())
        && stands_alone(text, &range)
        && !is_within_code(text, &range)
    {
        let what = text[range.clone()].replace(' ', "");
        found.push(Hit { kind: Kind::Vehicle, range, what });
    }
}

/// Plates of other forms, each told by its label: `K123 ABC`, `ABC 123D`, and `QIZ 4410` as in Northern Ireland.
pub(super) fn older_vehicle(text: &str, start: usize, end: usize, found: &mut Vec<Hit>) {
    let bytes = text.as_bytes();
    let (letters, from) = letters_before(text, start, 3);
    if letters.is_empty() || !bytes[from].is_ascii_uppercase() {
        return;
    }
    let gap = usize::from(bytes.get(end) == Some(&b' '));
    let count = |at: usize| {
        bytes[at.min(bytes.len())..].iter().take(4).take_while(|c| c.is_ascii_uppercase()).count()
    };
    let behind = match (letters.len(), end - start) {
        (1, 1..=3) if count(end + gap) == 3 => end + gap + 3,
        (3, 1..=3) if count(end) == 1 => end + 1,
        (3, 1..=4) => end,
        _ => return,
    };
    let range = from..behind;
    if stands_alone(text, &range) && PLATE.end(&before(text, from, 24)) && !is_within_code(text, &range) {
        let what = text[range.clone()].replace(' ', "");
        found.push(Hit { kind: Kind::Vehicle, range, what });
    }
}

/// An e-mail address whose sign is spelt out in brackets: `name (at) mail.example.net`, `name [at] mail [dot] example`.
pub(super) fn spelt_email(text: &str, sign: &Range<usize>, found: &mut Vec<Hit>) {
    let is_local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let Some(lead) = text[..sign.start].strip_suffix(['(', '[']) else { return };
    let lead = lead.trim_end_matches(' ');
    let start = lead.trim_end_matches(is_local).len();
    let rest = &text[sign.end..];
    let host = rest.find(|c: char| !is_local(c)).unwrap_or(rest.len());
    let is_dotted = rest[..host].trim_end_matches('.').contains('.')
        || rest[host..].starts_with(" (dot)")
        || rest[host..].starts_with(" [dot]");
    if start < lead.len() && host > 0 && is_dotted {
        let end = sign.end + rest[..host].trim_end_matches('.').len();
        let what = format!("{}@{}", &lead[start..], &text[sign.end..end]).to_ascii_lowercase();
        found.push(Hit { kind: Kind::Email, range: start..end, what });
    }
}
