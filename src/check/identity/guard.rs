//! The one look at a text, for all rules of the family.

use crate::check::{Levels, Looks, Rule, rules};
use crate::identity::{Hit, Kind, Scanner, Setup};

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
}

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
        }
    }

    /// The rule that tells of a kind.
    pub(super) fn rule(&self, kind: Kind) -> Option<&'static Rule> {
        self.by_kind[kind as usize]
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
}
