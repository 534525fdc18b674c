//! A page that the theme could not make, though the site has none like it yet.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};

use super::specimens::Failure;

pub(super) const RULE: Rule = Rule {
    code: Code("theme/failing-page"),
    owner: Owner::Web,
    severity: Severity::Warning,
    document: include_str!("failing_page.md"),
    looks: Looks::Theme,
};

/// One finding for each place that fails, however many kinds of pages fail there.
pub(super) fn findings(failed: &[Failure]) -> Vec<Diagnostic> {
    let is_first = |at: usize| failed[..at].iter().all(|before| before.why.place != failed[at].why.place);
    let of_place = |at: usize| {
        let Failure { name, why } = &failed[at];
        let mut finding = RULE.finding(format!("the theme can not make {name}: {}", why.message));
        finding.place.clone_from(&why.place);
        finding.help.clone_from(&why.help);
        finding
    };
    (0..failed.len()).filter(|at| is_first(*at)).map(of_place).collect()
}
