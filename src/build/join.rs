//! The first half of the way: load, parse, check the texts, resolve, check the site.

use std::sync::Arc;

use crate::check::{Checks, Levels, Waivers, check_site, of_used_tables};
use crate::config::{BaseUrl, Config, Registries, parse_config, parse_registries};
use crate::diagnostic::{Diagnostic, Severity, has_errors};
use crate::identity::Seal;
use crate::load::{KnownPictures, Snapshot, ThemeFiles, load_settings, load_snapshot, load_theme};
use crate::model::{Site, SiteInputs, WithheldBriefing, resolve_site};
use crate::parse::{GlossaryMatcher, typeset};
use crate::plan::Setup;
use crate::source::{Fingerprint, SourceText};

use super::joined::{Found, Ground, Joined, next_release, read_theme};
use super::pictures::PictureMemory;
use super::preview::Showing;
use super::publish::Opened;
use super::sources::{Parsed, Reading, SourceMemory, Sources};
use super::timings::{Stages, Step};
use super::today::Now;
use super::{BuildError, BuildOptions, Purpose, blocks, collecting, identity};

/// Reads the whole site and joins it. An output that is likely to be published is opened meanwhile.
pub(super) fn join(
    options: &BuildOptions,
    showing: Option<&Showing<'_>>,
    stages: &mut Stages<'_>,
) -> Result<(Joined, Option<Result<Opened, BuildError>>), BuildError> {
    let progress = stages.progress;
    progress.begin(Step::Load, 0);
    let mut found = Vec::new();
    let (config, settings, texts, mut snapshot, theme) = load(options, showing, &mut found)?;
    let unpacked = snapshot.unpacked + theme.unpacked;
    let sources = Sources {
        briefings: std::mem::take(&mut snapshot.briefings),
        pages: std::mem::take(&mut snapshot.pages),
    };
    stages.end("load");
    let levels = Levels::of(&config, &mut found);
    let mut registries = parse_registries(&snapshot.data, &mut found);
    let seal = identity::open(options, snapshot.seal.as_ref(), showing.is_some(), &mut found);
    let setup = setup(settings, &snapshot, &found, seal.as_ref());
    let guard = identity::guard(seal, &config, &registries, &levels);
    if config.smart_punctuation {
        // After the guard, which compares names as they are written.
        registries.typeset(typeset);
    }
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
    let joined = Joined { ground, theme, site, withheld, waivers, found, checked, unpacked, since: None };
    if let Some(showing) = showing {
        showing.keep_joined(&joined, options, now, until);
    }
    stages.end("check the site");
    Ok((joined, opened))
}

/// The program, which reads and makes all in its own way.
fn program() -> Fingerprint {
    Fingerprint::of(concat!(env!("CARGO_PKG_VERSION"), " ", env!("BRIEFPRESS_SOURCES")).as_bytes())
}

/// What the whole site is made of beside its texts.
fn setup(settings: Fingerprint, snapshot: &Snapshot, found: &[Diagnostic], seal: Option<&Seal>) -> Setup {
    // The same names under another key are other names.
    let seal = seal.map(|seal| seal.fingerprint().to_hex()).unwrap_or_default();
    let texts = snapshot.data.iter().chain(&snapshot.seal);
    let registries = texts.flat_map(|text| [text.path().as_str(), text.text()]);
    // What a file that could not be read may hold is not known either.
    let errors = found.iter().filter(|finding| finding.severity == Severity::Error);
    let refused = errors.filter_map(|finding| finding.place.as_ref().map(|place| place.path.as_str()));
    let registries = registries.chain(refused);
    Setup {
        program: program(),
        settings,
        registries: Fingerprint::of_parts(registries.chain([seal.as_str()]).map(str::as_bytes)),
    }
}

/// The settings of a site, with a hash of all that they are made of, and their text.
pub(super) fn settings(
    options: &BuildOptions,
    found: &mut Vec<Diagnostic>,
) -> Result<(Config, Fingerprint, Option<SourceText>), BuildError> {
    let (settings, refused) = load_settings(&options.root)?;
    found.extend(refused);
    let text = settings.as_ref().map_or("", |settings| settings.text());
    let address = options.base_url.as_deref().unwrap_or_default();
    let fingerprint = Fingerprint::of_parts([text.as_bytes(), address.as_bytes()]);
    let mut config = match &settings {
        Some(source) => parse_config(source, found),
        None => Config { is_whole: !has_errors(found), ..Config::default() },
    };
    if let Some(base_url) = &options.base_url {
        config.base_url =
            BaseUrl::parse(base_url).map_err(|why| BuildError::BaseUrl(base_url.clone(), why))?;
        config.base_url_given = true;
    }
    Ok((config, fingerprint, settings))
}

fn load(
    options: &BuildOptions,
    showing: Option<&Showing<'_>>,
    found: &mut Vec<Diagnostic>,
) -> Result<(Config, Fingerprint, Option<SourceText>, Snapshot, ThemeFiles), BuildError> {
    let (config, fingerprint, settings) = settings(options, found)?;
    let memory = PictureMemory::of(options, showing, program());
    let mut snapshot = load_snapshot(&options.root, &config, &memory.known)?;
    let mut pictures = KnownPictures::of(&snapshot);
    let theme = load_theme(&options.root, &config, &[&memory.known, &pictures])?;
    pictures.add(&theme.pictures);
    found.extend(memory.keep(pictures));
    found.append(&mut snapshot.diagnostics);
    Ok((config, fingerprint, settings, snapshot, theme))
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
