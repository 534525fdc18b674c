//! The driver: load, parse, resolve, plan, render, check, write. There is no other path; `check` is this one without
//! the writing.

mod edition;
mod elsewhere;
mod error;
mod foreseen;
mod identity;
mod joined;
mod memory;
mod online;
mod preview;
mod render_all;
mod sources;
mod still_public;
mod timings;
mod today;
mod verdict;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use rayon::prelude::*;

use crate::check::{
    Checks, Guard, Inspector, Levels, Told, Waivers, check_site, forget_foretold, of_used_tables,
};
use crate::config::{BaseUrl, Config, Registries, parse_config, parse_registries};
use crate::diagnostic::{self, Counts, Diagnostic, Severity, Summary, Waived};
use crate::identity::{Seal, SealKey};
use crate::load::{Snapshot, load_settings, load_snapshot, load_theme};
use crate::model::{Site, SiteInputs, Wanted, WithheldBriefing, resolve_site};
use crate::parse::GlossaryMatcher;
use crate::plan::{DirtyReason, Plan, PlanInputs, Schedule, Setup, plan_inputs, plan_outputs, schedule};
use crate::render::report_redirects_left;
use crate::source::{Fingerprint, OutputPath, SourceText};
use crate::theme::Theme;
use crate::write::{Changes, Options, Staging, read_manifest, read_saved_manifest};

use elsewhere::Outputs;
use foreseen::Looking;
use joined::{Found, Ground, Joined, next_release, read_theme};
use memory::Memory;
use preview::{Planning, Showing};
use render_all::{Inspection, Made, Sink, render_all};
use sources::{Parsed, Reading, SourceMemory, Sources};
use timings::{Stages, Step};
use today::Now;
use verdict::Verdict;

pub use edition::Edition;
pub use error::BuildError;
pub use foreseen::Foreseen;
pub use preview::{Previewed, Session, Viewers};
pub use still_public::sealed_names_in_public;
pub use timings::{Progress, Stand, TemplateTime};
pub use today::Today;

/// Where the site keeps what one build tells the next.
const STATE_FOLDER: &str = ".briefpress";

/// What a build is asked to do.
#[derive(Debug, Clone, PartialEq)]
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
    /// Whether the disk is asked to hold the new site before it takes the place of the old one.
    pub durable: bool,
    /// Of how many findings of one kind the lines are read that they speak of: as many as will be shown.
    pub excerpts: usize,
    /// The key of the sealed names; without it a site that has some can not be published.
    pub seal_key: Option<SealKey>,
    /// Whether findings may show sealed names.
    pub reveal: bool,
    /// What it is for.
    pub purpose: Purpose,
}

impl BuildOptions {
    /// Those of a check of a site as its own settings have it, without a key of sealed names.
    pub fn of_check(root: impl Into<PathBuf>, today: Today) -> Self {
        Self {
            root: root.into(),
            output: None,
            base_url: None,
            today,
            drafts: false,
            deny_warnings: false,
            use_cache: true,
            durable: false,
            excerpts: usize::MAX,
            seal_key: None,
            reveal: false,
            purpose: Purpose::Check,
        }
    }
}

/// What a build is for. The way is the same; only its end differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// To say what is wrong; nothing is written.
    Check,
    /// The same, and to ask other hosts whether what pages link is there. Hosts that are named may be asked though the
    /// public does not reach them. What was said is remembered.
    CheckOnline(Vec<String>),
    /// To publish.
    Publish,
    /// To say what publishing would change, against what is in the output or against a manifest that was put aside;
    /// nothing is written.
    Compare(Option<PathBuf>),
    /// To look at one briefing as if it came out now, though it be a draft or under embargo; nothing is written. Findings
    /// do not keep it from being looked at.
    Foresee(Wanted),
}

