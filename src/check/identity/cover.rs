//! Findings say where a sealed name stands, and never the name, whichever rule they are of: the lines that they show, their
//! words, and the names of files.

use std::collections::BTreeSet;

use ahash::{HashMap, HashSet};
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Statement, Waived};
use crate::identity::COVER;
use crate::source::{Place, SourcePath, SourceText};

use super::{Guard, SEALED_NAME};

/// A text with a sealed name in it.
struct Tainted {
    /// The text with its sealed names covered; nothing where it can not be read any more, or the name is that of the file.
    covered: Option<SourceText>,
    /// The words of the names, as they are written.
    parts: BTreeSet<String>,
}

/// How the text of a source is read once more; nothing where it can not be read.
type ReadText<'r> = &'r (dyn Fn(&SourcePath) -> Option<SourceText> + Sync);

impl Guard {
    /// Whether a text that was read may be remembered: of one with a sealed name nothing is kept.
    pub fn may_be_kept(found: &[Diagnostic]) -> bool {
        !found.iter().any(|found| found.code == SEALED_NAME)
    }

    /// Covers sealed names in all findings.
    pub fn cover(&self, found: &mut [Diagnostic], waived: &mut [Waived], read: ReadText<'_>) {
        if !self.scanner.is_sealed() {
            return;
        }
        let tainted = self.tainted(found, read);
        found.par_iter_mut().for_each(|found| {
            let own = found.place.as_ref().and_then(|place| tainted.get(&place.path));
            cover_lines(found, &tainted);
            self.cover_words(found, own);
        });
        for Waived { file, message, reason, by, .. } in waived {
            let own = tainted.get(&SourcePath::new(file.as_str()));
            for text in [file, message, reason, by] {
                self.cover_text(text, own);
            }
        }
    }

    /// The texts in which a sealed name was found.
    fn tainted(&self, found: &[Diagnostic], read: ReadText<'_>) -> HashMap<SourcePath, Tainted> {
        let paths: HashSet<&SourcePath> = found
            .iter()
            .filter(|found| found.code == SEALED_NAME)
            .filter_map(|found| Some(&found.place.as_ref()?.path))
            .collect();
        let tainted = paths.into_par_iter().map(|path| {
            let mut parts = self.scanner.sealed_parts(path.as_str());
            let covered = read(path).and_then(|text| {
                parts.extend(self.scanner.sealed_parts(text.text()));
                let covered = self.scanner.covered(text.text())?;
                Some(SourceText::new(path.clone(), covered))
            });
            (path.clone(), Tainted { covered, parts })
        });
        tainted.collect()
    }

    fn cover_words(&self, found: &mut Diagnostic, own: Option<&Tainted>) {
        let found: &mut Statement = found;
        self.cover_text(&mut found.message, own);
        found.label.iter_mut().for_each(|text| self.cover_text(text, own));
        for text in found.help.iter_mut().chain(&mut found.notes) {
            let mut covered = text.to_string();
            self.cover_text(&mut covered, own);
            if covered != *text {
                *text = covered.into();
            }
        }
        found.related.iter_mut().for_each(|(_, label)| self.cover_text(label, own));
        found.places_mut().for_each(|place| self.cover_place(place));
    }

    fn cover_place(&self, place: &mut Place) {
        if let Some(path) = self.scanner.masked(place.path.as_str()) {
            place.path = SourcePath::new(path);
        }
        if place.excerpt.as_ref().is_some_and(|excerpt| self.scanner.masked(&excerpt.text).is_some()) {
            place.excerpt = None;
        }
    }

    fn cover_text(&self, text: &mut String, own: Option<&Tainted>) {
        if let Some(covered) = self.scanner.masked(text) {
            *text = covered;
        }
        for part in own.into_iter().flat_map(|own| &own.parts) {
            cover_part(text, part);
        }
    }
}

/// Shows the lines of a finding anew, out of the covered text: a line that was cut, or a name that goes over its end, would
/// show a part of the name.
fn cover_lines(found: &mut Diagnostic, tainted: &HashMap<SourcePath, Tainted>) {
    let is_shown_anew = |place: &Place| place.excerpt.is_some() && tainted.contains_key(&place.path);
    if !found.places().any(is_shown_anew) {
        return;
    }
    for place in found.places_mut().filter(|place| place.excerpt.is_some()) {
        if let Some(Tainted { covered, .. }) = tainted.get(&place.path) {
            place.excerpt = None;
            if let Some(text) = covered {
                text.quote(place);
            }
        }
    }
}

/// Covers a word of a sealed name: another finding in its text may be about that word alone.
fn cover_part(text: &mut String, part: &str) {
    let mut from = 0;
    while let Some(at) = find_word(text, part, from) {
        text.replace_range(at..at + part.len(), COVER);
        from = at + COVER.len();
    }
}

/// Where a word stands by itself, small and large letters being the same.
fn find_word(text: &str, word: &str, from: usize) -> Option<usize> {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text[from..].char_indices().map(|(at, _)| from + at).find(|at| {
        let is_it = text.get(*at..at + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word));
        is_it
            && !is_letter(text[..*at].chars().next_back())
            && !is_letter(text[at + word.len()..].chars().next())
    })
}
