//! Rules over sources and over the whole site. Each looks at what can be represented but should not stand so. No I/O.
//!
//! A rule is a file in the folder of its family, with its document beside it. `rules` lists all, `reading` finds words
//! and sentences once for all of them, `levels` and `waivers` say what becomes of a finding.

mod accessibility;
mod actions;
mod attachments;
mod document;
mod help;
mod identity;
mod language;
mod languages;
mod levels;
mod links;
mod output;
mod privacy;
mod prompt;
mod publication;
mod reading;
mod rule;
mod rules;
mod site;
mod source;
mod structure;
mod theme;
mod vocabulary;
mod waivers;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::model::Site;

pub use attachments::inspect_file;
pub use document::{Document, reference, reference_page};
use identity::Frame;
pub use identity::{Guard, KeyState, SEALED_NAME, Told, of_used_tables, open_seal};
pub use levels::Levels;
pub use output::{Findings, Inspected, Inspector, Page, RememberedPages, Sight};
pub use rule::{Looks, Rule};
pub use rules::{find_rule, nearest_rule, rules};
pub use source::{Checks, Source, check_source};
pub use theme::{check_theme, forget_asked_templates, forget_foretold};
pub use waivers::Waivers;

/// Checks a resolved site.
pub fn check_site(site: &Site, levels: &Levels, diagnostics: &mut Vec<Diagnostic>) {
    let of_site = |rule: &Rule| if let Looks::Site(check) = rule.looks { Some(check) } else { None };
    let found: Vec<Vec<Diagnostic>> = rules()
        .par_iter()
        .filter(|rule| levels.wants(rule))
        .filter_map(of_site)
        .map(|check| {
            let mut found = Vec::new();
            check(site, &mut found);
            found
        })
        .collect();
    diagnostics.reserve(found.iter().map(Vec::len).sum());
    diagnostics.extend(found.into_iter().flatten());
}
