//! The one look at a text, for all rules of the family.

use std::sync::LazyLock;

use crate::check::{Levels, Looks, Rule, rules};
use crate::identity::{Hit, Kind, Memo, Scanner, Setup, blocks_of_html, may_be_certain, plain_of_html};
use crate::source::{boundary_before, boundary_behind};

use super::{clusters, pseudonyms};

/// Looks for what could tell who somebody is; many threads use it.
#[derive(Debug)]
pub struct Guard {
    pub(super) scanner: Scanner,
    /// The rule that tells of a kind, by the number of the kind; nothing where the site does not want it.
    by_kind: [Option<&'static Rule>; Kind::ALL.len()],
    /// Whether anything is wanted but what is found of the seal, which is always.
    wants_signs: bool,
    pub(super) wants_clusters: bool,
    pub(super) wants_slips: bool,
    /// Blocks of finished outputs in which there is nothing to tell; where no output is looked at, it takes no room.
    clean: LazyLock<Memo>,
}

/// Blocks of outputs that are remembered.
const BLOCKS: usize = 1 << 16;

/// How closely a text is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// For everything, also what only a person can judge.
    Whole,
    /// For what needs no judgement.
    Certain,
}

impl Guard {
    /// A guard with the names and addresses of a site.
    pub fn new(setup: Setup, levels: &Levels) -> Self {
        let wanted = || rules().iter().filter(|rule| levels.wants(rule));
        let of = |kind: Kind| {
            wanted().find(|rule| matches!(rule.looks, Looks::Identity(kinds) if kinds.contains(&kind)))
        };
        let by_kind = Kind::ALL.map(of);
        let wants_signs = by_kind.iter().flatten().any(|rule| !rule.is_fixed());
        Self {
            scanner: Scanner::new(setup),
            by_kind,
            wants_signs,
            wants_clusters: levels.wants(&clusters::RULE),
            wants_slips: levels.wants(&pseudonyms::RULE),
            clean: LazyLock::new(|| Memo::new(BLOCKS)),
        }
    }

    /// The rule that tells of a kind.
    pub(super) fn rule(&self, kind: Kind) -> Option<&'static Rule> {
        self.by_kind[kind as usize]
    }

    /// Whether there is anything to look for.
    pub(super) fn wants_any(&self) -> bool {
        self.wants_signs || self.scanner.is_sealed()
    }

    /// Everything in a text that the site wants to be told of, in the order of the text.
    pub(super) fn hits(&self, text: &str, depth: Depth) -> Vec<Hit> {
        let mut hits = Vec::new();
        match depth {
            _ if !self.wants_signs => self.scanner.sealed(text, &mut hits),
            Depth::Whole => self.scanner.scan(text, &mut hits),
            Depth::Certain => self.scanner.scan_certain(text, &mut hits),
        }
        hits.retain(|hit| self.rule(hit.kind).is_some());
        hits
    }

    /// Gives each thing in a page that needs no judgement, with what stands there.
    pub(super) fn each_in_page(&self, page: &str, tell: &mut impl FnMut(Hit, &str)) {
        let mut end = 0;
        for block in blocks_of_html(page) {
            end += block.len();
            if self.each_in_block(block, tell) {
                self.each_over(page, end, tell);
            }
        }
    }

    /// Gives each sealed name that goes over the end of a block, as over two terms or rows.
    fn each_over(&self, page: &str, end: usize, tell: &mut impl FnMut(Hit, &str)) {
        const BEFORE: usize = 300;
        const BEHIND: usize = 600;
        let from = boundary_before(page, end.saturating_sub(BEFORE));
        let to = boundary_before(page, end + BEHIND);
        let plain = plain_of_html(&page[from..to]);
        let mut hits = Vec::new();
        self.scanner.sealed(&plain, &mut hits);
        for hit in hits {
            let written = plain[hit.range.clone()].to_owned();
            tell(hit, &written);
        }
    }

    /// Gives each thing in a block of a page that needs no judgement; whether a name may go on in the next one. A block that stood on
    /// another page and had nothing in it is not read again.
    fn each_in_block(&self, block: &str, tell: &mut impl FnMut(Hit, &str)) -> bool {
        if !self.scanner.is_sealed() && !may_be_certain(block) {
            return false;
        }
        let key = self.clean.key_of(block.as_bytes());
        if self.clean.get(key) == Some(true) {
            return false;
        }
        let is_clean = self.each_in_text(&plain_of_html(block), tell);
        let goes_on = self.scanner.may_go_on(end_of(block));
        self.clean.put(key, is_clean && !goes_on);
        goes_on
    }

    /// Gives each thing in a text that needs no judgement, with what stands there; whether there is nothing.
    pub(super) fn each_in_text(&self, text: &str, tell: &mut impl FnMut(Hit, &str)) -> bool {
        let hits = self.hits(text, Depth::Certain);
        let is_clean = hits.is_empty();
        for hit in hits {
            let written = text.get(hit.range.clone()).unwrap_or_default();
            tell(hit, written);
        }
        is_clean
    }
}

/// The last words of a block, before the tags at its end.
fn end_of(block: &str) -> &str {
    const LONGEST: usize = 60;
    let mut rest = block.trim_end();
    while let Some((before, _)) = rest.strip_suffix('>').and_then(|tag| tag.rsplit_once('<')) {
        rest = before.trim_end();
    }
    &rest[boundary_behind(rest, rest.len().saturating_sub(LONGEST))..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_that_stands_on_many_pages_is_told_each_time_or_never() {
        let guard = Guard::new(Setup::default(), &Levels::default());
        let told = |block: &str| {
            let mut told = Vec::new();
            guard.each_in_block(block, &mut |hit, written| told.push((hit.kind, written.to_owned())));
            told
        };
        for _ in 0..3 {
            assert_eq!(told("<p>Nothing stands here.</p>"), []);
            assert_eq!(told("<p>Call 01632 960001.</p>"), [(Kind::Phone, "01632 960001".to_owned())]);
        }
    }
}
