//! The head of the table that the lines of a text are in: what is handed on in parts takes it along, for it says what a cell holds.

use std::ops::Range;

/// Longest head that is taken along, in bytes: no more of a row is read as one.
const LONGEST: usize = 1 << 12;

/// The head of the table that the last line is in.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// Where it stands in the text, and which line it is, from nought.
    head: Option<(Range<usize>, usize)>,
    /// The line before, which is a head when the next one is the rule below it (`|---|`).
    previous: Range<usize>,
}

impl Head {
    /// Takes note of the next line of a text, of which so many have been passed.
    pub(super) fn pass(&mut self, text: &str, line: Range<usize>, passed: usize) {
        let bytes = &text.as_bytes()[line.clone()];
        let has = |sign: u8| memchr::memchr(sign, bytes).is_some();
        let is_piped = has(b'|');
        let is_rule = || bytes.iter().all(|byte| b" |-:\r\n".contains(byte)) && has(b'-');
        if is_piped && self.previous.end == line.start && passed > 0 && is_rule() {
            self.head = Some((self.previous.start..line.end, passed - 1));
        } else if !is_piped && !has(b'\t') {
            self.head = None;
        } else if !is_piped && self.head.is_none() {
            self.head = Some((line.clone(), passed));
        }
        self.previous = line;
    }

    /// Whether the last line is of a table.
    pub(super) fn is_there(&self) -> bool {
        self.head.is_some()
    }

    /// The head and which line it is, where it stands before a byte.
    pub(super) fn before(&self, start: usize) -> Option<(Range<usize>, usize)> {
        self.head.clone().filter(|(head, _)| head.end <= start && head.len() <= LONGEST)
    }
}

/// Whether a row may be taken along whole.
pub(super) fn is_short(row: &str) -> bool {
    row.len() <= LONGEST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_is_the_first_row_of_the_table_that_the_last_line_is_in() {
        for (text, head) in [
            ("who\tDOB\na\t1\nb\t2\n", "who\tDOB\n"),
            ("A list\n\nwho\tDOB\na\t1\n", "who\tDOB\n"),
            ("who\tDOB\na\t1\n\nfurther\tday\nb\t2\n", "further\tday\n"),
            ("| who | DOB |\n|---|:--|\n| a | 1 |\n", "| who | DOB |\n|---|:--|\n"),
            ("who\tDOB\na\t1\nthe end\n", ""),
            ("a | b\n", ""),
            ("one\ntwo\n", ""),
        ] {
            let (mut it, mut start) = (Head::default(), 0);
            for (passed, line) in text.split_inclusive('\n').enumerate() {
                it.pass(text, start..start + line.len(), passed);
                start += line.len();
            }
            assert_eq!(it.before(start).map_or("", |(head, _)| &text[head]), head, "{text}");
        }
    }
}
