//! Where in a source the things stand that were found on its page.

use ahash::{HashMap, HashMapExt as _};

use super::findings::{Found, HEADING};
use crate::diagnostic::Diagnostic;
use crate::source::{Place, SourceText, Span};

/// Gives each finding the place of its surest clue in a text; those of which the text says nothing come back.
///
/// Of things that look alike the first finding gets the first place, the second the second.
pub(super) fn place_in(source: &SourceText, found: Vec<Found>) -> (Vec<Diagnostic>, Vec<Found>) {
    let mut used: HashMap<String, usize> = HashMap::new();
    let (mut placed, mut others) = (Vec::new(), Vec::new());
    for found in found {
        match heading(source, &found).or_else(|| place(source, &found.clues, &mut used)) {
            Some(place) => placed.push(found.diagnostic.at(place)),
            None => others.push(found),
        }
    }
    (placed, others)
}

/// The place of the heading that a finding is about, which may not be the first with its words.
fn heading(source: &SourceText, found: &Found) -> Option<Place> {
    let clue = found.clues.first().filter(|clue| clue.starts_with(HEADING))?;
    let words = unmarked(clue.trim_start_matches(HEADING));
    let (mut at, mut left, mut fence) = (0, found.nth, None);
    for line in source.text().split_inclusive('\n') {
        let start = at;
        at += line.len();
        let bare = line.trim_start_matches([' ', '>', '\t']);
        let mark = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark));
        match (fence, mark) {
            // A comment of a script looks like a heading.
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, None) if is_heading(bare, &words) => {
                if left == 0 {
                    let marks = bare.len() - bare.trim_start_matches('#').len();
                    let from = start + line.len() - bare.len() + marks - 1;
                    return Some(source.place(Span::new(from, start + line.trim_end().len())));
                }
                left -= 1;
            }
            _ => {}
        }
    }
    None
}

fn is_heading(line: &str, words: &str) -> bool {
    let rest = line.trim_start_matches('#');
    rest.len() < line.len() && rest.starts_with(' ') && unmarked(rest.trim_start()).starts_with(words)
}

/// Words without the marks of emphasis and code.
fn unmarked(words: &str) -> String {
    words.replace(['*', '_', '`'], "")
}

fn place(source: &SourceText, clues: &[String], used: &mut HashMap<String, usize>) -> Option<Place> {
    let clue = clues.iter().find(|clue| source.text().contains(clue.as_str()))?;
    let from = used.get(clue).copied().unwrap_or_default();
    let text = source.text();
    let ahead = text.get(from..).and_then(|rest| rest.find(clue.as_str()));
    // More things than places: the last place is shown again.
    let at = ahead.map(|ahead| from + ahead).or_else(|| text.rfind(clue.as_str()))?;
    used.insert(clue.clone(), at + clue.len());
    Some(source.place(Span::new(at, at + clue.len())))
}
