//! The texts of the site, as they are written: of a briefing everything between its first and its last byte, so that no
//! alt text, address or key of the front matter is passed over.

use std::collections::BTreeMap;
use std::ops::Range;

use ahash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};

use crate::check::Source;
use crate::diagnostic::{Diagnostic, Severity};
use crate::identity::{Allowed, Hit, Kind, WordStarts};
use crate::model::Site;
use crate::parse::{FrontMatter, LifecycleState};
use crate::source::{Place, PlaceCursor, SourcePath, SourceText, Span};

use super::guard::Depth;
use super::{Guard, clusters, pseudonyms, slips, words};

/// Lines that are named beside the first one.
const NAMED: usize = 8;

impl Guard {
    /// Looks at a briefing or a page.
    pub(in crate::check) fn look_at_source(&self, source: &Source<'_>, found: &mut Vec<Diagnostic>) {
        if !self.wants_any() && !self.wants_clusters && !self.wants_slips {
            return;
        }
        let text = source.text();
        let front = source.front();
        let standing = Standing::of(front);
        let starts = WordStarts::of(text.text());
        let mut hits = self.hits(text.text(), Depth::Whole(&starts));
        let front_matter = crate::parse::front_matter_span(text).map_or(0..0, Span::range);
        let declared = declared(front);
        hits.retain(|hit| is_published(text.text(), hit, &front_matter) && !declared.allows(hit));
        if let Some(last) = front.and_then(last_day) {
            // What is told of a case is over when it is told: `the webinar is on 12 November`.
            hits.retain(|hit| hit.kind != Kind::EventDate || !is_later(&hit.what, &last));
        }
        if !source.is_english() {
            // A single given name is often a word of another language, whose words nobody knows here.
            hits.retain(|hit| match hit.kind {
                Kind::PersonName => hit.what.contains(' '),
                kind => !matches!(kind, Kind::LikelyName | Kind::LikelyPlace),
            });
        }
        if standing == Standing::Purged {
            // Nothing of it is public any more; that the name is still here is worth knowing, and no more.
            hits.retain(|hit| hit.kind == Kind::SealedName);
        }
        let from = found.len();
        self.tell(text, &hits, found);
        self.look_at_name(text.path(), found);
        if standing != Standing::Purged {
            if self.wants_slips {
                pseudonyms::check(source, found);
                slips::check(source, &starts, &hits, found);
            }
            if self.wants_clusters {
                clusters::check(source, &starts, &hits, front_matter.end, found);
            }
        }
        for finding in &mut found[from..] {
            standing.soften(finding);
        }
    }

    /// Looks at the settings and registries, of which parts are published.
    pub fn look_at_texts<'t>(
        &self,
        texts: impl Iterator<Item = &'t SourceText>,
        found: &mut Vec<Diagnostic>,
    ) {
        for text in texts {
            let mut hits = self.hits(text.text(), Depth::Certain);
            hits.retain(|hit| !is_comment(text.text(), hit.range.start));
            self.tell(text, &hits, found);
        }
    }

    /// Looks at the tables beside the briefings; which of them are lists of actions is known when the site is resolved.
    pub fn look_at_tables(&self, tables: &[SourceText]) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for table in tables {
            let mut hits = self.hits(table.text(), Depth::Whole(&WordStarts::of(table.text())));
            hits.retain(|hit| hit.kind != Kind::EventDate || !is_field(table.text(), &hit.range));
            self.tell(table, &hits, &mut found);
        }
        found
    }

    /// One finding for each thing that was found, at the first of its places.
    fn tell(&self, text: &SourceText, hits: &[Hit], found: &mut Vec<Diagnostic>) {
        let mut cursor = PlaceCursor::default();
        let mut known: HashMap<(Kind, &str), usize> = HashMap::new();
        let mut lines: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        for hit in hits {
            let Some(rule) = self.rule(hit.kind) else { continue };
            let place = text.note_from(Span::new(hit.range.start, hit.range.end), &mut cursor);
            if let Some(at) = known.get(&(hit.kind, hit.what.as_str())) {
                lines.entry(*at).or_default().push(place.line);
                continue;
            }
            known.insert((hit.kind, hit.what.as_str()), found.len());
            let written = text.text().get(hit.range.clone()).unwrap_or_default();
            found.push(rule.finding(words::message(hit, written)).at(place).help(words::help(hit.kind)));
        }
        for (at, mut lines) in lines {
            lines.dedup();
            let first = found[at].place.as_ref().map(|place| place.line);
            lines.retain(|line| Some(*line) != first);
            if !lines.is_empty() {
                found[at].notes.push(also_on(&lines).into());
            }
        }
    }

    /// Looks at the name of a file, which is a part of its address.
    pub(super) fn look_at_name(&self, path: &SourcePath, found: &mut Vec<Diagnostic>) {
        let mut told = HashSet::new();
        for hit in self.hits(path.as_str(), Depth::Certain) {
            let Some(rule) = self.rule(hit.kind) else { continue };
            if told.insert((hit.kind, hit.what.clone())) {
                let message = words::message(&hit, &path.as_str()[hit.range.clone()]);
                let message = message.replacen("stands here", "stands in the name of the file", 1);
                found.push(rule.finding(message).at(Place::of_file(path)).help("give the file another name"));
            }
        }
    }
}

