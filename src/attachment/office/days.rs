//! Days in workbooks: a cell holds a number, and its format alone says that people see a day.

use std::collections::HashMap;

use jiff::Span;
use jiff::civil::{Date, date};

use super::super::package::Package;
use super::super::reading::{Reading, Step};
use super::super::xml::{self, Node};

const STYLES: &str = "xl/styles.xml";

/// The day with which programs stop: 31 December 9999.
const LAST: Date = date(9999, 12, 31);

/// Which cells of a workbook show days, and from which day they count.
#[derive(Debug, Default)]
pub(super) struct Days {
    /// Whether days are counted from 1 January 1904, as on old Macs.
    pub(super) are_from_1904: bool,
    /// Whether each style of cells shows a day.
    styles: Vec<bool>,
}

impl Days {
    /// Reads what the styles of cells show.
    pub(super) fn read_styles(&mut self, reading: &mut Reading<'_>, package: &mut Package<'_>) -> Step {
        let Some(styles) = package.find(STYLES) else { return Ok(()) };
        let (mut formats, mut of_styles) = (HashMap::new(), Vec::new());
        package.stream(reading, styles, |reading, stream| {
            let (mut in_formats, mut in_styles) = (false, false);
            xml::walk(reading, "the styles of cells", stream, &mut |_, node| {
                match node {
                    Node::Open("numFmts", _) => in_formats = true,
                    Node::Close("numFmts") => in_formats = false,
                    Node::Open("cellXfs", _) => in_styles = true,
                    Node::Close("cellXfs") => in_styles = false,
                    Node::Open("numFmt", attributes) if in_formats => {
                        let number = attributes.get("numFmtId").unwrap_or_default();
                        let code = attributes.get("formatCode").unwrap_or_default();
                        formats.insert(number, shows_day(&code));
                    }
                    Node::Open("xf", attributes) if in_styles => {
                        of_styles.push(attributes.get("numFmtId").unwrap_or_default());
                    }
                    _ => {}
                }
                Ok(())
            })
        })?;
        let shows_day = |number: &String| formats.get(number).copied().unwrap_or_else(|| is_built_in(number));
        self.styles = of_styles.iter().map(shows_day).collect();
        Ok(())
    }

    /// The day that a number shows in a cell of a style; nothing where it shows something else.
    pub(super) fn shown(&self, number: &str, style: &str) -> Option<Date> {
        let style = if style.is_empty() { 0 } else { style.parse().ok()? };
        if !self.styles.get(style).copied().unwrap_or_default() {
            return None;
        }
        day_of(number.trim().parse().ok()?, self.are_from_1904)
    }
}

/// The day that is counted by a number, of which the fraction is the time of day.
fn day_of(number: f64, is_from_1904: bool) -> Option<Date> {
    let days = number.floor();
    let start = match (is_from_1904, days) {
        (true, 0.0..) => date(1904, 1, 1),
        // The count from 1900 has a 29 February in that year, number 60, which never was.
        (false, 61.0..) => date(1899, 12, 30),
        (false, 1.0..60.0) => date(1899, 12, 31),
        _ => return None,
    };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "more days than there are in all years are no day anyway"
    )]
    let day = start.checked_add(Span::new().try_days(days.min(1e7) as i64).ok()?).ok()?;
    (day <= LAST).then_some(day)
}

/// Whether a format that every program knows shows a day (ECMA-376 part 1, 18.8.30); those of East Asia among them.
fn is_built_in(number: &str) -> bool {
    matches!(number.parse(), Ok(14..=17 | 22 | 27..=36 | 50..=58))
}

/// Whether a format shows a day, and not only a time or a number: `dd/mm/yyyy`, `[$-809]d mmmm yyyy`, `mmm`.
fn shows_day(code: &str) -> bool {
    let (mut has_month, mut has_time) = (false, false);
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter.to_ascii_lowercase() {
            // Words, colours and languages are no part of what is shown of the number.
            '"' => {
                letters.by_ref().find(|letter| *letter == '"');
            }
            '[' => {
                letters.by_ref().find(|letter| *letter == ']');
            }
            '\\' | '_' | '*' => {
                letters.next();
            }
            'y' | 'd' => return true,
            'm' => has_month = true,
            'h' | 's' => has_time = true,
            _ => {}
        }
    }
    // Beside hours or seconds the same letter stands for minutes.
    has_month && !has_time
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_that_show_a_day_are_known() {
        for code in [
            "dd/mm/yyyy",
            "[$-809]D MMMM YYYY;@",
            "m/d/yy h:mm",
            "mmm",
            "yyyy\\-mm\\-dd",
            "\"born \"d mmm",
            "[Red]yy",
        ] {
            assert!(shows_day(code), "{code}");
        }
        for code in [
            "General",
            "0.00",
            "mm:ss",
            "[h]:mm:ss",
            "h:mm AM/PM",
            "0 \"days\"",
            "0\\d",
            "[Red]0;[Yellow]0",
            "0_d",
            "0*y",
            "\"d",
            "@",
            "",
        ] {
            assert!(!shows_day(code), "{code}");
        }
        assert_eq!(
            ["14", "22", "0", "18", "46", "49", "a"].map(is_built_in),
            [true, true, false, false, false, false, false]
        );
    }

    #[test]
    fn days_are_counted_as_spreadsheets_count_them() {
        for (number, is_from_1904, day) in [
            (1.0, false, Some(date(1900, 1, 1))),
            (59.0, false, Some(date(1900, 2, 28))),
            (60.5, false, None),
            (61.0, false, Some(date(1900, 3, 1))),
            (41_710.0, false, Some(date(2014, 3, 12))),
            (41_710.99, false, Some(date(2014, 3, 12))),
            (2_958_465.0, false, Some(LAST)),
            (2_958_466.0, false, None),
            (9_434_765_919.0, false, None),
            (0.5, false, None),
            (-1.0, true, None),
            (f64::NAN, false, None),
            (f64::INFINITY, true, None),
            (0.0, true, Some(date(1904, 1, 1))),
            (40_248.0, true, Some(date(2014, 3, 12))),
        ] {
            assert_eq!(day_of(number, is_from_1904), day, "{number}, from 1904: {is_from_1904}");
        }
    }
}
