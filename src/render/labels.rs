//! What lists are called, in the words of the theme and the language of the site.

use crate::model::FacetKind;
use crate::theme::{MOVED, Theme};

/// The names that titles, menus and the way back to the index have, whatever the template.
#[derive(Debug)]
pub(super) struct Labels {
    /// All briefings.
    pub(super) briefings: String,
    /// The page for addresses that do not exist.
    pub(super) not_found: String,
    /// The page at a former address.
    pub(super) moved: String,
    facets: [Label; FacetKind::ALL.len()],
}

/// How a facet is spoken of.
#[derive(Debug)]
pub(super) struct Label {
    /// Above its terms.
    pub(super) all: String,
    /// Beside one of its terms.
    pub(super) one: String,
}

impl Labels {
    /// The words of a theme in a language.
    pub(super) fn of(theme: &Theme, language: &str) -> Self {
        let word = |key: &str| theme.word(language, key).unwrap_or(key).to_owned();
        let facets = FacetKind::ALL.map(|kind| Label {
            all: word(&format!("facet_{}", kind.key())),
            one: word(&format!("facet_{}_one", kind.key())),
        });
        Self {
            briefings: word("list_briefings"),
            not_found: word("list_not_found"),
            moved: word(MOVED),
            facets,
        }
    }

    /// The words for one facet.
    pub(super) fn facet(&self, kind: FacetKind) -> &Label {
        &self.facets[kind as usize]
    }
}
