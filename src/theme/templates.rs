//! The templates of a theme: which ones there are, and the way to a Tera that knows them all.

use std::collections::BTreeMap;
use std::ops::Range;

use tera::{Error, ErrorKind, ReportError, Tera};

use super::loops::{self, Watched};
use super::mistakes::{self, Report};
use super::{TEMPLATE, about, embedded};
use crate::diagnostic::{Diagnostic, nearest};
use crate::load::ThemeFile;
use crate::source::{Place, SourceText, Span};

/// Under this prefix the embedded originals can always be reached.
pub(super) const ORIGINAL: &str = "__theme/";

/// The texts of the templates by the name that Tera knows them by.
pub(super) struct Templates {
    texts: BTreeMap<String, SourceText>,
    watched: BTreeMap<String, Watched>,
}

/// Templates that make a page or a part of every page, and are not included in a loop.
const PAGES: [&str; 9] = [
    "base.html",
    "index.html",
    "list.html",
    "term.html",
    "briefing.html",
    "page.html",
    "404.html",
    "feed.xml",
    "row.html",
];

impl Templates {
    /// Takes the site's own templates and those embedded ones that can be reached.
    ///
    /// An embedded template that the site replaces is left out unless some template extends or includes it, so
    /// that a theme with a base of its own is not held to what a page that it does not use expects of a base.
    pub(super) fn collect(files: &[ThemeFile], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut texts = BTreeMap::new();
        for file in files {
            let Some(name) = file.name.strip_prefix("templates/") else { continue };
            if name.starts_with(ORIGINAL) {
                diagnostics.push(reserved(file));
            } else if let Some(text) = text_of(file, diagnostics) {
                texts.insert(name.to_owned(), text);
            }
        }
        let mut replaced = BTreeMap::new();
        for file in embedded::embedded_theme_files() {
            let Some(name) = file.name.strip_prefix("templates/") else { continue };
            let Some(text) = text_of(&file, diagnostics) else { continue };
            let original = format!("{ORIGINAL}{name}");
            if texts.contains_key(name) {
                replaced.insert(original, text);
            } else {
                texts.insert(original, text);
            }
        }
        while let Some(name) = replaced.keys().find(|name| mentioned(name, texts.values())).cloned() {
            if let Some(text) = replaced.remove(&name) {
                texts.insert(name, text);
            }
        }
        let watched = texts.iter().map(|(name, source)| {
            let plain = name.strip_prefix(ORIGINAL).unwrap_or(name);
            (name.clone(), loops::watch(source.text(), !PAGES.contains(&plain)))
        });
        Self { watched: watched.collect(), texts }
    }

    /// The names of all templates.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }

    /// The names of all components.
    pub(super) fn components(&self) -> impl Iterator<Item = &str> {
        let parts = self.texts.values().flat_map(|source| source.text().split("{% component ").skip(1));
        parts.filter_map(|part| part.split('(').next()).map(str::trim)
    }

    /// The templates that a site has written itself: copies of the originals are none.
    pub(super) fn own(&self) -> impl Iterator<Item = (&str, &SourceText)> {
        let originals: BTreeMap<String, &[u8]> = embedded::embedded_files()
            .filter_map(|(name, bytes)| {
                Some((name.replace('\\', "/").strip_prefix("templates/")?.to_owned(), bytes))
            })
            .collect();
        let is_own = move |name: &str, source: &SourceText| {
            !name.starts_with(ORIGINAL)
                && originals.get(name).is_none_or(|bytes| *bytes != source.text().as_bytes())
        };
        let all = self.texts.iter().map(|(name, source)| (name.as_str(), source));
        all.filter(move |(name, source)| is_own(name, source))
    }

