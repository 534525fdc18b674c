//! How somebody can be reached: telephone numbers, e-mail addresses; and the plates of vehicles.

use std::ops::Range;

use super::allowed::{compact, national};
use super::hit::{Hit, Kind};
use super::numbers::{Digits, is_reference, is_within_code, letters_before};
use super::tables::headings;
use super::text::{Phrases, before, last_word, stands_alone};

/// What is said of plates themselves.
static MARK: Phrases =
    Phrases::new(&["registration", "number plate", "plate", "plates", "vrm", "reg", "reg."]);
static PLATED: Phrases = Phrases::new(&[
    "registered",
    "index",
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

/// Whether some words say that a plate follows.
fn is_of_plate(words: &str) -> bool {
    MARK.end(words) || PLATED.end(words)
}

/// What a column or a row of plates is called.
static HEADS: Phrases = Phrases::new(&[
    "veh",
    "vehicle",
    "vehicles",
    "vrm",
    "reg",
    "regs",
    "registration",
    "plate",
    "plates",
    "number plate",
    "index",
    "car",
    "van",
]);

/// Whether a plate stands behind a label, also with words between (`number plate seen by a neighbour: `), or in a column of plates.
fn is_behind_label(text: &str, from: usize) -> bool {
    const NAMES: [&str; 8] = [
        "number plate",
        "numberplate",
        "vrm",
        "reg no",
        "reg plate",
        "reg number",
        "registration number",
        "registration plate",
    ];
    let near = before(text, from, 64);
    let lead = near.trim_end_matches([' ', '"', '*', '_', '\'', '\u{201c}', '\u{2018}']);
    let is_said = lead.ends_with(':') || matches!(last_word(lead), "as" | "was" | "is" | "read" | "reads");
    is_of_plate(&before(text, from, 24))
        || is_said && NAMES.iter().any(|name| lead.contains(name))
        || headings(text, from).any(|heading| HEADS.end(&heading))
}

/// A telephone number at its first digit. Numbers that no private person has (03, 08, 09) are none.
pub(super) fn phone(text: &str, start: usize, digits: &Digits<'_>, found: &mut Vec<Hit>) {
    if digits.count < 10 {
        return;
    }
    let is_abroad = text[..start].ends_with('+') && digits.begin_with("44");
    let from = if is_abroad { start - 1 } else { start };
    // Digits that follow by chance: the longest beginning that is a number counts.
    let beginnings = (1..=digits.groups.len()).rev().map(|most| &digits.groups[..most]);
    let read = beginnings.filter(|groups| are_grouped(groups)).find_map(|groups| {
        let end = groups.last()?.end;
        let number = national(&text[from..end]);
        is_private(&number).then_some((number, end))
    });
    let Some((number, end)) = read else { return };
    let range = from..end;
    let is_bare = digits.groups[0].len() >= 10;
    if stands_alone(text, &range) && !is_within_code(text, &range) && !(is_bare && is_reference(text, from)) {
        found.push(Hit { kind: Kind::Phone, range, what: number });
    }
}

/// Whether digits are grouped as those of a telephone number are: each by itself, or next to none; those of a scale and of a list in
/// pairs are not.
fn are_grouped(groups: &[Range<usize>]) -> bool {
    const SPELT: usize = 11;
    // `+44 (0) 1632`
    const MOST_SINGLE: usize = 1;
    let of_length = |length: usize| groups.iter().filter(|group| group.len() == length).count();
    let single = of_length(1);
    // `0.21682 27223`
    let begins_whole = groups.first().is_some_and(|first| first.len() > 1);
    (begins_whole && single <= MOST_SINGLE || single == groups.len() && single == SPELT) && of_length(2) < 5
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
    let is_age = matches!(age, 2..=30 | 51..=80);
    let range = from..end + gap + 3;
    let is_labelled = || is_behind_label(text, from);
    let is_pair = area.len() == 2
        && from + 2 == start
        && letters.len() == 3
        && letters.iter().all(u8::is_ascii_uppercase);
    // Letters and numbers that no plate has yet are written with a blank only by people who mean one.
    let is_written_so = (fits && is_area && is_age || is_pair && gap == 1) && !is_reference(text, from);
    if (is_written_so || is_pair && is_labelled())
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
    if let Some(range) = written_otherwise(text, start, end) {
        let what = compact(&text[range.clone()]);
        found.push(Hit { kind: Kind::Vehicle, range, what });
        return;
    }
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
    // `Reg 44`, of the regulations
    let is_regulation = letters == "REG";
    if stands_alone(text, &range)
        && !is_regulation
        && is_behind_label(text, from)
        && !is_within_code(text, &range)
    {
        let what = text[range.clone()].replace(' ', "");
        found.push(Hit { kind: Kind::Vehicle, range, what });
    }
}

/// Plates that are written as nobody else writes them, each behind a word for a plate: `AB 12 CDE`, `AB12-CDE`, `ab12 cde`, and `123 ABC`
/// without letters before it.
fn written_otherwise(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let gap = |at: Option<&u8>| usize::from(matches!(at, Some(b' ' | b'-')));
    let behind = end + gap(bytes.get(end));
    let letters =
        bytes[behind.min(bytes.len())..].iter().take(4).take_while(|byte| byte.is_ascii_alphabetic());
    let letters = &bytes[behind.min(bytes.len())..][..letters.count()];
    let lead = &bytes[..start];
    let lead = &lead[..start - gap(lead.last())];
    let from = match lead {
        [.., one, two]
            if end - start == 2
                && letters.len() == 3
                && [one, two].iter().all(|letter| {
                    letter.is_ascii_uppercase() || letter.is_ascii_lowercase() && lead.len() == start
                }) =>
        {
            lead.len() - 2
        }
        _ if (1..=3).contains(&letters.len())
            && letters.iter().all(u8::is_ascii_uppercase)
            && letters.len() + end - start > 3
            && !matches!(letters, b"AM" | b"PM" | b"AND" | b"OR" | b"TO" | b"OF")
            && !(bytes[start..].starts_with(b"19") || bytes[start..].starts_with(b"20")) =>
        {
            start
        }
        _ => return None,
    };
    let range = from..behind + letters.len();
    let is_plate = |from: usize| MARK.end(&before(text, from, 24));
    if stands_alone(text, &range) && is_plate(from) && !is_within_code(text, &range) {
        return Some(range);
    }
    None
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

/// An e-mail address as it is spoken, at its first `dot`: `name at mail dot example dot net`.
pub(super) fn spoken_email(text: &str, dot: &Range<usize>, found: &mut Vec<Hit>) {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let lead = text[..dot.start].trim_end_matches(' ');
    let host = &lead[lead.trim_end_matches(is_part).len()..];
    let Some(lead) = lead[..lead.len() - host.len()].strip_suffix(" at ") else { return };
    let name = lead.trim_end_matches(|c: char| is_part(c) || c == '.').len();
    let behind = &text[dot.end..];
    let last = &behind[..behind.find(|c: char| !is_part(c)).unwrap_or(behind.len())];
    // `Look at the dot in the corner`
    let is_word = matches!(host, "the" | "a" | "this" | "that" | "each" | "every" | "one");
    if host.len() > 1 && !is_word && name < lead.len() && (2..=20).contains(&last.len()) {
        let end = dot.end + last.len();
        let what = format!("{}@{host}.{last}", &lead[name..]).to_ascii_lowercase();
        found.push(Hit { kind: Kind::Email, range: name..end, what });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::{Scanner, Setup};

    fn told(text: &str) -> Vec<(Kind, String)> {
        let mut hits = Vec::new();
        Scanner::new(Setup::default()).scan_certain(text, &mut hits);
        hits.into_iter().map(|hit| (hit.kind, hit.what)).collect()
    }

    #[test]
    fn a_telephone_number_is_read_with_what_people_put_between() {
        for text in [
            "01632 960123",
            "(01632) \u{2013} 960 123",
            "+44 (0) 1632 \u{2013} 960 123",
            "0044 (0)1632-960-123",
            "01632/960123",
            "01632_960123",
            "01632\u{2022}960\u{2022}123",
            "0 1 6 3 2  9 6 0 1 2 3",
            "\u{9e6}\u{9e7}\u{9ec}\u{9e9}\u{9e8} \u{9ef}\u{9ec}\u{9e6}\u{9e7}\u{9e8}\u{9e9}",
        ] {
            assert_eq!(told(text), [(Kind::Phone, "01632960123".to_owned())], "{text}");
        }
        for text in [
            "0300 123 1234",
            "0 1 2 3 4 5 6 7 8 9 10",
            "01 02 03 04 05",
            "01/12345/2019",
            "from 01.04.2019 to 31.03.2020",
            "0, 16, 32, 96, 01, 23",
            "0.21682 27223",
        ] {
            assert_eq!(told(text), [], "{text}");
        }
    }

    #[test]
    fn a_plate_is_read_behind_a_word_for_one() {
        for (text, plate) in [
            ("VRM AB 12 CDE", "AB12CDE"),
            ("registration AB12-CDE", "AB12CDE"),
            ("number plate: ab12 cde", "AB12CDE"),
            ("registration number 123 ABC", "123ABC"),
            ("reg OO00 OOO", "OO00OOO"),
        ] {
            assert_eq!(told(text), [(Kind::Vehicle, plate.to_owned())], "{text}");
        }
        for text in [
            "Registration 9 AM",
            "Registration 2019 EU",
            "registration as of 12 and in",
            "plates 2 AND 3",
            "register 12 GPs",
            "AB 12 CDE",
        ] {
            assert_eq!(told(text), [], "{text}");
        }
    }
}
