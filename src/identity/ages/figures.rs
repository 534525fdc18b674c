//! Ages that only their surroundings tell: in brackets, between commas, in a column.

use std::ops::Range;

use crate::identity::age_cues::{count_at, is_age, push_age};
use crate::identity::hit::Hit;
use crate::identity::tables::is_cell;
use crate::identity::text::{last_word, word_at};
use crate::source::boundary_behind;

use super::labelled::{behind_label, cells_of_row, in_column};
use super::people::{ROLES, is_somebody};
use super::spans::span_at;
use super::{HOW_NEARLY, is_alone, years};

/// An age in figures where its surroundings tell, at its digits.
pub(in crate::identity) fn in_figures(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    if !is_age(&text[start..end]) {
        return None;
    }
    if let Some(unit) = unit_right_behind(&text[end..]) {
        return Some(start..end + unit);
    }
    if let Some(year) = years::in_figures(text, &(start..end)) {
        return Some(year);
    }
    if let Some(age) = medical(text, start, end) {
        return Some(age);
    }
    if text[end..].starts_with([')', ',', ';']) && is_after_sex(&text[..start]) {
        return Some(start..end);
    }
    let whole = || start..span_at(text, start).map_or(end, |span| span.end);
    if is_after_sex_of_somebody(&text[..start]) && is_alone(text, &whole()) {
        return Some(whole());
    }
    if is_before_sex(text, start, end) {
        return Some(start..end + 1);
    }
    let of_sex = ["F/", "M/"].iter().find_map(|sex| text[..start].strip_suffix(sex));
    if let Some(lead) = of_sex.filter(|lead| !lead.ends_with(char::is_alphanumeric)) {
        let is_whole = !text[end..].starts_with(|c: char| c.is_alphanumeric() || c == '/');
        return is_whole.then_some(lead.len()..end);
    }
    surrounded(text, start..end)
        .or_else(|| in_column(text, &(start..end)))
        .or_else(|| behind_label(text, &(start..end)))
        .or_else(|| in_cell(text, start..end))
        .or_else(|| behind_kin(text, start..end))
}

/// An age in months, weeks or days as doctors write it, at the digits behind the stroke: `7/12 old`, `6/52 old`, and
/// `Baby (6/52)`.
fn medical(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    if !matches!(&text[start..end], "12" | "52" | "7") {
        return None;
    }
    let lead = text[..start].strip_suffix('/')?;
    let who = lead.trim_end_matches(|c: char| c.is_ascii_digit());
    if who.len() == lead.len() {
        return None;
    }
    if text[end..].starts_with(" old") {
        return Some(who.len()..end + " old".len());
    }
    let is_in_bracket =
        who.strip_suffix(" (").is_some_and(is_somebody) && text[end..].starts_with([')', ',']);
    is_in_bracket.then_some(who.len()..end)
}

/// Whether the letter for a sex stands before, in brackets: `The victim (F, 34)`, `(M 51`.
fn is_after_sex(lead: &str) -> bool {
    ["(F, ", "(M, ", "(F ", "(M ", "(female, ", "(male, ", "(f, ", "(m, "]
        .iter()
        .any(|sex| lead.ends_with(sex))
}

/// Whether the letter for a sex stands right behind, as nurses write it: `Pt 34F`, `(51M)`.
fn is_before_sex(text: &str, start: usize, end: usize) -> bool {
    let is_whole = text[end..].starts_with(['F', 'M']) && !text[end + 1..].starts_with(char::is_alphanumeric);
    is_whole && {
        let lead = &text[..start];
        lead.ends_with('(') || matches!(last_word(lead.trim_end()), "Pt" | "pt" | "Patient" | "patient")
    }
}

/// Whether the word for a sex stands before, behind somebody: `Victim: female,`, `Child A – male,`.
fn is_after_sex_of_somebody(lead: &str) -> bool {
    let Some(lead) = lead.strip_suffix(", ") else { return false };
    let sex = ["female", "male", "Female", "Male", "F", "M", "f", "m"]
        .iter()
        .find_map(|sex| lead.strip_suffix(*sex));
    let who = sex.and_then(|lead| {
        [": ", " \u{2013} ", " - ", ":** ", ", "].iter().find_map(|joint| lead.strip_suffix(*joint))
    });
    who.is_some_and(|who| is_somebody(who) || last_word(who).eq_ignore_ascii_case("person"))
}

/// A number with its unit that is a whole cell in the row of somebody: `| Sibling 1 | half-brother | 22 mths |`.
fn in_cell(text: &str, number: Range<usize>) -> Option<Range<usize>> {
    let begins_cell = text[..number.start].trim_end_matches(' ').ends_with('|');
    let span = begins_cell.then(|| span_at(text, number.start)).flatten().filter(|span| span.has_unit)?;
    let range = number.start..span.end;
    (is_cell(text, &range) && has_somebody_in_row(text, range.start)).then_some(range)
}

/// A number right behind a word for a child or a relative, as under a genogram: `boy 5, girl 2`.
fn behind_kin(text: &str, number: Range<usize>) -> Option<Range<usize>> {
    const KIN: [&str; 14] = [
        "boy",
        "girl",
        "man",
        "woman",
        "son",
        "daughter",
        "mum",
        "dad",
        "grandmother",
        "grandfather",
        "stepfather",
        "stepmother",
        "uncle",
        "aunt",
    ];
    let lead = text[..number.start].strip_suffix(' ')?;
    (is_alone(text, &number) && KIN.contains(&last_word(lead))).then_some(number)
}

/// Whether a cell of the row that a byte stands in ends in somebody.
fn has_somebody_in_row(text: &str, at: usize) -> bool {
    cells_of_row(text, at).any(|cell| is_somebody(cell.trim()))
}