    /// Every template's name and text.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(name, source)| (name.as_str(), source.text()))
    }

    /// The name and text that a written name stands for.
    pub(super) fn resolve(&self, written: &str) -> Option<(&str, &SourceText)> {
        let found = self.texts.get_key_value(written);
        let found = found.or_else(|| self.texts.get_key_value(&format!("{ORIGINAL}{written}")));
        found.map(|(name, source)| (name.as_str(), source))
    }

    /// Warns of templates that nothing takes and that have nearly the name of one that makes pages: a misspelt one leaves
    /// the original as it is. A page may ask for any of them, which is known where the site is.
    pub(super) fn report_unused(&self, diagnostics: &mut Vec<Diagnostic>) {
        let originals: Vec<String> = embedded::embedded_theme_files()
            .filter_map(|file| file.name.strip_prefix("templates/").map(str::to_owned))
            .collect();
        for (name, source) in self.texts.iter().filter(|(name, _)| !name.starts_with(ORIGINAL)) {
            let is_taken = originals.contains(name)
                || source.text().contains("{% component ")
                || mentioned(name, self.texts.values());
            if is_taken {
                continue;
            }
            // Without their endings, which all have: `t.html` is not meant for `list.html`.
            let (stem, ending) = name.split_at(name.rfind('.').unwrap_or(name.len()));
            let stems = originals.iter().filter_map(|original| original.strip_suffix(ending));
            if let Some(near) = nearest(stem, stems) {
                let message = format!("no page and no other template takes `{name}`, so it does nothing");
                diagnostics.push(
                    Diagnostic::warning(super::UNUSED_TEMPLATE, message)
                        .at(Place::of_file(source.path()))
                        .help(format!("did you mean `{near}{ending}`?")),
                );
            }
        }
    }

    /// Compiles all templates, with looks at the clock; where that fails, every mistake of every one is reported.
    pub(super) fn compile(&self, mut tera: Tera, diagnostics: &mut Vec<Diagnostic>) -> Option<Tera> {
        let plain = tera.clone();
        tera.set_fallback_prefixes([ORIGINAL]).ok()?;
        let watched = self.watched.iter().map(|(name, watched)| (name.as_str(), watched.text.as_str()));
        match tera.add_raw_templates(watched) {
            Ok(()) => Some(tera),
            Err(error) => {
                self.report_mistakes(&plain, &error, diagnostics);
                None
            }
        }
    }

    /// Compiles the templates as they are written, first each by itself, then all together.
    fn report_mistakes(&self, tera: &Tera, error: &Error, diagnostics: &mut Vec<Diagnostic>) {
        let known = diagnostics.len();
        let mut alone = Vec::new();
        for (name, source) in &self.texts {
            self.compile_alone(tera, name, source, &mut alone, diagnostics);
        }
        if diagnostics.len() == known {
            let mut whole = tera.clone();
            let result = whole.set_fallback_prefixes([ORIGINAL]);
            if let Err(error) = result.and_then(|()| whole.add_raw_templates(self.iter())) {
                self.report_whole(&error, &mut alone, diagnostics);
            }
        }
        diagnostics.extend(alone.iter().map(|report| self.mistake(report)));
        if diagnostics.len() == known {
            diagnostics.push(Diagnostic::error(TEMPLATE, mistakes::house_style(&error.to_string())));
        }
    }

    /// The place of a range of bytes in a template as it was compiled for rendering.
    pub(super) fn rendered_place(&self, name: &str, range: &Range<usize>) -> Option<Place> {
        let (name, source) = self.resolve(name)?;
        let written =
            |offset| self.watched.get(name).map_or(offset, |watched| watched.written_offset(offset));
        Some(source.place(Span::new(written(range.start), written(range.end))))
    }

    /// The place of a range of bytes in a template as it is written.
    pub(super) fn written_place(&self, name: &str, range: &Range<usize>) -> Option<Place> {
        let (_, source) = self.resolve(name)?;
        Some(source.place(Span::new(range.start, range.end)))
    }

    /// Where a template says a text; the originals come last.
    pub(super) fn place_of(&self, text: &str) -> Option<Place> {
        self.places_of(text, false).next().or_else(|| self.places_of(text, true).next())
    }

    /// Where a template says a text that no other one says; the originals count where no other says it.
    pub(super) fn only_place_of(&self, text: &str) -> Option<Place> {
        [false, true].into_iter().find_map(|original| {
            let mut places = self.places_of(text, original);
            places.next().filter(|_| places.next().is_none())
        })
    }

    /// The first place of a text in each template that says it: in the originals, or in those that stand for them.
    fn places_of(&self, text: &str, original: bool) -> impl Iterator<Item = Place> {
        let texts = self.texts.iter().filter(move |(name, _)| name.starts_with(ORIGINAL) == original);
        texts.filter_map(move |(_, source)| {
            let at = source.text().find(text)?;
            Some(source.place(Span::new(at, at + text.len())))
        })
    }

    /// Compiles one template by itself: its syntax and its parent are reported now; the filters, tests and
    /// functions that it does not find are kept, in case the whole can not be compiled.
    fn compile_alone(
        &self,
        tera: &Tera,
        name: &str,
        source: &SourceText,
        alone: &mut Vec<Report>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let mut scratch = tera.clone();
        let mut result = scratch.add_raw_template(name, source.text());
        if let Err(ErrorKind::MissingParent { parent, .. }) = result.as_ref().map_err(Error::kind) {
            if self.resolve(parent).is_none() {
                diagnostics.push(self.missing_parent(source, parent));
            }
            result = scratch.add_raw_templates([(parent.clone().as_str(), ""), (name, source.text())]);
        }
        match result.as_ref().map_err(Error::kind) {
            Err(ErrorKind::SyntaxError(report)) => {
                diagnostics.push(self.syntax_mistake(report));
            }
            Err(ErrorKind::Msg(message)) => {
                let certain = ["Unknown filter", "Unknown test", "Unknown function"];
                alone.extend(mistakes::read_reports(message).into_iter().filter(|report| {
                    report.template == name && certain.iter().any(|start| report.message.starts_with(start))
                }));
            }
            _ => {}
        }
    }

    /// Reports what is wrong with the templates taken together.
    fn report_whole(&self, error: &Error, alone: &mut Vec<Report>, diagnostics: &mut Vec<Diagnostic>) {
        match error.kind() {
            ErrorKind::SyntaxError(report) => diagnostics.push(self.syntax_mistake(report)),
            ErrorKind::CircularExtend { tpl, inheritance_chain } => {
                diagnostics.push(self.cycle("extends", tpl, inheritance_chain));
            }
            ErrorKind::CircularInclude { tpl, include_chain } => {
                diagnostics.push(self.cycle("includes", tpl, include_chain));
            }
            ErrorKind::Msg(message) => {
                let reports = mistakes::read_reports(message);
                if reports.is_empty() {
                    diagnostics.push(self.unplaced(message));
                } else {
                    *alone = reports;
                }
            }
            other => diagnostics.push(Diagnostic::error(TEMPLATE, mistakes::house_style(&other.to_string()))),
        }
    }

    fn syntax_mistake(&self, report: &ReportError) -> Diagnostic {
        let place = self.written_place(report.filename(), &report.span().range);
        mistakes::finding(TEMPLATE, self, report.message(), place)
    }

    fn mistake(&self, report: &Report) -> Diagnostic {
        let source = self.texts.get(&report.template);
        let place = source.map(|source| report.place(source));
        mistakes::finding(TEMPLATE, self, &report.message, place)
    }

    fn missing_parent(&self, source: &SourceText, parent: &str) -> Diagnostic {
        let place = mistakes::quoted(source, parent);
        let message = format!("the template `{parent}` that this one extends does not exist");
        mistakes::with_nearest_template(Diagnostic::error(TEMPLATE, message).at(place), self, parent)
    }

    fn cycle(&self, verb: &str, name: &str, chain: &[String]) -> Diagnostic {
        let (name, next) = self
            .own_link(chain)
            .unwrap_or_else(|| (name, chain.iter().find(|link| *link != name).map_or(name, String::as_str)));
        let place = self.resolve(name).map(|(_, source)| {
            let plain = next.strip_prefix(ORIGINAL).unwrap_or(next);
            mistakes::quoted_any(source, &[next, plain])
        });
        let chain = chain.iter().map(|link| format!("`{link}`")).collect::<Vec<_>>().join(", then ");
        let mut finding = Diagnostic::error(TEMPLATE, format!("the template {verb} itself"))
            .because(format!("the way round is {chain}"))
            .help(format!("to build on the original, write `{ORIGINAL}` before its name"));
        finding.place = place;
        finding
    }

    /// The first step of a ring that the site takes itself: Tera names whichever template it came from, which may be one
    /// of the program that only leads into the ring.
    fn own_link<'c>(&self, chain: &'c [String]) -> Option<(&'c str, &'c str)> {
        let (last, before) = chain.split_last()?;
        let ring = &chain[before.iter().position(|link| link == last)?..];
        let is_own = |link: &str| self.resolve(link).is_some_and(|(name, _)| !name.starts_with(ORIGINAL));
        let pair = ring.windows(2).find(|pair| is_own(&pair[0]))?;
        Some((&pair[0], &pair[1]))
    }

    /// A message that names templates in words only: the first one that it names is its place.
    fn unplaced(&self, message: &str) -> Diagnostic {
        let mut finding = Diagnostic::error(TEMPLATE, mistakes::house_style(message));
        let names: Vec<&str> = self.names().filter(|name| message.contains(&format!("`{name}`"))).collect();
        let component = message.split('`').nth(1).unwrap_or_default();
        for (at, name) in names.iter().enumerate() {
            let Some((_, source)) = self.resolve(name) else { continue };
            let place = mistakes::word_after(source, "component", component);
            if at == 0 {
                finding = finding.at(place);
            } else {
                finding = finding.related(place, "defined here too");
            }
        }
        finding
    }

    /// The finding for a template that failed on one page.
    pub(super) fn render_mistake(&self, name: &str, error: &Error) -> Diagnostic {
        mistakes::render_mistake(self, name, error)
    }
}

fn mentioned<'a>(name: &str, texts: impl Iterator<Item = &'a SourceText>) -> bool {
    texts.into_iter().any(|source| mistakes::is_quoted_in(source.text(), name))
}

fn text_of(file: &ThemeFile, diagnostics: &mut Vec<Diagnostic>) -> Option<SourceText> {
    let Ok(text) = std::str::from_utf8(&file.bytes) else {
        diagnostics.push(about::not_text(file));
        return None;
    };
    Some(SourceText::new(file.path.clone(), text.strip_prefix('\u{FEFF}').unwrap_or(text)))
}

fn reserved(file: &ThemeFile) -> Diagnostic {
    Diagnostic::error(TEMPLATE, format!("the name of `{}` is kept for the original templates", file.name))
        .at(Place::of_file(&file.path))
        .help(format!("rename the folder `{ORIGINAL}`"))
}
