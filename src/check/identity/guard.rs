//! The one look at a text, for all rules of the family.

use std::sync::LazyLock;

use crate::check::{Levels, Looks, Rule, rules};
use crate::identity::{Hit, Kind, Memo, Scanner, Setup, may_be_certain, plain_of_html};

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

    /// Gives each thing in a block of a page that needs no judgement, with what stands there. A block that stood on another
    /// page and had nothing in it is not read again.
    pub(super) fn each_in_block(&self, block: &str, tell: &mut impl FnMut(Hit, &str)) {
        if !self.scanner.is_sealed() && !may_be_certain(block) {
            return;
        }
        let key = self.clean.key_of(block.as_bytes());
        if self.clean.get(key) == Some(true) {
            return;
        }
        let is_clean = self.each_in_text(&plain_of_html(block), tell);
        self.clean.put(key, is_clean);
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
