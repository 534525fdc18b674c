//! Paragraphs that look like something else: what comes out of a word processor has bold lines for headings, and tables
//! whose lines of strokes make none.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};

/// More words than this are a sentence that somebody set in bold, and no heading.
const HEADING_WORDS: usize = 12;

/// What a paragraph of the text looks like and is not, with the place in the body. `level` is that of a heading in its place.
pub(super) fn lookalike(
    body: &str,
    paragraph: &Range<usize>,
    level: u8,
) -> Option<(Range<usize>, Diagnostic)> {
    let text = body.get(paragraph.clone())?.trim_end();
    let (at, finding) = match text.as_bytes().first()? {
        b'*' | b'_' => {
            let rest = body.get(paragraph.end..)?.trim_start();
            // Before a heading or at the end nothing stands below it.
            let heads_something = !rest.is_empty() && !rest.starts_with('#');
            (0..text.len(), no_heading(bold(text).filter(|_| heads_something)?, level))
        }
        _ if text.contains('|') => table(text)?,
        _ => return None,
    };
    Some((paragraph.start + at.start..paragraph.start + at.end, finding))
}

/// The words of a paragraph that is one line, bold from end to end, and no sentence.
fn bold(text: &str) -> Option<&str> {
    let within = |mark: &str| text.strip_prefix(mark)?.strip_suffix(mark);
    let words = within("**").or_else(|| within("__"))?;
    let is_line = !words.contains(['\n', '*', '_', '`', '[', '!', '<']) && words.trim() == words;
    let is_sentence = words.ends_with(['.', ',', ';', '\u{2026}']);
    (is_line && !is_sentence && (1..=HEADING_WORDS).contains(&words.split_whitespace().count()))
        .then_some(words)
}

/// The first of at least two lines that begin and end with a stroke, and what is to be done about them.
fn table(text: &str) -> Option<(Range<usize>, Diagnostic)> {
    let mut start = 0;
    let mut first: Option<(Range<usize>, usize)> = None;
    for line in text.split_inclusive('\n') {
        let cells = line.trim();
        let is_row = cells.len() > 2 && cells.starts_with('|') && cells.ends_with('|');
        match (is_row, &first) {
            (true, Some((at, columns))) => {
                let is_rule = cells.bytes().all(|byte| b"|-: ".contains(&byte));
                return Some((at.clone(), no_table(*columns, is_rule)));
            }
            (true, None) => {
                let columns = cells.replace("\\|", "").matches('|').count() - 1;
                first = Some((start..start + line.trim_end().len(), columns));
            }
            (false, _) => first = None,
        }
        start += line.len();
    }
    None
}

fn no_heading(words: &str, level: u8) -> Diagnostic {
    let words = words.trim_end_matches(':').trim_end();
    let help = format!("write `{} {words}`, or make it part of a sentence", "#".repeat(usize::from(level)));
    Diagnostic::warning(Code("accessibility/bold-heading"), "a bold line stands in place of a heading")
        .help(help)
        .because("people who listen to a page go from heading to heading, and the contents list no other")
}

/// `has_rule` says that there is a line of hyphens, but not one with as many parts.
fn no_table(columns: usize, has_rule: bool) -> Diagnostic {
    let line = format!("{}|", "|---".repeat(columns));
    let help = if has_rule {
        format!("write the line of hyphens with as many parts as the first line has: `{line}`")
    } else {
        format!("write `{line}` below the first one, and leave a blank line before it")
    };
    Diagnostic::warning(
        Code("markdown/no-table"),
        "these lines look like a table, and are shown as they are written",
    )
    .help(help)
}
