//! The series of a site, as far as its briefings tell.

use rayon::prelude::*;

use super::ScaffoldError;
use crate::config::{Config, Registries};
use crate::load::{Snapshot, TextFile};
use crate::parse::{FrontMatter, GlossaryMatcher, ParseContext, SourceKind, parse_source};
use crate::source::Fingerprint;

/// What the briefings of a site say of its series.
#[derive(Debug, Default)]
pub(super) struct SeriesSoFar {
    /// Each series: its name, the highest number, and the newest day.
    known: Vec<Known>,
    /// Briefings that could not be understood, so that their numbers are not known.
    pub(super) unread: usize,
}

#[derive(Debug)]
struct Known {
    key: String,
    name: String,
    highest: u32,
    newest: Option<jiff::civil::Date>,
}

impl SeriesSoFar {
    /// Reads the front matter of every briefing.
    pub(super) fn of(
        snapshot: &Snapshot,
        config: &Config,
        registries: &Registries,
    ) -> Result<Self, ScaffoldError> {
        let glossary = GlossaryMatcher::new(registries);
        let context = ParseContext { config, registries, glossary: &glossary };
        let read: Result<Vec<Option<Box<FrontMatter>>>, ScaffoldError> =
            snapshot.briefings.par_iter().map(|file| front_matter(file, context)).collect();
        let mut series = Self::default();
        for front in read? {
            match front {
                Some(front) => series.take(&front),
                None => series.unread += 1,
            }
        }
        Ok(series)
    }

    fn take(&mut self, front: &FrontMatter) {
        let Some(series) = &front.series else { return };
        let number = series.number.as_ref().map_or(0, |number| number.value);
        let at = self.known.iter().position(|known| known.key == series.term.key.as_str());
        let at = at.unwrap_or_else(|| {
            self.known.push(Known {
                key: series.term.key.to_string(),
                name: series.term.label.to_string(),
                highest: 0,
                newest: None,
            });
            self.known.len() - 1
        });
        let known = &mut self.known[at];
        known.highest = known.highest.max(number);
        known.newest = known.newest.max(front.date);
    }

    /// The name of a series and its next number: of the one that is named, which may be new, else of the one with the
    /// newest briefing.
    pub(super) fn next(&self, name: Option<&str>) -> Option<(String, u32)> {
        let known = match name {
            Some(name) => {
                self.known.iter().find(|known| known.name.eq_ignore_ascii_case(name) || known.key == name)
            }
            None => self.known.iter().max_by_key(|known| (known.newest, known.highest)),
        };
        match (known, name) {
            (Some(known), _) => Some((known.name.clone(), known.highest + 1)),
            (None, Some(name)) => Some((name.to_owned(), 1)),
            (None, None) => None,
        }
    }
}

fn front_matter(
    file: &TextFile,
    context: ParseContext<'_>,
) -> Result<Option<Box<FrontMatter>>, ScaffoldError> {
    let Some(text) = file.read(&mut Vec::new(), &mut Vec::new())? else { return Ok(None) };
    let fingerprint = Fingerprint::of(text.text().as_bytes());
    let source = parse_source(&text, fingerprint, SourceKind::Briefing, context);
    // An error elsewhere in its front matter does not make the number of a briefing free.
    let partial = source.partial.filter(|partial| partial.unread.knows("series"));
    Ok(source.front_matter.or(partial.map(|partial| partial.front)))
}