/// What a build did.
#[derive(Debug)]
pub struct BuildOutcome {
    /// Everything found, in the order in which it is shown.
    pub diagnostics: Vec<Diagnostic>,
    /// The numbers.
    pub summary: Summary,
    /// Why each output was made.
    pub reasons: Vec<(OutputPath, DirtyReason)>,
    /// Time by stage.
    pub timings: Vec<(&'static str, Duration)>,
    /// Time by template, the slowest first.
    pub templates: Vec<TemplateTime>,
    /// How many texts had to be checked; what was found of the others was remembered.
    pub checked: usize,
    /// Whether the site was published.
    pub published: bool,
    /// What publishing would change, where that was asked and nothing forbids it.
    pub changes: Option<Changes>,
}

/// Builds a site: reads it, checks it and, if nothing forbids it, publishes it.
///
/// Mistakes of the content are in the outcome; an error means that the machine failed. A file that is saved while
/// the site is read makes the build begin again, once.
pub fn build(options: &BuildOptions) -> Result<BuildOutcome, BuildError> {
    let Built { outcome, site, .. } = again_once(|| build_once(options, None, &Progress::default()))?;
    // Taking a large site apart takes as long as a hundred pages; nobody has to wait for it.
    rayon::spawn(move || drop(site));
    Ok(outcome)
}

/// Builds as [`build`] does, and says all the while how far it has come; for a process that ends afterwards.
pub fn build_watched(options: &BuildOptions, progress: &Progress) -> Result<BuildOutcome, BuildError> {
    let Built { outcome, site, .. } = again_once(|| build_once(options, None, progress))?;
    // The end of the process takes its memory back at once. Whatever is freed before, the allocator returns piece by piece.
    std::mem::forget(site);
    Ok(outcome)
}

/// Builds without writing, and gives the site that was found as well.
pub fn survey(options: &BuildOptions) -> Result<Previewed, BuildError> {
    let Built { outcome, site, withheld, .. } =
        again_once(|| build_once(options, None, &Progress::default()))?;
    Ok(Previewed { outcome, site, withheld })
}

/// Looks at one briefing as if it came out now: builds without writing, and gives what of it the public would get. Nothing
/// of that where there is no such briefing, or where its page can not be made.
pub fn foresee(options: &BuildOptions, wanted: Wanted) -> Result<(Previewed, Option<Foreseen>), BuildError> {
    let options = BuildOptions { purpose: Purpose::Foresee(wanted), ..options.clone() };
    let Built { outcome, site, withheld, foreseen } =
        again_once(|| build_once(&options, None, &Progress::default()))?;
    Ok((Previewed { outcome, site, withheld }, foreseen))
}

/// What a build did, and what it did it with.
struct Built {
    outcome: BuildOutcome,
    site: Arc<Site>,
    withheld: Vec<WithheldBriefing>,
    foreseen: Option<Foreseen>,
}

/// Makes a second attempt where the first one met a file that was being changed.
fn again_once<T>(mut attempt: impl FnMut() -> Result<T, BuildError>) -> Result<T, BuildError> {
    match attempt() {
        Err(error) if error.is_change() => attempt(),
        outcome => outcome,
    }
}

fn build_once(
    options: &BuildOptions,
    showing: Option<Showing<'_>>,
    progress: &Progress,
) -> Result<Built, BuildError> {
    online::is_able(options)?;
    let mut stages = Stages::new(progress);
    let (joined, opened) = match showing.as_ref().map(|showing| showing.joined_before(options, progress)) {
        Some(Ok(Some(joined))) => {
            stages.end("read what changed");
            (joined, None)
        }
        Some(Err(error)) => return Err(error),
        Some(Ok(None)) | None => join(options, showing.as_ref(), &mut stages)?,
    };
    let Joined { ground, theme, site, withheld, waivers, found, checked, since } = joined;
    let Ground { setup, guard, glossary, sources, .. } = &*ground;
    let mut verdict = Verdict { levels: &ground.levels, waivers };
    let (mut found, mut of_site) = found.into_lists();
    let told = Told::of(&found);
    found.append(&mut of_site);
    if verdict.waivers.read_lines() {
        sources.quote(found.iter_mut().filter(|found| verdict.waivers.reads_the_line_of(found)));
    }
    verdict.waivers.apply(&mut found);
    stages.end("settle");
    let material = |theme| Material { site: &site, theme, sources, glossary, guard, told: &told };
    let setup = setup.clone();
    let is_shown = showing.is_some();
    let mut made = match (theme.as_deref(), showing) {
        (Some(theme), Some(showing)) => showing.show(
            options,
            material(theme),
            &Planning { site: &site, since, setup },
            &mut verdict,
            &mut found,
            &mut stages,
        )?,
        (Some(theme), None) => {
            publish(options, material(theme), (setup, opened), &mut verdict, &mut found, &mut stages)?
        }
        (None, _) => Made::default(),
    };
    forget_foretold(&mut found);
    if !is_shown {
        found.extend(still_public::report_refused(options, &site.config.base_url, guard, &found));
    }
    diagnostic::sort(&mut found);
    diagnostic::drop_repeated(&mut found);
    sources.quote(diagnostic::in_full(&mut found, options.excerpts));
    let mut waived = verdict.into_waived();
    if !options.reveal {
        guard.cover(&mut found, &mut waived, &|path| sources.text(path));
    }
    let summary = summarise(&site, &made, &found, waived, stages.started.elapsed());
    let seen = made.seen.take().zip(theme);
    let foreseen = seen.and_then(|(seen, theme)| Foreseen::of(seen, options, &site, theme, sources));
    let Made { reasons, published, changes, templates, .. } = made;
    let timings = stages.timings;
    let outcome = BuildOutcome {
        summary,
        diagnostics: found,
        reasons,
        timings,
        templates,
        checked,
        published,
        changes,
    };
    Ok(Built { outcome, site, withheld, foreseen })
}

/// Reads the whole site and joins it. An output that is likely to be published is opened meanwhile.
fn join(
    options: &BuildOptions,
    showing: Option<&Showing<'_>>,
    stages: &mut Stages<'_>,
) -> Result<(Joined, Option<Result<Opened, BuildError>>), BuildError> {
    let progress = stages.progress;
    progress.begin(Step::Load, 0);
    let mut found = Vec::new();
    let (config, settings, texts, mut snapshot) = load(options, &mut found)?;
    let theme = load_theme(&options.root, &config)?;
    let sources = Sources {
        briefings: std::mem::take(&mut snapshot.briefings),
        pages: std::mem::take(&mut snapshot.pages),
    };
    stages.end("load");
    let levels = Levels::of(&config, &mut found);
    let registries = parse_registries(&snapshot.data, &mut found);
    let seal = identity::open(options, snapshot.seal.as_ref(), showing.is_some(), &mut found);
    let setup = setup(settings, &snapshot, seal.as_ref());
    let guard = identity::guard(seal, &config, &registries, &levels);
    let glossary = GlossaryMatcher::new(&registries);
    stages.end("registries");
    let (config, registries) = (Arc::new(config), Arc::new(registries));
    let ground = Ground { config, registries, setup, levels, guard, glossary, sources };
    let Ground { config, registries, setup, levels, guard, sources, .. } = &ground;
    let memory = SourceMemory::of(options, showing, setup.fingerprint());
    let checks = Checks::new(config, registries, levels, guard);
    let reading = Reading { context: ground.context(), checks: &checks, progress };
    // Texts do without the theme: one thread compiles it while the other one reads, and then both do.
    let ((parsed, unkept), (theme, of_theme)) = rayon::join(
        || collecting(|found| sources.parse(reading, memory.as_ref(), found)),
        || read_theme(theme, config, levels),
    );
    found.extend(unkept);
    let mut parsed = parsed?;
    stages.end("read, parse and check, theme");
    progress.begin(Step::Resolve, 0);
    let of_tables = guard.look_at_tables(&snapshot.tables);
    guard.look_at_texts(texts.iter().chain(&snapshot.data), &mut found);
    let now = options.today.now(&config.timezone)?;
    let (checked, of_texts) = (parsed.checked, std::mem::take(&mut parsed.found));
    let mut waivers = Waivers::of(parsed.briefings.iter(), now.day);
    let until = next_release(parsed.briefings.iter().chain(&parsed.pages), now, config);
    // Nothing of the site is needed to see what is live, and resolving leaves a thread free.
    let is_likely = options.purpose == Purpose::Publish && showing.is_none();
    let is_likely = is_likely && theme.is_some();
    let is_likely =
        is_likely && ![&found, &*of_theme].into_iter().any(|found| blocks(found, options.deny_warnings));
    let is_likely = is_likely && !of_texts.iter().any(|found| blocks(found, options.deny_warnings));
    let resolving = |found: &mut Vec<Diagnostic>| {
        resolve(options, now, Arc::clone(config), Arc::clone(registries), parsed, snapshot, found)
    };
    let (((site, withheld), mut joining), opened) =
        rayon::join(|| collecting(resolving), || is_likely.then(|| Opened::open(options)));
    joining.extend(of_used_tables(&site, of_tables));
    waivers.extend_to_files(&site);
    stages.end("resolve");
    let ((), of_site) = collecting(|found| check_site(&site, levels, found));
    let found = Found {
        around: Arc::new(found),
        theme: of_theme,
        texts: of_texts.into_iter().map(Arc::new).collect(),
        joining: Arc::new(joining),
        site: Arc::new(of_site),
    };
    let found = found.settled(levels);
    let (ground, site) = (Arc::new(ground), Arc::new(site));
    let joined = Joined { ground, theme, site, withheld, waivers, found, checked, since: None };
    if let Some(showing) = showing {
        showing.keep_joined(&joined, options, now, until);
    }
    stages.end("check the site");
    Ok((joined, opened))
}

/// A value and what was found while it was made.
fn collecting<T>(make: impl FnOnce(&mut Vec<Diagnostic>) -> T) -> (T, Vec<Diagnostic>) {
    let mut found = Vec::new();
    (make(&mut found), found)
}

/// What the whole site is made of beside its texts.
fn setup(settings: Fingerprint, snapshot: &Snapshot, seal: Option<&Seal>) -> Setup {
    // The same names under another key are other names.
    let seal = seal.map(|seal| seal.fingerprint().to_hex()).unwrap_or_default();
    let texts = snapshot.data.iter().chain(&snapshot.seal);
    let registries = texts.flat_map(|text| [text.path().as_str(), text.text()]);
    Setup {
        program: Fingerprint::of(
            concat!(env!("CARGO_PKG_VERSION"), " ", env!("BRIEFPRESS_SOURCES")).as_bytes(),
        ),
        settings,
        registries: Fingerprint::of_parts(registries.chain([seal.as_str()]).map(str::as_bytes)),
    }
}

/// The settings of a site, with a hash of all that they are made of, and their text.
fn settings(
    options: &BuildOptions,
    found: &mut Vec<Diagnostic>,
) -> Result<(Config, Fingerprint, Option<SourceText>), BuildError> {
    let (settings, refused) = load_settings(&options.root)?;
    found.extend(refused);
    let text = settings.as_ref().map_or("", |settings| settings.text());
    let address = options.base_url.as_deref().unwrap_or_default();
    let fingerprint = Fingerprint::of_parts([text.as_bytes(), address.as_bytes()]);
    let mut config = settings.as_ref().map_or_else(Config::default, |source| parse_config(source, found));
    if let Some(base_url) = &options.base_url {
        config.base_url =
            BaseUrl::parse(base_url).map_err(|why| BuildError::BaseUrl(base_url.clone(), why))?;
        config.base_url_given = true;
    }
    Ok((config, fingerprint, settings))
}

fn load(
    options: &BuildOptions,
    found: &mut Vec<Diagnostic>,
) -> Result<(Config, Fingerprint, Option<SourceText>, Snapshot), BuildError> {
    let (config, fingerprint, settings) = settings(options, found)?;
    let mut snapshot = load_snapshot(&options.root, &config)?;
    found.append(&mut snapshot.diagnostics);
    Ok((config, fingerprint, settings, snapshot))
}

fn resolve(
    options: &BuildOptions,
    now: Now,
    config: Arc<Config>,
    registries: Arc<Registries>,
    parsed: Parsed,
    snapshot: Snapshot,
    found: &mut Vec<Diagnostic>,
) -> (Site, Vec<WithheldBriefing>) {
    let inputs = SiteInputs {
        config,
        registries,
        today: now.day,
        now: now.moment,
        drafts: options.drafts,
        foreseen: match &options.purpose {
            Purpose::Foresee(wanted) => Some(wanted.clone()),
            _ => None,
        },
        briefings: parsed.briefings,
        pages: parsed.pages,
        tables: snapshot.tables,
        assets: snapshot.assets,
        statics: snapshot.statics,
    };
    resolve_site(inputs, found)
}

/// What outputs are made from.
#[derive(Clone, Copy)]
struct Material<'a> {
    site: &'a Site,
    theme: &'a Theme,
    /// For the bodies of which only the outline was remembered.
    sources: &'a Sources,
    glossary: &'a GlossaryMatcher,
    /// Who looks for names and numbers, and what was told of the texts.
    guard: &'a Guard,
    told: &'a Told,
}

