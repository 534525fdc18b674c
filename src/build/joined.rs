//! What a build reads and joins before it makes anything, and what of that the next build of the same process takes over.
//!
//! Other files see of a text what stands in its outline: front matter, headings, where its links lead. While only bodies
//! changed, all that crosses files is what it was: the site of the build before is taken, with new bodies in it.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;

use super::pictures::SharedPictures;
use super::sources::{Reading, SourceMemory, Sources};
use super::today::Now;
use super::{BuildError, BuildOptions, Progress, Today, collecting};
use crate::check::{Checks, Guard, Levels, Waivers, check_theme, forget_asked_templates};
use crate::config::{Config, Registries, time_zone};
use crate::diagnostic::Diagnostic;
use crate::load::{ThemeFiles, load_theme};
use crate::model::{Briefing, Page, Site, WithheldBriefing};
use crate::parse::{GlossaryMatcher, ParseContext, ParsedSource, SourceKind};
use crate::plan::{Setup, Subject};
use crate::source::{Fingerprint, SourcePath};
use crate::theme::{Setting, Theme, parse_theme};

/// What every text of a site is read by.
pub(super) struct Ground {
    pub(super) config: Arc<Config>,
    pub(super) registries: Arc<Registries>,
    pub(super) setup: Setup,
    pub(super) levels: Levels,
    pub(super) guard: Guard,
    pub(super) glossary: GlossaryMatcher,
    pub(super) sources: Sources,
}

/// A joined site, and what was found until it was.
#[derive(Debug, Clone)]
pub(super) struct Joined {
    pub(super) ground: Arc<Ground>,
    /// Nothing where it has mistakes.
    pub(super) theme: Option<Arc<Theme>>,
    pub(super) site: Arc<Site>,
    pub(super) withheld: Vec<WithheldBriefing>,
    /// The waivers, of which none was used yet.
    pub(super) waivers: Waivers,
    pub(super) found: Found,
    /// How many texts had to be parsed and checked.
    pub(super) checked: usize,
    /// How many pictures had to be unpacked.
    pub(super) unpacked: usize,
    pub(super) since: Option<Since>,
}

/// The site of the build before, where nothing has changed since that other files see.
#[derive(Debug, Clone)]
pub(super) struct Since {
    pub(super) site: Arc<Site>,
    pub(super) change: SmallChange,
}

/// What a site can be taken over for.
#[derive(Debug, Clone)]
pub(super) enum SmallChange {
    /// The bodies of these texts.
    Bodies(Vec<Subject>),
    /// The theme alone.
    Theme,
}

/// What was found, as grave as the settings have it and before waivers change it.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// In settings, data and files.
    pub(super) around: Arc<Vec<Diagnostic>>,
    /// In the theme, and on the specimens of its pages.
    pub(super) theme: Arc<Vec<Diagnostic>>,
    /// In each text, in the order of [`Sources`].
    pub(super) texts: Vec<Arc<Vec<Diagnostic>>>,
    /// While the site was joined.
    pub(super) joining: Arc<Vec<Diagnostic>>,
    /// By the rules that look at the joined site.
    pub(super) site: Arc<Vec<Diagnostic>>,
}

/// What one process keeps of a joined site, and for how long that holds.
#[derive(Debug)]
pub(super) struct KeptSite {
    joined: Joined,
    options: BuildOptions,
    now: Now,
    /// The moment at which the first of what is to come out later comes out.
    until: Option<Timestamp>,
}

impl Found {
    /// Takes what was found as grave as the settings have it, so that what is kept has to be looked at only once. That of the
    /// theme is so already.
    pub(super) fn settled(mut self, levels: &Levels) -> Self {
        let Self { around, theme: _, texts, joining, site } = &mut self;
        let settle = |part: &mut Arc<Vec<Diagnostic>>| levels.apply(Arc::make_mut(part));
        [around, joining, site].into_iter().for_each(settle);
        texts.par_iter_mut().for_each(settle);
        self
    }

    /// What was found in and between texts, and what was found by the rules that look at the joined site.
    pub(super) fn into_lists(self, joined: &Site) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        let Self { around, mut theme, texts, joining, site } = self;
        if !theme.is_empty() {
            forget_asked_templates(Arc::make_mut(&mut theme), joined);
        }
        let count = around.len() + theme.len() + joining.len();
        let count = count + texts.iter().map(|part| part.len()).sum::<usize>();
        // What pages add later is a small part of it; grown step by step it would be held twice.
        let mut all = Vec::with_capacity(count + site.len() + count / 8);
        for part in [around, theme].into_iter().chain(texts).chain([joining]) {
            match Arc::try_unwrap(part) {
                Ok(mut part) => all.append(&mut part),
                Err(kept) => all.extend_from_slice(&kept),
            }
        }
        (all, Arc::unwrap_or_clone(site))
    }
}

