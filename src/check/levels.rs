//! How grave each finding is in this site: what the rule says, changed by `checks` in `site.yaml`.

use ahash::HashMap;

use crate::config::{CheckLevel, CheckSetting, Config};
use crate::diagnostic::{Code, Diagnostic, Owner, Severity, Statement};

use super::{Rule, find_rule, nearest_rule};

const UNKNOWN_CHECK: Code = Code("site/unknown-check");
const FIXED_CHECK: Code = Code("site/fixed-check");

/// What `site.yaml` says about rules; everything else is as the rules say.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    set: HashMap<&'static str, CheckLevel>,
}

impl Levels {
    /// Reads the settings; a code that no rule has is an error.
    pub fn of(config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut levels = Self::default();
        for setting in &config.checks {
            match find_rule(&setting.code.value) {
                Some(rule) if rule.is_fixed() => diagnostics.push(fixed(rule, setting)),
                Some(rule) => {
                    levels.set.insert(rule.code.0, setting.level);
                }
                None => diagnostics.push(unknown(setting)),
            }
        }
        levels
    }

    /// Whether a rule is to look at all.
    pub fn wants(&self, rule: &Rule) -> bool {
        self.set.get(rule.code.0) != Some(&CheckLevel::Off)
    }

    /// Gives every finding the severity that the site wants and the owner that the rule names, and takes out what is
    /// switched off. Doing it again changes nothing.
    pub fn apply(&self, found: &mut Vec<Diagnostic>) {
        // Findings of one kind come in runs.
        let mut last = (Code(""), Owner::Author, None);
        found.retain_mut(|diagnostic| {
            let code = diagnostic.code;
            if !std::ptr::eq(code.0, last.0.0) {
                let owner = find_rule(code.0).map_or(Owner::Author, |rule| rule.owner);
                last = (code, owner, self.set.get(code.0));
            }
            if last.2 == Some(&CheckLevel::Off) {
                return false;
            }
            let severity = settled(last.2, diagnostic.severity);
            // What is right already stays shared with its copies.
            if (diagnostic.owner, diagnostic.severity) != (last.1, severity) {
                let statement: &mut Statement = diagnostic;
                (statement.owner, statement.severity) = (last.1, severity);
            }
            true
        });
    }

    /// How grave a finding is in this site.
    pub(super) fn severity_of(&self, found: &Diagnostic) -> Severity {
        settled(self.set.get(found.code.0), found.severity)
    }
}

fn settled(level: Option<&CheckLevel>, own: Severity) -> Severity {
    match level {
        None | Some(CheckLevel::Off) => own,
        Some(CheckLevel::Note) => Severity::Note,
        Some(CheckLevel::Review) => Severity::Review,
        Some(CheckLevel::Warning) => Severity::Warning,
        Some(CheckLevel::Error) => Severity::Error,
    }
}

fn unknown(setting: &CheckSetting) -> Diagnostic {
    let help = match nearest_rule(&setting.code.value) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`briefpress explain --list` names every code".to_owned(),
    };
    Diagnostic::error(UNKNOWN_CHECK, format!("there is no check `{}`", setting.code.value))
        .at(setting.code.place.clone())
        .help(help)
}

fn fixed(rule: &Rule, setting: &CheckSetting) -> Diagnostic {
    Diagnostic::error(FIXED_CHECK, format!("how grave `{}` is can not be changed", rule.code))
        .at(setting.code.place.clone())
        .help("remove the line")
        .because("a page with such a mistake can not be made safely")
}

#[cfg(test)]
mod tests {
    use super::Levels;
    use crate::diagnostic::{Code, Diagnostic, Severity};

    #[test]
    fn settled_findings_stay_shared_with_their_copies() {
        let levels = Levels::default();
        let mut first = vec![Diagnostic::warning(Code("identity/postcode"), "a postcode")];
        levels.apply(&mut first);
        let mut copy = first.clone();
        levels.apply(&mut copy);
        assert!(std::ptr::eq(&raw const *first[0], &raw const *copy[0]));
        copy[0].severity = Severity::Note;
        assert_eq!(first[0].severity, Severity::Warning);
    }
}