fn publish(
    options: &BuildOptions,
    material: Material<'_>,
    (setup, opened): (Setup, Option<Result<Opened, BuildError>>),
    verdict: &mut Verdict<'_>,
    found: &mut Vec<Diagnostic>,
    stages: &mut Stages<'_>,
) -> Result<Made, BuildError> {
    let Material { site, theme, guard, told, .. } = material;
    let (plan, mut of_plan) = collecting(|found| plan_outputs(site, theme, found));
    of_plan.extend(report_redirects_left(site));
    verdict.settle(&mut of_plan);
    found.append(&mut of_plan);
    let inputs = plan_inputs(site, theme, &plan, setup);
    stages.end("plan");
    let wanted = options.purpose == Purpose::Publish && !blocks(found, options.deny_warnings);
    // Of an output that could not be opened nobody has to know while there is something to mend.
    let opened = if wanted { Some(opened.unwrap_or_else(|| Opened::open(options))?) } else { None };
    let mut schedule = schedule_outputs(options, site, &plan, &inputs, opened.as_ref());
    let asks = matches!(options.purpose, Purpose::CheckOnline(_));
    let mut inspector = Inspector::new(site, &plan, verdict.levels, guard, told).keeping_outside(asks);
    let before = opened.as_ref().and_then(|opened| opened.memory.pages());
    if let Some(before) = before {
        inspector.reschedule(&mut schedule, before);
    }
    stages.end("schedule");
    let looking = Looking::of(options, site, &plan);
    let sink = match (&options.purpose, &opened, &looking) {
        (_, _, Some(looking)) => Sink::Memory(&looking.shelf),
        (Purpose::Compare(_), ..) => Sink::Contents,
        (_, Some(opened), None) => Sink::Staging(&opened.staging),
        (_, None, None) => Sink::Nowhere,
    };
    let inspection = Inspection { inspector: &inspector, root: &options.root, progress: stages.progress };
    let mut of_pages = Vec::new();
    let mut made = render_all(material, &plan, &inputs, &schedule, sink, inspection, &mut of_pages)?;
    stages.end("render, check and write");
    stages.progress.begin(Step::Publish, 0);
    if asks {
        online::ask(options, site.today, &mut inspector, &mut of_pages);
        stages.end("ask other hosts");
    }
    let inspected = inspector.finish(theme, before, &|path| material.sources.text(path));
    of_pages.extend(inspected.diagnostics);
    verdict.close(site, &mut of_pages);
    found.append(&mut of_pages);
    made.seen = looking.map(|looking| looking.seen(site, &plan, &inputs));
    if let (Purpose::Compare(against), false) = (&options.purpose, blocks(found, options.deny_warnings)) {
        let before = match against {
            Some(file) => Some(read_saved_manifest(file)?),
            None => read_manifest(&output_of(options))?,
        };
        made.changes = Some(Changes::between(before.as_ref(), &made.contents));
    }
    stages.end("join what was found");
    let mut after = Vec::new();
    let outputs = Outputs::of(&options.root.join(STATE_FOLDER));
    if let Some(Opened { staging, memory }) = opened.filter(|_| !blocks(found, options.deny_warnings)) {
        let output = staging.output();
        let published = staging.publish()?;
        after.extend(outputs.remember(&output));
        after.extend(outputs.forget(&output, site));
        after.extend(memory.keep(published.manifest, site, &plan, &inputs, &inspected.remembered));
        made.finish(published, &mut after);
        made.explain(&plan, schedule);
        stages.end("publish");
    }
    // Afterwards: nothing that is elsewhere may keep a purge waiting.
    let own = output_of(options);
    let own = own.canonicalize().unwrap_or(own);
    after.extend(outputs.report(&own, site));
    let is_refused = [&*found, &after].into_iter().any(|found| blocks(found, options.deny_warnings));
    if is_refused && matches!(options.purpose, Purpose::Publish | Purpose::Check) {
        after.extend(Outputs::report_refused(&own, site));
    }
    verdict.settle(&mut after);
    found.append(&mut after);
    Ok(made)
}

