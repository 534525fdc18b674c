//! Ages behind a label: `Age at referral: 14`, `| Age | 14 |`, `her age was recorded as 91`, and those under one in a table.

use std::ops::Range;

use crate::identity::tables::{column_heading, row_before};
use crate::identity::text::{is_possessive, last_word};
use crate::source::boundary_behind;

use super::is_alone;
use super::people::{ROLES, is_somebody};
use super::spans::span_at;

/// Furthest that a label goes back, in bytes.
const REACH: usize = 56;
/// Words for an age.
const AGES: [&str; 5] = ["age", "ages", "aged", "oed", "oedran"];
/// What the ages of many are counted in.
const OF_MANY: [&str; 10] =
    ["group", "band", "range", "profile", "limit", "rating", "restriction", "bracket", "disability", "uk"];

/// The age that a number is, should its label stand before it.
pub(super) fn behind_label(text: &str, number: &Range<usize>) -> Option<Range<usize>> {
    let lead = &text[boundary_behind(text, number.start.saturating_sub(REACH))..number.start];
    let lead = lead.trim_end_matches([' ', '*', '_', '(', '"', '\u{a0}']);
    let age = number.start..span_at(text, number.start)?.end;
    match lead.chars().next_back()? {
        sign @ (':' | '|' | '=' | '-' | '\u{2013}' | '\u{2014}') => {
            let label = lead.trim_end_matches([sign, ' ', '*', '_', '(']);
            let label = label.rsplit(['\n', '|', ';', '.', ',']).next()?;
            let is_row = sign == '|' && !begins_row(text, number.start);
            (is_label(label) && !is_row && is_alone(text, &age)).then_some(age)
        }
        ',' => (is_somebodys(lead.trim_end_matches(',')) && is_alone(text, &age)).then_some(age),
        _ => {
            let is_in_bracket = || text[..number.start].ends_with('(');
            let words = without_verb(lead).or_else(|| is_in_bracket().then_some(lead))?;
            let rest = text[age.end..].trim_start_matches(' ');
            let is_open = rest.starts_with(['+', '-', '\u{2013}'])
                || rest.starts_with("to ")
                || rest.starts_with("or ");
            (is_somebodys(words) && !is_open).then_some(age)
        }
    }
}

/// A whole cell under `Age` in the row of somebody: `| Child F | 7 |`, `| A | 7 |`.
pub(super) fn in_column(text: &str, number: &Range<usize>) -> Option<Range<usize>> {
    let heading = column_heading(text, number)?;
    if !is_label(&heading) {
        return None;
    }
    let is_mark = |cell: &str| cell.len() == 1 && cell.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_pseudonym =
        |cell: &str| is_mark(cell) || is_somebody(cell) || ROLES.contains(&cell) || cell == "Subject";
    cells_of_row(text, number.start)
        .any(|cell| is_pseudonym(cell.trim_matches([' ', '*', '_'])))
        .then(|| number.clone())
}

/// The cells of the row that a byte stands in.
pub(super) fn cells_of_row(text: &str, at: usize) -> impl Iterator<Item = &str> {
    let line = text[..at].rfind('\n').map_or(0, |at| at + 1);
    text[line..].lines().next().unwrap_or_default().split(['|', '\t'])
}

/// Whether the cell before a byte is the first one of its row: `| Age | 14 |`.
fn begins_row(text: &str, at: usize) -> bool {
    row_before(text, at).is_some_and(|first| is_label(&first))
}

/// Whether words are a label of one age: `Age`, `Age (years)`, `Age at the time of the incident`, `Child's age`, `Age/DOB`.
fn is_label(words: &str) -> bool {
    const MOST: usize = 6;
    let words = words.trim_matches([' ', '*', '_', '#', '-', '>', '\t', '\r']);
    let mut words = words.split([' ', '/', '(', ')', '*']).filter(|word| !word.is_empty());
    let Some(first) = words.next() else { return false };
    let is_age = |word: &str| AGES.iter().any(|age| word.eq_ignore_ascii_case(age));
    let is_said = is_age(first) || (is_whose(first) && words.next().is_some_and(is_age));
    let mut count = 0;
    is_said
        && words.all(|word| {
            count += 1;
            let begins = |many: &str| word.get(..many.len()).is_some_and(|it| it.eq_ignore_ascii_case(many));
            let is_of_many = OF_MANY.iter().any(|many| begins(many));
            count <= MOST && !is_of_many && !word.contains(|c: char| c.is_ascii_digit())
        })
}

fn is_whose(word: &str) -> bool {
    ["his", "her", "their", "ei"].iter().any(|whose| word.eq_ignore_ascii_case(whose)) || is_possessive(word)
}

/// Whether words end in `her age`, `the child's ages`.
fn is_somebodys(words: &str) -> bool {
    let words = words.trim_end_matches(' ');
    let age = last_word(words);
    matches!(age, "age" | "ages")
        && is_whose(
            words[..words.len() - age.len()]
                .trim_end_matches(' ')
                .rsplit(char::is_whitespace)
                .next()
                .unwrap_or_default(),
        )
}

/// What stands before `was`, `is given as`, `had been recorded as`.
fn without_verb(words: &str) -> Option<&str> {
    const STATED: [&str; 8] = [
        " recorded as",
        " given as",
        " stated as",
        " noted as",
        " entered as",
        " written as",
        " put at",
        " shown as",
    ];
    const VERBS: [&str; 6] = [" had been", " has been", " was", " is", " were", " are"];
    let words = STATED.iter().find_map(|stated| words.strip_suffix(*stated)).unwrap_or(words);
    VERBS.iter().find_map(|verb| words.strip_suffix(*verb))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_told_by_its_label() {
        let told = |text: &str| {
            let start = text.find(|c: char| c.is_ascii_digit()).unwrap();
            let end = start + text[start..].bytes().take_while(u8::is_ascii_digit).count();
            behind_label(text, &(start..end)).or_else(|| in_column(text, &(start..end))).is_some()
        };
        for text in [
            "Age: 14",
            "Age:14",
            "- **Age:** 14",
            "Age/DOB: 14",
            "Age at time of incident: 14",
            "Age when placed \u{2013} 3 months",
            "| Age | 14 |",
            "Oed: 14",
            "His age was recorded as 91 in one record",
            "Her age, 16, was known.",
            "It was late.\n\nHis age was given as 17.",
            "Their ages were 3, 5 and 9.",
            "The child's ages (3, 5)",
            "| Role | Age |\n| --- | --- |\n| Subject | 23 |",
            "| Child | Age at referral |\n|---|---|\n| A | 7 |",
            "| Age (years) | Who |\n|---|---|\n| 7 | Child A |",
        ] {
            assert!(told(text), "{text}");
        }
        for text in [
            "Age: 18+",
            "Age: 5 to 11",
            "Age group: 14",
            "Age UK: 14",
            "The average age was 14.",
            "the age is 16",
            "Their ages were 3 to 9",
            "Page: 14",
            "| Age | Referrals |\n|---|---|\n| 16 | 34 |",
            "| Age band | Who |\n|---|---|\n| 7 | Child A |",
            "Stage: 4",
            "14",
            ": 14",
        ] {
            assert!(!told(text), "{text}");
        }
    }
}
