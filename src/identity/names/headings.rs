//! Headings, titles and items of lists, of which capitals say less than those of a sentence.

use crate::identity::text::line_start;
use crate::source::{boundary_before, boundary_behind};

use super::run::Run;
use super::unknown::is_somebody;

/// Whether a run is all that a heading, an item of a list, a cell of a table or a quotation says.
pub(super) fn is_whole_item(text: &str, run: &Run) -> bool {
    const DEEPEST: usize = 16;
    // `wrote "Kezia" on the form`
    let is_quoted = text[..run.words[0].start].ends_with(['"', '\u{201c}'])
        && text[run.end..].starts_with(['"', '\u{201d}']);
    if is_quoted {
        return true;
    }
    let behind = text[run.end..].trim_start_matches([' ', '*', '_']);
    if !(behind.is_empty() || behind.starts_with(['\n', '\r', '|'])) {
        return false;
    }
    let start = run.words[0].start;
    let from = boundary_behind(text, start.saturating_sub(DEEPEST));
    let lead = &text[from..start];
    let is_cell = lead.trim_end_matches([' ', '*', '_']).ends_with('|');
    let line = match lead.rfind('\n') {
        Some(end) => &lead[end + 1..],
        None if from == 0 => lead,
        None => "",
    };
    let is_signature = line.trim().is_empty() && is_below_greeting(lead);
    let is_item = is_signature
        || !behind.starts_with('|')
            && !line.trim().is_empty()
            && line.chars().all(|c| {
                matches!(c, ' ' | '#' | '-' | '*' | '_' | '>' | '.' | ')' | '\u{2022}') || c.is_ascii_digit()
            });
    is_item || is_cell && behind.starts_with('|') && !is_head(behind)
}

/// Whether the line above ends a letter: `Kind regards,`.
fn is_below_greeting(lead: &str) -> bool {
    const GREETINGS: [&str; 6] = ["egards", "incerely", "ishes", "aithfully", "hanks", "heers"];
    let above = lead.trim_end_matches([' ', '\n', '\r', ',']);
    GREETINGS.iter().any(|end| above.ends_with(end))
}

/// Whether the rest of a row is that of the head of a table, which has dashes in the next line.
fn is_head(row: &str) -> bool {
    const LONGEST: usize = 300;
    let row = &row[..boundary_before(row, LONGEST)];
    let next = row.split_once('\n').map_or("", |(_, next)| next);
    next.starts_with('|') && next[1..].trim_start_matches([' ', ':']).starts_with('-')
}

/// Whether all words of a text begin with a capital, for it is a heading or a title: in a heading only `Kezia's story` is somebody's.
pub(super) fn is_title_case(text: &str, run: &Run) -> bool {
    const SMALL: [&str; 17] = [
        "The", "And", "Of", "What", "You", "Your", "With", "Or", "To", "For", "In", "On", "At", "A", "An",
        "Is", "Are",
    ];
    let has_small = (1..run.words.len()).any(|at| SMALL.contains(&run.word(text, at)));
    has_small || is_title_case_heading(text, run) && !is_somebody(text, run)
}

/// Whether a heading stands here of which most words that count have a capital.
pub(super) fn is_title_case_heading(text: &str, run: &Run) -> bool {
    const COUNTS: usize = 4;
    // No heading is longer.
    const LONGEST: usize = 300;
    let start = run.words[0].start;
    let Some(line) = line_start(text, start, LONGEST) else { return false };
    let heading = text[line..].trim_start_matches([' ', '-', '>', '"']);
    if !heading.starts_with('#') {
        return false;
    }
    let heading = heading.lines().next().unwrap_or_default();
    let words = || heading.split(' ').filter(|word| word.chars().count() >= COUNTS);
    let capitals = words().filter(|word| word.starts_with(char::is_uppercase)).count();
    capitals * 5 >= words().count() * 3
}
