//! What stands in quotation marks.

use std::ops::Range;

use memchr::memchr3_iter;

/// Finds what stands in quotation marks in a block; a mark that is not closed in it opens nothing, for it may be the
/// sign for inches or a slip.
pub(super) fn quotations_in(text: &str, block: Range<usize>, found: &mut Vec<Range<usize>>) {
    let block_text = &text[block.clone()];
    let mut open: Option<(char, usize)> = None;
    // The first byte of all marks that matter, and of a few that do not.
    for at in memchr3_iter(b'"', b'\'', 0xE2, block_text.as_bytes()) {
        let mut characters = block_text[at..].chars();
        let c = characters.next().unwrap_or_default();
        let before = block_text[..at].chars().next_back().unwrap_or(' ');
        let after = characters.next().unwrap_or(' ');
        let end = block.start + at + c.len_utf8();
        match (open, c) {
            (None, '"' | '\u{201C}') => open = Some((c, block.start + at)),
            (None, '\u{2018}' | '\'') if !before.is_alphanumeric() && after.is_alphanumeric() => {
                open = Some((c, block.start + at));
            }
            (Some(('"', start)), '"') | (Some(('\u{201C}', start)), '\u{201D}') => {
                found.push(start..end);
                open = None;
            }
            (Some(('\u{2018}', start)), '\u{2019}') | (Some(('\'', start)), '\'')
                if !after.is_alphanumeric() && before != ' ' =>
            {
                found.push(start..end);
                open = None;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::quotations_in;

    #[test]
    fn marks_that_close_hold_a_quotation() {
        for (text, expected) in [
            ("He said \"she asked for it\" twice.", vec!["\"she asked for it\""]),
            ("He said “no” and ‘never’.", vec!["“no”", "‘never’"]),
            ("The parents' views and the child's 'wishes'.", vec!["'wishes'"]),
            ("A 6\" pipe.", vec![]),
            ("It's the girls' home.", vec![]),
            ("'I don't know,' she said.", vec!["'I don't know,'"]),
        ] {
            let mut found = Vec::new();
            quotations_in(text, 0..text.len(), &mut found);
            let found: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
