//! A surname that several given names share: `Jane and Tom Example`, `Jane, Tom and Ann Example`.

use super::words::{Word, Words};
use crate::source::boundary_before;

/// Words between the last two of a list, with blanks around them; the last two are Welsh.
const LINKS: [&str; 5] = ["and ", "& ", "&amp; ", "a ", "ac "];

/// Furthest that a list of given names goes.
const REACH: usize = 120;

/// Most words of a surname.
const SURNAME: usize = 3;

/// The words that may be the surname of a given name which ends at a byte and begins a list of such names; none where no list begins.
pub(super) fn shared_surname(text: &str, end: usize) -> Vec<Word> {
    const MOST: usize = 6;
    let to = boundary_before(text, end.saturating_add(REACH));
    let mut at = end;
    for _ in 0..MOST {
        let rest = &text[at..to];
        let rest = without_brackets(rest);
        let rest = rest.strip_prefix(',').unwrap_or(rest);
        let Some(rest) = rest.strip_prefix([' ', '\u{a0}', '\n']) else { break };
        let link = LINKS.iter().find(|link| rest.starts_with(**link));
        let name = link.map_or(rest, |link| &rest[link.len()..]);
        if !name.starts_with(char::is_uppercase) {
            break;
        }
        let is_in_list = link.is_some() || text[at..to - rest.len()].contains(',');
        let length = name.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\'' | '\u{2019}')));
        let from = to - name.len();
        let Some(length) = length.filter(|_| is_in_list) else { break };
        at = from + length;
        if link.is_some() {
            let surname = to - without_brackets(&text[at..to]).len();
            return words_side_by_side(&text[surname..to]).map(|word| word.behind(surname)).collect();
        }
    }
    Vec::new()
}

/// The first words of a text with nothing but a blank or a hyphen before each.
fn words_side_by_side(text: &str) -> impl Iterator<Item = Word> {
    let mut end = 0;
    Words::new(text).take(SURNAME).take_while(move |word| {
        let between = &text[end..word.start];
        end = word.end;
        matches!(between, " " | "\u{a0}" | "\n" | "-" | "'" | "\u{2019}")
    })
}

/// A text without what stands in brackets at its beginning: `Jane (7) and Tom`.
fn without_brackets(rest: &str) -> &str {
    const LONGEST: usize = 24;
    let Some(inner) = rest.strip_prefix(" (") else { return rest };
    match inner.split_once(')') {
        Some((inner, rest)) if inner.len() <= LONGEST => rest,
        _ => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_behind_a_list_belongs_to_each() {
        let surname = |text: &str| {
            let words = shared_surname(text, "Jane".len());
            words.iter().map(|word| text[word.start..word.end].to_owned()).collect::<Vec<_>>().join(" ")
        };
        for (text, name) in [
            ("Jane and Tom Example", "Example"),
            ("Jane, Tom and Ann-Marie Example-Sample.", "Example Sample"),
            ("Jane & Tom O'Example", "O'Example"),
            ("Jane (7) and Tom (4) Example", "Example"),
            ("Jane a Tom Example", "Example"),
            ("Jane and Tom. Example", ""),
            ("Jane was and Tom Example", ""),
            ("Jane Tom Example", ""),
            ("Jane and the Example", ""),
            ("Jane, who", ""),
        ] {
            assert_eq!(surname(text), name, "{text}");
        }
    }
}
