//! Theme files -> one validated [`Theme`]: templates, filters, fingerprinted assets. No I/O.
//!
//! The default theme is embedded in the program. A site's own theme overrides it file by file: its templates have
//! plain names (`briefing.html`), the originals can always be reached as `__theme/briefing.html`. Only this room
//! and `render` name Tera.

mod about;
mod assets;
mod closure;
mod embedded;
mod escape;
mod filters;
mod loops;
mod mistakes;
mod output;
mod stopwatch;
mod templates;
mod unknown;
mod words;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use tera::{Context, Tera};

use crate::diagnostic::{Code, Diagnostic};
use crate::load::ThemeFile;
use crate::source::{Fingerprint, PAGE_SECONDS_LIMIT, PAGE_SIZE_LIMIT, Place};

pub use about::About;
pub use assets::ThemeAsset;
pub use embedded::{EMBEDDED_ROOT, embedded_files};

use closure::Closures;
use templates::Templates;
pub use words::Speaker;
use words::Words;

/// A template that can not be used: syntax, an unknown filter, a parent or include that does not exist.
pub const TEMPLATE: Code = Code("theme/template");
/// A template that fails on one page: an undefined variable, a value of the wrong type.
pub const RENDER: Code = Code("theme/render");
/// A template that makes too much or takes too long.
pub const LIMIT: Code = Code("theme/limit");
/// A file of the theme that can not be published under its name, or is not used at all.
pub const FILE: Code = Code("theme/file");

/// A template that nothing takes, and that has nearly the name of one that makes pages.
pub const UNUSED_TEMPLATE: Code = Code("theme/unused-template");

/// A name in a template that no page gives a value.
pub const UNKNOWN_INPUT: Code = Code("theme/unknown-input");

/// The parts that every page of a site has alike: under which name `site` has each, and which template makes it. None of
/// them sees a page.
pub const FRAME: [(&str, &str); 5] = [
    ("head", "parts/head.html"),
    ("exit", "parts/exit.html"),
    ("masthead", "parts/masthead.html"),
    ("feedback", "parts/feedback.html"),
    ("colophon", "parts/colophon.html"),
];

/// The word that a page at a former address says: it is made without a template.
pub const MOVED: &str = "list_moved";

/// The inputs that pages get; `docs/themes.md` describes them.
pub const INPUTS: [&str; 16] = [
    "site",
    "page",
    "today",
    "content",
    "toc",
    "briefing",
    "briefings",
    "pagination",
    "facet",
    "facets",
    "term",
    "terms",
    "feed",
    "helplines",
    "glossary",
    "pack",
];

/// A theme that is known to be whole: every template compiles and every name in it resolves.
pub struct Theme {
    tera: Tera,
    templates: Templates,
    closures: Closures,
    assets: Vec<ThemeAsset>,
    words: Words,
    about: About,
}

impl fmt::Debug for Theme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Theme").field("about", &self.about).finish_non_exhaustive()
    }
}

/// What a theme needs to know of the site.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The path of the site below its host, beginning and ending in `/`.
    pub base_path: &'a str,
    /// The language of the site, for the names of months.
    pub language: &'a str,
    /// What follows the style sheet of the theme: the publisher's colours.
    pub style: &'a str,
}