/// The output that a build writes to, and what is known of the build that made what is there.
struct Opened {
    staging: Staging,
    memory: Memory,
}

impl Opened {
    fn open(options: &BuildOptions) -> Result<Self, BuildError> {
        let state = options.root.join(STATE_FOLDER);
        let how = Options { durable: options.durable };
        let staging = Staging::open(&output_of(options), &options.root, &state, how)?;
        let memory = Memory::of(&staging, &state, options.use_cache);
        Ok(Self { staging, memory })
    }
}

/// Where the site goes.
fn output_of(options: &BuildOptions) -> PathBuf {
    options.output.clone().unwrap_or_else(|| options.root.join("output"))
}

/// Decides what has to be made; without an output to compare with, or when it is asked, all of it.
fn schedule_outputs(
    options: &BuildOptions,
    site: &Site,
    plan: &Plan,
    inputs: &PlanInputs,
    opened: Option<&Opened>,
) -> Schedule {
    let (Some(Opened { staging, memory }), true) = (opened, options.use_cache) else {
        return Schedule { reasons: vec![Some(DirtyReason::Asked); plan.tasks.len()] };
    };
    let is_live =
        |output: &OutputPath| staging.previous().is_some_and(|live| live.get(output.as_str()).is_some());
    schedule(site, plan, inputs, memory.record(), is_live)
}

