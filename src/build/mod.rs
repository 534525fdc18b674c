//! The driver: load, parse, resolve, plan, render, check, write. There is no other path; `check` is this one without
//! the writing.

mod error;
mod render_all;
mod today;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::config::{BaseUrl, Config, Registries, parse_config, parse_registries};
use crate::diagnostic::{self, Counts, Diagnostic, Severity, Summary};
use crate::load::{Snapshot, load_settings, load_snapshot};
use crate::model::{Site, SiteInputs, resolve_site};
use crate::parse::{GlossaryMatcher, ParseContext, ParsedSource, SourceKind, parse_source};
use crate::plan::{Plan, plan_outputs};
use crate::source::{OutputPath, SourceText};
use crate::theme::{Setting, Theme, parse_theme};
use crate::write::{Options, Staging};

use render_all::{Made, render_all};

pub use error::BuildError;
pub use today::Today;

/// Where the site keeps what one build tells the next.
const STATE_FOLDER: &str = ".briefpress";

/// What a build is asked to do.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct BuildOptions {
    /// The site's folder.
    pub root: PathBuf,
    /// Where the site goes; `None`: `output` in the site's folder.
    pub output: Option<PathBuf>,
    /// An address that takes the place of the one in `site.yaml`.
    pub base_url: Option<String>,
    /// The day that counts as today.
    pub today: Today,
    /// Whether drafts are published.
    pub drafts: bool,
    /// Whether warnings block publication.
    pub deny_warnings: bool,
    /// Whether what an earlier build left may be used.
    pub use_cache: bool,
    /// Whether anything is written; `false` is `check`.
    pub publish: bool,
}

/// What a build did.
#[derive(Debug)]
pub struct BuildOutcome {
    /// Everything found, in the order in which it is shown.
    pub diagnostics: Vec<Diagnostic>,
    /// The numbers.
    pub summary: Summary,
    /// Why each output was made.
    pub reasons: Vec<(OutputPath, String)>,
    /// Time by stage.
    pub timings: Vec<(&'static str, Duration)>,
    /// Whether the site was published.
    pub published: bool,
}

/// Time by stage.
struct Stages {
    started: Instant,
    last: Instant,
    timings: Vec<(&'static str, Duration)>,
}

impl Stages {
    fn new() -> Self {
        let now = Instant::now();
        Self { started: now, last: now, timings: Vec::new() }
    }

