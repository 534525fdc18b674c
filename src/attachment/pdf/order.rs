//! Lines of a page whose pieces are not painted from left to right, as they stand on the page.
//!
//! Scripts that are read from right to left are painted so as well, so a page is handed on in the order in which it is painted, and
//! what is given here beside it.

use super::content::{Painted, Shown};

/// What is read in another order than it is painted.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct AsItStands {
    /// The lines, from left to right, each with the one before and the one behind it.
    pub(super) lines: String,
    /// Those with letters of a script that is read from right to left: of these only numbers are read so.
    pub(super) of_other_scripts: String,
}

/// The lines of a page that are not painted from left to right.
pub(super) fn as_it_stands(painted: &[Painted]) -> AsItStands {
    let mut read = AsItStands::default();
    // Nearly no page has one, and it costs nothing more.
    let mut pieces = texts(painted);
    let Some(mut last) = pieces.next() else { return read };
    if !pieces.any(|piece| steps_back(std::mem::replace(&mut last, piece), piece)) {
        return read;
    }
    let pieces: Vec<&Shown> = texts(painted).collect();
    let lines: Vec<&[&Shown]> = pieces.chunk_by(|one, next| next.is_on_line_of(one)).collect();
    let turned: Vec<bool> =
        lines.iter().map(|line| line.windows(2).any(|pair| steps_back(pair[0], pair[1]))).collect();
    for (at, line) in lines.iter().enumerate() {
        let around = at.saturating_sub(1)..(at + 2).min(lines.len());
        if turned[around].contains(&true) {
            let line = from_left(line);
            let is_other = line.chars().any(is_from_right);
            let lines = if is_other { &mut read.of_other_scripts } else { &mut read.lines };
            lines.push_str(&line);
            lines.push('\n');
        } else if !read.lines.is_empty() && !read.lines.ends_with("\n\n") {
            read.lines.push('\n');
        }
    }
    read
}

fn texts(painted: &[Painted]) -> impl Iterator<Item = &Shown> {
    painted.iter().filter_map(|item| if let Painted::Text(shown) = item { Some(shown) } else { None })
}

/// Whether a piece of a line begins before the one that was painted before it.
fn steps_back(last: &Shown, next: &Shown) -> bool {
    let (from, to) = (last.upright(), next.upright());
    to.left < from.left - from.height() * 0.1 && next.is_on_line_of(last)
}

/// The pieces of a line from left to right. Letters that are painted twice, to look bold, are read once.
fn from_left(line: &[&Shown]) -> String {
    let mut pieces = line.to_vec();
    pieces.sort_by(|one, other| one.upright().left.total_cmp(&other.upright().left));
    pieces.dedup_by(|next, kept| {
        next.text == kept.text && next.upright().left - kept.upright().left < kept.upright().height() * 0.2
    });
    let mut text = String::new();
    let mut last: Option<&Shown> = None;
    for piece in pieces {
        if last.is_some_and(|last| piece.is_apart_from(last)) {
            text.push(' ');
        }
        text.push_str(&piece.text);
        last = Some(piece);
    }
    text
}

/// Whether a letter belongs to a script that is read from right to left.
fn is_from_right(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

#[cfg(test)]
mod tests {
    use super::super::geometry::{Area, BLACK};
    use super::*;

    /// Pieces as `left bottom text`, of ten points and half as wide a letter.
    fn page(pieces: &[(f64, f64, &str)]) -> Vec<Painted> {
        let piece = |(left, bottom, text): &(f64, f64, &str)| {
            let letters = f64::from(u32::try_from(text.chars().count()).unwrap());
            Painted::Text(Shown {
                area: Area { left: *left, bottom: *bottom, right: left + 5.0 * letters, top: bottom + 8.0 },
                quarters: 0,
                colour: BLACK,
                is_invisible: false,
                text: (*text).to_owned(),
                painted: None,
            })
        };
        pieces.iter().map(piece).collect()
    }

    #[test]
    fn a_line_is_read_as_it_stands_where_it_is_not_painted_so() {
        for (pieces, read) in [
            (&[][..], ""),
            (&[(0.0, 0.0, "Tamsin"), (35.0, 0.0, "Quill"), (0.0, -12.0, "went")], ""),
            (&[(35.0, 0.0, "Quill"), (0.0, 0.0, "Tamsin")], "Tamsin Quill\n"),
            (&[(10.0, 0.0, "3"), (5.0, 0.5, "4"), (0.0, 0.0, "9")], "943\n"),
            (&[(5.0, 0.0, "4"), (10.0, 0.0, "3"), (0.0, 0.0, "9")], "943\n"),
            // The lines around it are read with it, and no others.
            (
                &[
                    (0.0, 36.0, "Far"),
                    (0.0, 24.0, "Above"),
                    (10.0, 12.0, "b"),
                    (0.0, 12.0, "a"),
                    (0.0, 0.0, "Below"),
                    (0.0, -12.0, "Far"),
                ],
                "Above\na b\nBelow\n\n",
            ),
            // Painted twice, to look bold: once as a whole and once by letters.
            (&[(0.0, 0.0, "Bold"), (20.5, 0.0, "er"), (0.3, 0.0, "Bold"), (20.8, 0.0, "er")], "Bolder\n"),
            (&[(0.0, 0.0, "B"), (0.3, 0.0, "B"), (5.0, 0.0, "o"), (5.3, 0.0, "o")], ""),
        ] {
            assert_eq!(as_it_stands(&page(pieces)).lines, read, "{pieces:?}");
        }
    }

    #[test]
    fn scripts_that_are_read_from_right_to_left_are_read_by_themselves() {
        let read = as_it_stands(&page(&[(20.0, 0.0, "\u{5d0}"), (5.0, 0.0, "3"), (0.0, 0.0, "4")]));
        assert_eq!(read.lines, "");
        assert_eq!(read.of_other_scripts, "43 \u{5d0}\n");
    }
}