/// Whether what was found forbids publication.
fn blocks(found: &[Diagnostic], deny_warnings: bool) -> bool {
    /// To share out fewer takes longer than to look at them.
    const MANY: usize = 10_000;
    let least = if deny_warnings { Severity::Warning } else { Severity::Error };
    let is_grave = |diagnostic: &Diagnostic| diagnostic.severity >= least;
    if found.len() < MANY { found.iter().any(is_grave) } else { found.par_iter().any(is_grave) }
}

fn summarise(site: &Site, made: &Made, found: &[Diagnostic], waived: Vec<Waived>, time: Duration) -> Summary {
    Summary {
        briefings: site.briefings.len() + site.withdrawn.len(),
        pages: made.pages,
        rendered: made.rendered,
        kept: made.kept,
        removed: made.removed,
        counts: Counts::of(found),
        waived,
        seconds: time.as_secs_f64(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{BuildError, again_once};
    use crate::load::{LoadError, LoadErrorKind};

    #[test]
    fn a_build_begins_again_once_and_only_after_a_change() {
        for (kinds, attempts, succeeds) in [
            (&[][..], 1, true),
            (&[LoadErrorKind::Changed], 2, true),
            (&[LoadErrorKind::Changed, LoadErrorKind::Changed], 2, false),
            (&[LoadErrorKind::Changed, LoadErrorKind::Denied], 2, false),
            (&[LoadErrorKind::Denied], 1, false),
            (&[LoadErrorKind::Failed], 1, false),
        ] {
            let mut made = 0;
            let outcome = again_once(|| {
                made += 1;
                match kinds.get(made - 1) {
                    Some(kind) => Err(BuildError::Load(LoadError {
                        kind: *kind,
                        path: PathBuf::from("briefings/one.md"),
                        cause: None,
                    })),
                    None => Ok(()),
                }
            });
            assert_eq!((made, outcome.is_ok()), (attempts, succeeds), "{kinds:?}");
        }
    }
}
