//! Something that every theme has to show, and this one does not.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::theme::Theme;

use super::duties::{DUTIES, Dropped};

pub(super) const RULE: Rule = Rule {
    code: Code("theme/dropped-duty"),
    owner: Owner::Web,
    severity: Severity::Warning,
    document: include_str!("dropped_duty.md"),
    looks: Looks::Theme,
};

/// One finding for each duty, however many kinds of pages drop it.
pub(super) fn findings(theme: &Theme, dropped: &[Dropped]) -> Vec<Diagnostic> {
    let of_duty = |at: usize| dropped.iter().filter(move |one| one.duty == at);
    let finding = |(at, duty): (usize, &super::duties::Duty)| {
        let first = of_duty(at).next()?;
        // What pages of several templates lack is missing in their frame.
        let is_of_frame = of_duty(at).any(|one| one.template != first.template);
        let pages: Vec<&str> = of_duty(at).map(|one| one.page).collect();
        let (last, before) = pages.split_last()?;
        let pages = match before {
            [] => (*last).to_owned(),
            _ => format!("{} and {last}", before.join(", ")),
        };
        let mut finding =
            RULE.finding(format!("the theme shows no {} on {pages}", duty.name)).help(duty.help);
        let mut places = [first.template, "base.html"];
        if is_of_frame {
            places.reverse();
        }
        finding.place = theme.own_place(&places);
        Some(finding)
    };
    DUTIES.iter().enumerate().filter_map(finding).collect()
}