/// Those findings of tables that are about lists of actions of the site.
pub fn of_used_tables(site: &Site, mut of_tables: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if of_tables.is_empty() {
        return of_tables;
    }
    let rows = site.briefing_pages().flat_map(|briefing| &briefing.actions);
    let used: HashSet<&SourcePath> = rows.filter_map(|row| Some(&row.place.as_ref()?.path)).collect();
    of_tables.retain(|found| found.place.as_ref().is_some_and(|place| used.contains(&place.path)));
    of_tables
}

fn also_on(lines: &[u32]) -> String {
    let named: Vec<String> = lines.iter().take(NAMED).map(u32::to_string).collect();
    let rest = lines.len() - named.len();
    match (named.as_slice(), rest) {
        ([one], 0) => format!("it also stands on line {one}"),
        (named, 0) => format!("it also stands on lines {}", words_joined(named)),
        (named, rest) => format!("it also stands on lines {} and {rest} more", named.join(", ")),
    }
}

/// `3, 5 and 9`
pub(super) fn words_joined(words: &[String]) -> String {
    match words {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        words => words.concat(),
    }
}

/// How a text stands to the public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// It is public, or will be.
    Public,
    /// It is a draft: nothing of it comes out while it is one.
    Draft,
    /// It was taken back for good.
    Purged,
}

impl Standing {
    fn of(front: Option<&FrontMatter>) -> Self {
        let state = front.and_then(|front| front.lifecycle.state.as_ref());
        match front {
            _ if state.is_some_and(|state| state.value == LifecycleState::Purged) => Self::Purged,
            Some(front) if front.draft => Self::Draft,
            _ => Self::Public,
        }
    }

    /// What does not come out does not block others that do.
    fn soften(self, finding: &mut Diagnostic) {
        let (most, note) = match self {
            Self::Public => return,
            Self::Draft => (Severity::Warning, "it will be an error when this is no longer a draft"),
            Self::Purged => (Severity::Note, "nothing of this file is published"),
        };
        if finding.severity > most {
            finding.severity = most;
            finding.notes.push(note.into());
        }
    }
}

/// The people whom the front matter declares, and who publishes the briefing.
fn declared(front: Option<&FrontMatter>) -> Allowed {
    let mut declared = Allowed::default();
    front.and_then(|front| front.publisher.as_ref()).into_iter().for_each(|name| declared.add_words(name));
    for person in front.into_iter().flat_map(|front| &front.people) {
        declared.add_name(&person.name);
    }
    // A pseudonym may be a name, and is meant to be read.
    for subject in
        front.and_then(|front| front.review.as_ref()).into_iter().flat_map(|review| &review.subjects)
    {
        declared.add_name(subject);
    }
    declared
}

/// The last day on which somebody wrote at a briefing, as `2026-03-14`.
fn last_day(front: &FrontMatter) -> Option<String> {
    let updates = front.updates.iter().map(|update| update.date);
    front.date.into_iter().chain(front.updated).chain(updates).max().map(|day| day.to_string())
}

/// Whether a day with its year is later than another one.
fn is_later(day: &str, other: &str) -> bool {
    let is_whole = |day: &str| day.len() == other.len() && day.starts_with(|c: char| c.is_ascii_digit());
    is_whole(day) && day > other
}

/// Whether what stands there comes out and is about a case: comments do not come out, and a day that is a key of the front
/// matter is one of the publication or of an action.
/// A sealed name stands nowhere.
fn is_published(text: &str, hit: &Hit, front_matter: &Range<usize>) -> bool {
    if hit.kind == Kind::EventDate && front_matter.contains(&hit.range.start) && is_value(text, &hit.range) {
        return false;
    }
    let is_hidden = front_matter.contains(&hit.range.start) && is_comment(text, hit.range.start);
    hit.kind == Kind::SealedName || !is_hidden
}

/// Whether a line of YAML is a comment before a byte.
fn is_comment(text: &str, at: usize) -> bool {
    let line = text[..at].rsplit('\n').next().unwrap_or_default();
    line.trim_start().starts_with('#')
}

/// Whether a range is a whole field of a row: the day of an action.
fn is_field(text: &str, range: &Range<usize>) -> bool {
    let edges = [',', ';', '\t', '"', '\n', '\r'];
    let before = text[..range.start].chars().next_back();
    let behind = text[range.end..].chars().next();
    [before, behind].into_iter().all(|c| c.is_none_or(|c| edges.contains(&c)))
}

/// Whether a range is the whole value of a key, or of an entry of a list.
fn is_value(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end_matches(['"', '\'']);
    let behind = text[range.end..].trim_start_matches(['"', '\'']);
    let ends = behind.is_empty() || behind.starts_with(['\n', '\r', ',', '}', 'T', ' ']);
    ends && (before.ends_with(": ") || before.ends_with("- "))
        && text[range.clone()].bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}
