//! Numbers that nothing says the register of, and that are too long, or formed too much like a record's, to be counts.

use std::ops::Range;

use crate::identity::hit::{Hit, Kind};
use crate::identity::tables::headings;
use crate::identity::text::{Phrases, after, before, stands_alone, word_at};

use super::{Digits, OTHERWISE};

/// What else says that a number is nobody's: what is bought, published, called or counted.
static NOBODYS: Phrases = Phrases::new(&[
    "companies house",
    "barcode",
    "batch",
    "catalogue",
    "call",
    "class",
    "code",
    "codes",
    "conference",
    "copyright",
    "course",
    "crn",
    "dial",
    "dfe",
    "document",
    "fax",
    "form",
    "freephone",
    "helpline",
    "iso",
    "line",
    "lot",
    "meeting",
    "meeting id",
    "minutes",
    "mobile",
    "model",
    "oclc",
    "orcid",
    "page",
    "passcode",
    "phone",
    "pin",
    "pmid",
    "population",
    "product",
    "project",
    "purchase",
    "quote",
    "ring",
    "sku",
    "snomed",
    "snomed ct",
    "sctid",
    "specimen",
    "sum",
    "supplier",
    "telephone",
    "tel",
    "text",
    "textphone",
    "total",
    "ukprn",
    "uprn",
    "urn",
    "usrn",
    "vat",
    "vendor",
    "webinar",
    "budget",
    "cost",
    "planning",
    "planning application",
    "application",
    "inspection",
    "laestab",
    "estyn",
    "elusen",
    "cwmni",
    "rhif elusen",
]);

/// Fewest digits of a number that is no count.
const LEAST: usize = 7;
/// Most digits of one that somebody has.
const MOST: usize = 12;

/// A number that no label stands before, at its first digits.
pub(in crate::identity) fn unlabelled_number(text: &str, start: usize, end: usize, found: &mut Vec<Hit>) {
    let Some(range) = long(text, start, end)
        .or_else(|| of_prison(text, start, end))
        .or_else(|| of_record(text, start, end))
    else {
        return;
    };
    if (is_apart(text, &range) || is_in_file_name(text, &range)) && !is_nobodys(text, &range) {
        found.push(Hit {
            kind: Kind::UnlabelledNumber,
            what: text[range.clone()].to_ascii_uppercase(),
            range,
        });
    }
}

/// Whether some digits may be the first ones of such a number: nearly all are counts, years and days.
pub(in crate::identity) fn may_be_unlabelled(bytes: &[u8], start: usize, end: usize) -> bool {
    match end - start {
        2 => bytes.get(end) == Some(&b'/'),
        4 => {
            start > 0
                && bytes[start - 1].is_ascii_uppercase()
                && bytes.get(end).is_some_and(u8::is_ascii_uppercase)
        }
        length => (LEAST..=MOST).contains(&length),
    }
}

/// `4000183377`; no telephone number, and no sum.
fn long(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let digits = &text[start..end];
    let is_telephone = ["03", "08", "09"].iter().any(|lead| digits.starts_with(lead))
        || digits.starts_with('0') && digits.len() > 9;
    let is_alone = Digits::go_on(text.as_bytes(), end).is_none();
    let is_round = digits.ends_with("000");
    ((LEAST..=MOST).contains(&digits.len()) && !is_telephone && is_alone && !is_round).then_some(start..end)
}

/// `A8847ZX`, as prisons number people.
fn of_prison(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let is_it = end - start == 4
        && start > 0
        && bytes[start - 1].is_ascii_uppercase()
        && bytes.get(end..end + 2).is_some_and(|letters| letters.iter().all(u8::is_ascii_uppercase));
    is_it.then(|| start - 1..end + 2)
}

