//! A link to another host of which nobody can say whether it leads somewhere.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::online::Answer;

pub(super) const RULE: Rule = Rule {
    code: Code("links/unanswered"),
    owner: Owner::Author,
    severity: Severity::Note,
    document: include_str!("unanswered.md"),
    looks: Looks::Online,
};

/// What is to be said of an address that did not answer.
pub(super) fn finding(address: &str, answer: &Answer) -> Option<Diagnostic> {
    let (Answer::Unknown(why) | Answer::Unasked(why)) = answer else { return None };
    let message = format!("nobody can say whether `{address}` is there: {why}");
    Some(RULE.finding(message).help("open it in a browser, and look again tomorrow"))
}
