//! Where links lead: pages and parts of pages that are not there, and addresses that readers can not use.

mod bare_host;
pub(super) mod dead_anchor;
mod dead_link;
mod gone;
mod hosts;
mod insecure;
mod intranet;
mod missing_file;
mod search_page;
mod unanswered;

use super::Rule;
use crate::diagnostic::Diagnostic;
use crate::online::Answer;

pub(super) const RULES: [Rule; 9] = [
    bare_host::RULE,
    dead_anchor::RULE,
    dead_link::RULE,
    gone::RULE,
    insecure::RULE,
    intranet::RULE,
    missing_file::RULE,
    search_page::RULE,
    unanswered::RULE,
];

/// What is to be said of an address of another host; nothing where it is there.
pub(super) fn of_answer(address: &str, answer: &Answer) -> Option<Diagnostic> {
    gone::finding(address, answer).or_else(|| unanswered::finding(address, answer))
}
