//! Former addresses.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{OutputPath, Placed};

use super::{Alias, Briefing, Page};

const ALIAS: Code = Code("site/unusable-alias");

/// The former addresses of all pages.
pub(super) fn collect_aliases(
    briefings: &[Briefing],
    withdrawn: &[Briefing],
    pages: &[Page],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Alias> {
    let of_briefings = briefings.iter().chain(withdrawn).map(|b| (&b.front, &b.output));
    let mut aliases = Vec::new();
    for (front, output) in of_briefings.chain(pages.iter().map(|page| (&page.front, &page.output))) {
        for alias in &front.aliases {
            match alias_output(&alias.value) {
                Some(from) => aliases.push(Alias {
                    from: Placed { value: from, place: alias.place.clone() },
                    to: output.clone(),
                    title: Arc::from(front.title.as_str()),
                }),
                None => diagnostics.push(
                    Diagnostic::error(ALIAS, format!("`{}` can not be an address of this site", alias.value))
                        .at(alias.place.clone())
                        .help("write a former address as `/old/address/`"),
                ),
            }
        }
    }
    aliases
}

/// The page that stands at a former address: `old/` is `old/index.html`, `old.html` stays.
pub(super) fn alias_output(address: &str) -> Option<OutputPath> {
    let address = address.trim_start_matches('/');
    let path = match address.strip_suffix('/') {
        Some(folder) => format!("{folder}/index.html"),
        None if std::path::Path::new(address).extension().is_some_and(|kind| kind == "html") => {
            address.to_owned()
        }
        None => format!("{address}/index.html"),
    };
    OutputPath::file(&path).ok()
}
