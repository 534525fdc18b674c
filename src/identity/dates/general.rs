//! Births that are nobody's: the days between which a year group was born, rules and examples, and those of long ago.

use std::ops::Range;

use crate::identity::text::{last_word, word_at};
use crate::source::boundary_behind;

use super::months::month;
use super::reading::day_at;
use super::who::is_any;

/// Whoever was born before this year is in the history of the field, not in a case of it.
const HISTORY: u32 = 1915;

/// Whether a day of birth tells of nobody: it is one end of a span (`born 01/09/2007 to 31/08/2008`), or long past.
pub(super) fn is_of_nobody(text: &str, range: &Range<usize>, year: u32) -> bool {
    (1..HISTORY).contains(&year) || begins_span(text, range.end) || ends_span(text, range.start)
}

/// Whether another day follows up to which a span goes.
fn begins_span(text: &str, end: usize) -> bool {
    const JOINTS: [&str; 6] = [" to ", " until ", " \u{2013} ", "\u{2013}", " - ", "-"];
    let Some(joint) = JOINTS.iter().find(|joint| text[end..].starts_with(**joint)) else { return false };
    let start = end + joint.len();
    let digits = text.as_bytes()[start..].iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
    let is_figure = |rest: &[u8]| matches!(rest, [b'/' | b'.', month, ..] if month.is_ascii_digit());
    (1..=2).contains(&digits)
        && (is_figure(&text.as_bytes()[start + digits..]) || day_at(text, start, start + digits).is_some())
}

/// Whether another day stands before from which a span goes.
fn ends_span(text: &str, start: usize) -> bool {
    const REACH: usize = 32;
    let lead = text[boundary_behind(text, start.saturating_sub(REACH))..start].trim_end_matches(' ');
    let first = ["to", "until", "\u{2013}", "-"].iter().find_map(|joint| lead.strip_suffix(*joint));
    let Some(first) = first.map(|first| first.trim_end_matches(' ')) else { return false };
    let last = first.rsplit([' ', '\n', '|', '(']).next().unwrap_or_default();
    let is_digit = |c: char| c.is_ascii_digit();
    month(last).is_some()
        || last.ends_with(is_digit)
            && (last.contains(['/', '.']) || last.len() == 4 && last.chars().all(is_digit))
}

/// Whether a sentence in small letters that leads to a birth is a rule or an example: `if he turned 18 on`, `your child was born on`, `for a
/// child born on`, and with what follows `a baby born on ... would`.
pub(super) fn is_rule(text: &str, end: usize, label: &str) -> bool {
    const RULES: [&str; 8] = ["would", "may", "will", "must", "can", "attains", "starts", "is"];
    let sentence = label.rsplit(['.', ';', '\n', '|']).next().unwrap_or_default();
    let mut words = sentence.split(|c: char| !c.is_alphanumeric());
    if words.any(|word| matches!(word, "if" | "your" | "example" | "suppose" | "whether")) {
        return true;
    }
    let lead = sentence.trim_end().strip_suffix(" on").unwrap_or(sentence).trim_end();
    let who = lead.strip_suffix("born").map_or("", str::trim_end);
    let before = who.strip_suffix(last_word(who)).unwrap_or_default().trim_end();
    is_any(who)
        && (before.ends_with("for a")
            || RULES.contains(&text[end..].strip_prefix(' ').map_or("", |rest| word_at(rest, 0))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_a_span_and_of_history_are_nobodys() {
        let is_nobodys = |text: &str, day: &str, year| {
            let start = text.find(day).unwrap();
            is_of_nobody(text, &(start..start + day.len()), year)
        };
        for (text, day) in [
            ("born 01/09/2007 to 31/08/2008", "01/09/2007"),
            ("born 01/09/2007 to 31/08/2008", "31/08/2008"),
            ("born 01/09/2007-31/08/2008", "01/09/2007"),
            ("| 1 September to 31 December |", "1 September"),
            ("| 1 September to 31 December |", "31 December"),
            ("born 1 September 2000 to 11 January 2002", "11 January 2002"),
        ] {
            assert!(is_nobodys(text, day, 2007), "{text}");
        }
        for (text, day) in [
            ("DOB: 12/03/2014 - seen at home", "12/03/2014"),
            ("Child 2 - 12/03/2014", "12/03/2014"),
            ("DOB 12/03/2014 and 14/05/2016", "12/03/2014"),
        ] {
            assert!(!is_nobodys(text, day, 2014), "{text}");
        }
        assert!(is_nobodys("John (born 4 July 1845)", "4 July 1845", 1845));
    }

    #[test]
    fn a_rule_is_about_anybody() {
        for (label, rest) in [
            ("if he turned 18 on ", ", he"),
            ("your child was born on ", " in"),
            ("for a child born on ", " the start"),
            ("a baby born on ", " would"),
        ] {
            assert!(is_rule(rest, 0, label), "{label}");
        }
        for (label, rest) in [
            ("he turned 18 on ", ", he"),
            ("about a baby born on ", " who died"),
            ("if so. she was born on ", ""),
            ("child a was born on ", " is"),
        ] {
            assert!(!is_rule(rest, 0, label), "{label}");
        }
    }
}
