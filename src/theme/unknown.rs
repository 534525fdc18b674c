//! Names in templates that no page gives a value: in a condition Tera takes them for false without a word.

use std::collections::BTreeSet;

use tera::Tera;

use super::templates::Templates;
use super::{INPUTS, UNKNOWN_INPUT, mistakes};
use crate::diagnostic::{Diagnostic, nearest};

/// Warns of every name that is neither an input nor set in some template.
pub(super) fn report_unknown(tera: &Tera, templates: &Templates, diagnostics: &mut Vec<Diagnostic>) {
    let mut reported = BTreeSet::new();
    for template in templates.names() {
        let Ok(names) = tera.get_template_variables(template) else { continue };
        let mut names: Vec<&str> = names.into_iter().filter(|name| !INPUTS.contains(name)).collect();
        names.sort_unstable();
        for name in names {
            let is_set = templates.iter().any(|(_, text)| sets(text, name));
            if !is_set && !name.starts_with("__tera") && reported.insert(name.to_owned()) {
                diagnostics.push(unknown(templates, template, name));
            }
        }
    }
}

/// Whether a text gives the name a value: `set name`, `for name`, or a parameter of a component.
fn sets(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].trim_end();
        let after = text[at + name.len()..].chars().next();
        let whole = after.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '_');
        whole && ["set", "set_global", "for"].iter().any(|word| before.ends_with(word))
    })
}

fn unknown(templates: &Templates, template: &str, name: &str) -> Diagnostic {
    let message = format!("no page has an input `{name}`, so that it counts as false in a condition");
    let mut finding = Diagnostic::warning(UNKNOWN_INPUT, message);
    let here = std::iter::once(template).chain(templates.names());
    let places = here.filter_map(|template| mistakes::word(templates.resolve(template)?.1, name));
    finding.place = places.into_iter().next();
    match nearest(name, INPUTS) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help("docs/themes.md lists the inputs of every template"),
    }
}
