//! Days that are written in one word, and those with the month in Roman figures: `04MAR2020`, `4Mar20`, `6.ix.1966`.

use super::months::month_at;
use super::reading::{Day, digits_end, is_led_to, number, of_two_digits};

/// `04MAR2020`, `4Mar20`: two digits of a year only behind a month with a capital, for codes are written in small letters.
pub(super) fn in_one_word(text: &str, start: usize, end: usize) -> Option<Day> {
    if end - start > 2 || text[..start].ends_with(|c: char| c.is_alphanumeric() || c == '#') {
        return None;
    }
    let (month, length) = month_at(text, end)?;
    let name = &text[end..end + length];
    let from = end + length;
    let to = digits_end(text, from);
    let is_large = name.starts_with(|c: char| c.is_ascii_uppercase());
    // `4dec2019` may be the number of a version.
    let may_be_code = !is_large && matches!(name, "dec" | "feb");
    let year = number(text, from..to)?;
    let year = match to - from {
        4 if (1900..2100).contains(&year) && !may_be_code => year,
        2 if is_large => of_two_digits(year),
        _ => return None,
    };
    let day = number(text, start..end).filter(|day| (1..=31).contains(day))?;
    let is_whole = !text[to..].starts_with(char::is_alphanumeric);
    is_whole.then_some(Day { range: start..to, year, month, number: day })
}

/// `6.ix.1966`, `12/XI/2014`; with two digits of a year only behind what leads to a day.
pub(super) fn with_roman_month(text: &str, start: usize, end: usize) -> Option<Day> {
    const LONGEST: usize = 4;
    let bytes = text.as_bytes();
    let sign = *bytes.get(end).filter(|sign| matches!(sign, b'.' | b'/' | b'-'))?;
    let from = end + 1;
    let is_figure = |byte: &&u8| matches!(**byte, b'i' | b'v' | b'x' | b'I' | b'V' | b'X');
    let length = bytes[from..].iter().take(LONGEST + 1).take_while(is_figure).count();
    if end - start > 2 || length == 0 || bytes.get(from + length) != Some(&sign) {
        return None;
    }
    let month = of_figures(&text[from..from + length])?;
    let at = from + length + 1;
    let to = digits_end(text, at);
    let year = number(text, at..to)?;
    let year = match to - at {
        4 if (1900..2100).contains(&year) => year,
        2 if is_led_to(text, start) => of_two_digits(year),
        _ => return None,
    };
    let day = number(text, start..end).filter(|day| (1..=31).contains(day))?;
    let is_whole = !text[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '-'))
        && !text[to..].starts_with(char::is_alphanumeric);
    is_whole.then_some(Day { range: start..to, year, month, number: day })
}

/// The month that Roman figures stand for, all of them small or all large.
fn of_figures(figures: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    let is_even = figures.bytes().all(|byte| byte.is_ascii_lowercase())
        || figures.bytes().all(|byte| byte.is_ascii_uppercase());
    let month = MONTHS.iter().zip(1..).find(|(known, _)| known.eq_ignore_ascii_case(figures));
    month.map(|(_, number)| number).filter(|_| is_even)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_may_be_glued_or_have_a_roman_month() {
        let read = |text: &str| {
            let start = text.find(|c: char| c.is_ascii_digit()).unwrap();
            let end = digits_end(text, start);
            let day = in_one_word(text, start, end).or_else(|| with_roman_month(text, start, end))?;
            Some((day.year, day.month, day.number))
        };
        for (text, day) in [
            ("04MAR2020", (2020, 3, 4)),
            ("on 4Mar20.", (2020, 3, 4)),
            ("12mar2014", (2014, 3, 12)),
            ("6.ix.1966", (1966, 9, 6)),
            ("12/XI/2014", (2014, 11, 12)),
            ("on 3-iv-11", (2011, 4, 3)),
        ] {
            assert_eq!(read(text), Some(day), "{text}");
        }
        for text in [
            "4mar20",
            "#4DEC20",
            "4dec2019",
            "a04MAR2020",
            "04MAR2020b",
            "32MAR2020",
            "3.iv.2",
            "6.iX.1966",
            "6.ix-1966",
            "6.xx.1966",
            "6.iiiii.1966",
            "2.3.iv.1999",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
