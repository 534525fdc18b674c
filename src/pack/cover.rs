//! Covers names under seal: those who get a pack need not be those who may know them.

use crate::identity::{Hit, Kind, Scanner};

/// What stands in place of a name under seal.
const COVER: &str = "[sealed]";

/// Covers the names that a scanner can tell.
#[derive(Clone, Copy)]
pub(super) struct Cover<'s>(&'s Scanner);

impl<'s> Cover<'s> {
    pub(super) fn new(scanner: &'s Scanner) -> Self {
        Self(scanner)
    }

    /// A text with each name under seal covered.
    pub(super) fn text(self, text: &str) -> String {
        let mut covered = [text.to_owned()];
        self.pieces(&mut covered);
        let [covered] = covered;
        covered
    }

    /// Covers names in a text that comes in pieces, wherever they are broken. Gives under which numbers they are sealed.
    pub(super) fn pieces(self, pieces: &mut [String]) -> Vec<String> {
        let whole = pieces.concat();
        let mut hits: Vec<Hit> = Vec::new();
        self.0.sealed(&whole, &mut hits);
        hits.retain(|hit| hit.kind == Kind::SealedName);
        if hits.is_empty() {
            return Vec::new();
        }
        let mut end = whole.len();
        for piece in pieces.iter_mut().rev() {
            let start = end - piece.len();
            // The cover stands where the name begins; of what reaches into other pieces nothing is left.
            for hit in hits.iter().rev().filter(|hit| hit.range.start < end && start < hit.range.end) {
                let (from, to) = (hit.range.start.max(start) - start, hit.range.end.min(end) - start);
                let to = to.min(piece.len());
                let cover = if hit.range.start >= start { COVER } else { "" };
                if from <= to {
                    piece.replace_range(from..to, cover);
                }
            }
            end = start;
        }
        hits.into_iter().map(|hit| hit.what).collect()
    }
}
