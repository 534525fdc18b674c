//! Days in names of files and in addresses.

use std::ops::Range;

use crate::source::{boundary_before, boundary_behind};

/// Whether the time of the day stands right behind it, as programs write it: `2019-03-12T14:05`.
fn has_time(behind: &[u8]) -> bool {
    matches!(behind, [b'T', tens, ones, b':', ..] if tens.is_ascii_digit() && ones.is_ascii_digit())
}

/// A day in a name of a file or an address is that of the file.
pub(super) fn is_file_name(text: &str, range: &Range<usize>) -> bool {
    let bytes = text.as_bytes();
    // `the night of 7/8 November`
    let is_night = text[range.clone()].contains(' ')
        && text[..range.start]
            .strip_suffix('/')
            .is_some_and(|lead| lead.ends_with(|c: char| c.is_ascii_digit()));
    if is_night {
        return false;
    }
    let joint = |byte: u8| matches!(byte, b'/' | b'_' | b'-' | b'=');
    (range.start > 0 && joint(bytes[range.start - 1]))
        || !has_time(&bytes[range.end..])
            && bytes.get(range.end).is_some_and(|byte| joint(*byte) || byte.is_ascii_alphanumeric())
}

/// Whether a range stands in the name of a file that holds what was written about somebody at the time: `2019-04-18_visit.pdf`.
pub(in crate::identity) fn is_of_a_record(text: &str, range: &Range<usize>) -> bool {
    const RECORDS: [&str; 30] = [
        "visit",
        "visits",
        "strategy",
        "referral",
        "assessment",
        "assessments",
        "chronology",
        "interview",
        "disclosure",
        "discharge",
        "admission",
        "injury",
        "injuries",
        "bruise",
        "bruising",
        "bodymap",
        "casenote",
        "casenotes",
        "incident",
        "arrest",
        "custody",
        "postmortem",
        "inquest",
        "marac",
        "mash",
        "s47",
        "icpc",
        "rcpc",
        "statement",
        "witness",
    ];
    // Words of what is written for everybody, in the name of a file.
    const FOR_ALL: [&str; 18] = [
        "board",
        "minutes",
        "agenda",
        "policy",
        "template",
        "training",
        "newsletter",
        "briefing",
        "guidance",
        "guide",
        "form",
        "blank",
        "webinar",
        "inspection",
        "ofsted",
        "privacy",
        "accessibility",
        "annual",
    ];
    let Some(name) = file_name(text, range) else { return false };
    let has = |known: &[&str]| {
        let mut words = name.split(|c: char| !c.is_ascii_alphanumeric());
        words.any(|word| known.iter().any(|known| known.eq_ignore_ascii_case(word)))
    };
    has(&RECORDS) && !has(&FOR_ALL)
}

/// The name of the file that a range is a part of, without what it ends in.
fn file_name<'t>(text: &'t str, range: &Range<usize>) -> Option<&'t str> {
    const LONGEST: usize = 80;
    const KINDS: [&str; 18] = [
        "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "rtf", "txt", "msg", "eml", "jpg", "jpeg",
        "png", "mp3", "mp4", "csv",
    ];
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '%' | '+');
    let from = boundary_behind(text, range.start.saturating_sub(LONGEST));
    let start = text[from..range.start].rfind(|c: char| !is_of_name(c));
    let start =
        start.map_or(from, |at| from + at + text[from + at..].chars().next().map_or(1, char::len_utf8));
    let to = boundary_before(text, range.end.saturating_add(LONGEST));
    let end = text[range.end..to].find(|c: char| !is_of_name(c)).map_or(to, |at| range.end + at);
    let (name, kind) = text[start..end].trim_end_matches('.').rsplit_once('.')?;
    KINDS.iter().any(|known| known.eq_ignore_ascii_case(kind)).then_some(name)
}
