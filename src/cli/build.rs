//! `build` and `check`: one driver, two commands.

use std::num::NonZeroUsize;
use std::path::Path;
use std::time::Duration;

use briefpress::build::{BuildOptions, BuildOutcome, Purpose, TemplateTime, Today, build_watched};

use super::arguments::{BuildArguments, CheckArguments, CheckCommand, Deny, Format};
use super::failure::Failure;
use super::seal::seal_key;
use super::selection::Selection;
use super::terminal::Terminal;
use super::{BLOCKED, DONE, clock};

/// Checks the site, then writes it.
pub(super) fn run_build(root: &Path, arguments: BuildArguments, terminal: &Terminal) -> u8 {
    let BuildArguments { check, output, explain, timings, no_cache, durable } = arguments;
    let outcome = match start(root, &check).and_then(|options| {
        let options = BuildOptions {
            output: output.clone(),
            use_cache: !no_cache,
            durable,
            excerpts: terminal.excerpts(check.format),
            purpose: Purpose::Publish,
            ..options
        };
        Ok(terminal.showing_progress(check.format, |progress| build_watched(&options, progress))?)
    }) {
        Ok(outcome) => outcome,
        Err(failure) => return terminal.emit_failure(&failure, check.format),
    };
    if explain {
        emit_reasons(&outcome, terminal);
    }
    terminal.emit_findings(&outcome, check.format, denies_warnings(&check));
    if timings {
        emit_timings(&outcome, terminal);
    }
    let blocked = is_blocked(&outcome, &check);
    if check.format == Format::Human {
        let output = output.unwrap_or_else(|| root.join("output"));
        let output = output.strip_prefix(".").unwrap_or(&output).display();
        if blocked {
            terminal.remark(&format!("nothing was written; what was in `{output}` is as it was"));
        } else {
            terminal.remark(&what_was_done(&outcome, &format!("in `{output}`")));
        }
    }
    // The program ends here, and the system takes the memory of thousands of findings back at once.
    std::mem::forget(outcome);
    status(blocked)
}

/// Does everything but writing.
pub(super) fn run_check(root: &Path, command: &CheckCommand, terminal: &Terminal) -> u8 {
    let CheckCommand { check: arguments, selection, online, allow_host } = command;
    let checked = || -> Result<BuildOutcome, Failure> {
        let selection = Selection::of(root, selection)?;
        let mut options = start(root, arguments)?;
        if selection.is_all() {
            options.excerpts = terminal.excerpts(arguments.format);
        }
        if *online {
            options.purpose = Purpose::CheckOnline(allow_host.clone());
        }
        let mut outcome =
            terminal.showing_progress(arguments.format, |progress| build_watched(&options, progress))?;
        selection.apply(&mut outcome);
        Ok(outcome)
    };
    let outcome = match checked() {
        Ok(outcome) => outcome,
        Err(failure) => return terminal.emit_failure(&failure, arguments.format),
    };
    terminal.emit_findings(&outcome, arguments.format, denies_warnings(arguments));
    let blocked = is_blocked(&outcome, arguments);
    if arguments.format == Format::Human {
        terminal.remark(&what_was_done(&outcome, "checked"));
    }
    status(blocked)
}

/// "42 briefings, 118 pages in `output` (0.03 s)".
pub(super) fn what_was_done(outcome: &BuildOutcome, what: &str) -> String {
    let summary = &outcome.summary;
    let (briefings, pages) = (count(summary.briefings, "briefing"), count(summary.pages, "page"));
    format!("{briefings}, {pages} {what} ({:.2} s)", summary.seconds)
}

/// The options of a check; a build adds to them.
pub(super) fn start(root: &Path, arguments: &CheckArguments) -> Result<BuildOptions, Failure> {
    if let Some(jobs) = arguments.jobs {
        set_threads(jobs)?;
    }
    Ok(BuildOptions {
        base_url: arguments.base_url.clone(),
        drafts: arguments.drafts,
        deny_warnings: denies_warnings(arguments),
        reveal: arguments.reveal,
        ..plain_options(root, arguments.today)?
    })
}

/// The options of a check of the site as it is.
pub(super) fn plain_options(root: &Path, today: Option<Today>) -> Result<BuildOptions, Failure> {
    let today = clock::today(today).map_err(|message| {
        Failure::new(message, "set it to the seconds since 1970, unset it, or give `--today YYYY-MM-DD`")
    })?;
    Ok(BuildOptions { seal_key: seal_key(root)?, ..BuildOptions::of_check(root, today) })
}

fn set_threads(jobs: NonZeroUsize) -> Result<(), Failure> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.get());
    pool.build_global().map_err(|error| {
        Failure::new(format!("{jobs} threads can not be started: {error}"), "give a smaller `--jobs N`")
    })
}

fn denies_warnings(arguments: &CheckArguments) -> bool {
    arguments.deny == Some(Deny::Warnings)
}

pub(super) fn is_blocked(outcome: &BuildOutcome, arguments: &CheckArguments) -> bool {
    let counts = outcome.summary.counts;
    counts.errors > 0 || (denies_warnings(arguments) && counts.warnings > 0)
}

pub(super) fn status(blocked: bool) -> u8 {
    if blocked { BLOCKED } else { DONE }
}

pub(super) fn count(count: usize, one: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {one}{plural}")
}

fn emit_reasons(outcome: &BuildOutcome, terminal: &Terminal) {
    for (path, reason) in &outcome.reasons {
        terminal.say(&format!("{reason}  {path}"));
    }
}

/// Seconds by stage, as the clock saw them, then by template, added up over all threads.
fn emit_timings(outcome: &BuildOutcome, terminal: &Terminal) {
    let BuildOutcome { timings, templates, .. } = outcome;
    let names = timings.iter().map(|(stage, _)| stage.len());
    let width = names.chain(templates.iter().map(|one| one.name.len())).max().unwrap_or_default();
    let line = |name: &str, time: Duration| format!("  {name:<width$}  {:>9.4} s", time.as_secs_f64());
    terminal.say("by stage:");
    for (stage, time) in timings {
        terminal.say(&line(stage, *time));
    }
    if !templates.is_empty() {
        terminal.say("by template, all threads together:");
    }
    for TemplateTime { name, outputs, time } in templates {
        terminal.say(&format!("{}  {}", line(name, *time), count(*outputs, made_by(name))));
    }
}

/// What a template makes: rows of lists or files.
fn made_by(template: &str) -> &'static str {
    if template == "row.html" { "row" } else { "file" }
}
