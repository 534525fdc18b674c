//! Findings for people: the line underlined, what is wrong, and the way out.

use std::borrow::Cow;
use std::hash::{BuildHasher as _, Hasher as _};
use std::io::{self, Write};

use ahash::{HashMap, RandomState};
use annotate_snippets::renderer::{DEFAULT_LINE_NUM_STYLE, Style};
use annotate_snippets::{AnnotationKind, Group as Report, Level, Message, Origin, Renderer, Snippet, Title};
use memchr::memchr;
use rayon::prelude::*;

use super::grouped::{Group, group};
use super::summary::files;
use super::{Code, Counts, Diagnostic, Severity, printable};
use crate::source::{Excerpt, Place};

/// How findings are shown to people.
#[derive(Debug, Clone, Copy)]
pub struct HumanStyle {
    /// Whether the words are coloured; colour never carries a meaning of its own.
    pub color: bool,
    /// Whether the lines are said in words instead of drawn, for screen readers.
    pub words: bool,
    /// How many findings of one kind are shown in full.
    pub limit: usize,
}

impl Default for HumanStyle {
    /// Plain, drawn, at most five findings of one kind.
    fn default() -> Self {
        Self { color: false, words: false, limit: 5 }
    }
}

/// Writes findings for people: file by file, and within a file by who can mend them, the gravest last, so that the end of
/// the terminal shows what blocks; then a line that counts them. Of one kind (same code, same message but for names and
/// numbers) at most [`HumanStyle::limit`] are shown in full, the others as one line.
pub fn render_human(diagnostics: &[Diagnostic], style: HumanStyle, out: &mut dyn Write) -> io::Result<()> {
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.no_graphics(style.words);
    let shapes = shapes(diagnostics);
    let mut kinds = Kinds::default();
    for group in group(diagnostics) {
        let admitted =
            group.members.iter().filter(|at| kinds.admits(&diagnostics[**at], shapes[**at], style.limit));
        let shown: Vec<_> = admitted.map(|at| &diagnostics[*at]).collect();
        if !shown.is_empty() {
            write_heading(&group, style, out)?;
        }
        for diagnostic in shown {
            write_finding(diagnostic, &renderer, style, out)?;
        }
    }
    kinds.write_rest(out)?;
    if !diagnostics.is_empty() {
        writeln!(out, "{}{}", Counts::of(diagnostics), in_files(files(diagnostics)))?;
    }
    Ok(())
}

/// Those findings that [`render_human`] shows in full with this limit.
pub fn in_full(diagnostics: &mut [Diagnostic], limit: usize) -> impl Iterator<Item = &mut Diagnostic> {
    let mut admitted = vec![false; diagnostics.len()];
    let shapes = shapes(diagnostics);
    let mut kinds = Kinds::default();
    for at in group(diagnostics).into_iter().flat_map(|group| group.members) {
        admitted[at] = kinds.admits(&diagnostics[at], shapes[at], limit);
    }
    diagnostics.iter_mut().zip(admitted).filter_map(|(diagnostic, is_in)| is_in.then_some(diagnostic))
}

/// Says in which file the findings that follow are, and who can mend them.
fn write_heading(group: &Group<'_>, style: HumanStyle, out: &mut dyn Write) -> io::Result<()> {
    let bold = if style.color { Style::new().bold() } else { Style::new() };
    let file = group.file.map_or(Cow::Borrowed("the whole site"), |file| printable(file.as_str()));
    writeln!(out, "{bold}{file}, for {}:{bold:#}\n", group.owner)
}

/// The findings by kind, in the order in which each kind first appears.
#[derive(Default)]
struct Kinds<'a> {
    by_shape: HashMap<u64, usize>,
    kinds: Vec<Kind<'a>>,
}

struct Kind<'a> {
    code: Code,
    shown: usize,
    rest: Vec<&'a Diagnostic>,
}

impl<'a> Kinds<'a> {
    /// Whether a finding is to be shown in full; if not, it is counted.
    fn admits(&mut self, diagnostic: &'a Diagnostic, shape: u64, limit: usize) -> bool {
        let next = self.kinds.len();
        let at = *self.by_shape.entry(shape).or_insert(next);
        if at == next {
            self.kinds.push(Kind { code: diagnostic.code, shown: 0, rest: Vec::new() });
        }
        let kind = &mut self.kinds[at];
        if kind.shown == limit {
            kind.rest.push(diagnostic);
            return false;
        }
        kind.shown += 1;
        true
    }

    /// Writes one line for each kind of which not all were shown.
    fn write_rest(&self, out: &mut dyn Write) -> io::Result<()> {
        for Kind { code, rest, .. } in self.kinds.iter().filter(|kind| !kind.rest.is_empty()) {
            let (count, places) = (rest.len(), in_files(files(rest.iter().copied())));
            writeln!(out, "and {count} more of the same (`{code}`){places}; `--format json` lists all\n")?;
        }
        Ok(())
    }
}

fn in_files(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => " in 1 file".to_owned(),
        count => format!(" in {count} files"),
    }
}

/// The shape of each finding. Every finding of a build passes here, a hundred thousand in a large archive.
fn shapes(diagnostics: &[Diagnostic]) -> Vec<u64> {
    diagnostics.par_iter().with_min_len(1024).map(shape).collect()
}

