//! The two streams, and what goes to which: findings and remarks to standard error, data to standard output.

use std::env;
use std::io::{self, BufWriter, IsTerminal as _, Write};

use anstream::{AutoStream, ColorChoice};
use briefpress::build::{BuildOutcome, Progress};
use briefpress::diagnostic::{self, Diagnostic, HumanStyle, Summary, printable};

use super::FAILED;
use super::arguments::{ColorWhen, Format, Global};
use super::failure::Failure;
use super::progress::{self, showing_progress};

/// How to speak to whoever started the program.
#[derive(Debug)]
pub(super) struct Terminal {
    color: ColorChoice,
    quiet: bool,
    verbose: bool,
}

impl Terminal {
    /// A terminal as the global options want it.
    pub(super) fn new(global: &Global) -> Self {
        let wanted = match global.color {
            ColorWhen::Auto => ColorChoice::Auto,
            ColorWhen::Always => ColorChoice::Always,
            ColorWhen::Never => ColorChoice::Never,
        };
        wanted.write_global();
        Self { color: AutoStream::choice(&io::stderr()), quiet: global.quiet, verbose: global.verbose }
    }

    /// Emits what was found, to standard error for people and to standard output for programs.
    pub(super) fn emit_findings(&self, outcome: &BuildOutcome, format: Format, deny_warnings: bool) {
        let (found, summary) = (&outcome.diagnostics, &outcome.summary);
        match format {
            Format::Human => self.emit_for_people(found),
            Format::Short => self.to_stderr(|out| diagnostic::render_short(found, out)),
            Format::Json => to_stdout(|out| diagnostic::render_json(found, summary, None, out)),
            Format::Github => to_stdout(|out| diagnostic::render_github(found, None, out)),
            Format::Sarif => to_stdout(|out| diagnostic::render_sarif(found, None, out)),
            Format::Junit => to_stdout(|out| diagnostic::render_junit(found, deny_warnings, None, out)),
        }
    }

    /// Of how many findings of one kind a format shows the lines that they speak of.
    pub(super) fn excerpts(&self, format: Format) -> usize {
        match format {
            Format::Human => self.limit(),
            Format::Short => 0,
            Format::Json | Format::Github | Format::Sarif | Format::Junit => usize::MAX,
        }
    }

    /// Emits findings for people.
    pub(super) fn emit_for_people(&self, found: &[Diagnostic]) {
        self.to_stderr(|out| diagnostic::render_human(found, self.style(), out));
    }

    /// Emits a failure in the form that was asked for, and gives the exit status.
    pub(super) fn emit_failure(&self, failure: &Failure, format: Format) -> u8 {
        let message = Some(failure.message());
        match format {
            Format::Human | Format::Short => {}
            Format::Json => {
                to_stdout(|out| diagnostic::render_json(&[], &Summary::default(), message, out));
            }
            Format::Github => to_stdout(|out| diagnostic::render_github(&[], message, out)),
            Format::Sarif => to_stdout(|out| diagnostic::render_sarif(&[], message, out)),
            Format::Junit => to_stdout(|out| diagnostic::render_junit(&[], false, message, out)),
        }
        self.to_stderr(|out| {
            writeln!(out, "error: {}", printable(failure.message()))?;
            failure.help().map_or(Ok(()), |help| writeln!(out, "help: {}", printable(help)))
        });
        FAILED
    }

    /// Does work, and shows how far it has come where someone waits for it.
    pub(super) fn showing_progress<T>(&self, format: Format, work: impl FnOnce(&Progress) -> T) -> T {
        let wanted = format == Format::Human && !self.quiet;
        showing_progress(wanted && progress::is_welcome(), work)
    }

    /// Emits a line for people, unless they want silence.
    pub(super) fn remark(&self, line: &str) {
        if !self.quiet {
            self.say(line);
        }
    }

    /// Emits words and an address; on a terminal the address can be clicked.
    pub(super) fn remark_address(&self, words: &str, address: &str) {
        if self.quiet {
            return;
        }
        let can_link = self.color != ColorChoice::Never && io::stderr().is_terminal();
        let (open, close) = if can_link {
            (format!("\x1b]8;;{address}\x1b\\"), "\x1b]8;;\x1b\\")
        } else {
            (String::new(), "")
        };
        // Not through the stream that strips what it takes for colours.
        finish(io::stderr().lock(), |out| writeln!(out, "{words}{open}{}{close}", printable(address)));
    }

    /// Emits a line that was asked for.
    pub(super) fn say(&self, line: &str) {
        self.to_stderr(|out| writeln!(out, "{}", printable(line)));
    }

    fn style(&self) -> HumanStyle {
        HumanStyle {
            color: self.color != ColorChoice::Never,
            words: env::var_os("NO_GRAPHICS").is_some_and(|value| !value.is_empty()),
            limit: self.limit(),
        }
    }

    fn limit(&self) -> usize {
        if self.verbose { usize::MAX } else { HumanStyle::default().limit }
    }

    fn to_stderr(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
        finish(BufWriter::new(AutoStream::new(io::stderr().lock(), self.color)), write);
    }
}

/// Emits data to standard output.
pub(super) fn to_stdout(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
    finish(BufWriter::new(io::stdout().lock()), write);
}

/// A reader that went away is no failure: there is nobody left to tell.
fn finish(mut out: impl Write, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
    let _ = write(&mut out).and_then(|()| out.flush());
}
