//! What the head of a table says of a cell.

use std::ops::Range;

use super::text::Near;

/// Furthest that the head of a table is looked for, in bytes: what is larger is no table that somebody reads.
const REACH: usize = 1 << 16;

/// The heading of the column of a table in Markdown, or of a sheet whose cells are apart by tabs, of which a range is a whole
/// cell; in small letters, without what stands in brackets behind it.
pub(super) fn column_heading(text: &str, cell: &Range<usize>) -> Option<Near> {
    let before = text[..cell.start].trim_end_matches(' ');
    let behind = text[cell.end..].trim_start_matches(' ');
    let sign = match before.as_bytes().last() {
        Some(b'|') if behind.starts_with('|') => '|',
        Some(b'\t') if behind.is_empty() || behind.starts_with(['\t', '\r', '\n']) => '\t',
        _ => return None,
    };
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let column = before[line..].matches(sign).count();
    let heading = head(&text[..line], sign)?.split(sign).nth(column)?;
    let heading = heading.split_once('(').map_or(heading, |(heading, _)| heading);
    Some(Near::of(heading.trim()))
}

/// Whether a range is a whole cell of a table in Markdown.
pub(super) fn is_cell(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end_matches(' ');
    let behind = text[range.end..].trim_start_matches(' ');
    before.ends_with('|') && behind.starts_with('|')
}

/// Whether the head of the table says that its rows tell what happened: `| Date | Event |`; not `| Action | Date |`.
pub(super) fn is_of_chronology(text: &str, cell: &Range<usize>) -> bool {
    const DAYS: [&str; 7] = ["date", "day", "when", "date and time", "date/time", "dyddiad", "pryd"];
    const EVENTS: [&str; 14] = [
        "event",
        "what happened",
        "contact",
        "incident",
        "happened",
        "attendance",
        "presentation",
        "injury",
        "seen by",
        "entry",
        "what was done",
        "what was seen",
        "digwyddiad",
        "beth ddigwyddodd",
    ];
    let is_day = column_heading(text, cell).is_some_and(|heading| DAYS.contains(&&*heading));
    let line = text[..cell.start].rfind('\n').map_or(0, |end| end + 1);
    is_day
        && head(&text[..line], '|').is_some_and(|head| {
            let mut headings = head.split('|').map(|heading| Near::of(heading.trim()));
            headings.any(|heading| EVENTS.iter().any(|event| heading.contains(event)))
        })
}

/// The first row of the table that a text ends in: of one in Markdown the row above the dashes, of a sheet the one behind an
/// empty line.
fn head(lead: &str, sign: char) -> Option<&str> {
    let lines = lead.lines().rev().scan(0, |read, line| {
        *read += line.len() + 1;
        (*read <= REACH).then_some(line)
    });
    let mut rows = lines.take_while(|line| line.contains(sign));
    if sign == '|' {
        let is_rule = |row: &str| row.contains('-') && row.chars().all(|c| " |-:".contains(c));
        rows.find(|row| is_rule(row))?;
        return rows.next();
    }
    rows.last()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_told_by_the_head_of_its_column() {
        let heading = |text: &str, cell: &str| {
            let start = text.find(cell).unwrap();
            column_heading(text, &(start..start + cell.len())).map(|near| near.to_string())
        };
        let table = "| Who | Date of birth (UK) |\n|:---|---|\n| one | 1 |\n| two | 2 |\n";
        assert_eq!(heading(table, "2 |").as_deref(), None);
        assert_eq!(heading(table, "2").as_deref(), Some("date of birth"));
        assert_eq!(heading(table, "two").as_deref(), Some("who"));
        assert_eq!(heading("Who\tDOB\none\t1\n", "1").as_deref(), Some("dob"));
        assert_eq!(heading("Text\n\nWho\tDOB\none\t1\n", "1").as_deref(), Some("dob"));
        for text in ["| 1 |", "a\n| 1 |", "1", "DOB | 1 x |", "|---|\n| 1 |", "DOB\n1"] {
            assert_eq!(heading(text, "1"), None, "{text}");
        }
    }
}