    fn end(&mut self, stage: &'static str) {
        let now = Instant::now();
        self.timings.push((stage, now - self.last));
        self.last = now;
    }
}

/// Builds a site: reads it, checks it and, if nothing forbids it, publishes it.
///
/// Mistakes of the content are in the outcome; an error means that the machine failed. A file that is saved while
/// the site is read makes the build begin again, once.
pub fn build(options: &BuildOptions) -> Result<BuildOutcome, BuildError> {
    match build_once(options) {
        Err(error) if error.is_change() => build_once(options),
        outcome => outcome,
    }
}

fn build_once(options: &BuildOptions) -> Result<BuildOutcome, BuildError> {
    let mut stages = Stages::new();
    let mut found = Vec::new();
    let (config, snapshot) = load(options, &mut found)?;
    stages.end("load");
    let setting = Setting { base_path: config.base_url.path(), language: &config.language };
    let ((registries, of_registries), (theme, of_theme)) = rayon::join(
        || collecting(|found| parse_registries(&snapshot.data, found)),
        || collecting(|found| parse_theme(&snapshot.theme, setting, found)),
    );
    found.extend(of_registries.into_iter().chain(of_theme));
    stages.end("registries and theme");
    let site = resolve(options, config, registries, snapshot, &mut found, &mut stages);
    crate::check::check_site(&site, &mut found);
    let output = options.output.clone().unwrap_or_else(|| options.root.join("output"));
    let made = match theme {
        Some(theme) => publish(options, &site, &theme, &output, &mut found, &mut stages)?,
        None => Made::default(),
    };
    diagnostic::sort(&mut found);
    let summary = summarise(&site, &made, &found, stages.started.elapsed());
    let Made { reasons, published, .. } = made;
    Ok(BuildOutcome { summary, diagnostics: found, reasons, timings: stages.timings, published })
}

/// A value and what was found while it was made.
fn collecting<T>(make: impl FnOnce(&mut Vec<Diagnostic>) -> T) -> (T, Vec<Diagnostic>) {
    let mut found = Vec::new();
    (make(&mut found), found)
}

fn load(options: &BuildOptions, found: &mut Vec<Diagnostic>) -> Result<(Config, Snapshot), BuildError> {
    let (settings, refused) = load_settings(&options.root)?;
    found.extend(refused);
    let mut config = settings.as_ref().map_or_else(Config::default, |source| parse_config(source, found));
    if let Some(base_url) = &options.base_url {
        config.base_url =
            BaseUrl::parse(base_url).map_err(|why| BuildError::BaseUrl(base_url.clone(), why))?;
        config.base_url_given = true;
    }
    let mut snapshot = load_snapshot(&options.root, &config)?;
    found.append(&mut snapshot.diagnostics);
    Ok((config, snapshot))
}

fn resolve(
    options: &BuildOptions,
    config: Config,
    registries: Registries,
    snapshot: Snapshot,
    found: &mut Vec<Diagnostic>,
    stages: &mut Stages,
) -> Site {
    let glossary = GlossaryMatcher::new(&registries);
    let context = ParseContext { config: &config, registries: &registries, glossary: &glossary };
    let briefings = parse_all(snapshot.briefings, SourceKind::Briefing, context, found);
    let pages = parse_all(snapshot.pages, SourceKind::Page, context, found);
    stages.end("parse");
    let today = options.today.in_zone(&config.timezone);
    let inputs = SiteInputs {
        config,
        registries,
        today,
        drafts: options.drafts,
        briefings,
        pages,
        tables: snapshot.tables,
        assets: snapshot.assets,
        statics: snapshot.statics,
    };
    let site = resolve_site(inputs, found);
    stages.end("resolve");
    site
}

/// Parses all files of a kind in parallel; each text is dropped as soon as it is parsed.
fn parse_all(
    sources: Vec<SourceText>,
    kind: SourceKind,
    context: ParseContext<'_>,
    found: &mut Vec<Diagnostic>,
) -> Vec<ParsedSource> {
    let mut parsed: Vec<ParsedSource> =
        sources.into_par_iter().map(|source| parse_source(&source, kind, context)).collect();
    for source in &mut parsed {
        found.append(&mut source.diagnostics);
    }
    parsed
}

fn publish(
    options: &BuildOptions,
    site: &Site,
    theme: &Theme,
    output: &Path,
    found: &mut Vec<Diagnostic>,
    stages: &mut Stages,
) -> Result<Made, BuildError> {
    let plan: Plan = plan_outputs(site, theme, found);
    stages.end("plan");
    let wanted = options.publish && !blocks(found, options.deny_warnings);
    let staging = if wanted {
        Some(Staging::open(output, &options.root, &options.root.join(STATE_FOLDER), Options::default())?)
    } else {
        None
    };
    let mut made = render_all(site, theme, &plan, staging.as_ref(), found)?;
    stages.end("render and write");
    if let Some(staging) = staging.filter(|_| !blocks(found, options.deny_warnings)) {
        let published = staging.publish()?;
        made.finish(published, found);
        stages.end("publish");
    }
    Ok(made)
}

/// Whether what was found forbids publication.
fn blocks(found: &[Diagnostic], deny_warnings: bool) -> bool {
    let least = if deny_warnings { Severity::Warning } else { Severity::Error };
    found.iter().any(|diagnostic| diagnostic.severity >= least)
}

fn summarise(site: &Site, made: &Made, found: &[Diagnostic], time: Duration) -> Summary {
    Summary {
        briefings: site.briefings.len() + site.withdrawn.len(),
        pages: made.pages,
        rendered: made.rendered,
        kept: made.kept,
        removed: made.removed,
        counts: Counts::of(found),
        seconds: time.as_secs_f64(),
    }
}
