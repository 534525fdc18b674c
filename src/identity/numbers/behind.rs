//! Labels that stand behind their number: `1234567 (hospital number)`, `512345678 \u{2013} passport`, `A1234BC is his prison number`.

use crate::identity::text::after;

use super::labels::{Label, Number, ends_in_number, label};
use super::registers::Register;

/// Furthest that a label ends behind its number, in bytes.
const REACH: usize = 64;
/// Words of a label and before it.
const MOST_WORDS: usize = 6;

/// The label behind a byte: set off, or said of the number.
pub(super) fn label_behind(text: &str, end: usize) -> Option<Label> {
    const SAYING: [&str; 4] = ["is ", "was ", "as ", "being "];
    // Nearly no number has anything behind it that may begin one.
    let first = text.as_bytes()[end..].iter().find(|byte| !matches!(byte, b' ' | b'*' | b'`'))?;
    if !matches!(first, b'(' | b'[' | b',' | b'-' | b'=' | b'_' | b'i' | b'w' | b'a' | b'b' | 0xE2) {
        return None;
    }
    let behind = after(text, end, REACH);
    let behind = behind.trim_start_matches([' ', '*', '`']);
    let words = behind.trim_start_matches(['(', '[', ',', '-', '=', '_', ' ', '\u{2013}', '\u{2014}']);
    if words.len() < behind.len() {
        return label_at(words, |label, _, rest| {
            let is_formed = matches!(label.register, Register::Nhs | Register::Chi | Register::Passport);
            (label.number.is_some() || is_formed) && ends_label(rest)
        });
    }
    let words = SAYING.iter().find_map(|verb| words.strip_prefix(verb))?;
    label_at(words, |label, lead, rest| {
        // `12345 is our number of visitors`
        let is_count = label.register == Register::Log && rest.starts_with(" of ");
        ends_in_number(lead) && !is_count
    })
}

/// The label of one number that ends with one of the first words, where it, the words up to its end and those behind it are as they have to be.
fn label_at(words: &str, is_it: fn(&Label, &str, &str) -> bool) -> Option<Label> {
    let mut at = 0;
    for _ in 0..MOST_WORDS {
        let signs = words[at..].find(char::is_alphanumeric)?;
        let from = at + signs;
        // `1234567, hospital number 7654321`
        if words[at..from].contains([')', ']', ';', '|', '\t'])
            || words[from..].starts_with(|c: char| c.is_ascii_digit())
        {
            return None;
        }
        let rest = &words[from..];
        let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        if &rest[..length] == "not" {
            return None;
        }
        at = from + length;
        let read = label(&words[..at]).filter(|label| label.number != Some(Number::Several));
        if let Some(label) = read.filter(|label| is_it(label, &words[..at], &words[at..])) {
            return Some(label);
        }
    }
    None
}

/// Whether a label may end before some words: at the end of a line, of a bracket or of a clause, and before no other number.
fn ends_label(rest: &str) -> bool {
    let is_cut = [" \u{2013}", " \u{2014}", " -", " ("].iter().any(|sign| rest.starts_with(sign));
    let is_closed = rest.is_empty()
        || rest.starts_with([')', ']', '.', ',', ';', '|', '\t', '"', '\'', '<', '_', '*', '\r']);
    let next = rest.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | ']' | ',' | ';'));
    (is_cut || is_closed) && !next.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_may_stand_behind() {
        for (behind, register) in [
            (" (NHS no)", Register::Nhs),
            (" is his prison number", Register::Prison),
            (" \u{2013} passport", Register::Passport),
            (" (crime number), closed", Register::Record),
            (" (Mosaic)", Register::Record),
            (" was the hospital number then", Register::Hospital),
            (", PNC ID.", Register::Record),
            ("-passport.pdf", Register::Passport),
        ] {
            assert!(label_behind(behind, 0).is_some_and(|label| label.register == register), "{behind}");
        }
        for behind in [
            " (hospital)",
            " hospital number",
            " (Mosaic went live)",
            " \u{2013} passport applications",
            " passports",
            " (hospital numbers)",
            ", hospital number 7654321",
            ", hospital number: 7654321",
            " is not a hospital number",
            " as the Mosaic went live",
            " is our number of visitors",
            " is the number of beds",
            " (company number)",
            "",
        ] {
            assert_eq!(label_behind(behind, 0), None, "{behind}");
        }
    }
}
