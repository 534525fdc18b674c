//! Lists of actions that stand in a table beside their briefing.

use crate::diagnostic::{Code, Diagnostic};
use crate::load::Asset;
use crate::parse::{Action, ActionsFrom, FrontMatter, parse_actions_csv};
use crate::source::{Placed, SourcePath, SourceText};

const MISSING: Code = Code("links/broken-internal");
const UNREADABLE: Code = Code("actions/unreadable");

/// The tables that lists of actions may stand in.
pub(super) struct Tables<'a> {
    /// Those that are text, sorted by path.
    pub(super) texts: &'a [SourceText],
    /// Every file beside the briefings, sorted by path.
    pub(super) files: &'a [Asset],
    /// Whether their words get typographic punctuation.
    pub(super) is_typographic: bool,
}

impl Tables<'_> {
    /// The table that a briefing names.
    pub(super) fn find(&self, briefing: &SourcePath, name: &str) -> Option<&SourceText> {
        let wanted = briefing.join(name)?;
        let found = self.texts.binary_search_by(|table| table.path().as_str().cmp(wanted.as_str()));
        self.texts.get(found.ok()?)
    }

    /// The finding about a table that was not found: it is not there, or it could not be read as text.
    fn missing(&self, briefing: &SourcePath, file: Placed<String>) -> Diagnostic {
        let name = &file.value;
        let there = briefing.join(name).is_some_and(|wanted| {
            self.files.binary_search_by(|file| file.path.as_str().cmp(wanted.as_str())).is_ok()
        });
        let message = if there {
            format!("`{name}` can not be read as a table")
        } else {
            format!("there is no file `{name}` beside this briefing")
        };
        Diagnostic::error(if there { UNREADABLE } else { MISSING }, message)
            .at(file.place)
            .help("save the table from Excel as \"CSV UTF-8\" into the folder of the briefing")
    }
}

/// The actions of a briefing, out of its front matter or a table.
pub(super) fn read_actions(
    path: &SourcePath,
    front: &mut FrontMatter,
    tables: &Tables<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Action> {
    match std::mem::take(&mut front.actions) {
        ActionsFrom::FrontMatter(actions) => actions,
        ActionsFrom::Csv(file) => {
            let Some(table) = tables.find(path, &file.value) else {
                diagnostics.push(tables.missing(path, file));
                return Vec::new();
            };
            let mut actions = parse_actions_csv(table, diagnostics);
            if tables.is_typographic {
                actions.iter_mut().for_each(Action::typeset);
            }
            actions
        }
    }
}
