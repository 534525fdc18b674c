//! One source as its rules see it.

use std::cell::{Cell, OnceCell};
use std::ops::Range;

use crate::config::{Config, Registries};
use crate::diagnostic::Diagnostic;
use crate::parse::{BlockKind, FrontMatter, ParsedSource, Prose, SourceKind};
use crate::source::{Place, PlaceCursor, SourceText, Span};

use super::reading::{Reading, Wordings};
use super::{Guard, Levels, Looks, Rule, language, rules};

/// What the checks of every source rest on, made ready once.
#[derive(Debug)]
pub struct Checks<'a> {
    pub(super) config: &'a Config,
    pub(super) registries: &'a Registries,
    /// The rules for single sources that the site has not switched off.
    wanted: Vec<&'static Rule>,
    /// The wordings of the registry, where a rule on them is wanted.
    wordings: Wordings<'a>,
    guard: &'a Guard,
}

/// One source with what is known of its words.
pub struct Source<'a> {
    /// What it is.
    pub(super) kind: SourceKind,
    /// The text as it was read.
    text: &'a SourceText,
    /// What the text was parsed to.
    pub(super) parsed: &'a ParsedSource,
    /// What its readers get to read, found out once for all rules, and only where one asks.
    reading: OnceCell<Reading<'a>>,
    /// Settings and registries.
    pub(super) checks: &'a Checks<'a>,
    cursor: Cell<PlaceCursor>,
}

impl<'a> Checks<'a> {
    /// Makes the rules ready for the sources of a site.
    pub fn new(config: &'a Config, registries: &'a Registries, levels: &Levels, guard: &'a Guard) -> Self {
        let of_sources = rules().iter().filter(|rule| matches!(rule.looks, Looks::Source(_)));
        let wanted: Vec<&'static Rule> = of_sources.filter(|rule| levels.wants(rule)).collect();
        let judges_words = wanted.iter().any(|rule| language::READ_WORDINGS.contains(&rule.code));
        let wordings = if judges_words { Wordings::of(&registries.wording) } else { Wordings::default() };
        Self { config, registries, wanted, wordings, guard }
    }
}

/// Checks one source. A pure function of its text, the settings and the registries: what it finds may be remembered by
/// their hashes.
pub fn check_source(
    text: &SourceText,
    parsed: &ParsedSource,
    kind: SourceKind,
    checks: &Checks<'_>,
) -> Vec<Diagnostic> {
    let cursor = Cell::new(PlaceCursor::default());
    let source = Source { kind, text, parsed, reading: OnceCell::new(), checks, cursor };
    let mut found = Vec::new();
    for rule in &checks.wanted {
        if let Looks::Source(check) = rule.looks {
            check(&source, &mut found);
        }
    }
    checks.guard.look_at_source(&source, &mut found);
    found
}

impl<'a> Source<'a> {
    /// The front matter, as far as it could be read.
    pub(super) fn front(&self) -> Option<&'a FrontMatter> {
        self.parsed.readable()
    }

    /// The front matter, where it has no error: for rules that ask what is missing.
    pub(super) fn whole_front(&self) -> Option<&'a FrontMatter> {
        self.parsed.front_matter.as_deref()
    }

    /// The text as it was read.
    pub(super) fn text(&self) -> &'a SourceText {
        self.text
    }

    /// What its readers get to read.
    pub(super) fn reading(&self) -> &Reading<'a> {
        self.reading.get_or_init(|| {
            let reading = Reading::of(&self.parsed.prose);
            if self.is_english() { reading.with_wordings(&self.checks.wordings) } else { reading }
        })
    }

    /// The words and their places.
    pub(super) fn prose(&self) -> &'a Prose {
        &self.parsed.prose
    }

    /// Whether its words are English, which the rules on words can judge.
    pub(super) fn is_english(&self) -> bool {
        is_english(self.parsed, self.checks.config)
    }

    /// The place of a range of the words.
    pub(super) fn place(&self, range: Range<usize>) -> Place {
        self.place_of(self.prose().span(range))
    }

    /// Whether a range of the words stands in the source within a link, in an address or as code; of the front matter as that is written.
    pub(super) fn is_linked(&self, range: Range<usize>) -> bool {
        if self.prose().is_code(&range) {
            return true;
        }
        let span = self.prose().span(range);
        let text = self.text.text();
        let before = text.get(..span.start as usize).unwrap_or_default();
        let after = text.get(span.end as usize..).unwrap_or_default();
        let is_wrapped = before.ends_with(['<', '`']) && after.starts_with(['>', '`']);
        // Words of a link stand between square brackets, behind which the address or its name follows.
        let line_before = before.rsplit("\n\n").next().unwrap_or_default();
        let line_after = after.split("\n\n").next().unwrap_or_default();
        let is_open = line_before.rfind('[') > line_before.rfind(']');
        let closes = line_after.find(']').filter(|at| line_after.find('[').is_none_or(|open| *at < open));
        let is_words = is_open && closes.is_some_and(|at| line_after[at + 1..].starts_with(['(', '[']));
        is_wrapped || is_words
    }

    fn place_of(&self, span: Span) -> Place {
        let mut cursor = self.cursor.get();
        // The line is read again where the finding comes to be shown, which few of thousands do.
        let place = self.text.note_from(span, &mut cursor);
        self.cursor.set(cursor);
        place
    }

    /// The place of the title, for findings about the source as a whole.
    pub(super) fn whole(&self) -> Place {
        let title = self.prose().blocks().iter().find(|block| block.kind == BlockKind::Title);
        title.map_or_else(|| self.text.whole(), |title| self.place(title.range()))
    }
}

fn is_english(parsed: &ParsedSource, config: &Config) -> bool {
    let own = parsed.readable().and_then(|front| front.lang.as_deref());
    let language = own.unwrap_or(&config.language);
    language.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("en"))
        && language[2..].chars().next().is_none_or(|next| next == '-')
}
