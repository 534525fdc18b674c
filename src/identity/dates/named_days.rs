//! Days and weeks that have a name of their own, which nobody's case has.

use std::ops::Range;

use crate::identity::text::last_word;
use crate::source::boundary_behind;

/// Whether a day or a week has a name of its own behind which it stands: `White Ribbon Day, 25 November`, `Safer Internet Day 2025 was
/// on`, `Day of Older Persons,`, `Wythnos Diogelu: 10–`.
pub(super) fn is_of_named_day(text: &str, range: &Range<usize>) -> bool {
    const LONGEST: usize = 72;
    let from = boundary_behind(text, range.start.saturating_sub(LONGEST));
    let lead = &text[from..range.start];
    let lead = &lead[lead.rfind('\n').map_or(0, |end| end + 1)..];
    // The first day of a span.
    let first = lead.trim_end_matches([' ', '-', '\u{2013}']);
    let lead = if first.ends_with(|c: char| c.is_ascii_digit()) && first.len() < lead.len() {
        first.trim_end_matches(|c: char| c.is_ascii_digit())
    } else {
        lead
    };
    let signs = [' ', '(', ',', ':', '*', '_'];
    let mut name = lead.trim_end_matches(signs);
    if name.len() == lead.len() {
        return false;
    }
    for verb in [" was on", " is on", " falls on", " fell on", " takes place on", " runs from", " ran from"] {
        name = name.strip_suffix(verb).unwrap_or(name);
    }
    // `Internet Day 2025`
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    if [" Day", " Week", " Month"].iter().any(|noun| {
        name.strip_suffix(noun).is_some_and(|lead| {
            let of = last_word(lead);
            of.starts_with(|c: char| c.is_ascii_uppercase()) && !is_kept_by_one_school(of)
        })
    }) {
        return true;
    }
    let begins = ["Wythnos ", "Diwrnod ", "Day of ", "Day for ", "Week of ", "Day Against "];
    let of = begins.iter().find_map(|noun| name.rfind(noun).map(|at| &name[at + noun.len()..]));
    of.is_some_and(|of| {
        of.split(' ').all(|word| {
            word.starts_with(char::is_uppercase)
                || matches!(word, "of" | "the" | "and" | "for" | "y" | "yr" | "i")
        })
    })
}

/// Whether a day that is called after this is that of one school or one family, and not of a cause: `Sports Day, 3 May 2021`.
fn is_kept_by_one_school(of: &str) -> bool {
    matches!(
        of.trim_end_matches(['\'', '\u{2019}']),
        "Sports"
            | "Sport"
            | "Prize"
            | "Speech"
            | "Inset"
            | "INSET"
            | "Results"
            | "Leavers"
            | "Graduation"
            | "Transition"
            | "Taster"
            | "Wedding"
            | "Moving"
    )
}