impl KeptSite {
    /// Keeps a joined site; nothing where it has a sealed name in it, which is not remembered.
    pub(super) fn of(
        joined: &Joined,
        options: &BuildOptions,
        now: Now,
        until: Option<Timestamp>,
    ) -> Option<Self> {
        let found = &joined.found;
        let parts = [&found.around, &found.theme, &found.joining, &found.site];
        let parts = parts.into_iter().chain(&found.texts);
        let may_be_kept = parts.into_iter().all(|part| Guard::may_be_kept(part));
        may_be_kept.then(|| Self { joined: joined.clone(), options: options.clone(), now, until })
    }

    /// When it ceases to hold though nothing is changed: something comes out, or the day ends. Nothing where time stands
    /// still.
    pub(super) fn until(&self) -> Option<Timestamp> {
        let Today::Now(_) = self.options.today else { return None };
        let zone = time_zone(&self.joined.ground.config.timezone);
        let midnight = self.now.day.tomorrow().ok().and_then(|day| day.to_zoned(zone).ok());
        self.until.into_iter().chain(midnight.map(|midnight| midnight.timestamp())).min()
    }

    /// The hash of what texts are read by.
    pub(super) fn setup(&self) -> Fingerprint {
        self.joined.ground.setup.fingerprint()
    }

    /// The same with another site, of which only bodies differ.
    pub(super) fn with(&self, joined: &Joined) -> Self {
        Self { joined: joined.clone(), options: self.options.clone(), ..*self }
    }

    /// The site as it is after changes at some paths; nothing where more than bodies changed, or more than the theme.
    pub(super) fn with_changes(
        &self,
        options: &BuildOptions,
        changes: &BTreeSet<SourcePath>,
        (memory, pictures): (&SourceMemory<'_>, &SharedPictures),
        progress: &Progress,
    ) -> Result<Option<Joined>, BuildError> {
        let ground = &self.joined.ground;
        if !self.holds(options)? {
            return Ok(None);
        }
        if !changes.is_empty() && changes.iter().all(is_of_theme) {
            return self.with_theme(options, pictures).map(Some);
        }
        if !ground.sources.are_all_texts(changes) {
            return Ok(None);
        }
        let checks = Checks::new(&ground.config, &ground.registries, &ground.levels, &ground.guard);
        let reading = Reading { context: ground.context(), checks: &checks, progress };
        self.with_bodies(changes, memory, reading)
    }

    /// Whether the same is asked, on the same day, and nothing has come out since.
    fn holds(&self, options: &BuildOptions) -> Result<bool, BuildError> {
        let now = options.today.now(&self.joined.ground.config.timezone)?;
        let asked =
            |options: &BuildOptions| BuildOptions { today: Today::Given(self.now.day), ..options.clone() };
        Ok(asked(options) == asked(&self.options)
            && now.day == self.now.day
            && now.moment >= self.now.moment
            && self.until.is_none_or(|until| now.moment < until))
    }

    /// The same site with the theme as it is now: texts know nothing of it.
    fn with_theme(&self, options: &BuildOptions, pictures: &SharedPictures) -> Result<Joined, BuildError> {
        let mut joined = self.joined.clone();
        let Ground { config, levels, .. } = &*self.joined.ground;
        let known = pictures.get();
        let files = load_theme(&options.root, config, &[&known])?;
        joined.unpacked = files.unpacked;
        if files.unpacked > 0 {
            let mut known = Arc::unwrap_or_clone(known);
            known.add(&files.pictures);
            pictures.put(known);
        }
        let (theme, found) = read_theme(files, config, levels);
        joined.theme = theme;
        joined.found.theme = found;
        joined.checked = 0;
        joined.since = Some(Since { site: Arc::clone(&self.joined.site), change: SmallChange::Theme });
        Ok(joined)
    }

    fn with_bodies(
        &self,
        changes: &BTreeSet<SourcePath>,
        memory: &SourceMemory<'_>,
        reading: Reading<'_>,
    ) -> Result<Option<Joined>, BuildError> {
        let mut joined = self.joined.clone();
        let mut site = Site::clone(&joined.site);
        let mut bodies = Vec::new();
        for path in changes {
            let Some((number, kind, file)) = joined.ground.sources.numbered(path) else { return Ok(None) };
            let (source, mut found) = collecting(|found| reading.read_file(file, kind, found));
            let Some(mut source) = source? else { return Ok(None) };
            found.append(&mut source.diagnostics);
            if !Guard::may_be_kept(&found)
                || !memory.outline(path).is_some_and(|before| source.has_outline_of(&before))
            {
                return Ok(None);
            }
            let Some(subject) = put(&mut site, source) else { return Ok(None) };
            joined.ground.levels.apply(&mut found);
            joined.found.texts[number] = Arc::new(found);
            bodies.push(subject);
        }
        joined.checked = bodies.len();
        joined.unpacked = 0;
        let change = SmallChange::Bodies(bodies);
        joined.since = Some(Since { site: Arc::clone(&self.joined.site), change });
        joined.site = Arc::new(site);
        Ok(Some(joined))
    }
}

impl fmt::Debug for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ground").field("setup", &self.setup).finish_non_exhaustive()
    }
}

