//! Cells of tables that are counts under or beside the name of a register: `| Authority | EHM |`, `| Crime reports | 12345 | 12346 |`.

use crate::identity::dates::ends_in_one;
use crate::identity::tables::{Row, column_over, first_heading, row_of};
use crate::identity::text::last_word;

use super::labels::{ends_in_number, label};
use super::value::{Value, is_year};

/// Most digits of a count of which nothing is said but where it stands; numbers that somebody has are longer.
const MOST: usize = 6;
/// The same in a row that is said to have numbers, or that has no head, and of which no head says that its columns are years.
const MOST_OF_NUMBERED_ROW: usize = 5;

/// Whether a number is a whole cell of a table that has counts there, by the head of its rows or by the other cells of its row.
pub(super) fn is_of_counts(text: &str, value: &Value) -> bool {
    let is_plain = value.letters == 0 && value.digits <= MOST && value.length() == value.range.len();
    if !is_plain {
        return false;
    }
    let Some(row) = row_of(text, &value.range) else { return false };
    let first = row.cells().next().unwrap_or_default().to_ascii_lowercase();
    let column = column_over(text, value.range.start);
    let heading = column.as_deref().unwrap_or_default();
    if label(heading).is_some() {
        return !ends_in_number(heading) && is_column_of_counts(text, value, &first);
    }
    is_row_of_counts(&row, value, heading)
}

/// Whether the rows under the name of a register are those of areas, of years or of many people.
fn is_column_of_counts(text: &str, value: &Value, first: &str) -> bool {
    if ends_in_one(first) {
        return false;
    }
    let is_head_of_area = || {
        let heading = first_heading(text, value.range.start);
        heading.is_some_and(|heading| {
            heading.split(|c: char| !c.is_alphanumeric()).any(|word| AREAS.contains(&word))
        })
    };
    is_period(first)
        || matches!(
            last_word(first),
            "total" | "all" | "patients" | "children" | "pupils" | "people" | "council"
        )
        || matches!(first, "england" | "wales" | "scotland" | "northern ireland" | "uk" | "cymru")
        || is_head_of_area()
}

/// Whether a row behind the name of a register has nothing but counts, and its columns are nobody's.
fn is_row_of_counts(row: &Row<'_>, value: &Value, heading: &str) -> bool {
    const FEWEST: usize = 2;
    let is_count =
        |cell: &str| (1..=MOST).contains(&cell.len()) && cell.bytes().all(|byte| byte.is_ascii_digit());
    // A row may be quoted in data, and end in their signs.
    let is_written = |cell: &&str| cell.contains(char::is_alphanumeric);
    let (mut name, mut counts) = ("", 0);
    for cell in row.cells().filter(is_written) {
        if is_count(cell) {
            counts += 1;
        } else if counts > 0 {
            return false;
        } else {
            name = cell;
        }
    }
    let name = name.to_ascii_lowercase();
    let says_little = heading.is_empty() || ends_in_number(&name);
    let most = if is_period(heading) || !says_little { MOST } else { MOST_OF_NUMBERED_ROW };
    let fewest = if is_counted(heading) { 1 } else { FEWEST };
    counts >= fewest && value.digits <= most && !is_of_somebody(heading) && label(&name).is_some()
}

/// Whether the head of a column says what is counted in it: `records`, `number of users`.
fn is_counted(heading: &str) -> bool {
    const COUNTED: [&str; 10] = [
        "records",
        "cases",
        "cost",
        "costs",
        "users",
        "licences",
        "referrals",
        "contacts",
        "budget",
        "spend",
    ];
    heading.contains("number of ") || COUNTED.contains(&last_word(heading))
}

/// Whether the head of a column is somebody, or says that somebody is in it.
fn is_of_somebody(heading: &str) -> bool {
    ends_in_one(heading) || matches!(heading, "who" | "name" | "names" | "id") || heading.len() == 1
}

/// Whether words are a time for which something is counted: `2023/24`, `q1`, `total`.
fn is_period(words: &str) -> bool {
    let bytes = words.as_bytes();
    let is_of_years = bytes.len() >= 4 && is_year(bytes) && bytes[..4].iter().all(u8::is_ascii_digit);
    is_of_years || matches!(words, "q1" | "q2" | "q3" | "q4" | "total" | "number" | "count" | "all")
}

/// What the rows of a table of counts are.
const AREAS: [&str; 19] = [
    "authority",
    "authorities",
    "council",
    "area",
    "region",
    "district",
    "locality",
    "county",
    "country",
    "nation",
    "force",
    "borough",
    "year",
    "month",
    "quarter",
    "period",
    "measure",
    "indicator",
    "records",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn is_count(text: &str) -> bool {
        let start = text.find("1234").unwrap();
        let end = start + text[start..].bytes().take_while(u8::is_ascii_digit).count();
        is_of_counts(text, &Value::of(text, start..end))
    }

    #[test]
    fn a_table_of_counts_is_told_from_one_of_people() {
        for text in [
            "| Authority | EHM |\n|---|---|\n| Leeds | 12345 |",
            "| | EHM |\n|---|---|\n| 2024/25 | 12345 |",
            "| | EHM |\n|---|---|\n| Wales | 12345 |",
            "Area\tEHM\nNorth\t12345",
            "| Custody number | 12345 | 23456 |",
            "| EHM | 12345 | 23456 |",
            "\"text\": \"| Custody number | 12345 | 23456 |\"",
            "| | 2023 | 2024 |\n|---|---|---|\n| EHM | 123456 | 234567 |",
        ] {
            assert!(is_count(text), "{text}");
        }
        for text in [
            "| Authority | EHM ID |\n|---|---|\n| Leeds | 12345 |",
            "| Authority | EHM |\n|---|---|\n| Leeds | 1234567 |",
            "| Authority | EHM |\n|---|---|\n| Child A | 12345 |",
            "| Child | EHM |\n|---|---|\n| B | 12345 |",
            "| | Rosie | Tom |\n|---|---|---|\n| EHM | 12345 | 23456 |",
            "| EHM | 12345 | seen |",
            "| EHM | 12345 |",
            "| EHM ID | 123456 | 234567 |",
            "| EHM | 123456 | 234567 |",
            "EHM 12345",
        ] {
            assert!(!is_count(text), "{text}");
        }
    }
}