/// The hash of severity, code, and message without its names (what stands in backticks) and its numbers.
fn shape(diagnostic: &Diagnostic) -> u64 {
    // The same in all of a process; nobody gains by two kinds of finding that share a hash.
    let mut hasher = RandomState::with_seeds(1, 2, 3, 4).build_hasher();
    hasher.write_u8(diagnostic.severity as u8);
    hasher.write(diagnostic.code.0.as_bytes());
    let mut rest = diagnostic.message.as_bytes();
    loop {
        let words = rest.iter().position(|byte| *byte == b'`' || byte.is_ascii_digit()).unwrap_or(rest.len());
        if words > 0 {
            hasher.write(&rest[..words]);
        }
        let Some((mark, behind)) = rest[words..].split_first() else { return hasher.finish() };
        rest = behind;
        if *mark == b'`' {
            let Some(end) = memchr(b'`', behind) else { return hasher.finish() };
            rest = &behind[end + 1..];
        }
    }
}

fn write_finding(
    diagnostic: &Diagnostic,
    renderer: &Renderer,
    style: HumanStyle,
    out: &mut dyn Write,
) -> io::Result<()> {
    let title = level(diagnostic.severity).primary_title(printable(&diagnostic.message));
    let help = diagnostic.help.iter().map(|help| Level::HELP.message(printable(help)));
    let notes = diagnostic.notes.iter().map(|note| Level::NOTE.message(printable(note)));
    let main = Part {
        title: title.id(diagnostic.code.0),
        place: diagnostic.place.as_ref(),
        label: diagnostic.label.as_deref(),
        remarks: help.chain(notes).collect(),
    };
    main.write(renderer, style, out)?;
    for (place, label) in &diagnostic.related {
        let title = Level::NOTE.secondary_title(printable(label));
        Part { title, place: Some(place), label: None, remarks: Vec::new() }.write(renderer, style, out)?;
    }
    writeln!(out)
}

/// A title with a place beneath it; a finding is one, and one more for each place that belongs to it.
struct Part<'a> {
    title: Title<'a>,
    place: Option<&'a Place>,
    label: Option<&'a str>,
    remarks: Vec<Message<'a>>,
}

impl Part<'_> {
    fn write(self, renderer: &Renderer, style: HumanStyle, out: &mut dyn Write) -> io::Result<()> {
        let Some(place) = self.place else {
            return writeln!(
                out,
                "{}",
                renderer.render(&[Report::with_title(self.title).elements(self.remarks)])
            );
        };
        if style.words {
            self.write_words(place, renderer, out)
        } else {
            self.write_drawn(place, renderer, style, out)
        }
    }

    /// The position is written apart from the excerpt, which does not know the column of a line that is cut at
    /// its left.
    fn write_drawn(
        self,
        place: &Place,
        renderer: &Renderer,
        style: HumanStyle,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        writeln!(out, "{}", renderer.render(&[Report::with_title(self.title)]))?;
        let arrow = if style.color { DEFAULT_LINE_NUM_STYLE } else { Style::new() };
        let width = if place.excerpt.is_some() { place.line.to_string().len() } else { 1 };
        writeln!(out, "{:width$}{arrow}-->{arrow:#} {}", "", position(place))?;
        let mut body = Report::with_level(Level::NOTE);
        if let Some(excerpt) = &place.excerpt {
            let (text, mark) = windowed(excerpt);
            let mark = AnnotationKind::Primary.span(mark).label(self.label.map(printable));
            body = body.element(Snippet::source(text).line_start(place.line as usize).annotation(mark));
        }
        let body = body.elements(self.remarks);
        if body.is_empty() { Ok(()) } else { writeln!(out, "{}", renderer.render(&[body])) }
    }

    fn write_words(self, place: &Place, renderer: &Renderer, out: &mut dyn Write) -> io::Result<()> {
        let here = self.label.map(|label| Level::INFO.with_name("here").message(printable(label)));
        let group = Report::with_title(self.title).element(Origin::path(position(place)));
        writeln!(out, "{}", renderer.render(&[group.elements(here).elements(self.remarks)]))
    }
}

/// `file:line:column`, or the file alone where the finding is about all of it.
fn position(place: &Place) -> Cow<'_, str> {
    let path = printable(place.path.as_str());
    if place.excerpt.is_none() && (place.line, place.column) == (1, 1) {
        return path;
    }
    format!("{path}:{}:{}", place.line, place.column).into()
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Review => Level::INFO.with_name(severity.word()),
        Severity::Note => Level::NOTE,
    }
}

/// The text of an excerpt, with an ellipsis where it is cut, and the bytes of it to underline.
fn windowed(excerpt: &Excerpt) -> (Cow<'_, str>, std::ops::Range<usize>) {
    const CUT: &str = "…";
    let mark = if excerpt.text.get(excerpt.mark.clone()).is_some() { excerpt.mark.clone() } else { 0..0 };
    if excerpt.cut_left {
        let text = format!("{CUT}{}", excerpt.text);
        (text.into(), mark.start + CUT.len()..mark.end + CUT.len())
    } else {
        (excerpt.text.as_ref().into(), mark)
    }
}
