//! Where links lead: pages and parts of pages that are not there, and addresses that readers can not use.

mod bare_host;
pub(super) mod dead_anchor;
mod dead_link;
mod hosts;
mod insecure;
mod intranet;
mod missing_file;
mod search_page;

use super::Rule;

pub(super) const RULES: [Rule; 7] = [
    bare_host::RULE,
    dead_anchor::RULE,
    dead_link::RULE,
    insecure::RULE,
    intranet::RULE,
    missing_file::RULE,
    search_page::RULE,
];
