//! What was told of the texts need not be told again of everything that is made of them.

use std::hash::{Hash, Hasher};

use ahash::HashSet;

use crate::check::Levels;
use crate::diagnostic::{Diagnostic, Severity};

/// What was found in the texts of the site.
#[derive(Debug, Default)]
pub struct Told(HashSet<Said>);

/// A finding, wherever it is.
#[derive(Debug)]
struct Said {
    severity: Severity,
    found: Diagnostic,
}

impl Told {
    /// Takes up the findings of this family, as grave as the settings of the site have them and before waivers take some
    /// out: what a draft was let off with says nothing of a page that shows it.
    pub fn of(found: &[Diagnostic]) -> Self {
        let own = found.iter().filter(|found| is_own(found));
        Self(own.map(|found| Said { severity: found.severity, found: found.clone() }).collect())
    }

    /// Whether a finding on an output says something new.
    pub(in crate::check) fn is_news(&self, found: &Diagnostic, levels: &Levels) -> bool {
        let said = || Said { severity: levels.severity_of(found), found: found.clone() };
        !is_own(found) || !self.0.contains(&said())
    }
}

impl PartialEq for Said {
    fn eq(&self, other: &Self) -> bool {
        (self.severity, self.found.code, &self.found.message)
            == (other.severity, other.found.code, &other.found.message)
    }
}

impl Eq for Said {}

impl Hash for Said {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.severity, self.found.code, &self.found.message).hash(state);
    }
}

fn is_own(found: &Diagnostic) -> bool {
    found.code.0.starts_with("identity/")
}
