//! Places by their latitude and longitude, as maps and telephones write them.

use super::hit::{Hit, Kind};

/// How many digits behind the point tell a street from a region.
const EXACT: usize = 3;

/// A place on the earth at the first digits of its latitude: `52.4862, -1.8904`, `52.4862° N, 1.8904° W`.
pub(super) fn coordinates(text: &str, start: usize, found: &mut Vec<Hit>) {
    let is_part = text[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ','));
    let Some((latitude, end)) = degrees(text, start).filter(|_| !is_part) else { return };
    let rest = &text[end..];
    let Some(from) = [", ", ",", " ", "/", "; "]
        .iter()
        .find_map(|joint| rest.strip_prefix(*joint))
        .map(|rest| text.len() - rest.trim_start_matches(['-', '\u{2212}']).len())
    else {
        return;
    };
    let Some((longitude, end)) = degrees(text, from) else { return };
    if latitude <= 90 && longitude <= 180 {
        let range = begin(text, start)..end;
        found.push(Hit { kind: Kind::Place, what: text[range.clone()].to_owned(), range });
    }
}

/// Where the sign before a number stands, or the number.
fn begin(text: &str, start: usize) -> usize {
    start - usize::from(text[..start].ends_with('-'))
}

/// The whole degrees of a number with so many digits behind its point, and the byte behind it and its compass point.
fn degrees(text: &str, start: usize) -> Option<(u32, usize)> {
    let digits = |at: usize| text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let point = start + digits(start);
    let whole = text[start..point].parse().ok().filter(|_| point - start <= 3)?;
    text[point..].strip_prefix('.')?;
    let more = digits(point + 1);
    if !(EXACT..=9).contains(&more) {
        return None;
    }
    let end = point + 1 + more;
    let rest = text[end..].trim_start_matches(['\u{b0}', ' ']);
    let compass =
        rest.strip_prefix(['N', 'S', 'E', 'W']).filter(|rest| !rest.starts_with(char::is_alphabetic));
    Some((whole, compass.map_or(end, |rest| text.len() - rest.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_by_its_degrees() {
        let found = |text: &'static str| {
            let mut found = Vec::new();
            coordinates(text, text.find(|c: char| c.is_ascii_digit()).unwrap(), &mut found);
            found.first().map(|hit: &Hit| &text[hit.range.clone()])
        };
        for (text, place) in [
            ("at 52.4862, -1.8904 by", "52.4862, -1.8904"),
            ("52.486,-1.890", "52.486,-1.890"),
            ("at 52.4862° N, 1.8904° W.", "52.4862° N, 1.8904° W"),
            ("at 52.4862 -1.8904", "52.4862 -1.8904"),
        ] {
            assert_eq!(found(text), Some(place), "{text}");
        }
        for text in
            ["52.4 and 1.8", "52.48, 1.89", "version 1.2345", "1.2345, or", "952.4862, -1.8904", "1.234,567"]
        {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
