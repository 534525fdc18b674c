//! Births that are nobody's: the days between which a year group was born, rules and examples, whoever was the first, what is called
//! after births, and those of long ago.

use std::ops::Range;

use crate::identity::age_cues::COUNTS;
use crate::identity::tables::{first_heading, row_before};
use crate::identity::text::{is_possessive, last_word, word_at};
use crate::source::boundary_behind;

use super::months::month;
use super::reading::day_at;
use super::who::{MANY, ends_in_one, ends_in_thing, is_any};

/// Whoever was born before this year is in the history of the field, not in a case of it.
const HISTORY: u32 = 1915;

/// Whether a day of birth tells of nobody: it is one end of a span (`born 01/09/2007 to 31/08/2008`), or long past.
pub(super) fn is_of_nobody(text: &str, range: &Range<usize>, year: u32) -> bool {
    is_long_past(text, range, year) || begins_span(text, range.end) || ends_span(text, range.start)
}

/// Whether a day is that of nobody who lives, by its year, which may be none of those that are read as a part of a day: `4 July 1845`.
pub(super) fn is_long_past(text: &str, range: &Range<usize>, year: u32) -> bool {
    if year != 0 {
        return year < HISTORY;
    }
    let behind = text[range.end..].strip_prefix(',').unwrap_or(&text[range.end..]);
    let old = word_at(behind.strip_prefix([' ', '\n', '-']).unwrap_or_default(), 0);
    // `4 July 1745 hours`
    let is_time = || {
        let next = behind[1 + old.len()..].strip_prefix(' ').map_or("", |rest| word_at(rest, 0));
        matches!(next, "hours" | "hrs" | "h")
    };
    old.len() == 4
        && (old.starts_with("17") || old.starts_with("18"))
        && old.bytes().all(|byte| byte.is_ascii_digit())
        && !is_time()
}

/// Whether a column of births says when bodies and ideas began: `| Topic | Born |`, of which a row is no person's.
pub(super) fn is_of_things(text: &str, start: usize) -> bool {
    const TOPICS: [&str; 17] = [
        "topic",
        "body",
        "organisation",
        "service",
        "programme",
        "project",
        "scheme",
        "charity",
        "agency",
        "institution",
        "law",
        "policy",
        "helpline",
        "campaign",
        "network",
        "partnership",
        "idea",
    ];
    let Some(row) = row_before(text, start) else { return false };
    let is_mark = row.len() < 3;
    let is_topic = || first_heading(text, start).is_some_and(|heading| TOPICS.contains(&&*heading));
    !is_mark && !ends_in_one(&row) && (ends_in_thing(&row) || is_topic())
}

/// Whether those of whom it is said behind a day that they were born are whoever was the first or any, by the words before and behind
/// `born` in small letters: `first baby` and `under the scheme`, `a child` and `every two minutes`.
pub(super) fn is_of_whoever(before: &str, behind: &str) -> bool {
    const FIRST: [&str; 3] = ["first", "second", "last"];
    const ROUND: [&str; 3] = ["hundredth", "thousandth", "millionth"];
    let clause = behind.split(['.', ',', ';', ':', '|', '\t', ')']).next().unwrap_or_default();
    let words = || clause.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    if is_any(before) {
        // `a child born today will live to`
        let mut may_be = words().skip(1);
        return words().next() == Some("today")
            && may_be.any(|word| matches!(word, "will" | "can" | "could" | "may"))
            || pairs(words()).any(|(first, second)| {
                let is_time = ["second", "minute", "hour", "day", "week"].contains(&second);
                let is_number = second.starts_with(|c: char| c.is_ascii_digit()) || COUNTS.contains(&second);
                first == "every" && (is_time || is_number)
            });
    }
    let lead = before[..before.len() - last_word(before).len()].trim_end();
    let order = last_word(lead);
    let whose = lead[..lead.len() - order.len()].trim_end();
    let figures = order.bytes().take_while(u8::is_ascii_digit).count();
    if figures > 2 || ROUND.contains(&order) {
        return true;
    }
    // `her first baby`
    let is_somebodys = matches!(last_word(whose), "his" | "her" | "their" | "my") || is_possessive(whose);
    FIRST.contains(&order) && !is_somebodys && is_by_what_is_new(clause.trim_start(), words())
}

/// Whether words behind `born` say that it was by a scheme, or at what is new or one's own: `under the scheme`, `at the new centre`.
fn is_by_what_is_new<'w>(clause: &str, words: impl Iterator<Item = &'w str> + Clone) -> bool {
    const OWN: [&str; 4] = ["the", "our", "this", "its"];
    const NEW: [&str; 5] = ["new", "rebuilt", "reopened", "refurbished", "newly"];
    let mut first = words.clone();
    let leads = matches!(first.next(), Some("under" | "through"))
        && first.next().is_some_and(|word| OWN.contains(&word))
        && first.next().is_some_and(|word| !matches!(word, "care" | "supervision" | "eyes" | "night"));
    leads
        || clause.starts_with("thanks to ")
        || clause.starts_with("as part of ")
        || pairs(words).any(|(first, second)| OWN.contains(&first) && NEW.contains(&second))
}