/// Makes a theme of the site's own theme files and the embedded default.
///
/// Total: every mistake of every template is reported; with an error among them there is no theme.
pub fn parse_theme(
    files: &[ThemeFile],
    setting: Setting<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Theme> {
    let known = diagnostics.len();
    report_unused(files, diagnostics);
    let about = about::parse_about(files, diagnostics);
    let assets = assets::collect(files, setting, diagnostics);
    let templates = Templates::collect(files, diagnostics);
    let words = Words::collect(files, &templates, diagnostics);
    let mut tera = Tera::default();
    tera.autoescape_on([""]);
    tera.set_escape_fn(escape::escape);
    filters::register(&mut tera, setting, &assets, &words);
    words::register(&mut tera, &words);
    stopwatch::register(&mut tera);
    templates.report_unused(diagnostics);
    let tera = templates.compile(tera, diagnostics)?;
    unknown::report_unknown(&tera, &templates, diagnostics);
    if crate::diagnostic::has_errors(&diagnostics[known..]) {
        return None;
    }
    let closures = Closures::of(&tera, &templates, setting, &assets, words.fingerprint());
    Some(Theme { tera, templates, closures, assets, words, about })
}

/// A file that neither is a template nor is published nor says what the theme is does nothing; a template left
/// beside `templates/` is the usual case.
fn report_unused(files: &[ThemeFile], diagnostics: &mut Vec<Diagnostic>) {
    for file in files {
        let used = file.name.starts_with("templates/")
            || file.name.starts_with("static/")
            || words::has_words(file)
            || file.name == about::ABOUT_FILE;
        let kept = ["README", "LICENSE", "LICENCE", "CHANGELOG", "."];
        if used || kept.iter().any(|start| file.name.starts_with(start)) {
            continue;
        }
        diagnostics.push(
            Diagnostic::warning(FILE, format!("`{}` is not used", file.name))
                .at(crate::source::Place::of_file(&file.path))
                .help("move a template into `templates/`, and a style sheet or picture into `static/`"),
        );
    }
}

impl Theme {
    /// Renders one template to the end of a buffer. On a mistake the buffer is as it was; the place is the
    /// template's, the caller knows the page.
    pub fn render_template(
        &self,
        name: &str,
        context: &Context,
        out: &mut Vec<u8>,
    ) -> Result<(), Diagnostic> {
        self.render_within(name, context, out, PAGE_SIZE_LIMIT, PAGE_SECONDS_LIMIT)
    }

    fn render_within(
        &self,
        name: &str,
        context: &Context,
        out: &mut Vec<u8>,
        size: usize,
        seconds: u64,
    ) -> Result<(), Diagnostic> {
        let before = out.len();
        stopwatch::start(seconds);
        self.words.speak(context);
        let result = self.tera.render_to(name, context, output::PageWriter::new(out, size));
        result.map_err(|error| {
            out.truncate(before);
            self.templates.render_mistake(name, &error)
        })
    }

    /// What the theme says in a language, by the key of a word without places to fill; in English where it does not speak that
    /// language.
    pub fn word(&self, language: &str, key: &str) -> Option<&str> {
        self.words.plain(language, key)
    }

    /// What says the words that the program puts into bodies, in the language of a page or, where it names none, of the site.
    pub fn speaker(&self, page: Option<&str>, site: &str) -> Speaker<'_> {
        self.words.speaker(page, site)
    }

    /// Whether there is a template of this name, the site's own or the default's.
    pub fn has(&self, name: &str) -> bool {
        self.tera.contains_template(name)
    }

    /// Whether the site has a template of its own, and not only those of the program or copies of them.
    pub fn has_own_templates(&self) -> bool {
        self.templates.own().next().is_some()
    }

    /// The file of the first of some templates that is the site's own; of none, any that is.
    pub fn own_place(&self, names: &[&str]) -> Option<Place> {
        let own: BTreeMap<&str, Place> =
            self.templates.own().map(|(name, source)| (name, Place::of_file(source.path()))).collect();
        names.iter().find_map(|name| own.get(name)).or_else(|| own.values().next()).cloned()
    }

    /// The names of all templates.
    pub fn template_names(&self) -> impl Iterator<Item = &str> {
        self.templates.names()
    }

    /// The hash of all that a template's output depends on besides its inputs: its own text, that of every parent,
    /// include and component, and the addresses of the assets where it names one.
    pub fn template_fingerprint(&self, name: &str) -> Fingerprint {
        self.closures.fingerprint(name)
    }

    /// The inputs that a template can touch, of those in [`INPUTS`] and any other name it mentions.
    pub fn variables(&self, name: &str) -> &BTreeSet<String> {
        self.closures.variables(name)
    }

    /// The files that are published, with their fingerprinted addresses.
    pub fn assets(&self) -> &[ThemeAsset] {
        &self.assets
    }

    /// Where a template says the first of some texts that any of them says; the site's own come first.
    pub fn place_of(&self, texts: &[String]) -> Option<Place> {
        texts.iter().find_map(|text| self.templates.place_of(text))
    }

    /// Where the only template that says the first of some texts says it, the site's own before the originals.
    pub fn only_place_of(&self, texts: &[String]) -> Option<Place> {
        texts.iter().find_map(|text| self.templates.only_place_of(text))
    }

    /// What the theme says of itself.
    pub fn about(&self) -> &About {
        &self.about
    }
}

/// Files by name: what the site gives stands before what is embedded.
fn by_name(files: &[ThemeFile], folder: &str) -> BTreeMap<String, ThemeFile> {
    let embedded = embedded::embedded_theme_files();
    embedded
        .chain(files.iter().cloned())
        .filter_map(|file| Some((file.name.strip_prefix(folder)?.to_owned(), file)))
        .collect()
}
