//! A link to something that another host does not have any more.

use crate::check::{Looks, Rule};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity};
use crate::online::Answer;

pub(super) const RULE: Rule = Rule {
    code: Code("links/gone"),
    owner: Owner::Author,
    severity: Severity::Error,
    document: include_str!("gone.md"),
    looks: Looks::Online,
};

/// What is to be said of an address that leads nowhere.
pub(super) fn finding(address: &str, answer: &Answer) -> Option<Diagnostic> {
    let message = match answer {
        Answer::Gone(status) => format!("`{address}` is gone: its host answers with status {status}"),
        Answer::NoHost => format!("`{address}` is gone: no host has this name"),
        Answer::Fine | Answer::Unknown(_) | Answer::Unasked(_) => return None,
    };
    Some(RULE.finding(message).help("link to where it is now, or say where readers can ask for it"))
}