/// Each of some words with the one behind it.
fn pairs<'w>(words: impl Iterator<Item = &'w str> + Clone) -> impl Iterator<Item = (&'w str, &'w str)> {
    words.clone().zip(words.skip(1))
}

/// Whether a text begins with the name of a study, a campaign or a report: `Born in Bradford launch`, `Born into Care`.
pub(super) fn is_called_after_births(words: &str) -> bool {
    const WORKS: [&str; 26] = [
        "launch",
        "launched",
        "launches",
        "study",
        "studies",
        "cohort",
        "project",
        "programme",
        "campaign",
        "report",
        "published",
        "publication",
        "foundation",
        "charity",
        "event",
        "conference",
        "webinar",
        "training",
        "research",
        "data",
        "findings",
        "partnership",
        "scheme",
        "workshop",
        "network",
        "survey",
    ];
    const JOINING: [&str; 8] = ["in", "to", "the", "and", "of", "with", "for", "into"];
    const MOST: usize = 6;
    let Some(behind) = words.strip_prefix("Born ") else { return false };
    let clause = behind.split(['.', ',', ';', ')', '|', '\t', '\n']).next().unwrap_or_default();
    let mut names = clause.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(MOST);
    let is_large = |word: &str| word.starts_with(char::is_uppercase);
    while let Some(word) = names.next() {
        let small = word.to_ascii_lowercase();
        if small == "into" {
            return names.next().is_some_and(is_large);
        }
        if WORKS.contains(&small.as_str()) {
            return true;
        }
        if !is_large(word) && !JOINING.contains(&word) {
            return false;
        }
    }
    false
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

/// Whether words in small letters before a day say from when on or until when people of a rule were born: `children born on or after`.
pub(super) fn is_of_cohort(label: &str) -> bool {
    const SIDES: [&str; 7] =
        [" on or after", " on or before", " on and after", " before", " after", " from", " since"];
    let words = label.trim_end();
    let lead = SIDES.iter().find_map(|side| words.strip_suffix(*side));
    let who = lead.and_then(|lead| lead.strip_suffix(" born")).map(|who| {
        [" who were", " who was", " who are"].iter().find_map(|are| who.strip_suffix(*are)).unwrap_or(who)
    });
    who.is_some_and(|who| MANY.contains(&last_word(who)))
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
        for text in ["born on 4 July 1845.", "born on 4 July, 1799", "4 July 1845 was his date of birth"] {
            assert!(is_nobodys(text, "4 July", 0), "{text}");
        }
        for text in ["DOB 4 July 1745 hours", "4 July 2014", "4 July 18", "4 July", "4 July 18456"] {
            assert!(!is_nobodys(text, "4 July", 0), "{text}");
        }
    }

    #[test]
    fn whoever_was_the_first_is_nobody() {
        for (before, behind) in [
            (": first baby", " under the scheme"),
            ("the first child", " with the help of our new pathway"),
            ("the first twins", " at the new centre"),
            ("the 400th baby", " at the unit"),
            ("the 1,000th baby", ""),
            ("a child", " in england every 52 seconds"),
            ("a baby", " every minute"),
            ("a child", " today will live to 90"),
        ] {
            assert!(is_of_whoever(before, behind), "{before}{behind}");
        }
        for (before, behind) in [
            (": first baby", " at the hospital"),
            ("her first baby", " at the new unit"),
            ("mother\u{2019}s first baby", " under the scheme"),
            ("the first child", " under the care of"),
            ("a baby", " at home"),
            ("child a", ", seen every two days"),
            ("her 2nd baby", " under the scheme"),
        ] {
            assert!(!is_of_whoever(before, behind), "{before}{behind}");
        }
        for text in
            ["Born in Bradford launch)", "Born into Care: the", "Born Well project", "Born Free Foundation"]
        {
            assert!(is_called_after_births(text), "{text}");
        }
        for text in
            ["Born in Bradford)", "born well project", "Born into a family", "Born at home; in the programme"]
        {
            assert!(!is_called_after_births(text), "{text}");
        }
    }

    #[test]
    fn a_rule_says_when_people_were_born() {
        for label in ["children born on or after ", "anyone born before ", "those who were born after "] {
            assert!(is_of_cohort(label), "{label}");
        }
        for label in ["child a was born on or after ", "her sons born before ", "children seen after "] {
            assert!(!is_of_cohort(label), "{label}");
        }
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