/// An age in words where its surroundings tell, at a count: `the boy, thirteen,`, `at eleven weeks she`.
pub(in crate::identity) fn in_words(text: &str, count: &Range<usize>, found: &mut Vec<Hit>) {
    // `seventy-nine`
    let end = count.start + count_at(&text[count.start..]).len();
    let is_whole = !text[end..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
    if let Some(range) = surrounded(text, count.start..end).filter(|_| is_whole) {
        push_age(text, range, found);
    }
}

/// The short forms of a unit that stand right behind a number: `4yo`, `4 y/o` is told by its phrase.
fn unit_right_behind(rest: &str) -> Option<usize> {
    const UNITS: [&str; 9] = [
        "yo",
        "y/o",
        "yrs old",
        "yr old",
        "yr-old",
        "yrs-old",
        "yr\u{2011}old",
        "yr\u{2013}old",
        "yrs of age",
    ];
    let unit = UNITS.iter().find(|unit| rest.starts_with(**unit))?;
    (!rest[unit.len()..].starts_with(char::is_alphanumeric)).then_some(unit.len())
}

/// A number between brackets or commas behind somebody, or behind `at` before a pronoun.
fn surrounded(text: &str, number: Range<usize>) -> Option<Range<usize>> {
    let span = span_at(text, number.start)?;
    let (lead, rest) = (&text[..number.start], &text[span.end..]);
    let age = number.start..span.end;
    let bracket =
        [" (", " (then ", " (now ", " (just ", " (only "].iter().find_map(|open| lead.strip_suffix(open));
    if let Some(lead) = bracket.filter(|_| rest.starts_with([')', ',']) || is_pair_in_brackets(rest)) {
        return is_somebody(lead).then_some(age);
    }
    if is_list_of(lead, text, span.end) {
        return Some(age);
    }
    let aside = without_aside_before(lead).strip_suffix(", ");
    if let Some(lead) = aside
        && let Some(behind) = without_second(without_aside_behind(rest)).strip_prefix(", ")
    {
        // `Child A, 7, 9 and 12 were the numbers` is a list.
        let goes_on = behind.starts_with(|c: char| c.is_ascii_digit());
        return (!goes_on && is_somebody(lead)).then_some(age);
    }
    // `At just 14, she`, `At 11 weeks he`
    let words = lead.trim_end_matches(' ');
    let nearly = last_word(words);
    let is_nearly = words.len() < lead.len() && HOW_NEARLY.contains(&nearly);
    let lead = if is_nearly { &words[..words.len() - nearly.len()] } else { lead };
    if !(lead.ends_with("At ") || lead.ends_with(" at ")) {
        return None;
    }
    let behind = rest.strip_prefix(" old").or_else(|| rest.strip_prefix(" of age")).unwrap_or(rest);
    let who = behind.trim_start_matches(',').strip_prefix(' ').map_or("", |rest| word_at(rest, 0));
    // `At six weeks they` is about those who work there.
    let is_told = matches!(who, "he" | "she") || ROLES.contains(&who) || who == "they" && !span.has_unit;
    is_told.then_some(age)
}

/// Furthest that a bracket closes, in bytes, with nothing in it but how exact an age is or when somebody had it.
const LONGEST_ASIDE: usize = 24;

/// What stands before a bracket that says when somebody was so old: `the boy, (at the time) 16,`.
fn without_aside_before(lead: &str) -> &str {
    let Some(inner) = lead.strip_suffix(") ") else { return lead };
    let reach = boundary_behind(inner, inner.len().saturating_sub(LONGEST_ASIDE));
    let open = inner[reach..].rfind('(').map(|at| reach + at);
    let is_when = |words: &str| matches!(words, "at the time" | "at that time" | "then" | "now");
    open.filter(|open| is_when(&inner[open + 1..])).map_or(lead, |open| &lead[..open])
}

/// What follows behind a bracket that says how exact an age is: `13 (nearly 14), was`.
fn without_aside_behind(rest: &str) -> &str {
    let Some(inner) = rest.strip_prefix(" (") else { return rest };
    if !HOW_NEARLY.contains(&word_at(inner, 0)) {
        return rest;
    }
    let close = inner.bytes().take(LONGEST_ASIDE).position(|byte| byte == b')');
    close.map_or(rest, |close| &inner[close + 1..])
}

/// What follows behind the second of two ages: `Two sisters, 11 and 14, had`.
fn without_second(rest: &str) -> &str {
    let second = rest.strip_prefix(" and ").and_then(|second| Some(&second[span_at(second, 0)?.end..]));
    second.unwrap_or(rest)
}

/// Whether ages follow a colon behind several, of whom one is old in months or weeks: `group of three: 10, 7 and 18 months`.
fn is_list_of(lead: &str, text: &str, first: usize) -> bool {
    const MOST: usize = 8;
    // `Her children, 3, 7 and 12 years, were`
    let Some(who) = lead.strip_suffix(": ").or_else(|| lead.strip_suffix(", ")) else { return false };
    let count = last_word(who);
    let is_of_several = is_somebody(who) || is_age(count) && who[..who.len() - count.len()].ends_with(" of ");
    let mut end = first;
    for _ in 0..MOST {
        let joint = [", and ", ", ", " and "].iter().find(|joint| text[end..].starts_with(**joint));
        let Some(span) = joint.and_then(|joint| span_at(text, end + joint.len())) else { return false };
        if span.has_unit {
            return is_of_several;
        }
        end = span.end;
    }
    false
}

/// Whether a second number stands behind one before the bracket closes: `(4 and 2)`.
fn is_pair_in_brackets(rest: &str) -> bool {
    rest.strip_prefix(" and ").is_some_and(|second| {
        let number = word_at(second, 0);
        is_age(number) && second[number.len()..].starts_with(')')
    })
}