/// `19/00918/SG`: a year in two digits, a running number, and letters or digits for an office.
fn of_record(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let count = |from: usize, is_it: fn(&u8) -> bool| {
        bytes.get(from..).map_or(0, |rest| rest.iter().take(8).take_while(|byte| is_it(byte)).count())
    };
    if end - start != 2 || bytes.get(end) != Some(&b'/') {
        return None;
    }
    let running = count(end + 1, u8::is_ascii_digit);
    let second = end + 1 + running;
    let office = count(second + 1, |byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let is_it = (4..=7).contains(&running) && bytes.get(second) == Some(&b'/') && (1..=3).contains(&office);
    is_it.then(|| start..second + 1 + office)
}

/// Whether nothing goes on before or behind: an address, a path, a sum, a decimal.
pub(super) fn is_apart(text: &str, range: &Range<usize>) -> bool {
    let bytes = text.as_bytes();
    let joint = |byte: u8| b"/_-=#&?@:+%\\.,~".contains(&byte);
    let lead = range.start.checked_sub(1).map(|at| bytes[at]);
    let behind = bytes.get(range.end).copied();
    let next = bytes.get(range.end + 1).copied();
    let is_behind_money = ["£", "$", "€"].iter().any(|sign| text[..range.start].ends_with(sign));
    let goes_on = behind.is_some_and(joint) && next.is_some_and(|byte| byte.is_ascii_alphanumeric());
    stands_alone(text, range)
        && !lead.is_some_and(joint)
        && !is_behind_money
        && !goes_on
        && behind != Some(b'%')
}

/// Whether ten digits stand in the name of a picture or a document, as phones and scanners are told to call them: `scan_9990001234.jpg`.
/// Such a name may have a day or a time in digits, which begin otherwise.
fn is_in_file_name(text: &str, range: &Range<usize>) -> bool {
    const REACH: usize = 64;
    const ENDS: [&str; 16] = [
        ".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".heic", ".doc", ".docx", ".odt", ".txt", ".msg",
        ".eml", ".mp4", ".m4a", ".wav",
    ];
    const STOCK: [&str; 6] = ["shutterstock", "istock", "adobestock", "gettyimages", "pexels", "unsplash"];
    let digits = &text[range.clone()];
    if digits.len() != 10 || !digits.starts_with(['3', '4', '6', '7', '9']) {
        return false;
    }
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let behind = after(text, range.end, REACH);
    let rest = &behind[..behind.find(|c: char| !is_of_name(c)).unwrap_or(behind.len())];
    let lead = before(text, range.start, REACH);
    let name = lead[lead.trim_end_matches(is_of_name).len()..].to_owned();
    let is_file =
        rest.starts_with(['_', '-', '.']) && ENDS.iter().any(|end| rest.trim_end_matches('.').ends_with(end));
    let is_address = lead.ends_with('/') || lead[..lead.len() - name.len()].ends_with('/');
    is_file
        && !is_address
        && !name.ends_with(char::is_alphanumeric)
        && !STOCK.iter().any(|stock| name.contains(stock))
}

/// Whether the words around say that a number is that of something else, or how many there are.
pub(super) fn is_nobodys(text: &str, range: &Range<usize>) -> bool {
    let lead = before(text, range.start, 40);
    let behind = after(text, range.end, 16);
    // `case 19/00918/SG` says no more than the form does.
    let is_code = text[range.clone()].contains(|c: char| !c.is_ascii_digit());
    let is_said = |words: &str| !is_code && OTHERWISE.end(words) || NOBODYS.end(words);
    is_said(&lead)
        || is_national(text, range)
        || is_counted(&behind)
        || in_bracket(&after(text, range.end, 32)).is_some_and(is_said)
        || is_of_thing(&before(text, range.start, 64))
        || headings(text, range.start).any(|heading| is_said(&heading))
}

/// The words of a bracket that some words begin with: `(company number)`.
fn in_bracket(behind: &str) -> Option<&str> {
    behind.trim_start_matches(' ').strip_prefix('(')?.split_once(')').map(|(words, _)| words)
}

/// Whether a noun for several follows, or a word for how many: ` calls`, ` million`.
fn is_counted(behind: &str) -> bool {
    let Some(word) = behind.strip_prefix(' ').map(|rest| word_at(rest, 0)) else { return false };
    let is_verb = matches!(word, "was" | "is" | "has" | "does" | "as" | "this" | "his" | "says");
    matches!(word, "people" | "children" | "men" | "women" | "million") || word.ends_with('s') && !is_verb
}

/// Whether the sentence speaks of what is bought, booked, registered or published: `the purchase order,`, `asset tag`.
fn is_of_thing(lead: &str) -> bool {
    const THINGS: [&str; 35] = [
        "isbn",
        "issn",
        "doi",
        "charity",
        "charities",
        "company",
        "invoice",
        "purchase",
        "licence",
        "limited",
        "ltd",
        "grant",
        "elusen",
        "asset",
        "booking",
        "catalogue",
        "barcode",
        "serial",
        "tender",
        "contract",
        "ticket",
        "printed",
        "edition",
        "product",
        "stock",
        "batch",
        "reprint",
        "poster",
        "laptop",
        "webinar",
        "planning",
        "passcode",
        "snomed",
        "embassy",
        "consulate",
    ];
    let sentence = lead.rsplit(". ").next().unwrap_or(lead);
    sentence.split(|c: char| !c.is_alphanumeric()).any(|word| THINGS.contains(&word))
}

/// Whether eleven digits or fewer are a telephone number with its code apart: `0943 4765919`.
fn is_national(text: &str, range: &Range<usize>) -> bool {
    text[..range.start]
        .strip_suffix([' ', '-', ')'])
        .is_some_and(|lead| lead.ends_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&str> {
        let bytes = text.as_bytes();
        let start = bytes.iter().position(u8::is_ascii_digit)?;
        let end = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let mut hits = Vec::new();
        if may_be_unlabelled(bytes, start, end) {
            unlabelled_number(text, start, end, &mut hits);
        }
        hits.pop().map(|hit| &text[hit.range])
    }

    #[test]
    fn a_number_without_a_label_is_told_by_its_form() {
        for (text, number) in [
            ("Re: 5120348, home visit", "5120348"),
            ("The entry (B9042KQ) was", "B9042KQ"),
            ("21/04417/TW \u{2013} closed", "21/04417/TW"),
            ("| 30918274 | no further action |", "30918274"),
        ] {
            assert_eq!(found(text), Some(number), "{text}");
        }
        for text in [
            "Registered charity 5120348",
            "company no. 30918274",
            "ISBN 9780000000000",
            "form B9042KQ",
            "Planning application 21/04417/TW",
            "£5120348",
            "5120348 people",
            "1.5120348",
            "0800111100",
            "https://example.org/5120348",
            "SI 2015/1945",
            "20/21/22",
            "1500000 records",
            "512034",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