impl Ground {
    /// What parsing a text rests on.
    pub(super) fn context(&self) -> ParseContext<'_> {
        ParseContext { config: &self.config, registries: &self.registries, glossary: &self.glossary }
    }
}

/// Makes a theme of its files and looks at what it makes of specimens. All that is wrong with it is settled.
pub(super) fn read_theme(
    files: ThemeFiles,
    config: &Config,
    levels: &Levels,
) -> (Option<Arc<Theme>>, Arc<Vec<Diagnostic>>) {
    let ThemeFiles { files, diagnostics: mut found, .. } = files;
    let style = config.colours.style();
    let setting = Setting { base_path: config.base_url.path(), language: &config.language, style: &style };
    let theme = parse_theme(&files, setting, &mut found);
    if let Some(theme) = &theme {
        check_theme(theme, config, levels, &mut found);
    }
    levels.apply(&mut found);
    (theme.map(Arc::new), Arc::new(found))
}

/// Whether a path is that of a theme.
fn is_of_theme(path: &SourcePath) -> bool {
    path.as_str().starts_with("themes/")
}

/// Puts a new body into a site; nothing where the text has no page.
fn put(site: &mut Site, source: ParsedSource) -> Option<Subject> {
    let ParsedSource { path, fingerprint, document, .. } = source;
    let position = |briefings: &[Arc<Briefing>]| briefings.iter().position(|it| it.source == path);
    let (briefings, at, subject): (_, _, fn(u32) -> Subject) = if let Some(at) = position(&site.briefings) {
        (&mut site.briefings, at, Subject::Briefing)
    } else if let Some(at) = position(&site.withdrawn) {
        (&mut site.withdrawn, at, Subject::Withdrawn)
    } else {
        let at = site.pages.iter().position(|page| page.source == path)?;
        let page = Page::clone(&site.pages[at]);
        site.pages[at] = Arc::new(Page { fingerprint, document, ..page });
        return Some(Subject::Page(u32::try_from(at).ok()?));
    };
    let briefing = Briefing::clone(&briefings[at]);
    briefings[at] = Arc::new(Briefing { fingerprint, document, ..briefing });
    Some(subject(u32::try_from(at).ok()?))
}

/// The first moment after now at which something that was read comes out.
pub(super) fn next_release<'a>(
    parsed: impl Iterator<Item = &'a ParsedSource>,
    now: Now,
    config: &Config,
) -> Option<Timestamp> {
    let zone = time_zone(&config.timezone);
    let moments = parsed.filter_map(|source| source.front_matter.as_ref()?.published.as_ref());
    let moments = moments.filter_map(|published| published.value.instants(&zone).ok());
    moments.map(|instants| instants.last).filter(|last| *last > now.moment).min()
}

impl Sources {
    /// Whether at each path stands one of the texts, and stands there still.
    fn are_all_texts(&self, paths: &BTreeSet<SourcePath>) -> bool {
        paths.iter().all(|path| self.numbered(path).is_some_and(|(_, _, file)| file.is_plain()))
    }

    /// A text by its path: its number, what it is, and the file.
    fn numbered(&self, path: &SourcePath) -> Option<(usize, SourceKind, &crate::load::TextFile)> {
        let find = |files: &[crate::load::TextFile]| {
            files.binary_search_by(|file| file.path().as_str().cmp(path.as_str())).ok()
        };
        match find(&self.briefings) {
            Some(at) => Some((at, SourceKind::Briefing, &self.briefings[at])),
            None => {
                find(&self.pages).map(|at| (self.briefings.len() + at, SourceKind::Page, &self.pages[at]))
            }
        }
    }
}
