//! What becomes of findings: how grave they are in this site, and what somebody accepted.

use crate::check::{Levels, Waivers};
use crate::diagnostic::{Diagnostic, Waived};
use crate::model::Site;

/// The settings and waivers of a site, over its findings.
#[derive(Debug)]
pub(super) struct Verdict<'a> {
    pub(super) levels: &'a Levels,
    pub(super) waivers: Waivers,
}

impl Verdict<'_> {
    /// Settles a part of what was found; more may follow.
    pub(super) fn settle(&mut self, found: &mut Vec<Diagnostic>) {
        self.levels.apply(found);
        self.waivers.apply(found);
    }

    /// Settles the last part of what there is to find, and says what is wrong with the waivers themselves.
    pub(super) fn close(&mut self, site: &Site, found: &mut Vec<Diagnostic>) {
        self.settle(found);
        let mut of_waivers = Vec::new();
        self.waivers.report(site, &mut of_waivers);
        self.levels.apply(&mut of_waivers);
        found.append(&mut of_waivers);
    }

    /// What was accepted.
    pub(super) fn into_waived(self) -> Vec<Waived> {
        self.waivers.into_waived()
    }
}
