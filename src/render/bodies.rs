//! The bodies of those texts of which only the outline was remembered.

use ahash::HashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::Document;
use crate::source::{Place, SourcePath};

const BODY_MISSING: Code = Code("render/body-missing");

/// Bodies that were parsed again, by their file.
#[derive(Debug, Default)]
pub struct Bodies(HashMap<SourcePath, Document>);

impl Bodies {
    /// The body of a file: the one that the site has or, where that is only an outline, the one that was parsed again.
    ///
    /// A page without its text must never go out, so a body that nobody parsed again is a finding.
    pub(super) fn of<'a>(
        &'a self,
        source: &SourcePath,
        known: &'a Document,
    ) -> Result<&'a Document, Diagnostic> {
        if !known.is_outline {
            return Ok(known);
        }
        self.0.get(source).ok_or_else(|| {
            Diagnostic::error(BODY_MISSING, format!("the text of `{source}` was not at hand for its page"))
                .at(Place::of_file(source))
                .help("build with `--no-cache`, and report this: it is a mistake of Briefpress")
        })
    }
}

impl FromIterator<(SourcePath, Document)> for Bodies {
    fn from_iter<T: IntoIterator<Item = (SourcePath, Document)>>(bodies: T) -> Self {
        Self(bodies.into_iter().collect())
    }
}
