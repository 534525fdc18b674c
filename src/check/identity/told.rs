//! What was told of the texts need not be told again of everything that is made of them.

use ahash::HashSet;

use crate::diagnostic::{Code, Diagnostic, Severity};

/// What was found in the texts of the site.
#[derive(Debug, Default)]
pub struct Told(HashSet<(Code, Severity, String)>);

impl Told {
    /// Takes up the findings of this family, before settings and waivers change them: what a draft was let off with says
    /// nothing of a page that shows it.
    pub fn of(found: &[Diagnostic]) -> Self {
        let own = found.iter().filter(|found| is_own(found));
        Self(own.map(|found| (found.code, found.severity, found.message.clone())).collect())
    }

    /// Whether a finding on an output says something new.
    pub(in crate::check) fn is_news(&self, found: &Diagnostic) -> bool {
        !is_own(found) || !self.0.contains(&(found.code, found.severity, found.message.clone()))
    }
}

fn is_own(found: &Diagnostic) -> bool {
    found.code.0.starts_with("identity/")
}
