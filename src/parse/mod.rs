//! One text to one parsed source: front matter and document. Total: mistakes are diagnostics. No I/O.
//!
//! The text is not needed afterwards: what a later stage may have to point at keeps its [`Place`](crate::source::Place).

mod action_cells;
mod actions_csv;
mod added_word;
mod cell_date;
mod document;
mod front_matter;
mod markdown;
mod merge;
mod partial;
mod prose;
mod signed;
mod split;
mod typography;

pub use actions_csv::parse_actions_csv;
pub use added_word::{AddedWord, AddedWordKind};
pub use document::{Document, Heading, Lifted, LiftedAction, Slot, SlotKind, Target};
pub use front_matter::{
    Action, ActionStatus, ActionsFrom, Approval, ApprovalState, Attachment, AttachmentAfter, Extra,
    FrontMatter, Lifecycle, LifecycleState, PartialDate, Person, Point, Proceedings, Question, Quote, Review,
    Series, Update, Waiver, trace_front_matter,
};

pub use markdown::{GlossaryMatcher, RESERVED_IDS, section_key};
pub use partial::{PartialFrontMatter, UnreadKeys};
pub use prose::{Block, BlockKind, Prose};
pub use signed::{SignedPart, changed_parts, signed_parts};
pub use split::front_matter_span;
pub use typography::typeset;

use crate::config::{Config, Registries};
use crate::diagnostic::Diagnostic;
use crate::source::{Fingerprint, SourcePath, SourceText};

/// One Markdown file, parsed.
#[derive(Debug)]
pub struct ParsedSource {
    /// The file.
    pub path: SourcePath,
    /// The hash of its bytes.
    pub fingerprint: Fingerprint,
    /// The front matter; `None` when it has an error, so that nothing not fully understood can be published.
    pub front_matter: Option<Box<FrontMatter>>,
    /// What could be read of a front matter that has an error, so that one mistake neither hides another nor makes a false
    /// one; `None` where there is no error, or nothing could be read.
    pub partial: Option<PartialFrontMatter>,
    /// The body.
    pub document: Document,
    /// The words of both, for the rules that read them; empty once these have.
    pub prose: Prose,
    /// What was found.
    pub diagnostics: Vec<Diagnostic>,
}

impl ParsedSource {
    /// Whether other files see the same of both, and the same can be found of both beside what parsing found: all but
    /// the HTML and the number of words is equal.
    pub fn has_outline_of(&self, other: &Self) -> bool {
        // Taken apart without `..`, so that a new field does not compile until it is thought of here.
        let Self { path, fingerprint: _, front_matter, partial, document, prose: _, diagnostics: _ } = self;
        let Document { html: _, is_outline: _, slots, headings, lifted, first_paragraph, words: _ } =
            document;
        *path == other.path
            && *front_matter == other.front_matter
            // What is known of a file with an error is kept apart from the pages.
            && partial.is_none()
            && other.partial.is_none()
            && *slots == other.document.slots
            && *headings == other.document.headings
            // What else was lifted is part of the front matter.
            && lifted.slots == other.document.lifted.slots
            && *first_paragraph == other.document.first_paragraph
    }
}

/// Which schema a file's front matter follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// A file below `briefings/`: the whole schema; `title` and `date` are required.
    Briefing,
    /// A file below `pages/`: `title` required; `summary`, `slug`, `aliases`, `draft`, `template`, `lang`, `updated`,
    /// `extra`, `exit_control`, `translation_key`, `indexing` allowed.
    Page,
}

/// What the parsing of every file of a site rests on.
#[derive(Debug, Clone, Copy)]
pub struct ParseContext<'a> {
    /// The settings of the site.
    pub config: &'a Config,
    /// The registries of the site.
    pub registries: &'a Registries,
    /// The glossary of those registries, made ready once.
    pub glossary: &'a GlossaryMatcher,
}

/// Parses one source file; `fingerprint` is the hash of its bytes.
pub fn parse_source(
    source: &SourceText,
    fingerprint: Fingerprint,
    kind: SourceKind,
    context: ParseContext<'_>,
) -> ParsedSource {
    let mut diagnostics = Vec::new();
    let (front, body) = split::split_front_matter(source, &mut diagnostics);
    let mut prose = Prose::default();
    let (mut front_matter, mut partial) = front.map_or((None, None), |span| {
        front_matter::parse_front_matter(source, span, kind, context.registries, &mut prose, &mut diagnostics)
    });
    if context.config.smart_punctuation {
        // Before the lists of the body are joined to it, which are set already.
        if let Some(front) = front_matter.as_mut().or(partial.as_mut().map(|partial| &mut partial.front)) {
            front.typeset();
        }
    }
    let read = front_matter.as_deref().or(partial.as_ref().map(|partial| &*partial.front));
    let language = read.and_then(|front| front.lang.as_deref());
    let (mut document, prose) =
        markdown::parse_markdown(source, body, kind, context, language, prose, &mut diagnostics);
    let readable = front_matter.as_mut().or(partial.as_mut().map(|partial| &mut partial.front));
    match readable {
        Some(front) => {
            merge::merge_lifted(front, &mut document.lifted, &mut diagnostics);
            if let Some(approval) = &mut front.approval {
                approval.compare(source);
            }
            if front.summary.is_some() {
                document.first_paragraph = None;
            }
        }
        None => merge::check_lifted(&document.lifted, &mut diagnostics),
    }
    diagnostics.iter_mut().flat_map(|found| found.places_mut()).for_each(|place| source.quote(place));
    ParsedSource {
        path: source.path().clone(),
        fingerprint,
        front_matter,
        partial,
        document,
        prose,
        diagnostics,
    }
}

impl ParsedSource {
    /// The front matter as far as it could be read: nothing that is published may come of it.
    pub fn readable(&self) -> Option<&FrontMatter> {
        self.front_matter.as_deref().or(self.partial.as_ref().map(|partial| &*partial.front))
    }

    /// Whether it is known what its front matter says of a key, be it nothing.
    pub fn knows(&self, key: &str) -> bool {
        self.front_matter.is_some() || self.partial.as_ref().is_some_and(|partial| partial.unread.knows(key))
    }
}

/// What only the fuzz targets of `fuzz/` see.
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing {
    use crate::diagnostic::Diagnostic;
    use crate::source::{SourceText, Span};

    /// The span of the YAML between the fences, and the span of the body.
    pub fn split_front_matter(source: &SourceText, found: &mut Vec<Diagnostic>) -> (Option<Span>, Span) {
        super::split::split_front_matter(source, found)
    }
}
